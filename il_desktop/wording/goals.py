"""What goals say in words: values with their unit, statuses, where a goal stands, the head of the page.

Numbers come exact and are rounded here, once. A judgement is never made here, only said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.metrics.calibration import ConfidenceBand
from il_desktop.domain.metrics.goals import AimLine, GoalStatus, Standing
from il_desktop.domain.metrics.growth import Asked
from il_desktop.domain.metrics.rounding import half_up, shown, shown_short
from il_desktop.wording.format import Words, count_text, date_text, list_text

STATUS_WORDS: Mapping[str, str] = {
    GoalStatus.ON_TRACK: "On track",
    GoalStatus.AT_RISK: "At risk",
    GoalStatus.OFF_TRACK: "Off track",
    GoalStatus.MET: "Met",
    GoalStatus.BASELINE_ONLY: "Baseline only",
    GoalStatus.NO_TARGET: "No target yet",
    GoalStatus.NOT_TOLD: "Not told",
}
NOTHING_PUT_IN = "no hours, no money"
NOT_OBSERVABLE = "Not observable yet"
STATE_WORDS: Mapping[str, str] = {"draft": "Draft", "active": "Active", "met": "Met", "closed": "Closed"}
KIND_WORDS: Mapping[str, str] = {
    "goal": "Goal",
    "strategy": "Strategy",
    "step": "Step",
    "test": "Test",
    "milestone": "Milestone",
    "intervention": "Intervention",
}
DOMAIN_WORDS: Mapping[str, str] = {"practice": "Practice", "achievement": "Achievement", "climate": "Climate"}
UNIT_WORDS: Mapping[str, str] = {
    "percent": "percent",
    "per_100": "per 100",
    "score": "score",
    "count": "count",
    "minutes": "minutes",
    "hours": "hours",
    "days": "days",
    "ordinal": "level",
}
SOURCE_WORDS: Mapping[str, str] = {
    "standardized": "standardized test",
    "interim": "interim test",
    "formative": "formative check",
    "observation": "observation",
    "survey": "survey",
    "attendance": "attendance",
    "behavior": "behavior records",
    "self_check": "self-check",
    "app": "computed by IL Desktop",
    "other": "other source",
}
FAMILY_WORDS: Mapping[str, str] = {
    "achievement": "Achievement",
    "instruction": "Instruction",
    "climate": "Climate",
    "other": "Other",
}
TIMING_WORDS: Mapping[str, str] = {"leading": "leading", "lagging": "lagging"}
TIMING_HELP = (
    "Leading: it moves early and shows whether the work is on its way. Lagging: it tells at the end what came of it."
)
_SUFFIX: Mapping[str, str] = {
    "percent": " %",
    "per_100": " per 100",
    "minutes": " min",
    "hours": " h",
    "days": " days",
    "points": " points",
}
FINE_BELOW = 5  # a change smaller than this in its unit is told apart with two decimals
_ORDER = (GoalStatus.ON_TRACK, GoalStatus.MET, GoalStatus.AT_RISK, GoalStatus.OFF_TRACK)


def value_text(value: Fraction, unit: str, digits: int = 1) -> str:
    """Write a value with its unit and a fixed number of decimals: `47.0 %`."""
    return shown(value, digits) + _SUFFIX.get(unit, "")


def short_value_text(value: Fraction, unit: str) -> str:
    """Write a value with its unit and no needless decimals: `42 %`."""
    return shown_short(value) + _SUFFIX.get(unit, "")


def change_text(baseline: Fraction, aim: Fraction, unit: str) -> str:
    """Write where a target leads: `42 to 52 %`."""
    return f"{shown_short(baseline)} to {short_value_text(aim, unit)}"


def difference_text(value: Fraction, unit: str, digits: int = 1) -> str:
    """Write a difference without its sign; differences of percentages are points."""
    return shown_short(abs(value), digits) + _SUFFIX.get("points" if unit == "percent" else unit, "")


def side_text(line: AimLine, at: Fraction, current: Fraction, unit: str) -> str:
    """Say how a value lies to the aim line in a table: `0.3 points ahead`, `on the line`."""
    digits = 1 if abs(line.aim - line.baseline) >= FINE_BELOW else 2
    ahead = line.ahead(at, current)
    if half_up(ahead, digits) == 0:
        return "on the line"
    return f"{difference_text(ahead, unit, digits)} {'ahead' if ahead > 0 else 'behind'}"


def line_text(line: AimLine, at: Fraction, current: Fraction, unit: str) -> str:
    """Say how a value lies to the aim line in a sentence: `0.3 points ahead of the aim line`."""
    side = side_text(line, at, current, unit)
    if side == "on the line":
        return "on the aim line"
    return f"{side} of the aim line" if side.endswith("ahead") else f"{side} the aim line"


def share_text(share: Fraction) -> str:
    """Write a share of the way as percent; `half` and `all` in words."""
    words = {Fraction(1, 2): "half", Fraction(1): "all"}
    return words.get(share, f"{shown(100 * share, 0)} %")


def standing_sentence(standing: Standing, line: AimLine, last: tuple[Fraction, Fraction], unit: str, when: str) -> str:
    """Say where a goal stands at its last reading (time, value): value, aim line, part of the way, part of the time."""
    if standing.progress is None or standing.elapsed is None:
        return f"{value_text(last[1], unit)} {when} is the baseline; no reading after it yet."
    way = "no part" if standing.progress <= 0 else share_text(standing.progress)
    time = share_text(standing.elapsed)
    return (
        f"{value_text(last[1], unit)} {when}, {line_text(line, last[0], last[1], unit)}; "
        f"{way} of the change in {time} of the time."
    )


def pace_text(standing: Standing) -> str:
    """Write the pace: `pace 1.06`; empty where there is none."""
    return f"pace {shown(standing.pace, 2)}" if standing.pace is not None else ""


def head_sentence(statuses: list[GoalStatus], starved: list[tuple[str, int]]) -> str:
    """Say how all goals stand and which ranked goal got no or hardly any time (title, minutes in four weeks)."""
    if not statuses:
        return ""
    parts = []
    for status in _ORDER:
        number = statuses.count(status)
        if number:
            parts.append((number, STATUS_WORDS[status].lower()))
    sentence = [f"{number} {word}" for number, word in parts]
    if sentence:
        first, word = parts[0]
        sentence[0] = f"{first} of {count_text(len(statuses), 'goal', 'goals')} {word}"
    bare = statuses.count(GoalStatus.BASELINE_ONLY)
    if bare:
        sentence.append(f"{bare} with a baseline only" if sentence else _bare(bare, len(statuses), "a baseline only"))
    open_ = statuses.count(GoalStatus.NO_TARGET)
    if open_:
        sentence.append(f"{open_} without a target" if sentence else _bare(open_, len(statuses), "no target yet"))
    return ". ".join([", ".join(sentence), *(_starved(title, minutes) for title, minutes in starved[:1])]) + "."


def chart_sentence(points: int, *, is_weak: bool) -> str:
    """Say how far the readings carry: too few for a trend, or how weak a forecast is."""
    readings = count_text(points, "reading", "readings")
    if points < 3:
        return f"{readings}: too few for a trend"
    return f"{readings}: weak forecast" if is_weak else readings


def gap_text(groups: Sequence[tuple[str, int, int]], points: Fraction, low: float, high: float) -> str:
    """Write a gap of two groups (name, part, whole): both counts, the difference in points, its 95 % interval."""
    named = [f"{name} ({part} of {whole})" for name, part, whole in groups]
    return f"{' against '.join(named)}: {value_text(points, 'points')}, {interval_text(low, high)}"


def interval_text(low: float, high: float) -> str:
    """Write a 95 % interval."""
    return f"95 % interval {shown(Fraction(low))} to {shown(Fraction(high))}"


def confidence_text(bands: Sequence[ConfidenceBand]) -> str:
    """Say how confidence foretold so far: `Of ended goals with 7 to 10, 2 of 3 were met.` Empty without a record."""
    said = [f"with {band.low} to {band.high}, {band.met} of {band.said}" for band in bands]
    return f"Of ended goals {list_text(said)} {'was' if bands[-1].said == 1 else 'were'} met." if said else ""


def zones_text(levels: Sequence[str], level: Fraction | None, when: str) -> str:
    """Say which of three zones is reached, and what the target is."""
    reached = int(level) if level is not None else 0
    if not reached:
        return f"Not yet at what we commit to: “{levels[0]}”."
    zone = ("Commit", "Target", "Stretch")[min(reached, 3) - 1]
    return f"{zone} reached {when}: “{levels[min(reached, 3) - 1]}”."


def growth_hint(found: Asked, unit: str) -> str:
    """Say that a target asks for more a year than the best of the past; a hint, never a refusal."""
    past = "the last school year" if found.years == 1 else f"the last {found.years} school years"
    best = found.best.change
    brought = difference_text(best, unit) if best > 0 else "no gain"
    return (
        f"This asks for {difference_text(found.a_year, unit)} a year. The best of {past} was {brought} "
        f"({found.best.year}). It may still be right: write down what will be different."
    )


def _bare(number: int, total: int, what: str) -> str:
    return f"{number} of {count_text(total, 'goal', 'goals')} with {what}"


def _starved(title: str, minutes: int) -> str:
    if not minutes:
        return f"{title} got no working time in 4 weeks"
    return f"{title} got {minutes} min of working time in 4 weeks"


class ChartFacts(NamedTuple):
    """What a chart shows, for those who cannot see it; `values` are dated readings in order."""

    unit: str
    values: Sequence[tuple[date, Fraction]]
    aim: Fraction
    due_on: date
    projected: Fraction | None


def measure_kind(family: str, timing: str) -> str:
    """Name what kind of measure it is: `climate, leading`; nothing for what is neither."""
    named = FAMILY_WORDS[family].lower() if family != "other" else ""
    return ", ".join(part for part in (named, TIMING_WORDS.get(timing, "")) if part)


def chart_description(facts: ChartFacts, words: Words) -> str:
    """Say a target chart: readings with lowest and highest, target, projection."""
    parts = [f"Target {short_value_text(facts.aim, facts.unit)} by {date_text(facts.due_on, words)}."]
    if facts.values:
        listed = [f"{value_text(value, facts.unit)} on {date_text(on, words)}" for on, value in facts.values[-6:]]
        parts.insert(0, f"{count_text(len(facts.values), 'reading', 'readings')}: {list_text(listed)}.")
        numbers = [value for _, value in facts.values]
        if len(numbers) > 2:
            low, high = value_text(min(numbers), facts.unit), value_text(max(numbers), facts.unit)
            parts.append(f"Lowest {low}, highest {high}.")
    else:
        parts.insert(0, "No reading yet.")
    if facts.projected is not None:
        parts.append(f"{value_text(facts.projected, facts.unit)} projected if the trend goes on.")
    return " ".join(parts)
