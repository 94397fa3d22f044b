"""The vision page: what the school is for, its values, excellent teaching, and older versions to read."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QVBoxLayout, QWidget

from il_desktop.queries.vision import VisionItem, VisionVersion
from il_desktop.views.shared import a11y
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.kit import (
    Button,
    Card,
    EmptyState,
    Hairline,
    PlainLabel,
    StatusMark,
    outline_button,
)
from il_desktop.views.shared.quiet_button import QuietButton
from il_desktop.views.shared.scrolled import Scrolled
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import date_text
from il_desktop.wording.goals import NOT_OBSERVABLE

SECTIONS = (
    ("value", "Values", "What we hold to, also when it costs something", "Add a value"),
    ("excellence", "Excellent teaching here", "What anyone would see in a good lesson", "Add an element"),
    ("expectation", "Expectations", "What everybody can rely on", "Add an expectation"),
)
_TEACHES = {
    "value": "Nothing here yet. Three to five values are enough: words that decide something.",
    "excellence": "Nothing here yet. Write what you would see and hear in a lesson you are proud of.",
    "expectation": "Nothing here yet. What may students, families and staff rely on?",
}


class VisionView(QWidget):
    """Signals: edit_wanted(), adopt_wanted(), print_wanted(), item_wanted(str kind), item_edited(object).

    Also item_deleted(str id) and item_moved(str id, int step).
    """

    edit_wanted = Signal()
    adopt_wanted = Signal()
    item_wanted = Signal(str)
    item_edited = Signal(object)
    item_deleted = Signal(str)
    item_moved = Signal(str, int)
    print_wanted = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._versions: tuple[VisionVersion, ...] = ()
        self._today = date.min
        self.shown: VisionVersion | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._make_head())
        self._scroll = Scrolled(self)
        column.addWidget(self._scroll, 1)
        self._empty = EmptyState("No vision written yet.", "Write it in one sentence", "eye", self)
        self._empty.pressed.connect(self.edit_wanted)
        column.addWidget(self._empty, 1)

    def _make_head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._title = PlainLabel("Vision", "title", strong=True, fit="elide", parent=self)
        self._version = ComboBox(self)
        a11y.name(self._version, "Version of the vision")
        self._version.activated.connect(self._show_version)
        self._adopt = outline_button("Adopt", "check", self)
        self._adopt.clicked.connect(self.adopt_wanted)
        self._edit = outline_button("Edit", "pencil", self)
        self._edit.clicked.connect(self.edit_wanted)
        self._print = outline_button("Print", "printer", self)
        self._print.clicked.connect(self.print_wanted)
        row.addWidget(self._title, 1)
        for widget in (self._version, self._print, self._adopt, self._edit):
            row.addWidget(widget)
        state = QHBoxLayout()
        state.setSpacing(8)
        self._mark = StatusMark("good", "", parent=self)
        self._state = PlainLabel("", fit="wrap", parent=self)
        state.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        state.addWidget(self._state, 1)
        head.addLayout(row)
        head.addLayout(state)
        return head

    def set_versions(self, versions: tuple[VisionVersion, ...], today: date) -> None:
        """Show the newest version; the older ones can be chosen. What has the focus has it again afterwards."""
        focused = QApplication.focusWidget()
        before = _name(focused) if focused is not None and self.isAncestorOf(focused) else None
        is_old = bool(self._versions) and self.shown is not self._versions[0]
        self._versions, self._today = versions, today
        self._version.clear()
        for version in versions:
            self._version.addItem(self._version_words(version), version.id)
        self._version.setVisible(len(versions) > 1)
        self._scroll.setVisible(bool(versions))
        self._empty.setVisible(not versions)
        for widget in (self._print, self._adopt, self._edit, self._mark, self._state):
            widget.setVisible(bool(versions))
        kept = self._version.findData(self.shown.id) if self.shown is not None else 0
        self.shown = None
        if versions:
            number = kept if is_old and kept > 0 else 0
            self._version.setCurrentIndex(number)
            self._show(versions[number])
        if before is not None:
            self._focus_again(before)

    def take_focus(self) -> None:
        """Put the focus on the way to the first sentence, where none is written."""
        if not self._versions and self._empty.button is not None:
            self._empty.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_again(self, name: str) -> None:
        """Give the focus to what has the name of what had it, else to the first that adds something."""
        buttons = [button for button in self.findChildren(QAbstractButton) if _can_focus(button, self)]
        same = (button for button in buttons if _name(button) == name)
        first = (button for button in buttons if button.property("kind"))
        found = next(same, None) or next(first, None)
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _version_words(self, version: VisionVersion) -> str:
        if version.adopted_on is None:
            return f"Version {version.version}, draft"
        return f"Version {version.version}, {date_text(version.adopted_on, self._shell.words)}"

    @Slot(int)
    def _show_version(self, number: int) -> None:
        self._show(self._versions[number])

    def _show(self, vision: VisionVersion) -> None:
        self.shown = vision
        is_newest = vision is self._versions[0]
        is_draft = vision.adopted_on is None
        self._title.setText(f"Vision, version {vision.version}")
        self._adopt.setVisible(is_newest and is_draft)
        self._edit.setVisible(is_newest)
        self._edit.setText("Edit" if is_draft else f"Edit as version {vision.version + 1}")
        self._say_state(vision)
        content = QWidget(self._scroll)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._statement(vision, content))
        for kind, title, hint, add in SECTIONS:
            column.addWidget(self._section(vision, (kind, title, hint, add), content, can_edit=is_newest))
        column.addStretch(1)
        self._scroll.hold(content)

    def _say_state(self, vision: VisionVersion) -> None:
        if vision.adopted_on is None:
            self._mark.set_status("open", "Draft")
            self._state.setText("Not adopted yet. An adopted version stays as it is; later edits make the next one.")
            return
        review = vision.review_due_on
        is_late = review is not None and review < self._today
        self._mark.set_status("attention" if is_late else "good", "Review overdue" if is_late else "Adopted")
        words = f"Adopted {date_text(vision.adopted_on, self._shell.words)}"
        if review is not None:
            words += f", review {'was due' if is_late else 'due'} {date_text(review, self._shell.words)}"
        self._state.setText(f"{words}.")

    def _statement(self, vision: VisionVersion, parent: QWidget) -> Card:
        card = Card("Vision", parent=parent)
        card.body.addWidget(PlainLabel(vision.statement, "title", strong=True, fit="wrap", parent=card))
        if vision.mission:
            card.body.addWidget(PlainLabel("Mission", "caption", muted=True, parent=card))
            card.body.addWidget(PlainLabel(vision.mission, fit="wrap", parent=card))
        if vision.note:
            card.body.addWidget(PlainLabel(vision.note, "caption", muted=True, fit="wrap", parent=card))
        return card

    def _section(
        self, vision: VisionVersion, texts: tuple[str, str, str, str], parent: QWidget, *, can_edit: bool
    ) -> Card:
        kind, title, hint, add = texts
        items = vision.of_kind(kind)
        card = Card(title, parent=parent)
        card.body.addWidget(PlainLabel(hint, "caption", muted=True, fit="wrap", parent=card))
        if can_edit:
            button = Button(add, "plus", "quiet", parent=card)
            button.setProperty("kind", kind)
            button.clicked.connect(self._add)
            card.head.addWidget(button)
        if not items:
            card.body.addWidget(PlainLabel(_TEACHES[kind], muted=True, fit="wrap", parent=card))
        for number, item in enumerate(items):
            if number:
                card.body.addWidget(Hairline(parent=card))
            ends = (number == 0, number == len(items) - 1)
            card.body.addLayout(self._row(item, card, ends if can_edit else None))
        return card

    def _row(self, item: VisionItem, parent: QWidget, ends: tuple[bool, bool] | None) -> QHBoxLayout:
        """Build an item; `ends` tells whether it is the first and the last of its kind, None for reading only."""
        row = QHBoxLayout()
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(PlainLabel(item.name, strong=True, fit="wrap", parent=parent))
        if item.meaning:
            words.addWidget(PlainLabel(item.meaning, fit="wrap", parent=parent))
        if item.kind == "excellence":
            for text in item.look_fors:
                words.addLayout(_seen(text, parent))
            if not item.look_fors:
                mark = StatusMark("baseline", NOT_OBSERVABLE, parent=parent)
                words.addWidget(mark, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(words, 1)
        if ends is not None:
            for button in self._buttons(item, parent, *ends):
                row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _buttons(self, item: VisionItem, parent: QWidget, is_first: bool, is_last: bool) -> list[QuietButton]:
        edit = QuietButton(f"Edit “{item.name}”", "pencil", parent)
        edit.setProperty("item", item)
        edit.clicked.connect(self._edit_item)
        up = QuietButton(f"Move “{item.name}” up", "arrow-up", parent)
        down = QuietButton(f"Move “{item.name}” down", "arrow-down", parent)
        for button, step, is_end in ((up, -1, is_first), (down, 1, is_last)):
            button.setProperty("item_id", item.id)
            button.setProperty("step", step)
            button.setDisabled(is_end)
            button.clicked.connect(self._move_item)
        delete = QuietButton(f"Delete “{item.name}”", "trash-2", parent)
        delete.setProperty("item_id", item.id)
        delete.clicked.connect(self._delete_item)
        return [up, down, edit, delete]

    @Slot()
    def _add(self) -> None:
        self.item_wanted.emit(str(self.sender().property("kind")))

    @Slot()
    def _edit_item(self) -> None:
        self.item_edited.emit(self.sender().property("item"))

    @Slot()
    def _move_item(self) -> None:
        self.item_moved.emit(str(self.sender().property("item_id")), int(self.sender().property("step")))

    @Slot()
    def _delete_item(self) -> None:
        self.item_deleted.emit(str(self.sender().property("item_id")))


def _name(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def _can_focus(widget: QWidget, within: QWidget) -> bool:
    return widget.isVisibleTo(within) and widget.isEnabled() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus


def _seen(text: str, parent: QWidget) -> QHBoxLayout:
    """Build the line of one look-for."""
    line = QHBoxLayout()
    line.setSpacing(6)
    line.addWidget(PlainLabel("\N{BULLET}", muted=True, parent=parent), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(PlainLabel(text, muted=True, fit="wrap", parent=parent), 1)
    return line
