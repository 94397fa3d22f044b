"""A weekly talk, two people, and short ways to look at what a file holds of a series."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.blocks import BlockRef
from il_desktop.domain.series_draft import SeriesDraft
from il_desktop.queries.agenda import agenda
from il_desktop.queries.calendar import school_calendar
from il_desktop.wording.format import ENGLISH
from il_desktop.wording.steps import step_sentence
from tests.commands.school_time import VISIT, add_rows, at, series

schedule, repeating, delete_person = commands.schedule, commands.series, commands.people.delete_person


def occ(row_or_id: object, day: int, code: str | None = None) -> BlockRef:
    return BlockRef(None, getattr(row_or_id, "id", row_or_id), date(2026, 1, day), code)


def places(desk: Desk, first: int = 1, last: int = 31) -> list[str]:
    """Day and time of January's blocks."""
    items = desk.read(agenda, date(2026, 1, first), date(2026, 1, last), desk.cached(school_calendar))
    return [f"{item.start.day.day} {item.start.iso()[11:]}" for item in items]


def titles(desk: Desk) -> list[str]:
    items = desk.read(agenda, date(2026, 1, 1), date(2026, 1, 31), desk.cached(school_calendar))
    return [item.title for item in items]


def stored(desk: Desk, sql: str = "SELECT count(*) FROM time_block") -> object:
    return desk.read(lambda reader: reader.value(sql))


def last_step(desk: Desk) -> str:
    label = desk.history().undo
    return step_sentence(label, ENGLISH).replace("\N{NO-BREAK SPACE}", " ") if label else ""


def wanted(rule: str = "FREQ=WEEKLY;BYDAY=TU", **more: object) -> SeriesDraft:
    values = {"start": at("6 9:00"), "minutes": 45, "on_no_school": "keep"} | more
    return SeriesDraft("Data talk", VISIT, values.pop("start"), values.pop("minutes"), rule, **values)


@pytest.fixture
def talk(desk: Desk):
    """Data talk, every Tuesday at 9:00 since September."""
    row = series()
    desk.run(add_rows, row)
    return row


@pytest.fixture
def people(desk: Desk) -> tuple[str, str]:
    """Two people on the roster."""
    add = commands.people.add_person
    return desk.run(add, "Zoë", "Núñez"), desk.run(add, "Daniel", "Okoye")


def people_of(desk: Desk, block_id: str) -> list[str]:
    """Whom a block is about, in order."""
    sql = "SELECT person_id FROM block_person WHERE block_id = ? ORDER BY pos"
    return desk.read(lambda reader: [row[0] for row in reader.rows(sql, (block_id,))])


def kept_in(desk: Desk, table: str, row_id: str = "%") -> tuple[object, ...] | None:
    sql = f"SELECT note, place, is_public, remind_min FROM {table} WHERE id LIKE ?"  # noqa: S608  a table of ours
    return desk.read(lambda reader: reader.row(sql, (row_id,)))
