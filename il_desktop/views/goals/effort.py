"""The card "Put in so far": minutes kept for a goal against the plan up to now, and the blocks that serve it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from il_desktop.domain.walltime import WallTime
from il_desktop.queries.goal_detail import GoalDetail, LinkedBlock
from il_desktop.views.shared import a11y
from il_desktop.views.shared.kit import Card, Hairline, Meter, PlainLabel, link_button
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import count_text, dated_moment_text, duration_text

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
        line = QHBoxLayout()
        line.addWidget(PlainLabel("Leader hours", parent=self))
        line.addStretch(1)
        self._kept = PlainLabel("", strong=True, parent=self)
        self._of = PlainLabel("", muted=True, parent=self)
        line.setSpacing(4)
        line.addWidget(self._kept)
        line.addWidget(self._of)
        self._meter = Meter(10, self)
        self._note = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.body.addLayout(line)
        self.body.addWidget(self._meter)
        self.body.addWidget(self._note)
        self._blocks_title = PlainLabel("", "caption", muted=True, parent=self)
        self._line = Hairline(parent=self)
        self.body.addWidget(self._line)
        self.body.addWidget(self._blocks_title)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)

    def set_detail(self, detail: GoalDetail) -> None:
        """Show the minutes of another goal."""
        minutes, budget = detail.minutes, detail.fields.est_min
        whole = max(budget or minutes.planned, minutes.due, minutes.kept)
        self._kept.setText(duration_text(minutes.kept) if minutes.kept else "0 h")
        self._of.setText(f"of {duration_text(budget or minutes.planned)}" if whole else "")
        self._of.setVisible(bool(whole))
        spoken = f"{self._kept.text()} kept {self._of.text()}, {duration_text(minutes.due)} planned up to now"
        self._meter.set_values(minutes.kept, whole, tick=minutes.due or -1, name=spoken)
        self._hint.setText(self._day_hint(detail))
        self._note.setText(effort_sentence(detail))
        self._show_blocks(detail)

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
