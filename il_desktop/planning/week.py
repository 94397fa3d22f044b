"""A week of real minutes as a problem of slots, and back: events widen, windows narrow, what stands keeps its minutes.

An event takes every slot it touches, a window only the slots it holds whole: what fits in slots fits on the clock.
What stands already is read as the slots nearest to it; where these are taken though the clock says otherwise, it
stays where it is. How a place comes back to bell times is told in docs/decisions/0019-the-planner-at-work.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from il_desktop.domain.proposal import Loss, Note, Wanted
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.planning.problem import Block, Fixed, Problem, Window

SLOT_MIN = 15


@dataclass(frozen=True, slots=True)
class Taken:
    """Time nobody may plan on; `after_min` minutes behind it stay free, for the way back."""

    key: str
    title: str
    span: Span
    after_min: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """Work that may be placed. `windows` are real spans; `is_hit` says that its present time is gone.

    With `to_bell` a new place slides to the beginning of its window when that is less than a slot earlier.
    """

    wanted: Wanted
    group: str
    windows: tuple[Span, ...]
    previous: Span | None = None
    ideal: WallTime | None = None
    after: str = ""
    is_hit: bool = False
    to_bell: bool = False
    notes: tuple[Note, ...] = ()


class LessonAt(NamedTuple):
    """A lesson that could be seen: who teaches it, when, in which period and section."""

    person_id: str
    name: str
    span: Span
    period_code: str
    section_id: str = ""


@dataclass(frozen=True)
class WeekFacts:
    """All that a plan of some days is made from; `caps` are minutes of a group per day, `gaps` minutes between two.

    `lessons` name period, section and a second teacher for a visit, those who wait longest first. `hours` are the
    instructional hours, `protected` the time in them that is protected and that nobody plans.
    """

    dates: tuple[date, ...]
    from_min: int
    to_min: int
    now: WallTime
    taken: tuple[Taken, ...] = ()
    items: tuple[Item, ...] = ()
    caps: Mapping[str, int] = field(default_factory=dict)
    gaps: Mapping[str, int] = field(default_factory=dict)
    lessons: tuple[LessonAt, ...] = ()
    week_on: date = date.min
    hours: tuple[Span, ...] = ()
    protected: tuple[Span, ...] = ()
    losses: tuple[Loss, ...] = ()
    fixed_visits: int = 0
    fixed_talks: int = 0


class Grid:
    """The slots of some dates, counted through."""

    def __init__(self, facts: WeekFacts) -> None:
        self.dates = facts.dates
        self.first_min = facts.from_min - facts.from_min % SLOT_MIN
        self.per_day = max(1, -(-(facts.to_min - self.first_min) // SLOT_MIN))
        self._day_at = {day: number for number, day in enumerate(facts.dates)}

    def minutes_in(self, span: Span, day: date) -> tuple[int, int]:
        """Return where a span begins and ends on a date, in minutes from the day's first slot."""
        midnight = WallTime(day, 0)
        return midnight.until(span.start) - self.first_min, midnight.until(span.end) - self.first_min

    def touched(self, span: Span) -> list[tuple[int, int]]:
        """Return the slots a span touches, a pair of first and end for each date."""
        found = []
        for number, day in enumerate(self.dates):
            start, end = self.minutes_in(span, day)
            low, high = max(0, start // SLOT_MIN), min(self.per_day, -(-end // SLOT_MIN))
            if low < high:
                found.append((number * self.per_day + low, number * self.per_day + high))
        return found

    def held(self, span: Span) -> Window | None:
        """Return the slots that lie whole in a span of one date."""
        number = self._day_at.get(span.start.day)
        if number is None:
            return None
        start, end = self.minutes_in(span, span.start.day)
        low, high = max(0, -(-start // SLOT_MIN)), min(self.per_day, end // SLOT_MIN)
        return Window(number * self.per_day + low, number * self.per_day + high) if low < high else None

    def place(self, moment: WallTime) -> int:
        """Return the slot that begins nearest to a moment, the last one at most; a date outside is clamped."""
        if moment.day in self._day_at:
            number = self._day_at[moment.day]
            slot = (moment.minute - self.first_min + SLOT_MIN // 2) // SLOT_MIN
            return number * self.per_day + min(max(0, slot), self.per_day - 1)
        number = sum(day < moment.day for day in self.dates)
        return min(number * self.per_day, len(self.dates) * self.per_day - 1)

    def not_before(self, moment: WallTime) -> int:
        """Return the first slot that begins at or after a moment; the end of all when there is none."""
        number = sum(day < moment.day for day in self.dates)
        if moment.day not in self._day_at:
            return number * self.per_day
        slot = -(-(moment.minute - self.first_min) // SLOT_MIN)
        return number * self.per_day + min(max(0, slot), self.per_day)

    def time(self, slot: int) -> WallTime:
        """Return when a slot begins."""
        number, rest = divmod(slot, self.per_day)
        return WallTime(self.dates[number], 0).plus(self.first_min + rest * SLOT_MIN)


@dataclass(frozen=True)
class Week:
    """The problem of a week with the way back from slots to minutes. `pinned` items stay where they are."""

    facts: WeekFacts
    grid: Grid
    problem: Problem
    items: Mapping[str, Item]
    stands: Mapping[str, int]
    pinned: frozenset[str]


def week_of(facts: WeekFacts, *, pin: Collection[str] = ()) -> Week:
    """Return the problem of a week; what is pinned stays where it is by the clock."""
    grid = Grid(facts)
    fixed = [
        Fixed(f"{taken.key}#{number}", start, end - start, -(-taken.after_min // SLOT_MIN))
        for taken in facts.taken
        for number, (start, end) in enumerate(grid.touched(taken.span))
    ]
    stands, pinned = _standing(facts, grid, fixed, pin)
    blocks = [_block(item, grid, stands) for item in facts.items if item.wanted.key not in pinned]
    known = {block.id for block in blocks}
    blocks = [block if block.after in known else _unbound(block) for block in blocks]
    groups = {block.category for block in blocks}
    problem = Problem(
        days=len(facts.dates),
        slots_per_day=grid.per_day,
        now=min(grid.not_before(facts.now), len(facts.dates) * grid.per_day),
        fixed=tuple(fixed),
        blocks=tuple(blocks),
        caps={
            group: max(minutes // SLOT_MIN, _most_a_day(blocks, stands, group, grid))
            for group, minutes in facts.caps.items()
            if group in groups
        },
        gaps={group: -(-minutes // SLOT_MIN) for group, minutes in facts.gaps.items() if group in groups},
        slot_minutes=SLOT_MIN,
    )
    return Week(facts, grid, problem, {item.wanted.key: item for item in facts.items}, stands, frozenset(pinned))


def _most_a_day(blocks: Sequence[Block], stands: Mapping[str, int], group: str, grid: Grid) -> int:
    """Return how much of a group stands on one day already: a cap asks nothing of what is there."""
    days = [0] * max(1, len(grid.dates))
    for block in blocks:
        if block.category == group and block.id in stands:
            days[stands[block.id] // grid.per_day] += block.length
    return max(days)


def slots(minutes: int) -> int:
    """Return how many slots a length takes."""
    return max(1, -(-minutes // SLOT_MIN))


def spans_of(week: Week, placements: Mapping[str, int]) -> dict[str, Span]:
    """Return the real times of a plan: what did not move keeps its minutes, visits begin with the bell where free."""
    found = {key: span for key in week.pinned if (span := week.items[key].previous) is not None}
    moved: list[tuple[int, str]] = []
    for key, start in placements.items():
        item = week.items[key]
        if item.previous is not None and not item.is_hit and week.stands.get(key) == start:
            found[key] = item.previous
        else:
            moved.append((start, key))
            found[key] = Span.of(week.grid.time(start), item.wanted.minutes)
    for _, key in sorted(moved):
        if week.items[key].to_bell:
            found[key] = _at_bell(week, key, found)
    return found


def _at_bell(week: Week, key: str, found: Mapping[str, Span]) -> Span:
    item, span = week.items[key], found[key]
    window = next((w for w in item.windows if w.start <= span.start and span.end <= w.end), None)
    if window is None or not 0 < window.start.until(span.start) < SLOT_MIN or window.start < week.facts.now:
        return span
    earlier = span.moved_to(window.start)
    others: Iterable[Span] = (*(t.span for t in week.facts.taken), *(s for k, s in found.items() if k != key))
    return span if any(earlier.overlaps(other) for other in others) else earlier


def _standing(
    facts: WeekFacts, grid: Grid, fixed: list[Fixed], pin: Collection[str]
) -> tuple[dict[str, int], set[str]]:
    """Return the slots of what stands already, and what cannot be told in slots: it becomes fixed.

    Slots that something standing touches beside its own are taken too, unless something else stands in them.
    """
    standing = [item for item in facts.items if item.previous is not None and item.previous.start.day in grid.dates]
    pinned = {item.wanted.key for item in standing if item.wanted.key in pin}
    minutes = {item.wanted.key: item.wanted.minutes for item in standing}
    while True:
        held = [
            event
            for item in standing
            if item.wanted.key in pinned and item.previous
            for event in _fixed(item.wanted.key, item.previous, grid)
        ]
        mask = _mask((event.start, event.length + event.gap_after) for event in (*fixed, *held))
        stands, more = _slots_of(facts, grid, [item for item in standing if item.wanted.key not in pinned], mask)
        if not more:
            break
        pinned |= more
    fixed += held
    mask |= _mask((start, slots(minutes[key])) for key, start in stands.items())
    for item in standing:
        if item.wanted.key in stands and not item.is_hit and item.previous is not None:
            for low, high in grid.touched(item.previous):
                edges = (slot for slot in range(low, high) if not mask >> slot & 1)
                fixed += [Fixed(f"{item.wanted.key}~{slot}", slot, 1) for slot in edges]
    return stands, pinned


def _slots_of(facts: WeekFacts, grid: Grid, standing: Sequence[Item], mask: int) -> tuple[dict[str, int], set[str]]:
    """Return the slots nearest to where things stand, and what has none and may stay all the same."""
    stands: dict[str, int] = {}
    more: set[str] = set()
    for item in standing:
        key, span = item.wanted.key, item.previous
        if span is None:
            continue
        near, length = grid.place(span.start), slots(item.wanted.minutes)
        stands[key] = near
        if item.is_hit:
            continue
        bits = (1 << length) - 1
        windows = [window for window in map(grid.held, item.windows) if window is not None]
        free = (
            start
            for start in (near, near - 1, near + 1)
            if start >= 0
            and not mask & (bits << start)
            and any(window.start <= start and start + length <= window.end for window in windows)
        )
        start = next(free, None)
        if start is not None:
            stands[key] = start
            mask |= bits << start
        elif _may_stay(item, facts):
            del stands[key]
            more.add(key)
    return stands, more


def _mask(spans: Iterable[tuple[int, int]]) -> int:
    mask = 0
    for start, length in spans:
        mask |= ((1 << length) - 1) << start
    return mask


def _fixed(key: str, span: Span, grid: Grid) -> list[Fixed]:
    return [Fixed(f"{key}#{number}", low, high - low) for number, (low, high) in enumerate(grid.touched(span))]


def _may_stay(item: Item, facts: WeekFacts) -> bool:
    """Tell whether something may stay where it is by the clock: in one of its windows, on nobody's time.

    A repair leaves alone what it was not asked about, however it lies.
    """
    span = item.previous
    if facts.losses:
        return True
    if span is None or not any(window.start <= span.start and span.end <= window.end for window in item.windows):
        return False
    return not any(span.overlaps(taken.span) for taken in facts.taken)


def _block(item: Item, grid: Grid, stands: Mapping[str, int]) -> Block:
    wanted = item.wanted
    windows = tuple(sorted({w for w in map(grid.held, item.windows) if w is not None}, key=lambda w: (w.start, w.end)))
    previous = stands.get(wanted.key)
    if previous is None and item.previous is not None:
        previous = grid.place(item.previous.start)
    return Block(
        wanted.key,
        slots(wanted.minutes),
        wanted.priority,
        item.group,
        windows,
        grid.place(item.ideal) if item.ideal is not None else None,
        previous,
        item.after or None,
    )


def _unbound(block: Block) -> Block:
    """Return a block without a first one that is not planned here."""
    return Block(
        block.id, block.length, block.priority, block.category, block.windows, block.ideal, block.previous, None
    )
