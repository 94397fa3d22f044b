"""Teams with dated membership: right for any past date, every change undone as one step."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.errors import BadValue, HasChildren, NotFound
from il_desktop.queries.people import teams_of
from il_desktop.queries.teams import Membership, memberships, team_list
from il_desktop.wording.steps import step_sentence

TODAY = date(2026, 1, 16)
FALL = date(2025, 8, 18)


def people(desk: Desk, *names: str) -> list[str]:
    return [desk.run(commands.people.add_person, *name.split()) for name in names]


def on(desk: Desk, team: str, day: date) -> list[str]:
    return sorted(row.name for row in desk.read(memberships, team) if row.holds_on(day))


def said(desk: Desk) -> str:
    label = desk.history().undo
    assert label is not None
    return step_sentence(label)


def test_a_team_is_right_for_any_past_date(desk: Desk) -> None:
    ann, bo = people(desk, "Ann Bee", "Bo Cee")
    team = desk.run(commands.teams.add_team, "House 6y", "plc")
    row = desk.run(commands.teams.add_member, team, ann, FALL)
    desk.run(commands.teams.add_member, team, bo, date(2025, 11, 3))
    desk.run(commands.teams.end_member, row, date(2025, 12, 19))
    assert said(desk) == "Ann Bee left House 6y, last day Fri 19 Dec"
    assert on(desk, team, date(2025, 10, 1)) == ["Ann Bee"]
    assert on(desk, team, date(2025, 12, 19)) == ["Ann Bee", "Bo Cee"]
    assert on(desk, team, TODAY) == ["Bo Cee"]
    assert desk.read(teams_of, ann, date(2025, 9, 1)) == ("House 6y",)
    assert desk.read(teams_of, ann, TODAY) == ()
    desk.undo()
    assert on(desk, team, TODAY) == ["Ann Bee", "Bo Cee"]


def test_somebody_comes_back_but_is_never_in_a_team_twice_at_a_time(desk: Desk) -> None:
    (ann,) = people(desk, "Ann Bee")
    team = desk.run(commands.teams.add_team, "Science", "department")
    desk.run(commands.teams.add_member, team, ann, FALL, to_on=date(2025, 10, 1))
    with pytest.raises(BadValue):
        desk.run(commands.teams.add_member, team, ann, date(2025, 10, 1))
    again = desk.run(commands.teams.add_member, team, ann, date(2026, 1, 5), role="facilitator")
    with pytest.raises(BadValue):
        desk.run(commands.teams.edit_member, again, from_on=date(2025, 9, 1))
    with pytest.raises(BadValue):
        desk.run(commands.teams.end_member, again, date(2026, 1, 1))
    assert len(desk.read(memberships, team)) == 2


def test_next_years_members_begin_and_end_in_one_step(desk: Desk) -> None:
    ann, bo, cy = people(desk, "Ann Bee", "Bo Cee", "Cy Dee")
    team = desk.run(commands.teams.add_team, "Leadership", "ilt")
    for person in (ann, bo):
        desk.run(commands.teams.add_member, team, person, FALL)
    start = date(2026, 8, 17)
    assert desk.run(commands.teams.renew_members, team, (bo, cy), start) == 2
    assert on(desk, team, start) == ["Bo Cee", "Cy Dee"]
    assert on(desk, team, start - timedelta(days=1)) == ["Ann Bee", "Bo Cee"]
    desk.undo()
    assert on(desk, team, start) == ["Ann Bee", "Bo Cee"]


def test_names_are_taken_once_and_kinds_are_known(desk: Desk) -> None:
    team = desk.run(commands.teams.add_team, "Science", "department")
    for name, kind in (("Science", "plc"), (" ", "plc"), ("Math", "band")):
        with pytest.raises(BadValue):
            desk.run(commands.teams.add_team, name, kind)
    desk.run(commands.teams.edit_team, team, purpose="Look at labs", cadence_days=14)
    assert said(desk) == "Changed the team Science"
    desk.run(commands.teams.delete_team, team)
    assert desk.read(team_list, TODAY) == ()
    with pytest.raises(NotFound):
        desk.run(commands.teams.edit_team, team, name="X")


def test_a_team_with_meetings_is_closed_not_deleted(sample_desk: Desk) -> None:
    team = sample_desk.read(team_list, TODAY)[0]
    assert team.meetings
    with pytest.raises(HasChildren):
        sample_desk.run(commands.teams.delete_team, team.id)
    sample_desk.run(commands.teams.edit_team, team.id, is_active=False)
    assert not sample_desk.read(team_list, TODAY)[-1].is_active


@given(st.dates(), st.dates(), st.one_of(st.none(), st.dates()))
def test_membership_holds_from_its_first_to_its_last_day(day: date, first: date, last: date | None) -> None:
    row = Membership("m", "p", "n", "", "member", first, last)
    assert row.holds_on(day) == (first <= day <= (last or date.max))
