"""Bells and their times: checked, in force from a date on or always, followed by what stands in their periods."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.domain.errors import BadValue, HasChildren, NotFound
from il_desktop.domain.school import Period
from il_desktop.queries.school_year import preview, school_year
from il_desktop.queries.settings import settings
from il_desktop.sample.year import bell_id
from tests.commands.school_calendar_told import calendar, planned_on, regular, sentence


def moved_by(row, minutes: int) -> list[Period]:
    return [period._replace(start_min=period.start_min + minutes, end_min=period.end_min + minutes) for period in row]


@pytest.mark.parametrize(
    ("periods", "reason"),
    [
        ([], "empty"),
        ([Period("P1", 500, 540), Period("P2", 539, 580)], "overlaps"),
        ([Period("P1", 500, 540), Period("p1", 540, 580)], "duplicate"),
        ([Period("P1", 540, 540)], "end_before_start"),
        ([Period(" ", 500, 540)], "empty"),
        ([Period("P1", 500, 540, "party")], "not_a_choice"),
        ([Period("P1", -5, 540)], "not_a_time"),
    ],
)
def test_impossible_periods_are_refused(desk, periods, reason):
    with pytest.raises(BadValue) as refused:
        desk.run(commands.bells.add_bells, "Regular", periods)
    assert refused.value.reason == reason


def test_periods_are_kept_in_order_and_the_first_bells_become_the_regular_ones(desk):
    key = desk.run(commands.bells.add_bells, "Regular", [Period("P2", 540, 580), Period("P1", 500, 540)])
    assert [period.code for period in desk.read(school_year, date(2026, 1, 16)).bells[0].periods] == ["P1", "P2"]
    assert desk.read(settings).default_bells == key
    with pytest.raises(HasChildren):
        desk.run(commands.bells.delete_bells, key)
    spare = desk.run(commands.bells.add_bells, "Spare", [Period("P1", 500, 540)])
    with pytest.raises(BadValue):
        desk.run(commands.bells.edit_bells, spare, name="Regular")
    desk.run(commands.bells.delete_bells, spare)
    assert sentence(desk) == "Deleted the bells “Spare”"


def test_new_times_of_a_schedule_hold_from_today_on(sample_desk):
    before = {day: planned_on(sample_desk, day) for day in (date(2026, 1, 15), date(2026, 1, 20))}
    row = next(bells for bells in sample_desk.read(school_year, date(2026, 1, 16)).bells if bells.name == "Regular")
    later = [period._replace(start_min=period.start_min + 5, end_min=period.end_min + 5) for period in row.periods]
    sample_desk.run(commands.bells.edit_bells, row.id, periods=later)
    assert planned_on(sample_desk, date(2026, 1, 15)) == before[date(2026, 1, 15)]
    assert planned_on(sample_desk, date(2026, 1, 20)) != before[date(2026, 1, 20)]
    assert "moved with the bells" in sentence(sample_desk)


def test_new_times_leave_the_days_before_their_date_as_they_were(sample_desk):
    old = regular(sample_desk).periods
    sample_desk.run(commands.bells.edit_bells, bell_id("regular"), periods=moved_by(old, 5), first=date(2026, 1, 20))
    assert calendar(sample_desk).day(date(2026, 1, 16)).periods == old
    assert calendar(sample_desk).day(date(2026, 1, 20)).periods == tuple(moved_by(old, 5))
    assert sentence(sample_desk).startswith("Changed the times of the bells “Regular”, from Tue 20 Jan on")
    sample_desk.run(commands.bells.edit_bells, bell_id("regular"), periods=moved_by(old, 9), first=date(2026, 1, 20))
    sample_desk.run(commands.bells.edit_bells, bell_id("regular"), periods=moved_by(old, 12), first=date(2026, 3, 2))
    assert [first for first, _periods in regular(sample_desk).versions] == [None, date(2026, 1, 20), date(2026, 3, 2)]
    assert calendar(sample_desk).day(date(2026, 3, 3)).periods == tuple(moved_by(old, 12))
    sample_desk.run(commands.bells.drop_times, bell_id("regular"), date(2026, 1, 20))
    assert calendar(sample_desk).day(date(2026, 1, 20)).periods == old
    sample_desk.undo()
    assert calendar(sample_desk).day(date(2026, 1, 20)).periods == tuple(moved_by(old, 9))


def test_times_that_hold_always_take_the_history_along(sample_desk):
    old = regular(sample_desk).periods
    sample_desk.run(commands.bells.edit_bells, bell_id("regular"), periods=moved_by(old, 5), first=date(2026, 1, 20))
    sample_desk.run(commands.bells.edit_bells, bell_id("regular"), periods=moved_by(old, 2))
    assert regular(sample_desk).versions == ((None, tuple(moved_by(old, 2))),)
    assert calendar(sample_desk).day(date(2025, 9, 2)).periods == tuple(moved_by(old, 2))
    sample_desk.undo()
    assert len(regular(sample_desk).versions) == 2


def test_blocks_follow_new_times_from_their_date_on_as_the_preview_says(sample_desk):
    row, since = regular(sample_desk), date(2026, 1, 21)
    before = {day: planned_on(sample_desk, day) for day in (date(2026, 1, 20), date(2026, 1, 22))}
    rules = calendar(sample_desk).rules
    times = (since, tuple(moved_by(row.periods, 5)))
    bells = tuple(each._replace(later=(times,)) if each.id == row.id else each for each in rules.bells)
    told = sample_desk.read(preview, rules._replace(bells=bells), date(2026, 1, 16))
    sample_desk.run(commands.bells.edit_bells, row.id, periods=times[1], first=since)
    assert planned_on(sample_desk, date(2026, 1, 20)) == before[date(2026, 1, 20)]
    assert planned_on(sample_desk, date(2026, 1, 22)) != before[date(2026, 1, 22)]
    assert f"{len(told.moves)} blocks moved with the bells" in sentence(sample_desk)


def test_bells_with_a_history_are_deleted_with_it(sample_desk):
    key = sample_desk.run(commands.bells.add_bells, "Spare", [Period("P1", 500, 540)])
    sample_desk.run(commands.bells.edit_bells, key, periods=[Period("P1", 510, 540)], first=date(2026, 1, 20))
    sample_desk.run(commands.bells.delete_bells, key)
    assert sample_desk.read(lambda reader: reader.value("SELECT count(*) FROM bell_times")) == 0
    sample_desk.undo()
    assert sample_desk.read(lambda reader: reader.value("SELECT count(*) FROM bell_times")) == 1
    with pytest.raises(NotFound):
        sample_desk.run(commands.bells.drop_times, key, date(2026, 1, 21))
