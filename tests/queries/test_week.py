from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.activity_types import DEFAULT_ACTIVITY_TYPES
from il_desktop.domain.blocks import BlockRef, Category, GoalShare, Protection
from il_desktop.domain.errors import BadValue
from il_desktop.domain.protection import DisplacementReason, OverrideReason
from il_desktop.domain.recurrence import SeriesRule, occurrences
from il_desktop.domain.school import DayKind
from il_desktop.domain.walltime import WallTime
from il_desktop.models.goals import Goal
from il_desktop.models.schedule import Actual
from il_desktop.queries.activity_types import activity_types
from il_desktop.queries.agenda import agenda
from il_desktop.queries.block import block_detail
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.cards import goal_occurrences
from il_desktop.queries.week import GoalMinutes, WeekView, protected_by_day, week_view
from il_desktop.store.reader import Reader
from tests.commands.school_time import OFFICE, PERSONAL, VISIT, add_rows, at, draft, goals, school_year, series

MONDAY = date(2026, 1, 19)
schedule = commands.schedule
REASON = OverrideReason(DisplacementReason.OTHER)


def view(desk: Desk, first: date = MONDAY, days: int = 7, now: WallTime | None = None) -> WeekView:
    return desk.read(week_view, first, days, desk.cached(school_calendar), now=now)


def add(desk: Desk, *args: str, **more: object) -> BlockRef:
    """Add a block wherever it is wanted; what the ladder says is another test's business."""
    wanted = draft(*args, protection=more.pop("level", Protection.OPEN), **more)
    return BlockRef(desk.run(schedule.create_block, wanted, override=REASON))


def test_an_empty_file_has_an_empty_week(desk):
    week = view(desk)
    assert week.first == MONDAY
    assert [day.school.kind for day in week.days] == [DayKind.OUTSIDE] * 7
    assert (week.cards, week.goals) == ((), ())


def test_the_calendar_in_the_file_is_the_school_s_own(desk):
    desk.run(add_rows, *school_year())
    calendar = desk.cached(school_calendar)
    assert calendar.contact_days_in_year(MONDAY) == 180
    assert calendar.day(date(2026, 1, 21)).periods[1].end_min == 8 * 60 + 38
    assert view(desk).days[0].school.name == "Holiday 6"


def test_cards_carry_what_a_calendar_shows(desk):
    add(desk, "Budget", "21 9:00", "21 10:00", activity_type=OFFICE, place="Office", is_buffer=True)
    add(desk, "PLC prep", "20 9:00", "20 11:00", level=Protection.GUARDED)
    first, second = view(desk).cards
    assert (first.title, first.category, first.protection) == ("PLC prep", Category.INSTRUCTIONAL, Protection.GUARDED)
    assert (second.activity_key, second.place, second.is_buffer, second.is_repeating) == (
        "office_work",
        "Office",
        True,
        False,
    )


def test_a_block_over_midnight_or_over_months_shows_in_every_week_it_touches(desk):
    add(desk, "Camp", "18 20:00", "19 7:00")
    add(desk, "Season", "1 0:00", "31 0:00", all_day=True)
    assert [card.title for card in view(desk).cards] == ["Season", "Camp"]
    assert [card.title for card in view(desk, date(2026, 1, 26)).cards] == ["Season"]
    assert view(desk, date(2026, 2, 2)).cards == ()


def test_a_series_over_midnight_shows_its_second_half(desk):
    late = series("FREQ=WEEKLY;BYDAY=SU", starts_local=WallTime.at(date(2026, 1, 4), 23), duration_min=120)
    desk.run(add_rows, late)
    assert [card.span.start.iso()[8:] for card in view(desk).cards] == ["18T23:00", "25T23:00"]


def test_a_whole_day_series_stands_above_the_hours(desk):
    desk.run(add_rows, series("FREQ=YEARLY", starts_local=WallTime.at(date(2020, 1, 20), 0), duration_min=1440))
    (card,) = view(desk).cards
    assert card.all_day
    assert view(desk).days[1].totals.instructional == 0


