"""Opens the editors of the goals page in its side sheet, one at a time, and lets go of them when the sheet closes.

The forms load when the first of their kind is opened: showing the page needs none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from il_desktop.queries.goal_detail import GoalDetail
from il_desktop.queries.goal_figures import Point
from il_desktop.views.shared.shell import Shell
from il_desktop.views.shared.side_sheet import SideSheet
from il_desktop.wording.goals import KIND_WORDS

if TYPE_CHECKING:
    from il_desktop.queries.vision import VisionItem, VisionVersion
    from il_desktop.views.goals.form import Form


class Editors(QObject):
    """Signals: goal_added(str id), target_wanted(), target_set(), delete_wanted(), moved()."""

    goal_added = Signal(str)
    target_wanted = Signal()
    target_set = Signal()
    delete_wanted = Signal()
    moved = Signal()

    def __init__(self, shell: Shell, sheet: SideSheet, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._sheet = sheet
        self.form: Form | None = None
        sheet.leaving.connect(self.commit)
        sheet.closed.connect(self._closed)

    def new_goal(self, parent_node: GoalDetail | None, *, needs_vision: bool) -> None:
        """Ask for a new goal, or for a part under one."""
        from il_desktop.views.goals.goal_form import NewGoalForm  # noqa: PLC0415  see above

        form = NewGoalForm(self._shell, parent_node, needs_vision=needs_vision, parent=self._sheet.content)
        self._open(form, "New part" if parent_node else "New goal")
        form.title.setFocus()

    def goal(self, detail: GoalDetail) -> None:
        """Open the editor of a goal."""
        from il_desktop.views.goals.goal_form import GoalForm  # noqa: PLC0415  see above

        form = GoalForm(self._shell, detail, self._sheet.content)
        form.target_wanted.connect(self.target_wanted)
        form.delete_wanted.connect(self.delete_wanted)
        self._open(form, f"Edit {KIND_WORDS.get(detail.fields.kind, 'goal').lower()}")
        form.by_name["title"].setFocus()

    @staticmethod
    def is_ready_to_begin(detail: GoalDetail) -> bool:
        """Tell whether a draft of a goal lacks nothing to be active."""
        from il_desktop.views.goals.goal_form import missing_to_be_active  # noqa: PLC0415  see above

        is_draft = detail.fields.kind == "goal" and detail.fields.state == "draft"
        return is_draft and not missing_to_be_active(detail)

    def target(self, detail: GoalDetail) -> None:
        """Ask for the target of a goal."""
        from il_desktop.views.goals.target_form import TargetForm  # noqa: PLC0415  see above

        form = TargetForm(self._shell, detail, self._sheet.content)
        self._open(form, "Target")
        form.saved.connect(self.target_set)  # after the sheet closed
        form.by_name["measure"].setFocus()

    def zones(self, detail: GoalDetail) -> None:
        """Ask for a target in words."""
        from il_desktop.views.goals.zone_form import ZoneForm  # noqa: PLC0415  see above

        form = ZoneForm(self._shell, detail, self._sheet.content)
        self._open(form, "Target in words")
        form.zones[0].setFocus()

    def measure(self, detail: GoalDetail) -> None:
        """Open the editor of the measure of a goal's target."""
        from il_desktop.views.goals.measure_form import MeasureForm  # noqa: PLC0415  see above

        if detail.figures is None:
            return
        form = MeasureForm(self._shell, detail.figures.target, self._sheet.content)
        self._open(form, "Measure")
        form.family.setFocus()

    def reading(self, detail: GoalDetail, point: Point | None = None) -> None:
        """Ask for a new reading, or open the editor of one."""
        from il_desktop.views.goals.reading_form import ReadingForm  # noqa: PLC0415  see above

        if detail.figures is None:
            return
        form = ReadingForm(self._shell, detail.figures.target, point, self._sheet.content)
        self._open(form, "Edit the reading" if point else "Add a reading")
        form.first.setFocus()

    def check_in(self, detail: GoalDetail) -> None:
        """Ask how a goal stands."""
        from il_desktop.views.goals.check_in_form import CheckInForm  # noqa: PLC0415  see above

        form = CheckInForm(self._shell, detail, self._sheet.content)
        self._open(form, "Check in")
        form.confidence.setFocus()

    def vision(self, newest: VisionVersion | None) -> None:
        """Open the editor of the vision."""
        from il_desktop.views.goals.vision_form import VisionForm  # noqa: PLC0415  see above

        form = VisionForm(self._shell, newest, self._sheet.content)
        self._open(form, "Vision")
        form.statement.setFocus()

    def vision_item(self, kind: str, item: VisionItem | None = None) -> None:
        """Ask for a new item of the vision, or open the editor of one."""
        from il_desktop.views.goals.vision_form import ItemForm  # noqa: PLC0415  see above

        form = ItemForm(self._shell, kind, item, self._sheet.content)
        self._open(form, "Edit" if item else "Add to the vision")
        form.name.setFocus()

    def show_again(self, detail: GoalDetail) -> None:
        """Show stored values again in an open goal editor, after a change elsewhere or an undo."""
        if self.form is not None:
            self.form.show_again(detail)

    def forget(self) -> None:
        """Close the sheet without saving: what it edits is gone."""
        self._drop()
        self._sheet.close_sheet()

    @Slot()
    def commit(self) -> None:
        """Save what is half typed, where fields save by themselves."""
        if self.form is not None:
            self.form.commit()

    def _open(self, form: Form, title: str) -> None:
        self._sheet.close_sheet()
        self._drop()
        self.form = form
        form.saved.connect(self._saved)
        self._sheet.body.addWidget(form)
        form.show()  # one made while another form was on show would stay hidden
        self._sheet.open_sheet(title)
        self.moved.emit()

    @Slot(str)
    def _saved(self, key: str) -> None:
        is_new = self.form is not None and self.form.makes_goal
        self._sheet.close_sheet()
        if is_new:
            self.goal_added.emit(key)

    @Slot()
    def _closed(self) -> None:
        self._drop()
        self.moved.emit()

    def _drop(self) -> None:
        if self.form is not None:
            self.form.hide()
            self._sheet.body.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
