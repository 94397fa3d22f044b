from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.reanchor import Due, Fallout, PlannedBlock, PlannedVisit, Plans, changed_days, fallout, placed
from il_desktop.domain.school import DayKind, DayOverride, Period, SchoolCalendar
from il_desktop.domain.settings import DayCycle
from il_desktop.domain.timetable import Slot, Timetable
from il_desktop.domain.walltime import Span, WallTime
from tests.domain import maple_hollow

ASSEMBLY_DAY = date(2025, 10, 24)
NOTHING = Timetable([])


def span(day: date, text: str) -> Span:
    start, end = (maple_hollow.minutes(part) for part in text.split("-"))
    return Span(WallTime(day, start), WallTime(day, end))


def rules(**extra):
    return maple_hollow.calendar(**extra).rules


def change(before: SchoolCalendar, override: DayOverride, plans: Plans, timetable: Timetable = NOTHING) -> Fallout:
    after = SchoolCalendar(before.rules._replace(overrides=(*before.rules.overrides, override)))
    days = changed_days(before, after, override.day)
    return fallout(before, after, days, plans, timetable)


def regular_assembly_day() -> SchoolCalendar:
    plain = rules()
    return SchoolCalendar(plain._replace(spans=tuple(s for s in plain.spans if s.first != ASSEMBLY_DAY)))


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("8:08-8:51", "8:56-9:33"),  # the whole lesson stays the whole lesson
        ("8:11-8:26", "8:59-9:14"),  # three minutes after the bell, as long as before
        ("8:36-8:51", "9:18-9:33"),  # the last quarter of an hour stays the last one
        ("8:31-8:46", "9:18-9:33"),  # too late in the shorter lesson: moved forward
        ("8:11-8:50", "8:56-9:33"),  # too long for it: shortened
    ],
)
def test_a_block_follows_its_period_into_the_assembly_bells(was, becomes):
    before = regular_assembly_day()
    plans = Plans((PlannedBlock("b", "Visit", "period", span(ASSEMBLY_DAY, was), "P1"),))
    found = change(before, DayOverride(ASSEMBLY_DAY, bells_id="assembly", reason="Assembly"), plans)
    assert [move.to for move in found.moves] == [span(ASSEMBLY_DAY, becomes)]
    assert found.days == (ASSEMBLY_DAY,)


def test_clock_blocks_stay_and_are_listed():
    before = regular_assembly_day()
    by_clock = PlannedBlock("b", "District call", "clock", span(ASSEMBLY_DAY, "9:00-10:00"), "P1")
    found = change(before, DayOverride(ASSEMBLY_DAY, bells_id="assembly"), Plans((by_clock,)))
    assert (found.moves, found.stays) == ((), (by_clock,))


def test_a_block_moved_away_from_its_period_counts_as_a_clock_block():
    before = regular_assembly_day()
    away = PlannedBlock("b", "Visit", "period", span(ASSEMBLY_DAY, "15:00-15:30"), "P1")
    found = change(before, DayOverride(ASSEMBLY_DAY, bells_id="assembly"), Plans((away,)))
    assert found.stays == (away,)


def test_a_weather_day_takes_the_period_and_the_lesson():
    before = maple_hollow.calendar(weather=())
    day = date(2026, 1, 27)
    block = PlannedBlock("b", "Visit", "period", span(day, "8:11-8:26"), "P1")
    visit = PlannedVisit("v", "t", WallTime(day, 491), "P1", None, "b")
    timetable = Timetable([Slot("t", "P1", "teach", date(2025, 8, 18), section_id="s")])
    found = change(before, DayOverride(day, DayKind.WEATHER), Plans((block,), (visit,)), timetable)
    assert found.lost_periods == (block,)
    assert found.lost_lessons == (visit,)
    assert found.moves == ()


