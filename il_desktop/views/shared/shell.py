"""What a page is handed: the file, news of changes, look, actions, messages and the way to other pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from il_desktop.commands.desk import Desk
    from il_desktop.domain.settings import Settings
    from il_desktop.domain.walltime import WallTime
    from il_desktop.views.shared.actions import Registry
    from il_desktop.views.shared.dialogs import Ask
    from il_desktop.views.shared.hub import Hub
    from il_desktop.views.shared.messages import Messages
    from il_desktop.views.shared.tasks import TaskRunner
    from il_desktop.views.shared.theme import Theme
    from il_desktop.wording.format import Words


@dataclass(slots=True)
class Shell:
    """One window's services. `go(page_id, key)` shows a page and one thing on it; settings replace `words`."""

    desk: Desk
    hub: Hub
    theme: Theme
    actions: Registry
    messages: Messages
    tasks: TaskRunner
    ask: Ask
    words: Words
    settings: Callable[[], Settings]
    go: Callable[..., None]

    def now(self) -> WallTime:
        """Return the present wall time of the school."""
        from il_desktop.domain.clock import wall_now  # noqa: PLC0415  already loaded by the Desk; keeps this module light

        return wall_now(self.desk.clock, self.settings().tz)

    def today(self) -> date:
        """Return the present date of the school."""
        return self.now().day
