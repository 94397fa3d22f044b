"""The menus that open on the grid: of the block under the pointer, and of the blocks behind a "+n" chip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from il_desktop.domain.blocks import Protection
from il_desktop.views.week.geometry import Chip
from il_desktop.views.week.keymap import CONTEXT_IDS

if TYPE_CHECKING:
    from il_desktop.views.week.page import WeekPage


def block_menu(page: WeekPage) -> QMenu:
    """Return what can be done with the focused block; all of it is in the window's menus too."""
    menu = QMenu(page)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for action_id in CONTEXT_IDS:
        menu.addAction(page.shell.actions.action(action_id))
    levels = QMenu("Protection", menu)
    for level in Protection:
        levels.addAction(page.shell.actions.action(f"week.level_{level.value}"))
    menu.addMenu(levels)
    return menu


def hidden_menu(page: QWidget, chip: Chip) -> QMenu:
    """Return the blocks that a chip stands for; each entry carries a block's key."""
    menu = QMenu(page)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for card in chip.cards:
        menu.addAction(card.title.replace("&", "&&")).setData(card.key)
    return menu
