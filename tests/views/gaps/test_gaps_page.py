"""The gaps page by keyboard: two views of the same numbers, the file it writes, the way to a plan."""

from __future__ import annotations

import pytest

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
