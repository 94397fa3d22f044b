"""Who a block is about or with: a line that completes names from the roster, and a chip for each person.

Accents and case may be left out. Keys: Down and Up go through the names offered, Enter takes one, Esc clears the line,
Space on a chip takes that person off.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from il_desktop.domain.text import search_key
from il_desktop.queries.roster import RosterName
from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.kit import PlainLabel, outline_button
from il_desktop.views.shared.tables import dress

ID_ROLE = Qt.ItemDataRole.UserRole
PLACEHOLDER = "Type a name"
MOST_OFFERED = 6
ROW_HEIGHT = 28


def fitting(text: str, roster: Sequence[RosterName]) -> list[RosterName]:
    """Return those in whose name every typed word begins a word; somebody called exactly so stands alone."""
    wanted = search_key(text)
    exact = [one for one in roster if _key(one.shown) == wanted]
    if len(exact) == 1:
        return exact
    words = wanted.split()
    return [one for one in roster if all(any(part.startswith(word) for part in _parts(one.shown)) for word in words)]


@lru_cache(maxsize=8192)
def _key(name: str) -> str:
    """Keep the keys of names, which every letter typed asks for again."""
    return search_key(name)


@lru_cache(maxsize=8192)
def _parts(name: str) -> tuple[str, ...]:
    return tuple(_key(name).replace("-", " ").split())


class PeopleField(QWidget):
    """Signal: people_changed(object), a tuple of ids in the order they were added."""

    people_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: dict[str, str] = {}
        self._people: tuple[str, ...] = ()
        self._roster: Sequence[RosterName] = ()
        self._here: Sequence[RosterName] = ()
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(PLACEHOLDER)
        self.line.setMaxLength(80)
        a11y.name(self.line, "Add a person")
        self.reason = PlainLabel("", "caption", tone="attention", fit="wrap", parent=self)
        self.reason.hide()
        self._chips_box = QWidget(self)
        self.chips = FlowLayout(6, self._chips_box)
        self.offered = QListWidget(self)
        dress(self.offered, "Names on the roster", row_height=ROW_HEIGHT)
        self.offered.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the line keeps the focus and moves through it
        self.offered.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.offered.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._chips_box)
        column.addWidget(self.line)
        column.addWidget(self.offered)
        column.addWidget(self.reason)
        self.setFocusProxy(self.line)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._look)
        self.line.returnPressed.connect(self._take_typed)
        self.offered.itemClicked.connect(self._take_item)

    @property
    def people(self) -> tuple[str, ...]:
        """The ids of those who stand in the field."""
        return self._people

    def show_people(self, people: tuple[str, ...], roster: Sequence[RosterName], here: Sequence[RosterName]) -> None:
        """Show who is meant; `here` are offered, the whole roster gives the names."""
        if roster is not self._roster:
            self._roster = roster
            self._names = {one.id: one.shown for one in roster}
            self._here = here
        if people != self._people or self.chips.count() != len(people):
            self._people = people
            self._show_chips()

    def commit(self) -> None:
        """Take what is typed if it names one person; leave it otherwise."""
        if self.line.text().strip() and len(fitting(self.line.text(), self._here)) == 1:
            self._take_typed()

    def _show_chips(self) -> None:
        had_focus = self._chips_box.isAncestorOf(self.window().focusWidget() or self)
        self.chips.empty()
        for person_id in self._people:
            name = self._names.get(person_id, "Somebody who left")
            chip = outline_button(name, "x", self._chips_box)
            chip.setProperty("person", person_id)
            a11y.name(chip, f"Take {name} off")
            chip.clicked.connect(self._take_off)
            self.chips.addWidget(chip)
            chip.show()
        self._chips_box.setVisible(bool(self._people))
        self._chips_box.updateGeometry()
        if had_focus:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self) -> None:
        """List who fits what is typed."""
        found = fitting(self.line.text(), [one for one in self._here if one.id not in self._people])
        self.offered.clear()
        for one in found[:MOST_OFFERED]:
            item = QListWidgetItem(f"{one.shown}, {one.detail}" if one.detail else one.shown)
            item.setData(ID_ROLE, one.id)
            self.offered.addItem(item)
        rows = self.offered.count()
        self.offered.setVisible(rows > 0)
        height = max(self.offered.sizeHintForRow(0), theme.current().px(ROW_HEIGHT)) if rows else 0
        self.offered.setFixedHeight(rows * height + 2)

    @Slot(str)
    def _look(self, text: str) -> None:
        self._say("")
        if text.strip():
            self._offer()
        else:
            self.offered.hide()

    def _step(self, way: int) -> None:
        """Go through the names offered; from none to the first or the last."""
        if self.offered.isHidden():
            self._offer()
        count = self.offered.count()
        if not count:
            return
        row = self.offered.currentRow()
        row = (0 if way > 0 else count - 1) if row < 0 else (row + way) % count
        self.offered.setCurrentRow(row)
        a11y.announce(self.line, self.offered.item(row).text())

    @Slot(QListWidgetItem)
    def _take_item(self, item: QListWidgetItem) -> None:
        self._add(item.data(ID_ROLE))

    @Slot()
    def _take_typed(self) -> None:
        item, text = self.offered.currentItem(), self.line.text().strip()
        if self.offered.isVisible() and item is not None:
            self._take_item(item)
        elif text:
            found = fitting(text, self._here)
            if len(found) == 1:
                self._add(found[0].id)
            elif found:
                self._say(f"“{text}” fits several people: choose with Down and Enter, or type more of the name.")
            else:
                self._say(f"Nobody is called “{text}”.")

    def _say(self, reason: str) -> None:
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        if reason:
            a11y.announce(self.line, reason, urgent=True)

    def _clear(self) -> None:
        self.offered.clear()
        self.offered.hide()
        self.line.clear()
        self._say("")

    def _add(self, person_id: str) -> None:
        self._clear()
        if person_id and person_id not in self._people:
            self._people = (*self._people, person_id)
            self._show_chips()
            self.people_changed.emit(self._people)

    @Slot()
    def _take_off(self) -> None:
        sender = self.sender()
        if sender is not None:
            gone = str(sender.property("person"))
            self._people = tuple(one for one in self._people if one != gone)
            self._show_chips()
            self.people_changed.emit(self._people)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move through the names offered; clear a half-typed name on Esc before the sheet closes."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            way = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if way is not None:
                self._step(way)
                return True
            if event.key() == Qt.Key.Key_Escape and (self.line.text() or self.offered.isVisible()):
                self._clear()
                return True
        return super().eventFilter(watched, event)
