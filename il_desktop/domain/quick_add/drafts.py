"""What was read as the draft that a command takes."""

from __future__ import annotations

from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.quick_add.result import QuickBlock
from il_desktop.domain.series_draft import SeriesDraft
from il_desktop.domain.walltime import Span, WallTime

FALLBACK_KIND = "office_work"


def block_draft(block: QuickBlock, start: WallTime) -> BlockDraft:
    """Return the block as it is to be added at `start`, its own or the next free one."""
    return BlockDraft(
        block.title,
        block.kind.key if block.kind else FALLBACK_KIND,
        start,
        start.plus(block.minutes),
        block.protection,
        place=block.place,
        all_day=block.all_day,
        goals=block.goals,
    )


def series_draft(block: QuickBlock, start: WallTime) -> SeriesDraft:
    """Return the series as it is to be added. A series keeps no place of its own, so the title keeps it."""
    return SeriesDraft(
        ", ".join(part for part in (block.title, block.place) if part),
        block.kind.key if block.kind else FALLBACK_KIND,
        start,
        block.minutes,
        block.rule,
        block.rule_kind,
        block.until_on,
        protection=block.protection,
        goals=block.goals,
    )


def wanted_span(block: QuickBlock) -> Span | None:
    """Return the time of the block, or of a series' first occurrence."""
    return Span.of(block.start, block.minutes) if block.start else None
