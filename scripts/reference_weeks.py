"""Reference weeks for the planner: made up, seeded, the same on every machine. Tests and bench share them."""

from __future__ import annotations

import random
from dataclasses import replace

from il_desktop.planning.problem import Block, Fixed, Placements, Problem, Window

DAYS, SLOTS = 5, 42
CATEGORIES = ("visit", "feedback", "deep_work", "office", "people")
LENGTHS = (1, 2, 2, 3, 3, 4, 4, 6)
LONGEST = 8


def reference_week(seed: int, fill_pct: int = 74, *, fixed: int = 40, flexible: int = 40, days: int = DAYS) -> Problem:
    """Return a school week of 15-minute slots: events, and blocks that together fill the given share of it."""
    chance = random.Random(f"{seed}/{fill_pct}/{fixed}/{flexible}/{days}")  # noqa: S311  made-up weeks, no secrets
    events = _events(chance, fixed, days)
    taken = {slot for event in events for slot in range(event.start, event.end)}
    wanted = min(max(flexible, days * SLOTS * fill_pct // 100 - len(taken)), flexible * LONGEST)
    lengths = _lengths(chance, flexible, wanted)
    blocks = [_block(chance, f"b{number:02}", length, days) for number, length in enumerate(lengths)]
    blocks = _with_order(chance, blocks)
    caps, gaps = {}, {}
    for category in CATEGORIES[:3]:
        slots = sum(block.length for block in blocks if block.category == category)
        caps[category] = max(slots // days + 4, max((b.length for b in blocks if b.category == category), default=1))
        gaps[category] = chance.choice((0, 1, 1, 2))
    return Problem(days, SLOTS, 0, tuple(events), tuple(blocks), caps, gaps)


def broken_week(week: Problem, plan: Placements, seed: int, *, lost: int = 8) -> Problem:
    """Return what is left of a planned week after `lost` slots were taken from the second day, and the past froze."""
    chance = random.Random(f"broken/{seed}")  # noqa: S311  made-up weeks, no secrets
    start = week.slots_per_day + chance.randrange(4, week.slots_per_day - lost - 8)
    gone = [b for b in week.blocks if b.id in plan and plan[b.id] < start]
    done = {block.id for block in gone}
    past = [Fixed(f"done-{b.id}", plan[b.id], b.length) for b in gone if plan[b.id] + b.length <= start]
    running = [Fixed(f"done-{b.id}", plan[b.id], start - plan[b.id]) for b in gone if plan[b.id] + b.length > start]
    blocks = [
        replace(b, previous=plan.get(b.id), after=None if b.after in done else b.after)
        for b in week.blocks
        if b.id not in done
    ]
    hole = Fixed("lost", start, lost)
    return replace(week, now=start, fixed=(*week.fixed, *past, *running, hole), blocks=tuple(blocks))


def _events(chance: random.Random, count: int, days: int) -> list[Fixed]:
    events: list[Fixed] = []
    free = [[True] * SLOTS for _ in range(days)]
    while len(events) < count:
        day, length = chance.randrange(days), chance.choice((1, 1, 2, 2, 2, 3, 4))
        start = chance.randrange(SLOTS - length + 1)
        if all(free[day][start : start + length]):
            free[day][start : start + length] = [False] * length
            gap = 1 if chance.random() < 0.15 else 0
            events.append(Fixed(f"f{len(events):02}", day * SLOTS + start, length, gap))
    return events


def _lengths(chance: random.Random, count: int, wanted: int) -> list[int]:
    lengths = [chance.choice(LENGTHS) for _ in range(count)]
    while sum(lengths) != wanted:
        index = chance.randrange(count)
        step = 1 if sum(lengths) < wanted else -1
        if 1 <= lengths[index] + step <= LONGEST:
            lengths[index] += step
    return lengths


def _block(chance: random.Random, key: str, length: int, days: int) -> Block:
    open_days = sorted(chance.sample(range(days), chance.randint(min(2, days), days)))
    half = chance.random()
    first, last = (0, SLOTS) if half < 0.5 else (0, SLOTS // 2 + 4) if half < 0.75 else (SLOTS // 2 - 4, SLOTS)
    windows = tuple(Window(day * SLOTS + first, day * SLOTS + last) for day in open_days)
    ideal = chance.choice(open_days) * SLOTS + chance.randrange(first, last - length + 1)
    wish = ideal if chance.random() < 0.7 else None
    return Block(key, length, chance.choice((1, 2, 2, 3, 3, 4)), chance.choice(CATEGORIES), windows, wish)


def _with_order(chance: random.Random, blocks: list[Block]) -> list[Block]:
    """Let some feedback blocks follow a visit."""
    visits = [block.id for block in blocks if block.category == "visit"]
    firsts = chance.sample(visits, min(4, len(visits)))
    for number, block in enumerate(blocks):
        if block.category == "feedback" and firsts:
            blocks[number] = replace(block, after=firsts.pop())
    return blocks
