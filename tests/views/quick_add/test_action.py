"""Quick add from the window: one shortcut, wherever the focus is."""

from __future__ import annotations

from PySide6.QtCore import Qt

from il_desktop.views.quick_add.panel import QuickAddPanel


def test_the_shortcut_opens_one_panel_over_any_page(qtbot, open_window, sample_desk):
    window = open_window(sample_desk, "goals")
    action = window.shell.actions.action("edit.quick_add")
    assert action.shortcut().toString() == "Ctrl+Shift+N"
    action.trigger()
    action.trigger()
    (panel,) = window.findChildren(QuickAddPanel)
    assert panel.isVisible()
    panel.line.set_line("walk Sat 17 Jan 10-10:25")
    qtbot.keyClick(panel.line, Qt.Key.Key_Return)
    titles = sample_desk.read(lambda reader: reader.rows("SELECT title FROM time_block WHERE title = 'Walk'"))
    assert titles == [("Walk",)]
    assert not panel.isVisible()


def test_it_is_in_the_menu_with_what_it_does(open_window, sample_desk):
    window = open_window(sample_desk)
    spec = window.shell.actions.spec("edit.quick_add")
    assert (spec.menu, spec.tip) == ("edit", "Type a block in one line: what, who and when")
