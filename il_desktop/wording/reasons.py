"""The reasons why protected time gave way, as short words for buttons and reports."""

from __future__ import annotations

from il_desktop.domain.protection import DisplacementReason

REASONS = {
    DisplacementReason.SAFETY: "Safety",
    DisplacementReason.STUDENT_BEHAVIOR: "Student behavior",
    DisplacementReason.FAMILY: "Family",
    DisplacementReason.STAFF_QUESTION: "Staff question",
    DisplacementReason.STAFF_ABSENCE: "Staff absence",
    DisplacementReason.TEACHER_ABSENT: "Teacher absent",
    DisplacementReason.DISTRICT: "District",
    DisplacementReason.FACILITIES_IT: "Facilities, IT",
    DisplacementReason.MEETING_OVERRUN: "Meeting overran",
    DisplacementReason.OWN_CHOICE: "Own choice",
    DisplacementReason.OTHER: "Other",
}
