"""The week looked back on: protected time, plan and what happened, lost time, what came between, debts, own words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.metrics.reckoning import Reckoning
from il_desktop.domain.targets import WEEKS_TO_MEET
from il_desktop.queries.interruptions import hand_over, topic_costs
from il_desktop.queries.ninety import reviews_due
from il_desktop.queries.review import WeekReview
from il_desktop.views.review.again_card import AgainCard
from il_desktop.views.review.cards import DebtCard, MeterCard, WordsCard
from il_desktop.views.review.panel import Panel
from il_desktop.views.shared import theme
from il_desktop.views.shared.actions import ActionSpec
from il_desktop.views.shared.bar_list import Bar, BarList
from il_desktop.views.shared.kit import Card, PlainLabel
from il_desktop.views.shared.scrolled import Scrolled
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import count_text, duration_text
from il_desktop.wording.review import NO_TOPIC, hand_over_text, plan_text, reason_text, step_text

MOST_LINES = 6
TWO_COLUMNS = 860
_CLOSE = ActionSpec(
    "review.close", "&Close the review", "Ctrl+Return", icon="check-check", menu="edit", group=21, page="review",
    tip="Copy the week's numbers, so that they stay as they are now",
)  # fmt: skip


class WeekPanel(Panel):
    """Cards in two columns, in one where the window is narrow."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.view: WeekReview | None = None
        self.meter = MeterCard(self)
        self.happened = _Figures("Plan and what happened", self)
        self.lost = _Figures("Lost time by reason", self)
        self.between = _Figures("What came between, by topic", self)
        self.debts = DebtCard(shell, self)
        self.again = AgainCard(shell, self)
        self.own_words = WordsCard(shell, self)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()
        self._close = shell.actions.add(_CLOSE, self.close_review, self)
        self.meter.step_wanted.connect(self._raise_target)
        self.meter.reconcile_wanted.connect(self._reconcile)
        self.debts.place_wanted.connect(self._place)
        self.debts.let_go_wanted.connect(self._let_go)
        self.again.open_wanted.connect(self.wanted)
        self.own_words.close_button.follow(self._close)
        self.own_words.written.connect(self._write)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = Scrolled(self, "The week looked back on")
        content = QWidget(scroll)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(12)
        for cards in ((self.meter, self.happened, self.between), (self.lost, self.debts, self.again, self.own_words)):
            column = QVBoxLayout()
            column.setSpacing(12)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._columns.addLayout(column, 1)
        scroll.hold(content)
        outer.addWidget(scroll)
        self.setFocusProxy(scroll)

    # what is shown

    def show_week(self, view: WeekReview) -> None:
        """Show the week."""
        self.view = view
        step = step_text(view.meter.target, view.step_up, WEEKS_TO_MEET) if view.step_up else ""
        self.meter.show_meter(view.meter, step, waiting=view.all_time.unknown)
        told = view.instructional
        self.happened.show_bars(plan_text(view.first_plan), _reckoning_bars(told), max(told.planned, 1))
        self.lost.show_bars(_lost_sentence(view), _lost_bars(view))
        costs = topic_costs(view.interruptions)
        bars = [Bar(cost.topic or NO_TOPIC, cost.minutes, _times(cost.times, cost.minutes), "management")
                for cost in costs[:MOST_LINES]]  # fmt: skip
        proposals = self.shell.desk.read(hand_over, view.last)
        sentence = hand_over_text(proposals[0]) if proposals else _between_sentence(view)
        self.between.show_bars(sentence, bars)
        self.debts.show_debts(view.debts)
        self.again.show_items(self.shell.desk.read(reviews_due, view.last), self.shell.today())
        self.own_words.show_text(view.text)
        self._close.setText("&Take the review up again" if view.text.is_closed else "&Close the review")

    def main_action(self) -> QAction | None:
        """Leave the filled button to Reconcile."""
        return None

    def commit(self) -> None:
        """Save the words being typed."""
        self.own_words.commit()

    # wishes

    @Slot()
    def close_review(self) -> None:
        """Close the review with its numbers, or take it up again."""
        view = self.view
        if view is None:
            return
        self.own_words.commit()
        reviews = commands.reviews
        if view.text.is_closed:
            self.run(reviews.reopen_review, "week", view.first, view.last)
            return
        minutes = view.meter.minutes
        self.run(
            reviews.close_review, "week", view.first, view.last, planned_min=minutes.planned, actual_min=minutes.kept
        )

    @Slot(str, str)
    def _write(self, field: str, text: str) -> None:
        view = self.view
        if view is not None and getattr(view.text, field) != text:
            self.run(commands.reviews.write_review, "week", view.first, view.last, **{field: text})

    @Slot()
    def _raise_target(self) -> None:
        view = self.view
        if view is not None and view.step_up is not None:
            low, high = view.step_up
            settings = commands.settings
            self.run(settings.change_settings, protected_target_low_min=low, protected_target_high_min=high)

    @Slot()
    def _reconcile(self) -> None:
        self.wanted.emit("review", "reconcile")

    @Slot(str)
    def _place(self, debt_id: str) -> None:
        try_make_up = commands.protected_hours.make_up
        before = self.shell.desk.history().undo
        if self.run(try_make_up, debt_id) and self.shell.desk.history().undo == before:
            self.shell.messages.note("No free place before the end of next week's school days. It stays on the shelf.")

    @Slot(str)
    def _let_go(self, debt_id: str) -> None:
        self.run(commands.protected_hours.write_off, debt_id)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use one column where two would be cramped."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme.current().px(TWO_COLUMNS)
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)


