"""The Desk: all that a window or the command line ever holds of an open file.

Reads go straight to plain SQL, writes through one transaction each, and whoever subscribed hears what changed.
SQLAlchemy is imported by the first write, not by opening a file: `warm` does it ahead of time on another thread.
"""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from il_desktop.domain.changes import ChangeSet, StepLabel
from il_desktop.domain.clock import Clock
from il_desktop.domain.errors import DamagedFile, FileProblem, StorageFault
from il_desktop.domain.light import NamedTuple
from il_desktop.store.file_clock import file_clock
from il_desktop.store.reader import Reader
from il_desktop.store.steps import History, step_history, step_label

if TYPE_CHECKING:
    from il_desktop.commands.beside import Beside
    from il_desktop.store.additions import AddWriter
    from il_desktop.store.check import Check
    from il_desktop.store.drafts import Drafts
    from il_desktop.store.lease import Lease
    from il_desktop.store.lock import Lock
    from il_desktop.store.place import Place
    from il_desktop.store.transaction import Writer

T = TypeVar("T")
Subscriber = Callable[[ChangeSet], None]


class OpenFile(NamedTuple):
    """What `bootstrap` hands over: where the file is, who holds it, why it may not be written, and its running check.

    `clock` dates backups, also where the sample school lives in a year of its own.
    """

    path: Path
    clock: Clock
    check: Check
    lock: Lock | None = None
    refusal: FileProblem | None = None


