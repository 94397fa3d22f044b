"""Evidence: files kept with a check-in, a goal or another record. Each content is stored once, by its hash.

The content itself is not part of undo: taking back an attachment leaves the bytes for the way forward.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from il_desktop.domain.errors import BadFile, BadValue, NotFound
from il_desktop.domain.evidence import KINDS, MOST_BYTES, EvidenceFile, kept_name, media_type
from il_desktop.models.base import Base
from il_desktop.models.settings import Attachment
from il_desktop.store.contents import keep_content
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx


@operation("evidence.add")
def add_evidence(
    tx: Tx, owner_kind: str, owner_id: str, file: EvidenceFile, *, kind: str = "document", note: str = ""
) -> str:
    """Keep a file with a record; return the attachment's id. Raises BadFile for an empty or too large one."""
    owner = Base.metadata.tables.get(owner_kind)
    if owner is None or tx.session.scalar(select(owner.c.id).where(owner.c.id == owner_id)) is None:
        raise NotFound(kind=owner_kind, key=owner_id)
    row = attach(tx.session, owner_kind, owner_id, file, kind=kind, note=note)
    tx.say(evidence=row.id, kind=owner_kind)
    return row.id


@operation("evidence.delete")
def delete_evidence(tx: Tx, attachment_id: str) -> None:
    """Take a file away from its record."""
    row = tx.session.get(Attachment, attachment_id)
    if row is None:
        raise NotFound(kind="attachment", key=attachment_id)
    tx.session.delete(row)
    tx.say(evidence=attachment_id, kind=row.owner_kind)


def attach(
    session: Session, owner_kind: str, owner_id: str, file: EvidenceFile, *, kind: str = "document", note: str = ""
) -> Attachment:
    """Store the content unless it is there already, and the row that names it; part of a larger step."""
    if kind not in KINDS:
        raise BadValue(field="kind", value=kind, reason="not_a_choice")
    name = kept_name(file.name)
    if not file.content:
        raise BadFile(path=Path(name), reason="empty")
    if len(file.content) > MOST_BYTES:
        raise BadFile(path=Path(name), reason="evidence_too_large")
    digest, size = file.sha256, len(file.content)
    keep_content(session, digest, file.content)
    row = Attachment(
        owner_kind=owner_kind,
        owner_id=owner_id,
        kind=kind,
        note=note or None,
        file_name=name,
        media_type=media_type(name),
        sha256=digest,
        size=size,
    )
    session.add(row)
    return row
