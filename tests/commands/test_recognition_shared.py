"""Recognition of teams, planned time, follow-ups and celebrations: one step each, and nothing private gets out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.errors import BadValue, KeptPrivate, NotFound, PreferenceAsksReason
from il_desktop.domain.recognition import RecognitionFacts
from il_desktop.domain.walltime import WallTime
from il_desktop.models.people import Person
from il_desktop.models.teamwork import Meeting
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx
from il_desktop.wording.steps import step_sentence

TODAY = date(2026, 1, 16)
RECORD = commands.recognition.record_recognition


@operation("test.meeting")
def add_meeting(tx: Tx) -> str:
    meeting = Meeting(kind="ilt", title="ILT meeting", minutes=45, state="confirmed")
    tx.session.add(meeting)
    return meeting.id


@operation("test.opt_out")
def opt_out(tx: Tx, person_id: str) -> None:
    tx.session.get_one(Person, person_id).lists_opt_out = True


@pytest.fixture
def team(desk: Desk) -> tuple[str, str]:
    add = commands.people.add_person
    return (
        desk.run(add, "Sofia", "Ruíz", recognition_pref="public"),
        desk.run(add, "Daniel", "Okoye", recognition_pref="private"),
    )


def given(person_id: str, **facts) -> RecognitionFacts:
    wanted = {"state": "given", "action_text": "Rebuilt the unit", "impact": "all 24 spoke"} | facts
    return RecognitionFacts(person_id, TODAY, **wanted)


def rows(desk: Desk, columns: str) -> list[tuple]:
    return desk.read(lambda reader: reader.rows(f"SELECT {columns} FROM recognition ORDER BY created_at, id"))  # noqa: S608  ours


def sentence(desk: Desk) -> str:
    label = desk.history().undo
    assert label is not None
    return step_sentence(label)


def test_a_team_gets_one_row_a_member_under_one_key_in_one_step(desk: Desk, team) -> None:
    made = desk.run(commands.recognition.record_team, given(""), [*team, team[0]])
    assert len(made) == 2
    found = rows(desk, "person_id, batch_key, action_text")
    assert {row[0] for row in found} == set(team)
    assert len({row[1] for row in found}) == 1
    assert found[0][1] is not None
    assert sentence(desk) == "Recognized a team, 2 people, shared with nobody else"
    desk.undo()
    assert rows(desk, "id") == []


def test_a_team_asks_for_the_member_who_wants_it_quiet_and_keeps_the_reason_with_that_one(desk: Desk, team) -> None:
    loud = given("", channel="team_meeting")
    with pytest.raises(PreferenceAsksReason) as caught:
        desk.run(commands.recognition.record_team, loud, team)
    assert caught.value.person_id == team[1]
    assert rows(desk, "id") == []
    desk.run(commands.recognition.record_team, loud, team, reasons={team[1]: "Said yes on Thursday"})
    assert set(rows(desk, "person_id, pref_override_reason")) == {(team[0], None), (team[1], "Said yes on Thursday")}


def test_an_empty_team_is_refused(desk: Desk) -> None:
    with pytest.raises(BadValue):
        desk.run(commands.recognition.record_team, given(""), [])


def test_a_spoken_word_for_somebody_who_likes_it_written_asks_when_given_and_not_before(desk: Desk, team) -> None:
    desk.run(commands.people.edit_person, team[0], recognition_pref="written")
    spoken = given(team[0], channel="private_spoken")
    with pytest.raises(PreferenceAsksReason):
        desk.run(RECORD, spoken)
    key = desk.run(RECORD, replace(spoken, state="draft"))
    with pytest.raises(PreferenceAsksReason):
        desk.run(commands.recognition.give_recognition, key, TODAY)
    desk.run(commands.recognition.give_recognition, key, TODAY, override_reason="Met her in the hall")
    assert rows(desk, "state, pref_override_reason") == [("given", "Met her in the hall")]


def test_a_link_to_something_that_is_gone_is_refused(desk: Desk, team) -> None:
    for link in ("value_id", "goal_id", "visit_id"):
        with pytest.raises(NotFound):
            desk.run(RECORD, given(team[0], **{link: "gone"}))
    assert rows(desk, "id") == []


def test_time_for_it_is_planned_and_linked_in_one_step(desk: Desk, team) -> None:
    key = desk.run(RECORD, RecognitionFacts(team[0], TODAY))
    at = WallTime.at(date(2026, 1, 20), 8)
    draft = BlockDraft("Recognize Sofia Ruíz", "relationships", at, at.plus(15))
    block = desk.run(commands.recognition.plan_recognition, key, draft)
    assert rows(desk, "block_id") == [(block,)]
    people = desk.read(lambda reader: reader.rows("SELECT person_id FROM block_person WHERE block_id = ?", (block,)))
    assert people == [(team[0],)]
    assert sentence(desk) == "Planned time to recognize Sofia Ruíz, Tue 20 Jan"
    desk.undo()
    assert rows(desk, "block_id") == [(None,)]
    assert desk.read(lambda reader: reader.value("SELECT count(*) FROM time_block")) == 0


def test_a_follow_up_is_set_done_and_taken_back(desk: Desk, team) -> None:
    key = desk.run(RECORD, given(team[0], follow_up_on=date(2026, 1, 23)))
    desk.run(commands.recognition.set_follow_up, key, None)
    assert sentence(desk) == "Followed up on the recognition of Sofia Ruíz"
    assert rows(desk, "follow_up_on") == [(None,)]
    desk.undo()
    assert rows(desk, "follow_up_on") == [("2026-01-23",)]


def test_recognitions_come_on_the_agenda_under_one_point(desk: Desk, team) -> None:
    meeting = desk.run(add_meeting)
    first = desk.run(RECORD, given(team[0], channel="team_meeting"))
    second = desk.run(RECORD, given(team[0], channel="newsletter", action_text="Led the fair", impact=""))
    item = desk.run(commands.recognition.celebrate, meeting, [first])
    assert sentence(desk) == "Put 1 recognition on the agenda of ILT meeting"
    assert desk.run(commands.recognition.celebrate, meeting, [first, second]) == item
    found = desk.read(lambda reader: reader.rows("SELECT title, outcome, text FROM agenda_item"))
    assert found == [
        ("Celebrate", "celebrate", "Sofia Ruíz: Rebuilt the unit. all 24 spoke.\nSofia Ruíz: Led the fair.")
    ]
    desk.undo()
    desk.undo()
    assert desk.read(lambda reader: reader.rows("SELECT id FROM agenda_item")) == []
    assert rows(desk, "meeting_id") == [(None,), (None,)]


@pytest.mark.parametrize("kept", ["private", "draft", "opted_out"])
def test_what_is_private_a_draft_or_opted_out_never_comes_on_an_agenda(desk: Desk, team, kept: str) -> None:
    meeting = desk.run(add_meeting)
    facts = given(team[0], channel="private_note" if kept == "private" else "newsletter")
    key = desk.run(RECORD, replace(facts, state="draft") if kept == "draft" else facts)
    if kept == "opted_out":
        desk.run(opt_out, team[0])
    with pytest.raises(KeptPrivate):
        desk.run(commands.recognition.celebrate, meeting, [key])
    assert desk.read(lambda reader: reader.rows("SELECT id FROM agenda_item")) == []
