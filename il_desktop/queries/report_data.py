"""What the Reports page tells: goals always, gaps and the next ninety days where a report asks for them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from il_desktop.domain.gaps import GapView, gap_view
from il_desktop.domain.goal_pages import GoalPages
from il_desktop.domain.improvement import NinetyDays
from il_desktop.domain.light import NamedTuple
from il_desktop.queries.gaps import gap_tables, told_gaps
from il_desktop.queries.goal_pages import goal_pages
from il_desktop.queries.ninety import told_ninety
from il_desktop.store.reader import Reader

GAPS, NINETY = "gaps", "ninety"


class ReportData(NamedTuple):
    """Records of which everything may leave. `gaps` are shared views; both are empty when not asked for."""

    pages: GoalPages
    gaps: tuple[GapView, ...] = ()
    ninety: NinetyDays | None = None

    def hidden(self, *, has_gaps: bool) -> int:
        """Count the numbers held back."""
        return sum(view.hidden for view in self.gaps) if has_gaps else self.pages.hidden


def report_data_apart(school: Path, today: date, needs: frozenset[str], *, with_names: bool) -> ReportData:
    """Read what a report needs beside the window, by a connection of its own."""
    reader = Reader(school)
    try:
        with reader.snapshot():
            tables = (gap_tables if with_names else told_gaps)(reader, today) if GAPS in needs else ()
            views = [gap_view(table, is_shared=True) for table in tables]
            ninety = told_ninety(reader, today, with_names=with_names) if NINETY in needs else None
            return ReportData(goal_pages(reader, today, with_names=with_names), tuple(views), ninety)
    finally:
        reader.close()
