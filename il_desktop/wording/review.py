"""Words of looking back: outcomes, the meter, the forecast, risk, what was lost and what is owed."""

from __future__ import annotations

from collections.abc import Sequence

from il_desktop.domain.baseline import Replan
from il_desktop.domain.forecast import Forecast
from il_desktop.domain.interruptions import TopicCost
from il_desktop.domain.metrics.reckoning import Reckoning
from il_desktop.domain.protection import DisplacementReason
from il_desktop.domain.reconcile import Outcome
from il_desktop.domain.targets import TargetRange
from il_desktop.wording.format import count_text, duration_text
from il_desktop.wording.reasons import REASONS

OUTCOMES = {
    Outcome.KEPT: "Kept",
    Outcome.SHORTENED: "Shortened",
    Outcome.MOVED: "Moved",
    Outcome.REPLACED: "Replaced",
    Outcome.MISSED: "Missed",
}
WORTH = {"yes": "Yes", "partly": "Partly", "no": "No"}
DEBT_STATES = {"open": "owed", "partly": "partly made up", "made_up": "made up", "lost": "lost"}
NO_TOPIC = "No topic"
NO_REASON = "No reason recorded"


def reason_text(code: str) -> str:
    """Write a displacement reason; the empty one is time for which none was recorded."""
    return REASONS[DisplacementReason(code)] if code else NO_REASON


def because_text(code: str) -> str:
    """Write a reason inside a sentence: `facilities, IT`."""
    text = reason_text(code)
    return text[0].lower() + text[1:]


def range_text(target: TargetRange) -> str:
    """Write a target range: `6–7 h`, `19 h 15 – 22 h 30`."""
    low, high = target
    if low % 60 == 0 and high % 60 == 0:
        return f"{low // 60}–{high // 60} h"
    return f"{duration_text(low)} – {duration_text(high)}"


def forecast_text(likely: Forecast) -> str:
    """Write what is likely: `Forecast 6 h 35 to 7 h 05. Likely 5 to 6 of 8 blocks.` Empty when nothing is ahead."""
    if not likely.blocks:
        return ""
    minutes = duration_text(likely.low_min)
    if likely.high_min != likely.low_min:
        minutes = f"{minutes} to {duration_text(likely.high_min)}"
    return f"Forecast {minutes}. {blocks_text(likely)}."


def blocks_text(likely: Forecast) -> str:
    """Write how many blocks are likely to be kept: `Likely 5 to 6 of 8 blocks`."""
    blocks = count_text(likely.blocks, "block", "blocks")
    if likely.low_blocks == likely.high_blocks:
        return f"Likely {likely.low_blocks} of {blocks}"
    return f"Likely {likely.low_blocks} to {likely.high_blocks} of {blocks}"


def risk_text(tight: tuple[int, int], blocks: int) -> str:
    """Write how tight the rest of the week is, such as `3 of 5 blocks have one free place left this week`.

    Empty when no block is ahead or each has two places or more.
    """
    places, count = tight
    if not blocks or places > 1:
        return ""
    which = f"{count} of {count_text(blocks, 'block', 'blocks')}"
    has = "has" if count == 1 else "have"
    left = "one free place left this week" if places else "no other place this week"
    return f"{which} {has} {left}."


def clash_text(clashes: Sequence[tuple[str, str]]) -> str:
    """Say which protected blocks meet something in a subscribed calendar: (block, what is there). Empty without any."""
    if not clashes:
        return ""
    block, title = clashes[0]
    more = f" {len(clashes) - 1} more meet other calendars." if len(clashes) > 1 else ""
    return f"{block} meets “{title}” in another calendar.{more}"


def step_text(now: TargetRange, step: TargetRange, weeks: int) -> str:
    """Propose the next stair-step."""
    return f"Your range was met {weeks} weeks in a row. Next step: {range_text(step)} instead of {range_text(now)}?"


def plan_text(first: Replan | None) -> str:
    """Write how the plan changed since it was first made."""
    if first is None or not first.blocks:
        return "No first plan was kept for this week. It is kept from the week's first work minute on."
    parts = [f"{count_text(first.unchanged, 'block', 'blocks')} of {first.blocks} stayed where they were"]
    for count, word in ((first.moved, "moved"), (first.dropped, "dropped"), (first.added, "added")):
        if count:
            parts.append(f"{count} {word}")
    return f"First plan {duration_text(first.minutes)}: {', '.join(parts)}."


def reckoning_text(told: Reckoning) -> str:
    """Write the week in one line, unknown minutes named and never counted as done."""
    parts = [f"{duration_text(told.kept + told.moved)} kept of {duration_text(told.planned)} planned"]
    if told.lost:
        parts.append(f"{duration_text(told.lost)} lost")
    if told.unknown:
        parts.append(f"{duration_text(told.unknown)} unknown")
    return ", ".join(parts)


def hand_over_text(cost: TopicCost) -> str:
    """Propose a topic for a first contact, with what it cost."""
    came = f"came {count_text(cost.times, 'time', 'times')} and cost {duration_text(cost.minutes)} in 90 days"
    if cost.has_contact:
        return f"{cost.topic} {came}: remind the office that it has a first contact."
    return f"{cost.topic} {came}: name a first contact."
