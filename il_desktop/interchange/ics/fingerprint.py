"""What a sender said about an event, field by field, and its fingerprint: eight letters a field, sixty-four in all.

Kept beside what was imported. So a later import knows which fields the sender changed since, which the user changed,
and which both did. A checksum is enough: it tells apart two sayings of one sender, it guards nothing.
"""

from __future__ import annotations

from typing import NamedTuple
from zlib import crc32

from il_desktop.domain.walltime import MINUTES_PER_DAY, Span
from il_desktop.interchange.ics.incoming import Incoming, Repeat

WIDTH = 8
MIN_SERIES_MIN = 5  # shorter and longer ones cannot be kept as a series


class Said(NamedTuple):
    """The fields of one event as texts that can be compared; their names are shown to the user."""

    title: str
    time: str
    all_day: str
    place: str
    note: str
    repetition: str
    dates_left_out: str
    reminder: str


FIELDS = tuple(name.replace("_", " ") for name in Said._fields)
LEFT_OUT = FIELDS.index("dates left out")


def said(
    texts: tuple[str, str, str], span: Span, tz: str, *, all_day: bool, repeat: Repeat | None, remind_min: int | None
) -> Said:
    """Return title, place and note of `texts` and the other fields in the one form in which they are compared."""
    title, place, note = texts
    when, repetition, holes = f"{span.start.iso()}/{span.end.iso()} {tz}", "", ""
    if repeat:
        minutes = min(max(span.minutes, MIN_SERIES_MIN), MINUTES_PER_DAY)
        when = f"{span.start.iso()}/{minutes} {tz}"
        end = repeat.until_on.isoformat() if repeat.until_on else repeat.times or ""
        repetition, holes = f"{repeat.rule} {end}", " ".join(day.isoformat() for day in repeat.holes)
        all_day = False  # a series has no such field
    reminder = "" if remind_min is None else str(remind_min)
    return Said(title, when, "yes" if all_day else "", place, note, repetition, holes, reminder)


def said_by(event: Incoming) -> Said | None:
    """Return what an event says, None when it has no time."""
    if event.span is None:
        return None
    return said(
        (event.summary, event.place, event.note),
        event.span,
        event.tz,
        all_day=event.all_day,
        repeat=event.repeat,
        remind_min=event.remind_min,
    )


def fingerprint(told: Said) -> str:
    """Return the sixty-four letters that are kept."""
    return "".join([f"{crc32(text.encode()):08x}" if text else "00000000" for text in told])


def parts(kept: str) -> list[str]:
    """Take a fingerprint apart, one part a field."""
    return [kept[at : at + WIDTH] for at in range(0, WIDTH * len(FIELDS), WIDTH)]