class _Figures(Card):
    """A sentence and bars."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent=parent)
        self.sentence = PlainLabel(muted=True, fit="wrap", parent=self)
        self.bars = BarList(title, self)
        self.body.addWidget(self.sentence)
        self.body.addWidget(self.bars)

    def show_bars(self, sentence: str, bars: Sequence[Bar], most: int = 0) -> None:
        """Show them."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.bars.show_bars(bars, most)


def _reckoning_bars(told: Reckoning) -> list[Bar]:
    lines = (
        Bar("Planned", told.planned, duration_text(told.planned), "muted"),
        Bar("Kept", told.kept, duration_text(told.kept)),
        Bar("Kept at another time", told.moved, duration_text(told.moved)),
        Bar("Lost", told.lost, duration_text(told.lost), "management"),
        Bar("Unknown", told.unknown, duration_text(told.unknown), hatched=True),
        Bar("Still ahead", told.ahead, duration_text(told.ahead), "accent"),
        Bar("Beyond the plan", told.beyond, duration_text(told.beyond)),
    )
    return [bar for number, bar in enumerate(lines) if bar.value or number < 2]


def _lost_bars(view: WeekReview) -> list[Bar]:
    ordered = sorted(view.all_time.lost_by.items(), key=lambda item: (-item[1], item[0]))
    return [Bar(reason_text(code), minutes, duration_text(minutes), "management") for code, minutes in ordered]


def _lost_sentence(view: WeekReview) -> str:
    if not view.lost:
        return "Nothing was lost among the blocks that are reconciled."
    parts = []
    for lost in view.lost[:3]:
        by = f" to {lost.displaced_by}" if lost.displaced_by else ""
        parts.append(f"{lost.card.title} lost {duration_text(lost.minutes)}{by}")
    more = len(view.lost) - len(parts)
    return f"{'; '.join(parts)}{f'; and {more} more' if more else ''}."


def _between_sentence(view: WeekReview) -> str:
    if not view.interruptions:
        return "Nothing was noted this week. Ctrl+Shift+I notes an interruption in two keys."
    minutes = sum(row.minutes for row in view.interruptions)
    return f"{count_text(len(view.interruptions), 'entry', 'entries')}, {duration_text(minutes)} together."


def _times(times: int, minutes: int) -> str:
    return f"{times} × · {duration_text(minutes)}" if times > 1 else duration_text(minutes)
