"""The card "Put in so far": leader time, professional development and money of a goal, and the blocks that serve it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from il_desktop.domain.goal_pages import Resources
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.goal_detail import GoalDetail, LinkedBlock
from il_desktop.queries.goal_resources import goal_resources, summed
from il_desktop.views.shared import a11y
from il_desktop.views.shared.kit import Card, Hairline, Meter, PlainLabel, link_button
from il_desktop.views.shared.scrolled import Scrolled
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import count_text, dated_moment_text, duration_text, money_text
from il_desktop.wording.goal_told import under_over_text

BLOCKS_SHOWN = 3
_STATES = {"kept": "kept", "shortened": "shortened", "moved": "moved", "replaced": "replaced", "missed": "missed"}


class EffortCard(Card):
    """Signal: block_wanted(str block id) when one of the listed blocks is pressed."""

    block_wanted = Signal(str)

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__("Put in so far", parent=parent)
        self._shell = shell
        self._hint = PlainLabel("", "caption", muted=True, parent=self)
        self.head.addWidget(self._hint)
        column = self._scrolling()
        self._hours = _MeterRow("Leader hours", self)
        self._sessions = _MeterRow("Professional development", self)
        self._money = _MeterRow("Money", self)
        for row in (self._hours, self._sessions, self._money):
            column.addWidget(row)
        self._blocks_title = PlainLabel("", "caption", muted=True, parent=self)
        self._line = Hairline(parent=self)
        column.addWidget(self._line)
        column.addWidget(self._blocks_title)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        column.addLayout(self._rows)
        column.addStretch(1)

    def _scrolling(self) -> QVBoxLayout:
        """Make the column that scrolls where the card is lower than what is in it."""
        scroll = Scrolled(self)
        content = QWidget(scroll)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        scroll.hold(content)
        self.body.addWidget(scroll, 1)
        return column

    def set_detail(self, detail: GoalDetail) -> None:
        """Show what was put into another goal."""
        minutes, budget = detail.minutes, detail.fields.est_min
        whole = max(budget or minutes.planned, minutes.due, minutes.kept)
        of = f"of {duration_text(budget or minutes.planned)}" if whole else ""
        kept = duration_text(minutes.kept) if minutes.kept else "0 h"
        self._hours.show_values(minutes.kept, whole, minutes.due, (kept, of, effort_sentence(detail)))
        self._hint.setText(self._day_hint(detail))
        self._show_resources(detail)
        self._show_blocks(detail)

    def _show_resources(self, detail: GoalDetail) -> None:
        """Show sessions and money where there are any; most goals need neither."""
        by_goal = self._shell.desk.read(goal_resources, detail.today)
        parts = [by_goal[member.id] for member in detail.node.family() if member.id in by_goal]
        put = summed(parts) if parts else Resources()
        words = self._shell.words
        self._sessions.setVisible(put.pd_planned > 0)
        if put.pd_planned:
            held = duration_text(put.pd_held) if put.pd_held else "0 h"
            note = under_over_text(put.pd_held, put.pd_due, duration_text(abs(put.pd_held - put.pd_due)))
            cost = f"; {money_text(put.pd_cents, words)} for sessions held" if put.pd_cents else ""
            texts = (held, f"of {duration_text(put.pd_planned)}", f"{note[0].upper()}{note[1:]}{cost}")
            self._sessions.show_values(put.pd_held, put.pd_planned, put.pd_due, texts)
        self._money.setVisible(bool(put.approved or put.asked))
        if put.approved or put.asked:
            asked = f"{money_text(put.asked, words)} asked for, not granted yet" if put.asked else ""
            texts = (money_text(put.spent, words), f"of {money_text(put.approved, words)} approved", asked)
            self._money.show_values(put.spent, put.approved, 0, texts)

    def _day_hint(self, detail: GoalDetail) -> str:
        time = detail.figures.time if detail.figures else None
        if time is None or not time.is_school or not detail.minutes.due:
            return "tick: planned up to now" if detail.minutes.due else ""
        return f"tick: plan to day {time.day_number(detail.today)} of {len(time.days)}"

    def _show_blocks(self, detail: GoalDetail) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        coming = [block for block in detail.blocks if not block.is_past][:BLOCKS_SHOWN]
        past = [block for block in detail.blocks if block.is_past]
        shown = (past[-(BLOCKS_SHOWN - len(coming)) :] if len(coming) < BLOCKS_SHOWN else []) + coming
        has_blocks = bool(shown)
        self._line.setVisible(has_blocks)
        self._blocks_title.setVisible(has_blocks)
        self._blocks_title.setText(f"{count_text(detail.n_blocks, 'block', 'blocks')} linked")
        for block in shown:
            words = self._block_words(block)
            button = link_button(words, parent=self)
            button.setProperty("block_id", block.block_id)
            button.clicked.connect(self._pressed)
            a11y.name(button, f"Show in the week: {words}")
            self._rows.addWidget(button)

    def _block_words(self, block: LinkedBlock) -> str:
        parts = [f"{dated_moment_text(WallTime.parse(block.starts_local), self._shell.words)} {block.title}"]
        if block.share_pct != 100:
            parts.append(f"{block.share_pct} %")
        parts.append("" if not block.is_past else _STATES.get(block.state, "not reconciled"))
        return " · ".join(part for part in parts if part)

    @Slot()
    def _pressed(self) -> None:
        self.block_wanted.emit(str(self.sender().property("block_id")))


class _MeterRow(QWidget):
    """A label with an amount, its bar with a tick at the plan, and the difference in words."""

    def __init__(self, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = label
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(PlainLabel(label, fit="wrap", parent=self), 1)
        self._done = PlainLabel("", strong=True, parent=self)
        self._of = PlainLabel("", muted=True, parent=self)
        line.addWidget(self._done)
        line.addWidget(self._of)
        self._meter = Meter(10, self)
        self._note = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        column.addLayout(line)
        column.addWidget(self._meter)
        column.addWidget(self._note)

    def show_values(self, done: float, whole: float, due: float, texts: tuple[str, str, str]) -> None:
        """Show an amount of a whole, a tick at what is due, 0 for none; `texts` are amount, whole and difference."""
        amount, of, note = texts
        self._done.setText(amount)
        self._of.setText(of)
        self._of.setVisible(bool(of))
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._meter.set_values(done, whole, tick=due or -1, name=f"{self._label}: {amount} {of}. {note}")


def effort_sentence(detail: GoalDetail) -> str:
    """Say kept against planned up to now, and what nobody has said yet."""
    minutes = detail.minutes
    if not minutes.planned:
        return "No block is linked to this goal yet. Link one from the week: open a block and choose the goal."
    if not minutes.due:
        return f"{duration_text(minutes.planned)} planned, nothing due yet."
    gap = minutes.kept + minutes.unknown - minutes.due
    if gap == 0:
        words = "As planned up to now"
    else:
        words = f"{duration_text(abs(gap))} {'under' if gap < 0 else 'over'} the plan to date"
    if minutes.unknown:
        words += f"; {duration_text(minutes.unknown)} of it not reconciled yet"
    return words
