"""Rows about searching everything: an answer in the 20-year file, what the index adds to a save and to the file."""

from __future__ import annotations

import shutil
import statistics
import time
from datetime import date
from pathlib import Path

from il_desktop import bootstrap, commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.blocks import BlockRef
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.search import find
from il_desktop.store import driver, search
from scripts.bench.ratio import Row, interleave

TODAY = date(2026, 1, 16)
# What is typed letter by letter on the way to a name, common words, several words, words that are nowhere.
TYPED = (
    "n", "nu", "nun", "nunez", "s", "st", "stu", "students", "e a", "lee", "visit lee", "number talk", "o'brien", "王",
    "plc week", "students work", "th wa", "qxzvjk",
)  # fmt: skip
ROUNDS = 9


def rows(large: Path, folder: Path) -> list[Row]:
    """Measure on copies of the large file, one of them without the index."""
    whole, bare = folder / "whole.ildesk", folder / "bare.ildesk"
    for path in (whole, bare):
        shutil.copy(large, path)
        connection = driver.connect(path)
        if path == bare:
            search.set_aside(connection)
            for table in ("search_index", "search_entry"):
                connection.execute(f"DROP TABLE {table}")
            connection.execute("DROP INDEX ix_search_time_block_title")
        connection.execute("VACUUM")
        connection.close()
    size = Row("size of the 20-year file with the index / without", "MiB", "<= 1.35", 1.35)
    size.ours, size.yardstick = [whole.stat().st_size / 2**20], [bare.stat().st_size / 2**20]
    desks = bootstrap.open_desk(whole), bootstrap.open_desk(bare)
    try:
        return [*_answers(desks[0]), _save(*desks), size]
    finally:
        for desk in desks:
            desk.close()


def _answers(desk: Desk) -> list[Row]:
    median = Row(
        "answer to a typed text, 20-year file", "ms", "<= 50", 50, note=f"median of {len(TYPED)} texts a round"
    )
    slowest = Row("slowest of these texts", "ms", "<= 50", 50)
    calendar = desk.cached(school_calendar)
    spent: dict[str, list[float]] = {text: [] for text in TYPED}
    for _ in range(ROUNDS):
        for text in TYPED:
            began = time.perf_counter()
            desk.read(find, text, 30, today=TODAY, calendar=calendar)
            spent[text].append((time.perf_counter() - began) * 1000)
        median.ours.append(statistics.median(times[-1] for times in spent.values()))
    text = max(TYPED, key=lambda typed: statistics.median(spent[typed]))
    slowest.ours, slowest.note = spent[text], f"“{text}”"
    return [median, slowest]


def _save(indexed: Desk, bare: Desk) -> Row:
    """Give a block a title nobody has, which is the dearest change for the index."""
    block = indexed.read(
        lambda reader: reader.value("SELECT id FROM time_block WHERE starts_local > '2026-05-01' LIMIT 1")
    )
    number = 0

    def rename(desk: Desk) -> float:
        nonlocal number
        number += 1
        began = time.perf_counter()
        desk.run(commands.schedule.edit_block, BlockRef(block), title=f"Renamed {number}")
        return (time.perf_counter() - began) * 1000

    rename(indexed)
    rename(bare)
    row = Row("one renamed block, saved: with the index / without", "ms", "<= 1.5", 1.5)
    return interleave(row, lambda: rename(indexed), lambda: rename(bare), 41)
