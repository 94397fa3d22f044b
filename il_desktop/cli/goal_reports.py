"""`report strategy` and `report goals`: the plan on one page, and all goals in full. Names only when asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from il_desktop import commands
from il_desktop.cli.options import file_option, open_file, school_words
from il_desktop.cli.papers import write_paper
from il_desktop.domain.clock import wall_now

if TYPE_CHECKING:
    from il_desktop.domain.goal_pages import GoalPages
    from il_desktop.reports.paper import Paper
    from il_desktop.wording.format import Words

_AUDIENCES = ("me", "office", "staff", "district", "public")


def _report_options(function: Callable[..., None]) -> Callable[..., None]:
    options = (
        click.option("-o", "--output", "out", metavar="OUT", required=True, type=click.Path(path_type=Path),
                     help="The file to write: .pdf, .docx, .xlsx or .html."),
        click.option("--size", type=click.Choice(("letter", "a4")), default="letter", show_default=True,
                     help="The paper."),
        click.option("--audience", type=click.Choice(_AUDIENCES), default="staff", show_default=True,
                     help="Who will read it, for the log of exports."),
        click.option("--with-names", is_flag=True, help="Owners, and names in texts; for “me” and “office” alone."),
        file_option,
    )  # fmt: skip
    for option in reversed(options):
        function = option(function)
    return function


@click.command("strategy")
@_report_options
def report_strategy(*, out: Path, size: str, audience: str, with_names: bool, path: Path | None) -> None:
    """Write the plan on one page: vision, goals, targets, strategies, indicators, milestones."""

    def fill(pages: GoalPages, words: Words) -> Paper:
        from il_desktop.wording.papers_goals import strategy_paper, strategy_sheet  # noqa: PLC0415  one report a run

        is_sheet = out.suffix.lower() == ".xlsx"
        return strategy_sheet(pages, words) if is_sheet else strategy_paper(pages, size, words)

    _write(fill, out, audience, path, with_names=with_names)


@click.command("goals")
@_report_options
def report_goals(*, out: Path, size: str, audience: str, with_names: bool, path: Path | None) -> None:
    """Write all goals in full: target, readings, trend, strategies, what was put in; those at risk first."""

    def fill(pages: GoalPages, words: Words) -> Paper:
        from il_desktop.wording.charts_goals import pictures_of  # noqa: PLC0415  one report a run
        from il_desktop.wording.papers_goals import goals_paper  # noqa: PLC0415  same

        pictures = pictures_of(pages, words) if out.suffix.lower() != ".xlsx" else None
        return goals_paper(pages, size, words, pictures)

    _write(fill, out, audience, path, with_names=with_names)


def _write(
    fill: Callable[[GoalPages, Words], Paper], out: Path, audience: str, path: Path | None, *, with_names: bool
) -> None:
    from il_desktop.queries.goal_pages import goal_pages  # noqa: PLC0415  one report a run
    from il_desktop.queries.settings import settings  # noqa: PLC0415  same

    if with_names and audience not in ("me", "office"):
        raise click.UsageError(message="Names are for “me” and “office” alone: add --audience me, or leave them out.")
    with open_file(path) as desk:
        if desk.refusal is not None:
            raise desk.refusal  # every export is noted in the file, so it must be writable
        pages = desk.read(goal_pages, wall_now(desk.clock, desk.cached(settings).tz).day, with_names=with_names)
        written = write_paper(fill(pages, school_words(desk)), out)
        desk.run(
            commands.exports.log_export,
            written.path.name,
            written.sha256,
            audience,
            kind=out.suffix.lower().lstrip("."),
            with_names=with_names,
            suppressed_cells=pages.hidden,
        )
    click.echo(f"Wrote {written.path.name}.")
