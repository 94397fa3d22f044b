"""Short ways to ask a file about its school calendar."""

from __future__ import annotations

from datetime import date

from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.school_year import school_year
from il_desktop.wording.steps import step_sentence

PERSON = "SELECT id FROM person WHERE family = ? AND given = ?"


def calendar(desk):
    return desk.cached(school_calendar)


def sentence(desk) -> str:
    return step_sentence(desk.history().undo)


def person(desk, given: str, family: str) -> str:
    return desk.read(lambda reader: reader.value(PERSON, (family, given)))


def planned_on(desk, day: date) -> dict[str, tuple[str, str]]:
    sql = """SELECT id, starts_local, ends_local FROM time_block WHERE state = 'planned' AND anchor = 'period'
        AND substr(starts_local, 1, 10) = ?"""
    return {id_: (start[11:], end[11:]) for id_, start, end in desk.read(lambda r: r.rows(sql, (day.isoformat(),)))}


def regular(desk):
    return next(row for row in desk.read(school_year, date(2026, 1, 16)).bells if row.name == "Regular")
