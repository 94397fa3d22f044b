"""What a page is handed: the file, news of changes, look, actions, messages and the way to other pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

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


class Host(Protocol):
    """What the window needs of the program around it: other files, backups, the end."""

    def open_file(self, path: Path) -> None:
        """Close this file and open another."""
        ...

    def new_file(self, path: Path) -> None:
        """Make an empty school file and open it."""
        ...

    def open_sample(self) -> None:
        """Open the sample school, made now if need be."""
        ...

    def open_own(self) -> None:
        """Open the user's own school file, made now if need be."""
        ...

    def restore(self, backup: Path) -> None:
        """Put a backup in the place of the file shown, which is kept beside it, and open it."""
        ...

    def back_up(self) -> None:
        """Write a verified backup beside the window and say so."""
        ...

    def newest_backup(self) -> datetime | None:
        """Return when the newest backup was written, None when there is none."""
        ...


class Shell:
    """One window's services. `go(page_id, key)` shows a page and one thing on it; settings replace `words`."""

    __slots__ = ("actions", "ask", "desk", "go", "hub", "messages", "settings", "tasks", "theme", "words")

    def __init__(  # noqa: PLR0913  it is the list of services
        self,
        *,
        desk: Desk,
        hub: Hub,
        theme: Theme,
        actions: Registry,
        messages: Messages,
        tasks: TaskRunner,
        ask: Ask,
        words: Words,
        settings: Callable[[], Settings],
        go: Callable[..., None],
    ) -> None:
        self.desk = desk
        self.hub = hub
        self.theme = theme
        self.actions = actions
        self.messages = messages
        self.tasks = tasks
        self.ask = ask
        self.words = words
        self.settings = settings
        self.go = go

    def now(self) -> WallTime:
        """Return the present wall time of the school."""
        from il_desktop.domain.clock import wall_now  # noqa: PLC0415  already loaded by the Desk; keeps this module light

        return wall_now(self.desk.clock, self.settings().tz)

    def today(self) -> date:
        """Return the present date of the school."""
        return self.now().day
