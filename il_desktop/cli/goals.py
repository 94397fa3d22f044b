"""`goals`: where every goal stands, as text or as JSON for other programs."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from il_desktop.cli.options import file_option, json_option, open_file, print_json
from il_desktop.domain.clock import wall_now
from il_desktop.domain.metrics.goals import GoalStatus
from il_desktop.domain.metrics.rounding import half_up
from il_desktop.queries.goals import GoalLine, GoalList, GoalNode, VisionHead, goal_list
from il_desktop.queries.settings import settings
from il_desktop.wording.format import duration_text
from il_desktop.wording.goals import KIND_WORDS, NOTHING_PUT_IN, STATE_WORDS, STATUS_WORDS, change_text, pace_text

if TYPE_CHECKING:
    from il_desktop.queries.goal_figures import Figures

_DIGITS = 4


@click.command("goals")
@json_option
@file_option
def goals(path: Path | None, *, as_json: bool) -> None:
    """List the goals with strategies and steps, and where each one stands today."""
    with open_file(path, read_only=True) as desk:
        chosen = desk.read(settings)
        today = wall_now(desk.clock, chosen.tz).day
        found = desk.read(goal_list, today)
    if as_json:
        print_json(goals_object(found, today, chosen.min_n))
        return
    for line in found.goals:
        for text in _lines(line):
            click.echo(text)
    if not found.goals:
        click.echo("No goal is written down yet.", err=True)


def goals_object(found: GoalList, today: date, min_n: int) -> dict[str, Any]:
    """Return the promised shape; rates of fewer than `min_n` people are left out."""
    return {
        "date": today.isoformat(),
        "vision": _vision(found.vision) if found.vision else None,
        "goals": [_goal(line, found, min_n) for line in found.goals],
    }


def _vision(vision: VisionHead) -> dict[str, Any]:
    return {
        "version": vision.version,
        "statement": vision.statement,
        "adopted_on": _day(vision.adopted_on),
        "review_due_on": _day(vision.review_due_on),
        "is_review_overdue": vision.is_overdue,
    }


def _goal(line: GoalLine, found: GoalList, min_n: int) -> dict[str, Any]:
    node, figures = line.node, line.figures
    status = figures.standing.status if figures else GoalStatus.NO_TARGET
    return {
        **_node(node),
        "rank": node.rank,
        "domain": node.domain or None,
        "status": str(status),
        "target": _target(figures, min_n) if figures else None,
        "minutes": {"planned": line.minutes.planned, "kept": line.minutes.kept, "unknown": line.minutes.unknown},
        "is_starved": line.is_starved,
        "is_without_resources": line.is_bare,
        "parts": [_part(child, found) for child in node.children],
    }


def _part(node: GoalNode, found: GoalList) -> dict[str, Any]:
    minutes = found.ledger.of([member.id for member in node.family()]) if found.ledger else None
    spent = {"planned": minutes.planned, "kept": minutes.kept, "unknown": minutes.unknown} if minutes else None
    return {**_node(node), "minutes": spent, "parts": [_part(child, found) for child in node.children]}


def _node(node: GoalNode) -> dict[str, Any]:
    return {
        "id": node.id,
        "kind": node.kind,
        "title": node.title,
        "state": node.state,
        "owner": node.owner or None,
        "due_on": _day(node.due_on),
        "done_on": _day(node.done_on),
    }


def _target(figures: Figures, min_n: int) -> dict[str, Any]:
    target, standing, last = figures.target, figures.standing, figures.last
    sizes = [group.rate.whole for group in figures.groups]
    if last is not None and last.denominator is not None:
        sizes.append(last.denominator)
    is_hidden = any(size < min_n for size in sizes)
    shown = last if not is_hidden else None
    return {
        "measure": target.measure,
        "unit": "points" if figures.gap else target.unit,
        "better": target.better,
        "baseline": _number(target.baseline),
        "aim": _number(target.aim),
        "stretch": _number(target.stretch),
        "baseline_on": _day(target.baseline_on),
        "due_on": _day(target.due_on),
        "current": _number(shown.value) if shown else None,
        "current_on": _day(last.on) if last else None,
        "is_hidden": is_hidden,
        "progress": None if is_hidden else _number(standing.progress),
        "pace": None if is_hidden else _number(standing.pace),
    }


def _lines(line: GoalLine) -> list[str]:
    node, figures = line.node, line.figures
    change = ""
    if figures is not None:
        unit = "points" if figures.gap else figures.target.unit
        change = change_text(figures.target.baseline, figures.target.aim, unit)
    status = STATUS_WORDS[figures.standing.status if figures else GoalStatus.NO_TARGET]
    stands = status if node.state == "active" else STATE_WORDS[node.state]
    pace = pace_text(figures.standing) if figures else ""
    time = f"{duration_text(line.minutes.kept)} kept" if line.minutes.kept else ""
    starved = NOTHING_PUT_IN if line.is_bare else "starved" if line.is_starved else ""
    rank = f"{node.rank}." if node.rank else "–"
    title = f"{rank} {node.title} {change}".strip()
    found = [" · ".join(part for part in (title, stands, pace, time, starved) if part)]
    for child in node.children:
        found += _part_lines(child, 1)
    return found


def _part_lines(node: GoalNode, depth: int) -> list[str]:
    state = "done" if node.is_done else f"due {node.due_on}" if node.due_on else "open"
    found = [f"{'   ' * depth}{KIND_WORDS.get(node.kind, 'Part')}: {node.title} · {state}"]
    for child in node.children:
        found += _part_lines(child, depth + 1)
    return found


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(half_up(value, _DIGITS))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
