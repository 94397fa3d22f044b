"""A week of the school file planned from the command line: shown, or written as one step."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from il_desktop import commands
from il_desktop.cli.options import open_file, print_json
from il_desktop.commands.desk import Desk
from il_desktop.domain.clock import wall_now
from il_desktop.domain.proposal import Line
from il_desktop.domain.walltime import Span
from il_desktop.planning.proposing import Planned, plan_week
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.planning import Ask, planned_dates, week_facts
from il_desktop.queries.review import week_start
from il_desktop.queries.settings import settings as settings_query
from il_desktop.wording.format import Words
from il_desktop.wording.planner import NOTHING, OVER, figures_lines, line_spoken, proof_text, sum_text, unplaced_text
from il_desktop.wording.steps import step_sentence


def plan_week_of(
    path: Path | None, day: date | None, how: tuple[str, float, int], *, is_applied: bool, as_json: bool
) -> None:
    """Plan the week of a date; `how` is solver, time limit and seed. Raises UserFacingError."""
    with open_file(path, read_only=not is_applied) as desk:
        settings, calendar = desk.read(settings_query), desk.read(school_calendar)
        now, words = wall_now(desk.clock, settings.tz), Words(h24=settings.clock_24h)
        first = week_start(day or now.day, settings)
        if not planned_dates(first, now, calendar):
            click.echo(OVER, err=True)
            return
        facts = desk.read(week_facts, Ask(first), now, calendar, settings)
        solver, time_limit, seed = how
        planned = plan_week(facts, solver, time_limit=time_limit, seed=seed)
        is_done = is_applied and bool(planned.proposal.lines)
        if is_done:
            desk.run(commands.planning.accept_proposal, planned.proposal, [line.key for line in planned.proposal.lines])
        if as_json:
            print_json(_object(planned, is_applied=is_done))
            return
        for line in _lines(planned, words):
            click.echo(line)
        if is_done:
            click.echo(_told(desk, words), err=True)


def _told(desk: Desk, words: Words) -> str:
    step = desk.history().undo
    return f"{step_sentence(step, words)}." if step is not None else ""


def _lines(planned: Planned, words: Words) -> list[str]:
    proposal = planned.proposal
    found = [line_spoken(line, words) for line in proposal.lines]
    found += [f"No place, {each.wanted.title}, {unplaced_text(each, words)}" for each in proposal.unplaced]
    if not found:
        return [NOTHING]
    found += [f"{name}: {before} -> {after}" for name, before, after in figures_lines(proposal.before, proposal.after)]
    return [*found, f"{sum_text(proposal)} {proof_text(proposal)}"]


def _object(planned: Planned, *, is_applied: bool) -> dict[str, Any]:
    """Return a proposal in its public form."""
    from il_desktop.cli.plans import answer_object  # noqa: PLC0415  it brings this module in

    proposal = planned.proposal
    return {
        "week": proposal.week_on.isoformat(),
        "applied": is_applied,
        "lines": [_line_object(line) for line in proposal.lines],
        "unplaced": [
            {"title": each.wanted.title, "minutes": each.wanted.minutes, "why": unplaced_text(each)}
            for each in proposal.unplaced
        ],
        "before": proposal.before._asdict(),
        "after": proposal.after._asdict(),
        "answer": answer_object(planned.week.problem, planned.answer),
    }


def _line_object(line: Line) -> dict[str, Any]:
    return {
        "id": line.key,
        "action": line.action.value,
        "kind": line.wanted.work.value,
        "title": line.wanted.title,
        "before": _span(line.before),
        "after": _span(line.after),
        "period": line.period_code,
        "places": line.places,
        "why": line_spoken(line),
    }


def _span(span: Span | None) -> list[str] | None:
    return None if span is None else [span.start.iso(), span.end.iso()]
