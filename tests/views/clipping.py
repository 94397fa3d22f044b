"""What a look would call cut off: words that do not fit their place, parts that lie over or outside others."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLabel,  # noqa: TID251  only looked at
    QLayout,
    QLineEdit,
    QStackedLayout,
    QTableView,
    QWidget,
)

from il_desktop.views.shared.combo import ComboBox

SLACK = 2  # pixels that nobody sees
LEAST = 12  # letters that a shortened choice shows
SHORT = 14  # letters of a date or a time


def cut_off(top: QWidget) -> list[str]:
    """Return a sentence for everything in sight that is cut off, none for a window in order.

    What paints itself (a grid, a head's sentence) shortens its own words, and is tested where it is drawn.
    """
    shown = [widget for widget in top.findChildren(QWidget) if widget.isVisible()]
    seen = [widget for widget in shown if _in_sight(widget)]
    found = {problem for widget in seen for problem in _words(widget)}
    found |= {problem for widget in shown if _in_sight(widget.parentWidget()) for problem in _place(widget)}
    found |= {problem for widget in seen for problem in _sideways(widget)}
    return sorted(found | {problem for widget in (top, *seen) for problem in _on_each_other(widget)})


def _in_sight(widget: QWidget) -> bool:
    return widget.isVisible() and not widget.visibleRegion().isEmpty()


def _words(widget: QWidget) -> Iterator[str]:
    metrics, name = widget.fontMetrics(), type(widget).__name__
    if isinstance(widget, QLabel) and widget.text():
        yield from _label(widget)
    elif isinstance(widget, QAbstractButton) and widget.text():
        hint = widget.sizeHint()
        if widget.width() < hint.width() - SLACK or widget.height() < hint.height() - SLACK - 1:
            yield f"{name} {widget.text()!r} has {widget.width()}×{widget.height()} of {hint.width()}×{hint.height()}"
    elif isinstance(widget, QComboBox):
        is_shortened = isinstance(widget, ComboBox) and len(widget.shown_text()) > LEAST
        if widget.width() < metrics.horizontalAdvance(widget.currentText()) + 24 and not is_shortened:
            yield f"{name} {widget.currentText()!r} has {widget.width()}"
    elif isinstance(widget, QLineEdit):
        words = widget.text() if len(widget.text()) <= SHORT else ""  # a longer text moves with its cursor
        wanted = metrics.horizontalAdvance(words or widget.placeholderText()) + 8
        if widget.width() < wanted and not (widget.text() and not words):
            yield f"{name} {words or widget.placeholderText()!r} has {widget.width()} of {wanted}"


def _label(label: QLabel) -> Iterator[str]:
    metrics, words, room = label.fontMetrics(), label.text(), label.contentsRect().width()
    if label.textFormat() == Qt.TextFormat.RichText or _paints_itself(label):
        return
    if label.wordWrap():
        if label.heightForWidth(label.width()) > label.height() + SLACK:
            yield f"label {words[:60]!r} wraps to {label.heightForWidth(label.width())} in {label.height()}"
        words = max(words.split(), key=metrics.horizontalAdvance, default="")
    wanted = max(metrics.horizontalAdvance(line) for line in (words.split("\n") or [""]))
    if wanted > room + SLACK:
        yield f"label {label.text()[:60]!r} has {room} of {wanted}"


def _paints_itself(label: QLabel) -> bool:
    return any(
        "paintEvent" in vars(kind) for kind in type(label).__mro__ if kind is not QLabel and issubclass(kind, QLabel)
    )


def _place(widget: QWidget) -> Iterator[str]:
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or _scrolls(parent):
        return
    if not parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(widget.geometry()):
        place, room = widget.geometry().getRect(), parent.rect().getRect()
        yield f"{type(widget).__name__} sticks out of {type(parent).__name__}: {place} in {room}"


def _sideways(area: QWidget) -> Iterator[str]:
    """Nothing is out of reach at the side, no page scrolls to the side, and no head of a column is cut."""
    if not isinstance(area, QAbstractScrollArea):
        return
    is_list = isinstance(area, QAbstractItemView) or area.verticalScrollBar().maximum() == 0  # or a strip of columns
    has_bar = area.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    hidden = area.horizontalScrollBar().maximum()
    if hidden > SLACK and not (is_list and has_bar):
        yield f"{type(area).__name__} {area.accessibleName()!r} hides {hidden} at the side"
    if isinstance(area, QTableView) and area.horizontalHeader().isVisible():
        yield from _heads(area)


def _heads(table: QTableView) -> Iterator[str]:
    header, model = table.horizontalHeader(), table.model()
    for column in range(header.count()):
        lines = str(model.headerData(column, Qt.Orientation.Horizontal) or "").split("\n")
        wanted = max(header.fontMetrics().horizontalAdvance(line) for line in lines)
        if not header.isSectionHidden(column) and header.sectionSize(column) < wanted:
            yield f"head {lines!r} of {table.accessibleName()!r} has {header.sectionSize(column)} of {wanted}"


def _scrolls(parent: QWidget) -> bool:
    return isinstance(parent, QAbstractScrollArea) or isinstance(parent.parentWidget(), QAbstractScrollArea)


def _on_each_other(parent: QWidget) -> Iterator[str]:
    layout = parent.layout()
    if layout is None or isinstance(layout, QStackedLayout):
        return
    laid = list(_laid_out(layout))
    for number, one in enumerate(laid):
        for other in laid[number + 1 :]:
            common = one.geometry().intersected(other.geometry())
            if common.width() > SLACK and common.height() > SLACK:
                yield f"{type(one).__name__} lies over {type(other).__name__} in {type(parent).__name__}"


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            yield from _laid_out(inner)
        elif widget is not None and widget.isVisible():
            yield widget
