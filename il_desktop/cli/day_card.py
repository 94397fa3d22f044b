"""`report day` and `changes`: the printed card of a day, and what changed since another one."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import click

from il_desktop.cli.options import DayType, file_option, json_option, open_file, print_json
from il_desktop.cli.papers import write_paper
from il_desktop.domain.clock import wall_now
from il_desktop.domain.walltime import WallTime
from il_desktop.domain.zones import to_instant
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.settings import settings as settings_query


@click.command("day")
@click.option("-o", "--output", "out", metavar="OUT", required=True, type=click.Path(path_type=Path),
              help="The file to write: .pdf, .docx, .xlsx or .html.")  # fmt: skip
@click.option("--date", "day", type=DayType(), metavar="DATE", help="The day; else today.")
@click.option("--size", type=click.Choice(("letter", "a4")), default="letter", show_default=True, help="The paper.")
@click.option("--with-names", is_flag=True, help="Your own titles, places and first contacts; keep it with you.")
@file_option
def report_day(out: Path, day: date | None, size: str, path: Path | None, *, with_names: bool) -> None:
    """Write the card of a day on one page: blocks, what is protected, what is owed; without names unless asked."""
    from il_desktop import commands  # noqa: PLC0415  one report a run
    from il_desktop.queries.day_card import day_card  # noqa: PLC0415  same
    from il_desktop.wording.day_card import day_card_paper  # noqa: PLC0415  same

    with open_file(path) as desk:
        if desk.refusal is not None:
            raise desk.refusal  # every export is noted in the file, so it must be writable
        values, calendar = desk.cached(settings_query), desk.cached(school_calendar)
        now = wall_now(desk.clock, values.tz)
        card = desk.read(day_card, day or now.day, now, calendar, values, with_names=with_names)
        lines = tuple((line.span, line.words, line.place, line.level, line.all_day) for line in card.lines)
        paper = day_card_paper(
            card.school_name, card.school, lines, card.owed, card.waiting, card.topics, with_names=with_names,
            size=size,
        )  # fmt: skip
        written = write_paper(paper, out)
        kind = out.suffix.lower().lstrip(".")
        desk.run(commands.exports.log_export, out.name, written.sha256, "me", kind=kind, with_names=with_names)
    click.echo(f"Wrote {out.name}.", err=True)


@click.command("changes")
@click.option("--since", type=DayType(), metavar="DATE", help="From the beginning of this day; else of yesterday.")
@file_option
@json_option
def changes(since: date | None, path: Path | None, *, as_json: bool) -> None:
    """List what changed since a day, newest first, and what of it the front office asked for."""
    from il_desktop.queries.changes import changes_since  # noqa: PLC0415  other commands read no journal
    from il_desktop.wording.steps import step_sentence  # noqa: PLC0415  same

    with open_file(path, read_only=True) as desk:
        values = desk.cached(settings_query)
        first = since or wall_now(desk.clock, values.tz).day - timedelta(days=1)
        found = desk.read(changes_since, to_instant(WallTime(first, 0), values.tz))
    lines = [
        {"at": line.label.made_at, "by": "office" if line.by_office else "me", "what": step_sentence(line.label)}
        for line in found
    ]
    if as_json:
        print_json(lines)
        return
    for line in lines:
        who = "  (office)" if line["by"] == "office" else ""
        click.echo(f"{line['at'][:16].replace('T', ' ')}Z  {line['what']}{who}")
    if not lines:
        click.echo(f"Nothing changed since {first}.", err=True)
