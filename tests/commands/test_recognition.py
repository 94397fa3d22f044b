"""Recognitions on a real file: what a given one needs, whose wish counts, and undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.errors import BadValue, NotFound, PreferenceAsksReason
from il_desktop.domain.recognition import RecognitionFacts
from il_desktop.models.settings import Attachment
from il_desktop.queries.recognition import LogRow, recognition_log, recognition_row
from il_desktop.store.operation import operation
from il_desktop.store.reader import Reader
from il_desktop.store.transaction import Tx
from il_desktop.wording.steps import step_sentence

TODAY = date(2026, 1, 16)


@pytest.fixture
def okoye(desk: Desk) -> str:
    return desk.run(commands.people.add_person, "Daniel", "Okoye", recognition_pref="private")


def log(desk: Desk) -> tuple[LogRow, ...]:
    return desk.read(recognition_log, TODAY)


def sentence(desk: Desk) -> str:
    label = desk.history().undo
    assert label is not None
    return step_sentence(label)


def test_name_and_kind_are_enough_for_a_draft(desk: Desk, okoye: str) -> None:
    desk.run(commands.recognition.record_recognition, RecognitionFacts(okoye, TODAY, kind="spoken"))
    (row,) = log(desk)
    assert (row.name, row.facts.kind, row.facts.state, row.facts.visibility) == (
        "Daniel Okoye",
        "spoken",
        "draft",
        "private",
    )
    assert sentence(desk) == "Drafted a recognition of Daniel Okoye"
    desk.undo()
    assert log(desk) == ()


def test_given_recognition_names_the_action(desk: Desk, okoye: str) -> None:
    facts = RecognitionFacts(okoye, TODAY, state="given")
    with pytest.raises(BadValue) as caught:
        desk.run(commands.recognition.record_recognition, facts)
    assert caught.value.field == "action"
    desk.run(commands.recognition.record_recognition, replace(facts, action_text="Paired his tutors."))
    assert sentence(desk) == "Recognized Daniel Okoye, shared with nobody else"


def test_public_for_a_private_person_asks_for_a_reason_and_keeps_it(desk: Desk, okoye: str) -> None:
    facts = RecognitionFacts(okoye, TODAY, channel="newsletter", action_text="Led the fair.", state="given")
    with pytest.raises(PreferenceAsksReason) as caught:
        desk.run(commands.recognition.record_recognition, facts)
    assert (caught.value.preference, caught.value.visibility) == ("private", "public")
    desk.run(commands.recognition.record_recognition, replace(facts, override_reason="He asked for it this once"))
    (row,) = log(desk)
    assert (row.facts.visibility, row.facts.override_reason) == ("public", "He asked for it this once")


def test_reason_is_dropped_when_the_channel_becomes_quiet_again(desk: Desk, okoye: str) -> None:
    loud = RecognitionFacts(okoye, TODAY, channel="event", override_reason="Award night")
    key = desk.run(commands.recognition.record_recognition, loud)
    desk.run(commands.recognition.edit_recognition, key, replace(loud, channel="private_note"))
    row = desk.read(recognition_row, key)
    assert row is not None
    assert (row.facts.visibility, row.facts.override_reason) == ("private", "")


def test_gift_needs_its_amount(desk: Desk, okoye: str) -> None:
    gift = RecognitionFacts(okoye, TODAY, kind="gift")
    with pytest.raises(BadValue):
        desk.run(commands.recognition.record_recognition, gift)
    desk.run(commands.recognition.record_recognition, replace(gift, gift_cents=1000, is_cash_like=True))
    assert log(desk)[0].facts.gift_cents == 1000


def test_draft_is_given_later_and_taken_back(desk: Desk, okoye: str) -> None:
    facts = RecognitionFacts(okoye, date(2026, 1, 12), action_text="Stayed with a student.")
    key = desk.run(commands.recognition.record_recognition, facts)
    desk.run(commands.recognition.give_recognition, key, TODAY)
    assert (log(desk)[0].facts.state, log(desk)[0].given_on) == ("given", TODAY)
    assert sentence(desk) == "Gave the recognition of Daniel Okoye, Fri 16 Jan"
    desk.undo()
    assert (log(desk)[0].facts.state, log(desk)[0].given_on) == ("draft", date(2026, 1, 12))


def test_empty_draft_cannot_be_given(desk: Desk, okoye: str) -> None:
    key = desk.run(commands.recognition.record_recognition, RecognitionFacts(okoye, TODAY))
    with pytest.raises(BadValue):
        desk.run(commands.recognition.give_recognition, key, TODAY)
    assert log(desk)[0].facts.state == "draft"


def test_delete_and_undo(desk: Desk, okoye: str) -> None:
    key = desk.run(commands.recognition.record_recognition, RecognitionFacts(okoye, TODAY))
    desk.run(commands.recognition.delete_recognition, key)
    assert log(desk) == ()
    assert sentence(desk) == "Deleted a recognition of Daniel Okoye"
    desk.undo()
    assert [row.id for row in log(desk)] == [key]


def test_unknown_people_and_rows_are_not_found(desk: Desk, okoye: str) -> None:
    for command, args in (
        (commands.recognition.record_recognition, (RecognitionFacts("nobody", TODAY),)),
        (commands.recognition.record_recognition, (RecognitionFacts(okoye, TODAY, giver_id="nobody"),)),
        (commands.recognition.delete_recognition, ("nothing",)),
    ):
        with pytest.raises(NotFound):
            desk.run(command, *args)


def test_attachments_of_a_deleted_recognition_go_and_come_back_with_it(desk: Desk, okoye: str) -> None:
    key = desk.run(commands.recognition.record_recognition, RecognitionFacts(okoye, TODAY))

    @operation("recognition.attach")
    def attach(tx: Tx) -> None:
        tx.session.add(Attachment(owner_kind="recognition", owner_id=key, kind="document", file_name="card.pdf"))

    def attachments(reader: Reader) -> int:
        return reader.value("SELECT count(*) FROM attachment")

    desk.run(attach)
    desk.run(commands.recognition.delete_recognition, key)
    assert desk.read(attachments) == 0
    desk.undo()
    assert desk.read(attachments) == 1
