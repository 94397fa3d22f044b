"""What can be done with the things listed beside a goal: its blocks, its check-ins and their files."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from il_desktop import commands
from il_desktop.domain.errors import UserFacingError
from il_desktop.domain.tasks import USUAL_MIN
from il_desktop.wording.format import duration_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from il_desktop.views.goals.detail import GoalView
    from il_desktop.views.goals.page import GoalsPage
    from il_desktop.views.shared.evidence_opener import EvidenceOpener


class ViewWork(QObject):
    """Carries out what the view of a goal asks for."""

    def __init__(self, page: GoalsPage, view: GoalView) -> None:
        super().__init__(page)
        self._page, self._view = page, view
        view.block_wanted.connect(self._go_to_block)
        view.check_in_deleted.connect(self._delete_check_in)
        view.file_wanted.connect(self._open_file)
        view.file_deleted.connect(self._delete_file)

    @cached_property
    def opener(self) -> EvidenceOpener:
        """What opens copies of kept files, made when the first is opened."""
        from il_desktop.views.shared.evidence_opener import EvidenceOpener  # noqa: PLC0415  most looks do without

        return EvidenceOpener(self._page.shell, self._page)

    @Slot()
    def offer_to_begin(self) -> None:
        """Lead on to the state of a draft that has all it needs to be active."""
        self._page.shell.hub.flush()
        detail = self._view.detail
        if detail is not None and self._page.editors.is_ready_to_begin(detail):
            self._page.edit()

    def plan_block(self) -> None:
        """Plan the part shown at the next free place and show it in the week."""
        from il_desktop.views.shared.free_place import free_place  # noqa: PLC0415  on request

        shell, detail = self._page.shell, self._view.detail
        if detail is None:
            return
        plans = commands.goal_plans
        minutes = max(USUAL_MIN, min(detail.fields.est_min or USUAL_MIN, plans.MOST_MIN))
        place = free_place(shell, minutes)
        if place is None:
            shell.messages.note(f"No free place of {duration_text(minutes)} in the next two weeks.")
            return
        try:
            block_id = shell.desk.run(plans.plan_block, detail.fields.id, place.start)
        except UserFacingError as error:
            shell.messages.problem(error)
            return
        shell.go("week", block_id)

    def make_task(self) -> None:
        """Write the part shown down as a task, with its due date and goal."""
        shell, detail = self._page.shell, self._view.detail
        if detail is None:
            return
        fields = detail.fields
        try:
            shell.desk.run(commands.tasks.add_task, fields.title, goal_id=fields.id, due_on=fields.due_on)
        except UserFacingError as error:
            shell.messages.problem(error)

    @Slot(str)
    def _go_to_block(self, block_id: str) -> None:
        self._page.shell.go("week", block_id)

    @Slot(str)
    def _delete_check_in(self, check_in_id: str) -> None:
        self._run(commands.measuring.delete_check_in, check_in_id)

    @Slot(str)
    def _open_file(self, attachment_id: str) -> None:
        self.opener.open(attachment_id)

    @Slot(str)
    def _delete_file(self, attachment_id: str) -> None:
        self._run(commands.evidence.delete_evidence, attachment_id)

    def _run(self, command: Callable[..., object], key: str) -> None:
        try:
            self._page.shell.desk.run(command, key)
        except UserFacingError as error:
            self._page.shell.messages.problem(error)
