"""Which shown blocks are selected, to be moved, deleted or protected together. Holds keys, knows nothing of blocks."""

from __future__ import annotations

from collections.abc import Container, Iterable

from PySide6.QtCore import QObject, Signal


class Selection(QObject):
    """A set of keys in the order they were chosen. Signal: changed()."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys: dict[str, None] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._keys

    def __len__(self) -> int:
        return len(self._keys)

    @property
    def keys(self) -> tuple[str, ...]:
        """The selected keys."""
        return tuple(self._keys)

    def toggle(self, key: str) -> None:
        """Take a key in, or out again."""
        self.choose([one for one in self._keys if one != key] if key in self._keys else [*self._keys, key])

    def choose(self, keys: Iterable[str]) -> None:
        """Select these keys and no others."""
        chosen = dict.fromkeys(keys)
        if chosen != self._keys:
            self._keys = chosen
            self.changed.emit()

    def keep(self, shown: Container[str]) -> None:
        """Let go of what is no longer shown: nothing unseen is ever moved or deleted."""
        if self._keys:
            self.choose([key for key in self._keys if key in shown])

    def clear(self) -> bool:
        """Select nothing; say whether there was something."""
        had_some = bool(self._keys)
        self.choose(())
        return had_some
