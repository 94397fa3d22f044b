"""The calendar going out: a plain copy, a tagged file that the ledger remembers, a table; beforehand what would go."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from il_desktop import commands
from il_desktop.cli.options import (
    check_range,
    file_option,
    json_option,
    open_file,
    print_json,
    range_options,
)
from il_desktop.commands.desk import Desk
from il_desktop.domain.blocks import Category
from il_desktop.domain.clock import wall_now
from il_desktop.interchange.ics.records import Audience, Scope
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.settings import settings
from il_desktop.wording import preflight as words
from il_desktop.wording.format import count_text

if TYPE_CHECKING:
    from il_desktop.interchange.csv_events import DateForm
    from il_desktop.interchange.files import WrittenFile
    from il_desktop.queries.export_files import Kind
    from il_desktop.queries.export_prepare import Prepared, Wish

_CATEGORIES = {"I": "instructional", "M": "management", "P": "personal"}
_KINDS = "SELECT DISTINCT key FROM activity_type"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What every export command is asked for."""

    first: date
    last: date
    audience: str
    categories: tuple[str, ...]
    output: Path | None
    path: Path | None
    with_names: bool
    as_json: bool


def _export_options(function: Callable[..., None]) -> Callable[..., None]:
    """Add the options that all exports share; the command gets them as `asked`."""

    @functools.wraps(function)
    def gathered(**values: Any) -> None:
        names = _Asked.__dataclass_fields__
        asked = _Asked(**{name: values.pop(name) for name in names})
        check_range(asked.first, asked.last)
        function(asked, **values)

    options: list[Callable[[Any], Any]] = [
        range_options,
        click.option(
            "--audience",
            type=click.Choice([audience.value for audience in Audience]),
            default=Audience.ME.value,
            show_default=True,
            help="Who will read it; decides what it says.",
        ),
        click.option(
            "--category",
            "categories",
            multiple=True,
            metavar="CATEGORY",
            help="instructional, management, personal or the key of an activity type; may be repeated.",
        ),
        click.option(
            "--with-names", is_flag=True, help="Your own titles, places and people too; for “me” and “office” alone."
        ),
        click.option(
            "-o",
            "--output",
            metavar="OUT",
            type=click.Path(path_type=Path, allow_dash=True),
            help="- prints it.",
        ),
        json_option,
        file_option,
    ]
    return functools.reduce(lambda made, option: option(made), reversed(options), gathered)


@click.command("ics")
@_export_options
@click.option(
    "--choice",
    type=click.Choice(["all", "new", "changed"]),
    help="For Outlook: a whole calendar, only what is new, or new and changed. Remembered. Without it: a plain copy.",
)
@click.option("--no-alarms", is_flag=True, help="Leave the reminders out.")
@click.option("--by-term", is_flag=True, help="One file for each term; the first day is added to the name.")
@click.option("--preflight", "is_preflight", is_flag=True, help="Say what would go out, write nothing.")
def export_ics(asked: _Asked, *, choice: str | None, no_alarms: bool, by_term: bool, is_preflight: bool) -> None:
    """Write the days FROM to TO as a calendar file for Outlook and others."""
    _check_output(asked, is_preflight=is_preflight)
    if by_term and str(asked.output) == "-":
        raise click.UsageError(message="Several files cannot be printed: give -o a name.")
    with open_file(asked.path, read_only=is_preflight) as desk:
        if desk.refusal is not None and not is_preflight:
            raise desk.refusal  # every export is noted in the file, so it must be writable
        wish = _wish(desk, asked, choice, with_alarms=not no_alarms)
        prepared = _prepare(desk, wish)
        if asked.output is not None and not is_preflight:
            if by_term:
                _write_terms(desk, wish, asked)
                return
            _note(desk, prepared, _write(desk, prepared, asked.output))
    if asked.as_json:
        print_json(_object(prepared, asked.output, is_preflight=is_preflight))
    elif is_preflight:
        _print(prepared)
    else:
        _report(prepared)


@click.command("csv")
@_export_options
@click.option(
    "--dates",
    type=click.Choice(["us", "uk", "iso"]),
    default="us",
    show_default=True,
    help="01/16/2026 1:05:00 PM, 16/01/2026 13:05:00 or 2026-01-16 13:05:00: as Windows writes them there.",
)
def export_csv(asked: _Asked, *, dates: str) -> None:
    """Write the days FROM to TO as a table for the import wizard of classic Outlook."""
    from il_desktop.interchange.csv_events import DateForm  # noqa: PLC0415  other commands write no tables
    from il_desktop.queries.export_files import Kind  # noqa: PLC0415  same

    _export_table(asked, Kind.CSV, DateForm(dates))


@click.command("xlsx")
@_export_options
def export_xlsx(asked: _Asked) -> None:
    """Write the days FROM to TO as an Excel workbook."""
    from il_desktop.interchange.csv_events import DateForm  # noqa: PLC0415  other commands write no tables
    from il_desktop.queries.export_files import Kind  # noqa: PLC0415  same

    if str(asked.output) == "-":
        raise click.UsageError(message="A workbook cannot be printed: give -o a name.")
    _export_table(asked, Kind.XLSX, DateForm.ISO)


def _export_table(asked: _Asked, kind: Kind, form: DateForm) -> None:
    _check_output(asked, is_preflight=False)
    with open_file(asked.path) as desk:
        if desk.refusal is not None:
            raise desk.refusal
        prepared = _prepare(desk, _wish(desk, asked, None, with_alarms=True))
        if asked.output is not None:
            written = _write(desk, prepared, asked.output, kind, form)
            _note(desk, prepared, written, kind)
    if asked.as_json:
        print_json({**_object(prepared, asked.output, is_preflight=False), "entries": prepared.preflight.total})
    else:
        rows = count_text(prepared.preflight.total, "row", "rows")
        click.echo(f"Exported {rows} for “{asked.audience}”, {asked.first} to {asked.last}.", err=True)


