"""What can be done on the vision page: adopt, change items, put them in order, write it as a paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from il_desktop import commands
from il_desktop.domain.errors import UserFacingError
from il_desktop.queries.settings import settings
from il_desktop.queries.vision import VisionItem, VisionVersion, told_vision, vision_page
from il_desktop.views.goals.editors import Editors
from il_desktop.views.goals.vision_view import VisionView
from il_desktop.views.shared.export_note import note_export

if TYPE_CHECKING:
    from collections.abc import Callable

    from il_desktop.views.goals.page import GoalsPage


class VisionWork(QObject):
    """Carries out what the vision page asks for."""

    def __init__(self, page: GoalsPage, editors: Editors) -> None:
        super().__init__(page)
        self._page, self._editors = page, editors
        view = self.view = VisionView(page.shell, page)
        view.edit_wanted.connect(page.edit_vision)
        view.adopt_wanted.connect(self._adopt)
        view.print_wanted.connect(self.write_paper)
        view.item_wanted.connect(self._new_item)
        view.item_edited.connect(self._edit_item)
        view.item_moved.connect(self._move_item)
        view.item_deleted.connect(self._delete_item)

    def show(self) -> None:
        """Read the versions there are and show the one in force."""
        self.view.set_versions(self._page.shell.desk.read(vision_page), self._page.shell.today())

    def newest(self) -> VisionVersion | None:
        """Return the newest version, the only one that can be changed or adopted."""
        return next(iter(self._page.shell.desk.read(vision_page)), None)

    @Slot()
    def write_paper(self) -> None:
        """Ask for a file and write the version shown as PDF or Word document."""
        from il_desktop.views.printing.paper_file import FILTERS, write_paper_file  # noqa: PLC0415  on request
        from il_desktop.wording.papers_vision import vision_paper  # noqa: PLC0415  same

        shell, vision = self._page.shell, self.view.shown
        if vision is None:
            return
        start = Path.home() / f"Our vision, version {vision.version}.pdf"
        path = shell.ask.save_file(self._page, "Print the vision", FILTERS, start)
        if path is None:
            return
        vision = shell.desk.read(told_vision, vision)
        paper = vision_paper(vision, shell.desk.read(settings).school_name, shell.words)
        try:
            written = write_paper_file(paper, path)
        except UserFacingError as error:
            shell.messages.problem(error)
            return
        kind = "docx" if path.suffix.lower() == ".docx" else "pdf"
        if note_export(shell, path, written.sha256, "public", kind=kind):
            shell.messages.note(f"Wrote the vision to {path.name}")

    @Slot()
    def _adopt(self) -> None:
        if (newest := self.newest()) is not None:
            self._run(commands.vision.adopt_vision, newest.id)

    @Slot(str)
    def _new_item(self, kind: str) -> None:
        self._editors.vision_item(kind)

    @Slot(object)
    def _edit_item(self, item: VisionItem) -> None:
        self._editors.vision_item(item.kind, item)

    @Slot(str, int)
    def _move_item(self, item_id: str, step: int) -> None:
        self._run(commands.vision.move_item, item_id, step)

    @Slot(str)
    def _delete_item(self, item_id: str) -> None:
        self._run(commands.vision.delete_item, item_id)

    def _run(self, command: Callable[..., Any], *args: Any) -> None:
        try:
            self._page.shell.desk.run(command, *args)
        except UserFacingError as error:
            self._page.shell.messages.problem(error)
