"""The command that brings in results: readings of measures."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import Any

import click

from il_desktop import commands
from il_desktop.cli.options import DayType, file_option, json_option, open_file, print_json
from il_desktop.domain.clock import wall_now
from il_desktop.domain.errors import BadFile, BadLines
from il_desktop.domain.reading_plan import ReadingItem, ReadingOutcome, ReadingPlan
from il_desktop.domain.uncollected import uncollected
from il_desktop.interchange.csv_readings import Wish, columns_of, plan_readings, read_results
from il_desktop.queries.readings import reading_basis
from il_desktop.queries.settings import settings
from il_desktop.wording.problems import line_sentence
from il_desktop.wording.readings import change_text, left_out_sentence, numbers_text, reading_name


@click.command("readings")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen, write nothing.")
@click.option("--measure", default="", help="The measure of rows that name none.")
@click.option("--on", type=DayType(), default=None, metavar="DATE", help="The day of rows that name none.")
@click.option("--window", default="", help="The assessment window of rows that name none.")
@click.option("--dimension", default="", help="What the groups are, where no column says: grade level, program, …")
@click.option("--new-measures", is_flag=True, help="Make the measures that the file does not have.")
@click.option("--day-first", is_flag=True, help="Read 3/9/2025 as 3 September.")
@json_option
@file_option
def import_readings(  # noqa: PLR0913  one parameter an option
    file: Path,
    path: Path | None,
    *,
    dry_run: bool,
    measure: str,
    on: date | None,
    window: str,
    dimension: str,
    new_measures: bool,
    day_first: bool,
    as_json: bool,
) -> None:
    """Bring results (CSV) in as readings of measures, as one step that the window can undo.

    A row a reading, a column for each window, a column for each level, or a percentage beside the number tested. A list
    with a bad line is not brought in at all; every bad line is named. Lists of single students are refused.
    """
    begun = time.perf_counter()
    wish = Wish(measure, on, window, dimension, new_measures, day_first)
    with uncollected(), open_file(path, read_only=dry_run) as desk:
        table = read_results(_bytes_of(file), file)
        chosen = desk.read(settings)
        basis = desk.read(reading_basis, wall_now(desk.clock, chosen.tz).day)
        try:
            plan = plan_readings(table, columns_of(table, basis), basis, wish)
        except BadLines as problem:
            if as_json:
                print_json([_refused(file, problem, time.perf_counter() - begun)])
            raise
        if plan.writes and not dry_run:
            desk.run(commands.readings.import_readings, plan)
    if as_json:
        print_json([_object(file, plan, time.perf_counter() - begun)])
        return
    _print(file, plan)


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise BadFile(file, "missing") from None
    except OSError as error:
        raise BadFile(file, "unreadable", error.strerror or "") from error


def _object(file: Path, plan: ReadingPlan, seconds: float) -> dict[str, Any]:
    counts = {outcome.value: plan.count(outcome) for outcome in ReadingOutcome}
    return {
        "file": str(file),
        "seconds": round(seconds, 3),
        **counts,
        "repaired": 0,
        "refused": 0,
        "items": [_item(item) for item in plan.items],
        "new_measures": [measure.name for measure in plan.new_measures],
        "left_out": list(plan.left_out),
    }


def _item(item: ReadingItem) -> dict[str, Any]:
    detail = change_text(item) if item.outcome is ReadingOutcome.CHANGED else numbers_text(*item.facts.numbers)
    return {
        "uid": item.reading_id,
        "summary": reading_name(item.facts),
        "outcome": item.outcome.value,
        "detail": detail,
        "start": item.facts.read_on.isoformat(),
        "end": None,
    }


def _refused(file: Path, problem: BadLines, seconds: float) -> dict[str, Any]:
    items = [
        {"uid": "", "summary": f"line {line.line}", "outcome": "refused", "detail": line_sentence(line), "start": None,
         "end": None}
        for line in problem.lines
    ]  # fmt: skip
    counts = {"new": 0, "changed": 0, "unchanged": 0, "repaired": 0, "refused": len(items)}
    return {
        "file": str(file), "seconds": round(seconds, 3), **counts, "items": items, "new_measures": [], "left_out": []
    }  # fmt: skip


def _print(file: Path, plan: ReadingPlan) -> None:
    counts = ", ".join(f"{plan.count(outcome)} {outcome.value}" for outcome in ReadingOutcome)
    click.echo(f"{file.name}: {counts}")
    if plan.encoding_guessed:
        click.echo("  The letters are no valid Unicode; they were read as Western European.")
    if plan.ignored_columns:
        click.echo(f"  Columns not used: {', '.join(plan.ignored_columns)}")
    if plan.new_measures:
        click.echo(f"  New measures: {', '.join(measure.name for measure in plan.new_measures)}")
    if plan.left_out:
        click.echo(f"  {left_out_sentence(plan.left_out)}")
    for item in plan.items:
        if item.outcome is ReadingOutcome.CHANGED:
            click.echo(f"  line {item.line}, changed: {reading_name(item.facts)}. {change_text(item)}")
