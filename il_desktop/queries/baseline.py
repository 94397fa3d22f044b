"""What the first plan of the week still has to keep: blocks that stand in the week and not yet in the ledger."""

from __future__ import annotations

from datetime import date, timedelta

from il_desktop.domain.baseline import PlannedBlock
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.settings import Settings
from il_desktop.domain.walltime import WallTime
from il_desktop.domain.zones import instant_text, to_instant
from il_desktop.queries.cards import cards_between
from il_desktop.queries.review import stable_ref, week_start
from il_desktop.store.reader import Reader

_KNOWN = "SELECT block_ref FROM plan_baseline WHERE week_on = ?"
_YOUNG = """
    SELECT id FROM time_block WHERE series_id IS NULL AND starts_local >= ? AND starts_local < ? AND created_at >= ?
"""


def unkept_plan(
    reader: Reader, now: WallTime, calendar: SchoolCalendar, settings: Settings
) -> tuple[date, tuple[PlannedBlock, ...]]:
    """Return the week's first date and the blocks its ledger lacks, none before the week's first work minute.

    What was made after that minute counts as added, also when the program was closed at the time.
    """
    first = week_start(now.day, settings)
    begins = WallTime(_first_work_day(first, calendar), settings.work_start_min)
    if now < begins:
        return first, ()
    known = {row[0] for row in reader.rows(_KNOWN, (first.isoformat(),))}
    after = (first + timedelta(days=7)).isoformat()
    began = instant_text(to_instant(begins, settings.tz))
    young = {row[0] for row in reader.rows(_YOUNG, (first.isoformat(), after, began))}
    blocks = []
    for card in cards_between(reader, first, 7, calendar):
        ref = stable_ref(card)
        if ref not in known and not card.all_day:
            is_added = bool(known) or card.ref.block_id in young
            blocks.append(PlannedBlock(ref, card.span, card.activity_key, card.protection, is_added))
    return first, tuple(blocks)


def _first_work_day(first: date, calendar: SchoolCalendar) -> date:
    days = (first + timedelta(days=number) for number in range(7))
    return next((day for day in days if calendar.day(day).is_contact_day), first)
