"""Rule, looks, goals and people of a series changed; dates that have their own keep it."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop.domain.blocks import BlockRef, GoalShare, Protection, Scope
from il_desktop.domain.errors import BadValue, NotFound
from tests.commands.school_time import add_rows, at, goals, school_year
from tests.commands.series.conftest import (
    delete_person,
    kept_in,
    last_step,
    occ,
    people_of,
    places,
    repeating,
    schedule,
    stored,
    titles,
    wanted,
)


def test_a_date_the_new_rule_has_not_stays_as_a_block_of_its_own(desk):
    made = desk.run(repeating.create_series, wanted("FREQ=WEEKLY;BYDAY=TU,TH"))
    desk.run(schedule.edit_block, occ(made, 15), note="bring data")
    desk.run(schedule.delete_block, occ(made, 22))
    desk.run(repeating.edit_series, occ(made, 20), Scope.ALL, rule="FREQ=WEEKLY;BYDAY=TU")
    assert places(desk) == ["6 09:00", "13 09:00", "15 09:00", "20 09:00", "27 09:00"]
    assert stored(desk, "SELECT group_concat(ifnull(series_id, 'alone')) FROM time_block") == "alone"


def test_looks_change_everywhere_but_where_a_date_has_its_own(desk, talk):
    desk.run(schedule.edit_block, occ(talk, 13), title="Budget talk")
    desk.run(schedule.edit_block, occ(talk, 20), note="bring data")
    desk.run(repeating.edit_series, occ(talk, 27), Scope.ALL, title="Data hour", protection=Protection.GUARDED)
    assert titles(desk) == ["Data hour", "Budget talk", "Data hour", "Data hour"]
    assert stored(desk, "SELECT group_concat(protection) FROM time_block") == "3,3"
    assert last_step(desk) == "Changed all of Data hour: every Tuesday at 9:00 AM"


def test_goals_of_a_series_are_checked_and_followed(desk, talk):
    rows = goals("Math")
    desk.run(add_rows, *rows)
    desk.run(schedule.edit_block, occ(talk, 20), note="bring data")
    desk.run(repeating.edit_series, occ(talk, 27), Scope.ALL, goals=(GoalShare(rows[1].id, 50),))
    assert stored(desk, "SELECT share_pct FROM block_goal") == 50
    with pytest.raises(NotFound):
        desk.run(repeating.edit_series, occ(talk, 27), Scope.ALL, goals=(GoalShare("gone", 50),))
    with pytest.raises(BadValue):
        desk.run(repeating.edit_series, occ(talk, 27), Scope.ALL, goals=(GoalShare(rows[1].id, 101),))


def test_the_end_and_the_way_over_days_off_can_change(desk):
    desk.run(add_rows, *school_year())
    made = desk.run(repeating.create_series, wanted("FREQ=WEEKLY;BYDAY=MO", start=at("5 9:00"), on_no_school="skip"))
    assert places(desk) == ["12 09:00", "26 09:00"]  # a staff day, and Martin Luther King Day
    desk.run(repeating.edit_series, occ(made, 12), Scope.ALL, on_no_school="next_contact_day")
    assert places(desk) == ["6 09:00", "12 09:00", "20 09:00", "26 09:00"]
    desk.run(repeating.edit_series, occ(made, 12), Scope.ALL, on_no_school="keep")
    assert places(desk) == ["5 09:00", "12 09:00", "19 09:00", "26 09:00"]
    desk.run(repeating.edit_series, occ(made, 12), Scope.ALL, until_on=date(2026, 1, 19))
    assert places(desk) == ["5 09:00", "12 09:00", "19 09:00"]
    desk.run(repeating.edit_series, occ(made, 12), Scope.ALL, count=2)
    assert places(desk) == ["5 09:00", "12 09:00"]
    desk.run(repeating.edit_series, occ(made, 12), Scope.ALL, count=None)
    assert len(places(desk)) == 4


@pytest.mark.parametrize(
    "bad", [{"state": "kept"}, {"remind_min": -1}, {"people": ["nobody"]}, {"title": " "}, {"rule": "FREQ=SECONDLY"}]
)
def test_an_edit_of_a_series_that_cannot_be_is_refused(desk, talk, bad):
    with pytest.raises((BadValue, NotFound)):
        desk.run(repeating.edit_series, occ(talk, 20), Scope.ALL, **bad)
    with pytest.raises(BadValue):
        desk.run(repeating.edit_series, occ(talk, 20), Scope.THIS, title="Data hour")


@pytest.mark.parametrize("ref", [BlockRef("nobody"), BlockRef(None, "nobody", date(2026, 1, 20))])
def test_a_series_that_is_not_there_is_named(desk, ref):
    with pytest.raises(NotFound):
        desk.run(repeating.edit_series, ref, Scope.ALL, title="Data hour")


def test_people_place_note_and_reminder_follow_where_a_date_has_none_of_its_own(desk, talk, people):
    own = desk.run(schedule.edit_block, occ(talk, 13), place="Office", people=people[:1])
    plain = desk.run(schedule.edit_block, occ(talk, 20), title="Data hour")
    desk.run(repeating.edit_series, occ(talk, 6), Scope.ALL, place="Room 4", note="n", people=people, remind_min=5)
    assert kept_in(desk, "time_block", own) == ("n", "Office", 0, 5)
    assert kept_in(desk, "time_block", plain) == ("n", "Room 4", 0, 5)
    assert (people_of(desk, own), people_of(desk, plain)) == ([people[0]], list(people))
    desk.run(repeating.edit_series, occ(talk, 20), Scope.FOLLOWING, people=(), place="")
    assert (people_of(desk, own), people_of(desk, plain)) == ([people[0]], [])
    assert stored(desk, "SELECT count(*) FROM block_series WHERE place = 'Room 4' AND people <> '[]'") == 1
    desk.undo()
    assert people_of(desk, plain) == list(people)


def test_somebody_who_left_the_file_is_left_out_of_later_dates(desk, talk, people):
    desk.run(repeating.edit_series, occ(talk, 6), Scope.ALL, people=people)
    desk.run(delete_person, people[0])
    assert people_of(desk, desk.run(schedule.edit_block, occ(talk, 20), title="Data hour")) == [people[1]]
