"""The daily huddle on one page, to lie on the table between principal and office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from il_desktop.reports.paper import Bullets, Heading, Paper, Part, Text
from il_desktop.wording.format import ENGLISH, Words, long_day_text

NAMED, NAMELESS = "Names stand here: keep it with you.", "Without names: general words only."


def huddle_paper(
    day: date, steps: Sequence[tuple[str, str, tuple[str, ...]]], school_name: str, *,
    done: int = 0, with_names: bool, words: Words = ENGLISH,
) -> Paper:  # fmt: skip
    """Return the steps (title, sentence, lines) as a paper that fits one page; the first `done` are marked so."""
    parts: list[Part] = []
    for number, (title, sentence, lines) in enumerate(steps, 1):
        parts.append(Heading(f"{number}. {title}{' (done)' if number <= done else ''}", 3))
        parts.append(Text(sentence))
        if lines:
            parts.append(Bullets(lines))
    title = f"Daily huddle, {long_day_text(day, words)} {day.year}"
    return Paper(title, tuple(parts), school_name, NAMED if with_names else NAMELESS, fits=1)
