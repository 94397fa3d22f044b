"""Where the blocks of some days stood in the plan as first made, as far as they are not there any more."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from il_desktop.domain.protection import GIVEN_UP
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.queries.cards import cards_between
from il_desktop.queries.review import stable_ref
from il_desktop.store.reader import Reader

# A date of a series is named `series@date`, with a period after it where its rule goes by bells.
_FIRST = """
    SELECT p.block_ref, p.starts_local, p.ends_local,
           coalesce(b.title, r.title, s.title, a.name)
    FROM plan_baseline p JOIN activity_type a ON a.id = p.activity_type_id
    LEFT JOIN time_block b ON b.id = p.block_ref
    LEFT JOIN time_block r ON r.series_id = substr(p.block_ref, 1, 36) AND r.occurrence_on = substr(p.block_ref, 38, 10)
      AND ifnull('@' || r.period_code, '') = substr(p.block_ref, 48)
    LEFT JOIN block_series s ON s.id = substr(p.block_ref, 1, 36)
    WHERE p.is_added = 0 AND p.starts_local < :after AND p.ends_local > :first ORDER BY p.starts_local, p.block_ref
"""
_KEPT = "SELECT count(*) FROM plan_baseline WHERE starts_local < :after AND ends_local > :first"


class FirstPlace(NamedTuple):
    """Where a block first stood that moved, was given up or is gone; a deleted one goes by its kind."""

    title: str
    span: Span


class FirstPlan(NamedTuple):
    """What is left of the first plan of some days; `is_kept` says whether there is one at all."""

    is_kept: bool
    places: tuple[FirstPlace, ...]


def first_plan(reader: Reader, first: date, days: int, calendar: SchoolCalendar) -> FirstPlan:
    """Return the first places on `days` dates from `first` on whose blocks moved, were given up or are gone."""
    params = {"first": f"{first}T00:00", "after": f"{first + timedelta(days=days)}T00:00"}
    if not reader.value(_KEPT, params):
        return FirstPlan(is_kept=False, places=())
    here = {stable_ref(card): card for card in cards_between(reader, first, days, calendar)}
    places = []
    for ref, starts, ends, title in reader.rows(_FIRST, params):
        span, card = Span(WallTime.parse(starts), WallTime.parse(ends)), here.get(ref)
        if card is None or card.span != span or card.state in GIVEN_UP:
            places.append(FirstPlace(title, span))
    return FirstPlan(is_kept=True, places=tuple(places))
