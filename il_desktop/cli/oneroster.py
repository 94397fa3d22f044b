"""Brings a OneRoster export in from the command line; `import roster` hands zips and folders over."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from il_desktop import commands
from il_desktop.cli.options import open_file, print_json
from il_desktop.domain.clock import wall_now
from il_desktop.interchange.oneroster import read_oneroster
from il_desktop.interchange.oneroster_plan import OneRosterPlan
from il_desktop.interchange.roster_plan import RosterItem, RosterOutcome
from il_desktop.queries.oneroster import known_school
from il_desktop.queries.settings import settings
from il_desktop.wording.oneroster import oneroster_sentence, refused_sentence

_OUTCOMES = {outcome: outcome.value for outcome in RosterOutcome} | {RosterOutcome.ASK: "refused"}
_ASKED = "The name is close to a known one. Decide in the window, or repeat with --near-as-new."


def import_export(
    file: Path, path: Path | None, *, school: str, dry_run: bool, near_as_new: bool, as_json: bool
) -> None:
    """Read an export, say or write what it does; lines that cannot be used are left out and named."""
    begun = time.perf_counter()
    with open_file(path, read_only=dry_run) as desk:
        today = wall_now(desk.clock, desk.read(settings).tz).day
        plan = read_oneroster(file, desk.read(known_school, today), school)
        if near_as_new:
            plan = plan.near_as_new()
        if plan.writes and not dry_run:
            desk.run(commands.oneroster.import_oneroster, plan)
    if as_json:
        print_json([_object(file, plan, time.perf_counter() - begun)])
        return
    click.echo(f"{file.name}: {oneroster_sentence(plan.counts())}")
    for item in plan.people.with_outcome(RosterOutcome.ASK):
        click.echo(f"  users.csv line {item.line}, refused: {item.facts.full_name}. {_ASKED}")
    for each in plan.refused:
        click.echo(f"  {refused_sentence(each.table, each.problem)}")


def _object(file: Path, plan: OneRosterPlan, seconds: float) -> dict[str, Any]:
    return {
        "file": str(file),
        "seconds": round(seconds, 3),
        "new": plan.count(RosterOutcome.NEW),
        "changed": plan.count(RosterOutcome.CHANGED),
        "unchanged": plan.count(RosterOutcome.UNCHANGED),
        "repaired": 0,
        "refused": plan.count(RosterOutcome.ASK) + len(plan.refused),
        "items": list(_items(plan)),
    }


def _items(plan: OneRosterPlan) -> Iterator[dict[str, Any]]:
    for person in plan.people.items:
        yield _item(person.facts.external_ref or "", person.facts.full_name, person.outcome, _detail(person))
    for dates in plan.dates:
        found = _item("", dates.name, dates.outcome, dates.kind)
        yield found | {"start": dates.first.isoformat(), "end": dates.last.isoformat()}
    for section in plan.sections:
        room = f"room {section.room}" if section.room else ""
        yield _item(section.ref, section.title, section.outcome, room)
    for each in plan.refused:
        yield _item(
            "", f"{each.table} line {each.problem.line}", RosterOutcome.ASK, refused_sentence(each.table, each.problem)
        )


def _item(uid: str, summary: str, outcome: RosterOutcome, detail: str) -> dict[str, Any]:
    return {
        "uid": uid, "summary": summary, "outcome": _OUTCOMES[outcome], "detail": detail, "start": None, "end": None,
    }  # fmt: skip


def _detail(item: RosterItem) -> str:
    if item.outcome is RosterOutcome.ASK:
        return _ASKED
    return " ".join(f"{change.field}: “{change.before}” → “{change.after}”." for change in item.changes)