class Desk:
    """One open file, used by the thread that opened it."""

    def __init__(self, file: OpenFile, clock: Clock | None = None) -> None:
        self.path = file.path
        self._file = file
        self._refusal = file.refusal
        self._clock = clock
        self._identity = _identity(file.path)
        self._thread = threading.get_ident()
        self._open_reader: Reader | None = None
        self._open_writer: Writer | None = None
        self._drafts: Drafts | None = None
        self._lease: Lease | None = None
        self._subscribers: list[Subscriber] = []
        self._cache: dict[Any, Any] = {}
        self._history: History | None = None
        self._beside: Beside | None = None
        self._is_closed = False
        self._needs_backup = False

    @property
    def clock(self) -> Clock:
        """The clock that dates steps: the one given, else the computer's; the sample school has a year of its own."""
        if self._clock is None:
            self._clock = self.read(file_clock)
        return self._clock

    @property
    def is_closed(self) -> bool:
        """Tell whether `close` was called."""
        return self._is_closed

    @property
    def needs_backup(self) -> bool:
        """Tell whether anything was saved since this Desk was opened or last backed up."""
        return self._needs_backup

    @property
    def is_read_only(self) -> bool:
        """Tell whether the file can only be looked at; `refusal` says why."""
        return self._refusal is not None

    def place(self) -> Place | None:
        """Return what is doubtful about the folder the file lies in, None for an ordinary one."""
        from il_desktop.store import place  # noqa: PLC0415  after the first picture

        return place.look(self.path)

    def hold_lease(self) -> FileProblem | None:
        """Say to other computers that the file is open here, where locks do not reach; the first time and each minute.

        When another computer has it, nothing more is saved here, and the reason is returned.
        """
        if self.is_read_only or self._is_closed:
            return None
        from il_desktop.store.lease import Lease  # noqa: PLC0415  few files lie in such a place

        if self._lease is None:
            self._lease = Lease(self.path, self._file.clock)
            self._refusal = self._lease.take()
        else:
            self._refusal = self._lease.renew()
        return self._refusal

    @property
    def refusal(self) -> FileProblem | None:
        """Why nothing can be saved (a newer file, opened for reading), or None."""
        return self._refusal

    def read(self, query: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        """Answer a query `(reader, …)` from one state of the file; raise DamagedFile when the file failed its check."""
        with self._stopping_at_damage(), self._reader().snapshot() as reader:
            return query(reader, *args, **kwargs)

    def cached(self, query: Callable[[Reader], T]) -> T:
        """Answer a query marked with `@reads`, from memory until one of its tables changes."""
        if query not in self._cache:
            self._cache[query] = self.read(query)
        return self._cache[query]

    def run(self, command: Callable[..., Any], *args: Any, origin: str = "", **kwargs: Any) -> Any:
        """Run a command `(tx, …)` as one step and return its result; raise UserFacingError with nothing written."""
        with self._stopping_at_damage():
            writer = self._adder() if getattr(command, "is_additive", False) else self._writer()
            result, changes = writer.run(command, args, kwargs)
        if changes is not None:
            self._publish(ChangeSet(changes.seq, changes.op, changes.changes, origin))
        return result

    def beside(
        self,
        command: Callable[..., Any],
        *args: Any,
        checkpoint: Callable[[], None],
        origin: str = "",
        shrinks: bool = False,
        **kwargs: Any,
    ) -> Callable[[], None]:
        """Return a long command to be called on another thread; call `settle` here when it ended.

        Until it is over nothing else can be saved. `checkpoint` may raise to stop it until the very end; `shrinks` does
        afterwards what `shrink` does.
        """
        from il_desktop.commands.beside import Beside  # noqa: PLC0415  long lists alone
        from il_desktop.store import purge  # noqa: PLC0415  same
        from il_desktop.store.additions import AddWriter  # noqa: PLC0415  same
        from il_desktop.store.transaction import Writer  # noqa: PLC0415  same

        self._before_writing()
        kind = AddWriter if getattr(command, "is_additive", False) else Writer
        make = partial(kind, self.path, self.clock, spills=False)
        then = partial(purge.rewrite, self.path) if shrinks else None
        self._beside = Beside(make, command, args, kwargs, checkpoint, then, origin)
        return self._beside

    def settle(self, error: Exception | None = None) -> Any:
        """Return the result of what ran beside and tell who subscribed of what it saved; raise its `error`."""
        beside, self._beside = self._beside, None
        if beside is not None and beside.changes is not None:
            self._publish(beside.changes._replace(origin=beside.origin))
            drafts = self.drafts() if beside.then is not None else None
            if drafts is not None:
                drafts.clear()
        with self._stopping_at_damage():
            if error is not None:
                raise error
        return None if beside is None else beside.result

    def undo(self) -> StepLabel:
        """Take back the newest step and return what it was; raise UndoBlocked when that cannot be."""
        with self._stopping_at_damage():
            changes = self._writer().undo()
        return self._label_and_publish(changes)

    def redo(self) -> StepLabel:
        """Make the step undone last again and return what it is; raise UndoBlocked when that cannot be."""
        with self._stopping_at_damage():
            changes = self._writer().redo()
        return self._label_and_publish(changes)

    def history(self) -> History:
        """Tell which step undo and redo would take, with the names of the things in them."""
        if self._history is None:
            self._history = self.read(step_history)
        return self._history

    def subscribe(self, callback: Subscriber) -> Callable[[], None]:
        """Call back after every step and every undo; return the function that ends it."""
        self._subscribers.append(callback)

        def unsubscribe() -> None:
            if callback in self._subscribers:
                self._subscribers.remove(callback)

        return unsubscribe

    def drafts(self) -> Drafts | None:
        """Return what is kept of texts not saved yet, None for a file that is only looked at."""
        if self.is_read_only or self._is_closed:
            return None
        if self._drafts is None:
            from il_desktop.store.drafts import Drafts  # noqa: PLC0415  after the first picture

            self._drafts = Drafts(self.path)
        return self._drafts

    def late_check(self, callback: Callable[[DamagedFile | None], None]) -> None:
        """Call with the final verdict on the file, None when it is good.

        A sealed file is shown while its pages are still being checked. The call comes on another thread, or at once.
        """
        self._file.check.tell(callback)

    @staticmethod
    def warm() -> None:
        """Import what the first write needs; may run on any thread, after the first picture is on screen."""
        from sqlalchemy.orm import configure_mappers  # noqa: PLC0415  opening a file must not pay for it

        from il_desktop import commands  # noqa: PLC0415  same
        from il_desktop.store import transaction  # noqa: F401, PLC0415  same

        for name in commands.WRITING:
            importlib.import_module(f"il_desktop.commands.{name}")
        configure_mappers()

    def backup_now(self) -> Path:
        """Write a verified backup beside the file and return its path; may run on any thread."""
        from il_desktop.store import backup  # noqa: PLC0415  not needed to show the first page

        self._needs_backup = False  # before, so that what is saved meanwhile counts
        try:
            return backup.make_backup(self.path, self._file.clock)
        except FileProblem:
            self._needs_backup = True
            raise

    def shrink(self) -> None:
        """Write the file anew, so that what was forgotten is gone from its bytes too; raise StorageFault."""
        from il_desktop.store import purge  # noqa: PLC0415  only after somebody was forgotten

        self._writer()  # refuses a file that may not be written
        with self._stopping_at_damage():
            purge.rewrite(self.path)
        drafts = self.drafts()
        if drafts is not None:
            drafts.clear()

    def copies(self) -> list[date]:
        """Return the days of the backups and other older states beside the file, oldest first."""
        from il_desktop.store import purge  # noqa: PLC0415  same

        return purge.copies(self.path)

    def close(self) -> None:
        """Close the connections, seal the file and let go of it; a second call does nothing."""
        if self._is_closed:
            return
        self._is_closed = True
        if self._drafts is not None:
            self._drafts.close()
        if self._open_writer is not None:
            self._open_writer.close()
        if self._open_reader is not None:
            self._open_reader.close()
        self._open_reader = self._open_writer = None
        self._file.check.stop()
        if self._lease is not None:
            self._lease.release()
        if self._file.lock is not None:
            self._seal()
            self._file.lock.release()

    def _seal(self) -> None:
        """Vouch for a file that proved good; without a seal the full checks are due at the next start."""
        from il_desktop.store import seal  # noqa: PLC0415  only at the end

        if self._file.check.vouches:
            with suppress(OSError):  # moved away, or no room
                seal.write_seal(self.path)

    def _reader(self) -> Reader:
        self._assert_owner()
        if self._is_closed:
            raise RuntimeError(self.path)
        if self._open_reader is None:
            self._file.check.wait()
            self._open_reader = Reader(self.path, mode="ro" if self.is_read_only else "rw")
        return self._open_reader

    def _writer(self) -> Writer:
        self._before_writing()
        if self._open_writer is None:
            from il_desktop.store.transaction import Writer  # noqa: PLC0415  the first write brings SQLAlchemy

            self._open_writer = Writer(self.path, self.clock)
        return self._open_writer

    def _adder(self) -> AddWriter:
        from il_desktop.store.additions import AddWriter  # noqa: PLC0415  imports alone

        self._before_writing()
        return AddWriter(self.path, self.clock)

    def _before_writing(self) -> None:
        self._assert_owner()
        if self._refusal is not None:
            raise self._refusal
        if self._beside is not None and not self._beside.is_over:
            raise StorageFault(reason="beside", path=self.path)
        if _identity(self.path) != self._identity:
            raise StorageFault(
                reason="moved", path=self.path
            )  # another program put another file there, or took ours away
        if self._open_writer is None:
            self._reader()  # no write before the check is passed
            self._file.check.give_way()

    def _label_and_publish(self, changes: ChangeSet) -> StepLabel:
        label = self.read(step_label, changes.seq)
        self._publish(changes)
        return label

    def _publish(self, changes: ChangeSet) -> None:
        self._history = None
        self._needs_backup = True
        stale = [query for query in self._cache if query.reads & changes.tables]
        for query in stale:
            del self._cache[query]
        for callback in tuple(self._subscribers):
            callback(changes)

    @contextmanager
    def _stopping_at_damage(self) -> Iterator[None]:
        """Write no more, and seal no more, once SQLite found the file damaged; name the newest good backup."""
        try:
            yield
        except DamagedFile as problem:
            if problem.backup is None:
                problem = self._file.check.condemn(problem)
            self._refusal = problem
            raise problem from None

    def _assert_owner(self) -> None:
        if threading.get_ident() != self._thread:
            raise RuntimeError(threading.current_thread().name)


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from another of the same name, None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
