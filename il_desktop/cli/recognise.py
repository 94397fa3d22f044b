"""The command that writes a recognition down without a window."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from il_desktop import commands
from il_desktop.cli.options import DayType, file_option, json_option, open_file, print_json
from il_desktop.commands.desk import Desk
from il_desktop.domain.clock import wall_now
from il_desktop.domain.errors import UnclearName
from il_desktop.domain.recognition import CHANNELS, KINDS, SENDERS, RecognitionFacts
from il_desktop.domain.recognition_quick_add import RosterName, people_called
from il_desktop.queries.recognition import preference_of, recognition_names
from il_desktop.queries.settings import settings
from il_desktop.wording.recognition import KINDS as KIND_WORDS
from il_desktop.wording.recognition import PREFERENCES, SEEN_BY


class _Word(click.Choice[str]):
    """One of our words; it may be written with hyphens: shout-out, small-win."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word as it is stored."""
        written = value.replace("-", "_") if isinstance(value, str) else value
        return super().convert("spoken" if written == "verbal" else written, param, ctx)


@click.command("recognise")
@click.option("--person", "name", required=True, metavar="NAME", help="Whom: a name that fits one person.")
@click.option("--kind", type=_Word(KINDS), default="note", show_default=True, help="What it is.")
@click.option("--text", "action", default="", metavar="TEXT", help="What they did. Without it a draft is kept.")
@click.option("--because", "impact", default="", metavar="TEXT", help="Why it mattered.")
@click.option("--how", "channel", type=_Word(CHANNELS), help="How it is said; decides who sees it.")
@click.option("--public", "is_public", is_flag=True, help="Anybody may see it; else only the person does.")
@click.option("--reason", default="", metavar="TEXT", help="Why it is other than the person asked for.")
@click.option("--date", "given_on", type=DayType(), metavar="DATE", help="When; else today.")
@click.option("--draft", "is_draft", is_flag=True, help="Keep it as a draft that does not count yet.")
@click.option("--amount", type=click.FloatRange(min=0), metavar="DOLLARS", help="What a gift cost.")
@click.option("--from", "sender_kind", type=_Word(SENDERS), default="principal", help="Whose thanks it is.")
@click.option("--sender", default="", metavar="NAME", help="Who says thanks, in your words.")
@json_option
@file_option
def recognise(path: Path | None, *, name: str, as_json: bool, **written: Any) -> None:
    """Write a recognition down, as one step that the window can undo. It stays private unless you say otherwise."""
    with open_file(path) as desk:
        chosen = desk.read(settings)
        today = wall_now(desk.clock, chosen.tz).day
        person = _person(desk, name, today)
        facts = _facts(person.id, today, chosen.principal_id, written)
        wish = desk.read(preference_of, person.id)
        key = desk.run(commands.recognition.record_recognition, facts)
    if as_json:
        print_json(_object(key, person, facts))
        return
    done = "Drafted" if facts.state == "draft" else "Recognized"
    click.echo(f"{done}: {person.shown}, {KIND_WORDS[facts.kind].lower()}, {SEEN_BY[facts.seen_by]}.")
    click.echo(f"{person.shown} prefers: {PREFERENCES[wish].lower()}.", err=True)


def _facts(person_id: str, today: date, principal_id: str, written: dict[str, Any]) -> RecognitionFacts:
    amount = written["amount"]
    is_draft = written["is_draft"] or not written["action"].strip()
    return RecognitionFacts(
        person_id=person_id,
        given_on=written["given_on"] or today,
        kind=written["kind"],
        state="draft" if is_draft else "given",
        channel=written["channel"],
        action_text=written["action"],
        impact=written["impact"],
        visibility="public" if written["is_public"] else None,
        override_reason=written["reason"],
        giver_id=(principal_id or None) if written["sender_kind"] == "principal" else None,
        gift_cents=None if amount is None else round(amount * 100),
        sender_kind=written["sender_kind"],
        sender=written["sender"],
    )


def _person(desk: Desk, name: str, today: date) -> RosterName:
    """Return the one person a name fits; never guess among several."""
    fitting = people_called(name, desk.read(recognition_names, today))
    if len(fitting) == 1:
        return fitting[0]
    raise UnclearName(name, tuple(f"{one.shown} ({one.detail})" if one.detail else one.shown for one in fitting))


def _object(key: str, person: RosterName, facts: RecognitionFacts) -> dict[str, Any]:
    return {
        "uid": key,
        "person": person.shown,
        "person_uid": person.id,
        "kind": facts.kind,
        "state": facts.state,
        "date": facts.given_on.isoformat(),
        "text": facts.action_text,
        "because": facts.impact,
        "seen_by": facts.seen_by,
    }
