"""What gaps between groups say in words. Numbers come exact and are rounded here; what is told is decided before."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from il_desktop.domain.metrics.rounding import shown
from il_desktop.domain.privacy import ALONG
from il_desktop.wording.format import count_text, list_text
from il_desktop.wording.goals import interval_text

if TYPE_CHECKING:
    from il_desktop.domain.gaps import GapTable, GapView
    from il_desktop.domain.metrics.rate_gap import RateGap
    from il_desktop.domain.privacy import Told

HIDDEN = "hidden"
NONE = "\N{EN DASH}"
FULL_VIEW = "For your eyes: every number, small groups included. Nothing of this view leaves the file."
SHARED_VIEW = "What others get to see: exactly this leaves the file, in every form."


def table_name(table: GapTable) -> str:
    """Name a table of groups: measure, dimension and grade."""
    by = f"by {table.dimension}" if table.dimension else "by group"
    return f"{table.measure}, {f'grade {table.grade}, ' if table.grade else ''}{by}"


def short_name(table: GapTable) -> str:
    """Name a table of groups in a list: what goes without saying is left out."""
    extra = [f"grade {table.grade}"] if table.grade else []
    extra += [f"by {table.dimension}"] if table.dimension not in ("", "group") else []
    return ", ".join([table.measure, *extra])


def rate_cell(told: Told) -> str:
    """Write a rate as it is told: `57.7 %`, `<5 %`, `hidden`; a dash where there is no reading."""
    if told.hidden:
        return HIDDEN
    if told.code:
        return f"{told.code} %"
    if told.part is None or not told.whole:
        return NONE
    return f"{shown(Fraction(100 * told.part, told.whole))} %"


def size_cell(told: Told) -> str:
    """Write how many people a rate is of."""
    if told.hidden:
        return HIDDEN
    return NONE if told.whole is None else str(told.whole)


def gap_cell(gap: RateGap | None) -> str:
    """Write a difference in points with its sign."""
    if gap is None:
        return NONE
    points = shown(abs(gap.points))
    return points if gap.points >= 0 else f"\N{MINUS SIGN}{points}"


def interval_cell(gap: RateGap | None) -> str:
    """Write both ends of the 95 % interval."""
    if gap is None:
        return NONE
    return f"{shown(Fraction(gap.low))} to {shown(Fraction(gap.high))}".replace("-", "\N{MINUS SIGN}")


def headline(view: GapView) -> str:
    """Say the widest gap of a view, how sure it is, and how it moved."""
    gap = view.gap
    if gap is None:
        return f"{view.table.measure}: {_nothing(view)}"
    last = view.points[-1]
    side = "above" if gap.points >= 0 else "below"
    sentence = (
        f"{view.table.measure}: {view.first} is {shown(abs(gap.points))} points {side} {view.second} "
        f"({last.label}; {interval_text(gap.low, gap.high)})."
    )
    if gap.low <= 0 <= gap.high:
        sentence += " The interval holds 0, so this may be chance."
    return f"{sentence} {movement(view)}"


def movement(view: GapView) -> str:
    """Say how the gap moved since its first window, and that two windows are no trend."""
    if view.gap is None or len(view.points) < 2:
        return "One window only: how it moves cannot be said yet."
    first = view.points[0]
    moved = abs(view.gap.points) - abs(first.gap.points)
    if shown(moved) == "0.0":
        words = f"It is as wide as in {first.label}."
    else:
        words = f"It has {'widened' if moved > 0 else 'narrowed'} by {shown(abs(moved))} points since {first.label}."
    if view.slope is None:
        return f"{words} Two windows: too few for a trend."
    return f"{words} Trend over {len(view.points)} windows: {_signed(view.slope)} points a week."


def privacy_note(view: GapView) -> str:
    """Say what is hidden in a shared view and why, or what would be."""
    least = view.table.min_n
    rule = (
        f"Groups of fewer than {least} people are hidden, and with them the next smallest where they could be worked"
        " out from the total. Rates up to 5 % are told as <5 %, from 95 % as >95 %, without their counts."
    )
    if not view.hides:
        return f"{rule} No group here is that small."
    small = [name for name, why in view.hides if why != ALONG]
    along = [name for name, why in view.hides if why == ALONG]
    if view.is_shared:
        return f"{rule} {count_text(len(view.hides), 'group is', 'groups are')} hidden here."
    would = [list_text(small)] if small else []
    would += [f"{list_text(along)} to cover" if small else list_text(along)] if along else []
    return f"{rule} The shared view hides {' and '.join(would)}."


def _nothing(view: GapView) -> str:
    if not view.table.moments:
        return "no reading yet."
    if view.is_shared:
        return "no two groups can be compared here without telling too much."
    return "only one group has a reading in the newest window."


def _signed(value: Fraction) -> str:
    text = shown(abs(value), 2)
    return f"{'+' if value > 0 else chr(0x2212)}{text}" if text != "0.00" else text
