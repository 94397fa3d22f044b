"""Files kept with records: what is there, and the content of one when somebody asks for it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from il_desktop.domain.errors import NotFound
from il_desktop.domain.light import NamedTuple
from il_desktop.store.reader import Reader

if TYPE_CHECKING:
    from il_desktop.domain.evidence import EvidenceFile


class Evidence(NamedTuple):
    """One file kept with a record; `kind` is the lane of evidence, `size` in bytes."""

    id: str
    kind: str
    name: str
    size: int
    note: str


_OF = """
    SELECT owner_id, id, kind, file_name, ifnull(size, 0), ifnull(note, '') FROM attachment
    WHERE owner_kind = ? AND sha256 IS NOT NULL AND owner_id IN (SELECT value FROM json_each(?))
    ORDER BY created_at, file_name COLLATE NOCASE, id
"""
_CONTENT = """
    SELECT a.file_name, f.bytes FROM attachment a JOIN file_content f ON f.sha256 = a.sha256 WHERE a.id = ?
"""


def evidence_of(reader: Reader, owner_kind: str, owner_ids: Iterable[str]) -> dict[str, tuple[Evidence, ...]]:
    """Return the files of several records of one kind, without their contents."""
    found: dict[str, tuple[Evidence, ...]] = {}
    for owner_id, *row in reader.rows(_OF, (owner_kind, json.dumps(list(owner_ids)))):
        found[owner_id] = (*found.get(owner_id, ()), Evidence(*row))
    return found


def evidence_file(reader: Reader, attachment_id: str) -> EvidenceFile:
    """Return name and content of one file; raise NotFound when it is gone."""
    row = reader.row(_CONTENT, (attachment_id,))
    if row is None:
        raise NotFound(kind="attachment", key=attachment_id)
    from il_desktop.domain.evidence import EvidenceFile  # noqa: PLC0415  lists of names do without

    return EvidenceFile(row[0], bytes(row[1]))