@pytest.mark.parametrize(("rule", "lost"), [("slide", 1), ("fixed", 0)])
def test_a_visit_loses_its_lesson_on_a_later_day_only_where_letters_slide(rule, lost):
    before = maple_hollow.calendar(weather=(), cycle=DayCycle(("A", "B"), rule))
    later = date(2026, 1, 28)  # B while nothing is lost, A once the 27th is lost and the row slides
    assert before.day(later).day_type == "B"
    timetable = Timetable(
        [Slot("t", "P1", "off", date(2025, 8, 18), day_type="A"),
         Slot("t", "P1", "teach", date(2025, 8, 18), day_type="B", section_id="s")]
    )  # fmt: skip
    visit = PlannedVisit("v", "t", WallTime(later, 495), "P1")
    found = change(before, DayOverride(date(2026, 1, 27), DayKind.WEATHER), Plans((), (visit,)), timetable)
    assert len(found.lost_lessons) == lost
    assert bool(found.letters > 1) == (rule == "slide")


def test_a_visit_goes_where_its_section_meets_now():
    before = maple_hollow.calendar(weather=())
    later = date(2026, 1, 28)
    timetable = Timetable(
        [Slot("t", "P2", "teach", date(2025, 8, 18), day_type="B", section_id="s"),
         Slot("t", "P3", "teach", date(2025, 8, 18), day_type="A", section_id="s")]
    )  # fmt: skip
    block = PlannedBlock("b", "Visit", "section", span(later, "8:44-8:59"), "P2", "s")
    visit = PlannedVisit("v", "t", WallTime(later, 524), "P2", "s", "b")
    found = change(before, DayOverride(date(2026, 1, 27), DayKind.WEATHER), Plans((block,), (visit,)), timetable)
    assert [move.to for move in found.moves] == [span(later, "9:17-9:32")]  # P3 by the Wednesday bells
    assert [move.to.start for move in found.visit_moves] == [WallTime(later, 557)]
    assert found.lost_lessons == ()


def test_a_deadline_in_school_days_moves_with_a_weather_day():
    before = maple_hollow.calendar(weather=())
    due = Due(date(2025, 11, 21), 5)
    assert before.add_contact_days(*due) == date(2025, 12, 3)
    after = change(before, DayOverride(date(2025, 12, 1), DayKind.WEATHER), Plans(dues=(due, Due(date(2025, 9, 2), 3))))
    assert after.deadlines == 1


def test_days_before_today_stay_unless_they_are_the_ones_changed():
    before = maple_hollow.calendar(weather=())
    after = maple_hollow.calendar(weather=(date(2026, 1, 27),))
    days = changed_days(before, after, date(2026, 2, 2), (date(2026, 1, 27),))
    assert days[:2] == (date(2026, 1, 27), date(2026, 2, 2))


def test_nothing_changes_when_nothing_changes():
    calendar = maple_hollow.calendar()
    assert changed_days(calendar, maple_hollow.calendar(), date(2025, 8, 1)) == ()


def test_a_block_that_fits_the_new_bells_where_it_is_does_not_count_as_moved():
    day = date(2026, 1, 21)  # a Wednesday of early release, whose first period begins as on every day
    block = PlannedBlock("b", "Visit", "period", span(day, "8:11-8:26"), "P1")
    found = change(maple_hollow.calendar(), DayOverride(day, bells_id="regular"), Plans((block,)))
    assert found.days == (day,)
    assert (found.moves, found.stays) == ((), ())


minute = st.integers(0, 1300)


@given(minute, st.integers(5, 90), minute, st.integers(5, 90), st.integers(0, 89), st.integers(1, 90))
def test_a_block_inside_its_period_is_inside_the_next_one_and_never_longer(a, a_len, b, b_len, offset, length):
    old, new = Period("P1", a, a + a_len), Period("P1", b, b + b_len)
    offset = min(offset, a_len - 1)
    was = Span.of(WallTime(date(2026, 1, 16), a + offset), min(length, a_len - offset))
    to = placed(was, old, new)
    end = to.start.minute + to.minutes
    assert new.start_min <= to.start.minute < end <= new.end_min
    fills = was.start.minute + was.minutes == old.end_min
    assert fills or to.minutes <= was.minutes


@given(minute, st.integers(5, 90), st.integers(0, 89), st.integers(1, 90))
def test_the_same_period_moves_nothing(a, a_len, offset, length):
    period = Period("P1", a, a + a_len)
    offset = min(offset, a_len - 1)
    was = Span.of(WallTime(date(2026, 1, 16), a + offset), min(length, a_len - offset))
    assert placed(was, period, period) == was
