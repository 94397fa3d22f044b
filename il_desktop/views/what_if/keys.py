"""What can be done with a copy of a week, with its keys: those of the week where they mean the same."""

from __future__ import annotations

from il_desktop.domain.blocks import Protection
from il_desktop.views.shared.actions import ActionSpec
from il_desktop.views.week.faces import LEVEL_NAME
from il_desktop.views.week.ghost import Deed
from il_desktop.views.week.keymap import NUDGES

PAGE = "what_if"


def _own(name: str, text: str, keys: str | tuple[str, ...], icon: str = "", scope: str = "widget") -> ActionSpec:
    return ActionSpec(f"{PAGE}.{name}", text, keys, icon=icon, menu="edit", group=20, page=PAGE, scope=scope)


WINDOW = (
    ActionSpec(f"{PAGE}.adopt", "&Adopt", "Ctrl+Return", icon="check", menu="edit", group=19, page=PAGE,
               tip="Write the ticked differences into the week, as one step"),
    ActionSpec(f"{PAGE}.throw_away", "&Throw away", "Ctrl+Shift+W", icon="trash-2", menu="edit", group=19, page=PAGE,
               tip="Begin the copy anew; what is thrown away can be brought back until the window is closed"),
    ActionSpec(f"{PAGE}.bring_back", "&Bring back", "Ctrl+Shift+O", icon="undo-2", menu="edit", group=19, page=PAGE,
               tip="Show the copy of this week that was thrown away or adopted last"),
    ActionSpec(f"{PAGE}.plan", "&Plan what waits", "F7", icon="calendar-check", menu="tools", group=20, page=PAGE,
               tip="Let the planner place what waits, in the copy"),
    ActionSpec(f"{PAGE}.lost", "I &lost time…", "F8", icon="calendar-x", menu="tools", group=20, page=PAGE,
               tip="Say which time is gone and let the copy be repaired"),
    ActionSpec(f"{PAGE}.leave", "Back to the &week", "Shift+F7", icon="calendar", menu="go", group=20, page=PAGE,
               tip="Show the week itself; the copy waits here"),
)  # fmt: skip

GRID = (
    _own("new", "&New block", "Ctrl+N", "plus", "window"),
    _own("move", "&Move block…", "M", "move"),
    _own("take_out", "Take block &out", "Del", "trash-2"),
    _own("menu", "What can be done", ("Return", "Enter")),
    _own("all_hours", "&Hours outside work", "H"),
)


def nudges() -> list[tuple[ActionSpec, Deed, int]]:
    """Return the small steps of time, with the keys they have in the week."""
    return [(_taken_over(spec), deed, minutes) for spec, deed, minutes in NUDGES]


def levels() -> list[tuple[ActionSpec, Protection]]:
    """Return the levels of protection, likewise."""
    return [
        (_own(f"level_{level.value}", f"Protection: {LEVEL_NAME[level]}", f"P, {level.value}"), level)
        for level in Protection
    ]


def _taken_over(spec: ActionSpec) -> ActionSpec:
    return spec._replace(id=spec.id.replace("week.", f"{PAGE}."), page=PAGE)
