"""A week on its way to paper: what its reader may see of each day. Who may see what is left to the query."""

from __future__ import annotations

from typing import NamedTuple

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.school import SchoolDay
from il_desktop.domain.walltime import Span


class PrintLine(NamedTuple):
    """One block in the words of its reader; `place` is empty unless names were asked for.

    Kind and protection are None for readers whom they do not concern: staff and public.
    """

    span: Span
    words: str
    place: str
    category: Category | None
    level: Protection | None
    is_buffer: bool
    all_day: bool


class PrintDay(NamedTuple):
    """One date with what touches it, in order of time."""

    school: SchoolDay
    lines: tuple[PrintLine, ...]


class PrintedWeek(NamedTuple):
    """The days of a printed week, and for whom they are: `me`, `office`, `staff` or `public`."""

    school_name: str
    days: tuple[PrintDay, ...]
    audience: str
    with_names: bool
