"""What the planner needs of the page it stands beside; the week page has it."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from il_desktop.views.shared.shell import Shell
from il_desktop.views.shared.side_sheet import SideSheet

WITH_PLAN = "@plan"  # behind the date of a week to try out: begin with the ticked lines of the proposal


class WeekPlace(Protocol):
    """What the sheet needs of the page it stands beside."""

    shell: Shell

    def add_sheet(self, sheet: SideSheet) -> None:
        """Give a side sheet its place."""
        ...

    def question_opened(self) -> None:
        """Make room for a sheet."""
        ...

    def question_closed(self) -> None:
        """Take the room away again."""
        ...

    @property
    def anchor(self) -> date:
        """The date around which days are shown."""
        ...

    def show_day(self, day: date) -> None:
        """Bring a day into view."""
        ...

    def follow_block(self, key: str, day: date) -> None:
        """Put the focus on a block."""
        ...
