"""Puts the parts of the sample year together: first the calendar of blocks, then every row that hangs on it."""

from __future__ import annotations

from datetime import date

from il_desktop.sample import (
    activities,
    blocks,
    challenges,
    engagement,
    first_plans,
    fixed_week,
    goals,
    library,
    lived,
    measures,
    people,
    recognitions,
    rounds,
    teamwork,
    timetable,
    traps,
    visits,
    year,
)
from il_desktop.sample.book import Book, Rows
from il_desktop.sample.cut import cut_after
from il_desktop.sample.drafts import Agenda
from il_desktop.sample.large import enlarge

SIZES = ("small", "full", "large")
SMALL_ENDS = date(2026, 1, 23)  # the first semester and the week planned after it


def build_sample(seed: int = 2025, size: str = "full") -> Rows:
    """Return the rows of the sample school by table; `size` is one of SIZES, ValueError for anything else."""
    if size not in SIZES:
        raise ValueError(size)
    rows = build_year(seed)
    if size == "small":
        return cut_after(rows, SMALL_ENDS)
    return enlarge(rows) if size == "large" else rows


def build_year(seed: int) -> Rows:
    """Return the rows of the whole school year."""
    book = Book(seed)
    for part in (people, year, timetable, activities, challenges, goals, library, measures):
        part.fill(book)
    agenda = Agenda()
    fixed_week.lay_out(agenda)
    blocks.lay_out_board(agenda)
    pd_days = teamwork.lay_out_pd(agenda)
    traps.lay_out(agenda)
    done = rounds.lay_out(agenda, book.spread("rounds"))
    breaks = lived.disturb(agenda, done, book.spread("lived"))
    lived.fill_up(agenda, book.spread("fill"))
    blocks.fill(book, agenda, breaks, book.spread("breaks"))
    first_plans.fill(book, agenda, book.spread("first plans"))
    visits.fill(book, done)
    recognitions.fill(book)
    teamwork.fill(book, agenda, pd_days)
    engagement.fill(book, agenda)
    traps.fill(book)
    return book.rows
