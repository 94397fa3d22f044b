"""The papers on gaps and on the next ninety days. They take shared views only: what they do not hold cannot leave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from il_desktop.reports.paper import Column, Paper, Table, Text
from il_desktop.wording.format import ENGLISH, Words, date_text, day_text
from il_desktop.wording.gaps import gap_cell, headline, interval_cell, privacy_note, rate_cell, size_cell, table_name
from il_desktop.wording.improvement import due_kind, months, ninety_sentence

if TYPE_CHECKING:
    from il_desktop.domain.gaps import GapView
    from il_desktop.domain.improvement import NinetyDays
    from il_desktop.domain.metrics.rate_gap import RateGap
    from il_desktop.domain.privacy import Told

NO_GAPS = "No measure has been read by group yet."


def gaps_paper(
    views: Sequence[GapView], school: str, today: date, words: Words = ENGLISH, *, size: str = "letter"
) -> Paper:
    """Fill the paper on gaps; raises ValueError for a view that is not a shared one."""
    if any(not view.is_shared for view in views):
        raise ValueError(views)
    parts: list[Text | Table] = []
    for view in views:
        parts += [Text(headline(view), "lead"), gap_table(view)]
    if not views:
        parts.append(Text(NO_GAPS))
    return Paper(
        "Gaps between groups",
        tuple(parts),
        subtitle=f"{school}, {date_text(today, words)}",
        footer=f"{school} · Gaps between groups · {date_text(today, words)}",
        size=size,
        is_landscape=True,
    )


def gap_table(view: GapView) -> Table:
    """Return the table of one view: a row a group, a column a window, and the difference in the newest one."""
    labels = [moment.label for moment in view.table.moments]
    against = f"Points to {view.first}" if view.first else "Points"
    columns = (
        Column("Group", 1.6),
        Column("People", 0.7, is_number=True),
        *(Column(label, 0.9, is_number=True) for label in labels),
        Column(against, 1.1, is_number=True),
        Column("95 % interval", 1.3, is_number=True),
    )
    rows = [
        (row.name, size_cell(_newest(row.told)), *(rate_cell(told) for told in row.told), gap_cell(_turned(row.gap)),
         interval_cell(_turned(row.gap)))
        for row in view.rows
    ]  # fmt: skip
    totals = [told for told in view.total if told is not None]
    if totals:
        cells = [rate_cell(told) if told is not None else "" for told in view.total]
        rows.append(("All", size_cell(totals[-1]), *cells, "", ""))
    return Table(table_name(view.table), columns, tuple(rows), note=privacy_note(view))


def _newest(told: Sequence[Told]) -> Told:
    return next((one for one in reversed(told) if one.whole is not None or one.hidden), told[-1])


def _turned(gap: RateGap | None) -> RateGap | None:
    """Turn "compared with minus this group" into "this group minus the one compared with"."""
    return None if gap is None else type(gap)(-gap.points, -gap.high, -gap.low)


def ninety_paper(
    found: NinetyDays, school: str, words: Words = ENGLISH, *, size: str = "letter", with_names: bool = False
) -> Paper:
    """Fill the paper of the next ninety days, month by month; owners are named only when asked for."""
    columns = [Column("Day", 0.7), Column("What", 1.0), Column("Title", 2.6), Column("Goal", 1.8)]
    if with_names:
        columns.append(Column("Owner", 1.1))
    parts: list[Text | Table] = [Text(ninety_sentence(found, words), "lead")]
    for (year, month), items in months(found.items):
        name = f"{words.months[month - 1]} {year}"
        rows = tuple(
            (day_text(item.on, words), due_kind(item), item.title, item.goal if item.goal != item.title else "",
             *([item.owner] if with_names else []))
            for item in items
        )  # fmt: skip
        parts.append(Table(name, tuple(columns), rows))
    span = f"{date_text(found.first, words)} to {date_text(found.last, words)}"
    footer = f"{school} · The next 90 days · {date_text(found.first, words)}"
    return Paper("The next 90 days", tuple(parts), subtitle=f"{school}, {span}", footer=footer, size=size)
