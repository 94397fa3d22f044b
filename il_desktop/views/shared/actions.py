"""The one list of everything that can be done: it feeds the menus, the palette, the buttons and the shortcut sheet.

An action of a page is offered only while its page is shown. Keys follow explicit lists, because Qt's standard keys
differ by platform plug-in: Delete also means Ctrl+D on some, Redo and Preferences are missing on others. Backspace
never deletes, and Ctrl+Alt is never used (it types characters on many keyboards).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from il_desktop.domain.light import NamedTuple
from il_desktop.views.shared import plain

MENUS = (("file", "&File"), ("edit", "&Edit"), ("view", "&View"), ("go", "&Go"), ("tools", "&Tools"), ("help", "&Help"))
_ROLES = {
    "quit": QAction.MenuRole.QuitRole,
    "about": QAction.MenuRole.AboutRole,
    "preferences": QAction.MenuRole.PreferencesRole,
}


class ActionSpec(NamedTuple):
    """One thing that can be done.

    `id` is dotted (`week.move_block`); `shortcut` one key sequence or several in Qt's portable form; `mac` replaces
    them on macOS; `menu` a key of `MENUS` or empty for palette only; `group` orders menu sections (a line between
    groups); `page` the page it belongs to; `when` says whether it can be used now; `scope` is `window`, or `widget` for
    keys that work only while the owner has the focus; `no_shortcut` the reason for having no keys.
    """

    id: str
    text: str
    shortcut: str | tuple[str, ...] = ()
    icon: str = ""
    tip: str = ""
    menu: str = ""
    group: int = 0
    page: str = ""
    when: Callable[[], bool] | None = None
    scope: str = "window"
    checkable: bool = False
    role: str = ""
    mac: tuple[str, ...] = ()
    no_shortcut: str = ""

    @property
    def shortcuts(self) -> tuple[str, ...]:
        """The key sequences of this platform, the one to show first."""
        if self.mac and sys.platform == "darwin":
            return self.mac
        return (self.shortcut,) if isinstance(self.shortcut, str) else self.shortcut

    @property
    def plain_text(self) -> str:
        """The text without the mnemonic mark and the dots."""
        return self.text.replace("&", "").removesuffix("…")


class Registry(QObject):
    """All actions of a window. Signal: changed() after actions came, went or changed their state."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: dict[str, tuple[ActionSpec, QAction]] = {}
        self._menus: dict[str, QMenu] = {}
        self._page = ""

    def add(self, spec: ActionSpec, slot: Callable[[], None], parent: QWidget) -> QAction:
        """Make an action owned by a widget; `slot` takes no parameters. Raise KeyError when the id is taken."""
        if spec.id in self._entries:
            raise KeyError(spec.id)
        action = QAction(spec.text, parent)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(keys) for keys in spec.shortcuts])
        if spec.scope == "widget":
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setCheckable(spec.checkable)
        plain.plain_tooltip(action, spec.tip or spec.plain_text)
        action.setStatusTip(spec.tip)
        action.setMenuRole(_ROLES.get(spec.role, QAction.MenuRole.NoRole))
        action.setProperty("icon_name", spec.icon)  # buttons and palette draw it; menus stay calm without
        action.triggered.connect(slot)
        parent.addAction(action)
        self._entries[spec.id] = (spec, action)
        self._show(spec, action)
        menu = self._menus.get(spec.menu)
        if menu is not None:
            self._insert(menu, spec, action)
        self.changed.emit()
        return action

    def action(self, action_id: str) -> QAction:
        """Return an action by its id; raise KeyError for an unknown one."""
        return self._entries[action_id][1]

    def spec(self, action_id: str) -> ActionSpec:
        """Return what was registered under an id."""
        return self._entries[action_id][0]

    def entries(self) -> Iterator[tuple[ActionSpec, QAction]]:
        """Go through all actions in the order they were added."""
        return iter(tuple(self._entries.values()))

    def set_page(self, page_id: str) -> None:
        """Offer the actions of this page and withdraw those of the others."""
        self._page = page_id
        self.refresh()

    def refresh(self) -> None:
        """Ask every action again whether it can be used."""
        for spec, action in self._entries.values():
            self._show(spec, action)
        self._hide_empty_menus()
        self.changed.emit()

    def fill(self, bar: QMenuBar) -> None:
        """Make the menus of a window; actions added later are put in too."""
        for key, title in MENUS:
            menu = QMenu(title, bar)
            menu.setToolTipsVisible(False)
            menu.aboutToShow.connect(self.refresh)
            bar.addMenu(menu)
            self._menus[key] = menu
            mine = [entry for entry in self._entries.values() if entry[0].menu == key]
            for spec, action in mine:
                self._insert(menu, spec, action)
        self._hide_empty_menus()

    def _hide_empty_menus(self) -> None:
        """Take menus that offer nothing on the page shown out of the bar."""
        for menu in self._menus.values():
            offers = any(action.isVisible() and not action.isSeparator() for action in menu.actions())
            menu.menuAction().setVisible(offers)

    def _show(self, spec: ActionSpec, action: QAction) -> None:
        action.setVisible(not spec.page or spec.page == self._page)
        if spec.when is not None:
            action.setEnabled(spec.when())

    def _insert(self, menu: QMenu, spec: ActionSpec, action: QAction) -> None:
        """Put an action behind the last one of its group, with a line between groups."""
        follower: QAction | None = None
        for other in menu.actions():
            if _group(other) > spec.group:
                follower = other
                break
        action.setProperty("menu_group", spec.group)
        if follower is None:
            if menu.actions() and _group(menu.actions()[-1]) < spec.group:
                _mark(menu.addSeparator(), spec.group)
            menu.addAction(action)
            return
        is_new_group = all(_group(other) != spec.group for other in menu.actions())
        if follower.isSeparator() or not is_new_group:
            if is_new_group and menu.actions()[0] is not follower:
                _mark(menu.insertSeparator(follower), spec.group)
            menu.insertAction(follower, action)
            return
        menu.insertAction(follower, action)
        _mark(menu.insertSeparator(follower), _group(follower))


def _group(action: QAction) -> int:
    return int(action.property("menu_group") or 0)


def _mark(separator: QAction, group: int) -> None:
    separator.setProperty("menu_group", group)


def keys_text(action: QAction) -> str:
    """Return an action's first keys as this platform writes them."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
