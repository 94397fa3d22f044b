"""What a synchronisation hands out and what it comes to; and doing its requests at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, NamedTuple

from il_desktop.domain.errors import SyncProblem
from il_desktop.interchange.caldav.client import Changed, Refused
from il_desktop.interchange.caldav.plan import Action, Kind
from il_desktop.interchange.caldav.resource import own_title, read_resource

_HERE = {Kind.PULL_NEW: "new", Kind.PULL_AGAIN: "new", Kind.PULL_CHANGE: "changed", Kind.PULL_DELETE: "removed"}
_THERE = {
    Kind.PUSH_NEW: "sent",
    Kind.PUSH_AGAIN: "sent",
    Kind.PUSH_CHANGE: "updated",
    Kind.PUSH_DELETE: "deleted",
}
_COUNTED = ("new", "changed", "removed", "sent", "updated", "deleted", "kept")


class Job(NamedTuple):
    """One request to make: what it is for, how far the run has come, and the call itself."""

    step: str  # listing, reading, sending
    done: int
    total: int
    call: Callable[[], Any]


class Planned(NamedTuple):
    """One thing that a run did, or would do."""

    kind: str
    uid: str
    title: str


@dataclass(frozen=True, slots=True)
class SyncOutcome:
    """What one run did: here `new`, `changed`, `removed`; there `sent`, `updated`, `deleted`.

    `kept` edits won over a deletion on the other side; `conflicts` and `refused` are open now.
    """

    new: int = 0
    changed: int = 0
    removed: int = 0
    sent: int = 0
    updated: int = 0
    deleted: int = 0
    kept: int = 0
    conflicts: int = 0
    refused: int = 0
    items: tuple[Planned, ...] = ()

    @property
    def is_quiet(self) -> bool:
        """Whether both sides were equal already."""
        return not any((self.new, self.changed, self.removed, self.sent, self.updated, self.deleted))


Steps = Generator[Job, Any, SyncOutcome]


class Tally:
    """What one run has done so far."""

    def __init__(self, tz: str) -> None:
        self._tz = tz
        self._counts: Counter[str] = Counter()
        self._items: list[Planned] = []

    def count(self, action: Action) -> None:
        """Count something that is done, or would be."""
        name = _HERE.get(action.kind) or _THERE.get(action.kind)
        if name:
            self._counts[name] += 1
            self._items.append(self._named(action))
        if action.kind in {Kind.PUSH_AGAIN, Kind.PULL_AGAIN}:
            self._counts["kept"] += 1

    def came_in(self, actions: list[Action], counts: dict[str, int]) -> None:
        """Count what was written here: `counts` of it, and each action by its name."""
        self._counts.update(counts)
        self._counts["kept"] += sum(action.kind is Kind.PULL_AGAIN for action in actions)
        self._items += map(self._named, actions)

    def outcome(self, conflicts: int, refused: int) -> SyncOutcome:
        """Return what the run came to, with what is open now."""
        counts = {name: self._counts[name] for name in _COUNTED}
        return SyncOutcome(**counts, conflicts=conflicts, refused=refused, items=tuple(self._items))

    def _named(self, action: Action) -> Planned:
        base, local, remote = action.base, action.local, action.remote
        uid = base.uid if base else local.uid if local else ""
        if remote is None and local is not None and local.text:
            return Planned(action.kind.value, uid, own_title(local.text))
        text = remote.text if remote else base.note.seen if base else ""
        read = read_resource(text, "", self._tz) if text else None
        first = read.events[0] if read and read.events else None
        return Planned(action.kind.value, uid or (first.uid if first else ""), first.summary if first else "")


def drive(steps: Steps, tell: Callable[[Job], None] | None = None) -> SyncOutcome:
    """Do the jobs of a run at once, one after the other."""
    answer: Any = None
    problem: Exception | None = None
    while True:
        try:
            job = steps.send(answer) if problem is None else steps.throw(problem)
        except StopIteration as done:
            return done.value
        answer, problem = None, None
        if tell is not None:
            tell(job)
        try:
            answer = job.call()
        except (SyncProblem, Changed, Refused) as error:
            problem = error
