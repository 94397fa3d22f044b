"""What cannot be undone is asked about by name; what leaves the file is chosen and noted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from il_desktop import commands
from il_desktop.views.people.page import PeoplePage
from tests.views.people.people_page import problems, shown


def key_of(page: PeoplePage, name: str) -> str:
    return next(row.id for row in page._view.rows if row.name == name)


def exports(page: PeoplePage) -> list[tuple]:
    sql = "SELECT kind, audience, with_names, suppressed_cells, file_name FROM export_batch ORDER BY created_at"
    return page.shell.desk.read(lambda reader: reader.rows(sql))


def test_everything_about_a_person_is_removed_once_their_name_is_typed(page: PeoplePage, ask, qtbot) -> None:
    page.show_key(key_of(page, "Sofia Ruíz"))
    ask.choices = ["go"]
    ask.texts = ["Sofia  Ruíz "]
    with qtbot.waitSignal(page._deeds.forgotten):
        QTest.mouseClick(page.person.forget, Qt.MouseButton.LeftButton)
    page.shell.hub.flush()
    question, _ = ask.asked
    assert "cannot be undone" in question
    assert "stay as a count" in question
    assert "Still in:" in question
    assert "Sofia Ruíz" not in [row.name for row in page._view.rows]
    assert page.sheet.isHidden()
    assert page.shell.desk.history().undo is None
    assert len(page.shell.desk.copies()) == 1  # the backup made before


def test_another_name_removes_nothing(page: PeoplePage, ask) -> None:
    seen = problems(page.shell)
    page.show_key(key_of(page, "Sofia Ruíz"))
    ask.choices, ask.texts = ["go"], ["Sofia"]
    page.shell.actions.action("people.forget").trigger()
    assert seen == ["Nothing was removed: “Sofia” is not “Sofia Ruíz”."]
    assert "Sofia Ruíz" in [row.name for row in page._view.rows]
    assert page.shell.desk.copies() == []


def test_the_question_can_be_left_at_each_step(page: PeoplePage, ask) -> None:
    key = key_of(page, "Sofia Ruíz")
    page.shell.desk.run(commands.tasks.add_task, "Ask Sofia about the lab")
    page.show_key(key)
    ask.choices = [""]
    page.shell.actions.action("people.forget").trigger()
    assert "Ask Sofia about the lab" in ask.asked[0]
    ask.choices = ["whole", "keep"]
    page.shell.actions.action("people.forget").trigger()
    ask.choices, ask.texts = ["whole", "go"], [None]
    page.shell.actions.action("people.forget").trigger()
    assert page.shell.desk.history().undo is not None


def test_the_principal_is_not_forgotten(page: PeoplePage, ask, qtbot) -> None:
    seen = problems(page.shell)
    page.show_key(page.shell.settings().principal_id)
    name = page.person.detail.name
    ask.choices, ask.texts = ["go"], [name]
    page.shell.actions.action("people.forget").trigger()
    qtbot.waitUntil(lambda: bool(seen))
    assert "choose another principal" in seen[0]
    page.group.chosen.emit("staff")
    assert name in shown(page)


def test_a_paper_about_a_person_is_saved_for_them_and_noted(page: PeoplePage, ask, tmp_path: Path, qtbot) -> None:
    page.show_key(key_of(page, "Sofia Ruíz"))
    before = len(exports(page))
    ask.choices, ask.files = ["person"], [tmp_path / "sofia"]
    QTest.mouseClick(page.person.paper, Qt.MouseButton.LeftButton)
    out = tmp_path / "sofia.pdf"
    qtbot.waitUntil(lambda: len(exports(page)) > before, timeout=20_000)
    assert out.read_bytes().startswith(b"%PDF")
    kind, audience, with_names, hidden, name = exports(page)[-1]
    assert (kind, audience, with_names, name) == ("pdf", "person", 1, "sofia.pdf")
    assert hidden > 0


def test_the_paper_of_a_timeline_is_about_its_person(page: PeoplePage, ask, tmp_path: Path) -> None:
    page.show_key("timeline:" + key_of(page, "Zoë Núñez"))
    ask.choices, ask.files = ["me"], [None]
    page.shell.actions.action("people.paper").trigger()
    assert ask.asked[-1] == "Save what is held about Zoë Núñez"
