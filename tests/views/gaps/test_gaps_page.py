"""The gaps page by keyboard: two views of the same numbers, the file it writes, the way to a plan."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from il_desktop import commands
from il_desktop.views.gaps.page import GapsPage
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.shell import Shell


def open_page(qtbot, shell: Shell) -> GapsPage:
    page = GapsPage(shell)
    qtbot.addWidget(page)
    shell.actions.set_page(page.page_id)
    page.resize(1180, 720)
    page.show()
    return page


@pytest.fixture
def page(qtbot, sample_shell: Shell) -> GapsPage:
    made = open_page(qtbot, sample_shell)
    place = next(n for n, table in enumerate(made.found) if table.measure == "Math proficiency")
    made.show_key(made.found[place].measure_id)
    return made


def cells(page: GapsPage) -> list[list[str]]:
    model = page.model
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def everything(page: GapsPage) -> str:
    """Return all that the page tells: labels, table, bars, what a screen reader hears."""
    labels = [label.text() for label in page.findChildren(PlainLabel) if label.isVisibleTo(page)]
    model = page.list_model
    labels += [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    bars = [f"{bar.label} {bar.value} {bar.text}" for bar in page.bars.bars]
    choices = [page.compare.itemText(number) for number in range(page.compare.count())]
    return " ".join([*labels, *bars, *choices, *(cell for row in cells(page) for cell in row)])


def test_the_own_view_shows_all_numbers(page: GapsPage) -> None:
    assert [row[1] for row in cells(page)] == ["390", "214", "71", "18", "7", "700"]
    assert "hides Group 5 and Group 4 to cover" in page.note.text()


def test_the_shared_view_tells_nothing_of_the_hidden_groups(page: GapsPage) -> None:
    own = {row[0]: row for row in cells(page)}
    page.show_key("shared")
    told = {row[0]: row for row in cells(page)}
    for name in ("Group 4", "Group 5"):
        assert set(told[name][1:5]) == {"hidden"}
        for number in own[name][2:5]:
            assert number not in everything(page)
    assert page.headline.text().startswith("Math proficiency: Group 3 is 13.3 points above Group 1")
    assert page.compare.findData("Group 5") < 0
    assert [bar.value for bar in page.bars.bars][3:] == [0, 0]


def test_keys_change_the_view_and_the_measure(page: GapsPage) -> None:
    page.shell.actions.action("gaps.view").trigger()
    assert page.is_shared
    page.list.selectRow(0)
    assert page.headline.text().startswith("Advisory attended: no two groups can be compared here")


def test_the_file_written_is_the_shared_view_whatever_is_shown(qtbot, page: GapsPage, ask, tmp_path) -> None:
    out = tmp_path / "gaps.html"
    ask.files = [out]
    assert not page.is_shared
    page.do_save()
    qtbot.waitUntil(lambda: not page.is_writing)
    assert out.read_text().count("hidden") >= 8
    rows = page.shell.desk.read(lambda reader: reader.rows("SELECT kind, suppressed_cells FROM export_batch"))
    assert rows == [("html", 6)]


def test_a_gap_leads_to_a_plan_for_the_group_behind(page: GapsPage, visits) -> None:
    page.do_plan()
    assert page.view is not None
    assert visits[-1] == ("improve", f"plan:{page.view.table.measure_id}:group:Group 4")
    page.show_key("shared")
    page.do_plan()
    assert visits[-1][1].endswith(":Group 1")


def test_an_empty_file_says_what_to_bring(qtbot, shell: Shell) -> None:
    page = open_page(qtbot, shell)
    assert page.empty.isVisible()
    assert not page.table.isVisible()
    assert page.head_sentence()


def test_the_table_has_a_name_for_screen_readers(page: GapsPage) -> None:
    assert page.table.accessibleName() == "Rates by group and window"
    assert page.list.accessibleName() == "Measures read by group"


def intervals(page: GapsPage) -> list[tuple[str, str]]:
    return [(bar.label, bar.text) for bar in page.over_time.chart.bars]


def test_the_gap_stands_with_its_interval_in_each_window_as_chart_and_as_table(qtbot, page: GapsPage) -> None:
    assert page.view is not None
    found = intervals(page)
    assert [label for label, _ in found] == [moment.label for moment in page.view.table.moments]
    points = page.view.points[-1].gap
    assert found[-1][1].startswith(f"{float(points.points):.1f} (")
    assert page.over_time.chart.isVisibleTo(page)
    table = next(each for each in page.over_time.switch.findChildren(QAbstractButton) if each.text() == "Data table")
    qtbot.mouseClick(table, Qt.MouseButton.LeftButton)
    assert page.over_time.table.isVisibleTo(page)
    assert not page.over_time.chart.isVisibleTo(page)
    model = page.over_time.model
    said = [(str(model.index(row, 0).data()), str(model.index(row, 1).data())) for row in range(model.rowCount())]
    assert [(label, text.split(" ")[0]) for label, text in found] == said


def test_the_shared_chart_holds_no_gap_of_a_hidden_group(page: GapsPage) -> None:
    own = dict(intervals(page))
    page.show_key("shared")
    told = dict(intervals(page))
    assert set(own) == set(told)
    assert not set(own.values()) & set(told.values())
    assert page.over_time.chart.chart is not None
    assert "Group 4" not in page.over_time.chart.chart.axis


@pytest.mark.parametrize("form", ["png", "svg", "pdf", "xlsx"])
def test_the_chart_is_written_as_the_shared_view(qtbot, page: GapsPage, ask, tmp_path, form) -> None:
    out = tmp_path / f"gap.{form}"
    ask.files = [out]
    page.do_save()
    qtbot.waitUntil(lambda: not page.is_writing, timeout=20_000)
    data = out.read_bytes()
    assert data.startswith({"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF", "xlsx": b"PK"}[form])
    if form == "svg":
        text = data.decode()
        assert "Group 3" in text
        assert "Group 4" not in text
    rows = page.shell.desk.read(lambda reader: reader.rows("SELECT kind FROM export_batch"))
    assert rows == [(form,)]


def test_a_person_named_in_a_group_is_not_named_in_what_leaves(page: GapsPage) -> None:
    desk = page.shell.desk
    name = desk.read(lambda reader: reader.value("SELECT family FROM person WHERE length(family) > 5 LIMIT 1"))
    desk.run(commands.measuring.edit_measure, page.found[page._chosen].measure_id, name=f"Math with {name}")
    page.shell.hub.flush()
    assert name in page.headline.text()
    page.show_key("shared")
    assert name not in everything(page)
    assert "[name]" in page.headline.text()
