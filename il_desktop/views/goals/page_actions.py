"""Everything that can be done on the goals page, with its keys. What an action does is a method of the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from il_desktop.queries.goals import report_key
from il_desktop.views.shared.actions import ActionSpec

if TYPE_CHECKING:
    from il_desktop.views.goals.moves import CascadeMoves
    from il_desktop.views.goals.page import GoalsPage

_GROUP = 40


def register(page: GoalsPage) -> dict[str, QAction]:
    """Register the actions of the page; return them by id."""
    add_part = _spec("goals.part", "New strategy or step…", "Ctrl+Shift+A", icon="git-branch", when=page.can_add_part)
    aiming: dict[str, Any] = {"icon": "target", "when": page.can_have_target}
    printing: dict[str, Any] = {"icon": "printer", "menu": "file", "when": page.has_vision}
    saving: dict[str, Any] = {"icon": "upload", "menu": "file", "when": partial(_has_chart, page)}
    is_part, is_measured = partial(_has_open_part, page), partial(_has_measure, page)
    entries = (
        (_spec("goals.new", "New goal…", "Ctrl+N", icon="plus"), page.new_goal),
        (add_part, page.new_part),
        (_spec("goals.edit", "Edit…", "F2", icon="pencil", tip="Edit what is shown"), page.edit),
        (_spec("goals.target", "Set target…", "Ctrl+T", icon="target", when=page.can_have_target), page.set_target),
        (_spec("goals.zones", "Set target in words…", "Ctrl+Shift+C", **aiming), page.set_zones),
        (
            _spec(
                "goals.measure",
                "Measure…",
                "Ctrl+U",
                icon="chart-line",
                tip="Family, leading or lagging, and name of what is measured",
                when=is_measured,
            ),
            page.edit_measure,
        ),
        (_spec("goals.reading", "Add reading…", "Ctrl+R", icon="plus", when=page.has_target), page.add_reading),
        (
            _spec("goals.block", "Plan a block", "Ctrl+B", icon="calendar-plus", when=is_part),
            page.plan_block,
        ),
        (_spec("goals.task", "Make a task", "Ctrl+G", icon="list-checks", when=is_part), page.make_task),
        (_spec("goals.check_in", "Check in…", "Ctrl+E", icon="check", when=page.has_goal), page.check_in),
        *_moves(page.moves),
        (_spec("goals.table", "Chart or data table", "Ctrl+L", icon="table-2", menu="view"), page.toggle_table),
        (_spec("goals.export", "Save or print the chart…", "Ctrl+Shift+X", **saving), page.save_chart),
        (_spec("goals.print_vision", "Print the vision…", "Ctrl+P", **printing), page.print_vision),
        (_spec("goals.vision", "Vision", "Ctrl+Shift+O", icon="eye", menu="go"), page.open_vision),
    )
    return {spec.id: page.shell.actions.add(spec, slot, page) for spec, slot in entries}


def _has_open_part(page: GoalsPage) -> bool:
    """Tell whether a strategy, step or test is shown that is still to be done."""
    return page.detail is not None and page.detail.fields.parent_id is not None and not page.detail.node.is_done


def _has_chart(page: GoalsPage) -> bool:
    """Tell whether Reports has a chart of the goal shown."""
    return page.detail is not None and bool(report_key(page.goals, page.detail.fields.id))


def _has_measure(page: GoalsPage) -> bool:
    """Tell whether the goal shown is measured at all."""
    return page.detail is not None and page.detail.figures is not None


def _moves(moves: CascadeMoves) -> tuple[tuple[ActionSpec, Callable[[], None]], ...]:
    into, out = (
        _spec(f"goals.{key}", text, keys, icon=icon, when=when, mac=(mac,))
        for key, text, keys, icon, when, mac in (
            ("in", "Move under the one above", "Alt+Right", "arrow-right", moves.can_go_in, "Ctrl+]"),
            ("out", "Move out of its parent", "Alt+Left", "arrow-left", moves.can_go_out, "Ctrl+["),
        )
    )
    return (
        (_spec("goals.up", "Move up", "Alt+Up", icon="arrow-up", when=moves.can_go_up), moves.up),
        (_spec("goals.down", "Move down", "Alt+Down", icon="arrow-down", when=moves.can_go_down), moves.down),
        (into, moves.push_in),
        (out, moves.push_out),
    )


def bind_to_tree(page: GoalsPage, tree: QWidget) -> None:
    """Register what works while the tree has the focus."""
    spec = _spec("goals.delete", "Delete goal", "Del", icon="trash-2", when=page.has_goal, scope="widget")
    page.shell.actions.add(spec, page.delete, tree)


def bind_to_table(page: GoalsPage, table: QWidget) -> None:
    """Register what works while the data table has the focus."""
    spec = _spec("goals.delete_reading", "Delete reading", "Del", icon="trash-2", when=page.has_reading, scope="widget")
    page.shell.actions.add(spec, page.delete_reading, table)


def _spec(action_id: str, text: str, keys: str, *, menu: str = "edit", **more: Any) -> ActionSpec:
    return ActionSpec(action_id, text, keys, menu=menu, group=_GROUP, page="goals", **more)
