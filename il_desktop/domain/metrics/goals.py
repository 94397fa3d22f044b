"""How far a goal is: progress, pace, computed status, aim line, and what "by 10 %" may mean.

All numbers are exact fractions; rounding belongs to whoever shows them. Time is any number line that both ends
share: school weeks where the school year is known, days otherwise (the caller chooses). The status bands are
settings without a published source.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from il_desktop.domain.light import NamedTuple


class GoalStatus(StrEnum):
    """What the readings say about a goal, never what somebody feels about it; NOT_TOLD is for papers that hide it."""

    NO_TARGET = "no_target"
    BASELINE_ONLY = "baseline_only"
    OFF_TRACK = "off_track"
    AT_RISK = "at_risk"
    ON_TRACK = "on_track"
    MET = "met"
    NOT_TOLD = "not_told"


class PaceBands(NamedTuple):
    """Least pace that still counts as on track and as at risk; below both a goal is off track."""

    on_track: Fraction = Fraction(9, 10)
    at_risk: Fraction = Fraction(6, 10)


@dataclass(frozen=True, slots=True)
class AimLine:
    """The straight way from the baseline to the aim. `start` and `end` are times on one number line, `end` later."""

    start: Fraction
    baseline: Fraction
    end: Fraction
    aim: Fraction

    def __post_init__(self) -> None:
        if self.end <= self.start or self.aim == self.baseline:
            raise ValueError(self.start, self.end, self.baseline, self.aim)

    def at(self, moment: Fraction) -> Fraction:
        """Value of the line at a time inside its ends; outside it stays level."""
        return self.baseline + (self.aim - self.baseline) * self.elapsed(moment)

    def elapsed(self, moment: Fraction) -> Fraction:
        """Share of the way in time, 0 to 1."""
        share = (moment - self.start) / (self.end - self.start)
        return min(max(share, Fraction(0)), Fraction(1))

    def progress(self, current: Fraction) -> Fraction:
        """Share of the wanted change that is done, below 0 when it got worse and above 1 beyond the aim."""
        return progress(self.baseline, self.aim, current)

    def ahead(self, moment: Fraction, current: Fraction) -> Fraction:
        """How much better than the line a value is, in the measure's unit; negative when it lags."""
        lead = current - self.at(moment)
        return lead if self.aim > self.baseline else -lead


class Standing(NamedTuple):
    """Where a goal stands at its last reading. `progress` and `elapsed` are shares; `pace` is their ratio."""

    status: GoalStatus
    progress: Fraction | None = None
    elapsed: Fraction | None = None
    pace: Fraction | None = None


def progress(baseline: Fraction, aim: Fraction, current: Fraction) -> Fraction:
    """Return (current - baseline) ÷ (aim - baseline), for aims up or down; raise ValueError for equal ends."""
    if aim == baseline:
        raise ValueError(aim)
    return (current - baseline) / (aim - baseline)


def standing(line: AimLine | None, last: tuple[Fraction, Fraction] | None, bands: PaceBands | None = None) -> Standing:
    """Judge the last reading (time, value) against the line; one that is not later than its start is the baseline."""
    if line is None:
        return Standing(GoalStatus.NO_TARGET)
    if last is None or last[0] <= line.start:
        return Standing(GoalStatus.BASELINE_ONLY)
    done, elapsed = line.progress(last[1]), line.elapsed(last[0])
    pace = done / elapsed
    return Standing(_status(done, pace, bands or PaceBands()), done, elapsed, pace)


def _status(done: Fraction, pace: Fraction, bands: PaceBands) -> GoalStatus:
    if done >= 1:
        return GoalStatus.MET
    if pace >= bands.on_track:
        return GoalStatus.ON_TRACK
    return GoalStatus.AT_RISK if pace >= bands.at_risk else GoalStatus.OFF_TRACK


class ChangeChoice(NamedTuple):
    """The two aims that a typed "by n %" may mean, from the same baseline."""

    points: Fraction
    relative: Fraction


def by_percent(baseline: Fraction, percent: Fraction, *, better: str = "up") -> ChangeChoice:
    """Return both readings of "by n %"; `better` is up or down and gives the change its direction."""
    step = percent if better == "up" else -percent
    return ChangeChoice(points=baseline + step, relative=baseline * (1 + step / 100))
