"""A team stands for everybody in it, by the names people give it, and never by accident."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop.domain.recognition_quick_add import RosterName, read_line
from il_desktop.domain.recognition_teams import TeamName

TODAY = date(2026, 1, 16)
ANA, BEN, CAL = (RosterName(name[0], name, f"{name}son", f"{name} {name}son") for name in ("Ana", "Ben", "Cal"))
ROSTER = (ANA, BEN, CAL)
TEAMS = (
    TeamName("Grade 5", (ANA, BEN)),
    TeamName("Math PLC", (BEN, CAL)),
    TeamName("Math", (CAL,)),
    TeamName("Équipe verte", (ANA,)),
    TeamName("Nobody yet", ()),
)


def read(line: str):
    return read_line(line, ROSTER, TODAY, teams=TEAMS)


@pytest.mark.parametrize(
    ("line", "team", "people"),
    [
        ("thanks 5th grade team for the trip, note", "Grade 5", (ANA, BEN)),
        ("Grade 5 planned the trip", "Grade 5", (ANA, BEN)),
        ("The grade 5 team's trip", "Grade 5", (ANA, BEN)),
        ("math plc rebuilt the unit", "Math PLC", (BEN, CAL)),
        ("Math team rebuilt the unit", "Math", (CAL,)),
        ("equipe verte planted the yard", "Équipe verte", (ANA,)),
    ],
)
def test_a_team_is_everybody_in_it(line: str, team: str, people: tuple) -> None:
    found = read(line)
    assert found.team == team
    assert (found.person, *found.others) == people


def test_what_stands_behind_the_team_is_what_they_did() -> None:
    found = read("Thanks 5th grade team for planning the trip because every child went, team meeting")
    assert (found.action, found.impact) == ("planning the trip", "every child went")
    assert found.channel == "team_meeting"
    assert found.parts[0].role == "person"


@pytest.mark.parametrize(
    "line", ["math is fun", "nobody yet did it", "Ana Anason helped the 5th grade team", "Ben Benson and grade 5"]
)
def test_a_subject_an_empty_team_or_one_named_after_somebody_is_no_team(line: str) -> None:
    assert read(line).team == ""


def test_the_person_named_first_counts_alone() -> None:
    found = read("Ana Anason helped the 5th grade team")
    assert (found.person, found.others) == (ANA, ())
    assert "5th grade team" in found.action
