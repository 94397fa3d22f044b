"""What left the file: the log of every export, and what Outlook has of ours. The files are left to `interchange`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from il_desktop.interchange.ics.ledger import TARGET, Choice, ExportNote
from il_desktop.models.settings import ExportBatch, ExportedEvent
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx


@operation("export.log")
def log_export(  # noqa: PLR0913  it is the list of what the log holds
    tx: Tx,
    file_name: str,
    sha256: str,
    audience: str,
    *,
    kind: str = "ics",
    tag: str | None = None,
    with_names: bool = False,
    suppressed_cells: int = 0,
) -> None:
    """Note an export in the log, which undo leaves alone; `suppressed_cells` are numbers that were held back."""
    tx.session.add(
        ExportBatch(
            kind=kind,
            audience=audience,
            with_names=with_names,
            suppressed_cells=suppressed_cells,
            file_name=file_name,
            sha256=sha256,
            tag=tag,
        )
    )


@operation("export.ledger")
def note_export(tx: Tx, note: ExportNote) -> None:
    """Remember a tagged file: which dates the other calendar now has, in which revision. Undo leaves it alone.

    A whole calendar takes the place of everything that went out to this audience before.
    """
    batch = ExportBatch(
        kind="ics",
        audience=note.audience.value,
        with_names=note.with_names,
        file_name=note.file_name,
        sha256=note.sha256,
        tag=note.tag,
    )
    tx.session.add(batch)
    tx.session.flush()
    where = (ExportedEvent.target == TARGET, ExportedEvent.audience == note.audience.value)
    rows = {row.uid: row for row in tx.session.scalars(select(ExportedEvent).where(*where))}
    new: list[dict[str, Any]] = []
    for entry in note.written:
        values = {
            "source_ref": entry.source,
            "starts": entry.start,
            "title": entry.title,
            "content_hash": entry.fingerprint,
            "sequence": note.sequences.get(entry.uid, 0),
            "last_batch_id": batch.id,
            "state": "live",
        }
        row = rows.pop(entry.uid, None)
        if row is None:
            place = {"target": TARGET, "audience": note.audience.value, "uid": entry.uid, "first_batch_id": batch.id}
            new.append({**place, **values})
            continue
        for name, value in values.items():
            if getattr(row, name) != value:  # most rows of a whole calendar only belong to another file now
                setattr(row, name, value)
    tx.insert_rows("exported_event", new)
    gone = set(note.gone)
    for row in rows.values():
        if note.choice is Choice.ALL:
            tx.session.delete(row)
        elif row.id in gone:
            row.state = "vanished"


@operation("export.ticked")
def tick_deleted(tx: Tx, ids: Iterable[str]) -> int:
    """Forget entries that the user has deleted in the other calendar; what is still here counts as new then."""
    rows = [tx.session.get(ExportedEvent, row_id) for row_id in ids]
    found = [row for row in rows if row is not None]
    for row in found:
        tx.session.delete(row)
    return len(found)
