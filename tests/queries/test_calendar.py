from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.queries.calendar import school_calendar
from il_desktop.sample.year import bell_id
from il_desktop.store.reader import Reader


@pytest.fixture
def statements(monkeypatch) -> list[str]:
    """Every statement that any query runs from here on."""
    seen: list[str] = []
    for name in ("rows", "row", "value"):
        run = getattr(Reader, name)

        def noted(self, sql, params=(), _run=run):
            seen.append(sql)
            return _run(self, sql, params)

        monkeypatch.setattr(Reader, name, noted)
    return seen


def test_the_history_of_bell_times_costs_no_further_statement(sample_desk, statements):
    sample_desk.read(school_calendar)
    before = list(statements)
    statements.clear()
    periods = next(b for b in sample_desk.cached(school_calendar).rules.bells if b.id == bell_id("regular")).periods
    for first in (date(2026, 2, 2), date(2026, 3, 2)):
        sample_desk.run(commands.bells.edit_bells, bell_id("regular"), periods=periods[:-1], first=first)
    statements.clear()
    calendar = sample_desk.read(school_calendar)
    assert statements == before
    assert len(statements) <= 5
    assert sum("bell_" in sql and "FROM bell_schedule" in sql for sql in statements) == 1
    assert [len(calendar.day(day).periods) for day in (date(2026, 1, 29), date(2026, 2, 5))] == [9, 8]


def test_a_new_history_row_reaches_whoever_keeps_the_calendar(sample_desk):
    periods = sample_desk.cached(school_calendar).day(date(2026, 2, 5)).periods
    sample_desk.run(commands.bells.edit_bells, bell_id("regular"), periods=periods[:-1], first=date(2026, 2, 2))
    assert len(sample_desk.cached(school_calendar).day(date(2026, 2, 5)).periods) == 8
