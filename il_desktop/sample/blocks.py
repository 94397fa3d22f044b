"""Writes the laid-out year as rows: series, blocks with their goal shares, what really happened, what came between."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from il_desktop.domain.walltime import WallTime
from il_desktop.sample.activities import activity_type_id
from il_desktop.sample.book import TZ, Book, row_id
from il_desktop.sample.drafts import Agenda, Draft
from il_desktop.sample.fixed_week import PICTURE_WEEK, PLANNING_FROM
from il_desktop.sample.goals import goal_id
from il_desktop.sample.lived import Break, reconciled_at
from il_desktop.sample.year import FIRE_DRILL

_TOPICS = {"family": 5, "facilities_it": 3, "staff_absence": 9, "student_behavior": 10, "district": 13}
_MAKE_UPS = {"T21": (PICTURE_WEEK[1], 641, "family"), "T15": (PICTURE_WEEK[3], 782, "student_behavior")}
_STUDY_DAYS = tuple(date(2025, 9, day) for day in range(8, 13))
_STUDY_CODES = ("visit_quick",) * 150 + ("office_work",) * 310 + ("personal",) * 40  # 5-minute marks: 30, 62 and 8 %
# key, title, activity, protection, rule kind, rule, first start, minutes, set
_SERIES = (
    ("planning", "Planning with Joel Ramos", "huddle_review", 2, "rrule", "FREQ=WEEKLY;BYDAY=MO",
     WallTime(PLANNING_FROM, 540), 30, None),
    ("board", "School board", "community", 2, "rrule", "FREQ=MONTHLY;BYDAY=3TH", WallTime.at(date(2025, 8, 21), 18),
     90, None),
    ("lab", "Open lab with students", "work_with_students", 2, "school",
     '{"day_types":["A"],"every":10,"periods":["P8"]}',
     WallTime.at(date(2026, 1, 20), 13, 30), 25, None),
    ("ideal-arrival", "Arrival duty", "student_supervision", 4, "rrule", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
     WallTime.at(date(2025, 8, 18), 7, 30), 40, "Ideal week"),
    ("ideal-visits-1", "Visits", "visit_quick", 3, "rrule", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
     WallTime.at(date(2025, 8, 18), 8, 11), 45, "Ideal week"),
    ("ideal-visits-2", "Visits", "visit_quick", 3, "rrule", "FREQ=WEEKLY;BYDAY=MO,TU,TH,FR",
     WallTime.at(date(2025, 8, 18), 13, 33), 30, "Ideal week"),
    ("ideal-data", "Data meeting", "data_meeting", 3, "rrule", "FREQ=WEEKLY;BYDAY=TU",
     WallTime.at(date(2025, 8, 19), 8, 54), 43, "Ideal week"),
    ("ideal-deep", "Deep work", "curriculum", 2, "rrule", "FREQ=WEEKLY;BYDAY=MO,WE,FR",
     WallTime.at(date(2025, 8, 18), 9, 40), 45, "Ideal week"),
    ("ideal-review", "Weekly review", "huddle_review", 3, "rrule", "FREQ=WEEKLY;BYDAY=FR",
     WallTime.at(date(2025, 8, 22), 14, 30), 45, "Ideal week"),
)  # fmt: skip
_BOARD_PAST = (date(2025, 8, 21), date(2025, 9, 18), date(2025, 10, 16), date(2025, 11, 20), date(2025, 12, 18))


def lay_out_board(agenda: Agenda) -> None:
    """Put the past evenings of the school board: occurrences that were touched and so became rows."""
    for day in _BOARD_PAST:
        draft = Draft(day, 1080, 1170, "School board", "community", 2, origin="series")
        draft.series, draft.occurrence_on = "board", day
        agenda.put(draft)


def fill(book: Book, agenda: Agenda, breaks: Sequence[Break], chance: Random) -> None:
    """Add series, blocks, goal shares, actuals, interruptions and the baseline study."""
    for key, title, activity, protection, kind, rule, starts, minutes, set_name in _SERIES:
        book.add(
            "block_series", f"block_series:{key}", set_name=set_name, title=title,
            activity_type_id=activity_type_id(activity), protection=protection, rule_kind=kind, rule=rule,
            starts_local=starts, duration_min=minutes, until_on=date(2026, 6, 8),
        )  # fmt: skip
    for draft in agenda.all():
        _add_block(book, draft)
        _add_actual(book, draft)
    for number, each in enumerate(breaks, 1):
        _add_break(book, f"interruption:{number:04d}", each, chance)
    _add_make_ups(book, agenda)
    _add_study(book)


def _add_block(book: Book, draft: Draft) -> None:
    book.add(
        "time_block", draft.key, title=draft.title, activity_type_id=activity_type_id(draft.activity),
        is_buffer=draft.is_buffer, protection=draft.protection, origin=draft.origin, place=draft.place, note=draft.note,
        is_public=draft.is_public, starts_local=draft.starts, ends_local=WallTime(draft.day, draft.end), tz=TZ,
        anchor="period" if draft.period else "clock", period_code=draft.period, offset_min=draft.offset,
        series_id=row_id(f"block_series:{draft.series}") if draft.series else None, occurrence_on=draft.occurrence_on,
        follows_id=draft.follows.id if draft.follows else None, state=draft.state, reconciled_at=reconciled_at(draft),
        make_up_for_id=draft.make_up_for,
    )  # fmt: skip
    for pos, (letter, share) in enumerate(draft.goals):
        book.add(
            "block_goal", f"block_goal:{draft.key}:{letter}", block_id=draft.id, goal_id=goal_id(letter),
            share_pct=share, pos=pos,
        )  # fmt: skip


def _add_actual(book: Book, draft: Draft) -> None:
    if draft.state not in ("kept", "shortened", "moved"):
        return
    start, end = draft.actual or (draft.start, draft.end)
    book.add(
        "actual", f"actual:{draft.key}", block_id=draft.id, starts_local=WallTime(draft.day, start),
        ends_local=WallTime(draft.day, end), activity_type_id=activity_type_id(draft.activity),
    )  # fmt: skip


def _add_break(book: Book, key: str, each: Break, chance: Random, *, debt: str | None = None) -> None:
    draft = each.draft
    is_override = draft.protection >= 3
    topic = _TOPICS.get(each.source)
    book.add(
        "interruption", key, kind="override" if is_override else "interruption", block_id=draft.id,
        at_local=WallTime(draft.day, draft.end).plus(-each.lost), minutes=each.lost, source=each.source,
        topic_id=row_id(f"responsibility:{topic}") if topic else None,
        triage=chance.choice(("now", "now", "first_contact", "appointment")),
        worth_it=chance.choice(("yes", "partly", "no")),
        avoidable=chance.choice(("no", "first_contact", "appointment", "decline")),
        level=draft.protection if is_override else None, planned_min=draft.minutes if is_override else None,
        debt=(debt or chance.choice(("open", "made_up", "partly", "lost"))) if is_override else None,
    )  # fmt: skip


def _add_make_ups(book: Book, agenda: Agenda) -> None:
    chance = book.spread("make-ups")
    for key, (day, start, source) in _MAKE_UPS.items():
        lost = next(draft for draft in agenda.by_day[day] if draft.start == start and draft.state == "replaced")
        _add_break(book, f"interruption:make-up:{key}", Break(lost, source, lost.minutes), chance, debt="made_up")
    drill = next(
        draft
        for draft in agenda.by_day[FIRE_DRILL]
        if draft.title == "Observation Larsen" and draft.state == "replaced"
    )
    _add_break(book, "interruption:fire-drill", Break(drill, "safety", drill.minutes), chance, debt="made_up")


def _add_study(book: Book) -> None:
    # The marks are dealt out so that every day has its share of each; the grid starts at 7:15 and has 100 marks a day.
    marks = [code for offset in range(5) for code in _STUDY_CODES[offset::5]]
    for number, code in enumerate(marks):
        day, mark = _STUDY_DAYS[number // 100], number % 100
        start = WallTime(day, 435 + 5 * mark)
        book.add(
            "actual", f"actual:study:{number + 1:03d}", starts_local=start, ends_local=start.plus(5),
            activity_type_id=activity_type_id(code), source="study",
        )  # fmt: skip
