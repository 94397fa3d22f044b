"""Keeps what is typed and not saved yet in a small file of its own beside the data file, for the case of a crash.

The file is written ahead to its full length, so that a full disk does not matter, and only this user can read it. Each
record carries its own check sum; reading ends at the first that does not fit. Nothing of it gets into the data file.
"""

from __future__ import annotations

import json
import os
import zlib
from contextlib import suppress
from pathlib import Path

from il_desktop.domain.drafts import Draft

_SIZE = 1 << 20  # bytes; our choice
_LONGEST = 100_000  # characters of one text; a longer one is a pasted list, not writing
_HEAD = 8  # length and CRC-32 of a record


def drafts_path(data_file: Path) -> Path:
    """Return where the drafts of a data file lie."""
    return data_file.with_name(data_file.name + ".drafts")


class Drafts:
    """The drafts of one file that this process holds. `found` are those that an earlier run left."""

    def __init__(self, data_file: Path) -> None:
        self._path = drafts_path(data_file)
        self._handle: int | None = None
        self._end = 0
        self._live: dict[tuple[str, tuple[str, ...], str, str], Draft] = {}
        for draft, is_done in _read(self._path):
            if is_done:
                self._live.pop(draft.spot, None)
            else:
                self._live[draft.spot] = draft
        self._found = dict(self._live)

    @property
    def found(self) -> tuple[Draft, ...]:
        """What an earlier run left and nobody has taken or thrown away yet, the oldest first."""
        return tuple(sorted(self._found.values(), key=lambda draft: draft.begun_at))

    def put(self, draft: Draft) -> bool:
        """Keep a draft in the place of the one before it; False when there is no room for it."""
        if len(draft.text) > _LONGEST:
            return False
        self._live[draft.spot] = draft
        return self._append(draft, is_done=False)

    def done(self, draft: Draft) -> None:
        """Forget a draft: it was saved, or thrown away. The last one leaves nothing of its words behind."""
        was_there = self._live.pop(draft.spot, None) is not None
        self._found.pop(draft.spot, None)
        if not self._live:
            self._empty()
        elif was_there:
            self._append(draft._replace(text=""), is_done=True)

    def clear(self) -> None:
        """Forget all of them, as when words about a person have to go."""
        self._live.clear()
        self._found.clear()
        self._empty()

    def close(self) -> None:
        """Close the file; it goes when nothing is left in it."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
        if not self._live:
            with suppress(OSError):
                self._path.unlink()

    def _append(self, draft: Draft, *, is_done: bool) -> bool:
        record = _record(draft, is_done=is_done)
        try:
            handle = self._open()
            if self._end + len(record) > _SIZE:
                return self._rewrite(handle)
            _write(handle, record, self._end)
        except OSError:
            return False  # the text is still in the window; the save that follows says what is wrong with the disk
        self._end += len(record)
        return True

    def _rewrite(self, handle: int) -> bool:
        """Write what is still alive from the beginning, in one piece."""
        records = b"".join(_record(draft, is_done=False) for draft in self._live.values())
        if len(records) > _SIZE:
            return False
        _write(handle, records + bytes(_SIZE - len(records)), 0)
        self._end = len(records)
        return True

    def _open(self) -> int:
        if self._handle is None:
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
            self._handle = os.open(self._path, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)
            self._rewrite(self._handle)
        return self._handle

    def _empty(self) -> None:
        if not self._path.exists():
            return
        with suppress(OSError):
            _write(self._open(), bytes(_SIZE), 0)
            self._end = 0


def _record(draft: Draft, *, is_done: bool) -> bytes:
    body = json.dumps([*draft, is_done], ensure_ascii=True).encode("ascii")
    return len(body).to_bytes(4, "big") + zlib.crc32(body).to_bytes(4, "big") + body


def _write(handle: int, data: bytes, at: int) -> None:
    os.lseek(handle, at, os.SEEK_SET)
    while data:
        data = data[os.write(handle, data) :]


def _read(path: Path) -> list[tuple[Draft, bool]]:
    """Return the records in order, up to the first that does not fit."""
    try:
        data = path.read_bytes()[: 2 * _SIZE]
    except OSError:
        return []
    found: list[tuple[Draft, bool]] = []
    at = 0
    while at + _HEAD <= len(data):
        length, total = (int.from_bytes(data[at + step : at + step + 4], "big") for step in (0, 4))
        body = data[at + _HEAD : at + _HEAD + length]
        if not length or len(body) < length or zlib.crc32(body) != total:
            break
        try:
            place, keys, field, text, begun_at, is_done = json.loads(body)
            found.append(
                (Draft(str(place), tuple(map(str, keys)), str(field), str(text), str(begun_at)), bool(is_done))
            )
        except (ValueError, TypeError):
            break
        at += _HEAD + length
    return found
