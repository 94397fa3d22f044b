"""A whole list of results as one step. What the list means was decided before, in `interchange`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from il_desktop.domain.errors import NotFound
from il_desktop.domain.reading_plan import ReadingItem, ReadingOutcome, ReadingPlan
from il_desktop.domain.text import search_key
from il_desktop.models.goals import Measure, Reading
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

Progress = Callable[[int, int], None]  # readings written, readings in all; may raise to stop, nothing is written then
_PIECE = 2_000


@operation("readings.import")
def import_readings(tx: Tx, plan: ReadingPlan, progress: Progress | None = None) -> int:
    """Write all new and changed readings of a list, and the measures it brings along; return how many readings."""
    measures = _measures(tx.session, plan)
    writes = plan.writes
    new = [item for item in writes if item.outcome is ReadingOutcome.NEW]
    changed = [item for item in writes if item.outcome is ReadingOutcome.CHANGED]
    names = {item.facts.measure for item in new}
    ids = {name: measures.get(search_key(name), "") for name in names}
    for done, piece in _pieces(new):
        tx.insert_rows("reading", [_row(item, ids) for item in piece])
        if progress is not None:
            progress(done, len(writes))
    for done, piece in _pieces(changed):
        _change(tx.session, piece)
        if progress is not None:
            progress(len(new) + done, len(writes))
    tx.say(new=len(new), changed=len(changed), measures=len(plan.new_measures))
    return len(writes)


def _measures(session: Session, plan: ReadingPlan) -> dict[str, str]:
    """Make the measures that are not there, and return all ids by name."""
    for made in plan.new_measures:
        session.add(
            Measure(
                name=made.name, family="other", timing="lagging", unit=made.unit, source="other", levels=made.levels
            )
        )
    session.flush()
    return {search_key(name): key for key, name in session.execute(select(Measure.id, Measure.name))}


def _row(item: ReadingItem, measures: dict[str, str]) -> dict[str, Any]:
    facts = item.facts
    measure = measures[facts.measure]
    if not measure:
        raise NotFound(kind="measure", key=facts.measure)
    return {
        "measure_id": measure,
        "window_id": facts.window_id or None,
        "read_on": facts.read_on.isoformat(),
        "group_dim": facts.group_dim or None,
        "group_name": facts.group_name or None,
        "grade": facts.grade or None,
        "level": facts.level or None,
        "numerator": facts.numerator,
        "denominator": facts.denominator,
        "value": facts.value,
    }


def _change(session: Session, items: list[ReadingItem]) -> None:
    rows = {
        row.id: row
        for start in range(0, len(items), 500)
        for row in session.scalars(
            select(Reading).where(Reading.id.in_([item.reading_id for item in items[start : start + 500]]))
        )
    }
    for item in items:
        row = rows.get(item.reading_id)
        if row is None:
            raise NotFound(kind="reading", key=item.reading_id)
        row.numerator, row.denominator, row.value = item.facts.numbers


def _pieces(items: list[ReadingItem]) -> Iterator[tuple[int, list[ReadingItem]]]:
    for start in range(0, len(items), _PIECE):
        piece = items[start : start + _PIECE]
        yield start + len(piece), piece
