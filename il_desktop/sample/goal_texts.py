"""The words of the vision, the goals and their check-ins; all invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MISSION = "We teach every student to think hard, to belong and to grow, and we learn beside them."
STATEMENT = "Every student thinks hard, belongs and grows."
VALUES = (
    ("We own our learning", "Mistakes are named, mended and shared, by adults first."),
    ("Everyone belongs", "Each name is known and said right; nobody eats or works alone unless they wish to."),
    ("Thinking is visible", "Students explain, question and change their minds out loud."),
    ("We finish what we promise", "A follow-up has a date, and the date is kept."),
    ("Joy in hard work", "We notice effort that was difficult and say what it changed."),
)
EXCELLENCE = (
    (
        "Students do most of the talking about the work",
        "In a visit of fifteen minutes most voices heard are students'.",
    ),
    ("Every lesson checks for understanding", "The teacher changes something because of what the check showed."),
    ("Feedback is used before the bell", "Students act on a comment in the lesson in which they get it."),
    ("Families hear good news first", "The first contact of the year is about something that went well."),
)
EXPECTATIONS = (
    ("Leaders are in classrooms every day", "Three short visits a day, a talk within one school day."),
    ("Teams look at student work every week", "One sample, one question, one next step."),
)

Step = tuple[str, str, date, date | None]


@dataclass(frozen=True, slots=True)
class StrategyText:
    """One way to reach a goal: steps are title, owner's key, due, done."""

    title: str
    steps: tuple[Step, Step, Step]


@dataclass(frozen=True, slots=True)
class GoalText:
    """One goal in words; `hours` is what the principal meant to put in, `test` is title, prediction, review date."""

    letter: str
    title: str
    domain: str
    rank: int
    hours: int
    because: str
    strategies: tuple[StrategyText, StrategyText]
    test: tuple[str, str, date]


