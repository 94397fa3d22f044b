"""The seal beside a file: what its bytes were when it was last closed in good order.

Plain SQLite cannot see a flipped bit inside a value. The same change counter with another digest means the file was
damaged; another counter means it was not closed by us, so the full checks are due.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import NamedTuple

from il_desktop.store.schema import HEADER_SIZE, parse_header, read_header

_CHUNK = 1 << 20


class Seal(NamedTuple):
    """SHA-256 digest, size in bytes, SQLite's change counter, and when the full checks last passed (UTC, ISO)."""

    digest: str
    size: int
    counter: int
    checked_at: str = ""

    def contradicts(self, now: Seal) -> bool:
        """Tell whether the bytes changed although no transaction did."""
        return self.counter == now.counter and (self.digest, self.size) != (now.digest, now.size)


def seal_path(data_file: Path) -> Path:
    """Return where the seal of a data file lies."""
    return data_file.with_name(data_file.name + ".seal")


def measure(data_file: Path, checked_at: str = "") -> Seal:
    """Read the whole file; this process must have no connection to it (see `schema.read_header`)."""
    import hashlib  # noqa: PLC0415  brings OpenSSL: loaded on the thread of the check, beside other start-up work

    digest = hashlib.sha256()
    size = counter = 0
    with data_file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            if not size:
                counter = parse_header(chunk[:HEADER_SIZE]).change_counter
            digest.update(chunk)
            size += len(chunk)
    return Seal(digest.hexdigest(), size, counter, checked_at)


def read_seal(data_file: Path) -> Seal | None:
    """Return the seal, None when there is none or it cannot be read: both only mean that the full checks are due."""
    try:
        return Seal(**json.loads(seal_path(data_file).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_seal(data_file: Path) -> None:
    """Seal a file whose connections are closed; costs nothing when nothing was saved since the last seal."""
    before = read_seal(data_file)
    if before is not None and before.counter == read_header(data_file).change_counter:
        return
    save_seal(data_file, measure(data_file, before.checked_at if before else ""))


def save_seal(data_file: Path, seal: Seal) -> None:
    """Put a seal in place of the old one; a lost seal costs a full check, so it is not synced."""
    target = seal_path(data_file)
    part = target.with_name(target.name + ".new")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(seal._asdict(), stream)
    part.replace(target)