def test_totals_follow_the_bells_and_what_happened(desk):
    desk.run(add_rows, *school_year())
    guarded = add(desk, "Visit", "20 9:00", "20 11:00", level=Protection.GUARDED)
    add(desk, "Visit too", "20 10:00", "20 12:00", level=Protection.OPEN)
    add(desk, "After school", "20 14:00", "20 15:00", level=Protection.OPEN, activity_type=OFFICE)
    add(desk, "Lunch", "20 12:00", "20 12:30", activity_type=PERSONAL)
    add(desk, "Holiday work", "19 9:00", "19 10:00", level=Protection.GUARDED)
    desk.run(
        add_rows,
        Actual(
            block_id=guarded.block_id, starts_local=at("20 9:00"), ends_local=at("20 10:15"), tz="America/New_York",
            activity_type_id=VISIT, source="reconcile",
        ),
    )  # fmt: skip
    week = view(desk, now=at("20 12:00"))
    tuesday = week.days[1].totals
    assert (tuesday.instructional, tuesday.management, tuesday.personal) == (180, 60, 30)
    assert (tuesday.protected_planned, tuesday.protected_kept, tuesday.protected_unknown) == (120, 75, 45)
    assert week.days[0].totals.protected_planned == 0
    assert desk.read(protected_by_day, MONDAY, 3, desk.cached(school_calendar)) == {
        MONDAY: 0, date(2026, 1, 20): 120, date(2026, 1, 21): 0,
    }  # fmt: skip


def test_minutes_go_to_the_top_goal_and_none_is_lost(desk):
    rows = goals("Math", "Reading")
    step = Goal(kind="step", title="Fractions", parent_id=rows[1].id)
    desk.run(add_rows, *rows, step)
    math, reading = rows[1].id, rows[2].id
    add(desk, "One", "20 9:00", "20 9:45", goals=(GoalShare(step.id, 60), GoalShare(reading, 30)))
    add(desk, "Two", "20 10:00", "20 10:50", goals=(GoalShare(math, 33), GoalShare(reading, 33)))
    add(desk, "Lunch", "20 12:00", "20 13:00", activity_type=PERSONAL)
    assert view(desk).goals == (
        GoalMinutes(math, 1, "Math", 27 + 17),
        GoalMinutes(reading, 2, "Reading", 14 + 16),
        GoalMinutes("", None, "", 4 + 17),
    )


def test_what_repeats_for_a_goal_is_found_until_it_is_a_row(desk):
    rows = goals("Math")
    row = series(goal_shares=[{"goal_id": rows[1].id, "share_pct": 50}])
    desk.run(add_rows, *rows, row, series(title="for nobody"))
    calendar = desk.cached(school_calendar)
    found = desk.read(goal_occurrences, MONDAY, 14, calendar)
    assert [(card.ref.on.day, card.goals) for card in found] == [
        (20, (GoalShare(rows[1].id, 50),)),
        (27, (GoalShare(rows[1].id, 50),)),
    ]
    desk.run(schedule.set_protection, found[0].ref, Protection.GUARDED)
    assert [card.ref.on.day for card in desk.read(goal_occurrences, MONDAY, 14, calendar)] == [27]


