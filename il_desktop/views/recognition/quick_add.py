"""The quick-add card: one line in, chips that show what was understood, one key to save.

It reads and shows; saving is the page's business. A name that fits several people is asked about with a button each.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from il_desktop.domain.recognition import goes_against
from il_desktop.domain.recognition_hints import wording_hints
from il_desktop.domain.recognition_quick_add import QuickRecognition, RosterName, read_line, suggestions
from il_desktop.domain.recognition_teams import TeamName
from il_desktop.views.shared import a11y, icons, theme
from il_desktop.views.shared.flow import FlowLayout
from il_desktop.views.shared.kit import Button, Chip, link_button
from il_desktop.views.shared.marked_line import MarkedLine
from il_desktop.views.shared.plain import PlainLabel, plain_tooltip
from il_desktop.views.shared.recognition_glyphs import CHANNEL_ICONS, KIND_ICONS, PREFERENCE_ICONS
from il_desktop.wording.format import ENGLISH, Words, money_text
from il_desktop.wording.recognition import CHANNELS, KINDS, PREFERENCES, THEMES

_SHOWN, _FEW = 7, 2  # names shown of a large team; fewer more than that are shown too
PLACEHOLDER = "Name, what they did because …, private note"


class QuickAdd(QWidget):
    """Signals: save_wanted(QuickRecognition, bool as_draft), people_changed(str ids with commas between, or empty)."""

    save_wanted = Signal(object, bool)
    people_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster: Sequence[RosterName] = ()
        self._teams: Sequence[TeamName] = ()
        self._today = date.min
        self.words = ENGLISH  # how amounts are written
        self._chosen: str | None = None
        self._preferences: Sequence[str] = ()
        self.found = QuickRecognition()
        self.choices: list[Button] = []
        self.line = MarkedLine(self, escape_empties=True)
        a11y.name(self.line, "Recognize someone: name, what they did and why it mattered, how it is said")
        self.line.setPlaceholderText(PLACEHOLDER)
        self.save = Button("Save draft", kind="primary", hint="Enter", parent=self)
        self.as_draft = link_button("Keep as draft", parent=self)
        a11y.name(self.as_draft, "Keep as draft (Ctrl+Enter)")
        self.prefers = Chip("", "circle-question-mark", "attention", strong=True, parent=self)
        self._chips = FlowLayout()
        self._build()
        self.line.edited.connect(self._read)
        self.line.entered.connect(self._enter)
        self.line.choice_wanted.connect(self._focus_choice)
        self.line.focus_moved.connect(self.update)
        self.save.clicked.connect(self._save)
        self.as_draft.clicked.connect(self._save_draft)
        self._show()

    def set_roster(self, roster: Sequence[RosterName], today: date, teams: Sequence[TeamName] = ()) -> None:
        """Take the people and teams that can be named, and the present date."""
        self._roster, self._today, self._teams = roster, today, teams
        self._read(self.line.line)

    def set_preferences(self, preferences: Sequence[str]) -> None:
        """Show how the people named like to be recognized."""
        self._preferences = preferences
        self._show_preference()

    def start(self, text: str = "") -> None:
        """Begin a line, with a name or empty, and put the caret behind it."""
        self._chosen = None
        self.line.set_line(text)
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def start_for(self, person_id: str) -> None:
        """Begin a line for a person; the same name of another is no question then."""
        one = next((one for one in self._roster if one.id == person_id), None)
        if one is not None:
            self.start(f"{one.shown} ")
            self._choose(person_id)

    def clear(self) -> None:
        """Empty the line after it was saved."""
        self._chosen = None
        self.line.clear()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(48, 9, 16, 9)
        outer.setSpacing(6)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.line, 1)
        top.addWidget(self.as_draft)
        top.addWidget(self.save)
        outer.addLayout(top)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addLayout(self._chips, 1)
        below.addWidget(self.prefers, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(below)

    @Slot(str)
    def _read(self, text: str) -> None:
        if not text.strip():
            self._chosen = None
        before = _ids(self.found)
        self.found = read_line(text, self._roster, self._today, chosen=self._chosen, teams=self._teams)
        after = _ids(self.found)
        self.line.mark(self.found.parts)
        if before != after:
            self._preferences = ()
            self.people_changed.emit(after)
        self._show()

    @Slot(bool)
    def _enter(self, as_draft: bool) -> None:
        if self.found.person is None:
            self._focus_choice()
            if self.line.line.strip():
                a11y.announce(self, self._question(), urgent=True)
            return
        self.save_wanted.emit(self.found, as_draft or not self.found.is_complete)

    @Slot()
    def _save(self) -> None:
        self._enter(as_draft=False)

    @Slot()
    def _save_draft(self) -> None:
        self._enter(as_draft=True)

    @Slot()
    def _focus_choice(self) -> None:
        if self.choices:
            self.choices[0].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _pick(self) -> None:
        sender = self.sender()
        person_id = str(sender.property("person_id")) if sender is not None else ""
        if not self.found.choices:
            one = next((one for one in self._roster if one.id == person_id), None)
            rest = self.line.line.strip().split(maxsplit=1)[1:]
            self.line.set_line(" ".join([one.shown if one else "", *rest]) + ("" if rest else " "))
        self._choose(person_id)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, person_id: str) -> None:
        self._chosen = person_id
        self._read(self.line.line)

    def _show(self) -> None:
        """Show chips, choices and what Enter will do."""
        self._chips.empty()
        self.choices = []
        for widget in self._chip_widgets():
            self._chips.addWidget(widget)
            widget.show()
        found = self.found
        self.save.setText("Save" if found.is_complete else "Save draft")
        self.save.setEnabled(found.person is not None)
        self.save.updateGeometry()
        self.as_draft.setVisible(found.is_complete)
        self._show_preference()

    def _chip_widgets(self) -> list[QWidget]:
        found = self.found
        if found.person is None:
            return self._choice_widgets()
        people = [one.shown for one in (found.person, *found.others)]
        chips: list[QWidget] = []
        if found.team:
            chips.append(Chip(f"{found.team}: {len(people)}", "users", "accent", strong=True, parent=self))
        more = len(people) - _SHOWN
        shown = people if more < _FEW else people[:_SHOWN]
        chips += [Chip(name, tone="accent", strong=not found.team, parent=self) for name in shown]
        if more >= _FEW:
            chips.append(Chip(f"and {more} more", parent=self))
            plain_tooltip(chips[-1], ", ".join(people[_SHOWN:]))
        if found.person.detail and not found.others:
            chips.append(Chip(found.person.detail, parent=self))
        chips.append(Chip(KINDS[found.kind], KIND_ICONS[found.kind], parent=self))
        if found.theme:
            chips.append(Chip(THEMES[found.theme], parent=self))
        if found.channel:
            chips.append(Chip(CHANNELS[found.channel], CHANNEL_ICONS[found.channel], parent=self))
        if found.kind == "gift":
            chips.append(_gift_chip(found, self.words, self))
        if found.given_on and found.given_on != self._today:
            chips.append(Chip("Yesterday", "calendar-days", parent=self))
        chips.append(_hint_chip(found, self))
        return chips

    def _choice_widgets(self) -> list[QWidget]:
        text = self.line.line
        offered = self.found.choices or suggestions(text, self._roster)
        label = PlainLabel(self._question(), "caption", muted=True, parent=self)
        widgets: list[QWidget] = [label]
        for one in offered:
            button = _Choice(f"{one.shown} · {one.detail}" if one.detail else one.shown, parent=self)
            button.setProperty("person_id", one.id)
            button.clicked.connect(self._pick)
            self.choices.append(button)
            widgets.append(button)
        return widgets

    def _question(self) -> str:
        if not self.line.line.strip():
            return "A name and a kind are enough: “Okoye note”. Nothing leaves this computer."
        if self.found.choices:
            return "Which one?"
        offered = suggestions(self.line.line, self._roster)
        return "Did you mean" if offered else "Nobody of that name is on the roster. Begin with a name."

    def _show_preference(self) -> None:
        found, wishes = self.found, self._preferences
        self.prefers.setVisible(bool(found.person and wishes))
        if not found.person or not wishes:
            return
        state = "given" if found.is_complete else "draft"
        against = [wish for wish in wishes if goes_against(wish, state, found.channel, found.visibility)]
        if len(wishes) > 1:
            all_fine = "Fits what all of them prefer"
            text = (
                f"{len(against)} of {len(wishes)} prefer it otherwise, you will be asked why" if against else all_fine
            )
            self.prefers.set_text(text, "users", "attention" if against else "plain")
            return
        (wish,) = wishes
        name = PREFERENCES[wish].lower()
        text = f"Prefers: {name}, you will be asked why" if against else f"Prefers: {name}"
        tone = "attention" if against or wish == "ask" else "plain"
        self.prefers.set_text(text, PREFERENCE_ICONS[wish], tone)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole card is drawn
        """Draw the card with its glyph."""
        tokens = theme.current().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.accent, 2) if self.line.hasFocus() else QPen(tokens.edge))
        painter.setBrush(tokens.surface)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(area, theme.RADIUS_CARD, theme.RADIUS_CARD)
        icons.draw(painter, "award", tokens.accent, 16, self.line.y() + (self.line.height() - 18) / 2, 18)


class _Choice(Button):
    """One of several people of a name. Keys: Enter or Space takes it, arrows walk."""

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the person on Enter too: the hand is there already."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def _ids(found: QuickRecognition) -> str:
    people = (found.person, *found.others) if found.person else ()
    return ",".join(one.id for one in people)


def _hint_chip(found: QuickRecognition, parent: QWidget) -> Chip:
    """Say what would make the words better; it never keeps anybody from saving."""
    missing = wording_hints(found.action, found.impact, has_value=True)
    if "no_action" in missing:
        return Chip("say what they did", "lightbulb", parent=parent)
    if "general" in missing:
        return Chip("say what exactly you saw", "lightbulb", parent=parent)
    if "no_effect" in missing:
        return Chip("say why it mattered: because …", "lightbulb", parent=parent)
    return Chip("action and impact", "check", "good", strong=True, parent=parent)


def _gift_chip(found: QuickRecognition, words: Words, parent: QWidget) -> Chip:
    if found.gift_cents is None:
        return Chip(f"write the amount: {money_text(1000, words)}", "gift", "attention", parent=parent)
    return Chip(money_text(found.gift_cents, words), "gift", parent=parent)
