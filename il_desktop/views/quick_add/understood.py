"""What was understood, as chips: when, how often, kind, people, goals, protection, place, note."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from il_desktop.domain.quick_add import Around, QuickBlock
from il_desktop.views.shared.block_marks import CATEGORY_GLYPH, LEVEL_GLYPH, LEVEL_NAME
from il_desktop.wording.format import Words, duration_text
from il_desktop.wording.quick_add import rule_text, when_text

NOTE_SHOWN = 48  # so many signs of a note fit on a chip


class Fact(NamedTuple):
    """One chip: words, glyph, tone of the kit's Chip."""

    text: str
    icon: str
    tone: str = "plain"


def facts(block: QuickBlock, around: Around, words: Words) -> list[Fact]:
    """Return the chips of a line in the order they matter."""
    return [*_when(block, around, words), *_what(block, around)]


def _when(block: QuickBlock, around: Around, words: Words) -> Iterator[Fact]:
    when = when_text(block, words)
    if when:
        yield Fact(when, "calendar-clock", "accent")
    if block.period:
        yield Fact(f"{block.period}, moves with the bells", "bell")
    if when and not block.all_day:
        length = duration_text(block.minutes)
        is_usual = block.kind is not None and block.minutes == block.kind.minutes
        taken = "the usual length" if is_usual else "as long as there is time"  # to the end of a period, the first bell
        yield Fact(length if block.length_stated else f"{length}, {taken}", "timer")
    repeats = rule_text(block, words, around.calendar)
    if repeats:
        yield Fact(repeats, "repeat", "accent")


def _what(block: QuickBlock, around: Around) -> Iterator[Fact]:
    if block.kind is not None:
        name = block.kind.name if block.kind_stated else f"{block.kind.name} (no kind said)"
        yield Fact(name, CATEGORY_GLYPH[block.kind.category])
    for person in block.people:
        yield Fact(person.shown, "user")
    titles = {goal.id: goal.title for goal in around.goals}
    for share in block.goals:
        text = titles.get(share.goal_id, "")
        yield Fact(f"{text}, {share.share_pct} %" if share.share_pct < 100 else text, "target")
    level = block.protection if block.protection is not None else block.kind.protection if block.kind else None
    if level is not None:
        yield Fact(LEVEL_NAME[level], LEVEL_GLYPH[level])
    if block.place:
        yield Fact(block.place, "map-pin")
    if block.note:
        yield Fact(f"Private note: {_shortened(block.note)}", "notebook-pen")


def _shortened(text: str) -> str:
    return text if len(text) <= NOTE_SHOWN else f"{text[: NOTE_SHOWN - 1].rstrip()}…"
