from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit

from il_desktop.views.shared import a11y
from il_desktop.views.shared.fields import DateField, MinutesField, NumberField, TimeField


@pytest.fixture
def announced(monkeypatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr(a11y, "announce", lambda _widget, text, **_: said.append(text))
    return said


def make(qtbot, kind: str):
    field = {
        "time": lambda: TimeField("Start"),
        "date": lambda: DateField("Due", today=lambda: date(2026, 1, 16)),
        "minutes": lambda: MinutesField("Length"),
        "number": lambda: NumberField("Target", low=0, high=100),
    }[kind]()
    qtbot.addWidget(field)
    field.show()
    return field


def type_into(qtbot, field, text: str) -> None:
    field.line.selectAll()
    qtbot.keyClicks(field.line, text)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("kind", "text", "value", "shown"),
    [
        ("time", "905", 545, "9:05 AM"),
        ("time", "2:40 pm", 880, "2:40 PM"),
        ("date", "3 Dec", date(2025, 12, 3), "2025-12-03"),
        ("minutes", "1:30", 90, "1 h 30"),
        ("number", "52", 52, "52"),
    ],
)
def test_a_readable_text_is_taken_and_written_in_one_form(qtbot, kind, text, value, shown) -> None:
    field = make(qtbot, kind)
    with qtbot.waitSignal(field.accepted) as accepted:
        type_into(qtbot, field, text)
    assert accepted.args == [value]
    assert field.value == value
    assert field.line.text() == shown
    assert field.is_valid


@pytest.mark.parametrize("kind", ["time", "date", "minutes", "number"])
def test_rubbish_is_refused_at_the_field_with_the_reason(qtbot, announced, kind) -> None:
    field = make(qtbot, kind)
    with qtbot.assertNotEmitted(field.accepted):
        type_into(qtbot, field, "qwertz")
    assert not field.is_valid
    assert field.reason.isVisible()
    assert "“qwertz” is not" in field.reason.text()
    assert field.line.accessibleDescription() == field.reason.text()
    assert any("qwertz" in text for text in announced)
    assert field.line.text() == "qwertz", "what was typed stays, so that it can be mended"


def test_the_reason_goes_as_soon_as_the_text_can_be_read(qtbot) -> None:
    field = make(qtbot, "time")
    type_into(qtbot, field, "9:99")
    assert field.reason.isVisible()
    field.line.selectAll()
    qtbot.keyClicks(field.line, "9:30")
    assert not field.reason.isVisible()


def test_escape_brings_the_last_value_back(qtbot) -> None:
    field = make(qtbot, "time")
    field.set_value(540)
    field.line.selectAll()
    qtbot.keyClicks(field.line, "nonsense")
    qtbot.keyClick(field.line, Qt.Key.Key_Escape)
    assert field.line.text() == "9:00 AM"
    assert field.is_valid


def test_arrow_keys_move_a_time_by_five_minutes(qtbot) -> None:
    field = make(qtbot, "time")
    field.set_value(540)
    qtbot.keyClick(field.line, Qt.Key.Key_Up)
    assert field.value == 545
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    assert field.value == 535


def test_an_optional_field_may_be_emptied(qtbot) -> None:
    field = TimeField("Until", is_required=False)
    qtbot.addWidget(field)
    field.set_value(600)
    with qtbot.waitSignal(field.accepted) as accepted:
        field.line.clear()
        field.commit()
    assert accepted.args == [None]
    assert field.is_valid


def test_a_required_field_asks_for_something(qtbot) -> None:
    field = make(qtbot, "time")
    field.line.clear()
    field.commit()
    assert "Nothing is typed yet" in field.reason.text()


def test_a_page_can_refuse_what_only_it_knows(qtbot, announced) -> None:
    field = make(qtbot, "time")
    field.set_value(540)
    field.set_refusal("It ends before it starts.")
    assert not field.is_valid
    assert announced == ["Start: It ends before it starts."]
    field.set_refusal("")
    assert field.is_valid


def test_whole_numbers_and_bounds_are_kept(qtbot) -> None:
    field = make(qtbot, "number")
    for text, words in (("52.5", "Whole numbers"), ("101", "highest value"), ("-1", "lowest value")):
        type_into(qtbot, field, text)
        assert words in field.reason.text()


def test_a_24_hour_field_writes_24_hours(qtbot) -> None:
    field = TimeField("Start", h24=True)
    qtbot.addWidget(field)
    field.set_value(880)
    assert field.line.text() == "14:40"


def test_the_line_is_named_for_assistive_technology(qtbot) -> None:
    field = make(qtbot, "time")
    line = field.findChild(QLineEdit)
    assert QAccessible.queryAccessibleInterface(line).text(QAccessible.Text.Name) == "Start"
