"""Moving members of the cascade by keys and by drag: up, down, in, out, under another. One undo step each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from il_desktop import commands
from il_desktop.domain.errors import TooManyGoals, UserFacingError
from il_desktop.domain.goal_places import Level, Place, Spot, pushed_in, pushed_out, shifted
from il_desktop.queries.goals import GoalList, GoalNode
from il_desktop.views.goals.tree_item_model import Drop
from il_desktop.views.shared.dialogs import Choice
from il_desktop.wording.problems import problem_sentence

if TYPE_CHECKING:
    from il_desktop.views.goals.page import GoalsPage


class CascadeMoves(QObject):
    """Moves what the page shows; asks the rules where it may go, and the command to store it."""

    def __init__(self, page: GoalsPage) -> None:
        super().__init__(page)
        self._page = page

    def can_go_up(self) -> bool:
        """Tell whether something of its kin stands above what is shown."""
        return self._shifted(-1) is not None

    def can_go_down(self) -> bool:
        """Tell whether something of its kin stands below."""
        return self._shifted(1) is not None

    def can_go_in(self) -> bool:
        """Tell whether something above may carry it."""
        return self._place_in() is not None

    def can_go_out(self) -> bool:
        """Tell whether it may stand beside what carries it now."""
        return self._place_out() is not None

    @Slot()
    def up(self) -> None:
        """Move it before its neighbour."""
        self._go(self._shifted(-1))

    @Slot()
    def down(self) -> None:
        """Move it behind its neighbour."""
        self._go(self._shifted(1))

    @Slot()
    def push_in(self) -> None:
        """Hang it under the nearest member above that may carry it."""
        self._go(self._place_in())

    @Slot()
    def push_out(self) -> None:
        """Put it right behind what carried it."""
        self._go(self._place_out())

    @Slot(object)
    def drop(self, drop: Drop) -> None:
        """Put what was dragged where it was let go."""
        self.to_place(drop.goal_id, drop.place)

    def to_place(self, goal_id: str, place: Place) -> None:
        """Move a member to a place; one active goal too many asks first."""
        shell, confirmed = self._page.shell, False
        while True:
            try:
                shell.desk.run(
                    commands.goals.move_goal,
                    goal_id,
                    parent_id=place.parent_id,
                    rank=place.rank,
                    to_top=place.parent_id is None,
                    confirmed=confirmed,
                )
            except TooManyGoals as error:
                choices = [Choice("keep", "Leave it where it is"), Choice("move", "Move it to the top")]
                sentence = problem_sentence(error, shell.words)
                if shell.ask.choose(self._page, "One more active goal", sentence, choices) != "move":
                    return
                confirmed = True
            except UserFacingError as error:
                shell.messages.problem(error)
                return
            else:
                return

    def _go(self, place: Place | None) -> None:
        if place is not None and self._page.detail is not None:
            self.to_place(self._page.detail.fields.id, place)

    def _levels(self) -> tuple[Level, ...]:
        detail = self._page.detail
        return levels_to(self._page.goals, detail.fields.id) if detail is not None else ()

    def _shifted(self, step: int) -> Place | None:
        levels = self._levels()
        return shifted(levels[-1], self._id(), step) if levels else None

    def _place_in(self) -> Place | None:
        levels, path = self._levels(), self._page.goals.path(self._id())
        if not levels or not path:
            return None
        kin = path[-2].children if len(path) > 1 else self._tops()
        return pushed_in(levels[-1], self._id(), {node.id: len(node.children) for node in kin})

    def _place_out(self) -> Place | None:
        levels = self._levels()
        return pushed_out(levels, self._id()) if levels else None

    def _tops(self) -> tuple[GoalNode, ...]:
        return tuple(line.node for line in self._page.goals.goals)

    def _id(self) -> str:
        detail = self._page.detail
        return detail.fields.id if detail is not None else ""


def levels_to(goals: GoalList, goal_id: str) -> tuple[Level, ...]:
    """Return the level of the top goals and every level below it down to the one that holds a member."""
    path = goals.path(goal_id)
    if not path:
        return ()
    levels = [Level(None, _spots(tuple(line.node for line in goals.goals)))]
    levels += [Level(Spot(node.id, node.kind), _spots(node.children)) for node in path[:-1]]
    return tuple(levels)


def _spots(nodes: tuple[GoalNode, ...]) -> tuple[Spot, ...]:
    return tuple(Spot(node.id, node.kind) for node in nodes)
