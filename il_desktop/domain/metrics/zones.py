"""Goals in words: three zones, commit, target and stretch, read as a level from 0 (none yet) to 3.

The shares of the way are a choice, not a finding: commit is half, target four fifths, stretch all of it.
"""

from __future__ import annotations

from fractions import Fraction

from il_desktop.domain.metrics.goals import AimLine, GoalStatus, PaceBands, Standing

ZONES = (Fraction(0), Fraction(1, 2), Fraction(4, 5), Fraction(1))
COMMIT, TARGET, STRETCH = 1, 2, 3


def zone_progress(level: Fraction) -> Fraction:
    """Return the share of the way at a level; between two levels it is the lower one's. Raise ValueError below 0."""
    if level < 0:
        raise ValueError(level)
    return ZONES[min(int(level), STRETCH)]


def zone_standing(line: AimLine, last: tuple[Fraction, Fraction] | None, bands: PaceBands | None = None) -> Standing:
    """Judge the newest level (time, level): the target zone is met, below it the pace decides."""
    if last is None or last[0] <= line.start:
        return Standing(GoalStatus.BASELINE_ONLY)
    chosen = bands or PaceBands()
    done, elapsed = zone_progress(last[1]), line.elapsed(last[0])
    pace = done / elapsed
    if last[1] >= TARGET:
        status = GoalStatus.MET
    elif pace >= chosen.on_track:
        status = GoalStatus.ON_TRACK
    else:
        status = GoalStatus.AT_RISK if pace >= chosen.at_risk else GoalStatus.OFF_TRACK
    return Standing(status, done, elapsed, pace)
