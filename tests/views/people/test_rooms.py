"""The rooms beside the roster: one person's timeline, and teams."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from il_desktop import commands
from il_desktop.views.people.page import PeoplePage
from il_desktop.views.people.roster_item_model import NAME
from il_desktop.views.shared.shell import Shell
from tests.views.people.people_page import open_page


def test_a_timeline_is_opened_filtered_and_left_by_keyboard(page: PeoplePage, visits) -> None:
    page.view.setCurrentIndex(page.filter.index(5, NAME))
    page.shell.actions.action("people.timeline").trigger()
    timeline = page.rooms.timeline
    assert timeline is not None
    assert timeline.isVisible()
    assert timeline.view.hasFocus()
    assert timeline.model.rowCount() > 10
    whole = timeline.model.rowCount()
    timeline.group.chosen.emit("recognition")
    assert timeline.model.rowCount() < whole
    timeline.group.chosen.emit("visits")
    QTest.keyClick(timeline.view, Qt.Key.Key_Down)
    assert timeline.whole.text()
    QTest.keyClick(timeline.back, Qt.Key.Key_Space)
    assert page.view.isVisible()
    assert not page.rooms.is_on_timeline


def test_a_timeline_of_nothing_says_what_will_appear(qtbot, shell: Shell) -> None:
    page = open_page(qtbot, shell)
    page.shell.desk.run(commands.people.add_person, "Ann", "Bee")
    page.shell.hub.flush()
    page.show_key("timeline:" + page._view.rows[0].id)
    assert page.rooms.timeline is not None
    assert "Nothing is linked yet" in page.rooms.timeline.nothing.text()


def test_a_team_is_made_filled_and_looked_at_on_a_past_date(page: PeoplePage, ask) -> None:
    page.shell.actions.action("people.teams").trigger()
    teams = page.rooms.teams
    assert teams is not None
    assert [team.name for team in teams._teams][:2] == ["House 6x", "House 6y"]
    ask.texts = ["Book study", "15 Jan 2026"]
    QTest.mouseClick(teams.new, Qt.MouseButton.LeftButton)
    assert teams.title.text() == "Book study"
    teams.on.set_value(page.shell.today().replace(day=5))
    teams.person.setCurrentIndex(teams.person.findText("Grace Kim"))
    QTest.mouseClick(teams.join, Qt.MouseButton.LeftButton)
    page.shell.hub.flush()
    assert teams.members.rowCount() == 1
    QTest.mouseClick(teams.leave, Qt.MouseButton.LeftButton)
    page.shell.hub.flush()
    teams.on.line.setText("16 Jan 2026")
    teams.on.commit()
    assert teams.members.rowCount() == 0
    teams.on.line.setText("12 Jan 2026")
    teams.on.commit()
    assert teams.members.rowCount() == 1
    page.shell.desk.undo()
    page.shell.hub.flush()
    assert teams._members[0].to_on is None
    QTest.keyClick(teams.back, Qt.Key.Key_Space)
    assert page.view.isVisible()


def test_rooms_of_the_page_have_named_controls(page: PeoplePage) -> None:
    for key in ("teams", "timeline:" + page._view.rows[3].id, "import"):
        page.show_key(key)
        nameless = [
            widget
            for widget in page.findChildren(QWidget)
            if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            if not (widget.accessibleName() or getattr(widget, "text", str)() or widget.focusProxy())
            if widget.objectName() != "qt_scrollarea_viewport"
        ]
        assert nameless == [], key
