"""What came between this week; the sheet beside it completes an entry when there is time for it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.queries.interruptions import InterruptionRow, contacts, hand_over
from il_desktop.queries.review import WeekReview
from il_desktop.views.review.list_panel import ListPanel
from il_desktop.views.review.row_form import RowForm
from il_desktop.views.shared.actions import ActionSpec
from il_desktop.views.shared.fields import MinutesField
from il_desktop.views.shared.kit import Card, EmptyState, PlainLabel
from il_desktop.views.shared.scrolled import Scrolled
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import duration_text, hours_text, moment_text
from il_desktop.wording.reasons import REASONS
from il_desktop.wording.review import WORTH, hand_over_text, reason_text

HEADS = ("When", "Topic", "Minutes", "Source", "Block hit", "First contact?", "Worth it?")
_CONTACT = {"first_contact": "could have", "no": "no", "appointment": "an appointment", "decline": "could be declined"}
_RECORD = "Protected time was displaced: minutes, source and block are the record and stay."
_EMERGENCY = "Noted as an emergency: put its minutes right once they are known. Source and block stay."
_AVOIDABLE = (
    ("", "Not said"), ("first_contact", "A first contact"), ("appointment", "It could have had an appointment"),
    ("decline", "It could have been declined"), ("no", "No, mine"),
)  # fmt: skip
_DELETE = ActionSpec(
    "review.delete_interruption", "Delete the interruption", "Del", icon="trash-2", menu="edit", group=22,
    page="review", scope="widget",
)  # fmt: skip


class InterruptionsPanel(ListPanel):
    """A list and its sheet."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(
            shell, parent, "What came between", HEADS, strong=1, stretched=1, gives_way=(3, 5, 6, 4, 2)
        )  # fmt: skip
        self._view: WeekReview | None = None
        self.proposals = PlainLabel(fit="wrap", parent=self)
        empty = EmptyState(
            "Nothing came between this week, or nothing was noted. Ctrl+Shift+I and a digit note it in two keys.",
            "Note an interruption", "zap", self,
        )  # fmt: skip
        empty.pressed.connect(self._note)
        self.form = _Form(shell, self.sheet.content)
        self.form.changed.connect(self._complete)
        self.set_parts(self.form, empty, self.delete_chosen)
        self.lay_out(self._left())
        shell.actions.add(_DELETE, self.delete_chosen, self.table)

    def _left(self) -> QScrollArea:
        scroll = Scrolled(self, sideways=True)  # what to hand over may be long, and the list below it keeps its lines
        content = QWidget(scroll)
        scroll.hold(content)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._card = Card("Worth handing over", parent=self)
        self._card.body.addWidget(self.proposals)
        column.addWidget(self._card)
        column.addWidget(self.list_card(self), 1)
        return scroll

    # what is shown

    def show_week(self, view: WeekReview) -> None:
        """List a week; the open entry stays open."""
        self._view = view
        self.list_rows({row.id: row for row in view.interruptions}, self._texts)
        costs = self.shell.desk.read(hand_over, view.last)
        self.proposals.setText("\n".join(hand_over_text(cost) for cost in costs[:3]))
        self._card.setVisible(bool(costs))

    def _texts(self, row: InterruptionRow) -> tuple[str, ...]:
        return _texts(row, moment_text(row.at, self.shell.words))

    def show_row(self, row: InterruptionRow) -> str:
        """Fill the form with an entry; the sheet is called by when it was and how long."""
        if self._view is not None:
            self.form.show_row(row, self._view)
        return f"{moment_text(row.at, self.shell.words)}, {duration_text(row.minutes)}"

    def main_action(self) -> QAction | None:
        """Return Note an interruption."""
        return self.shell.actions.action("edit.interruption")

    # wishes

    @Slot()
    def _note(self) -> None:
        self.shell.actions.action("edit.interruption").trigger()

    @Slot()
    def delete_chosen(self) -> None:
        """Delete the chosen entry; overrides stay, they are the record of protected time."""
        row = self.rows.get(self.chosen_id)
        if row is not None and not row.is_override:
            self.run(commands.interruptions.delete_interruption, row.id)

    @Slot(str, object)
    def _complete(self, name: str, value: object) -> None:
        row_id = self.form.row_id
        if row_id:
            self.run(commands.interruptions.complete_interruption, row_id, **{name: value})


def _texts(row: InterruptionRow, when: str) -> tuple[str, ...]:
    topic = row.topic or row.note or ("Protected time displaced" if row.is_override else "—")
    return (
        when,
        topic,
        duration_text(row.minutes),
        reason_text(row.source),
        row.block_title,
        _CONTACT.get(row.avoidable, ""),
        WORTH.get(row.worth_it, ""),
    )


class _Form(RowForm):
    """Fields of one entry."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self.minutes = MinutesField("Minutes", highest=480, parent=self)
        self._record = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.column.addWidget(self._record)
        self.add("Minutes", self.minutes)
        for name, label in (
            ("source", "Source"), ("topic_id", "Topic"), ("block_key", "Block it hit"),
            ("avoidable", "Could somebody else have taken it?"), ("worth_it", "Worth it?"),
        ):  # fmt: skip
            self.add_choice(name, label)
        for name, label in (("asked_by", "Who asked"), ("resume_note", "Where to go on"), ("note", "Note")):
            self.add_line(name, label)
        self.add_delete()
        self.minutes.accepted.connect(self._minutes)

    def show_row(self, row: InterruptionRow, view: WeekReview) -> None:
        """Show an entry; of an override the record itself can only be read."""
        self.row_id = row.id
        self.minutes.set_value(row.minutes)
        today = self._shell.today()
        topics = [("", "No topic"), *((item.id, item.what) for item in self._shell.desk.read(contacts, today))]
        words = self._shell.words
        blocks = [("", "None")]
        for card in view.cards:
            if card.span.start.day == row.at.day:
                start = card.span.start.minute
                blocks.append((card.key, f"{hours_text(start, start + card.span.minutes, words)} {card.title}"))
        self.offer("source", [(code.value, text) for code, text in REASONS.items()], row.source)
        self.offer("topic_id", topics, row.topic_id)
        self.offer("block_key", blocks, row.block_id)
        self.offer("avoidable", _AVOIDABLE, row.avoidable)
        self.offer("worth_it", [("", "Not said"), *WORTH.items()], row.worth_it)
        self.show_lines(row)
        self.minutes.setEnabled(not row.is_override or row.is_emergency)
        for widget in (self.boxes["source"], self.boxes["block_key"], self.delete):
            widget.setEnabled(not row.is_override)
        self._record.setText(_EMERGENCY if row.is_emergency else _RECORD)
        self._record.setVisible(row.is_override)

    @Slot()
    def commit(self) -> None:
        """Save what is being typed in."""
        self.minutes.commit()
        super().commit()

    @Slot(object)
    def _minutes(self, minutes: object) -> None:
        self.changed.emit("minutes", minutes)