D = date
GOALS = (
    GoalText(
        "A", "Math proficiency", "achievement", 1, 72,
        "Fewer than half of our students are proficient, and those who are not lose elective time.",
        (
            StrategyText("Number talks in every math class", (
                ("Train the six math teachers", "hale", D(2025, 10, 24), D(2025, 10, 22)),
                ("See each number talk twice", "principal", D(2026, 1, 30), None),
                ("Two clips in the math PLC", "T10", D(2026, 2, 13), None),
            )),
            StrategyText("Exit tickets, sorted the same day", (
                ("Agree on one exit-ticket form", "T02", D(2025, 9, 12), D(2025, 9, 11)),
                ("Data meeting Tuesdays, P2", "principal", D(2026, 6, 2), None),
                ("Re-teach groups in advisory", "schultz", D(2026, 3, 6), None),
            )),
        ),
        ("Peer tutors in the Grade 7 math lab", "Seven of ten pairs fix their own error within a week.",
         D(2026, 1, 30)),
    ),
    GoalText(
        "B", "ELA critical thinking", "achievement", 4, 48,
        "Students retell well and argue little; the rubric shows it in every grade.",
        (
            StrategyText("Seminar talk every second week", (
                ("Write six shared prompts", "T09", D(2025, 9, 26), D(2025, 9, 26)),
                ("Visit one seminar in each house", "principal", D(2026, 2, 27), None),
                ("Students score their own talk", "T13", D(2026, 4, 17), None),
            )),
            StrategyText("Score work samples together", (
                ("Anchor papers for Grades 6 to 8", "T17", D(2025, 10, 17), D(2025, 10, 20)),
                ("Monthly scoring in the ELA team", "hale", D(2026, 5, 8), None),
                ("Share two samples with families", "T05", D(2026, 3, 13), None),
            )),
        ),
        ("Claim cards before writing", "Two of three drafts open with a claim that can be argued.", D(2026, 2, 13)),
    ),
    GoalText(
        "C", "Grade 8 math gap", "achievement", 2, 40,
        "Two groups sit in the same rooms and leave with very different results.",
        (
            StrategyText("Grade-level tasks for everyone", (
                ("Task check of unit 3", "T18", D(2025, 10, 10), D(2025, 10, 9)),
                ("Support faded by week 4 of a unit", "T25", D(2026, 2, 6), None),
                ("Second task check, unit 6", "T22", D(2026, 4, 10), None),
            )),
            StrategyText("Time with a tutor twice a week", (
                ("Find nine tutors", "ramos", D(2025, 9, 19), D(2025, 9, 24)),
                ("Schedule inside advisory", "schultz", D(2026, 1, 23), None),
                ("Ask students what helps", "T20", D(2026, 3, 4), None),
            )),
        ),
        ("Tutor notes go to the teacher the same day", "Teachers change one task a week because of a note.",
         D(2026, 2, 20)),
    ),
    GoalText(
        "D", "Chronic absence", "climate", 3, 30,
        "One student in five misses a tenth of the year; no lesson reaches an empty chair.",
        (
            StrategyText("A named adult for every returning student", (
                ("List of names and adults", "ramos", D(2025, 9, 30), D(2025, 10, 2)),
                ("First call is good news", "schultz", D(2026, 2, 13), None),
                ("Check the list each month", "ramos", D(2026, 5, 29), None),
            )),
            StrategyText("Mornings worth coming for", (
                ("Breakfast club in the library", "T42", D(2025, 11, 14), D(2025, 11, 10)),
                ("Advisory opens with a game", "T14", D(2026, 1, 30), None),
                ("Two bus lines looked at with families", "fox", D(2026, 3, 18), None),
            )),
        ),
        ("Text message at 9:00 on the second missed day", "Third days fall by a quarter in Grade 6.", D(2026, 2, 27)),
    ),
    GoalText(
        "E", "Staff recognized in 7 days", "practice", 5, 24,
        "People stay where their work is seen; our pulse says most of it is not.",
        (
            StrategyText("Two specific recognitions a day", (
                ("Prompt card: I saw, it mattered because", "principal", D(2025, 9, 5), D(2025, 9, 4)),
                ("Every teacher reached by winter", "principal", D(2025, 12, 19), None),
                ("Leaders share the list on Mondays", "schultz", D(2026, 3, 2), None),
            )),
            StrategyText("Peers recognise peers", (
                ("Shout-out board in the staff room", "T36", D(2025, 9, 19), D(2025, 9, 17)),
                ("Open each PLC with one thanks", "hale", D(2026, 1, 23), None),
                ("Ask what people prefer, again", "principal", D(2026, 4, 24), None),
            )),
        ),
        ("Thanks written within the hour", "Four of five carry an action and an impact.", D(2026, 1, 30)),
    ),
)  # fmt: skip

# goal, date, confidence 0-10, status as said, status as computed then, comment
CHECK_INS = (
    ("A", D(2025, 9, 26), 6, "on_track", "on_track", "Baseline is in; teachers wrote the number-talk plan themselves."),
    ("A", D(2025, 10, 24), 5, "at_risk", "on_track", "Half the rooms have no number talk yet."),
    ("A", D(2025, 11, 21), 6, "on_track", "on_track", "Two PLC meetings lost; Tuesday data meeting moved to P2."),
    ("A", D(2025, 12, 18), 7, "on_track", "on_track", "Exit tickets now sorted the same day in Grades 6 and 7."),
    ("A", D(2026, 1, 15), 8, "on_track", "on_track", "Winter window in. Number talks visible in five of six rooms."),
    ("B", D(2025, 10, 30), 5, "at_risk", "at_risk", "Seminars run, but the prompts ask for recall."),
    ("B", D(2025, 12, 11), 6, "on_track", "at_risk", "Anchor papers help; winter scoring is planned for January."),
    ("C", D(2025, 11, 7), 5, "at_risk", None, "Only the baseline so far; tutors started two weeks late."),
    ("D", D(2025, 10, 30), 6, "on_track", "on_track", "Six fewer students than in fall."),
    ("E", D(2025, 10, 31), 7, "on_track", "on_track", "Twelve to seventeen of forty-two in the pulse."),
)
