"""The calendar going out: a plain copy, or a tagged file that the ledger remembers; beforehand what would go out."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from il_desktop import commands
from il_desktop.cli.options import check_range, file_option, json_option, open_file, print_json, range_options
from il_desktop.commands.desk import Desk
from il_desktop.domain.clock import wall_now
from il_desktop.interchange.ics.records import Audience
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.settings import settings
from il_desktop.wording import preflight as words
from il_desktop.wording.format import count_text

if TYPE_CHECKING:
    from il_desktop.queries.export_prepare import Prepared

_CATEGORIES = {"I": "instructional", "M": "management", "P": "personal"}


@click.command("ics")
@range_options
@click.option(
    "--audience",
    type=click.Choice([audience.value for audience in Audience]),
    default=Audience.ME.value,
    show_default=True,
    help="Who will read it; decides what it says.",
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(path_type=Path, allow_dash=True),
    help="- prints it.",
)
@click.option(
    "--choice",
    type=click.Choice(["all", "new", "changed"]),
    help="For Outlook: a whole calendar, only what is new, or new and changed. Remembered. Without it: a plain copy.",
)
@click.option("--preflight", "is_preflight", is_flag=True, help="Say what would go out, write nothing.")
@json_option
@file_option
def export_ics(  # noqa: PLR0913  one for each option of the command
    first: date,
    last: date,
    audience: str,
    output: Path | None,
    path: Path | None,
    *,
    choice: str | None,
    is_preflight: bool,
    as_json: bool,
) -> None:
    """Write the days FROM to TO as a calendar file for Outlook and others."""
    check_range(first, last)
    _check_output(output, is_preflight=is_preflight, as_json=as_json)
    with open_file(path, read_only=is_preflight) as desk:
        if desk.refusal is not None and not is_preflight:
            raise desk.refusal  # every export is noted in the file, so it must be writable
        prepared = _prepare(desk, first, last, audience, choice)
        if output is not None and not is_preflight:
            _write(desk, prepared, output)
    if as_json:
        print_json(_object(prepared, output, is_preflight=is_preflight))
    elif is_preflight:
        _print(prepared)
    else:
        _report(prepared)


def _check_output(output: Path | None, *, is_preflight: bool, as_json: bool) -> None:
    if output is None and not is_preflight:
        raise click.UsageError(message="Say where the calendar goes with -o, or ask with --preflight.")
    if as_json and str(output) == "-":
        raise click.UsageError(message="The calendar and its JSON cannot both be printed: give -o a file.")


def _prepare(desk: Desk, first: date, last: date, audience: str, choice: str | None) -> Prepared:
    from il_desktop.interchange.ics.ledger import Choice  # noqa: PLC0415  other commands write no calendars
    from il_desktop.queries.export_prepare import Wish, prepare  # noqa: PLC0415  same

    wish = Wish(first, last, Audience(audience), Choice(choice) if choice else None)
    values = desk.cached(settings)
    today = wall_now(desk.clock, values.tz).day
    return desk.read(prepare, wish, calendar=desk.cached(school_calendar), tz=values.tz, today=today)


def _write(desk: Desk, prepared: Prepared, output: Path) -> None:
    from il_desktop.interchange import files  # noqa: PLC0415  other commands write no calendars
    from il_desktop.interchange.ics.write import join, write_calendar  # noqa: PLC0415  same

    if str(output) == "-":
        data = join(write_calendar(prepared.plan))
        sha256 = hashlib.sha256(data).hexdigest()
        click.echo(data, nl=False)
    else:
        sha256 = files.write_private(output, write_calendar(prepared.plan)).sha256
    name = output.name or "-"
    note = prepared.note(name, sha256)
    if note is None:
        desk.run(commands.exports.log_export, name, sha256, prepared.wish.audience.value)
    else:
        desk.run(commands.exports.note_export, note)


def _report(prepared: Prepared) -> None:
    wish, plan = prepared.wish, prepared.plan
    entries = count_text(plan.count, "entry", "entries")
    click.echo(f"Exported {entries} for “{wish.audience.value}”, {wish.first} to {wish.last}.", err=True)
    if plan.flattened:
        blocks = count_text(plan.flattened, "repeating block", "repeating blocks")
        click.echo(f"{blocks} went out date by date: Outlook has no such repetition.", err=True)
    if prepared.tag:
        click.echo(f"Its category is “{prepared.tag}”.", err=True)
    _print_old(prepared, err=True)


def _print(prepared: Prepared) -> None:
    found, delta = prepared.preflight, prepared.delta
    counts = [(_CATEGORIES[category.value], number) for category, number in found.counts]
    click.echo(words.count_sentence(found.total, counts))
    if prepared.wish.choice:
        numbers = (len(delta.new), len(delta.changed), len(delta.same), len(delta.gone))
        click.echo(words.delta_sentence(*numbers))
    for finding in found.findings:
        click.echo(words.finding_sentence(finding.kind.value, finding.title, finding.number))
    for text in found.texts:
        described = f" — {text.description}" if text.description else ""
        click.echo(f"  {text.number} x {text.summary}{described} ({words.BUSY_WORDS[text.busy]})")
    _print_old(prepared, err=False)


def _print_old(prepared: Prepared, *, err: bool) -> None:
    old = prepared.delete_first
    if not old:
        return
    click.echo(words.delete_first_sentence(len(old)), err=err)
    for known in old:
        click.echo(f"  {words.old_entry_text(known.entry.start, known.entry.title, known.tag)}", err=err)


def _object(prepared: Prepared, output: Path | None, *, is_preflight: bool) -> dict[str, Any]:
    wish, found, delta = prepared.wish, prepared.preflight, prepared.delta
    return {
        "file": None if output is None or is_preflight else str(output),
        "from": wish.first.isoformat(),
        "to": wish.last.isoformat(),
        "audience": wish.audience.value,
        "choice": wish.choice.value if wish.choice else None,
        "tag": prepared.tag or None,
        "entries": prepared.plan.count,
        "dates": found.total,
        "categories": {_CATEGORIES[category.value]: number for category, number in found.counts},
        "new": len(delta.new),
        "changed": len(delta.changed),
        "unchanged": len(delta.same),
        "withdrawn": len(delta.gone),
        "findings": [
            {
                "kind": each.kind.value,
                "title": each.title,
                "number": each.number,
                "sentence": words.finding_sentence(each.kind.value, each.title, each.number),
            }
            for each in found.findings
        ],
        "texts": [
            {"summary": each.summary, "description": each.description, "busy": each.busy.lower(), "dates": each.number}
            for each in found.texts
        ],
        "delete_first": [
            {"start": each.entry.start, "title": each.entry.title, "tag": each.tag} for each in prepared.delete_first
        ],
    }
