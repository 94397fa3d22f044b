"""The published calendar: where it lies, who reads it, its address on this computer. Each change is saved at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.changes import ChangeSet
from il_desktop.domain.errors import UserFacingError
from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.buttons import Button
from il_desktop.views.shared.dialogs import take_size
from il_desktop.views.shared.kit import Card, SegmentedControl, outline_button, primary_button
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.scrolled import Scrolled
from il_desktop.views.shared.shell import Shell
from il_desktop.wording import feed as say
from il_desktop.wording import preflight

CALENDAR_FILTER = "Calendars (*.ics);;All files (*)"


class FeedSheet(QDialog):
    """Settings of the published calendar. Key: Esc closes."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.setWindowTitle("Published calendar")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 20, 0, 16)
        outer.setSpacing(12)
        title = PlainLabel("Published calendar", "page", strong=True, parent=self)
        title.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        outer.addWidget(title)
        scroll = Scrolled(self)
        content = QWidget(scroll)
        self._build_body(content)
        scroll.hold(content)
        outer.addWidget(scroll, 1)
        row = QHBoxLayout()
        row.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        row.addStretch(1)
        self.dismiss = primary_button("Close", parent=self)
        self.dismiss.clicked.connect(self.close)
        row.addWidget(self.dismiss)
        outer.addLayout(row)
        shell.hub.changed.connect(self._follow)
        self._show()
        take_size(self, 620, 680)

    # Building

    def _build_body(self, content: QWidget) -> None:
        body = QVBoxLayout(content)
        body.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 8)
        body.setSpacing(12)
        body.addWidget(PlainLabel(say.WHAT, muted=True, fit="wrap", parent=content))
        body.addWidget(PlainLabel("For whom", strong=True, parent=content))
        self.audiences = SegmentedControl(tuple(preflight.AUDIENCE_NAMES.items()), "For whom", content)
        self.audiences.chosen.connect(self._take_audience)
        body.addWidget(self.audiences, 0, Qt.AlignmentFlag.AlignLeft)
        self._readers = PlainLabel("", "caption", muted=True, fit="wrap", parent=content)
        body.addWidget(self._readers)
        body.addWidget(self._file_card(content))
        body.addWidget(self._address_card(content))
        self.windows_names = self._box("Name time zones as Windows does", content)
        self.windows_names.clicked.connect(self._take_zones)
        body.addWidget(self.windows_names)
        body.addWidget(PlainLabel(say.ZONES_HINT, "caption", muted=True, fit="wrap", parent=content))
        body.addStretch(1)

    def _file_card(self, parent: QWidget) -> Card:
        card = Card("As a file", parent=parent)
        card.body.addWidget(PlainLabel(say.FILE_HINT, "caption", muted=True, fit="wrap", parent=card))
        self.place = PlainLabel("", fit="wrap", parent=card)
        card.body.addWidget(self.place)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.choose = self._button("Choose a place…", card, self._choose_file, row)
        self.end_file = self._button("Stop", card, self._stop_file, row)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _address_card(self, parent: QWidget) -> Card:
        card = Card("At an address of this computer", parent=parent)
        card.body.addWidget(PlainLabel(say.LOCAL_HINT, "caption", muted=True, fit="wrap", parent=card))
        self.is_local = self._box("Serve it while this program is open", card)
        self.is_local.clicked.connect(self._take_local)
        card.body.addWidget(self.is_local)
        self.address = QLineEdit(card)
        self.address.setReadOnly(True)
        a11y.name(self.address, "Address to subscribe to")
        card.body.addWidget(self.address)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.copy = self._button("Copy address", card, self._copy, row)
        self.renew = self._button("New address", card, self._renew, row)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _button(self, text: str, parent: QWidget, slot, row: QHBoxLayout) -> Button:  # noqa: ANN001  a bound slot
        button = outline_button(text, parent=parent)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        row.addWidget(button)
        return button

    def _box(self, text: str, parent: QWidget) -> QCheckBox:
        box = QCheckBox(text, parent)
        a11y.name(box, text)
        return box

    # Showing

    @Slot(object)
    def _follow(self, changes: ChangeSet) -> None:
        if "setting" in changes.tables:
            self._show()

    def _show(self) -> None:
        from il_desktop.interchange.feed_server import address_of  # noqa: PLC0415  not needed at start

        values = self._shell.settings()
        self.audiences.set_key(values.feed_audience)
        self._readers.setText(preflight.AUDIENCE_SENTENCES[values.feed_audience])
        self.place.setText(values.feed_file or "Off.")
        self.choose.set_face("Another place…" if values.feed_file else "Choose a place…", "")
        self.end_file.setVisible(bool(values.feed_file))
        self.is_local.setChecked(values.feed_local)
        for widget in (self.address, self.copy, self.renew):
            widget.setVisible(values.feed_local)
        self.address.setText(address_of(values.feed_token) if values.feed_token else "")
        self.address.setCursorPosition(0)
        self.windows_names.setChecked(values.windows_zone_names)
        can_write = not self._shell.desk.is_read_only
        for widget in (self.audiences, self.choose, self.end_file, self.is_local, self.renew, self.windows_names):
            widget.setEnabled(can_write)

    # Choosing

    def _change(self, **values: str | bool) -> None:
        try:
            self._shell.desk.run(commands.settings.change_settings, **dict[str, Any](values))
        except UserFacingError as error:
            self._shell.messages.problem(error)
            self._show()

    @Slot(str)
    def _take_audience(self, key: str) -> None:
        self._change(feed_audience=key)

    @Slot()
    def _take_zones(self) -> None:
        self._change(windows_zone_names=self.windows_names.isChecked())

    @Slot()
    def _choose_file(self) -> None:
        values = self._shell.settings()
        start = Path(values.feed_file) if values.feed_file else Path.home() / f"calendar-{values.feed_audience}.ics"
        path = self._shell.ask.save_file(self, "Published calendar", CALENDAR_FILTER, start)
        if path is not None:
            path = path if path.suffix.lower() == ".ics" else path.with_name(f"{path.name}.ics")
            self._change(feed_file=str(path.absolute()))

    @Slot()
    def _stop_file(self) -> None:
        self._change(feed_file="")

    @Slot()
    def _take_local(self) -> None:
        from il_desktop.interchange.feed_server import new_token  # noqa: PLC0415  not needed at start

        token = self._shell.settings().feed_token or new_token()
        self._change(feed_local=self.is_local.isChecked(), feed_token=token)

    @Slot()
    def _renew(self) -> None:
        from il_desktop.interchange.feed_server import new_token  # noqa: PLC0415  not needed at start

        self._change(feed_token=new_token())

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.address.text())
        self._shell.messages.note(
            "The address is in the clipboard. Whoever has it on this computer reads the calendar."
        )
