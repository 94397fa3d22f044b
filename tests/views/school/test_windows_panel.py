"""Protected hours on the school page: windows that save at once, the range to aim for, the month."""

from __future__ import annotations

import pytest

from il_desktop.queries.protected_hours import windows
from il_desktop.queries.settings import settings
from il_desktop.views.school.page import SchoolPage


@pytest.fixture
def panel(qtbot, sample_shell):
    page = SchoolPage(sample_shell)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    page.show_key("windows")
    return page.windows


def stored(panel):
    return [row[1:] for row in panel._shell.desk.read(windows)]


def test_a_window_is_added_changed_and_removed(panel):
    panel.add_window()
    assert stored(panel) == [(540, 630, None, "", "", "")]
    (editor,) = panel.editors
    editor.end.line.setText("11:00 am")
    editor.end.commit()
    editor.weekday.setCurrentIndex(editor.weekday.findData(1))
    editor.day_type.setCurrentIndex(editor.day_type.findData("A"))
    editor.term.setCurrentIndex(1)
    editor.term.activated.emit(1)
    ((start, end, weekday, day_type, term, name),) = stored(panel)
    assert (start, end, weekday, day_type, name) == (540, 660, 1, "A", "Semester 1")
    assert term
    panel._shell.desk.undo()
    panel._shell.hub.flush()
    assert stored(panel)[0][2] is None
    assert panel.editors == [editor], "fields stay under the hands of whoever fills them"
    assert editor.weekday.currentData() is None
    panel.editors[0].remove.click()
    assert stored(panel) == []


def test_a_window_that_ends_before_it_begins_is_refused(panel):
    panel.add_window()
    panel.editors[0].end.line.setText("8:00")
    panel.editors[0].end.commit()
    assert stored(panel) == [(540, 630, None, "", "", "")]


def test_the_range_is_kept_and_the_month_follows(panel):
    assert panel.month.text() == "January: 9 h 37 kept; the month's range is 19 h 15 – 22 h 30"
    panel.high.line.setText("8 h")
    panel.high.commit()
    assert panel._shell.desk.cached(settings).protected_target_high_min == 480
    assert panel.month.text().endswith("19 h 15 – 25 h 30")
