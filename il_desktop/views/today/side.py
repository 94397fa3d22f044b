"""The cards beside the day: protected time this week, promises, whom to recognise, first contact."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from il_desktop.domain.settings import Settings
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.today import FirstContact, TodayView
from il_desktop.views.shared import a11y
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.kit import Card, PlainLabel, link_button
from il_desktop.views.shared.protected_bar import Parts, ProtectedBar, ProtectedLegend
from il_desktop.views.today import words as say
from il_desktop.views.today.link_row import LinkRow
from il_desktop.wording.format import Words, duration_text

MOST_PROMISES, MOST_PEOPLE = 5, 3
_GLYPHS = {
    "check_back": "repeat", "delegated": "arrow-right", "window": "target", "check_in": "target", "vision": "eye",
    "follow_up": "quote", "feedback": "messages-square",
}  # fmt: skip
_PAGES = {
    "feedback": "people",
    "check_back": "people",
    "delegated": "tasks",
    "follow_up": "people",
    "window": "goals",
    "vision": "goals",
    "check_in": "goals",
}


class ProtectedCard(Card):
    """How much of the week's protected time was kept."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Protected time this week", parent=parent)
        self._target = PlainLabel(role="caption", muted=True, parent=self)
        self.head.addWidget(self._target)
        row = QHBoxLayout()
        self._kept = PlainLabel(role="number", strong=True, parent=self)
        self._planned = PlainLabel(muted=True, parent=self)
        row.addWidget(self._kept, 0, Qt.AlignmentFlag.AlignBaseline)
        row.addWidget(self._planned, 1, Qt.AlignmentFlag.AlignBaseline)
        self._bar = ProtectedBar(self)
        self._legend = ProtectedLegend(self)
        self._possible = PlainLabel(fit="wrap", parent=self)
        self.body.addLayout(row)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._legend)
        self.body.addWidget(self._possible)
        self._likely = PlainLabel(fit="wrap", strong=True, parent=self)
        self._risk = PlainLabel(fit="wrap", parent=self)
        for label in (self._likely, self._risk):
            label.hide()
            self.body.addWidget(label)

    def show_likely(self, likely: str, risk: str) -> None:
        """Say what is likely to be kept and how tight it is; an empty text says nothing."""
        for label, text in ((self._likely, likely), (self._risk, risk)):
            label.setText(text)
            label.setVisible(bool(text))
        self._possible.setVisible(not likely and bool(self._possible.text()))

    def show_view(self, view: TodayView, now: WallTime, settings: Settings, words: Words) -> None:
        """Show the week of the day."""
        week = view.week
        if self.title_label is not None:
            self.title_label.setText(say.protected_title(week, now.day, words))
        parts = Parts(week.planned, week.kept, week.unknown, week.ahead)
        self._bar.show_parts(parts, settings.protected_target_low_min, settings.protected_target_high_min)
        self._target.setText(f"target {self._bar.target_words}")
        self._kept.setText(duration_text(week.kept))
        self._kept.setVisible(week.planned > 0)
        planned = (
            f"kept of {duration_text(week.planned)} planned" if week.planned else "Nothing is protected this week."
        )
        self._planned.setText(planned)
        self._legend.show_parts(parts)
        possible = say.still_possible(week)
        self._possible.setText(possible)
        self._possible.setVisible(bool(possible))


class _ListCard(Card):
    """A card of link rows that are made anew with each reading. Signal: wanted(str page, str key)."""

    wanted = Signal(str, str)

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent=parent)
        outer = self.layout()
        if outer is not None:
            outer.setContentsMargins(16, 8, 16, 8)  # the link in the head is as high as a target must be
            outer.setSpacing(6)
        self._hint = PlainLabel(role="caption", muted=True, parent=self)
        self.all_button = link_button("", parent=self, role="caption")
        self.head.addWidget(self._hint)
        self.head.addWidget(self.all_button)
        self.body.setSpacing(0)
        self.rows: list[LinkRow] = []
        self._note = PlainLabel(role="caption", muted=True, fit="wrap", parent=self)
        self.body.addWidget(self._note)

    def _clear(self, hint: str, note: str, *, all_text: str = "") -> None:
        for row in self.rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.all_button.setText(all_text)
        self.all_button.setVisible(bool(all_text))
        a11y.name(self.all_button, f"{self.title_label.text()}: {all_text}" if self.title_label else all_text)
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def _add(self, *, page: str = "", key: str = "") -> LinkRow:
        row = LinkRow(self, page=page, key=key)
        row.wanted.connect(self.wanted)
        self.body.insertWidget(len(self.rows), row)
        self.rows.append(row)
        return row


