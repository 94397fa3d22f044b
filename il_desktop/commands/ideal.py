"""The Ideal week: painted, filled with templates, applied to real dates in one step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select

from il_desktop.commands.block_rows import activity_type_of, span_of
from il_desktop.commands.held_time import SchoolFacts, held_blocks, series_rule
from il_desktop.commands.making_room import room_under
from il_desktop.domain import recurrence
from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.clock import wall_now
from il_desktop.domain.errors import BadValue, NotFound
from il_desktop.domain.ideal import DAY_TYPE, Band, clear_places, columns_of, paint, rule_of
from il_desktop.domain.protection import claims_time
from il_desktop.domain.walltime import MINUTES_PER_DAY, Span, WallTime
from il_desktop.models.schedule import BlockSeries, IdealBand, TimeBlock
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

MOST_DAYS = 200  # a term, with room


@operation("ideal.paint")
def paint_bands(
    tx: Tx, name: str, columns: Sequence[str], start: int, end: int, wants: Category | None, *,
    is_exclusive: bool = False,
) -> None:  # fmt: skip
    """Paint a stretch of some columns, minutes of the day; None wipes it."""
    if not 0 <= start < end <= MINUTES_PER_DAY:
        raise BadValue(field="time", value="", reason="end_before_start")
    for column in columns:
        where = _column(column)
        rows = [
            row for row in tx.session.scalars(select(IdealBand).where(IdealBand.set_name == name))
            if (row.day_type, row.weekday) == where
        ]  # fmt: skip
        have = {Band(row.from_min, row.to_min, Category(row.wants), row.is_exclusive): row for row in rows}
        wanted = paint(have, start, end, wants, is_exclusive=is_exclusive)
        for band, row in have.items():
            if band not in wanted:
                tx.session.delete(row)
        for band in wanted:
            if band not in have:
                tx.session.add(
                    IdealBand(
                        set_name=name, day_type=where[0], weekday=where[1], from_min=band.start, to_min=band.end,
                        wants=band.wants.value, is_exclusive=band.is_exclusive,
                    )
                )  # fmt: skip
    tx.say(wants=wants.value if wants else None, days=len(columns), from_min=start, to_min=end)


@operation("ideal.add_template")
def add_template(tx: Tx, name: str, column: str, start: int, minutes: int, title: str, activity: str) -> str:
    """Add a block that an applied week makes on every such day; return its id. Raises BadValue or NotFound."""
    if not title.strip():
        raise BadValue(field="title", value="", reason="empty")
    _, weekday = _column(column)
    kind = activity_type_of(tx.session, activity)
    facts = SchoolFacts(tx.session)
    today = wall_now(tx.clock, facts.settings.tz).day
    begins = today if weekday is None else today - timedelta(days=(today.weekday() - weekday) % 7)
    rule_kind, rule = rule_of(column)
    row = BlockSeries(
        set_name=name, title=" ".join(title.split()), activity_type_id=kind.id, protection=kind.default_protection,
        rule_kind=rule_kind,
        rule=rule, starts_local=WallTime(begins, start), duration_min=minutes,
        tz=facts.settings.tz,
    )  # fmt: skip
    tx.session.add(row)
    tx.say(block=row.id)
    return row.id


@operation("ideal.delete_template")
def delete_template(tx: Tx, template_id: str) -> None:
    """Take a block out of the Ideal week; what was made from it stays in the calendar."""
    row = tx.session.get(BlockSeries, template_id)
    if row is None or row.set_name is None:
        raise NotFound(kind="block_series", key=template_id)
    tx.say(block=row.id)
    tx.session.delete(row)


@operation("ideal.apply")
def apply_week(tx: Tx, name: str, first: date, last: date) -> tuple[int, int]:
    """Make the templates' blocks from `first` to `last`; return how many were made and how many found no place.

    Days without school are left out, what has begun too, and no block is laid over one that claims its time, Open
    ones aside, which end there: nothing protected is ever touched. Raises BadValue for more than a term.
    """
    if not 0 <= (last - first).days <= MOST_DAYS:
        raise BadValue(field="dates", value="", reason="too_large", limit=MOST_DAYS)
    facts = SchoolFacts(tx.session)
    now = wall_now(tx.clock, facts.settings.tz)
    rows = tx.session.scalars(select(BlockSeries).where(BlockSeries.set_name == name, BlockSeries.per_week.is_(None)))
    wanted: list[tuple[Span, BlockSeries]] = []
    for row in rows:
        wanted += [
            (Span.of(item.start, item.minutes), row)
            for item in recurrence.occurrences(series_rule(row), first, last, facts.calendar)
            if facts.calendar.day(item.start.day).is_contact_day or not facts.calendar.years
        ]
    wanted.sort(key=lambda pair: (not _is_by_day_type(pair[1]), pair[0]))  # a day type goes before a weekday
    whole = Span(WallTime(first, 0), WallTime(last, 0).plus(MINUTES_PER_DAY))
    held = [block for block in held_blocks(tx.session, whole, facts) if claims_time(block)]
    loose = [block.span for block in held if block.protection is Protection.OPEN]
    firm = (block.span for block in held if block.protection is not Protection.OPEN)
    places = clear_places((span for span, _ in wanted), firm, now)
    made = [
        _block(row, place, facts) for place, (_, row) in zip(places, wanted, strict=True) if place is not None
    ]  # fmt: skip
    tx.session.add_all(made)
    over = [block for block in made if any(span.overlaps(span_of(block, facts)) for span in loose)]
    room_under(tx, over, facts)
    skipped = len(wanted) - len(made)
    tx.say(blocks=len(made), skipped=skipped, first=first.isoformat(), last=last.isoformat())
    return len(made), skipped


def _is_by_day_type(row: BlockSeries) -> bool:
    return any(column.startswith(DAY_TYPE) for column in columns_of(row.rule_kind, row.rule))


def _block(row: BlockSeries, place: Span, facts: SchoolFacts) -> TimeBlock:
    return TimeBlock(
        title=row.title, activity_type_id=row.activity_type_id, is_buffer=row.is_buffer, protection=row.protection,
        origin="manual", place=row.place, note=row.note, starts_local=place.start, ends_local=place.end,
        tz=facts.settings.tz, remind_min=row.remind_min,
    )  # fmt: skip


def _column(column: str) -> tuple[str | None, int | None]:
    """Return day type and weekday of a column; raise BadValue for another name."""
    if column.startswith(DAY_TYPE) and column != DAY_TYPE:
        return column.removeprefix(DAY_TYPE), None
    if column not in "0123456" or len(column) != 1:
        raise BadValue(field="day", value=column, reason="unknown_day")
    return None, int(column)
