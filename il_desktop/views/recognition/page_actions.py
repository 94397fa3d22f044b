"""What can be done on the recognition page, with its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from il_desktop.views.shared.actions import ActionSpec

if TYPE_CHECKING:
    from il_desktop.views.recognition.page import RecognitionPage

_PAGE = "recognition"


def add_actions(page: RecognitionPage) -> None:
    """Put the page's actions into menus and palette."""
    add = page.shell.actions.add
    new = ActionSpec("recognition.new", "Recognize someone", "Ctrl+N", icon="award", menu="edit", group=20, page=_PAGE)
    add(new, page.start_line, page)
    find = ActionSpec("recognition.find", "Search the log", "Ctrl+L", icon="search", menu="edit", group=20, page=_PAGE)
    add(find, page.log_card.start_search, page)
    recent = ActionSpec(
        "recognition.celebrate_recent",
        "Celebrate the last two weeks at a meeting…",
        "Ctrl+J",
        icon="users",
        menu="edit",
        group=21,
        page=_PAGE,
        tip="What may be told: given, not private, of people who do not keep out of lists",
    )
    add(recent, page.celebrate_recent, page)
    gifts = ActionSpec(
        "recognition.gifts", "Save the gift ledger…", "Ctrl+S", icon="gift", menu="file", group=20, page=_PAGE,
        tip="What each person was given this school year, with totals",
    )  # fmt: skip
    page.rhythm.save_gifts.clicked.connect(add(gifts, page.deeds.save_gifts, page).trigger)
    for key, text, keys, icon, slot in (
        ("edit", "Edit recognition", "F2", "pencil", page.edit),
        ("celebrate", "Celebrate at a meeting…", "Ctrl+E", "users", page.celebrate),
        ("delete", "Delete recognition", "Del", "trash-2", page.delete),
    ):
        spec = ActionSpec(
            f"recognition.{key}", text, keys, icon=icon, menu="edit", group=21, page=_PAGE, scope="widget"
        )
        add(spec, slot, page.log)
