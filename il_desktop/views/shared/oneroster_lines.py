"""What a OneRoster export would write, line by line with a tick; what is unticked stays as it is."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from il_desktop.interchange.oneroster_plan import OneRosterPlan
from il_desktop.views.shared.check_list import CheckList
from il_desktop.views.shared.dialogs import PlainDialog, take_size
from il_desktop.views.shared.kit import SegmentedControl
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.wording.oneroster import LINE_KINDS, line_text, oneroster_sentence


class OneRosterLines(PlainDialog):
    """Signal: chosen(OneRosterPlan) with what is ticked. Keys: arrows and Space in the list, Enter imports."""

    chosen = Signal(object)

    def __init__(self, plan: OneRosterPlan, parent: QWidget | None) -> None:
        super().__init__(parent, f"OneRoster export “{plan.source}”")
        self._plan = plan
        lines = plan.lines()
        self._on = {line.key for line in lines if line.is_on}
        self._shown = {kind: [line for line in lines if line.kind == kind] for kind in LINE_KINDS}
        kinds = tuple((kind, f"{title} {len(self._shown[kind])}") for kind, title in LINE_KINDS.items())
        self.kinds = SegmentedControl(kinds, "Show", self)
        self.list = CheckList("What would be written", self)
        self.said = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        for widget in (self.kinds, self.list, self.said):
            self.body.addWidget(widget)
        self.add_answer("", "Cancel")
        self.go = self.add_answer("import", "Import what is ticked", is_main=True)
        self.kinds.chosen.connect(self._show)
        self.list.ticked.connect(self._count)
        self.accepted.connect(self._hand_over)
        first = next((kind for kind in LINE_KINDS if self._shown[kind]), "people")
        self.kinds.set_key(first)
        self._show(first)
        self.list.setFocus()
        take_size(self, 620, 560)

    @property
    def plan(self) -> OneRosterPlan:
        """The plan of what is ticked."""
        return self._plan.only(self._on)

    @Slot(str)
    def _show(self, kind: str) -> None:
        self.list.show_pairs([(line.key, line_text(line)) for line in self._shown[kind]], self._on, in_order=True)
        self._count()

    @Slot()
    def _count(self) -> None:
        """Follow the ticks of the lines shown, and say what would happen."""
        shown = {line.key for line in self._shown[self.kinds.key]}
        self._on = (self._on - shown) | set(self.list.chosen)
        plan = self.plan
        self.said.setText(oneroster_sentence(plan.counts()))
        self.go.setEnabled(plan.writes)

    @Slot()
    def _hand_over(self) -> None:
        if self.answer == "import":
            self.chosen.emit(self.plan)
