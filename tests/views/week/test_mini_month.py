"""The small month draws its days once and copies them while the week changes inside it."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop.views.shared import theme
from il_desktop.views.week.mini_month import MiniMonth
from il_desktop.wording.format import ENGLISH
from tests.work_count import calls_of

TODAY = date(2026, 1, 16)
WEEKS = ((date(2026, 1, 12), date(2026, 1, 16)), (date(2026, 1, 19), date(2026, 1, 23)))


@pytest.fixture
def month(qtbot) -> MiniMonth:
    made = MiniMonth(theme.current())
    qtbot.addWidget(made)
    made.show_place(WEEKS[0], TODAY, 0, ENGLISH)
    made.set_minutes({date(2026, 1, 13): 90}, frozenset())
    made.resize(240, 260)
    made.show()
    made.grab()
    return made


def test_another_week_of_the_month_redraws_little(month):
    month.set_minutes({date(2026, 1, 13): 95}, frozenset())
    _, whole = calls_of(month.grab)
    month.show_place(WEEKS[1], TODAY, 0, ENGLISH)
    _, part = calls_of(month.grab)
    assert part < whole / 3


def test_the_shown_week_is_marked_and_the_one_before_no_more(month):
    before = month.grab().toImage()
    month.show_place(WEEKS[1], TODAY, 0, ENGLISH)
    after = month.grab().toImage()
    assert before != after
    month.show_place(WEEKS[0], TODAY, 0, ENGLISH)
    assert month.grab().toImage() == before


def test_new_minutes_and_another_month_are_drawn(month):
    before = month.grab().toImage()
    month.set_minutes({date(2026, 1, 13): 90, date(2026, 1, 14): 120}, frozenset())
    shaded = month.grab().toImage()
    assert shaded != before
    month.next_month()
    assert month.grab().toImage() != shaded
