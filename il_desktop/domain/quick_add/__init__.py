"""One line becomes a block: `observe Okoye every Tue 9-9:30`. A grammar of our own; it reads, it never writes.

`read` never fails and never picks between two readings unseen: what is not sure stands in `doubts`, and every choice
can be answered by its key.
"""

from __future__ import annotations

from collections.abc import Mapping

from il_desktop.domain.blocks import GoalShare
from il_desktop.domain.quick_add.facts import AllDay, CategorySaid, GoalSaid, KindSaid, Level, Named, Note, Place
from il_desktop.domain.quick_add.lexicon import KIND_OF_CATEGORY
from il_desktop.domain.quick_add.pool import Pool, pool_of
from il_desktop.domain.quick_add.reader import scan_line, title_of
from il_desktop.domain.quick_add.result import (
    NOTHING_CHOSEN,
    Around,
    Choice,
    Doubt,
    GoalName,
    Kind,
    Part,
    Person,
    QuickBlock,
)
from il_desktop.domain.quick_add.when import Resolver, When

__all__ = ["Around", "Choice", "Doubt", "GoalName", "Kind", "Part", "Person", "QuickBlock", "read"]

UNSTATED_KIND = "office_work"
UNSTATED_MINUTES = 30


def read(text: str, around: Around, chosen: Mapping[str, str] = NOTHING_CHOSEN) -> QuickBlock:
    """Read a line; `chosen` holds the answers to earlier doubts by their key."""
    pool = pool_of(text, scan_line(text, around), chosen)
    people, instead = _people(text, pool)
    kind, is_stated = _kind(pool, around)
    goals = _goals(pool)
    when = Resolver(pool, around).answer() if text.strip() else When()
    level, place, note = pool.get(Level), pool.get(Place), pool.get(Note)
    title = title_of(text, pool.said, instead)
    if text.strip() and not title and kind:
        title = kind.name
    return QuickBlock(
        title=title,
        kind=kind,
        kind_stated=is_stated,
        start=when.start,
        minutes=_minutes(when, kind, is_stated=is_stated),
        length_stated=when.minutes is not None,
        all_day=pool.get(AllDay) is not None,
        rule_kind=when.rule_kind,
        rule=when.rule,
        until_on=when.until_on,
        people=people,
        goals=goals,
        protection=level.level if level else None,
        place=place.name if place else "",
        note=note.text if note else "",
        period=when.period,
        parts=tuple(Part(one.start, one.end, one.role) for one in pool.said),
        doubts=tuple(sorted(pool.doubts, key=lambda doubt: not doubt.is_open)),
    )


def _minutes(when: When, kind: Kind | None, *, is_stated: bool) -> int:
    """Return the length: stated, else the activity type's, inside a bell period no longer than it."""
    if when.minutes is not None:
        return max(5, min(when.minutes, 1440))
    usual = kind.minutes if kind else UNSTATED_MINUTES
    if when.room is None:
        return usual
    return min(usual, when.room) if is_stated else when.room


def _people(text: str, pool: Pool) -> tuple[tuple[Person, ...], dict[int, str]]:
    found: list[Person] = []
    instead: dict[int, str] = {}
    for one, named in pool.all(Named):
        name = text[one.start : one.end]
        key = f"person:{name}"
        if not named.people:
            pool.doubt(Doubt("unknown_person", text=name))
            continue
        first, *others = named.people
        picked: Person | None = first
        if others:
            picked = next((person for person in named.people if person.id == pool.chosen.get(key)), None)
            choices = tuple(Choice(person.id, person.shown) for person in named.people)
            pool.doubt(Doubt("which_person", choices, key=key, text=name, is_open=picked is None))
            if picked:
                instead[one.start] = picked.shown
        if picked and picked not in found:
            found.append(picked)
    return tuple(found), instead


def _kind(pool: Pool, around: Around) -> tuple[Kind | None, bool]:
    """Return the activity type and whether it was said; a `#category` that fits no said kind takes its usual one."""
    kinds = {one.key: one for one in around.kinds}
    said, category = pool.get(KindSaid), pool.get(CategorySaid)
    found = kinds.get(said.key) if said else None
    if category and (found is None or found.category is not category.category):
        if found:
            pool.doubt(Doubt("two_kinds", text=found.name))
        usual = kinds.get(KIND_OF_CATEGORY[category.category])
        of_category = (one for one in around.kinds if one.category is category.category)
        return usual or next(of_category, None), True
    if found:
        return found, True
    return kinds.get(UNSTATED_KIND), False


def _goals(pool: Pool) -> tuple[GoalShare, ...]:
    """Return the goals with equal shares of the whole block."""
    ids: list[str] = []
    for number, (_, goal) in enumerate(pool.all(GoalSaid)):
        key = f"goal:{number}"
        if not goal.goals:
            pool.doubt(Doubt("unknown_goal"))
            continue
        picked = goal.goals[0] if len(goal.goals) == 1 else None
        if picked is None:
            picked = next((one for one in goal.goals if one.id == pool.chosen.get(key)), None)
            choices = tuple(Choice(one.id, one.title) for one in goal.goals)
            pool.doubt(Doubt("which_goal", choices, key=key, is_open=picked is None))
        if picked and picked.id not in ids:
            ids.append(picked.id)
    return tuple(GoalShare(one, 100 // len(ids)) for one in ids[:100])
