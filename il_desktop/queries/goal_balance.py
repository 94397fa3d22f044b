"""Every minute of a period once: to the goals it served, or to "no goal". The sum is that of all blocks, exactly.

A block gives its minutes by its shares, the block of a meeting by its agenda. Days without hours are left out.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.metrics.time_shares import split_weighted
from il_desktop.store.reader import Reader

NO_GOAL = ""
_LENGTH = "CAST(ROUND((julianday(x.ends_local) - julianday(x.starts_local)) * 1440) AS INTEGER)"
_BLOCKS = f"""
    SELECT x.id, {_LENGTH} FROM time_block x
    WHERE x.starts_local >= ? AND x.starts_local < ? AND x.state <> 'cancelled' AND x.all_day = 0
"""  # noqa: S608  nothing but our own constant is put in
_HAPPENED = f"""
    SELECT ifnull(x.block_id, ''), sum({_LENGTH}) FROM actual x
    WHERE x.starts_local >= ? AND x.starts_local < ? AND x.source <> 'study' GROUP BY x.block_id
"""  # noqa: S608  same
_SHARES = "SELECT block_id, goal_id, share_pct FROM block_goal ORDER BY block_id, pos, goal_id"
_AGENDAS = """
    SELECT m.block_id, i.goal_id, sum(i.minutes), (SELECT sum(n.minutes) FROM agenda_item n WHERE n.meeting_id = m.id)
    FROM meeting m JOIN agenda_item i ON i.meeting_id = m.id
    WHERE m.block_id IS NOT NULL AND m.state <> 'cancelled' AND i.goal_id IS NOT NULL
    GROUP BY m.block_id, i.goal_id ORDER BY m.block_id, min(i.pos), i.goal_id
"""


class Balance(NamedTuple):
    """Minutes by goal id; "no goal" stands under the empty id. `planned` in blocks, `kept` in what happened."""

    planned: dict[str, int]
    kept: dict[str, int]

    @property
    def all_planned(self) -> int:
        """All minutes of all blocks."""
        return sum(self.planned.values())

    @property
    def all_kept(self) -> int:
        """All minutes that happened."""
        return sum(self.kept.values())


def goal_balance(reader: Reader, first: date, last: date) -> Balance:
    """Return where the minutes of the days from `first` to `last` went, both included."""
    span = (first.isoformat(), (last + timedelta(days=1)).isoformat())
    weights, agendas = _weights(reader.rows(_SHARES)), _agendas(reader.rows(_AGENDAS))
    lengths = dict(reader.rows(_BLOCKS, span))
    planned: dict[str, int] = {}
    kept: dict[str, int] = {}
    for block_id, minutes in lengths.items():
        _give(planned, minutes, *_split(block_id, minutes, weights, agendas))
    for block_id, minutes in reader.rows(_HAPPENED, span):
        _give(kept, minutes, *_split(block_id, lengths.get(block_id, minutes), weights, agendas))
    return Balance(planned, kept)


def _split(
    block_id: str, length: int, weights: dict[str, list[tuple[str, int]]], agendas: dict[str, tuple[list[Any], int]]
) -> tuple[list[tuple[str, int]], int]:
    """Return the goals of a block with their weights, and the whole they are parts of."""
    if block_id in agendas:
        members, total = agendas[block_id]
        return members, max(length, total)
    return weights.get(block_id, []), 100


def _give(found: dict[str, int], minutes: int, members: list[tuple[str, int]], whole: int) -> None:
    parts = split_weighted(minutes, [weight for _, weight in members], whole)
    for goal_id, part in zip([*(goal_id for goal_id, _ in members), NO_GOAL], parts, strict=True):
        found[goal_id] = found.get(goal_id, 0) + part


def _weights(rows: list[tuple[Any, ...]]) -> dict[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for block_id, goal_id, share in rows:
        found.setdefault(block_id, []).append((goal_id, share))
    return found


def _agendas(rows: list[tuple[Any, ...]]) -> dict[str, tuple[list[Any], int]]:
    found: dict[str, tuple[list[Any], int]] = {}
    for block_id, goal_id, minutes, total in rows:
        found.setdefault(block_id, ([], total))[0].append((goal_id, minutes))
    return found
