"""Commands about planning: a week of the school file, or a bare problem file."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path
from typing import Any

import click

from il_desktop.cli.options import DayType, file_option, json_option, print_json
from il_desktop.domain.errors import BadFile, BadProblem
from il_desktop.planning.problem import Answer, Problem
from il_desktop.wording.format import count_text


class _Seconds(click.FloatRange):
    """A number of seconds; “nan” is none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the seconds."""
        seconds = super().convert(value, param, ctx)
        if math.isnan(seconds):
            self.fail(f"“{value}” is not a number of seconds.", param, ctx)
        return seconds


@click.command()
@click.option(
    "--problem",
    "problem_file",
    metavar="FILE.json",
    type=click.Path(path_type=Path),
    help="A problem file, as docs/planner.md describes it; “-” reads standard input.",
)
@click.option("--week", metavar="DATE", type=DayType(), help="Any day of the week of the school file to plan.")
@file_option
@click.option(
    "--apply", "is_applied", is_flag=True, help="With --week: write the plan, as one step that can be undone."
)
@click.option(
    "--solver",
    type=click.Choice(("auto", "search", "highs")),
    default="auto",
    help="auto proves with HiGHS where it is installed; search needs nothing.",
)
@click.option(
    "--time-limit",
    metavar="SECONDS",
    type=_Seconds(min=0.01, max=3600),
    default=3.0,
    help="When to stop and give the best answer so far (3 seconds).",
)
@click.option("--seed", metavar="N", type=click.IntRange(min=0), default=0, help="Another number, another search.")
@json_option
def plan(  # noqa: PLR0913  one argument for each option
    problem_file: Path | None,
    week: date | None,
    path: Path | None,
    solver: str,
    time_limit: float,
    seed: int,
    *,
    is_applied: bool,
    as_json: bool,
) -> None:
    """Plan: find a place for every block, the important ones first, with as few moves as possible.

    --week plans a week of the school file, --problem a bare problem.
    """
    if (week is None) == (problem_file is None):
        raise click.UsageError(message="Say either --week DATE or --problem FILE.json.")
    if problem_file is None:
        from il_desktop.cli.plan_week import plan_week_of  # noqa: PLC0415  a bare problem needs no file

        plan_week_of(path, week, (solver, time_limit, seed), is_applied=is_applied, as_json=as_json)
        return
    if path is not None or is_applied:
        raise click.UsageError(message="--file and --apply go with --week, not with --problem.")
    from il_desktop.planning.solve import solve  # noqa: PLC0415  other commands plan nothing

    problem = _read(problem_file)
    answer = solve(problem, solver, time_limit=time_limit, seed=seed)
    if as_json:
        print_json(answer_object(problem, answer))
        return
    for line in _lines(problem, answer):
        click.echo(line)


def answer_object(problem: Problem, answer: Answer) -> dict[str, Any]:
    """Return an answer in its public form."""
    return {
        "status": "optimal" if answer.is_optimal else "feasible",
        "solver": answer.solver,
        "seconds": round(answer.seconds, 3),
        "placements": {key: list(problem.pair(start)) for key, start in answer.placements.items()},
        "dropped": list(answer.dropped),
        "moved": answer.moved,
        "tiers": list(answer.tiers),
        "bounds": list(answer.bounds),
    }


def _read(path: Path) -> Problem:
    from il_desktop.planning.reading import MAX_BYTES, read_problem  # noqa: PLC0415  other commands plan nothing

    try:
        with click.open_file(str(path), "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise BadFile(path, "missing") from error
    except OSError as error:
        raise BadFile(path, "unreadable") from error
    if len(data) > MAX_BYTES:
        raise BadFile(path, "too_large", f"{MAX_BYTES // 1024 // 1024} MB")
    try:
        return read_problem(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadProblem(reason="not_json") from error


def _lines(problem: Problem, answer: Answer) -> list[str]:
    """Return the answer for people: one line a block in order of time, then what found no place, then the sums."""
    found: list[str] = []
    for key, start in sorted(answer.placements.items(), key=lambda item: item[1]):
        block = problem.by_id[key]
        day, slot = problem.pair(start)
        note = f"  moved from {_where(problem, block.previous)}" if block.previous not in (None, start) else ""
        found.append(f"day {day}  {slot:3}-{slot + block.length:<3}  P{block.priority}  {key}{note}")
    found += [f"no place      P{problem.by_id[key].priority}  {key}" for key in answer.dropped]
    proved = "proved: no better plan exists" if answer.is_optimal else "the best found in the time"
    shifted, distance = (count_text(number, "slot", "slots") for number in answer.tiers[5:])
    placed = f"{len(answer.placements)} of {count_text(len(problem.blocks), 'block', 'blocks')} placed"
    found.append(f"{placed}, {answer.moved} moved, {shifted} shifted, {distance} from the ideal; {proved}.")
    return found


def _where(problem: Problem, slot: int | None) -> str:
    return "" if slot is None else "day {}, {}".format(*problem.pair(slot))
