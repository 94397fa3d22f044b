"""What is private, a draft, or of somebody who keeps out of lists stays inside: every mix of them, by canaries."""

from __future__ import annotations

import itertools
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from il_desktop import bootstrap, commands
from il_desktop.cli.root import root
from il_desktop.commands.desk import Desk
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.errors import KeptPrivate
from il_desktop.domain.recognition import AUDIENCES, STATES, VISIBILITIES, RecognitionFacts, may_be_shown
from il_desktop.domain.walltime import WallTime
from il_desktop.models.people import Person
from il_desktop.models.teamwork import Meeting
from il_desktop.queries.recognition import LogFilter, recognition_log
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

TODAY = date(2026, 1, 16)
MIXES = tuple(itertools.product(STATES, VISIBILITIES, (False, True)))


@operation("test.opt_out")
def opt_out(tx: Tx, person_id: str) -> None:
    tx.session.get_one(Person, person_id).lists_opt_out = True


@operation("test.meeting")
def add_meeting(tx: Tx) -> str:
    meeting = Meeting(kind="ilt", title="ILT meeting", minutes=45)
    tx.session.add(meeting)
    return meeting.id


def plant(desk: Desk) -> dict[str, tuple[str, str, bool]]:
    """Write one recognition of every mix, each with a canary of its own; return canary -> mix."""
    planted = {}
    for number, (state, visibility, is_out) in enumerate(MIXES):
        canary = f"canary{number:02d}"
        person = desk.run(
            commands.people.add_person, "Given", f"Name{canary}", recognition_pref="public" if number % 2 else "private"
        )
        facts = RecognitionFacts(
            person,
            TODAY,
            state=state,
            visibility=visibility,
            action_text=f"Did {canary}",
            impact=canary,
            override_reason=f"because {canary}",
        )
        desk.run(commands.recognition.record_recognition, facts)
        if is_out:
            desk.run(opt_out, person)
        planted[canary] = (state, visibility, is_out)
    return planted


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_list_for_others_holds_exactly_what_it_may(desk: Desk, audience: str) -> None:
    planted = plant(desk)
    shown = "\n".join(str(row) for row in desk.read(recognition_log, TODAY, LogFilter(audience=audience)))
    for canary, (state, visibility, is_out) in planted.items():
        allowed = may_be_shown(audience, state=state, visibility=visibility, is_opted_out=is_out)
        assert (canary in shown) == allowed
        assert not (allowed and (state == "draft" or visibility == "private" or is_out))


def test_an_agenda_holds_exactly_what_a_meeting_may_hear(desk: Desk) -> None:
    planted = plant(desk)
    meeting = desk.run(add_meeting)
    for row in desk.read(recognition_log, TODAY):
        try:
            desk.run(commands.recognition.celebrate, meeting, [row.id])
        except KeptPrivate:
            continue
    text = desk.read(lambda reader: reader.value("SELECT text FROM agenda_item"))
    for canary, (state, visibility, is_out) in planted.items():
        assert (canary in text) == (state == "given" and visibility != "private" and not is_out)


def test_one_private_thing_among_others_keeps_the_whole_step_from_happening(desk: Desk) -> None:
    plant(desk)
    meeting = desk.run(add_meeting)
    everything = [row.id for row in desk.read(recognition_log, TODAY)]
    with pytest.raises(KeptPrivate):
        desk.run(commands.recognition.celebrate, meeting, everything)
    assert desk.read(lambda reader: reader.rows("SELECT id FROM agenda_item")) == []


def test_somebody_who_prefers_private_is_public_only_with_a_reason_that_was_kept(sample_desk: Desk) -> None:
    for audience in AUDIENCES:
        for row in sample_desk.read(recognition_log, TODAY, LogFilter(audience=audience)):
            if row.preference == "private":
                assert row.facts.override_reason


@pytest.mark.parametrize("audience", ["office", "staff", "public"])
def test_time_planned_for_a_recognition_tells_a_calendar_neither_name_nor_words(
    tmp_path: Path, small_template, audience: str
) -> None:
    shutil.copy(f"{small_template}.seal", tmp_path / "school.ildesk.seal")
    path = Path(shutil.copy(small_template, tmp_path / "school.ildesk"))
    desk = bootstrap.open_desk(path)
    person = desk.run(commands.people.add_person, "Quokka", "Canarybird")
    facts = RecognitionFacts(person, TODAY, action_text="Did the quokkadeed")
    at = WallTime.at(date(2026, 1, 24), 9)
    draft = BlockDraft("Recognize Quokka Canarybird", "relationships", at, at.plus(15))
    desk.run(commands.recognition.plan_recognition, facts, draft)
    desk.close()
    out = tmp_path / "out.ics"
    wanted = ["export", "ics", "--from", "2026-01-19", "--to", "2026-01-25", "--audience", audience, "-o", str(out)]
    result = CliRunner().invoke(root, [*wanted, "--file", str(path)])
    assert result.exit_code == 0, result.output
    text = (out.read_text("utf-8") + result.output).casefold()
    for canary in ("quokka", "canarybird", "quokkadeed"):
        assert canary not in text
