"""What can be done on the people page, with its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from il_desktop.views.shared.actions import ActionSpec

if TYPE_CHECKING:
    from il_desktop.views.people.page import PeoplePage

_PAGE = "people"


def add_actions(page: PeoplePage) -> None:
    """Put the page's actions into menus and palette, and on its buttons."""
    add = page.shell.actions.add
    for key, text, keys, icon, menu, slot, button in (
        ("new", "Add person …", "Ctrl+N", "user-plus", "edit", page.add_person, page.bar.add),
        ("import", "Import staff list …", "Ctrl+I", "upload", "file", page.start_import, page.bar.bring),
        ("find", "Find a person", "Ctrl+Shift+F", "search", "edit", page.find_person, None),
        ("timeline", "Timeline of a person", "F4", "history", "view", page.show_timeline, None),
        ("teams", "Teams", "F6", "users", "view", page.show_teams, page.bar.teams),
        ("paper", "Save what is held about a person …", "Ctrl+S", "file-text", "file", page.write_paper, None),
    ):
        spec = ActionSpec(f"people.{key}", text, keys, icon=icon, menu=menu, group=20, page=_PAGE)
        action = add(spec, slot, page)
        if button is not None:
            button.follow(action)
    for key, text, keys, icon, slot in (
        ("edit", "Open person", "F2", "", page.edit_person),
        ("delete", "Delete person", "Del", "trash-2", page.delete_person),
        ("forget", "Remove everything about a person …", "Shift+Del", "user-x", page.forget_person),
    ):
        spec = ActionSpec(f"people.{key}", text, keys, icon=icon, menu="edit", group=20, page=_PAGE, scope="widget")
        add(spec, slot, page.view)
