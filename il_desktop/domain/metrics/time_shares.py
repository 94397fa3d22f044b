"""Shares of time: instructional share, block integrity, interruption ratio and minutes split over goals.

All in whole minutes and exact fractions; where minutes come from (plan or what happened) is the caller's choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from il_desktop.domain.light import NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction  # brings `decimal`, 3 ms: the first picture counts in whole minutes


class Share(NamedTuple):
    """A part of a whole in minutes; `unknown` minutes are never guessed into it, `outside` ones are known."""

    part: int
    whole: int
    unknown: int = 0
    outside: int = 0

    @property
    def value(self) -> Fraction | None:
        """The share from 0 to 1, None when nothing is known."""
        return _exact(self.part, self.whole) if self.whole else None

    @property
    def unknown_value(self) -> Fraction | None:
        """The unknown minutes as a part of all minutes, known and unknown."""
        every = self.whole + self.outside + self.unknown
        return _exact(self.unknown, every) if every else None

    def percent(self, digits: int = 1) -> float | None:
        """Return the share in percent, rounded half up for display."""
        return _percent(self.part, self.whole, digits) if self.whole else None


def rounded_percent(value: Fraction | None, digits: int = 1) -> float | None:
    """Round a share half up to percent with `digits` decimals; None stays None."""
    return None if value is None else _percent(value.numerator, value.denominator, digits)


def _percent(part: int, whole: int, digits: int) -> float:
    scale = 10**digits
    return (200 * scale * part + whole) // (2 * whole) / scale


def _exact(part: int, whole: int) -> Fraction:
    from fractions import Fraction  # noqa: PLC0415  see above

    return Fraction(part, whole)


def instructional_share(instructional: int, management: int, personal: int = 0, unknown: int = 0) -> Share:
    """Return I / (I + M) in minutes; personal time is outside the share."""
    return Share(instructional, instructional + management, unknown, personal)


def block_integrity(planned: int, kept_inside: int) -> Share:
    """Return minutes kept inside the planned interval / planned minutes; a block kept elsewhere counts 0 here."""
    return Share(kept_inside, planned)


def interruption_ratio(blocks: int, hit: int) -> Share:
    """Return blocks that were displaced or interrupted at least once / blocks."""
    return Share(hit, blocks)


def slots_to_schedule(target: int, blocks: int, hit: int) -> int | None:
    """Return how many slots to plan so that `target` are likely kept: ceil(target / (1 - hit/blocks)), in integers.

    None when every block was hit: too few are kept to say. Without any history the target itself.
    """
    if blocks == 0:
        return target
    if hit >= blocks:
        return None
    return -(-target * blocks // (blocks - hit))


def split_minutes(minutes: int, shares_pct: Sequence[int]) -> list[int]:
    """Split minutes over goals by percent and the rest to "no goal" (last), by largest remainder; the sum is exact.

    Ties go to the earlier goal, "no goal" comes last. Shares over 100 in sum raise ValueError.
    """
    return split_weighted(minutes, shares_pct, 100)


def split_weighted(minutes: int, weights: Sequence[int], whole: int) -> list[int]:
    """Split minutes by parts of a whole and the rest to "no goal" (last), by largest remainder; the sum is exact.

    The weights of a meeting are the minutes of its agenda. More weight than the whole raises ValueError.
    """
    rest = whole - sum(weights)
    if whole <= 0 or rest < 0 or any(weight < 0 for weight in weights):
        raise ValueError(weights, whole)
    wanted = [minutes * weight for weight in (*weights, rest)]
    parts = [amount // whole for amount in wanted]
    order = sorted(range(len(wanted)), key=lambda place: -(wanted[place] % whole))
    for place in order[: minutes - sum(parts)]:
        parts[place] += 1
    return parts