def test_a_week_takes_three_statements_at_most_and_reads_them_by_index(desk, monkeypatch):
    rows = goals("Math")
    desk.run(add_rows, *rows, series(goal_shares=[{"goal_id": rows[1].id, "share_pct": 100}]))
    add(desk, goals=(GoalShare(rows[1].id, 100),))
    asked: list[tuple[str, object]] = []
    answer = Reader.rows

    def counted(reader: Reader, sql: str, params: object = ()) -> list[tuple]:
        asked.append((sql, params))
        return answer(reader, sql, params)

    desk.cached(school_calendar)
    monkeypatch.setattr(Reader, "rows", counted)
    assert view(desk).goals[0].minutes == 45 + 120
    asked = [(sql, params) for sql, params in asked if "SELECT" in sql]
    assert len(asked) == 3
    monkeypatch.undo()
    for sql, params in asked:
        plan = desk.read(lambda reader, sql=sql, params=params: reader.rows(f"EXPLAIN QUERY PLAN {sql}", params))
        scans = [row[3] for row in plan if row[3].startswith("SCAN") and "subquery" not in row[3]]
        assert [scan for scan in scans if scan.split()[1] in {"b", "t", "x", "g"}] == []


def test_the_agenda_lists_whole_days_first_and_names_offsets(desk):
    add(desk, "Early", "20 7:00", "20 8:00")
    add(desk, "Season", "19 0:00", "22 0:00", all_day=True)
    desk.run(add_rows, series())
    items = desk.read(agenda, date(2026, 1, 20), date(2026, 1, 20), desk.cached(school_calendar))
    assert [(item.title, item.source, item.end_iso) for item in items] == [
        ("Season", "manual", "2026-01-22T00:00:00-05:00"),
        ("Early", "manual", "2026-01-20T08:00:00-05:00"),
        ("Data talk", "series", "2026-01-20T09:45:00-05:00"),
    ]
    assert BlockRef.parse(items[2].uid) == items[2].ref
    assert desk.read(agenda, date(2026, 1, 20), date(2026, 1, 19), desk.cached(school_calendar)) == []


def test_the_editor_sees_what_the_week_leaves_out(desk):
    ref = add(desk, note="bring data", is_public=True)
    desk.run(add_rows, row := series())
    calendar = desk.cached(school_calendar)
    detail = desk.read(block_detail, ref, calendar)
    assert (detail.card.title, detail.note, detail.is_public, detail.activity_type_id) == (
        "PLC prep",
        "bring data",
        True,
        VISIT,
    )
    detail = desk.read(block_detail, BlockRef(None, row.id, date(2026, 1, 20)), calendar)
    assert (detail.card.title, detail.note, detail.card.span.start) == ("Data talk", "", at("20 9:00"))
    assert desk.read(block_detail, BlockRef("nobody"), calendar) is None
    assert desk.read(block_detail, BlockRef(None, row.id, date(2026, 1, 21)), calendar) is None
    desk.run(schedule.delete_block, ref)
    assert desk.read(block_detail, ref, calendar) is None


def test_activity_types_are_listed_in_their_newest_version(desk):
    kinds = desk.cached(activity_types)
    assert len(kinds) == len({kind.key for kind in kinds}) == len(DEFAULT_ACTIVITY_TYPES)
    assert [kind.category for kind in kinds] == sorted(kind.category for kind in kinds)


def test_a_series_of_another_zone_shows_by_the_schools_clocks(desk):
    berlin = series("FREQ=WEEKLY;BYDAY=TU", starts_local=WallTime.at(date(2026, 1, 6), 2), tz="Europe/Berlin")
    desk.run(add_rows, berlin)
    (card,) = view(desk).cards
    assert (card.span.start, card.ref.on) == (at("19 20:00"), date(2026, 1, 20))
    assert view(desk, date(2026, 1, 20), 1).cards == ()
    assert view(desk, MONDAY, 1).cards == (card,)
    block_id = desk.run(schedule.move_block, card.ref, at("19 21:00"))
    (item,) = desk.read(agenda, MONDAY, MONDAY, desk.cached(school_calendar))
    assert (item.start_iso, item.tz) == ("2026-01-19T21:00:00-05:00", "America/New_York")
    assert (item.uid, item.ref) == (card.key, BlockRef(block_id))


@pytest.mark.parametrize(("first", "days"), [(date.min, 7), (date(9999, 12, 31), 1), (MONDAY, 100_000)])
def test_dates_no_school_knows_are_refused(desk, first, days):
    with pytest.raises(BadValue):
        view(desk, first, days)