def _check_output(asked: _Asked, *, is_preflight: bool) -> None:
    if asked.output is None and not is_preflight:
        raise click.UsageError(message="Say where the file goes with -o, or ask with “ics --preflight”.")
    if asked.as_json and str(asked.output) == "-":
        raise click.UsageError(message="The calendar and its JSON cannot both be printed: give -o a file.")
    if asked.with_names and asked.audience not in (Audience.ME, Audience.OFFICE):
        raise click.BadParameter(
            message="Names are for “me” and “office” alone; staff and the public get general words.",
            param_hint="--with-names",
        )


def _wish(desk: Desk, asked: _Asked, choice: str | None, *, with_alarms: bool) -> Wish:
    from il_desktop.interchange.ics.ledger import Choice  # noqa: PLC0415  other commands write no calendars
    from il_desktop.queries.export_prepare import Wish  # noqa: PLC0415  same

    names = {name: Category(letter) for letter, name in _CATEGORIES.items()}
    keys = [each for each in asked.categories if each not in names]
    known = {row[0] for row in desk.read(lambda reader: reader.rows(_KINDS))} if keys else set()
    for key in keys:
        if key not in known:
            raise click.BadParameter(
                message=f"“{key}” is neither instructional, management or personal nor an activity type.",
                param_hint="--category",
            )
    scope = Scope(
        frozenset(names[each] for each in asked.categories if each in names),
        frozenset(keys),
        with_names=asked.with_names,
        with_alarms=with_alarms,
    )
    return Wish(
        asked.first,
        asked.last,
        Audience(asked.audience),
        Choice(choice) if choice else None,
        scope,
        windows_names=desk.cached(settings).windows_zone_names,
    )


def _prepare(desk: Desk, wish: Wish) -> Prepared:
    from il_desktop.queries.export_prepare import prepare  # noqa: PLC0415  other commands write no calendars

    values = desk.cached(settings)
    today = wall_now(desk.clock, values.tz).day
    return desk.read(prepare, wish, calendar=desk.cached(school_calendar), tz=values.tz, today=today)


def _write(
    desk: Desk, prepared: Prepared, output: Path, kind: Kind | None = None, form: DateForm | None = None
) -> WrittenFile:
    from il_desktop.interchange.csv_events import DateForm  # noqa: PLC0415  other commands write no calendars
    from il_desktop.queries import export_files  # noqa: PLC0415  same

    kind, form, tz = kind or export_files.Kind.ICS, form or DateForm.US, desk.cached(settings).tz
    if str(output) != "-":
        return export_files.write_file(output, prepared, kind, tz=tz, form=form)
    click.echo(export_files.as_bytes(export_files.pieces(prepared, kind, tz=tz, form=form)), nl=False)
    return export_files.printed(prepared, kind, tz=tz, form=form)


def _note(desk: Desk, prepared: Prepared, written: WrittenFile, kind: Kind | None = None, number: int = 0) -> None:
    """Note the export in the file: in the ledger what was tagged, in the log everything else."""
    from il_desktop.queries.export_files import term_note  # noqa: PLC0415  other commands write no calendars

    note = term_note(prepared, written, number)
    if note is not None:
        desk.run(commands.exports.note_export, note)
        return
    wish = prepared.wish
    desk.run(
        commands.exports.log_export,
        written.path.name or "-",
        written.sha256,
        wish.audience.value,
        kind=kind.value if kind else "ics",
        with_names=wish.allowed.with_names,
    )


def _write_terms(desk: Desk, wish: Wish, asked: _Asked) -> None:
    """Write one file for each term that the dates touch."""
    from il_desktop.queries.export_files import term_path  # noqa: PLC0415  other commands write no calendars
    from il_desktop.queries.export_prepare import term_ranges  # noqa: PLC0415  same

    ranges = desk.read(term_ranges, wish.first, wish.last) or ((wish.first, wish.last),)
    answers: list[dict[str, Any]] = []
    for number, (first, last) in enumerate(ranges):
        prepared = _prepare(desk, replace(wish, first=first, last=last, dated=True))
        path = term_path(asked.output or Path("calendar.ics"), first)
        _note(desk, prepared, _write(desk, prepared, path), None, number)
        answers.append(_object(prepared, path, is_preflight=False))
        if not asked.as_json:
            _report(prepared)
    if asked.as_json:
        print_json(answers)


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
    if prepared.terms:
        click.echo(f"{words.large_sentence(prepared.plan.count, len(prepared.terms))} Add --by-term.")
    for finding in found.findings:
        click.echo(words.finding_sentence(finding.kind.value, finding.title, finding.number))
    for text in found.texts:
        described = f" — {text.description}" if text.description else ""
        placed = f", {text.place}" if text.place else ""
        click.echo(f"  {text.number} x {text.summary}{placed}{described} ({words.BUSY_WORDS[text.busy]})")
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
        "with_names": wish.allowed.with_names,
        "choice": wish.choice.value if wish.choice else None,
        "tag": prepared.tag or None,
        "entries": prepared.plan.count,
        "dates": found.total,
        "terms": [[first.isoformat(), last.isoformat()] for first, last in prepared.terms],
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
            {
                "summary": each.summary,
                "description": each.description,
                "place": each.place,
                "busy": each.busy.lower(),
                "dates": each.number,
            }
            for each in found.texts
        ],
        "delete_first": [
            {"start": each.entry.start, "title": each.entry.title, "tag": each.tag} for each in prepared.delete_first
        ],
    }
