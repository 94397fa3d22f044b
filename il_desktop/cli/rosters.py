"""The command that brings in a staff list."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from il_desktop import commands
from il_desktop.cli.oneroster import import_export
from il_desktop.cli.options import file_option, json_option, open_file, print_json
from il_desktop.domain.clock import wall_now
from il_desktop.domain.errors import BadFile, BadLines, BadValue
from il_desktop.interchange.csv_roster import best_sheet, plan_table
from il_desktop.interchange.csv_table import CsvTable, read_table
from il_desktop.interchange.oneroster_files import looks_like_oneroster
from il_desktop.interchange.roster_columns import guess_columns
from il_desktop.interchange.roster_plan import RosterItem, RosterOutcome, RosterPlan
from il_desktop.interchange.sheet_table import is_workbook, read_sheets
from il_desktop.queries.people import known_people
from il_desktop.queries.settings import settings
from il_desktop.wording.people import no_person_text
from il_desktop.wording.problems import line_sentence

_OUTCOMES = {outcome: outcome.value for outcome in RosterOutcome} | {RosterOutcome.ASK: "refused"}


@click.command("roster")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen, write nothing.")
@click.option("--school", default="", help="Which school of a OneRoster export, by name or number.")
@click.option("--sheet", default="", help="Which sheet of a workbook, by name; else the one most like a staff list.")
@click.option("--near-as-new", is_flag=True, help="Take people with a name close to a known one as new.")
@click.option("--without-bad", is_flag=True, help="Leave out lines that cannot be read instead of bringing nothing in.")
@click.option("--missing-leave", "last_day", metavar="DATE", help="Last day (2026-06-30) of people not in the list.")
@json_option
@file_option
def import_roster(file: Path, path: Path | None, *, school: str, dry_run: bool, as_json: bool, **chosen: Any) -> None:
    """Bring a staff list (CSV, XLSX, XLS, ODS) or a OneRoster export (zip or folder) in, as one step to undo.

    A list with a bad line is not brought in at all unless --without-bad is given; every bad line is named. Of an export
    a bad line is left out and named with its file.
    """
    if looks_like_oneroster(file) or file.suffix.casefold() == ".zip":
        near = chosen["near_as_new"]
        import_export(file, path, school=school, dry_run=dry_run, near_as_new=near, as_json=as_json)
        return
    begun = time.perf_counter()
    leave_on = _date(chosen["last_day"])
    table = _table_of(file, chosen["sheet"])
    with open_file(path, read_only=dry_run) as desk:
        known = desk.read(known_people, wall_now(desk.clock, desk.read(settings).tz).day)
        try:
            plan = plan_table(table, guess_columns(table), known, without_bad=chosen["without_bad"])
        except BadLines as problem:
            if as_json:
                print_json([_refused_object(file, problem, time.perf_counter() - begun)])
            raise
        if chosen["near_as_new"]:
            for item in plan.with_outcome(RosterOutcome.ASK):
                plan = plan.as_new(item.line)
        plan = replace(plan, leave_on=leave_on)
        if not (plan.is_empty or dry_run):
            desk.run(commands.people.import_roster, plan)
    names = {person.id: person.facts.full_name for person in known}
    if as_json:
        print_json([_object(file, plan, names, time.perf_counter() - begun)])
        return
    _print_plan(file, table, plan, names)


def _table_of(file: Path, sheet: str) -> CsvTable:
    if not is_workbook(file):
        return read_table(_bytes_of(file), file)
    sheets = read_sheets(file)
    if not sheet:
        return best_sheet(sheets)
    found = next((one for one in sheets if one.sheet.casefold() == sheet.casefold()), None)
    if found is None:
        raise BadFile(file, "no_sheet", ", ".join(one.sheet for one in sheets))
    return found


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadValue(field="missing-leave", value=text or "", reason="not_a_date") from None


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise BadFile(file, "missing") from None
    except OSError as error:
        raise BadFile(file, "unreadable", error.strerror or "") from error


def _object(file: Path, plan: RosterPlan, names: dict[str, str], seconds: float) -> dict[str, Any]:
    refused = [_line_object(problem.line, line_sentence(problem)) for problem in plan.refused]
    return {
        "file": str(file),
        "seconds": round(seconds, 3),
        "new": len(plan.with_outcome(RosterOutcome.NEW)),
        "changed": len(plan.with_outcome(RosterOutcome.CHANGED)),
        "unchanged": len(plan.with_outcome(RosterOutcome.UNCHANGED)),
        "repaired": 0,
        "refused": len(plan.with_outcome(RosterOutcome.ASK)) + len({problem.line for problem in plan.refused}),
        "items": [
            {
                "uid": item.facts.external_ref or item.facts.email,
                "summary": item.facts.full_name,
                "outcome": _OUTCOMES[item.outcome],
                "detail": _detail(item, names),
                "start": None,
                "end": None,
            }
            for item in plan.items
        ]
        + refused,
        "left_out": [{"line": one.line, "detail": no_person_text(one)} for one in plan.others],
        "missing": [names[key] for key in plan.missing],
    }


def _line_object(line: int, detail: str) -> dict[str, Any]:
    return {
        "uid": "", "summary": f"line {line}", "outcome": "refused", "detail": detail, "start": None, "end": None,
    }  # fmt: skip


def _refused_object(file: Path, problem: BadLines, seconds: float) -> dict[str, Any]:
    items = [_line_object(line.line, line_sentence(line)) for line in problem.lines]
    counts = {"new": 0, "changed": 0, "unchanged": 0, "repaired": 0, "refused": len(items)}
    return {"file": str(file), "seconds": round(seconds, 3), **counts, "items": items, "left_out": [], "missing": []}


def _detail(item: RosterItem, names: dict[str, str]) -> str:
    if item.outcome is RosterOutcome.ASK:
        if item.twin:
            return f"The same name stands in line {item.twin}. Decide in the window, or repeat with --near-as-new."
        near = ", ".join(names[key] for key in item.near if key in names)
        return f"The name is close to {near}. Decide in the window, or repeat with --near-as-new."
    return " ".join(f"{change.field}: “{change.before}” → “{change.after}”." for change in item.changes)


def _print_plan(file: Path, table: CsvTable, plan: RosterPlan, names: dict[str, str]) -> None:
    counts = ", ".join(f"{len(plan.with_outcome(outcome))} {_OUTCOMES[outcome]}" for outcome in RosterOutcome)
    click.echo(f"{file.name}{f', sheet “{table.sheet}”' if table.sheet else ''}: {counts}")
    if plan.encoding_guessed:
        click.echo("  The letters are no valid Unicode; they were read as Western European.")
    if plan.ignored_columns:
        click.echo(f"  Columns not used: {', '.join(plan.ignored_columns)}")
    for item in plan.items:
        detail = _detail(item, names)
        if detail:
            click.echo(f"  line {item.line}, {_OUTCOMES[item.outcome]}: {item.facts.full_name}. {detail}")
    for problem in plan.refused:
        click.echo(f"  {line_sentence(problem)}")
    for one in plan.others:
        click.echo(f"  line {one.line}, left out: {one.value} ({no_person_text(one)})")
    if plan.missing:
        what = "Not in the list, last day set" if plan.leave_on else "Not in the list, unchanged"
        click.echo(f"  {what}: {', '.join(names[key] for key in plan.missing)}")
