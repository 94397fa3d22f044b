"""The seal beside a file: what its bytes were when it was last closed in good order.

Plain SQLite cannot see a flipped bit inside a value. The same change counter with another digest means the file was
damaged; another counter means it was not closed by us, so the full checks are due.

The sum stands against rot of a disk, not against people: CRC-32 finds every one or two flipped bits (in up to 512 MB),
every burst of 32, and misses one in four thousand million of anything else, in half the time of SHA-256.

The sums of the single pages are taken at the end only; they tell `salvage` which pages of a damaged file are whole.
"""

from __future__ import annotations

import json
import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

from il_desktop.domain.light import NamedTuple
from il_desktop.store.schema import HEADER_SIZE, PAGE_SIZE, parse_header, read_header

# After each block the thread asks for the interpreter, which the main thread keeps for milliseconds at start:
# 20 years are 140 MB, read in 18 turns instead of 140; larger blocks would stand in the memory of the first picture.
_BLOCK = 8 << 20
_PAGES_AT_ONCE = 256


class Seal(NamedTuple):
    """CRC-32 of all bytes, size in bytes, SQLite's change counter, when the full checks last passed (UTC, ISO).

    `pages` is what `page_sums` returned, empty when they were not taken.
    """

    crc32: str
    size: int
    counter: int
    checked_at: str = ""
    pages: str = ""

    def contradicts(self, now: Seal) -> bool:
        """Tell whether the bytes changed although no transaction did."""
        return self.counter == now.counter and (self.crc32, self.size) != (now.crc32, now.size)


def seal_path(data_file: Path) -> Path:
    """Return where the seal of a data file lies."""
    return data_file.with_name(data_file.name + ".seal")


def _never() -> bool:
    return False


def measure(data_file: Path, checked_at: str = "", is_stopped: Callable[[], bool] = _never) -> Seal:
    """Read the whole file; this process must have no connection to it (see `schema.read_header`).

    When `is_stopped` says so, only a part was read and the result is of no use.
    """
    size = counter = total = 0
    with data_file.open("rb", buffering=0) as stream:
        room = memoryview(bytearray(min(_BLOCK, os.fstat(stream.fileno()).st_size + 1)))
        while not is_stopped() and (count := stream.readinto(room)):
            if not size:
                counter = parse_header(bytes(room[: min(count, HEADER_SIZE)])).change_counter
            total = zlib.crc32(room[:count], total)
            size += count
    return Seal(f"{total:08x}", size, counter, checked_at)


def read_seal(data_file: Path) -> Seal | None:
    """Return the seal, None when there is none or it cannot be read: both only mean that the full checks are due."""
    try:
        return Seal(**json.loads(seal_path(data_file).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_seal(data_file: Path) -> None:
    """Seal a file whose connections are closed; costs nothing when nothing was saved since the last seal."""
    before = read_seal(data_file)
    if before is not None and before.pages and before.counter == read_header(data_file).change_counter:
        return
    save_seal(data_file, measure_all(data_file, before.checked_at if before else ""))


def measure_all(data_file: Path, checked_at: str = "") -> Seal:
    """Measure a file with the sum of each page; like `measure`, without a connection to it in this process."""
    return measure(data_file, checked_at)._replace(pages=page_sums(data_file))


def page_sums(data_file: Path) -> str:
    """Return the CRC-32 of each page, four bytes each, in base 64; 20 years of a school are 180 KB of it."""
    import base64  # noqa: PLC0415  only at the end

    sums: list[int] = []
    with data_file.open("rb") as stream:
        while block := stream.read(_PAGES_AT_ONCE * PAGE_SIZE):
            view = memoryview(block)
            sums += [zlib.crc32(view[at : at + PAGE_SIZE]) for at in range(0, len(block), PAGE_SIZE)]
    return base64.b64encode(struct.pack(f">{len(sums)}I", *sums)).decode("ascii")


def pages_of(seal: Seal) -> list[int]:
    """Return the sums of the pages in a seal, none when they were not taken or cannot be read."""
    import base64  # noqa: PLC0415  only when a file is damaged

    try:
        packed = base64.b64decode(seal.pages, validate=True)
    except ValueError:
        return []
    return list(struct.unpack(f">{len(packed) // 4}I", packed[: len(packed) // 4 * 4]))


def save_seal(data_file: Path, seal: Seal) -> None:
    """Put a seal in place of the old one; a lost seal costs a full check, so it is not synced."""
    target = seal_path(data_file)
    part = target.with_name(target.name + ".new")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(seal._asdict(), stream)
    part.replace(target)
