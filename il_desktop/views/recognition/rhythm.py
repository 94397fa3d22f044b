"""The card beside the log: who is due, whom to look for and when, dates and follow-ups, the gift ledger."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QListView, QStackedWidget, QVBoxLayout, QWidget

from il_desktop.domain.settings import Settings
from il_desktop.queries.recognition import RecognitionBoard
from il_desktop.queries.recognition_gifts import GiftLedger
from il_desktop.queries.recognition_rhythm import LookFor, Occasion
from il_desktop.views.recognition.line_delegates import DueDelegate
from il_desktop.views.recognition.lists import line_list, list_card
from il_desktop.views.recognition.log_item_model import KEY_ROLE, LineItemModel, due_line
from il_desktop.views.recognition.rhythm_lines import gift_line, gift_totals, look_for_line, occasion_line
from il_desktop.views.shared.kit import EmptyState, SegmentedControl, link_button
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.wording.format import Words

_PARTS = (("due", "Due"), ("look_for", "Look for"), ("dates", "Dates"), ("gifts", "Gifts"))
_NAMES = {"due": "Due today", "look_for": "Look for this week", "dates": "Dates and follow-ups", "gifts": "Gift ledger"}
_ICONS = {"due": "circle-check", "look_for": "eye", "dates": "calendar-days", "gifts": "gift"}
_EMPTY = {
    "due": "Nobody is due. Everybody here was recognized lately.",
    "look_for": "Nobody due teaches in the next days, or no timetable is entered yet.",
    "dates": "No birthday or anniversary of people who like it shown, no follow-up, in the next two weeks.",
    "gifts": "No gift this year.",
}


class RhythmCard(QWidget):
    """Signals with an id: draft_wanted(person), plan_wanted(person), followed_up(recognition), open_wanted(same).

    Keys: Enter on a line does what its button says.
    """

    draft_wanted = Signal(str)
    plan_wanted = Signal(str)
    followed_up = Signal(str)
    open_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parts = SegmentedControl(_PARTS, "Rhythm of recognition", self)
        self._hint = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.save_gifts = link_button("Save the gift ledger…", parent=self)
        self._count = PlainLabel("", "caption", muted=True, parent=self)
        self._hints = dict.fromkeys(_NAMES, "")
        self._counts = dict.fromkeys(_NAMES, "")
        self.lists: dict[str, QListView] = {}
        self.models: dict[str, LineItemModel] = {}
        self.delegates: dict[str, DueDelegate] = {}
        self._empties: dict[str, EmptyState] = {}
        self._stack = QStackedWidget(self)
        pages: list[QWidget] = []
        for key, name in _NAMES.items():
            view, model = line_list(name), LineItemModel(self)
            delegate = DueDelegate(view)
            view.setModel(model)
            view.setItemDelegate(delegate)
            view.activated.connect(self._activate)
            delegate.draft_wanted.connect(self._press)
            self.lists[key], self.models[key], self.delegates[key] = view, model, delegate
            self._empties[key] = EmptyState(_EMPTY[key], icon=_ICONS[key], parent=self)
            pages += [self._empties[key], view]
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        card = list_card([self.parts, self._count], self._stack, pages, self)
        hint_row = QHBoxLayout()
        hint_row.setContentsMargins(16, 0, 16, 9)
        hint_row.setSpacing(12)
        hint_row.addWidget(self._hint, 1)
        hint_row.addWidget(self.save_gifts, 0, Qt.AlignmentFlag.AlignTop)
        card.body.insertLayout(1, hint_row)
        row.addWidget(card)
        self.parts.chosen.connect(self._show_part)

    def show_part(self, key: str) -> None:
        """Show one of due, look_for, dates, gifts."""
        self.parts.set_key(key)
        self._show_part(key)

    def show_board(self, board: RecognitionBoard, settings: Settings, words: Words) -> None:
        """Show who is due."""
        unit = "weekdays" if board.fairness.unit == "weekdays" else "days"
        self.models["due"].show([due_line(row, words, unit) for row in board.due])
        self._empties["due"].label.setText(_EMPTY["due"] if board.present else "No teachers on the roster yet.")
        self._hints["due"] = (
            f"over {settings.recognition_days} {board.fairness.unit} they were there; on leave left out"
        )
        self._counts["due"] = f"{len(board.due)} of {board.present}"

    def show_rhythm(self, looks: tuple[LookFor, ...], dates: tuple[Occasion, ...], unit: str, words: Words) -> None:
        """Show whom to look for and the dates ahead."""
        self.models["look_for"].show([look_for_line(one, words, unit) for one in looks])
        self._hints["look_for"] = "the longest waiting, each in a lesson of the next five school days"
        self._counts["look_for"] = str(len(looks) or "")
        self.models["dates"].show([occasion_line(one, words) for one in dates])
        self._hints["dates"] = "two weeks ahead; only of people who opted in"
        self._counts["dates"] = str(len(dates) or "")

    def show_gifts(self, ledger: GiftLedger, settings: Settings, words: Words) -> None:
        """Show the gift ledger with its totals."""
        self.models["gifts"].show([gift_line(one, words, settings.gift_hint) for one in ledger.gifts])
        self._hints["gifts"] = gift_totals(ledger, words, settings.gift_hint)
        self._counts["gifts"] = str(len(ledger.gifts) or "")
        self._show_part(self.parts.key)

    @Slot(str)
    def _show_part(self, key: str) -> None:
        self._hint.setText(self._hints[key])
        self._count.setText(self._counts[key])
        self.save_gifts.setVisible(key == "gifts" and self.models[key].rowCount() > 0)
        place = list(_NAMES).index(key)
        self._stack.setCurrentIndex(2 * place + (1 if self.models[key].rowCount() else 0))

    @Slot(QModelIndex)
    def _activate(self, index: QModelIndex) -> None:
        self._press(str(index.data(KEY_ROLE)))

    @Slot(str)
    def _press(self, key: str) -> None:
        part = self.parts.key
        kind, _, rest = key.partition(":")
        if part == "look_for":
            self.plan_wanted.emit(key)
        elif part == "gifts":
            self.open_wanted.emit(key)
        elif part == "dates" and kind == "follow_up":
            self.followed_up.emit(rest)
        else:
            self.draft_wanted.emit(rest or key)
