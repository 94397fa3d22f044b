"""Sums and sentences over a shown week: what is still ahead, what is free, what the head line says."""

from __future__ import annotations

from collections import Counter

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.protection import GIVEN_UP
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.week import DayTotals, WeekDay, WeekView
from il_desktop.views.week.geometry import Fold
from il_desktop.views.week.parts import DayPart, Parts, covered, protected
from il_desktop.wording.format import Words, clock_text, count_text, duration_text


class DaySummary(NamedTuple):
    """What a day head shows, in minutes; `ahead` is protected time still to come, `free` None on days gone by."""

    totals: DayTotals
    ahead: int
    free: int | None
    is_today: bool
    is_past: bool
    has_unusual_bells: bool


def summarize(view: WeekView, parts: Parts, now: WallTime, work: tuple[int, int]) -> tuple[DaySummary, ...]:
    """Sum up each shown day as seen at `now`, between the two minutes of the work day."""
    names = Counter(day.school.bells.name for day in view.days if day.school.bells)
    usual = names.most_common(1)[0][0] if names else ""
    return tuple(_summary(day, parts.on(day.school.day), now, work, usual) for day in view.days)


def _summary(day: WeekDay, parts: list[DayPart], now: WallTime, work: tuple[int, int], usual: str) -> DaySummary:
    date = day.school.day
    is_past, is_today = date < now.day, date == now.day
    totals, periods = day.totals, day.school.periods
    ahead = max(0, totals.protected_planned - totals.protected_kept - totals.protected_unknown)
    if is_past:
        ahead = 0
    elif is_today:
        hours = (max(now.minute, periods[0].start_min), periods[-1].end_min) if periods else (0, 0)
        ahead = min(ahead, covered(protected(parts), *hours))
    free = None
    if not is_past:
        start = max(work[0], now.minute) if is_today else work[0]
        busy = [(part.start, part.end) for part in parts if not part.card.is_buffer and part.card.state not in GIVEN_UP]
        free = max(0, work[1] - start - covered(busy, start, work[1]))
    unusual = bool(day.school.bells and day.school.bells.name != usual)
    return DaySummary(totals, ahead, free, is_today, is_past, unusual)


def week_sentence(summaries: tuple[DaySummary, ...], *, is_empty: bool) -> str:
    """Say the week in one line: protected time kept of planned, what is ahead, what nobody has said yet."""
    planned = sum(day.totals.protected_planned for day in summaries)
    kept = sum(day.totals.protected_kept for day in summaries)
    ahead = sum(day.ahead for day in summaries)
    unknown = sum(day.totals.protected_unknown for day in summaries)
    if is_empty:
        return "Nothing is planned here yet."
    if not planned:
        return "No protected instructional time is planned."
    if not kept and ahead == planned:
        return f"{duration_text(planned)} of protected instructional time planned."
    sentence = f"{duration_text(kept)} of {duration_text(planned)} protected time kept"
    if ahead:
        sentence += f"; {duration_text(ahead)} still ahead"
    if unknown:
        sentence += f"; {duration_text(unknown)} not yet reconciled"
    return f"{sentence}."


def fold_text(fold: Fold, words: Words) -> str:
    """Say what a compressed row hides: `after 15:45 · 1 block (Thu, School board 18:00)`."""
    text = f"{'before' if fold.is_before else 'after'} {clock_text(fold.minute, words)}"
    if not fold.cards:
        return f"{text} · nothing"
    start = fold.cards[0].span.start
    day = words.short_weekdays[start.day.weekday()]
    first = f"{day}, {fold.cards[0].title} {clock_text(start.minute, words)}"
    more = "" if len(fold.cards) == 1 else ", …"
    return f"{text} · {count_text(len(fold.cards), 'block', 'blocks')} ({first}{more})"
