"""What the journal can say of a step to a reader: its label, and the names of the things the label mentions.

Names are looked up when asked: from the rows as they are now or, for deleted rows, from the newest journal image.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from il_desktop.domain.changes import StepLabel
from il_desktop.domain.light import NamedTuple
from il_desktop.store.reader import Reader

# Where the things that commands speak of have their names, the likeliest first; SQL over the columns of one row.
_NAMES = {
    "time_block": "title",
    "goal": "title",
    "person": "coalesce(shown_as, given || ' ' || family)",
    "block_series": "title",
    "activity_type": "name",
    "measure": "name",
    "challenge": "title",
    "vision_item": "name",
    "bell_schedule": "name",
    "calendar_span": "name",
    "section": "title",
    "team": "name",
    "meeting": "title",
    "task": "title",
    "responsibility": "what",
    "selection_round": "name",
    "library_item": "name",
}
_ID_LENGTH = 36


class History(NamedTuple):
    """The steps that undo and redo would take, None where there is none."""

    undo: StepLabel | None
    redo: StepLabel | None


def step_history(reader: Reader) -> History:
    """Return both labels."""
    undo = reader.value("SELECT max(seq) FROM journal_step WHERE state = 'done'")
    redo = reader.value("SELECT min(seq) FROM journal_step WHERE state = 'undone'")
    return History(
        undo=None if undo is None else step_label(reader, undo),
        redo=None if redo is None else step_label(reader, redo),
    )


def step_label(reader: Reader, seq: int) -> StepLabel:
    """Return the label of one step; raise LookupError when there is no such step."""
    row = reader.row("SELECT op, label_args, made_at FROM journal_step WHERE seq = ?", (seq,))
    if row is None:
        raise LookupError(seq)
    op, text, made_at = row
    args = json.loads(text)
    names = {key: name for key in _ids(args) if (name := _name(reader, seq, key)) is not None}
    return StepLabel(seq=seq, op=op, args=args, made_at=made_at, names=names)


def _ids(args: dict[str, str | int | None]) -> Iterator[str]:
    for value in args.values():
        if isinstance(value, str) and len(value) >= _ID_LENGTH and value[8:9] == "-":
            yield value


def _name(reader: Reader, seq: int, key: str) -> str | None:
    row_id = key[:_ID_LENGTH]  # an occurrence is named by its series, see BlockRef.key
    for table, sql in _NAMES.items():
        name = reader.value(f"SELECT {sql} FROM {table} WHERE id = ?", (row_id,))  # noqa: S608  names of our own schema
        if name is not None:
            return str(name)
    return _name_of_deleted(reader, seq, row_id)


def _name_of_deleted(reader: Reader, seq: int, row_id: str) -> str | None:
    """Look among the whole images of the step itself, which is where a deletion has it, then among all."""
    whole = '"key" = ? AND ("before" IS NULL OR "after" IS NULL)'
    image = f'SELECT tbl, coalesce("after", "before") FROM journal_change WHERE {whole} AND '  # noqa: S608  ours
    for where in ("seq = ?", "seq <> ?"):
        found = reader.row(f"{image}{where} ORDER BY seq DESC, n DESC LIMIT 1", (row_id, seq))
        if found is not None and found[0] in _NAMES:
            values = json.loads(found[1])
            columns = ", ".join(f'? AS "{name}"' for name in values)
            return reader.value(f"SELECT {_NAMES[found[0]]} FROM (SELECT {columns})", tuple(values.values()))  # noqa: S608  same
    return None
