"""One long command on a thread of its own while the window goes on; it can be stopped until it is saved.

The Desk hands it out, saves nothing else until it is over, and tells what it changed. Who calls it decides the thread.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from il_desktop.domain.changes import ChangeSet
from il_desktop.domain.uncollected import uncollected
from il_desktop.store.additions import AddWriter
from il_desktop.store.transaction import Writer


@dataclass(slots=True)
class Beside:
    """A command to be called once, on any thread; raises what the command or `checkpoint` raises, nothing saved then.

    `checkpoint` is asked last before the commit, when the step is in the journal; `then` follows what was saved.
    """

    make: Callable[[], Writer | AddWriter]
    command: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    checkpoint: Callable[[], None]
    then: Callable[[], None] | None
    origin: str
    is_over: bool = False
    result: Any = None
    changes: ChangeSet | None = None

    def __call__(self) -> None:
        """Run the command as one step, on a connection made and closed here."""
        try:
            with uncollected(), closing(self.make()) as writer:
                self.result, self.changes = writer.run(self.command, self.args, self.kwargs, self.checkpoint)
            if self.then is not None:
                self.then()
        finally:
            self.is_over = True
