"""Award rounds: their days, their panel, nobody judges themselves, the choice is kept as a decision; all undoable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from il_desktop import commands
from il_desktop.domain.awards import Answers, NominationFacts, RoundFacts
from il_desktop.domain.errors import BadValue, HasChildren
from il_desktop.queries.awards import round_detail, rounds, staff_names
from il_desktop.reports.paper import Heading
from il_desktop.wording.papers_awards import dossier_of, round_sentence
from il_desktop.wording.steps import step_sentence

TODAY = date(2026, 1, 16)
ROUND = RoundFacts("Spring award", date(2026, 1, 12), date(2026, 1, 23), criteria=("Students", "Colleagues"), seats=1)


@pytest.fixture
def people(sample_desk):
    return [person_id for person_id, _ in sample_desk.read(staff_names, TODAY)]


@pytest.fixture
def spring(sample_desk, people) -> str:
    return sample_desk.run(commands.awards.open_round, replace(ROUND, panel=tuple(people[:3])))


def put_forward(desk, spring: str, person_id: str) -> str:
    return desk.run(commands.awards.nominate, spring, NominationFacts(person_id, "Kept the door open.", "family"))


def detail(desk, spring: str):
    found = desk.read(round_detail, spring, TODAY)
    assert found is not None
    return found


def refused(caught) -> str:
    return caught.value.reason


def test_nobody_judges_themselves(sample_desk, people, spring) -> None:
    own = put_forward(sample_desk, spring, people[0])
    with pytest.raises(BadValue) as caught:
        sample_desk.run(commands.awards.score, own, people[0], {"0": 4})
    assert refused(caught) == "judges_self"
    assert detail(sample_desk, spring).nominations[0].judges == tuple(people[1:3])


def test_only_the_panel_scores(sample_desk, people, spring) -> None:
    key = put_forward(sample_desk, spring, people[5])
    with pytest.raises(BadValue) as caught:
        sample_desk.run(commands.awards.score, key, people[9], {"0": 4})
    assert refused(caught) == "not_on_panel"


@pytest.mark.parametrize(("given", "reason"), [({"0": 5}, "too_large"), ({"0": 0}, "too_small"), ({"7": 2}, "unknown")])
def test_scores_are_one_to_four_by_criterion(sample_desk, people, spring, given, reason) -> None:
    key = put_forward(sample_desk, spring, people[5])
    with pytest.raises(BadValue) as caught:
        sample_desk.run(commands.awards.score, key, people[0], given)
    assert refused(caught) == reason


def test_average_is_the_mean_of_the_judges(sample_desk, people, spring) -> None:
    key = put_forward(sample_desk, spring, people[5])
    sample_desk.run(commands.awards.score, key, people[0], {"0": 4, "1": 3})
    sample_desk.run(commands.awards.score, key, people[1], {"0": 2})
    row = detail(sample_desk, spring).nominations[0]
    assert (row.average, row.scored, row.stage) == (2.75, 2, "evaluated")
    sample_desk.run(commands.awards.score, key, people[0], {})
    assert detail(sample_desk, spring).nominations[0].average == 2.0


@pytest.mark.parametrize(
    ("opens", "closes", "reason"),
    [(date(2026, 1, 5), date(2026, 1, 15), "round_over"), (date(2026, 1, 19), date(2026, 1, 30), "round_not_open")],
)
def test_nobody_is_put_forward_outside_the_days_of_a_round(sample_desk, people, opens, closes, reason) -> None:
    key = sample_desk.run(commands.awards.open_round, replace(ROUND, opens_on=opens, closes_on=closes))
    with pytest.raises(BadValue) as caught:
        put_forward(sample_desk, key, people[5])
    assert refused(caught) == reason


def test_last_day_still_counts(sample_desk, people) -> None:
    key = sample_desk.run(commands.awards.open_round, replace(ROUND, closes_on=TODAY))
    assert put_forward(sample_desk, key, people[5])


def test_closing_keeps_the_choice_as_a_decision_and_drafts_a_private_award(sample_desk, people, spring) -> None:
    chosen, other = put_forward(sample_desk, spring, people[5]), put_forward(sample_desk, spring, people[6])
    decision = sample_desk.run(commands.awards.close_round, spring, [chosen], why="Both families told of it.")
    found = detail(sample_desk, spring)
    assert {row.id: row.stage for row in found.nominations} == {chosen: "selected", other: "not_selected"}
    assert found.row.state == "closed"
    assert found.decision == f"Spring award: {found.row.winners[0]}"
    rows = sample_desk.read(lambda reader: reader.rows("SELECT method FROM decision WHERE id = ?", (decision,)))
    assert rows == [("leader_after_consulting",)]
    drafts = sample_desk.read(
        lambda reader: reader.rows("SELECT kind, state, visibility FROM recognition WHERE round_id = ?", (spring,))
    )
    assert drafts == [("award", "draft", "private")]
    sample_desk.undo()
    assert detail(sample_desk, spring).row.state == "open"
    assert not sample_desk.read(lambda reader: reader.rows("SELECT 1 FROM decision WHERE id = ?", (decision,)))


def test_a_closed_round_takes_nothing_more(sample_desk, people, spring) -> None:
    key = put_forward(sample_desk, spring, people[5])
    sample_desk.run(commands.awards.close_round, spring, [])
    tries = (
        (commands.awards.nominate, spring, NominationFacts(people[6], "Late.")),
        (commands.awards.score, key, people[0], {"0": 3}),
        (commands.awards.withdraw, key),
        (commands.awards.close_round, spring, [key]),
        (commands.awards.edit_round, spring, ROUND),
    )
    for command, *args in tries:
        with pytest.raises(BadValue) as caught:
            sample_desk.run(command, *args)
        assert refused(caught) == "round_closed"


def test_no_more_are_chosen_than_there_are_seats(sample_desk, people, spring) -> None:
    keys = [put_forward(sample_desk, spring, people[number]) for number in (5, 6)]
    with pytest.raises(BadValue):
        sample_desk.run(commands.awards.close_round, spring, keys)


def test_who_declined_stays_in_the_history_and_is_not_chosen(sample_desk, people, spring) -> None:
    one, other = put_forward(sample_desk, spring, people[3]), put_forward(sample_desk, spring, people[4])
    sample_desk.run(commands.awards.set_step, one, "interviewed")
    sample_desk.run(commands.awards.score, one, people[0], {"0": 4})
    assert {row.stage for row in detail(sample_desk, spring).nominations} == {"interviewed", "nominated"}
    sample_desk.run(commands.awards.set_step, other, "declined")
    sample_desk.run(commands.awards.close_round, spring, [one, other][:1])
    found = detail(sample_desk, spring)
    stages = {row.id: row.stage for row in found.nominations}
    assert stages == {one: "selected", other: "declined"}
    gone = next(row.name for row in found.nominations if row.id == other)
    assert found.row.declined == (gone,)
    assert round_sentence(found.row).endswith(f"; stands no longer: {gone}")


def test_a_step_is_taken_back_to_where_it_was(sample_desk, people, spring) -> None:
    key = put_forward(sample_desk, spring, people[3])
    sample_desk.run(commands.awards.score, key, people[0], {"0": 3})
    sample_desk.run(commands.awards.set_step, key, "declined")
    sample_desk.run(commands.awards.set_step, key, "nominated")
    (row,) = detail(sample_desk, spring).nominations
    assert (row.stage, row.scored) == ("evaluated", 1)
    label = sample_desk.undo()
    assert "as before" in step_sentence(label)
    with pytest.raises(BadValue) as caught:
        sample_desk.run(commands.awards.set_step, key, "selected")
    assert refused(caught) == "not_a_choice"


def test_the_dossier_keeps_those_who_stand_no_longer_apart(sample_desk, people, spring) -> None:
    stay, gone = (put_forward(sample_desk, spring, people[place]) for place in (3, 4))
    sample_desk.run(commands.awards.set_step, gone, "declined")
    found = detail(sample_desk, spring)
    paper = dossier_of(found, "Maple Hollow")
    heads = [part.text for part in paper.parts if isinstance(part, Heading)]
    names = {row.id: row.name for row in found.nominations}
    assert heads.index(names[stay]) < heads.index("Declined or withdrawn") < heads.index(names[gone])
    assert "1 nomination" in heads


def test_two_nominations_of_one_person_take_one_seat(sample_desk, people, spring) -> None:
    keys = [put_forward(sample_desk, spring, people[5]) for _ in range(2)]
    sample_desk.run(commands.awards.close_round, spring, keys)
    assert len(detail(sample_desk, spring).row.winners) == 1


def test_an_answer_comes_in_once(sample_desk, people, spring) -> None:
    answers = Answers("form.csv", (NominationFacts(people[5], "Listened.", source_key="csv:1"),) * 2)
    assert sample_desk.run(commands.awards.bring_in, spring, answers) == 1
    assert sample_desk.run(commands.awards.bring_in, spring, answers) == 0


def test_criteria_stay_once_somebody_scored(sample_desk, people, spring) -> None:
    key = put_forward(sample_desk, spring, people[5])
    sample_desk.run(commands.awards.score, key, people[0], {"0": 3})
    with pytest.raises(BadValue) as caught:
        sample_desk.run(commands.awards.edit_round, spring, replace(ROUND, criteria=("Other",)))
    assert refused(caught) == "scored_already"


def test_a_round_with_nominations_is_not_deleted(sample_desk, people, spring) -> None:
    key = put_forward(sample_desk, spring, people[5])
    with pytest.raises(HasChildren):
        sample_desk.run(commands.awards.delete_round, spring)
    sample_desk.run(commands.awards.withdraw, key)
    sample_desk.run(commands.awards.delete_round, spring)
    assert spring not in {row.id for row in sample_desk.read(rounds, TODAY)}


def test_an_earlier_round_of_the_programme_is_history(sample_desk, people) -> None:
    first = sample_desk.run(commands.awards.open_round, replace(ROUND, name="Fall", programme="Teacher of the term"))
    chosen = put_forward(sample_desk, first, people[5])
    sample_desk.run(commands.awards.close_round, first, [chosen])
    second = sample_desk.run(commands.awards.open_round, replace(ROUND, name="Spring", programme="Teacher of the term"))
    assert [choice.round_name for choice in detail(sample_desk, second).history] == ["Fall"]
