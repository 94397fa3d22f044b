"""What a row of a step held before and after, and how the journal writes that down."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from il_desktop.domain.changes import RowChange

Image = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RowImages:
    """One row of a step: what it held before (None: not there) and after; of an update just the columns that differ.

    A row that came or went is whole. Values outside the images are neither compared nor written by an undo.
    """

    table: str
    key: str
    before: Image | None
    after: Image | None

    @property
    def change(self) -> RowChange:
        """The same without the values."""
        if self.before is None:
            return RowChange(self.table, self.key, "insert")
        return RowChange(self.table, self.key, "delete" if self.after is None else "update")

    @property
    def is_change(self) -> bool:
        """Tell whether anything is different after it."""
        return self.before != self.after

    @classmethod
    def narrowed(cls, table: str, key: str, before: Image | None, after: Image | None) -> RowImages:
        """Return the images of two states of a row, without the columns that an update left as they were."""
        if before is None or after is None:
            return cls(table, key, before, after)
        differing = [name for name in after if name not in before or before[name] != after[name]]
        return cls(
            table, key, {name: before.get(name) for name in differing}, {name: after[name] for name in differing}
        )

    def then(self, later: RowImages) -> RowImages:
        """Return the images of this change and a later one of the same row taken together."""
        before = None if self.before is None else {**(later.before or {}), **self.before}
        after = None if later.after is None else {**(self.after or {}), **later.after}
        return RowImages.narrowed(self.table, self.key, before, after)


def to_json(image: Image | None) -> str | None:
    """Write an image as JSON text; raise TypeError for a BLOB, which undoable tables do not have."""
    return None if image is None else json.dumps(image, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def from_json(text: str | None) -> Image | None:
    """Read an image back."""
    return None if text is None else json.loads(text)
