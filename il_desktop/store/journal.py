"""Steps: what each command changed, in the order it happened, so that it can be taken back also after a restart.

Decides which steps can be undone or redone, when two become one, and how long images are kept: exactly as long as they
can still be applied. Writing rows back belongs to `apply`. States and rules: docs/decisions/0003-journal-and-undo.md.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from il_desktop.domain.zones import parse_instant
from il_desktop.store.images import RowImages, from_json, to_json
from il_desktop.store.schema import SCHEMA_VERSION

CAP = 100  # steps that can always be undone; our choice
PRUNE_EVERY = 10  # steps: forgetting older images with each step would cost every save two more pages
MERGE_WITHIN = timedelta(seconds=1)
FIRST_WINS = ("from_", "was_")  # label arguments of a merged step that keep the first value: where it all began

LabelArgs = Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True)
class NewStep:
    """A step about to be written. `id` was made before the transaction, to be looked for after a failed commit."""

    id: str
    op: str
    made_at: str
    label_args: LabelArgs
    merge_key: str | None = None
    actor: str = ""
    is_undoable: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """A stored step with its images, in the order they were made."""

    seq: int
    op: str
    images: tuple[RowImages, ...]


def write_step(raw: Any, step: NewStep, images: Sequence[RowImages]) -> int:
    """Store a step inside the present transaction, or add it to the last one; return its number.

    Makes redo steps void. A step that is not undoable is a barrier: nothing before it can be undone any more.
    """
    if step.is_undoable and step.merge_key is not None:
        last = _mergeable(raw, step)
        if last is not None:
            return _merge(raw, last, step, images)
    if not step.is_undoable:
        raise_barrier(raw)
    elif images:  # a step of ledger rows alone, such as an export, leaves undo and redo as they were
        _drop_redo(raw)
    state = "done" if step.is_undoable and images else "fixed"
    cursor = raw.execute(
        "INSERT INTO journal_step (id, made_at, actor, op, label_args, merge_key, schema_version, state)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            step.id,
            step.made_at,
            step.actor,
            step.op,
            _args_text(step.label_args),
            step.merge_key,
            SCHEMA_VERSION,
            state,
        ),
    )
    seq = int(cursor.lastrowid)
    if state == "done":
        _insert_images(raw, seq, 1, images)
        if seq % PRUNE_EVERY == 0:
            _keep_newest(raw)
    return seq


def has_step(connection: Any, step_id: str) -> bool:
    """Tell whether the newest step in the file is this one, after its commit answered with an error."""
    row = connection.execute("SELECT id FROM journal_step ORDER BY seq DESC LIMIT 1").fetchone()
    return row is not None and row[0] == step_id


def raise_barrier(raw: Any) -> None:
    """Make every step so far final and forget its images (migration, restore, a command that cannot be undone)."""
    raw.execute("UPDATE journal_step SET state = 'fixed' WHERE state = 'done'")
    raw.execute("UPDATE journal_step SET state = 'void' WHERE state = 'undone'")
    raw.execute("DELETE FROM journal_change")


def next_undo(raw: Any) -> Step | None:
    """Return the newest step that is done, None when nothing can be undone."""
    return _load(raw, "SELECT seq, op FROM journal_step WHERE state = 'done' ORDER BY seq DESC LIMIT 1")


def next_redo(raw: Any) -> Step | None:
    """Return the oldest step that was undone, None when nothing can be redone."""
    return _load(raw, "SELECT seq, op FROM journal_step WHERE state = 'undone' ORDER BY seq LIMIT 1")


def mark(raw: Any, seq: int, state: str) -> None:
    """Set the state of one step."""
    raw.execute("UPDATE journal_step SET state = ? WHERE seq = ?", (state, seq))


def state_of(connection: Any, seq: int) -> str | None:
    """Return the state of a step, None when there is no such step."""
    row = connection.execute("SELECT state FROM journal_step WHERE seq = ?", (seq,)).fetchone()
    return None if row is None else row[0]


def _load(raw: Any, sql: str) -> Step | None:
    header = raw.execute(sql).fetchone()
    if header is None:
        return None
    return Step(header[0], header[1], tuple(_images(raw, header[0])))


def _images(raw: Any, seq: int) -> list[RowImages]:
    rows = raw.execute('SELECT tbl, "key", "before", "after" FROM journal_change WHERE seq = ? ORDER BY n', (seq,))
    return [RowImages(tbl, key, from_json(before), from_json(after)) for tbl, key, before, after in rows.fetchall()]


def _mergeable(raw: Any, step: NewStep) -> tuple[int, LabelArgs] | None:
    row = raw.execute(
        "SELECT seq, merge_key, state, made_at, label_args FROM journal_step ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    if row is None or row[1] != step.merge_key or row[2] != "done":
        return None
    gap = parse_instant(step.made_at) - parse_instant(row[3])
    return (row[0], json.loads(row[4])) if timedelta() <= gap <= MERGE_WITHIN else None


def _merge(raw: Any, last: tuple[int, LabelArgs], step: NewStep, images: Sequence[RowImages]) -> int:
    seq, first_args = last
    merged = {(image.table, image.key): image for image in _images(raw, seq)}
    for image in images:
        row = (image.table, image.key)
        merged[row] = merged[row].then(image) if row in merged else image
    kept = [image for image in merged.values() if image.is_change]
    raw.execute("DELETE FROM journal_change WHERE seq = ?", (seq,))
    if not kept:
        raw.execute("DELETE FROM journal_step WHERE seq = ?", (seq,))
        return seq
    args = {**step.label_args, **{name: value for name, value in first_args.items() if name.startswith(FIRST_WINS)}}
    raw.execute(
        "UPDATE journal_step SET id = ?, made_at = ?, label_args = ? WHERE seq = ?",
        (step.id, step.made_at, _args_text(args), seq),
    )
    _insert_images(raw, seq, 1, kept)
    return seq


def _insert_images(raw: Any, seq: int, first: int, images: Sequence[RowImages]) -> None:
    raw.executemany(
        'INSERT INTO journal_change (seq, n, tbl, "key", "before", "after") VALUES (?, ?, ?, ?, ?, ?)',
        [
            (seq, n, image.table, image.key, to_json(image.before), to_json(image.after))
            for n, image in enumerate(images, first)
        ],
    )


def _drop_redo(raw: Any) -> None:
    undone = raw.execute("SELECT seq FROM journal_step WHERE state = 'undone'").fetchall()
    if undone:
        raw.executemany("DELETE FROM journal_change WHERE seq = ?", undone)
        raw.executemany("UPDATE journal_step SET state = 'void' WHERE seq = ?", undone)


def _keep_newest(raw: Any) -> None:
    sql = "SELECT seq FROM journal_step WHERE state = 'done' ORDER BY seq DESC LIMIT -1 OFFSET ?"
    old = raw.execute(sql, (CAP,)).fetchall()
    if old:
        raw.executemany("DELETE FROM journal_change WHERE seq = ?", old)
        raw.executemany("UPDATE journal_step SET state = 'fixed' WHERE seq = ?", old)


def _args_text(args: LabelArgs) -> str:
    return json.dumps(dict(args), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
