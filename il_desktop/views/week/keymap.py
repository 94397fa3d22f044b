"""What can be done on the week page, with its keys. Single letters need the grid's focus (WCAG 2.1.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

from il_desktop.domain.blocks import Protection
from il_desktop.views.shared.actions import ActionSpec
from il_desktop.views.week.faces import LEVEL_NAME

if TYPE_CHECKING:
    from il_desktop.views.week.page import WeekPage

_PAGE = "week"


def _spec(
    name: str, text: str, keys: str | tuple[str, ...], menu: str, group: int, icon: str = "", scope: str = "widget"
) -> ActionSpec:
    return ActionSpec(f"week.{name}", text, keys, icon=icon, menu=menu, group=group, page=_PAGE, scope=scope)


WINDOW = (
    _spec("new", "&New block", "Ctrl+N", "edit", 20, "plus", "window"),
    _spec("duplicate", "D&uplicate block", "Ctrl+Shift+D", "edit", 21, "copy", "window"),
    ActionSpec(
        "week.previous", "&Previous", ("Alt+Left",), icon="chevron-left", menu="go", group=20, page=_PAGE,
        mac=("Ctrl+[",), tip="Show the days before",
    ),
    ActionSpec(
        "week.next", "Ne&xt", ("Alt+Right",), icon="chevron-right", menu="go", group=20, page=_PAGE,
        mac=("Ctrl+]",), tip="Show the days after",
    ),
)  # fmt: skip

GRID = (
    _spec("open", "&Open block", ("Return", "Enter"), "edit", 20, "square-pen"),
    _spec("rename", "&Rename block", "F2", "edit", 20),
    _spec("delete", "De&lete block", "Del", "edit", 20, "trash-2"),
    _spec("move", "&Move block…", "M", "edit", 21, "move"),
    _spec("earlier", "Move 15 minutes earlier", "Ctrl+Up", "edit", 22),
    _spec("later", "Move 15 minutes later", "Ctrl+Down", "edit", 22),
    _spec("day_before", "Move one day back", "Ctrl+Left", "edit", 22),
    _spec("day_after", "Move one day on", "Ctrl+Right", "edit", 22),
    _spec("end_later", "End 15 minutes later", "Shift+Down", "edit", 23),
    _spec("end_earlier", "End 15 minutes earlier", "Shift+Up", "edit", 23),
    _spec("start_later", "Start 15 minutes later", "Ctrl+Shift+Down", "edit", 23),
    _spec("start_earlier", "Start 15 minutes earlier", "Ctrl+Shift+Up", "edit", 23),
    _spec("today", "&Today", "T", "go", 21, "calendar"),
    _spec("go_to_date", "&Go to date…", "G", "go", 21),
    _spec("show_day", "&Day", "1", "view", 20),
    _spec("show_work", "&Work week", "2", "view", 20),
    _spec("show_week", "Wee&k", "3", "view", 20),
    _spec("all_hours", "&Hours outside work", "H", "view", 21),
)

_BLOCK_IDS = frozenset(
    f"week.{name}"
    for name in (
        "rename", "delete", "move", "earlier", "later", "day_before", "day_after", "end_later", "end_earlier",
        "start_later", "start_earlier", "duplicate",
    )
)  # fmt: skip
CONTEXT_IDS = ("week.open", "week.rename", "week.move", "week.duplicate", "week.delete")


class LevelKey(QObject):
    """Carries one protection level from its key to the page."""

    def __init__(self, page: WeekPage, level: Protection) -> None:
        super().__init__(page)
        self._page = page
        self._level = level

    @Slot()
    def choose(self) -> None:
        """Give the focused block this level."""
        self._page.set_level(self._level)


def register(page: WeekPage) -> list[QAction]:
    """Add all actions of the page to the registry; return those that need a focused block."""
    registry = page.shell.actions
    places = [(spec, page) for spec in WINDOW] + [(spec, page.grid) for spec in GRID]
    made = [registry.add(spec, getattr(page, f"do_{spec.id.removeprefix('week.')}"), owner) for spec, owner in places]
    levels = [
        registry.add(
            _spec(f"level_{level.value}", f"Protection: {LEVEL_NAME[level]}", f"P, {level.value}", "edit", 24),
            LevelKey(page, level).choose,
            page.grid,
        )
        for level in Protection
    ]
    return [action for action in made if action.objectName() in _BLOCK_IDS] + levels
