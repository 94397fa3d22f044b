"""The line that notes an interruption in two keys: Ctrl+Shift+I, then a digit for its minutes; or a topic and Enter.

A digit in the empty line saves at once, Enter alone saves five minutes. Letters look up a topic; what was saved can be
completed on the Review page. Keys: Down goes to the topics, Esc closes and gives the focus back.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.errors import UserFacingError
from il_desktop.domain.interruptions import DIGIT_MIN, InterruptionDraft, read_line
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.cards import cards_between
from il_desktop.queries.interruptions import ContactRow, contacts
from il_desktop.views.shared import a11y
from il_desktop.views.shared.floating_line import FloatingLine
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.kit import Button, PlainLabel, outline_button, primary_button
from il_desktop.views.shared.marked_line import MarkedLine
from il_desktop.views.shared.shell import Shell

ORIGIN = "interruption"
MOST_TOPICS = 6


class InterruptionNote(FloatingLine):
    """What came between, how long, about what; empty each time it opens."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self._topics: tuple[ContactRow, ...] = ()
        self.buttons: list[Button] = []
        self.line = MarkedLine(self)
        self.line.setPlaceholderText("buses 7")
        a11y.name(self.line, "Interruption: a digit saves its minutes at once; or a topic, minutes and Enter")
        self.save = primary_button("Save", parent=self)
        self.hint = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self._chips = FlowLayout(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(PlainLabel("What came between?", strong=True, parent=self))
        top.addWidget(self.line, 1)
        top.addWidget(self.save)
        column.addLayout(top)
        column.addLayout(self._chips)
        column.addWidget(self.hint)
        self.line.installEventFilter(self)
        self.line.edited.connect(self._edited)
        self.line.entered.connect(self._enter)
        self.line.dismissed.connect(self.dismiss)
        self.line.choice_wanted.connect(self._first_topic)
        self.save.clicked.connect(self.save_line)

    def prepare(self) -> None:
        """Begin anew with the topics as they are now, the most frequent first."""
        found = self._shell.desk.read(contacts, self._shell.today())
        self._topics = tuple(sorted(found, key=lambda row: (-row.times, row.what)))
        self.line.set_line("")
        self._edited("")

    def take_focus(self) -> None:
        """Give the focus to the line."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # reading

    @Slot(str)
    def _edited(self, text: str) -> None:
        topic, minutes = read_line(text)
        shown = self._matching(topic)[:MOST_TOPICS]
        for button in self.buttons:
            self._chips.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for row in shown:
            button = outline_button(row.what, parent=self)
            a11y.name(button, f"Save {minutes} min about {row.what}")
            button.setProperty("topic", row.id)
            button.clicked.connect(self._take_topic)
            self._chips.addWidget(button)
            button.show()
            self.buttons.append(button)
        self.hint.setText(self._hint(topic, minutes, shown))
        if self.isVisible():
            self.fit()

    def _hint(self, topic: str, minutes: int, shown: list[ContactRow]) -> str:
        if not topic:
            return f"A digit saves its minutes at once (0 is ten), Enter saves {minutes}. Who and why can follow later."
        if not shown:
            return f"Enter saves {minutes} min about “{topic}”."
        first = shown[0]
        helper = (
            f" First contact: {first.first}{f', back-up {first.backup}' if first.backup else ''}."
            if first.first
            else ""
        )
        return f"Enter saves {minutes} min about {first.what}.{helper}"

    def _matching(self, text: str) -> list[ContactRow]:
        wanted = text.casefold()
        starts = [row for row in self._topics if row.what.casefold().startswith(wanted)]
        return starts + [row for row in self._topics if wanted in row.what.casefold() and row not in starts]

    # saving

    @Slot(bool)
    def _enter(self, _with_control: bool) -> None:
        self.save_line()

    @Slot()
    def save_line(self) -> None:
        """Save what the line says, at once."""
        topic, minutes = read_line(self.line.line)
        found = self._matching(topic) if topic else []
        self._save(minutes, found[0].id if found else "", "" if found else topic)

    @Slot()
    def _take_topic(self) -> None:
        sender = self.sender()
        if sender is not None:
            self._save(read_line(self.line.line)[1], str(sender.property("topic")), "")

    @Slot()
    def _first_topic(self) -> None:
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _save(self, minutes: int, topic_id: str, note: str) -> None:
        shell = self._shell
        now = shell.now()
        draft = InterruptionDraft(now, minutes, topic_id, block_key=self._running_block(), note=note)
        try:
            shell.desk.run(commands.interruptions.log_interruption, draft, origin=ORIGIN)
        except UserFacingError as error:
            shell.messages.problem(error)
            return
        self.dismiss()

    def _running_block(self) -> str:
        """Return the block that it hit: the one that runs now, the firmest where several do."""
        shell = self._shell
        now = shell.now()
        cards = shell.desk.read(cards_between, now.day, 1, shell.desk.cached(school_calendar))
        running = [card for card in cards if not card.all_day and card.span.contains(now)]
        return max(running, key=lambda card: card.protection).key if running else ""

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a digit in the empty line as the whole answer."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            minutes = DIGIT_MIN.get(event.text())
            if (
                minutes is not None
                and not self.line.line
                and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            ):
                self._save(minutes, "", "")
                return True
        return super().eventFilter(watched, event)
