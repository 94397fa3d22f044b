"""Whatever happens on both sides, in whatever order, manners and breaks: both end equal, and nothing comes twice."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from il_desktop import bootstrap, commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.blocks import BlockRef
from il_desktop.domain.clock import FixedClock
from il_desktop.domain.errors import ProtectedTimeConflict, SyncProblem, UndoBlocked
from il_desktop.domain.series_draft import SeriesDraft
from il_desktop.queries import sync
from il_desktop.syncing.conflicts import CHOICES, settle
from il_desktop.syncing.losses import Lost
from il_desktop.syncing.run import synchronise
from il_desktop.syncing.steps import drive
from tests.conftest import copy_file
from tests.syncing.dav_server import CALENDAR, DavServer, Manners, dav_server
from tests.syncing.test_manners import reordered
from tests.syncing.world import add, at, event, ours, run_sync, set_up, theirs

QUICK, FULL = 6, 150
STEPS = 30
_QUARTER = re.compile(r"^((?:DTSTART|DTEND|EXDATE|RECURRENCE-ID);TZID=[^:]*:.*T\d\d)30", re.MULTILINE)
_ANEW = ("UID:", "DTSTAMP:", "CREATED:", "LAST-MODIFIED:", "SEQUENCE:")
RULES = ("FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=MONTHLY;BYDAY=2TU,4TU", "FREQ=MONTHLY;BYMONTHDAY=5,20")


class Story:
    """Two people who use one calendar, and a net that lets them down."""

    def __init__(self, desk: Desk, server: DavServer, seed: int) -> None:
        self.desk, self.server, self.chosen = desk, server, random.Random(seed)
        self.number = 0
        self.manners = Manners(
            says_etag=self.chosen.random() < 0.7,
            is_weak=self.chosen.random() < 0.2,
            has_sync=self.chosen.random() < 0.8,
            page=self.chosen.choice((0, 0, 3)),
            knows_tokens=self.chosen.random() < 0.8,
            rewrites=self.chosen.choice((None, None, reordered)),
        )
        server.manners = self.manners

    def tell(self) -> None:
        deeds: list[Callable[[], object]] = [
            self.add_here, self.add_here, self.add_series, self.move_here, self.move_here, self.delete_here, self.undo,
            self.add_there, self.add_there, self.move_there, self.delete_there, self.leave_out_there, self.shift_there,
            self.move_date_there,
            self.refused_sync, self.sync, self.sync, self.broken_sync, self.broken_sync, self.decide,
        ]  # fmt: skip
        for _ in range(STEPS):
            self.chosen.choice(deeds)()
        for _ in range(4):
            self.sync()
            self.decide()
        self.sync()

    # Here

    def add_here(self) -> None:
        name, day = self._name(), self._day()
        self._try(lambda: add(self.desk, name, f"{day}T09:00", f"{day}T10:00"))

    def add_series(self) -> None:
        rule, hour = self.chosen.choice(RULES), self.chosen.randint(6, 19)
        draft = SeriesDraft(
            self._name(), "office_work", at(f"2026-01-05T{hour:02d}:30"), 30, rule, until_on=date(2026, 4, 30),
            on_no_school="keep",
        )  # fmt: skip
        self._try(lambda: self.desk.run(commands.series.create_series, draft))

    def move_here(self) -> None:
        ref = self._some_block()
        if ref is not None:
            start = at(f"{self._day()}T{self.chosen.randint(11, 16)}:00")
            self._try(lambda: self.desk.run(commands.schedule.move_block, ref, start))

    def delete_here(self) -> None:
        ref = self._some_block()
        if ref is not None:
            self._try(lambda: self.desk.run(commands.schedule.delete_block, ref))

    def undo(self) -> None:
        last = self.desk.history().undo
        # Their repetition put back to where it was is not sent, and said: see the decision.
        if last is not None and last.op != "sync.setup" and not last.number("changed"):
            self._try(self.desk.undo)

    # There

    def add_there(self) -> None:
        name, day = self._name(), self._day().replace("-", "")
        rule = ("RRULE:FREQ=WEEKLY;COUNT=4",) if self.chosen.random() < 0.3 else ()
        self.server.write(name, event(name, f"{day}T200000Z", f"{day}T210000Z", *rule, "X-KEEP:1"))

    def move_there(self) -> None:
        path = self._some_path()
        if path:
            text = self.server.items[path][1]
            self.server.put_there(path, text.replace("0000Z", "1500Z").replace("3000Z", "4500Z"))

    def delete_there(self) -> None:
        path = self._some_path()
        if path:
            self.server.drop(path)

    def leave_out_there(self) -> None:
        path = self._some_path()
        text = self.server.items[path][1] if path else ""
        start = next((line for line in text.splitlines() if line.startswith("DTSTART;TZID")), "")
        if "RRULE" in text and start:
            self.server.put_there(path, text.replace("RRULE:", f"EXDATE{start.removeprefix('DTSTART')}\r\nRRULE:", 1))

    def shift_there(self) -> None:
        """Move a whole repetition of ours by a quarter of an hour."""
        path = self._some_path()
        if path:
            self.server.put_there(path, _QUARTER.sub(r"\g<1>45", self.server.items[path][1]))

    def move_date_there(self) -> None:
        """Move the first date of a repetition of ours into the evening."""
        path = self._some_path()
        text = self.server.items[path][1] if path else ""
        lines = text.splitlines()
        start = next((line for line in lines if line.startswith("DTSTART;TZID")), "")
        if "RRULE" in text and start and "RECURRENCE-ID" not in text:
            zone = start.removeprefix("DTSTART")[:-6]
            uid = next(line for line in lines if line.startswith("UID:"))
            moved = [uid, "DTSTAMP:20260101T000000Z", f"RECURRENCE-ID{start.removeprefix('DTSTART')}"]
            moved += [f"DTSTART{zone}203000", f"DTEND{zone}211500", "SUMMARY:Office work"]
            inner = "\r\n".join(["BEGIN:VEVENT", *moved, "END:VEVENT", "END:VCALENDAR"])
            self.server.put_there(path, text.replace("END:VCALENDAR", inner))

    # Between

    def sync(self) -> None:
        for lost in (Lost.ASK, self.chosen.choice((Lost.KEEP, Lost.TAKE))):
            try:
                drive(synchronise(self.desk, self.desk.read(sync.calendars)[0], self.server.client(), lost=lost))
            except SyncProblem as problem:
                assert problem.reason == "shrunk"  # noqa: PT017  most runs have none
            else:
                return

    def broken_sync(self) -> None:
        self.server.breaks = {self.chosen.randint(1, 8): self.chosen.choice(("before", "after"))}
        try:
            run_sync(self.desk, self.server.client())
        except SyncProblem as problem:
            assert problem.reason in {"broken", "shrunk"}  # noqa: PT017  a run may be over before it breaks
        self.server.breaks = {}

    def refused_sync(self) -> None:
        """Sync while the server is short of room, locks something, or fails now and then."""
        statuses = [self.chosen.choice((423, 500, 507, 412)) for _ in range(self.chosen.randint(1, 3))]
        self.server.manners.refusals = {("PUT", CALENDAR): statuses}
        try:
            run_sync(self.desk, self.server.client())
        except SyncProblem as problem:
            assert problem.reason in {"no_room", "shrunk"}  # noqa: PT017  a run may have nothing to send
        self.server.manners.refusals = {}

    def decide(self) -> None:
        for each in sorted(self.desk.read(sync.conflicts), key=lambda each: (each.title, each.start, each.why)):
            if each.state == "conflict":
                settle(self.desk, each.id, self.chosen.choice(CHOICES))

    def _some_block(self) -> BlockRef | None:
        rows = self.desk.read(
            lambda reader: reader.rows("SELECT id FROM time_block WHERE state = 'planned' ORDER BY starts_local, title")
        )
        return BlockRef(self.chosen.choice(rows)[0]) if rows else None

    def _some_path(self) -> str:
        paths = sorted(self.server.items, key=self._said_at)
        return self.chosen.choice(paths) if paths else ""

    def _said_at(self, path: str) -> list[str]:
        """Return what does not differ from one telling of a story to the next, as new identities do."""
        return [line for line in self.server.items[path][1].splitlines() if not line.startswith(_ANEW)]

    def _name(self) -> str:
        self.number += 1
        return f"event{self.number}"

    def _day(self) -> str:
        return f"2026-0{self.chosen.randint(1, 4)}-{self.chosen.randint(1, 28):02d}"

    @staticmethod
    def _try(deed: Callable[[], object]) -> None:
        try:
            deed()
        except (ProtectedTimeConflict, UndoBlocked):
            return  # not possible there and then


def set_aside(desk: Desk) -> set[str]:
    """Return what came in and was undone here: it stays on the server, and not here."""
    return {row[0] for row in desk.read(lambda reader: reader.rows("SELECT href FROM sync_item WHERE state = 'gone'"))}


def told(seed: int, folder: Path, template: Path, clock: FixedClock) -> None:
    """Tell one story to its end and look at both sides."""
    folder.mkdir()
    desk = bootstrap.open_desk(copy_file(template, folder / "school.ildesk"), clock=clock)
    with dav_server() as server:
        set_up(desk, server.calendar_url)
        story = Story(desk, server, seed)
        story.tell()
        assert not desk.read(sync.conflicts), seed
        for path in set_aside(desk) & server.items.keys():
            server.drop(path)
        assert ours(desk) == theirs(server.client()), (seed, story.manners)
        assert run_sync(desk, server.client()).is_quiet, seed
    desk.close()


def test_six_stories_end_equal(tmp_path, empty_template, fixed_clock):
    for seed in range(QUICK):
        told(seed, tmp_path / str(seed), empty_template, fixed_clock)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_many_stories_end_equal(tmp_path, empty_template, fixed_clock):
    for seed in range(QUICK, QUICK + FULL):
        told(seed, tmp_path / str(seed), empty_template, fixed_clock)
