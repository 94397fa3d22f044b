"""Reads a problem file: JSON text to a Problem. Says of the first thing that cannot be taken where it is and why."""

from __future__ import annotations

import json
from typing import Any, NamedTuple, TypeGuard

from il_desktop.domain.errors import BadProblem
from il_desktop.planning.problem import PRIORITIES, Block, Fixed, Problem, Window

MAX_BYTES = 8 * 1024 * 1024
MAX_DAYS, MAX_SLOTS_PER_DAY = 366, 1440
MAX_BLOCKS, MAX_FIXED, MAX_WINDOWS, MAX_CANDIDATES = 1000, 10_000, 1000, 200_000
# Each place is a mask of the whole week: places times slots are bits of memory.
_MAX_BITS = 2_000_000_000
_MAX_NUMBER = 1_000_000


def read_problem(text: str) -> Problem:
    """Return the problem that a JSON text describes; raise BadProblem for the first thing that cannot be taken."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadProblem(reason="not_json") from error
    return problem_of(data)


def problem_of(data: Any) -> Problem:
    """Return the problem that parsed JSON describes; raise BadProblem."""
    whole = _object(data, "")
    week = _Week(
        _number(whole, "days", "", least=1, most=MAX_DAYS),
        _number(whole, "slots_per_day", "", least=1, most=MAX_SLOTS_PER_DAY),
    )
    problem = Problem(
        week.days,
        week.slots,
        week.now(whole.get("now", [0, 0])),
        tuple(week.fixed(item, number) for number, item in enumerate(_list(whole, "fixed", MAX_FIXED))),
        tuple(week.block(item, number) for number, item in enumerate(_list(whole, "blocks", MAX_BLOCKS))),
        _by_category(whole, "caps"),
        _by_category(whole, "gaps"),
        _number(whole, "slot_minutes", "", least=1, most=1440, default=15),
    )
    _check_ids(problem)
    _check_order(problem)
    _check_size(problem)
    return problem


class _Week(NamedTuple):
    """The size of the week, against which every place is held."""

    days: int
    slots: int

    def fixed(self, item: Any, number: int) -> Fixed:
        where, item = _named(item, "fixed event", number)
        day = _number(item, "day", where, least=0, most=self.days - 1)
        start = _number(item, "start", where, least=0, most=self.slots - 1)
        length = _number(item, "length", where, least=1, most=_MAX_NUMBER)
        if start + length > self.slots:
            raise BadProblem(reason="beyond_day", where=where)
        gap = _number(item, "gap_after", where, least=0, most=_MAX_NUMBER, default=0)
        return Fixed(item["id"], day * self.slots + start, length, gap)

    def block(self, item: Any, number: int) -> Block:
        where, item = _named(item, "block", number)
        after = item.get("after")
        if after is not None and not isinstance(after, str):
            raise BadProblem(reason="not_text", where=where, field="after")
        return Block(
            item["id"],
            _number(item, "length", where, least=1, most=_MAX_NUMBER),
            _number(item, "priority", where, least=min(PRIORITIES), most=max(PRIORITIES)),
            _text(item, "category", where),
            tuple(self.window(window, where) for window in _list(item, "windows", MAX_WINDOWS, where)),
            self.slot(item.get("ideal"), "ideal", where),
            self.slot(item.get("previous"), "previous", where),
            after,
        )

    def window(self, item: Any, where: str) -> Window:
        if not isinstance(item, list) or len(item) != 3 or not all(_is_whole(value) for value in item):
            raise BadProblem(reason="not_a_window", where=where, field="windows")
        day, first, last = item
        if not 0 <= day < self.days or first < 0 or last > self.slots:
            raise BadProblem(reason="window_outside", where=where, field="windows")
        if last <= first:
            raise BadProblem(reason="window_empty", where=where, field="windows")
        return Window(day * self.slots + first, day * self.slots + last)

    def slot(self, item: Any, field: str, where: str) -> int | None:
        if item is None:
            return None
        if not isinstance(item, list) or len(item) != 2 or not all(_is_whole(value) for value in item):
            raise BadProblem(reason="not_a_slot", where=where, field=field)
        day, slot = item
        if not 0 <= day < self.days or not 0 <= slot < self.slots:
            raise BadProblem(reason="slot_outside", where=where, field=field)
        return day * self.slots + slot

    def now(self, item: Any) -> int:
        """Return `now`; the end of a day and of the week are allowed: a week that is over can be asked about."""
        if not isinstance(item, list) or len(item) != 2 or not all(_is_whole(value) for value in item):
            raise BadProblem(reason="not_a_slot", field="now")
        day, slot = item
        if not 0 <= day <= self.days or not 0 <= slot <= self.slots or (day == self.days and slot):
            raise BadProblem(reason="slot_outside", field="now")
        return day * self.slots + slot


def _check_ids(problem: Problem) -> None:
    for kind, ids in (("fixed event", [f.id for f in problem.fixed]), ("block", [b.id for b in problem.blocks])):
        seen: set[str] = set()
        for key in ids:
            if key in seen:
                raise BadProblem(reason="twice", where=f"{kind} “{_short(key)}”")
            seen.add(key)
    for block in problem.blocks:
        if block.after is not None and block.after not in problem.by_id:
            raise BadProblem(
                reason="unknown_after", where=f"block “{_short(block.id)}”", field="after", detail=_short(block.after)
            )


def _check_order(problem: Problem) -> None:
    """Refuse blocks that wait for each other in a ring."""
    fine: set[str] = set()
    for block in problem.blocks:
        path: dict[str, None] = {}
        at: Block | None = block
        while at is not None and at.id not in fine:
            if at.id in path:
                ring = [*path][[*path].index(at.id) :]
                raise BadProblem(
                    reason="ring",
                    where=f"block “{_short(ring[0])}”",
                    field="after",
                    detail=" → ".join(map(_short, ring[:5])),
                )
            path[at.id] = None
            at = problem.by_id[at.after] if at.after is not None else None
        fine.update(path)


def _check_size(problem: Problem) -> None:
    rough = sum(max(0, w.end - w.start - b.length + 1) for b in problem.blocks for w in b.windows)
    most = min(MAX_CANDIDATES, _MAX_BITS // (problem.days * problem.slots_per_day))
    if rough > most:
        raise BadProblem(reason="too_many_places", field="windows", detail=str(most))


def _named(item: Any, kind: str, number: int) -> tuple[str, dict[str, Any]]:
    """Return how an item is called in a sentence, and its fields."""
    fields = _object(item, f"{kind} number {number + 1}")
    key = _text(fields, "id", f"{kind} number {number + 1}")
    return f"{kind} “{_short(key)}”", fields


def _object(data: Any, where: str) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise BadProblem(reason="not_an_object", where=where)
    return data


def _list(data: dict[str, Any], field: str, most: int, where: str = "") -> list[Any]:
    if field not in data:
        raise BadProblem(reason="missing", where=where, field=field)
    if not isinstance(data[field], list):
        raise BadProblem(reason="not_a_list", where=where, field=field)
    if len(data[field]) > most:
        raise BadProblem(reason="too_many", where=where, field=field, detail=f"{len(data[field])}/{most}")
    return data[field]


def _text(data: dict[str, Any], field: str, where: str) -> str:
    if field not in data:
        raise BadProblem(reason="missing", where=where, field=field)
    if not isinstance(data[field], str) or not data[field]:
        raise BadProblem(reason="not_text", where=where, field=field)
    return data[field]


def _number(data: dict[str, Any], field: str, where: str, *, least: int, most: int, default: int | None = None) -> int:
    value: Any = data.get(field, default)
    if value is None and field not in data:
        raise BadProblem(reason="missing", where=where, field=field)
    if not _is_whole(value):
        raise BadProblem(reason="not_whole", where=where, field=field)
    if not least <= value <= most:
        raise BadProblem(reason="out_of_range", where=where, field=field, detail=f"{least}/{most}")
    return value


def _is_whole(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _by_category(whole: dict[str, Any], field: str) -> dict[str, int]:
    given = whole.get(field, {})
    if not isinstance(given, dict):
        raise BadProblem(reason="not_an_object", field=field)
    return {name: _number(given, name, field, least=0, most=_MAX_NUMBER) for name in given}


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