class PromisesCard(_ListCard):
    """What is owed, people who wait first; the first few, or all when asked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Promises", parent)
        self._shown: tuple[TodayView, WallTime, Words] | None = None
        self._is_long = False
        self.all_button.clicked.connect(self._toggle)

    def show_view(self, view: TodayView, now: WallTime, words: Words) -> None:
        """List the promises."""
        self._shown = (view, now, words)
        owed = view.promises
        more = f"All {len(owed)}" if len(owed) > MOST_PROMISES else ""
        hint = f"{len(owed)} open" if owed and not more else ""
        note = "" if owed else "Nothing is owed today."
        self._clear(hint, note, all_text="Fewer" if more and self._is_long else more)
        for promise in owed if self._is_long else owed[:MOST_PROMISES]:
            due, is_urgent = say.due_text(promise, now, words)
            row = self._add(page=_PAGES.get(promise.kind, ""), key=promise.key)
            icon = "triangle-alert" if is_urgent else _GLYPHS[promise.kind]
            row.say(say.promise_text(promise, words), due, icon=icon, urgent=is_urgent)

    @Slot()
    def _toggle(self) -> None:
        self._is_long = not self._is_long
        if self._shown is not None:
            self.show_view(*self._shown)


class RecogniseCard(_ListCard):
    """Whom to recognise today."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Recognize today", parent)
        self.all_button.clicked.connect(self._to_page)

    def show_view(self, view: TodayView, now: WallTime, words: Words) -> None:
        """List a few people; the recognition page has all."""
        people = view.recognise
        more = f"All {len(people)}" if len(people) > MOST_PEOPLE else ""
        self._clear(f"{len(people)} due" if people and not more else "", say.nobody_due(view), all_text=more)
        for person in people[:MOST_PEOPLE]:
            row = self._add(page="recognition", key=person.person_id)
            row.say(say.recognise_reason(person, now, words), "Recognize", strong=person.name, link=True)

    @Slot()
    def _to_page(self) -> None:
        self.wanted.emit("recognition", "")


class FirstContactCard(Card):
    """Who takes a topic before the principal does. Signal: wanted(str page, str key)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("First contact", parent=parent)
        self._contacts: tuple[FirstContact, ...] = ()
        self.topics = ComboBox(self)
        a11y.name(self.topics, "Topic")
        self.topics.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.topics.setMinimumContentsLength(12)
        self.topics.currentIndexChanged.connect(self._show_topic)
        row = QHBoxLayout()
        self._first = PlainLabel(role="title", strong=True, parent=self)
        self._backup = PlainLabel(muted=True, fit="elide", parent=self)
        row.addWidget(self._first, 0, Qt.AlignmentFlag.AlignBaseline)
        row.addWidget(self._backup, 1, Qt.AlignmentFlag.AlignBaseline)
        self._script = PlainLabel(muted=True, fit="wrap", parent=self)
        self._call = PlainLabel(role="caption", muted=True, fit="wrap", parent=self)
        self.body.addWidget(self.topics)
        self.body.addLayout(row)
        self.body.addWidget(self._script)
        self.body.addWidget(self._call)

    def show_view(self, view: TodayView) -> None:
        """Offer the topics; the chosen one stays."""
        self.setVisible(bool(view.contacts))
        if view.contacts == self._contacts:
            return
        chosen = self.topics.currentText()
        self._contacts = view.contacts
        self.topics.blockSignals(True)
        self.topics.clear()
        self.topics.addItems([contact.topic for contact in view.contacts])
        self.topics.setCurrentIndex(max(0, self.topics.findText(chosen)))
        self.topics.blockSignals(False)
        self._show_topic(self.topics.currentIndex())

    @Slot(int)
    def _show_topic(self, number: int) -> None:
        if not 0 <= number < len(self._contacts):
            return
        contact = self._contacts[number]
        self._first.setText(contact.first or "Nobody yet")
        self._backup.setText(f"back-up {contact.backup}" if contact.backup else "no back-up yet")
        self._backup.set_tone("muted" if contact.backup else "attention")
        self._script.setText(f"“{contact.script}”" if contact.script else "")
        self._call.setText(f"Call the principal when: {contact.call_when}" if contact.call_when else "")


class Side(QWidget):
    """All cards in one column. Signal: wanted(str page, str key)."""

    wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(12)
        self.protected = ProtectedCard(self)
        self.promises = PromisesCard(self)
        self.recognise = RecogniseCard(self)
        self.first_contact = FirstContactCard(self)
        for card in (self.protected, self.promises, self.recognise, self.first_contact):
            column.addWidget(card)
        column.addStretch(1)
        self.promises.wanted.connect(self.wanted)
        self.recognise.wanted.connect(self.wanted)

    def show_view(self, view: TodayView, now: WallTime, settings: Settings, words: Words) -> None:
        """Show everything beside the day."""
        self.protected.show_view(view, now, settings, words)
        self.promises.show_view(view, now, words)
        self.recognise.show_view(view, now, words)
        self.first_contact.show_view(view)
