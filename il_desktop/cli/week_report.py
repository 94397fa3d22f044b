"""`report week`: the printed week, as a page of its own as PDF, or day by day as .docx, .xlsx or .html."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from il_desktop.cli.options import DayType, file_option, open_file
from il_desktop.cli.papers import write_paper
from il_desktop.domain.clock import wall_now
from il_desktop.interchange.files import WrittenFile, write_private
from il_desktop.interchange.ics.records import Audience
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.settings import settings as settings_query

if TYPE_CHECKING:
    from il_desktop.commands.desk import Desk


@click.command("week")
@click.option("-o", "--output", "out", metavar="OUT", required=True, type=click.Path(path_type=Path),
              help="The file to write: .pdf, .docx, .xlsx or .html.")  # fmt: skip
@click.option("--week", "day", type=DayType(), metavar="DATE", help="Any day of the week; else this week.")
@click.option("--audience", type=click.Choice([audience.value for audience in Audience]), default=Audience.ME.value,
              show_default=True, help="Who will read it; decides what it says.")  # fmt: skip
@click.option("--with-names", is_flag=True, help="Your own titles and places; for “me” and “office” alone.")
@click.option("--size", type=click.Choice(("letter", "a4")), help="The paper; else as the settings have it.")
@file_option
def report_week(
    out: Path, day: date | None, audience: str, size: str | None, path: Path | None, *, with_names: bool
) -> None:
    """Write a week on one page: days with bells, blocks by time, marked so that no colour is needed to read them."""
    from il_desktop import commands  # noqa: PLC0415  one report a run

    with open_file(path) as desk:
        if desk.refusal is not None:
            raise desk.refusal  # every export is noted in the file, so it must be writable
        reader = Audience(audience)
        written = _write(desk, day, reader, size, out, with_names=with_names)
        named = with_names and reader in (Audience.ME, Audience.OFFICE)
        kind = out.suffix.lower().lstrip(".")
        desk.run(commands.exports.log_export, out.name, written.sha256, audience, kind=kind, with_names=named)
    click.echo(f"Wrote {out.name}.", err=True)


def _write(
    desk: Desk, day: date | None, audience: Audience, size: str | None, out: Path, *, with_names: bool
) -> WrittenFile:
    from il_desktop.queries.week_print import week_print  # noqa: PLC0415  one report a run
    from il_desktop.reports.week_sheet import week_bytes  # noqa: PLC0415  same
    from il_desktop.wording.week_sheet import week_paper, week_sheet  # noqa: PLC0415  same

    values, calendar = desk.cached(settings_query), desk.cached(school_calendar)
    day = day or wall_now(desk.clock, values.tz).day
    first = day - timedelta(days=(day.weekday() - values.first_weekday) % 7)
    last = first + timedelta(days=6)
    found = desk.read(week_print, first, last, calendar, values, audience, with_names=with_names)
    number, paper_size = calendar.school_week(last) or 0, size or values.paper_size
    if out.suffix.lower() == ".pdf":
        sheet = week_sheet(found, (values.work_start_min, values.work_end_min), number, size=paper_size)
        return write_private(out, [week_bytes(sheet, out)])
    return write_paper(week_paper(found, number, size=paper_size), out)
