"""One entry of the library: its names, what it means, how it is known, and the look-fors that show it."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.library import Entry, LookFor, aliases_of
from il_desktop.views.shared import a11y
from il_desktop.views.shared.buttons import tool_button
from il_desktop.views.shared.form import Form, fill
from il_desktop.views.shared.kit import PlainLabel, outline_button, section_title
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.library import ENTRY_KINDS, NEEDS_BOTH, aliases_cell

_TEXTS = ("name", "definition", "evidence_note", "source", "url")
_PICK = ("", "Choose a look-for…")


class EntryForm(Form):
    """Shows an entry and saves what changed when a field is left or the sheet closes. Signal: deleted()."""

    deleted = Signal()
    origin = "library"

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.view: Entry | None = None
        self.kind = PlainLabel("", "caption", muted=True, parent=self)
        self.column.addWidget(self.kind)
        self.name = self.line("Name")
        self.aliases = self.line("Other names, apart by commas")
        self.definition = self.note("In plain words")
        self.evidence_note = self.note("What shows that it works")
        self.source = self.line("Source")
        self.url = self.line("Web address")
        self.schoolwide = QCheckBox("The whole school uses it", self)
        self.column.addWidget(self.schoolwide)
        self.column.addWidget(self.refusal)
        self._build_look_fors()
        self.delete = outline_button("Delete", "trash-2", self)
        self.column.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        for field in (self.name, self.aliases, self.source, self.url):
            field.editingFinished.connect(self.commit)
        self.schoolwide.clicked.connect(self._schoolwide_chosen)
        self.look_for.activated.connect(self._add_look_for)
        self.delete.clicked.connect(self._delete)

    def _build_look_fors(self) -> None:
        self.look_fors = QWidget(self)
        part = QVBoxLayout(self.look_fors)
        part.setContentsMargins(0, 0, 0, 0)
        part.setSpacing(6)
        part.addWidget(section_title("Look-fors", self))
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        part.addLayout(self._list)
        self._shown: list[QWidget] = []
        self.column.addWidget(self.look_fors)
        self.look_for = self.add_choice("What shows it in a lesson", (_PICK,))

    def show_view(self, view: Entry, free: tuple[LookFor, ...]) -> None:
        """Show an entry, or the same one anew; `free` are the look-fors that show no strategy yet."""
        is_same = self.view is not None and self.view.id == view.id
        self.view = view
        self.refusal.hide()
        self.kind.setText(ENTRY_KINDS[view.kind])
        for name, text in (*((name, getattr(view, name)) for name in _TEXTS), ("aliases", aliases_cell(view))):
            self._set(name, text, is_same=is_same)
        with QSignalBlocker(self.schoolwide):
            self.schoolwide.setChecked(view.is_schoolwide)
        is_strategy = view.kind == "strategy"
        self.look_fors.setVisible(is_strategy)
        self.look_for.setEnabled(is_strategy and bool(free))
        fill(self.look_for, (_PICK, *((one.id, f"{one.text} ({one.protocol})") for one in free)))
        self._show_look_fors(view)

    def _set(self, name: str, text: str, *, is_same: bool) -> None:
        field = getattr(self, name)
        if is_same and field.hasFocus():
            return  # somebody is typing
        if name in ("definition", "evidence_note"):
            if field.toPlainText() != text:
                field.setPlainText(text)
        else:
            field.setText(text)
            field.setCursorPosition(0)

    def _show_look_fors(self, view: Entry) -> None:
        for widget in self._shown:
            widget.hide()
            widget.deleteLater()
        self._shown = [self._row(one) for one in view.look_fors]
        for row in self._shown:
            self._list.addWidget(row)
            row.show()

    def _row(self, one: LookFor) -> QWidget:
        row = QWidget(self.look_fors)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(PlainLabel(f"{one.text} ({one.protocol})", fit="wrap", parent=row), 1)
        away = tool_button(f"Take away: {one.text}", "x", row, kind="quiet")
        a11y.name(away, f"Take away the look-for: {one.text}")
        away.setProperty("key", one.id)
        away.clicked.connect(self._take_look_for)
        line.addWidget(away)
        return row

    # What is done

    def values(self) -> dict[str, object]:
        """Return what stands in the fields."""
        return {
            "name": self.name.text().strip(),
            "aliases": aliases_of(self.aliases.text()),
            "definition": self.definition.toPlainText().strip(),
            "evidence_note": self.evidence_note.toPlainText().strip(),
            "source": self.source.text().strip(),
            "url": self.url.text().strip(),
        }

    @Slot()
    def commit(self) -> None:
        """Write what changed as one step."""
        if self.view is None:
            return
        changed = {name: value for name, value in self.values().items() if value != getattr(self.view, name)}
        if not changed.get("name", "x"):
            changed.pop("name")  # an entry keeps its name rather than none
            self.name.setText(self.view.name)
        if changed:
            worked, _ = self.run(commands.library.edit_item, self.view.id, **changed)
            if not worked and self.view.is_schoolwide:
                self.refusal.setText(NEEDS_BOTH)

    @Slot()
    def _schoolwide_chosen(self) -> None:
        if self.view is None:
            return
        self.commit()
        wanted = self.schoolwide.isChecked()
        worked, _ = self.run(commands.library.edit_item, self.view.id, is_schoolwide=wanted)
        if not worked:
            self.refusal.setText(NEEDS_BOTH)
            a11y.announce(self, NEEDS_BOTH)
            with QSignalBlocker(self.schoolwide):
                self.schoolwide.setChecked(not wanted)

    @Slot()
    def _add_look_for(self) -> None:
        key = str(self.look_for.currentData() or "")
        if self.view is not None and key:
            self.run(commands.library.set_look_for, key, self.view.id)

    @Slot()
    def _take_look_for(self) -> None:
        button = self.sender()
        if button is not None:
            self.run(commands.library.set_look_for, str(button.property("key")), None)

    @Slot()
    def _delete(self) -> None:
        if self.view is not None and self.run(commands.library.delete_item, self.view.id)[0]:
            self.view = None
            self.deleted.emit()
