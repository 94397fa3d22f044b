"""What was read as the draft that a command takes."""

from __future__ import annotations

from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.quick_add.result import QuickBlock
from il_desktop.domain.series_draft import SeriesDraft
from il_desktop.domain.walltime import Span, WallTime

FALLBACK_KIND = "office_work"


def block_draft(block: QuickBlock, start: WallTime) -> BlockDraft:
    """Return the block as it is to be added at `start`, its own or the next free one; there it leaves its period."""
    return BlockDraft(
        block.title,
        block.kind.key if block.kind else FALLBACK_KIND,
        start,
        start.plus(block.minutes),
        block.protection,
        place=block.place,
        note=block.note,
        all_day=block.all_day,
        goals=block.goals,
        people=tuple(person.id for person in block.people),
        period_code=block.period if start == block.start else "",
    )


def series_draft(block: QuickBlock, start: WallTime) -> SeriesDraft:
    """Return the series as it is to be added."""
    return SeriesDraft(
        block.title,
        block.kind.key if block.kind else FALLBACK_KIND,
        start,
        block.minutes,
        block.rule,
        block.rule_kind,
        block.until_on,
        protection=block.protection,
        goals=block.goals,
        people=tuple(person.id for person in block.people),
        place=block.place,
        note=block.note,
    )


def wanted_span(block: QuickBlock) -> Span | None:
    """Return the time of the block, or of a series' first occurrence."""
    return Span.of(block.start, block.minutes) if block.start else None
