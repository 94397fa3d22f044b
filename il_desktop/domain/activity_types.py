"""The activity types a new file starts with: names, the kind of time each is, and how firmly it holds its place.

Source: our mapping to the US time-use surveys of principals. `nces` is the National Center for Education Statistics'
kind (A administration, C curriculum and teaching, S student, R parent, O other); `ies` the Institute of Education
Sciences' (D direct, I indirect instructional support, O other). Default protection and minutes are our choice; all can
be edited.
"""

from __future__ import annotations

from dataclasses import dataclass

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.ids import stable_id


@dataclass(frozen=True, slots=True)
class DefaultActivityType:
    """One kind of time, version 1. `is_heavy` marks the five kinds that eat most of a principal's week."""

    key: str
    name: str
    category: Category
    nces: str
    ies: str
    minutes: int
    protection: Protection
    is_heavy: bool = False

    @property
    def id(self) -> str:
        """The id this type has in every file."""
        return activity_type_id(self.key)


def activity_type_id(key: str, version: int = 1) -> str:
    """Return the id of an activity type that ships with the product."""
    return stable_id("activity_type", key, str(version))


def _default_types() -> tuple[DefaultActivityType, ...]:
    immovable, guarded = Protection.IMMOVABLE, Protection.GUARDED
    firm, flexible = Protection.FIRM, Protection.FLEXIBLE
    instructional, management, personal = Category.INSTRUCTIONAL, Category.MANAGEMENT, Category.PERSONAL
    rows = (
        ("visit_quick", "Quick visit, walkthrough", instructional, "C", "D", 15, firm),
        ("visit_observation", "Observation (longer)", instructional, "C", "D", 45, firm),
        ("work_with_students", "Work with students in a lesson", instructional, "C", "D", 30, firm),
        ("learning_behavior", "Support learning behavior in class", instructional, "S", "D", 30, firm),
        ("feedback_celebratory", "Feedback: celebratory", instructional, "C", "D", 15, guarded),
        ("feedback_reflective", "Feedback: reflective", instructional, "C", "D", 15, guarded),
        ("feedback_directive", "Feedback: directive", instructional, "C", "D", 15, guarded),
        ("coaching", "Coaching or planning with a teacher", instructional, "C", "D", 45, firm),
        ("model_teach", "Modeling, teaching", instructional, "C", "D", 45, firm),
        ("formal_evaluation", "Formal evaluation work", instructional, "C", "D", 45, firm),
        ("plc_meeting", "PLC, grade or department meeting", instructional, "C", "D", 45, firm),
        ("data_meeting", "Data meeting", instructional, "C", "I", 45, firm),
        ("mtss_meeting", "MTSS or student support meeting", instructional, "S", "I", 45, firm),
        ("ilt_meeting", "ILT meeting", instructional, "C", "I", 60, firm),
        ("pd_lead", "Plan or lead PD", instructional, "C", "I", 60, firm),
        ("curriculum", "Curriculum, assessment, program work", instructional, "C", "I", 60, firm),
        ("student_learning_talk", "Student learning talk or celebration", instructional, "S", "O", 15, flexible),
        ("family_learning_talk", "Family talk about learning", instructional, "R", "O", 30, flexible),
        ("own_learning", "Own instructional learning", instructional, "C", "I", 30, flexible),
        ("office_work", "Office work, prep, e-mail", management, "A", "O", 30, flexible),
        ("personnel", "Employee supervision, personnel, hiring", management, "A", "O", 30, flexible),
        ("student_supervision", "Student supervision: arrival, lunch, dismissal", management, "S", "O", 30, immovable),
        ("operations_meeting", "Committees and operational meetings", management, "A", "O", 45, flexible),
        ("discipline", "Student discipline", management, "S", "O", 20, flexible),
        ("district", "District meetings and requests", management, "A", "O", 60, immovable),
        ("family_other", "Family talk, other", management, "R", "O", 20, flexible),
        ("budget", "Budget and resources", management, "A", "O", 30, flexible),
        ("facilities_safety", "Facilities and safety", management, "A", "O", 30, flexible),
        ("schedules_testing", "Schedules, testing, compliance", management, "A", "O", 30, flexible),
        ("special_ed_compliance", "Special-education compliance", management, "A", "O", 30, flexible),
        ("community", "Community, advocacy, events", management, "O", "O", 45, flexible),
        ("huddle_review", "Daily huddle, Weekly review, planning", management, "O", "O", 15, firm),
        ("relationships", "Staff recognition and relationship time", management, "O", "O", 15, flexible),
        ("personal", "Meal, personal, leave", personal, "O", "O", 30, flexible),
    )
    return tuple(DefaultActivityType(*row, is_heavy=row[0] in HEAVY) for row in rows)


# A meal, a duty or a huddle is of its day; on another one it is no use to anybody.
SAME_DAY = frozenset({"huddle_review", "student_supervision", "personal"})
HEAVY = frozenset({"office_work", "personnel", "student_supervision", "operations_meeting", "discipline"})
DEFAULT_ACTIVITY_TYPES = _default_types()
