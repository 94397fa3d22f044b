"""The Reports page: what is listed, what is seen, what is written, and that names and small groups stay out."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from il_desktop.views.reports.page import ReportsPage

LOG = "SELECT kind, audience, with_names, file_name FROM export_batch ORDER BY created_at"


@pytest.fixture
def page(qtbot, sample_shell) -> ReportsPage:
    page = ReportsPage(sample_shell)
    qtbot.addWidget(page)
    page.resize(1200, 760)
    page.show()
    sample_shell.actions.set_page("reports")
    qtbot.waitUntil(lambda: not page.is_busy, timeout=60_000)
    return page


def show(qtbot, page: ReportsPage, key: str) -> None:
    page.show_key(key)
    qtbot.waitUntil(lambda: not page.is_busy, timeout=60_000)


def save(qtbot, page: ReportsPage, ask, path: Path) -> Path:
    ask.files.append(path)
    page.shell.actions.action("reports.save").trigger()
    qtbot.waitUntil(lambda: not page.is_writing, timeout=60_000)
    return path


def words_of(path: Path) -> str:
    return " ".join(PdfReader(path).pages[0].extract_text().split())


def test_the_first_page_of_the_strategy_is_seen(page) -> None:
    assert page.preview.image is not None
    assert page.preview.image.height() > page.preview.image.width()
    assert page.shown.n_pages == 1
    assert page.head_sentence() == "4 papers, 11 charts. Names stay out unless you ask."


def test_a_goal_asked_for_before_the_goals_are_read_is_shown_when_they_are(qtbot, sample_shell) -> None:
    page = ReportsPage(sample_shell)
    qtbot.addWidget(page)
    page.show_key("goal:2")
    page.show()
    qtbot.waitUntil(lambda: not page.is_busy and page.shown is not None, timeout=60_000)
    assert page.preview.image is not None
    assert page._title.text() == "Trend: Chronic absence"
    assert page.model.key(page.list.currentIndex().row()) == "goal:2"


def test_arrow_keys_go_through_the_reports(qtbot, page) -> None:
    page.list.setFocus()
    for _ in range(4):
        QTest.keyClick(page.list, Qt.Key.Key_Down)
        qtbot.waitUntil(lambda: not page.is_busy, timeout=60_000)
    assert page.shown.headline.startswith("2 of 5 goals on track")
    assert page.choices.view.isVisibleTo(page)


def test_a_chart_has_its_sentence_and_its_table(qtbot, page) -> None:
    show(qtbot, page, "goal:0")
    assert "If the trend goes on: 52.8 %" in page.shown.headline
    page.shell.actions.action("reports.table").trigger()
    assert page.stack.currentWidget() is page.table
    model = page.table.model()
    assert [model.index(2, column).data() for column in range(3)] == ["14 Jan 2026", "47.0 %", "329 of 700"]
    name = QAccessible.queryAccessibleInterface(page.preview).text(QAccessible.Text.Description)
    assert "52.8 %" in name


def test_a_report_is_written_and_noted(qtbot, page, ask, tmp_path) -> None:
    path = save(qtbot, page, ask, tmp_path / "plan.pdf")
    text = words_of(path)
    assert "Math proficiency" in text
    assert "Whitfield" not in text
    assert page.shell.desk.read(lambda reader: reader.rows(LOG)) == [("pdf", "staff", 0, "plan.pdf")]
    assert page.shell.messages.last == "Wrote plan.pdf."


def test_names_are_offered_to_the_user_and_the_office_alone(qtbot, page, ask, tmp_path) -> None:
    choices = page.choices
    assert not choices.names.isEnabled()
    choices.audience.setCurrentIndex(choices.audience.findData("me"))
    choices.audience.activated.emit(choices.audience.currentIndex())
    QTest.mouseClick(choices.names, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.is_busy, timeout=60_000)
    path = save(qtbot, page, ask, tmp_path / "mine.pdf")
    assert "Dana Whitfield" in words_of(path)
    assert page.shell.desk.read(lambda reader: reader.rows(LOG)) == [("pdf", "me", 1, "mine.pdf")]
    choices.audience.setCurrentIndex(choices.audience.findData("public"))
    choices.audience.activated.emit(choices.audience.currentIndex())
    assert not choices.with_names


def test_a_chart_is_written_in_each_form(qtbot, page, ask, tmp_path) -> None:
    show(qtbot, page, "roadmap")
    for form, start in (("png", b"\x89PNG"), ("svg", b"<?xml"), ("xlsx", b"PK")):
        page.choices.forms[True].set_key(form)
        path = save(qtbot, page, ask, tmp_path / f"road.{form}")
        assert path.read_bytes().startswith(start)


def test_gaps_and_the_next_ninety_days_are_told_without_small_groups(qtbot, page, ask, tmp_path) -> None:
    show(qtbot, page, "gaps")
    assert "Widest:" in page.shown.headline
    assert any("not told" in str(row[2]) for row in page.shown.table.rows)
    show(qtbot, page, "ninety")
    assert page.preview.image is not None
    show(qtbot, page, "gap_paper")
    page.choices.forms[False].set_key("html")
    path = save(qtbot, page, ask, tmp_path / "gaps.html")
    assert "Gaps between groups" in path.read_text(encoding="utf-8")
    assert page.shell.desk.read(lambda reader: reader.value("SELECT suppressed_cells FROM export_batch")) > 0


def test_an_empty_school_is_told_what_is_missing(qtbot, shell) -> None:
    page = ReportsPage(shell)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: not page.is_busy, timeout=60_000)
    assert page.preview.image is None
    assert "Not enough data yet" in QAccessible.queryAccessibleInterface(page.preview).text(
        QAccessible.Text.Description
    )
    page.shell.actions.action("reports.save").trigger()
    assert not page.is_writing
