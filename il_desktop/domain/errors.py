"""The problems a user can meet. They carry data, never sentences; `wording.problems` says them in words.

UserFacingError
├── InputProblem            a value or a file line that cannot be taken
│   ├── BadValue            one field
│   ├── BadFile             a whole file
│   ├── BadLines            named lines of a file, nothing written
│   └── BadProblem          a problem file for the planner
├── RuleProblem             a rule of the school or the product says no
│   ├── ProtectedTimeConflict
│   ├── NotFound
│   ├── HasChildren, NotFromShelf, PlanOutdated
│   ├── IncompleteGoal
│   ├── LooksLikeStudents
│   ├── TooManyGoals, PreferenceAsksReason
│   └── UndoBlocked
├── SyncProblem             a calendar server, or the way to it
└── FileProblem             the data file or its place
    ├── NotOurFile, DamagedFile, NewerFile, FileInUse, FileLeased, FileMissing, ReadOnlyFile
    └── StorageFault        the disk said no (full, busy, input/output error)
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, dataclass_transform

from il_desktop.domain.light import NamedTuple

if TYPE_CHECKING:
    from il_desktop.domain.protection import Conflict


@dataclass_transform(eq_default=False)
class UserFacingError(Exception):
    """Base of everything that is told to the user in a sentence; anything else is a defect of ours.

    A subclass names its data as a dataclass does, and one `__init__` serves them all: nineteen generated ones cost the
    start 3 ms (decision 0011).
    """

    def __init__(self, *values: object, **named: object) -> None:
        super().__init__(*values)
        fields = self._fields()
        given = {**dict(zip(fields, values, strict=False)), **named}
        missing = [name for name in fields if name not in given and not hasattr(type(self), name)]
        if len(values) + len(named) > len(given) or missing or not given.keys() <= set(fields):
            raise TypeError(type(self).__name__, missing or sorted(given))
        for name, value in given.items():
            setattr(self, name, value)

    @classmethod
    def _fields(cls) -> list[str]:
        return [name for each in reversed(cls.__mro__) for name in getattr(each, "__annotations__", ())]

    def __repr__(self) -> str:
        """Return the data for a log; `detail` holds what a driver said and stays out of it."""
        shown = (f"{name}={getattr(self, name)!r}" for name in self._fields() if name != "detail")
        return f"{type(self).__name__}({', '.join(shown)})"


class InputProblem(UserFacingError):
    """Something typed or read cannot be taken."""


class BadValue(InputProblem):
    """A field holds something that cannot be read; `reason` is a code such as `not_a_time`, `too_long`, `empty`."""

    field: str
    value: str
    reason: str
    limit: int | None = None


class BadFile(InputProblem):
    """A file cannot be used at all; `reason` is a code such as `not_a_calendar`, `too_large`, `unreadable`."""

    path: Path
    reason: str
    detail: str = ""


class LineProblem(NamedTuple):
    """One line of an imported file (1 is the first line of the file), the column's name and a reason code."""

    line: int
    column: str
    value: str
    reason: str


class BadLines(InputProblem):
    """Some lines of a file cannot be taken; nothing was written."""

    path: Path
    lines: tuple[LineProblem, ...]


class BadProblem(InputProblem):
    """A problem for the planner makes no sense; `where` names the item, empty for the whole, `reason` is a code."""

    reason: str
    where: str = ""
    field: str = ""
    detail: str = ""


class RuleProblem(UserFacingError):
    """A rule says no; nothing was written."""


class ProtectedTimeConflict(RuleProblem):
    """The wanted time meets protected blocks that do not give way by themselves."""

    conflicts: tuple[Conflict, ...]


class NotFound(RuleProblem):
    """The thing is not there (any more). `kind` is a table name."""

    kind: str
    key: str


class NotFromShelf(RuleProblem):
    """A block was to go back to the shelf that was not planned from there."""

    title: str


class PlanOutdated(RuleProblem):
    """The week is not any more as the proposal saw it; `titles` name what changed or lies there now.

    `keys` are the lines that cannot be done; without them the others could be.
    """

    titles: tuple[str, ...]
    keys: tuple[str, ...] = ()


class HasChildren(RuleProblem):
    """It cannot be deleted while others hang on it; `counts` by table name."""

    kind: str
    key: str
    counts: dict[str, int]


class IncompleteGoal(RuleProblem):
    """A goal cannot become active yet; `missing` holds codes: owner, due, target, review."""

    goal_id: str
    missing: tuple[str, ...]


class TooManyGoals(RuleProblem):
    """One more active top goal than the school wants; the caller may ask and go on with `confirmed`."""

    goal_id: str
    active: int
    limit: int


class LooksLikeStudents(RuleProblem):
    """A text of a plan looks like a list of students; the caller may ask and go on with `confirmed`."""

    field: str


class UndoBlocked(RuleProblem):
    """The step cannot be taken back because its rows changed by another way since."""

    op: str


class PreferenceAsksReason(RuleProblem):
    """A recognition would be more public than its person asked for; it can be kept with a reason."""

    person_id: str
    preference: str
    visibility: str


class KeptPrivate(RuleProblem):
    """A recognition was to be shown to others that must not be: a draft, private, or its person keeps out of lists."""

    recognition_id: str
    person_id: str


class UnclearName(RuleProblem):
    """A typed name fits nobody, or several people: `choices` are their names with what tells them apart."""

    name: str
    choices: tuple[str, ...]


class SyncProblem(UserFacingError):
    """A calendar server cannot be used now; what is here and what is there stays. `host` is all that is told of it.

    `reason` is a code such as `login`, `timeout`, `busy`; `wait_s` is how long the server asks to be left alone.
    """

    reason: str
    host: str = ""
    detail: str = ""
    wait_s: int | None = None


class FileProblem(UserFacingError):
    """The data file cannot be used as asked; it was not changed."""


class FileMissing(FileProblem):
    """There is no file at the path."""

    path: Path


class NotOurFile(FileProblem):
    """The file is not an IL Desktop file."""

    path: Path


class DamagedFile(FileProblem):
    """The file fails its checks; `findings` are short technical notes, `backup` the newest verified backup if any."""

    path: Path
    findings: tuple[str, ...] = ()
    backup: Path | None = None


class NewerFile(FileProblem):
    """A newer version of the program wrote the file; it can be read only."""

    path: Path
    found: int
    known: int


class FileInUse(FileProblem):
    """Another window or command holds the file."""

    path: Path
    owner: str = ""


class FileLeased(FileProblem):
    """Another computer has the file open, from a place where locks do not reach; `since` is an instant (UTC, ISO)."""

    path: Path
    host: str
    user: str = ""
    since: str = ""


class ReadOnlyFile(FileProblem):
    """The file was opened for reading only, so nothing can be saved into it."""

    path: Path


class FileExists(FileProblem):
    """A new file was asked for where one is already."""

    path: Path


class StorageFault(FileProblem):
    """Saving failed; `reason` is full, busy, beside, moved, io or unknown. What was typed is still in the window."""

    reason: str
    path: Path | None = None
    detail: str = ""
