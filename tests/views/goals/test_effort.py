"""The card "Put in so far" shows professional development and money where a goal has any."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtGui import QAccessible

from il_desktop import bootstrap
from il_desktop.queries.goal_detail import goal_detail
from il_desktop.views.goals.effort import EffortCard
from il_desktop.views.shared.kit import Meter, PlainLabel

TODAY = date(2026, 1, 16)


@pytest.fixture
def full_desk(full_sample_path, fixed_clock):
    desk = bootstrap.open_desk(full_sample_path, clock=fixed_clock, read_only=True)
    yield desk
    desk.close()


def card_of(qtbot, make_shell, desk, title: str) -> EffortCard:
    goal_id = desk.read(lambda reader: reader.value("SELECT id FROM goal WHERE title = ?", (title,)))
    card = EffortCard(make_shell(desk))
    qtbot.addWidget(card)
    card.resize(420, 400)
    card.show()
    card.set_detail(desk.read(goal_detail, goal_id, TODAY))
    return card


def words(card: EffortCard) -> list[str]:
    return [label.text() for label in card.findChildren(PlainLabel) if label.isVisibleTo(card) and label.text()]


def test_sessions_and_money_stand_beside_the_hours(qtbot, make_shell, full_desk) -> None:
    card = card_of(qtbot, make_shell, full_desk, "Math proficiency")
    said = words(card)
    for text in ("13 h 45", "of 21 h 15", "As planned up to now; $900 for sessions held", "$0", "of $1,980 approved",
                 "$1,960 asked for, not granted yet"):  # fmt: skip
        assert text in said
    spoken = [
        QAccessible.queryAccessibleInterface(meter).text(QAccessible.Text.Name) for meter in card.findChildren(Meter)
    ]
    assert "Professional development: 13 h 45 of 21 h 15. As planned up to now; $900 for sessions held" in spoken


def test_a_goal_without_them_shows_no_empty_bars(qtbot, make_shell, full_desk) -> None:
    said = words(card_of(qtbot, make_shell, full_desk, "Chronic absence"))
    assert "Leader hours" in said
    assert "Money" not in said
    assert "Professional development" not in said
