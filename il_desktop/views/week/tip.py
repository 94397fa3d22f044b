"""The live words of a gesture: when, how long, what it would meet. Judges shown blocks only; commands decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from il_desktop.domain.blocks import Protection
from il_desktop.domain.walltime import MINUTES_PER_DAY, Span, WallTime
from il_desktop.queries.week import BlockCard, WeekDay
from il_desktop.views.week.faces import LEVEL_NAME
from il_desktop.views.week.ghost import Ghost
from il_desktop.views.week.parts import Parts
from il_desktop.wording.format import Words, day_text, duration_text, hours_text, long_day_text

if TYPE_CHECKING:
    from il_desktop.domain.others_time import Busy

_GONE = ("cancelled", "moved", "replaced", "missed")


def met_cards(cards: Iterable[BlockCard], span: Span, own_key: str) -> list[BlockCard]:
    """Return the blocks that a span would meet, the firmest first."""
    met = [
        card
        for card in cards
        if card.span.overlaps(span) and card.key != own_key and not card.all_day and card.state not in _GONE
    ]
    return sorted(met, key=lambda card: (-card.protection, card.span.start))


def met_together(parts: Parts, ghost: Ghost) -> list[BlockCard]:
    """Return the blocks that any of several moved ones would meet; they are never in each other's way."""
    keys = {mate.card.key for mate in ghost.mates} | ({ghost.card.key} if ghost.card else set())
    met: dict[str, BlockCard] = {}
    for span in (ghost.span, *(mate.span for mate in ghost.mates if not mate.card.all_day)):
        for day in span.days():
            low = span.start.minute if day == span.start.day else 0
            high = span.end.minute if day == span.end.day else MINUTES_PER_DAY
            for part in parts.on(day):
                if part.start < high and low < part.end and part.key not in keys and part.card.state not in _GONE:
                    met[part.key] = part.card
    return sorted(met.values(), key=lambda card: (-card.protection, card.span.start))


def when_text(span: Span, words: Words, *, is_dated: bool = False) -> str:
    """Say day, hours and length: `Tue 9:00-9:45 · 45 min`; dated `Tue 20 Jan 9:00-9:45 · 45 min`."""
    start = span.start.minute
    hours = hours_text(start, start + span.minutes, words)
    day = day_text(span.start.day, words) if is_dated else words.short_weekdays[span.start.day.weekday()]
    return f"{day} {hours} · {duration_text(span.minutes)}"


def consequence_text(met: list[BlockCard], now: WallTime) -> str:
    """Say what the wanted place meets: what asks first, makes room or gives way; what is over just stays."""
    if not met:
        return ""
    first = met[0]
    more = f" and {len(met) - 1} more" if len(met) > 1 else ""
    if first.protection is Protection.IMMOVABLE:
        return f"not free: {first.title} is {LEVEL_NAME[first.protection]}{more}"
    if first.protection >= Protection.FIRM:
        return f"asks first: {first.title} is {LEVEL_NAME[first.protection]}{more}"
    if first.state != "planned" or first.span.end <= now:
        return f"overlaps {first.title}{more}"
    return f"{first.title} {'makes room' if first.protection is Protection.FLEXIBLE else 'gives way'}{more}"


def busy_text(busy: Sequence[Busy]) -> str:
    """Say which time of another calendar the wanted place meets."""
    if not busy:
        return ""
    more = f" and {len(busy) - 1} more" if len(busy) > 1 else ""
    return f"busy elsewhere: {busy[0].title} ({busy[0].feed_name}){more}"


def card_tip(card: BlockCard, words: Words) -> str:
    """Say everything about a block that its face may have had no room for."""
    when = "all day" if card.all_day else when_text(card.span, words)
    level = f"{card.activity_name} · {LEVEL_NAME[card.protection]}"
    return "\n".join(part for part in (card.title, when, level, card.place) if part)


def day_tip(day: WeekDay, words: Words) -> str:
    """Say a day's date, letter and bells in full."""
    school = day.school
    letter = f"{school.day_type} day" if school.day_type else ""
    name = school.name or (school.bells.name if school.bells else "")
    return "\n".join(part for part in (long_day_text(school.day, words), letter, name) if part)


def is_serious(met: list[BlockCard]) -> bool:
    """Tell whether the place needs a decision."""
    return bool(met) and met[0].protection >= Protection.FIRM
