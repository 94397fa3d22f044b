"""The people page by keyboard and mouse: roster and one person."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from il_desktop.queries.people import person_detail, roster
from il_desktop.views.people.page import PeoplePage
from il_desktop.views.people.roster_item_model import NAME, ROW_ROLE, SEEN
from tests.views.people.people_page import problems, shown


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
