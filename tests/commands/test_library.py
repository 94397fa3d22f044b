"""The library: what it needs, what is refused, an issue that becomes a challenge; everything can be undone."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.domain.errors import BadValue, LooksLikeStudents
from il_desktop.queries.improvement import challenges
from il_desktop.queries.library import entries, free_look_fors, units
from il_desktop.wording.steps import step_sentence

library = commands.library


def said(desk) -> str:
    return step_sentence(desk.history().undo)


def test_a_strategy_is_found_by_its_aliases_and_what_it_says(desk):
    desk.run(library.add_item, "strategy", "Number talk", aliases=("Math chat", "Charla numérica"), definition="Mental")
    (entry,) = desk.read(entries)
    for text in ("number", "talk num", "math chat", "charla numé", "CHAT", "mental"):
        assert entry.fits(text), text
    assert not entry.fits("number exit")
    assert said(desk) == "Added the strategy “Number talk”"
    desk.undo()
    assert desk.read(entries) == ()


@pytest.mark.parametrize(("fields", "missing"), [
    ({}, "definition"), ({"definition": "Short mental math."}, "source"),
    ({"definition": " ", "source": "Own"}, "definition"),
])  # fmt: skip
def test_school_wide_needs_a_definition_and_a_source(desk, fields, missing):
    with pytest.raises(BadValue) as problem:
        desk.run(library.add_item, "strategy", "Number talk", is_schoolwide=True, **fields)
    assert (problem.value.field, problem.value.reason) == (missing, "empty")
    assert desk.read(entries) == ()


def test_what_the_school_uses_keeps_its_definition(desk):
    key = desk.run(library.add_item, "term", "Rigor", definition="Thinking hard", source="ILT", is_schoolwide=True)
    with pytest.raises(BadValue) as problem:
        desk.run(library.edit_item, key, definition="")
    assert problem.value.field == "definition"
    assert desk.read(entries)[0].definition == "Thinking hard"
    desk.run(library.edit_item, key, is_schoolwide=False, definition="")
    assert desk.read(entries)[0].definition == ""


def test_no_two_of_a_kind_have_one_name(desk):
    key = desk.run(library.add_item, "strategy", "Exit ticket")
    with pytest.raises(BadValue) as problem:
        desk.run(library.add_item, "strategy", "exit  Ticket")
    assert problem.value.reason == "duplicate"
    desk.run(library.add_item, "term", "Exit ticket")
    desk.run(library.edit_item, key, name="Exit Ticket")
    assert {entry.name for entry in desk.read(entries)} == {"Exit ticket", "Exit Ticket"}


def test_a_look_for_shows_a_strategy(sample_desk):
    key = sample_desk.run(library.add_item, "strategy", "All respond")
    look_for = sample_desk.read(free_look_fors)[0]
    sample_desk.run(library.set_look_for, look_for.id, key)
    assert [entry.name for entry in sample_desk.read(entries) if entry.look_fors == (look_for,)] == ["All respond"]
    assert said(sample_desk) == "Added a look-for to “All respond”"
    sample_desk.run(library.delete_item, key)
    assert look_for in sample_desk.read(free_look_fors)
    sample_desk.undo()
    assert any(entry.look_fors == (look_for,) for entry in sample_desk.read(entries))


def unit(desk, **fields):
    return desk.run(library.add_item, "unit", "Ratios", subject="Math", grade="7", **fields)


def test_a_unit_is_judged_by_four_criteria_from_one_to_four(desk):
    key = unit(desk, criteria={"relevant": 3, "rigorous": 2}, next_review_on=date(2026, 1, 5))
    (found,) = desk.read(units)
    assert (found.scores, found.next_review_on) == ({"rigorous": 2, "relevant": 3}, date(2026, 1, 5))
    for wrong in ({"rigorous": 5}, {"fun": 3}):
        with pytest.raises(BadValue):
            desk.run(library.edit_item, key, criteria=wrong)
    assert desk.read(units)[0].scores == {"rigorous": 2, "relevant": 3}


def test_an_issue_becomes_a_challenge_with_its_review_as_evidence(desk):
    key = unit(desk, criteria={"rigorous": 2, "inclusive": 1}, issue="No task below grade level")
    made = desk.run(library.challenge_of_issue, key)
    (found,) = desk.read(challenges)
    assert (found.id, found.title, found.kind, found.state) == (
        made, "No task below grade level", "curriculum_gap", "suspected",
    )  # fmt: skip
    assert [(piece.kind, piece.note) for piece in found.evidence] == [
        ("judgment", "Review of the unit “Ratios”: rigorous 2 of 4, inclusive 1 of 4")
    ]
    assert said(desk) == "Made a challenge of the issue of “Ratios”"
    desk.undo()
    assert desk.read(challenges) == ()


def test_without_an_issue_there_is_no_challenge(desk):
    with pytest.raises(BadValue) as problem:
        desk.run(library.challenge_of_issue, unit(desk))
    assert problem.value.field == "issue"


def test_an_issue_that_lists_students_asks(desk):
    key = unit(desk, issue="Ada Byron, Ben Okafor, Cleo Díaz")
    with pytest.raises(LooksLikeStudents):
        desk.run(library.challenge_of_issue, key)
    assert desk.run(library.challenge_of_issue, key, confirmed=True)