@pytest.fixture
def busy_desk(desk: Desk) -> Desk:
    rows = [
        series(title="weekly"),
        series("FREQ=DAILY;INTERVAL=3", title="third day", on_no_school="skip"),
        series("FREQ=WEEKLY;BYDAY=MO", title="moved on", on_no_school="next_contact_day"),
        series("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=-1", title="monthly", count=8),
        series('{"day_types":["B"],"periods":["P2","P5"]}', title="lessons", rule_kind="school"),
        series("FREQ=DAILY", title="an ideal week", set_name="Ideal"),
        series("FREQ=WEEKLY;BYDAY=FR", title="over", until_on=date(2025, 12, 12)),
    ]
    desk.run(add_rows, *school_year(), *rows)
    calendar = desk.cached(school_calendar)
    changed = desk.read(agenda, date(2025, 10, 6), date(2026, 3, 6), calendar)
    for number, item in enumerate(changed):
        if number % 5 == 0:
            desk.run(schedule.delete_block, item.ref)
        elif number % 5 == 1:
            desk.run(schedule.move_block, item.ref, item.start.plus(1440 * 9), override=REASON)
    return desk


def by_hand(desk: Desk, first: date, last: date) -> list[tuple[str, str]]:
    """The same week the slow way: every series over its whole life, every row looked at."""
    calendar = desk.cached(school_calendar)

    def work(reader: Reader) -> list[tuple[str, str]]:
        found = [
            (title, starts)
            for title, starts, ends in reader.rows(
                "SELECT title, starts_local, ends_local FROM time_block WHERE state <> 'cancelled'"
            )
            if starts[:10] <= last.isoformat() and ends > f"{first}T00:00"
        ]
        taken = set(reader.rows("SELECT series_id, occurrence_on, period_code FROM time_block WHERE series_id NOTNULL"))
        for row in reader.rows(
            "SELECT id, title, rule_kind, rule, starts_local, duration_min, tz, until_on, count, on_no_school"
            " FROM block_series WHERE set_name IS NULL"
        ):
            id_, title, kind, rule, starts, minutes, tz, until, count, policy = row
            until_on = date.fromisoformat(until) if until else None
            whole = SeriesRule(kind, rule, WallTime.parse(starts), minutes, tz, until_on, count, policy)
            found += [
                (title, item.start.iso())
                for item in occurrences(whole, date(2025, 8, 1), date(2026, 7, 31), calendar)
                if (id_, item.on.isoformat(), item.period_code) not in taken and first <= item.start.day <= last
            ]
        return sorted(found)

    return desk.read(work)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.integers(0, 300), st.integers(1, 14))
def test_any_window_shows_what_a_slow_reading_of_everything_shows(busy_desk, offset, days):
    first = date(2025, 8, 25) + timedelta(days=offset)
    cards = view(busy_desk, first, days).cards
    assert sorted((card.title, card.span.start.iso()) for card in cards) == by_hand(
        busy_desk, first, first + timedelta(days=days - 1)
    )
    assert list(cards) == sorted(cards, key=lambda card: (card.span, card.key))


def test_reading_a_week_needs_no_sqlalchemy(empty_file: Path):
    code = (
        "import sys; from il_desktop import bootstrap; from pathlib import Path; from datetime import date\n"
        "from il_desktop.queries import calendar, week\n"
        "from il_desktop.queries import agenda, activity_types, block\n"
        "desk = bootstrap.open_desk(Path(sys.argv[1]), read_only=True)\n"
        "desk.read(week.week_view, date(2026, 1, 19), 7, desk.cached(calendar.school_calendar));"
        " desk.close()\n"
        "heavy = {'sqlalchemy', 'alembic', 'dateutil', 'icalendar', 'PySide6', 'numpy'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code, str(empty_file)], check=True, timeout=60)
