"""The people page by keyboard and mouse: roster, one person, and a staff list brought in."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget

from il_desktop import commands
from il_desktop.interchange.roster_plan import RosterOutcome
from il_desktop.queries.people import person_detail, roster
from il_desktop.views.people.page import PeoplePage
from il_desktop.views.people.roster_item_model import NAME, ROW_ROLE, SEEN
from il_desktop.views.shared.shell import Shell
from tests.interchange.messy_staff import messy_workbook

GOOD = "First name,Last name,E-mail,Department\nNora,Feld,nora.feld@example.org,Music\nSam,Ortiz,sam@example.org,PE\n"
BAD = "\n".join(
    [
        "First name,Last name,E-mail,Hired",
        "Hannah,Brooks,hannah.brooks@example.org,2017-08-15",
        ",,nobody@example.org,2017-08-15",
        "Nora,Feld,not an email,2025-08-15",
        "Sam,Ortiz,sam@example.org,soon",
        "Max,Ortiz,max@example.org,2020-13-40",
        "Eva,Ortiz,eva,2020-01-04",
    ]
)


def open_page(qtbot, shell: Shell) -> PeoplePage:
    page = PeoplePage(shell)
    qtbot.addWidget(page)
    shell.actions.set_page(page.page_id)
    page.resize(1240, 780)
    page.show()
    return page


@pytest.fixture
def page(qtbot, sample_shell: Shell) -> PeoplePage:
    return open_page(qtbot, sample_shell)


def shown(page: PeoplePage) -> list[str]:
    return [page.filter.index(row, NAME).data() for row in range(page.filter.rowCount())]


def problems(shell: Shell) -> list[str]:
    seen: list[str] = []
    shell.messages.problem_shown.connect(lambda sentence, _action: seen.append(sentence))
    return seen


def test_roster_begins_with_teachers_longest_unseen_first(page: PeoplePage) -> None:
    rows = [page.filter.index(row, NAME).data(ROW_ROLE) for row in range(page.filter.rowCount())]
    assert len(rows) == 42
    days = [10**6 if row.seen_days is None else row.seen_days for row in rows if not row.leave_until]
    assert days == sorted(days, reverse=True)
    assert rows[-1].name == "Grace Kim"  # on leave: not counted, last


def test_search_finds_names_without_accents(page: PeoplePage) -> None:
    QTest.keyClicks(page.search, "nunez")
    assert shown(page) == ["Zoë Núñez"]
    page.search.setText("chen math")
    assert sorted(shown(page)) == ["Emily Chen", "Marcus Chen"]
    page.search.setText("zzz")
    assert page.nobody.isVisible()


def test_groups_show_staff_and_who_has_left(page: PeoplePage, ask) -> None:
    page.group.chosen.emit("staff")
    assert "Dana Whitfield" in shown(page)
    page.group.chosen.emit("left")
    assert shown(page) == []
    page.group.chosen.emit("teachers")
    page.show_key(page.filter.index(0, NAME).data(ROW_ROLE).id)
    name = page.sheet.title.text()
    ask.texts = ["yesterday"]
    QTest.mouseClick(page.person.end, Qt.MouseButton.LeftButton)
    page.shell.hub.flush()
    page.group.chosen.emit("left")
    assert shown(page) == [name]


def test_click_on_a_head_sorts(page: PeoplePage) -> None:
    header = page.view.horizontalHeader()
    middle = header.height() // 2
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=_at(header, NAME, middle))
    assert shown(page)[0] == "Ben Adler"
    page.view.sortByColumn(SEEN, Qt.SortOrder.AscendingOrder)
    assert shown(page)[0] == "Grace Kim"


def _at(header, column: int, y: int):
    return QPoint(header.sectionViewportPosition(column) + 20, y)


def test_enter_opens_a_person_and_esc_saves_and_gives_the_focus_back(page: PeoplePage, qtbot) -> None:
    page.view.setFocus()
    page.view.setCurrentIndex(page.filter.index(2, NAME))
    person = page.filter.index(2, NAME).data(ROW_ROLE)
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert page.sheet.isVisible()
    page.person.department.setText("Chess")
    QTest.keyClick(page.person.department, Qt.Key.Key_Escape)
    page.shell.hub.flush()
    assert not page.sheet.isVisible()
    row = next(row for row in page.shell.desk.read(roster, page.shell.today()).rows if row.id == person.id)
    assert row.department == "Chess"
    page.shell.desk.undo()


def test_looking_at_people_writes_nothing(page: PeoplePage) -> None:
    before = page.shell.desk.history().undo
    for row in range(12):
        page._open_index(page.filter.index(row, NAME))
    page.sheet.close_sheet()
    assert page.shell.desk.history().undo == before


def test_person_is_added_by_keyboard(page: PeoplePage) -> None:
    page.shell.actions.action("people.new").trigger()
    QTest.keyClicks(page.person.given, "Åsa")
    QTest.keyClicks(page.person.family, "Öberg")
    QTest.keyClick(page.person.add, Qt.Key.Key_Space)
    assert page.sheet.title.text() == "Åsa Öberg"
    QTest.keyClicks(page.search, "asa oberg")
    assert shown(page) == ["Åsa Öberg"]


def test_nameless_person_is_refused_with_a_sentence(page: PeoplePage) -> None:
    seen = problems(page.shell)
    page.shell.actions.action("people.new").trigger()
    QTest.mouseClick(page.person.add, Qt.MouseButton.LeftButton)
    assert seen == ["Given: it is empty; please fill it in."]


def test_rubbish_birthday_is_refused_at_the_field(page: PeoplePage) -> None:
    page._open_index(page.filter.index(0, NAME))
    page.person.birthday.line.setText("31-31")
    assert page.person.fields() is None
    assert "not a birthday" in page.person.birthday.reason.text()
    page.person.birthday.line.setText("2/29")
    fields = page.person.fields()
    assert fields is not None
    assert fields["birthday_md"] == "02-29"


def test_person_with_records_is_not_deleted_and_the_reason_is_said(page: PeoplePage) -> None:
    seen = problems(page.shell)
    page.show_key(next(row.id for row in page._view.rows if row.name == "Sofia Ruíz"))
    QTest.mouseClick(page.person.delete, Qt.MouseButton.LeftButton)
    assert "was not deleted" in seen[0]
    assert "visits" in seen[0]


def test_recognize_leads_to_the_recognition_page(page: PeoplePage, visits) -> None:
    page._open_index(page.filter.index(0, NAME))
    QTest.mouseClick(page.person.recognize, Qt.MouseButton.LeftButton)
    assert visits == [("recognition", f"person:{page.person.detail.id}")]


def test_staff_list_is_brought_in_after_a_dry_run(page: PeoplePage, ask, tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_text(GOOD, encoding="utf-8")
    ask.files = [path]
    page.shell.actions.action("people.import").trigger()
    QTest.mouseClick(page.rooms.importer.choose, Qt.MouseButton.LeftButton)
    assert page.rooms.importer.status._text == "2 new"
    assert len(page.shell.desk.read(roster, page.shell.today()).rows) == 49
    QTest.keyClick(page.rooms.importer.run_button, Qt.Key.Key_Space)
    assert {"Nora Feld", "Sam Ortiz"} <= set(shown(page))
    page.shell.desk.undo()
    page.shell.hub.flush()
    assert "Nora Feld" not in shown(page)


def test_bad_lines_are_named_and_nothing_can_be_imported(page: PeoplePage, tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_text(BAD, encoding="utf-8")
    page.start_import()
    page.rooms.importer.take_file(path)
    lines = [page.rooms.importer.model.index(row, 0).data() for row in range(page.rooms.importer.model.rowCount())]
    assert lines == ["3", "4", "5", "6", "7"]
    assert page.rooms.importer.status._text == "Lines 3, 4, 5, 6 and 7 need a correction"
    assert not page.rooms.importer.run_button.isEnabled()
    assert page.rooms.importer.plan is None


def test_pasted_rows_and_a_mended_mapping(page: PeoplePage) -> None:
    page.show_key("import")
    page.rooms.importer.paste.setPlainText("Who\tWhere\nNora Feld\tMusic\n")
    QTest.mouseClick(page.rooms.importer.read_paste, Qt.MouseButton.LeftButton)
    mapping = page.rooms.importer.mapping
    combos = [combo for combo in mapping._mapping.findChildren(QComboBox) if not combo.isHidden()]
    combos[0].setCurrentIndex(combos[0].findData("name"))
    combos[0].activated.emit(combos[0].currentIndex())
    combos[1].setCurrentIndex(combos[1].findData("department"))
    combos[1].activated.emit(combos[1].currentIndex())
    mapping.headings.setCurrentIndex(1)
    mapping.headings.activated.emit(1)
    assert page.rooms.importer.plan is not None
    assert [item.facts.full_name for item in page.rooms.importer.plan.items] == ["Nora Feld"]
    assert page.rooms.importer.run_button.isEnabled()


def test_name_like_one_we_know_waits_for_a_decision(page: PeoplePage, tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_text("First name,Last name\nMarcus,Chenn\n", encoding="utf-8")
    page.start_import()
    page.rooms.importer.take_file(path)
    assert not page.rooms.importer.run_button.isEnabled()
    page.rooms.importer.preview.setCurrentIndex(page.rooms.importer.model.index(0, 0))
    QTest.mouseClick(page.rooms.importer.as_new, Qt.MouseButton.LeftButton)
    assert page.rooms.importer.run_button.isEnabled()
    assert page.rooms.importer.run_button.text() == "Import 1 person"


def test_unreadable_file_is_refused_with_a_sentence(page: PeoplePage, tmp_path: Path) -> None:
    seen = problems(page.shell)
    page.start_import()
    page.rooms.importer.take_file(tmp_path / "missing.csv")
    assert "missing.csv" in seen[0]


def test_empty_file_offers_the_import(qtbot, shell: Shell) -> None:
    page = open_page(qtbot, shell)
    assert page.empty.isVisible()
    assert page.empty.button is not None
    QTest.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert page.rooms.importer.isVisible()
    QTest.mouseClick(page.rooms.importer.cancel, Qt.MouseButton.LeftButton)
    assert page.empty.isVisible()


def test_head_says_who_was_seen(page: PeoplePage) -> None:
    assert "of 41 teachers seen in the last 14 school days" in page.head_sentence()


def test_every_control_has_a_name(page: PeoplePage) -> None:
    page._open_index(page.filter.index(0, NAME))
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if not (widget.accessibleName() or getattr(widget, "text", str)() or widget.focusProxy())
        if widget.objectName() != "qt_scrollarea_viewport"
    ]
    assert nameless == []


def test_sizes_and_looks_draw_without_complaint(page: PeoplePage) -> None:
    for mode, scale, width in (("dark", 100, 860), ("contrast", 200, 1240), ("light", 80, 1240)):
        page.shell.theme.apply(mode, scale)
        page.resize(width, 640)
        assert not page.grab().isNull()


def test_undo_of_an_added_person_closes_the_sheet(page: PeoplePage) -> None:
    page.shell.actions.action("people.new").trigger()
    page.person.given.setText("Åsa")
    page.person.family.setText("Öberg")
    QTest.mouseClick(page.person.add, Qt.MouseButton.LeftButton)
    page.shell.desk.undo()
    page.shell.hub.flush()
    assert not page.sheet.isVisible()


def test_person_of_the_office_can_be_shown_from_elsewhere(page: PeoplePage) -> None:
    office = next(row for row in page._view.rows if not row.is_teacher)
    page.show_key(office.id)
    assert page.sheet.title.text() == office.name
    assert office.name in shown(page)


def test_who_left_can_be_brought_back(page: PeoplePage, ask) -> None:
    page.show_key(page.filter.index(0, NAME).data(ROW_ROLE).id)
    ask.texts = ["never", "yesterday"]
    seen = problems(page.shell)
    QTest.mouseClick(page.person.end, Qt.MouseButton.LeftButton)
    assert "not a date" in seen[0]
    QTest.mouseClick(page.person.end, Qt.MouseButton.LeftButton)
    page.shell.hub.flush()
    assert page.person.end.text() == "Bring back"
    QTest.mouseClick(page.person.end, Qt.MouseButton.LeftButton)
    page.shell.hub.flush()
    assert page.person.detail.active_to is None


def test_find_key_goes_to_the_search(page: PeoplePage) -> None:
    page.view.setFocus()
    page.shell.actions.action("people.find").trigger()
    assert page.search.hasFocus()


@pytest.mark.parametrize(("name", "is_taken"), [("staff.csv", True), ("photo.png", False)])
def test_list_dropped_on_the_page_starts_the_import(
    page: PeoplePage, tmp_path: Path, name: str, is_taken: bool
) -> None:
    path = tmp_path / name
    path.write_text(GOOD, encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, mime, left, none)
    page.dropEvent(event)
    assert page.rooms.is_importing is is_taken


def test_every_fact_of_the_sheet_is_saved_and_undone(page: PeoplePage) -> None:
    person = page.filter.index(3, NAME).data(ROW_ROLE)
    page._open_index(page.filter.index(3, NAME))
    form, before = page.person.form, page.person.detail
    form.grades.line.setText("6, 7")
    form.works_on.line.setText("b days, Mon-Wed")
    form.strengths.line.setText("number talks, warm starts")
    form.lists_opt_out.setChecked(True)
    form.anniversary_opt_in.setChecked(True)
    form.leader.setCurrentIndex(form.leader.count() - 1)
    page.sheet.close_sheet()
    detail = page.shell.desk.read(person_detail, person.id, page.shell.today())
    assert detail is not None
    assert (detail.works_on, detail.grades) == ((0, 1, 2, "B"), ("6", "7"))
    assert detail.strengths == ("number talks", "warm starts")
    assert (detail.lists_opt_out, detail.anniversary_opt_in) == (True, True)
    page.shell.desk.undo()
    assert page.shell.desk.read(person_detail, person.id, page.shell.today()) == before


def test_a_day_the_school_does_not_have_is_refused_at_the_field(page: PeoplePage) -> None:
    page._open_index(page.filter.index(0, NAME))
    page.person.form.works_on.line.setText("Q")
    assert page.person.fields() is None
    assert "does not have" in page.person.form.works_on.reason.text()


def test_somebody_is_said_to_be_away_and_back(page: PeoplePage) -> None:
    page._open_index(page.filter.index(0, NAME))
    away = page.person.away
    QTest.mouseClick(away.open, Qt.MouseButton.LeftButton)
    away.first.line.setText("19 Jan 2026")
    away.last.line.setText("23 Jan 2026")
    away.substitute.setCurrentIndex(away.substitute.findText("Iris Moss"))
    page.person.department.setText("Half typed")
    QTest.mouseClick(away.add, Qt.MouseButton.LeftButton)
    page.shell.hub.flush()
    assert page.person.detail is not None
    (absence,) = page.person.detail.absences
    assert (absence.substitute, absence.first.isoformat()) == ("Iris Moss", "2026-01-19")
    assert page.person.detail.department == "Half typed"
    away.remove_wanted.emit(absence.id)
    page.shell.hub.flush()
    assert page.person.detail.absences == ()


def test_a_messy_workbook_is_previewed_decided_and_undone(page: PeoplePage, qtbot, tmp_path: Path) -> None:
    path = tmp_path / "Staff 25-26.xlsx"
    path.write_bytes(messy_workbook())
    page.start_import()
    importer = page.rooms.importer
    importer.take_file(path)
    qtbot.waitUntil(lambda: importer.plan is not None, timeout=15_000)
    assert importer.mapping.sheet.currentText() == "Staff 25-26"
    assert "1 new" not in importer.status._text
    lines = {importer.model.index(row, 0).data(): row for row in range(importer.model.rowCount())}
    assert importer.model.index(lines["13"], 3).data() == "a position without a person"
    assert importer.model.index(lines["12"], 3).data() == "the same person as in line 11"
    asked = [item.line for item in importer.plan.items if item.outcome is RosterOutcome.ASK]
    while any(item.outcome is RosterOutcome.ASK for item in importer.plan.items):
        importer.preview.setCurrentIndex(importer.model.index(0, 0))
        item = importer._item()
        assert item is not None
        QTest.mouseClick(importer.same if item.near else importer.leave_out, Qt.MouseButton.LeftButton)
    assert 20 in asked
    before = page.shell.desk.read(roster, page.shell.today())
    importer.run_button.click()
    page.shell.hub.flush()
    assert {"Jane Abbott", "María de la Cruz"} <= set(shown(page))
    page.shell.desk.undo()
    assert page.shell.desk.read(roster, page.shell.today()) == before


def test_lines_that_cannot_be_read_may_be_left_out(page: PeoplePage, tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_text(BAD, encoding="utf-8")
    page.start_import()
    page.rooms.importer.take_file(path)
    QTest.mouseClick(page.rooms.importer.without_bad, Qt.MouseButton.LeftButton)
    assert page.rooms.importer.plan is not None
    assert {problem.line for problem in page.rooms.importer.plan.refused} == {3, 4, 5, 6, 7}
    assert "5 lines left out" in page.rooms.importer.detail.text()


def test_who_is_not_in_the_list_leaves_with_a_last_day(page: PeoplePage, ask, tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_text("Name,Role\nNew Coach,Coach\n", encoding="utf-8")
    page.start_import()
    page.rooms.importer.take_file(path)
    assert "Vera Hale is not in the list and stays on the roster." in page.rooms.importer.detail.text()
    ask.texts = ["15 Jan 2026"]
    QTest.mouseClick(page.rooms.importer.leavers, Qt.MouseButton.LeftButton)
    page.rooms.importer.run_button.click()
    page.shell.hub.flush()
    page.group.chosen.emit("left")
    assert shown(page) == ["Vera Hale"]
    page.shell.desk.undo()
    page.shell.hub.flush()
    assert shown(page) == []


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


def test_a_workbook_with_macros_is_refused_with_a_sentence(page: PeoplePage, qtbot, tmp_path: Path) -> None:
    seen = problems(page.shell)
    path = tmp_path / "staff.xlsm"
    path.write_bytes(messy_workbook())
    page.start_import()
    page.rooms.importer.take_file(path)
    qtbot.waitUntil(lambda: bool(seen), timeout=15_000)
    assert "holds macros" in seen[0]
    assert page.rooms.importer.plan is None
