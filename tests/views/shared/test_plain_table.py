"""Tables of texts: the stretched column can be read at any width, and the rows follow the size of the text."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QTableView, QVBoxLayout, QWidget

from il_desktop.views.shared import theme
from il_desktop.views.shared.plain_table import TextItemModel, text_table

HEADS = ("Task", "Due", "Minutes", "What happens with it")
ROWS = [("a", ("Look through the hiring files of the spring", "due Thu 29 Jan", "30 min", "Schedule"))]


def shown_table(qtbot, width: int, gives_way: tuple[int, ...]) -> tuple[QWidget, QTableView]:
    host = QWidget()
    qtbot.addWidget(host)
    model = TextItemModel(HEADS, 0, host)
    model.show_rows(ROWS)
    table = text_table(model, "Tasks", host, gives_way=gives_way)
    QVBoxLayout(host).addWidget(table)
    host.resize(width, 300)
    host.show()
    QApplication.processEvents()
    return host, table


def hidden(table: QTableView) -> list[int]:
    return [column for column in range(len(HEADS)) if table.isColumnHidden(column)]


def test_columns_give_way_one_after_the_other_and_come_back(qtbot) -> None:
    host, table = shown_table(qtbot, 900, (3, 2))
    gone = []
    for width in (900, 480, 360, 900):
        host.resize(width, 300)
        QApplication.processEvents()
        gone.append(hidden(table))
        assert table.columnWidth(0) >= 170
        assert table.horizontalScrollBar().maximum() == 0
    assert gone == [[], [3], [2, 3], []]


def test_a_new_line_that_is_wider_takes_its_room(qtbot) -> None:
    _, table = shown_table(qtbot, 640, (3, 2))
    assert hidden(table) == []
    long = ("Bus plan", "due Thu 29 Jan, and again at the end of March", "30 min", "Schedule")
    table.model().show_rows([*ROWS, ("b", long)])
    QApplication.processEvents()
    assert hidden(table) == [3]
    assert table.horizontalScrollBar().maximum() == 0


def test_a_table_without_columns_to_spare_scrolls(qtbot) -> None:
    _, table = shown_table(qtbot, 360, ())
    assert hidden(table) == []
    assert table.columnWidth(0) == 170
    assert table.horizontalScrollBar().maximum() > 0


def test_a_list_of_one_column_never_scrolls_to_the_side(qtbot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    model = TextItemModel(("Measure",), 0, host)
    model.show_rows([("a", ("An adult here knows me well",))])
    table = text_table(model, "Measures", host)
    QVBoxLayout(host).addWidget(table)
    host.resize(150, 200)
    host.show()
    QApplication.processEvents()
    assert table.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("scale_pct", [150, 200])
def test_rows_follow_the_size_of_the_text_at_once(qtbot, look: theme.Theme, scale_pct: int) -> None:
    _, table = shown_table(qtbot, 900, ())
    before = table.rowHeight(0)
    look.apply("light", scale_pct)
    QApplication.processEvents()
    assert table.rowHeight(0) == look.px(theme.ROW_HEIGHT) > before
