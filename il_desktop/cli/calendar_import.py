"""`import ics`: calendars coming in, each told event by event."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import click

from il_desktop import commands
from il_desktop.cli.options import file_option, json_option, open_file, print_json
from il_desktop.commands.desk import Desk
from il_desktop.domain.errors import BadFile
from il_desktop.domain.uncollected import uncollected
from il_desktop.interchange.ics.preview import ImportItem, ImportOutcome, ImportPreview
from il_desktop.queries.settings import settings
from il_desktop.wording.import_findings import findings_text
from il_desktop.wording.problems import problem_sentence


@click.command("ics")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen, write nothing.")
@click.option("--theirs", is_flag=True, help="Where you and the sender changed the same field, take the sender's.")
@json_option
@file_option
def import_ics(files: tuple[Path, ...], path: Path | None, *, dry_run: bool, theirs: bool, as_json: bool) -> None:
    """Bring iCalendar files in. Each file is one step that the window can undo."""
    answers: list[dict[str, Any]] = []
    failed = False
    with open_file(path, read_only=dry_run) as desk, uncollected():
        for file in files:
            begun = time.perf_counter()
            try:
                preview = _import_one(desk, file, dry_run=dry_run, theirs=theirs)
            except BadFile as problem:
                click.echo(problem_sentence(problem), err=True)
                answers.append(_import_object(file, ImportPreview(file.name, ()), time.perf_counter() - begun))
                failed = True
                continue
            if as_json:
                answers.append(_import_object(file, preview, time.perf_counter() - begun))
            else:
                _print_preview(file, preview)
    if as_json:
        print_json(answers)
    if failed:
        raise click.exceptions.Exit(1)


def _import_one(desk: Desk, file: Path, *, dry_run: bool, theirs: bool) -> ImportPreview:
    from il_desktop.interchange import worker  # noqa: PLC0415  other commands read no calendars
    from il_desktop.queries.import_known import import_preview  # noqa: PLC0415  same

    reading = worker.begin(file, desk.cached(settings).tz)
    if not dry_run:
        commands.first_import  # noqa: B018  loaded while the other process reads
    read = reading.result()
    preview = desk.read(import_preview, read, file.name)
    if preview.writes and not dry_run:
        desk.backup_now()
        if preview.adds_only:
            desk.run(commands.first_import.bring_in, preview)
        else:
            desk.run(commands.transfer.import_events, preview, theirs=theirs)
    return preview


def _import_object(file: Path, preview: ImportPreview, seconds: float) -> dict[str, Any]:
    return {
        "file": str(file),
        "seconds": round(seconds, 3),
        "new": preview.count(ImportOutcome.NEW),
        "changed": preview.count(ImportOutcome.CHANGED),
        "unchanged": preview.count(ImportOutcome.UNCHANGED),
        "repaired": preview.repaired,
        "refused": preview.count(ImportOutcome.REFUSED),
        "items": [_item_object(item) for item in preview.shown],
    }


def _item_object(item: ImportItem) -> dict[str, Any]:
    return {
        "uid": item.event.uid,
        "summary": item.event.summary,
        "outcome": item.outcome.value,
        "detail": _detail(item),
        "start": item.start or None,
        "end": item.end or None,
    }


def _detail(item: ImportItem) -> str:
    changes = f"Changed: {', '.join(item.changes)}. " if item.changes else ""
    both = " ".join(f"[{each.field}: yours “{each.mine}”, theirs “{each.theirs}”]" for each in item.conflicts)
    return f"{changes}{findings_text(item.findings)} {both}".strip()


def _print_preview(file: Path, preview: ImportPreview) -> None:
    counts = ", ".join(f"{preview.count(outcome)} {outcome.value}" for outcome in ImportOutcome)
    click.echo(f"{file.name}: {counts}")
    for finding in preview.findings:
        click.echo(f"  {findings_text([finding])}")
    for name, number in preview.others:
        click.echo(f"  {number} x {name}: not imported")
    for item in preview.shown:
        detail = _detail(item)
        if detail and item.outcome is not ImportOutcome.UNCHANGED:
            click.echo(f"  line {item.event.line}, {item.outcome.value}: {item.event.summary}. {detail}")
