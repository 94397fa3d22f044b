"""A new series: one step, a checked rule, the ladder asked for its first weeks."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.blocks import GoalShare, Protection
from il_desktop.domain.errors import BadValue, NotFound, ProtectedTimeConflict
from il_desktop.domain.protection import DisplacementReason, OverrideReason
from il_desktop.domain.series_draft import SeriesDraft
from il_desktop.queries.agenda import agenda
from il_desktop.queries.calendar import school_calendar
from il_desktop.wording.format import ENGLISH
from il_desktop.wording.steps_schedule import SENTENCES
from tests.commands.school_time import add_rows, at, draft, goals, school_year


def weekly(rule: str = "FREQ=WEEKLY;BYDAY=TU", start: str = "20 9:00", **more: object) -> SeriesDraft:
    values: dict = {"title": "Data talk", "activity_type": "data_meeting", "rule_kind": "rrule", "minutes": 45}
    return SeriesDraft(rule=rule, starts=at(start), **(values | more))


def add(desk: Desk, wanted: SeriesDraft, override: OverrideReason | None = None) -> str:
    return desk.run(commands.series.create_series, wanted, override=override)


def shown(desk: Desk) -> list[tuple[str, str]]:
    items = desk.read(agenda, date(2026, 1, 19), date(2026, 2, 15), desk.cached(school_calendar))
    return [(item.title, item.start.iso()) for item in items]


def test_a_series_is_on_the_calendar_and_one_undo_takes_it_off(desk):
    add(desk, weekly(until_on=date(2026, 2, 3)))
    assert shown(desk) == [("Data talk", f"2026-{day}T09:00") for day in ("01-20", "01-27", "02-03")]
    label = desk.history().undo
    sentence = SENTENCES[label.op](label, ENGLISH).replace("\N{NO-BREAK SPACE}", " ")
    assert sentence == "Added Data talk, repeating from Tue 20 Jan 9:00–9:45 AM until Tue 3 Feb"
    desk.undo()
    assert shown(desk) == []


def test_a_school_rule_follows_the_days_of_the_cycle(desk):
    desk.run(add_rows, *school_year())
    rule = '{"day_types":["A"],"periods":["P3"]}'
    add(desk, weekly(rule, "21 9:14", rule_kind="school", minutes=20))
    days = [start for _, start in shown(desk)]
    assert days[:2] == ["2026-01-21T09:14", "2026-01-23T09:40"]


def test_goal_shares_and_protection_are_kept(desk):
    rows = goals("Reading")
    desk.run(add_rows, *rows)
    add(desk, weekly(goals=(GoalShare(rows[-1].id, 50),), protection=Protection.GUARDED))
    sql = "SELECT protection, json_extract(goal_shares, '$[0].share_pct'), on_no_school FROM block_series"
    assert desk.read(lambda reader: reader.row(sql)) == (3, 50, "skip")


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (weekly("every tuesday"), "rule"),
        (weekly("{", rule_kind="school"), "rule"),
        (weekly(rule_kind="lunar"), "rule"),
        (weekly(title="  "), "title"),
        (weekly(minutes=4), "minutes"),
        (weekly(minutes=1441), "minutes"),
        (weekly(until_on=date(2026, 1, 19)), "until_on"),
        (weekly(until_on=date(2026, 3, 1), count=3), "count"),
        (weekly(on_no_school="sleep"), "on_no_school"),
        (weekly(goals=(GoalShare("x", 60), GoalShare("y", 60))), "goals"),
        (weekly(goals=(GoalShare("x", 60), GoalShare("x", 10))), "goals"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(desk, wanted, field):
    with pytest.raises(BadValue) as refused:
        add(desk, wanted)
    assert refused.value.field == field
    assert shown(desk) == []


def test_an_unknown_goal_is_not_found(desk):
    with pytest.raises(NotFound):
        add(desk, weekly(goals=(GoalShare("nobody", 60),)))


def test_a_guarded_block_under_a_later_date_of_the_series_asks_for_a_reason(desk):
    desk.run(commands.schedule.create_block, draft("Visits", "27 9:15", "27 10:00", protection=Protection.GUARDED))
    with pytest.raises(ProtectedTimeConflict) as held:
        add(desk, weekly())
    assert [(one.title, one.minutes) for one in held.value.conflicts] == [("Visits", 30)]
    add(desk, weekly(), OverrideReason(DisplacementReason.DISTRICT))
    assert desk.read(lambda reader: reader.rows("SELECT source, minutes FROM interruption")) == [("district", 30)]


def test_a_firm_block_gives_way_by_consent_without_a_record(desk):
    desk.run(commands.schedule.create_block, draft("Talk", "20 9:15", "20 10:00", protection=Protection.FIRM))
    with pytest.raises(ProtectedTimeConflict):
        add(desk, weekly())
    add(desk, weekly(), OverrideReason())
    assert desk.read(lambda reader: reader.value("SELECT count(*) FROM interruption")) == 0
