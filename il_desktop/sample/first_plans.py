"""The plan of every begun week as it first was: most blocks stayed, some moved, some were added or let go since."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from il_desktop.domain.blocks import BlockRef
from il_desktop.domain.walltime import WallTime
from il_desktop.sample.activities import activity_type_id
from il_desktop.sample.book import NOW, Book, row_id
from il_desktop.sample.drafts import WORK, Agenda, Draft
from il_desktop.sample.fixed_week import PICTURE_WEEK

# In the week of the pictures the planning talk was moved from its Monday 9:00 to Wednesday.
_MOVED_TALK = ("planning", PICTURE_WEEK[0], 540, 30, "huddle_review", 2)
_ADDED_SHARE, _SWAPS_A_WEEK = 0.03, 2
_LET_GO = (("Hiring file", "personnel"), ("Budget codes", "budget"), ("Read work samples", "curriculum"))


def fill(book: Book, agenda: Agenda, chance: Random) -> None:
    """Add the first plans of all weeks that have begun; what lies in the weeks after has none yet."""
    last = _monday(NOW.day) + timedelta(days=6)
    drafts = [draft for draft in agenda.all() if draft.day <= last]
    former = _former_places(drafts, chance)
    for draft in drafts:
        _add_draft(book, draft, former.get(draft.id), chance)
    key, day, start, minutes, activity, level = _MOVED_TALK
    _add(book, _date_of(key, day), day, (start, start + minutes), activity, level)
    _add_let_go(book, agenda, chance, last)


def _former_places(drafts: list[Draft], chance: Random) -> dict[str, Draft]:
    """Return for some small blocks where each stood first: two of a week and of one length have changed places."""
    found: dict[str, Draft] = {}
    for week_on in sorted({_monday(draft.day) for draft in drafts}):
        small = [draft for draft in drafts if _monday(draft.day) == week_on and _is_small(draft)]
        for _ in range(_SWAPS_A_WEEK):
            one = chance.choice(small) if small else None
            others = [each for each in small if one and each.minutes == one.minutes and each.title != one.title]
            if one is not None and others:
                other = chance.choice(others)
                found |= {one.id: other, other.id: one}
                small = [each for each in small if each.id not in found]
    return found


def _is_small(draft: Draft) -> bool:
    is_own = not draft.tag and not draft.series and not draft.make_up_for
    return is_own and draft.protection <= 1 and draft.state == "kept" and draft.day not in PICTURE_WEEK


def _add_draft(book: Book, draft: Draft, former: Draft | None, chance: Random) -> None:
    ref = _date_of(draft.series, draft.occurrence_on) if draft.series and draft.occurrence_on else draft.id
    if ref == _date_of(_MOVED_TALK[0], _MOVED_TALK[1]):
        return
    is_added = bool(draft.tag or draft.make_up_for) or (
        former is None and _is_small(draft) and chance.random() < _ADDED_SHARE
    )
    place = former or draft
    _add(book, ref, place.day, (place.start, place.end), draft.activity, draft.protection, is_added=is_added)


def _add_let_go(book: Book, agenda: Agenda, chance: Random, last: date) -> None:
    """Add what was planned once and is gone: one small thing in some weeks, on a time that is free now."""
    days = sorted(day for day in agenda.by_day if day <= last and day not in PICTURE_WEEK)
    for week_on in sorted({_monday(day) for day in days}):
        title, activity = chance.choice(_LET_GO)
        gaps = [
            (day, low)
            for day in days
            if _monday(day) == week_on
            for low, high in agenda.gaps(day, *WORK)
            if high - low >= 15
        ]
        if gaps and chance.random() < 0.6:
            day, low = chance.choice(gaps)
            _add(book, row_id(f"block:{day}:{low}:{title}"), day, (low, low + 15), activity, 1)


def _add(
    book: Book, ref: str, day: date, span: tuple[int, int], activity: str, level: int, *, is_added: bool = False
) -> None:
    week_on = _monday(day)
    book.add(
        "plan_baseline", f"plan_baseline:{week_on}:{ref}", block_ref=ref, week_on=week_on,
        starts_local=WallTime(day, span[0]), ends_local=WallTime(day, 0).plus(span[1]),
        activity_type_id=activity_type_id(activity), protection=level, is_added=is_added,
    )  # fmt: skip


def _date_of(series: str, day: date) -> str:
    return BlockRef(None, row_id(f"block_series:{series}"), day).key


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
