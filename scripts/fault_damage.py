"""Damages a school file in many ways, and looks whether that is noticed and what salvage makes of it.

Asked of each: is it noticed before a value is shown, is the file left as it is, does salvage give back rows that are as
they were or say of each that it is not sure. Part of `scripts/faults.py damage`.

A file without its seal is the control: there some damage must go unnoticed.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from il_desktop import bootstrap
from il_desktop.domain.errors import FileProblem
from il_desktop.domain.salvaged import Salvaged
from il_desktop.store import driver
from il_desktop.store.salvage import salvage
from il_desktop.store.salvage_rows import Shape, shapes

PAGE = 4096
Contents = dict[str, dict[str, dict[str, Any]]]


@dataclass(eq=False)
class NotKept(Exception):
    """A damaged file was shown, changed, or salvaged wrongly; `what` says which."""

    what: str


@dataclass
class Tally:
    """What came of all damages."""

    noticed: int = 0
    harmless: int = 0
    salvaged: int = 0
    unreadable: int = 0
    rows: int = 0
    kept: int = 0
    one_page: list[float] = field(default_factory=list)


def flip_bit(data: bytearray, chance: random.Random) -> None:
    """Turn one bit over."""
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def other_byte(data: bytearray, chance: random.Random) -> None:
    """Write another byte."""
    at = chance.randrange(len(data))
    data[at] = (data[at] + chance.randrange(1, 256)) % 256


def zero_sector(data: bytearray, chance: random.Random) -> None:
    """Empty 512 bytes."""
    _write(data, 512 * chance.randrange(len(data) // 512), bytes(512))


def zero_page(data: bytearray, chance: random.Random) -> None:
    """Empty a page."""
    _write(data, PAGE * chance.randrange(len(data) // PAGE), bytes(PAGE))


def random_page(data: bytearray, chance: random.Random) -> None:
    """Fill a page with noise."""
    _write(data, PAGE * chance.randrange(len(data) // PAGE), chance.randbytes(PAGE))


def swap_pages(data: bytearray, chance: random.Random) -> None:
    """Let two pages change places."""
    one, two = (PAGE * number for number in chance.sample(range(len(data) // PAGE), 2))
    first = bytes(data[one : one + PAGE])
    _write(data, one, bytes(data[two : two + PAGE]))
    _write(data, two, first)


def truncate(data: bytearray, chance: random.Random) -> None:
    """Cut the end off."""
    del data[chance.randrange(len(data) // 2, len(data)) :]


def break_header(data: bytearray, chance: random.Random) -> None:
    """Write noise into the first hundred bytes."""
    at = chance.randrange(96)
    _write(data, at, chance.randbytes(4))


def zero_first_page(data: bytearray, _chance: random.Random) -> None:
    """Lose the page that says what is where."""
    _write(data, 0, bytes(PAGE))


DAMAGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    flip_bit, zero_page, truncate, zero_first_page, swap_pages, other_byte, zero_sector, random_page, break_header,
)  # fmt: skip
ONE_PAGE = (flip_bit, other_byte, zero_sector, zero_page, random_page)


def damage_files(folder: Path, runs: int, chance: random.Random, *, sealed: bool = True) -> str:
    """Damage copies of the sample school; return what happened, or raise NotKept."""
    original = folder / "original.ildesk"
    bootstrap.create_sample(original, size="small")
    pristine, seal = original.read_bytes(), Path(f"{original}.seal").read_bytes()
    before = contents(original)
    tally = Tally()
    for run in range(runs):
        place = folder / "run"
        place.mkdir()
        path = place / "school.ildesk"
        how = DAMAGES[run % len(DAMAGES)]
        data = bytearray(pristine)
        how(data, chance)
        path.write_bytes(data)
        if sealed:
            Path(f"{path}.seal").write_bytes(seal)
        if bytes(data) != pristine:
            _try(path, how, before, tally)
            if path.read_bytes() != data:
                raise NotKept(what=f"{how.__name__}: the damaged file was changed")
        shutil.rmtree(place)
    worst = min(tally.one_page, default=1.0)
    return (
        f"{runs} files damaged, {tally.noticed} noticed before a value was shown, {tally.harmless} harmless, "
        f"{tally.salvaged} salvaged, "
        f"{tally.unreadable} with nothing to read; {tally.kept} of {tally.rows} rows came over "
        f"(one page hit: at least {worst:.2%}), each as it was or named"
    )


def _try(path: Path, how: Callable[..., None], before: Contents, tally: Tally) -> None:
    is_sealed = Path(f"{path}.seal").exists()
    if opens(path):
        if is_sealed and contents(path) != before:
            raise NotKept(what=f"{how.__name__}: shown as if nothing were")
        tally.harmless += is_sealed
    else:
        tally.noticed += 1
    out = path.with_name("saved.ildesk")
    try:
        report = salvage(path, out)
    except FileProblem:
        if is_sealed:
            raise NotKept(what=f"{how.__name__}: nothing was salvaged") from None
        tally.unreadable += 1
        return
    tally.salvaged += 1
    rows = sum(len(table) for table in before.values())
    after = contents(out)
    bootstrap.check_file(out)
    compare(before, after, report, how.__name__)
    same = sum(before[name].get(key) == row for name, table in after.items() for key, row in table.items())
    tally.rows += rows
    tally.kept += same
    if how in ONE_PAGE:
        tally.one_page.append(same / rows)


def opens(path: Path) -> bool:
    """Open a file as the program does and read from it; False when that is refused."""
    try:
        desk = bootstrap.open_desk(path, read_only=True)
    except FileProblem:
        return False
    try:
        desk.read(lambda reader: reader.value("SELECT count(*) FROM time_block"))
    except FileProblem:
        return False
    finally:
        desk.close()
    return True


def compare(before: Contents, after: Contents, report: Salvaged, how: str) -> None:
    """Hold every row against the original: it is the same, or the report names it."""
    named = Counter((entry.table, entry.key) for entry in report.entries)
    for name, table in after.items():
        for key, row in table.items():
            if before[name].get(key) != row and report.is_proven and (name, key) not in named:
                raise NotKept(what=f"{how}: {name} {key} is not as it was, and nobody says so")
    for name, table in before.items():
        missing = table.keys() - after[name].keys()
        untold = {key for key in missing if (name, key) not in named}
        if untold and name not in report.may_miss:
            raise NotKept(what=f"{how}: {len(untold)} of {name} are gone, and nobody says so")


def contents(path: Path) -> Contents:
    """Return every row of a file by table and key, without its history."""
    connection = driver.connect(path)
    try:
        return {shape.name: _rows(connection, shape) for shape in shapes(connection) if "journal" not in shape.name}
    finally:
        connection.close()


def _rows(connection: Any, shape: Shape) -> dict[str, dict[str, Any]]:
    found = connection.execute(f'SELECT * FROM "{shape.name}"').fetchall()  # noqa: S608  names of our own schema
    return {shape.key_of(row): row for row in (dict(zip(shape.columns, row, strict=True)) for row in found)}


def _write(data: bytearray, at: int, what: bytes) -> None:
    data[at : at + len(what)] = what
