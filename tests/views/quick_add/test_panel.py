"""The quick-add panel: read while typing, ask instead of guessing, add in one step, give the focus back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.blocks import Protection
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.cards import cards_between
from il_desktop.views.quick_add.panel import QuickAddPanel
from il_desktop.views.shared import theme
from il_desktop.views.shared.kit import Chip


class Window(QWidget):
    """A window with a field that has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit(self)
        QVBoxLayout(self).addWidget(self.field)
        self.resize(1024, 640)


@pytest.fixture
def window(qtbot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    window.field.setFocus()
    return window


@pytest.fixture
def panel(sample_shell, window) -> QuickAddPanel:
    panel = QuickAddPanel(sample_shell, window)
    panel.open_over()
    return panel


def chips(panel: QuickAddPanel) -> list[str]:
    return [panel.chips.itemAt(n).widget().text.replace("\N{NO-BREAK SPACE}", " ") for n in range(panel.chips.count())]


def questions(panel: QuickAddPanel) -> list[str]:
    rows = [panel.doubts.itemAt(n).widget() for n in range(panel.doubts.count())]
    return [chip.text for row in rows for chip in row.findChildren(Chip)]


def on(shell, day: date) -> list[tuple[str, str, int]]:
    cards = shell.desk.read(cards_between, day, 1, shell.desk.cached(school_calendar))
    return [(card.title, card.span.start.iso()[11:], card.span.minutes) for card in cards]


def test_what_is_typed_is_shown_with_its_full_date_before_enter(panel):
    panel.line.set_line("observe Okoye every Tue 9-9:30")
    assert chips(panel) == [
        "Tue 20 Jan 2026 9:00–9:30 AM",
        "30 min",
        "Every Tuesday",
        "Observation (longer)",
        "Daniel Okoye",
        "Firm",
    ]
    assert panel.title.text() == "Observe Okoye"
    assert panel.add.isEnabled()


def test_enter_adds_one_undoable_block_and_gives_the_focus_back(qtbot, panel, window, sample_shell):
    panel.line.set_line("walk the building Sat 17 Jan 10-10:25")
    qtbot.keyClick(panel.line, Qt.Key.Key_Return)
    assert on(sample_shell, date(2026, 1, 17)) == [("Walk the building", "10:00", 25)]
    assert not panel.isVisible()
    assert window.field.hasFocus()
    sample_shell.desk.undo()
    assert on(sample_shell, date(2026, 1, 17)) == []


def test_a_repeat_is_one_series_and_one_undo(qtbot, panel, sample_shell):
    panel.line.set_line("read in room 104 every Saturday 10-10:25 until 31 Jan")
    qtbot.keyClick(panel.line, Qt.Key.Key_Return)
    sql = "SELECT title, place, rule, until_on FROM block_series WHERE title LIKE 'Read%'"
    row = sample_shell.desk.read(lambda reader: reader.row(sql))
    assert row == ("Read", "Room 104", "FREQ=WEEKLY;BYDAY=SA", "2026-01-31")
    sample_shell.desk.undo()
    assert sample_shell.desk.read(lambda reader: reader.row(sql)) is None


def test_a_visit_by_period_is_tied_to_it_and_to_the_person_named(qtbot, panel, sample_shell):
    panel.line.set_line("walkthrough Okoye P3 on 21 April // sit at the back")
    assert "P3, moves with the bells" in chips(panel)
    assert "Private note: sit at the back" in chips(panel)
    qtbot.keyClick(panel.line, Qt.Key.Key_Return)
    sql = """
        SELECT b.title, b.anchor, b.period_code, b.note, p.family FROM time_block b
        JOIN block_person l ON l.block_id = b.id JOIN person p ON p.id = l.person_id ORDER BY b.created_at DESC
    """
    row = sample_shell.desk.read(lambda reader: reader.row(sql))
    assert row == ("Walkthrough Okoye", "period", "P3", "sit at the back", "Okoye")


def test_ctrl_enter_adds_and_stays_for_the_next_line(qtbot, panel, sample_shell):
    panel.line.set_line("walk Sat 10-10:25")
    qtbot.keyClick(panel.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert on(sample_shell, date(2026, 1, 17)) == [("Walk", "10:00", 25)]
    assert panel.isVisible()
    assert panel.line.line == ""


def test_a_name_that_fits_two_is_asked_and_enter_adds_nothing(qtbot, panel, sample_shell):
    panel.line.set_line("feedback Chen Sat 10-10:15")
    assert "Which “Chen”?" in questions(panel)
    assert not panel.add.isEnabled()
    qtbot.keyClick(panel.line, Qt.Key.Key_Return)
    assert on(sample_shell, date(2026, 1, 17)) == []
    emily = next(button for button in panel.choices if button.text() == "Emily Chen")
    qtbot.mouseClick(emily, Qt.MouseButton.LeftButton)
    assert panel.title.text() == "Feedback Emily Chen"
    qtbot.keyClick(panel.line, Qt.Key.Key_Return)
    assert on(sample_shell, date(2026, 1, 17)) == [("Feedback Emily Chen", "10:00", 15)]


def test_down_goes_to_the_first_choice(qtbot, panel):
    panel.line.set_line("feedback Chen Sat 10-10:15")
    qtbot.keyClick(panel.line, Qt.Key.Key_Down)
    assert panel.choices[0].hasFocus()


def test_a_line_without_a_time_asks_for_one(panel):
    panel.line.set_line("walk the building")
    assert questions(panel) == ["When? A day or a time is missing."]
    assert not panel.add.isEnabled()


def test_esc_closes_gives_the_focus_back_and_keeps_what_was_typed(qtbot, panel, window):
    panel.line.set_line("observe Okoye")
    qtbot.keyClick(panel.line, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert window.field.hasFocus()
    panel.open_over()
    assert panel.line.line == "observe Okoye"


def hold(shell, level: Protection) -> None:
    start = WallTime.parse("2026-01-17T10:00")
    draft = BlockDraft("Held hour", "office_work", start, start.plus(60), level)
    shell.desk.run(commands.schedule.create_block, draft)


def test_guarded_time_asks_for_a_reason_and_records_it(qtbot, panel, sample_shell):
    hold(sample_shell, Protection.GUARDED)
    panel.line.set_line("walk Sat 10:15-10:45")
    qtbot.keyClick(panel.line, Qt.Key.Key_Return)
    assert panel.held.isVisible()
    assert "Held hour" in panel.held.sentence.text()
    assert not panel.held.anyway.isVisible()
    reason = next(iter(panel.held.reason_buttons.values()))
    qtbot.mouseClick(reason, Qt.MouseButton.LeftButton)
    assert ("Walk", "10:15", 30) in on(sample_shell, date(2026, 1, 17))
    sql = "SELECT source FROM interruption WHERE at_local = '2026-01-17T10:15'"
    assert sample_shell.desk.read(lambda reader: reader.value(sql)) == "safety"
    assert not panel.isVisible()


def test_firm_time_gives_way_by_consent_or_takes_the_next_free_place(qtbot, panel, sample_shell):
    hold(sample_shell, Protection.FIRM)
    panel.line.set_line("walk Sat 10:15-10:45")
    qtbot.keyClick(panel.line, Qt.Key.Key_Return)
    assert panel.held.anyway.isVisible()
    assert not panel.held.reasons.isVisible()
    qtbot.mouseClick(panel.held.next_free, Qt.MouseButton.LeftButton)
    assert ("Walk", "11:00", 30) in on(sample_shell, date(2026, 1, 17))


def test_immovable_time_offers_only_the_free_place_and_typing_takes_the_question_back(qtbot, panel, sample_shell):
    hold(sample_shell, Protection.IMMOVABLE)
    panel.line.set_line("walk Sat 10:15-10:45")
    qtbot.keyClick(panel.line, Qt.Key.Key_Return)
    assert panel.held.next_free.isVisible()
    assert not panel.held.anyway.isVisible()
    panel.line.set_line("walk Sat 12:15-12:45")
    assert not panel.held.isVisible()


def test_pasted_lines_become_one_and_an_endless_one_is_cut(panel):
    panel.line.insertPlainText("walk\nSat\n10-10:25")
    assert panel.line.line == "walk Sat 10-10:25"
    panel.line.set_line("x" * 2000)
    assert len(panel.line.line) <= 500


@pytest.mark.parametrize("scale", [100, 200])
def test_everything_lies_inside_the_smallest_window(qapp, qtbot, panel, window, scale):
    theme.install(qapp, "dark", scale)
    panel.line.set_line("visit Chen and O'Brien on every A day P4 this term in room 104 !1 guarded")
    qapp.processEvents()
    assert window.rect().contains(panel.geometry())
    for widget in panel.findChildren(QWidget):
        if widget.isVisible():
            corner = widget.mapTo(panel, QPoint(widget.width(), widget.height()))
            assert corner.x() <= panel.width(), widget
            assert corner.y() <= panel.height(), widget


def test_marks_stand_where_the_words_stand_behind_wide_signs(panel):
    panel.line.set_line("🎓 talk Sat 10-10:25")
    formats = panel.line.document().firstBlock().layout().formats()
    text = panel.line.line.encode("utf-16-le")
    marked = [text[2 * one.start : 2 * (one.start + one.length)].decode("utf-16-le") for one in formats]
    assert marked == ["Sat", "10-10:25"]


def test_every_control_has_a_name(panel):
    panel.line.set_line("feedback Chen Sat 10-10:15")
    for widget in (panel.line, panel.add, *panel.choices):
        assert widget.accessibleName()
