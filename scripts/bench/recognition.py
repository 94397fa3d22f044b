"""Rows about recognition: log, due list, fairness and names, with ten years of 2,000 recognitions in the file."""

from __future__ import annotations

import random
import shutil
import time
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from il_desktop import bootstrap
from il_desktop.domain.contact_days import DayCount
from il_desktop.domain.recognition_quick_add import read_line, suggestions
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.recognition import LogFilter, recognition_board, recognition_log, recognition_names, team_names
from il_desktop.queries.recognition_due import due_people
from il_desktop.queries.recognition_rhythm import look_for, occasions
from il_desktop.queries.timetable import timetable
from il_desktop.store import driver
from scripts.bench import certificates
from scripts.bench.ratio import Row

TODAY = date(2026, 1, 16)
YEARS, A_YEAR = 10, 2000
ROUNDS = 15
TYPED = ("ok", "oko", "okoye", "nun", "chen", "o'b", "z", "Okoye, Ruiz and Kim rebuilt the unit because it dragged")


def rows(large: Path, folder: Path) -> list[Row]:
    """Measure on a copy of the large file that was filled up."""
    path = folder / "recognised.ildesk"
    shutil.copy(large, path)
    count = _fill(path)
    desk = bootstrap.open_desk(path)
    try:
        calendar, known = desk.cached(school_calendar), desk.cached(timetable)
        days = DayCount(calendar)
        roster, teams = desk.read(recognition_names, TODAY), desk.read(team_names, TODAY)
        due, _ = desk.read(due_people, days, TODAY, 0)
        now = WallTime.at(TODAY, 8)
        read = desk.read
        note = f"{count} recognitions"
        return [
            _row("recognition log, newest 200", 50, note, partial(read, recognition_log, TODAY)),
            _search_row(partial(read, recognition_log, TODAY), note),
            _row("due list", 50, note, partial(read, due_people, days, TODAY, 30)),
            _row("due list and fairness of the year", 50, note, partial(read, recognition_board, TODAY, 30)),
            _row("whom to look for", 50, note, partial(read, look_for, now, due, calendar, known)),
            _row("dates and follow-ups", 50, note, partial(read, occasions, TODAY)),
            _names_row(
                lambda text: (suggestions(text, roster), read_line(text, roster, TODAY, teams=teams)), len(roster)
            ),
            *certificates.rows(folder),
        ]
    finally:
        desk.close()


def _row(name: str, goal: float, note: str, work: Callable[[], object]) -> Row:
    row = Row(name, "ms", f"<= {goal}", goal, note=note)
    work()
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        row.ours.append((time.perf_counter() - began) * 1000)
    return row


def _search_row(read: Callable[[LogFilter], object], note: str) -> Row:
    """Measure the slowest of some typed texts, the common word of all rows among them."""
    texts = ("ruiz", "r", "because students", "group", "okoye talk", "qxzvjk")
    found = [_row(f"log searched for “{text}”", 50, note, partial(read, LogFilter(text=text))) for text in texts]
    return max(found, key=lambda row: sorted(row.ours)[len(row.ours) // 2])


def _names_row(read: Callable[[str], object], people: int) -> Row:
    found = [
        _row("a typed name suggests people", 30, f"{people} people; “{text}”", partial(read, text)) for text in TYPED
    ]
    return max(found, key=lambda row: sorted(row.ours)[len(row.ours) // 2])


def _fill(path: Path) -> int:
    """Fill ten years up to 2,000 recognitions each; return how many there are then."""
    chance = random.Random(7)  # noqa: S311  the same rows every time
    connection = driver.connect(path)
    people = [key for (key,) in connection.execute("SELECT id FROM person WHERE kind = 'teacher'")]
    made = []
    for year in range(YEARS):
        first = date(2025 - year, 8, 20)
        for _ in range(A_YEAR):
            on = min(first + timedelta(days=chance.randrange(290)), TODAY).isoformat()
            text = f"Let group {chance.randrange(40)} lead the talk"
            made.append((str(uuid.UUID(int=chance.getrandbits(128))), chance.choice(people), on, text))
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT INTO recognition (id, person_id, given_on, kind, state, channel, action_text, impact, visibility,"
        " is_cash_like, sender_kind, created_at, updated_at)"
        " VALUES (?, ?, ?, 'note', 'given', 'private_note', ?, 'because students spoke', 'private', 0, 'principal',"
        " '2025-08-20T12:00:00.000000Z', '2025-08-20T12:00:00.000000Z')",
        made,
    )
    connection.execute("COMMIT")
    count = connection.execute("SELECT count(*) FROM recognition").fetchone()[0]
    connection.close()
    return count
