"""The command that brings in a staff list."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import click

from il_desktop import commands
from il_desktop.cli.oneroster import import_export
from il_desktop.cli.options import file_option, json_option, open_file, print_json
from il_desktop.domain.errors import BadFile, BadLines
from il_desktop.interchange.csv_roster import plan_roster
from il_desktop.interchange.oneroster_files import looks_like_oneroster
from il_desktop.interchange.roster_plan import KnownPerson, RosterItem, RosterOutcome, RosterPlan
from il_desktop.queries.people import known_people
from il_desktop.wording.problems import line_sentence

_OUTCOMES = {outcome: outcome.value for outcome in RosterOutcome} | {RosterOutcome.ASK: "refused"}


@click.command("roster")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen, write nothing.")
@click.option("--school", default="", help="Which school of a OneRoster export, by name or number.")
@click.option("--near-as-new", is_flag=True, help="Take people with a name close to a known one as new.")
@json_option
@file_option
def import_roster(
    file: Path, path: Path | None, *, school: str, dry_run: bool, near_as_new: bool, as_json: bool
) -> None:
    """Bring a staff list (CSV) or a OneRoster export (zip or folder) in, as one step that the window can undo.

    A list with a bad line is not brought in at all; every bad line is named. Of an export a bad line is left out and
    named with its file.
    """
    if looks_like_oneroster(file):
        import_export(file, path, school=school, dry_run=dry_run, near_as_new=near_as_new, as_json=as_json)
        return
    begun = time.perf_counter()
    data = _bytes_of(file)
    with open_file(path, read_only=dry_run) as desk:
        known = desk.read(known_people)
        try:
            plan = plan_roster(data, known, source=file)
        except BadLines as problem:
            if as_json:
                print_json([_refused_object(file, problem, time.perf_counter() - begun)])
            raise
        if near_as_new:
            for item in plan.with_outcome(RosterOutcome.ASK):
                plan = plan.as_new(item.line)
        if plan.writes and not dry_run:
            desk.run(commands.people.import_roster, plan)
    names = {person.id: person for person in known}
    if as_json:
        print_json([_object(file, plan, names, time.perf_counter() - begun)])
        return
    _print_plan(file, plan, names)


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise BadFile(file, "missing") from None
    except OSError as error:
        raise BadFile(file, "unreadable", error.strerror or "") from error


def _object(file: Path, plan: RosterPlan, known: dict[str, KnownPerson], seconds: float) -> dict[str, Any]:
    return {
        "file": str(file),
        "seconds": round(seconds, 3),
        "new": len(plan.with_outcome(RosterOutcome.NEW)),
        "changed": len(plan.with_outcome(RosterOutcome.CHANGED)),
        "unchanged": len(plan.with_outcome(RosterOutcome.UNCHANGED)),
        "repaired": 0,
        "refused": len(plan.with_outcome(RosterOutcome.ASK)),
        "items": [
            {
                "uid": item.facts.external_ref or item.facts.email,
                "summary": item.facts.full_name,
                "outcome": _OUTCOMES[item.outcome],
                "detail": _detail(item, known),
                "start": None,
                "end": None,
            }
            for item in plan.items
        ],
    }


def _refused_object(file: Path, problem: BadLines, seconds: float) -> dict[str, Any]:
    items = [
        {
            "uid": "",
            "summary": f"line {line.line}",
            "outcome": "refused",
            "detail": line_sentence(line),
            "start": None,
            "end": None,
        }
        for line in problem.lines
    ]
    counts = {"new": 0, "changed": 0, "unchanged": 0, "repaired": 0, "refused": len(items)}
    return {"file": str(file), "seconds": round(seconds, 3), **counts, "items": items}


def _detail(item: RosterItem, known: dict[str, KnownPerson]) -> str:
    if item.outcome is RosterOutcome.ASK:
        near = ", ".join(known[key].facts.full_name for key in item.near if key in known)
        return f"The name is close to {near}. Decide in the window, or repeat with --near-as-new."
    return " ".join(f"{change.field}: “{change.before}” → “{change.after}”." for change in item.changes)


def _print_plan(file: Path, plan: RosterPlan, known: dict[str, KnownPerson]) -> None:
    counts = ", ".join(f"{len(plan.with_outcome(outcome))} {_OUTCOMES[outcome]}" for outcome in RosterOutcome)
    click.echo(f"{file.name}: {counts}")
    if plan.encoding_guessed:
        click.echo("  The letters are no valid Unicode; they were read as Western European.")
    if plan.ignored_columns:
        click.echo(f"  Columns not used: {', '.join(plan.ignored_columns)}")
    for item in plan.items:
        detail = _detail(item, known)
        if detail:
            click.echo(f"  line {item.line}, {_OUTCOMES[item.outcome]}: {item.facts.full_name}. {detail}")
