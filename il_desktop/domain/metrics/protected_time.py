"""Protected instructional minutes: planned, kept and unknown, never guessed.

Planned is the union of Instructional blocks at Guarded or higher, inside instructional hours, on contact days.
"""

from __future__ import annotations

from collections.abc import Iterable

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.light import NamedTuple
from il_desktop.domain.walltime import Span, WallTime, merge, overlap_minutes, union_minutes


class PlannedBlock(NamedTuple):
    """What the figure needs of one block; `is_open` means its outcome was not recorded yet."""

    span: Span
    category: Category
    protection: Protection
    is_open: bool = True

    @property
    def is_protected(self) -> bool:
        """Whether the block counts as protected instructional time."""
        return self.category is Category.INSTRUCTIONAL and self.protection >= Protection.GUARDED


class ProtectedMinutes(NamedTuple):
    """Minutes of one day or more. `unknown` are past planned minutes whose outcome nobody recorded."""

    planned: int = 0
    kept: int = 0
    unknown: int = 0

    def plus(self, other: ProtectedMinutes) -> ProtectedMinutes:
        """Add another day's minutes."""
        return ProtectedMinutes(self.planned + other.planned, self.kept + other.kept, self.unknown + other.unknown)


def protected_minutes(
    hours: Span | None, blocks: Iterable[PlannedBlock], actual: Iterable[Span], now: WallTime | None = None
) -> ProtectedMinutes:
    """Return the figures of one day. `hours` are its instructional hours, None on a day without students.

    `actual` are instructional spans that really happened. Without `now` nothing counts as past.
    """
    if hours is None:
        return ProtectedMinutes()
    protected = [block for block in blocks if block.is_protected]
    planned = _inside(hours, (block.span for block in protected))
    if not planned:
        return ProtectedMinutes()
    happened = merge(actual)
    kept = overlap_minutes(planned, happened)
    unknown = 0
    if now is not None and hours.start < now:
        past = Span(hours.start, min(now, hours.end))
        settled = merge([*happened, *(block.span for block in protected if not block.is_open)])
        open_spans = _inside(past, _inside(hours, (block.span for block in protected if block.is_open)))
        unknown = union_minutes(open_spans) - overlap_minutes(open_spans, settled)
    return ProtectedMinutes(union_minutes(planned), kept, unknown)


def _inside(hours: Span, spans: Iterable[Span]) -> list[Span]:
    return [shared for span in merge(spans) if (shared := span.meet(hours)) is not None]
