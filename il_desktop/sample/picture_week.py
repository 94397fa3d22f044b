"""The week of 12 to 16 January 2026, block by block: what the pictures and the first look at the app show."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from il_desktop.sample.book import row_id
from il_desktop.sample.drafts import Agenda, Draft
from il_desktop.sample.fixed_week import PICTURE_WEEK
from il_desktop.sample.people import TEACHERS
from il_desktop.sample.timetable import room

# day | start-end | title | kind | level | state | extra words: goal shares "A100", period "P1", actual "@511-520"
_LINES = """
12|7:15-7:30|E-mail|office_work|1|kept
12|7:30-8:10|Arrival duty|student_supervision|4|kept
12|8:11-8:26|Visit T06|visit_quick|3|kept|P1 A100
12|8:30-8:45|Visit T14|visit_quick|3|shortened|P1 A100 @8:30-8:39
12|8:54-9:09|Talk T06|feedback_reflective|3|kept|P2 A100
12|9:12-9:37|Buffer|office_work|2|kept
12|9:43-9:58|Visit T18|visit_quick|3|kept|P3 A50 C50
12|10:26-12:41|Lunch and families|student_supervision|4|kept
12|12:44-12:59|Talk T14|feedback_reflective|3|kept|P7 A100
12|13:00-13:25|Meal|personal|1|kept
12|13:30-14:45|ILT meeting|ilt_meeting|3|kept|B100
12|14:45-15:00|Daily huddle|huddle_review|1|kept
12|15:15-15:45|E-mail|office_work|1|kept
13|7:15-7:30|E-mail|office_work|1|kept
13|7:30-8:10|Arrival duty|student_supervision|4|kept
13|8:11-8:26|Talk T18|feedback_reflective|3|kept|P1 A50 C50
13|8:30-8:45|Visit T09|visit_quick|3|kept|P1 B100
13|8:54-9:37|Data meeting|data_meeting|3|kept|P2 A100
13|9:43-9:58|Visit T17|visit_quick|3|kept|P3 B100
13|10:00-10:26|Buffer|office_work|2|kept
13|10:35-11:05|Family meeting|family_other|0|kept
13|10:41-10:56|Visit T21|visit_quick|3|replaced|P4 B100
13|11:12-12:41|Lunch duty|student_supervision|4|kept
13|12:44-12:59|Talk T09|feedback_celebratory|3|kept|P7 B100
13|13:00-13:25|Meal|personal|1|kept
13|13:30-14:00|Buffer|office_work|2|kept
13|14:15-14:30|Daily huddle|huddle_review|1|kept
13|14:30-14:45|Talk T17|feedback_reflective|3|kept|B100
13|14:45-15:15|Budget codes|budget|0|kept
13|15:15-15:45|E-mail|office_work|1|kept
14|7:15-7:30|E-mail|office_work|1|kept
14|7:30-8:10|Arrival duty|student_supervision|4|kept
14|8:11-8:26|Visit T10|visit_quick|3|kept|P1 A100
14|8:44-8:59|Visit T15|visit_quick|2|moved|P2 E100 @8:56-9:11
14|9:17-9:32|Visit T22|visit_quick|3|kept|P3 A50 C50
14|9:47-10:17|ELA work samples|curriculum|3|kept|P4 B100
14|10:26-11:55|Lunch duty|student_supervision|4|kept
14|12:00-12:25|Meal|personal|1|kept
14|12:30-13:00|Buffer|office_work|2|kept
14|13:00-13:45|Math PLC|plc_meeting|3|kept|A100
14|13:45-14:15|Planning with Joel Ramos|huddle_review|2|kept
14|14:15-14:30|Daily huddle|huddle_review|1|kept
14|14:30-15:15|Hiring file|personnel|1|kept
14|15:15-15:45|E-mail|office_work|1|kept
15|7:15-7:30|E-mail|office_work|1|kept
15|7:30-8:10|Arrival duty|student_supervision|4|kept
15|8:11-8:26|Talk T22|feedback_reflective|3|kept|P1 A50 C50
15|8:30-8:45|Visit T13|visit_quick|3|kept|P1 B100
15|9:00-11:00|District meeting|district|4|kept
15|11:12-12:41|Lunch duty|student_supervision|4|kept
15|12:44-12:59|Talk T10|feedback_celebratory|3|kept|P7 A100
15|13:00-13:25|Behavior call|discipline|0|kept
15|13:02-13:17|Talk T15|feedback_reflective|3|replaced|P7
15|13:33-13:48|Visit T20|visit_quick|2|kept|P8
15|13:48-14:13|Meal|personal|1|kept
15|14:15-14:30|Daily huddle|huddle_review|1|kept
15|14:30-15:00|Buffer|office_work|2|kept
15|15:15-15:45|E-mail|office_work|1|kept
15|18:00-19:30|School board|community|2|kept
16|7:15-7:30|E-mail|office_work|1|kept
16|7:30-8:10|Arrival duty|student_supervision|4|kept
16|8:11-8:26|Talk T20|feedback_reflective|3|kept|P1
16|8:30-8:45|Visit T03|visit_quick|3|kept|P1
16|8:57-9:12|Talk T03|feedback_celebratory|3|kept|P2
16|9:12-9:40|Buffer|office_work|2|kept
16|9:43-9:58|Visit T06|visit_quick|3|planned|P3 A100
16|10:29-10:44|Visit T21|visit_quick|3|planned|P4 B100
16|10:45-11:10|Meal|personal|1|planned
16|11:12-12:41|Lunch duty|student_supervision|4|planned
16|12:44-12:59|Talk T15|feedback_reflective|3|planned|P7
16|13:02-13:17|Talk T13|feedback_reflective|3|planned|P7 B100
16|13:33-13:48|Visit T16|visit_quick|2|planned|P8
16|14:00-14:30|Buffer|office_work|2|planned
16|14:30-15:15|Weekly review|huddle_review|3|planned
16|15:15-15:45|E-mail|office_work|1|planned
"""
_PLACES = {
    "Arrival duty": "Bus loop",
    "Lunch duty": "Cafeteria",
    "Lunch and families": "Cafeteria",
    "ILT meeting": "Library",
}


@dataclass(slots=True)
class PictureWeek:
    """The drafts of the week that other rows point to: visits and talks as (teacher number, draft)."""

    visits: list[tuple[int, Draft]] = field(default_factory=list)
    talks: list[tuple[int, Draft]] = field(default_factory=list)


def lay_out(agenda: Agenda) -> PictureWeek:
    """Put the blocks of the week; return its visits and talks."""
    week = PictureWeek()
    for line in _LINES.strip().splitlines():
        draft, teacher = _draft(line)
        agenda.put(draft)
        if teacher and draft.activity == "visit_quick":
            week.visits.append((teacher, draft))
        elif teacher:
            draft.follows = next(visit for number, visit in reversed(week.visits) if number == teacher)
            week.talks.append((teacher, draft))
    moved = agenda.by_day[PICTURE_WEEK[2]]
    planning = next(draft for draft in moved if draft.title.startswith("Planning"))
    planning.origin, planning.series, planning.occurrence_on = "series", "planning", PICTURE_WEEK[0]
    board = next(draft for draft in agenda.by_day[PICTURE_WEEK[3]] if draft.title == "School board")
    board.origin, board.series, board.occurrence_on = "series", "board", PICTURE_WEEK[3]
    for day, start in ((PICTURE_WEEK[4], 629), (PICTURE_WEEK[4], 764)):
        next(draft for draft in agenda.by_day[day] if draft.start == start).make_up_for = row_id(
            f"interruption:make-up:{'T21' if start == 629 else 'T15'}"
        )
    return week


def _draft(line: str) -> tuple[Draft, int]:
    day, times, title, activity, level, state, *extra = line.split("|")
    start, end = (_minute(text) for text in times.split("-"))
    draft = Draft(date(2026, 1, int(day)), start, end, title, activity, int(level), state=state)
    draft.is_buffer = title == "Buffer"
    draft.place = _PLACES.get(title)
    verb, _, who = title.partition(" ")
    teacher = int(who[1:]) if verb in ("Visit", "Talk") else 0
    if teacher:
        draft.title = f"{verb} {TEACHERS[teacher - 1].short}"
        draft.place = f"Room {room(TEACHERS[teacher - 1])}"
        draft.origin = "planner"
    for word in extra[0].split() if extra else ():
        if word[0] == "@":
            low, high = (_minute(text) for text in word[1:].split("-"))
            draft.actual = (low, high)
        elif word[0] == "P":
            draft.period = word
        else:
            draft.goals += ((word[0], int(word[1:])),)
    return draft, teacher


def _minute(text: str) -> int:
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)
