"""The daily huddle: ten minutes of principal and office, step by step, taken up again where it was left."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.huddle import KIND, Huddle, huddle
from il_desktop.queries.review import WeekReview
from il_desktop.views.printing.paper_save import PaperSave
from il_desktop.views.review.huddle_words import Step, huddle_steps
from il_desktop.views.review.panel import Panel
from il_desktop.views.shared import a11y
from il_desktop.views.shared.actions import ActionSpec
from il_desktop.views.shared.dialogs import Choice
from il_desktop.views.shared.kit import Card, PlainLabel, StatusMark, link_button, outline_button
from il_desktop.views.shared.scrolled import Scrolled
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import long_day_text
from il_desktop.wording.huddle_paper import huddle_paper

_NEXT = ActionSpec(
    "review.huddle_next", "Done, &next step", "Alt+Return", icon="check", menu="edit", group=22, page="review",
    tip="Go on with the next step of the daily huddle; it is kept where you are",
)  # fmt: skip
_PRINT = ActionSpec(
    "review.print_huddle", "&Print the huddle…", "Ctrl+P", icon="printer", menu="file", group=1, page="review",
    tip="The steps of the daily huddle on one page, with names or without",
)  # fmt: skip
_ASK_NAMES = "Names let your own titles, notes and people stand on it. Without them it holds general words only."
_MARKS = {"done": ("done", "Done"), "now": ("half", "Now"), "later": ("open", "Later")}


class HuddlePanel(Panel):
    """One card a step; the present one is marked. Whatever week is shown, the huddle is today's."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.told: Huddle | None = None
        self.cards: list[_StepCard] = []
        self.head = PlainLabel(role="title", strong=True, fit="wrap", parent=self)
        self.print_button = outline_button("Print…", "printer", self)
        self.card_button = outline_button("Card of the day…", "printer", self)
        self._papers = PaperSave(shell, self)
        self._next = shell.actions.add(_NEXT, self.go_on, self)
        self._build()
        self.print_button.clicked.connect(shell.actions.add(_PRINT, self.print_huddle, self).trigger)
        self.card_button.clicked.connect(self._print_card)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        top = QHBoxLayout()
        top.addWidget(self.head, 1)
        for button in (self.print_button, self.card_button):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(top)
        self._scroll = Scrolled(self, "The steps of the daily huddle")
        content = QWidget(self._scroll)
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addStretch(1)
        self._scroll.hold(content)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._bring_present)
        outer.addWidget(self._scroll, 1)
        self.setFocusProxy(self._scroll)

    # what is shown

    @property
    def at(self) -> int:
        """The number of the present step; as many as there are when all are done."""
        return min(self.told.text.step, len(self.cards)) if self.told else 0

    def show_week(self, view: WeekReview) -> None:  # noqa: ARG002  the huddle is about today
        """Read the day again."""
        shell = self.shell
        self.told = self._read()
        steps = huddle_steps(self.told, shell.words)
        while len(self.cards) < len(steps):
            card = _StepCard(len(self.cards) + 1, self)
            card.link.clicked.connect(self._follow)
            self._column.insertWidget(len(self.cards), card)
            self.cards.append(card)
        for number, (card, step) in enumerate(zip(self.cards, steps, strict=True)):
            card.show_step(step, "done" if number < self.at else "now" if number == self.at else "later")
        day = long_day_text(self.told.day, shell.words)
        self.head.setText(
            f"{day}: the huddle is closed." if self.told.text.is_closed else f"{day}: ten minutes together"
        )
        self._next.setText(self._wish())

    def _read(self) -> Huddle:
        shell = self.shell
        return shell.desk.read(huddle, shell.now(), shell.desk.cached(school_calendar), shell.settings())

    def _wish(self) -> str:
        if self.told is not None and self.told.text.is_closed:
            return "Take the huddle &up again"
        return "&Close the huddle" if self.cards and self.at == len(self.cards) else "Done, &next step"

    def main_action(self) -> QAction | None:
        """Return Done, next step."""
        return self._next

    # wishes

    @Slot()
    def go_on(self) -> None:
        """Go to the next step; after the last one close the huddle, or take a closed one up again."""
        told = self.told
        if told is None:
            return
        reviews = commands.reviews
        if told.text.is_closed:
            self.run(reviews.reopen_review, KIND, told.day, told.day)
        elif self.at < len(self.cards):
            self.run(reviews.write_review, KIND, told.day, told.day, step=self.at + 1)
            self._show_present()
        else:
            kept = told.instruction.kept + told.instruction.moved
            planned = told.instruction.planned
            self.run(reviews.close_review, KIND, told.day, told.day, planned_min=planned, actual_min=kept)

    @Slot()
    def _show_present(self) -> None:
        if self.at < len(self.cards):
            card = self.cards[self.at]
            self._bring_present()
            a11y.announce(self, f"Step {self.at + 1} of {len(self.cards)}: {card.title}")

    @Slot()
    def _bring_present(self) -> None:
        """Scroll to the present step, also when the cards get their heights only after they are shown."""
        if self.at < len(self.cards):
            self._scroll.ensureWidgetVisible(self.cards[self.at])

    @Slot()
    def _follow(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.wanted.emit(str(sender.property("page")), str(sender.property("key")))

    @Slot()
    def print_huddle(self) -> None:
        """Save the steps as one page, asked first whether names may stand on it; from any tab it is today's."""
        shell, told = self.shell, self._read()
        choices = [Choice("no", "Without names"), Choice("yes", "With names")]
        answer = shell.ask.choose(self, "Daily huddle", _ASK_NAMES, choices)
        if not answer:
            return
        with_names = answer == "yes"
        steps = [step.on_paper(with_names=with_names) for step in huddle_steps(told, shell.words)]
        done = len(steps) if told.text.is_closed else told.text.step
        school = shell.settings().school_name
        paper = huddle_paper(told.day, steps, school, done=done, with_names=with_names, words=shell.words)
        name = f"Daily huddle {told.day.isoformat()}"
        self._papers.save(paper, name, "me", forms=(".pdf", ".docx"), with_names=with_names)

    @Slot()
    def _print_card(self) -> None:
        self.shell.actions.action("file.day_card").trigger()

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the present step into view once everything has its place."""
        super().showEvent(event)
        QTimer.singleShot(0, self._show_present)


class _StepCard(Card):
    """One step: number and title, how far it is, a sentence with its lines, and the link to the work."""

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(f"{number}", parent=parent)
        self.number, self.title, self.state = number, "", "later"
        self._mark = StatusMark("open", "", parent=self)
        self.link = link_button("", parent=self)
        self.head.addWidget(self._mark)
        self._sentence = PlainLabel(fit="wrap", parent=self)
        self._lines = PlainLabel(muted=True, fit="wrap", parent=self)
        self.body.addWidget(self._sentence)
        self.body.addWidget(self._lines)
        self.body.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)

    def show_step(self, step: Step, state: str) -> None:
        """Show a step; `state` is done, now or later."""
        self.title, self.state = step.title, state
        if self.title_label is not None:
            self.title_label.setText(f"{self.number}. {step.title}")
        self._mark.set_status(*_MARKS[state])
        self._sentence.setText(step.sentence)
        self._lines.setText("\n".join(step.lines))
        self._lines.setVisible(bool(step.lines))
        self.link.setText(step.link)
        self.link.setVisible(bool(step.link))
        self.link.setProperty("page", step.page)
        self.link.setProperty("key", step.key)
        a11y.name(self.link, f"{step.title}: {step.link}")

    def spoken(self) -> str:
        """Return the words of the step."""
        return f"{self._sentence.text()}\n{self._lines.text()}"
