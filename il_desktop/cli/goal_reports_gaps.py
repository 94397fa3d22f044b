"""`report gaps` and `report ninety-days`: papers that hold only what may be told."""

from __future__ import annotations

from pathlib import Path

import click

from il_desktop import commands
from il_desktop.cli.options import file_option, open_file
from il_desktop.cli.papers import write_paper
from il_desktop.commands.desk import Desk
from il_desktop.domain.clock import wall_now
from il_desktop.domain.gaps import gap_view
from il_desktop.domain.text import search_key
from il_desktop.queries.gaps import gap_tables, told_gaps
from il_desktop.queries.ninety import told_ninety
from il_desktop.queries.settings import settings
from il_desktop.reports.paper import SIZES, Paper
from il_desktop.wording.gaps import table_name
from il_desktop.wording.papers_gaps import gaps_paper, ninety_paper

AUDIENCE = click.Choice(["me", "office", "staff", "district", "public"])
_OUT = click.option(
    "-o", "--output", "out", type=click.Path(path_type=Path), required=True, help="A .pdf, .docx, .xlsx or .html file."
)
_SIZE = click.option("--size", type=click.Choice(SIZES), default="letter", show_default=True, help="The paper.")
_FOR = click.option("--audience", type=AUDIENCE, default="staff", show_default=True, help="Noted in the export log.")


@click.command("gaps")
@_OUT
@_SIZE
@_FOR
@click.option("--measure", "names", multiple=True, help="Only this measure; may be repeated.")
@file_option
def report_gaps(out: Path, size: str, audience: str, names: tuple[str, ...], path: Path | None) -> None:
    """Write rates by group with their differences, small groups hidden."""
    with open_file(path) as desk:
        chosen = desk.read(settings)
        today = wall_now(desk.clock, chosen.tz).day
        tables = desk.read(gap_tables, today)
        wanted = {search_key(name) for name in names}
        if missing := [name for name in names if search_key(name) not in {search_key(t.measure) for t in tables}]:
            message = f"No measure “{missing[0]}” was read by group."
            raise click.UsageError(message)
        views = [
            gap_view(told, is_shared=True)
            for own, told in zip(tables, desk.read(told_gaps, today), strict=True)
            if not wanted or search_key(own.measure) in wanted
        ]
        paper = gaps_paper(views, chosen.school_name, today, size=size)
        hidden = sum(view.hidden for view in views)
        _write(desk, paper, out, audience, hidden)
    for view in views:
        if view.hidden:
            click.echo(f"{table_name(view.table)}: {view.hidden} cells are not told.", err=True)


@click.command("ninety-days")
@_OUT
@_SIZE
@_FOR
@click.option("--with-names", is_flag=True, help="Name the owners.")
@file_option
def report_ninety_days(out: Path, size: str, audience: str, path: Path | None, *, with_names: bool) -> None:
    """Write what is due or to be reviewed in the next 90 days."""
    with open_file(path) as desk:
        chosen = desk.read(settings)
        found = desk.read(told_ninety, wall_now(desk.clock, chosen.tz).day, with_names=with_names)
        paper = ninety_paper(found, chosen.school_name, size=size, with_names=with_names)
        _write(desk, paper, out, audience, 0, with_names=with_names)


def _write(desk: Desk, paper: Paper, out: Path, audience: str, hidden: int, *, with_names: bool = False) -> None:
    written = write_paper(paper, out)
    desk.run(
        commands.exports.log_export,
        written.path.name,
        written.sha256,
        audience,
        kind=out.suffix.lower().removeprefix("."),
        with_names=with_names,
        suppressed_cells=hidden,
    )
