"""Chips break into rows and never lie over each other."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from il_desktop.views.shared.flow import FlowLayout


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(20, 160), min_size=1, max_size=8), st.integers(160, 700))
def test_no_chip_lies_over_another_or_outside(qapp, widths: list[int], room: int) -> None:
    host = QWidget()
    flow = FlowLayout(8, host)
    for width in widths:
        child = QWidget(host)
        child.setFixedSize(width, 20)
        flow.addWidget(child)
    height = flow.heightForWidth(room)
    flow.setGeometry(QRect(0, 0, room, height))
    rects = [flow.itemAt(place).geometry() for place in range(flow.count())]
    assert all(rect.right() < room and rect.bottom() < height for rect in rects)
    assert not any(a.intersects(b) for n, a in enumerate(rects) for b in rects[n + 1 :])


def test_narrow_row_needs_more_height(qapp) -> None:
    host = QWidget()
    flow = FlowLayout(8, host)
    for _ in range(4):
        child = QWidget(host)
        child.setFixedSize(100, 20)
        flow.addWidget(child)
    assert flow.heightForWidth(500) == 20
    assert flow.heightForWidth(220) == 44
    flow.empty()
    assert flow.count() == 0
    assert flow.itemAt(0) is None
