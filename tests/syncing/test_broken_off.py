"""The connection or the server dies at any request: nothing is lost on either side, the next run ends equal."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from il_desktop import bootstrap, commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.blocks import BlockRef
from il_desktop.domain.clock import FixedClock
from il_desktop.domain.errors import SyncProblem
from il_desktop.interchange.caldav.client import CalendarClient
from il_desktop.interchange.caldav.transport import HttpTransport
from il_desktop.queries import sync
from il_desktop.syncing.run import synchronise
from tests.conftest import copy_file
from tests.syncing.conftest import USER, Radicale
from tests.syncing.proxy import FAULTS, Proxy
from tests.syncing.world import add, add_series, at, event, ours, put, remove, run_sync, set_up, texts, theirs, titles

QUICK = 6
FULL = 50


class World:
    """One file and one server that agreed, and then both changed; every start of it is the same."""

    def __init__(self, folder: Path, template: Path, clock: FixedClock) -> None:
        self.server = Radicale(folder / "radicale")
        self.server.start()
        self.server.make_calendar()
        self.proxy = Proxy(self.server)
        self.file = copy_file(template, folder / "school.ildesk")
        self.clock = clock
        self.folder = folder
        desk = self.open()
        set_up(desk, self.proxy.calendar_url)
        refs = [add(desk, f"Own {n}", f"2026-01-{19 + n}T09:00", f"2026-01-{19 + n}T10:00") for n in range(4)]
        add_series(desk, "Huddle", "2026-01-19T07:30", 15, "FREQ=WEEKLY;BYDAY=MO", "2026-03-31")
        other = self.other()
        for n in range(3):
            put(
                other, f"their{n}", event(f"their{n}", f"202601{26 + n}T180000Z", f"202601{26 + n}T190000Z", "X-KEEP:1")
            )
        run_sync(desk, self.client())
        desk.run(commands.schedule.move_block, refs[0], at("2026-01-19T15:00"))
        desk.run(commands.schedule.delete_block, refs[1])
        add(desk, "Own new", "2026-02-02T09:00", "2026-02-02T09:45")
        key = desk.read(lambda reader: reader.value("SELECT id FROM time_block WHERE title = 'their1'"))
        desk.run(commands.schedule.move_block, BlockRef(key), at("2026-01-27T08:00"))
        desk.close()
        put(other, "their0", event("their0", "20260126T183000Z", "20260126T191500Z", "X-KEEP:1"))
        remove(other, other.href_for("their2"))
        put(other, "their3", event("their3", "20260203T180000Z", "20260203T190000Z"))
        shutil.copytree(self.server.folder / "collections", folder / "start")
        shutil.copy(self.file, folder / "start.ildesk")

    def open(self, file: Path | None = None) -> Desk:
        return bootstrap.open_desk(file or self.file, clock=self.clock)

    def client(self) -> CalendarClient:
        return CalendarClient(HttpTransport(USER, "secret"), self.proxy.calendar_url)

    def other(self) -> CalendarClient:
        return CalendarClient(HttpTransport("phone", "secret"), self.server.calendar_url)

    def rewind(self) -> None:
        """Put both sides back to where they had just changed."""
        self.server.kill()
        shutil.rmtree(self.server.folder / "collections")
        shutil.copytree(self.folder / "start", self.server.folder / "collections")
        for leftover in self.folder.glob("school.ildesk*"):
            if leftover.is_file():
                leftover.unlink()
        shutil.copy(self.folder / "start.ildesk", self.file)
        self.server.start()

    def close(self) -> None:
        self.proxy.close()
        self.server.kill()


@pytest.fixture
def world(tmp_path: Path, empty_template: Path, fixed_clock: FixedClock) -> Iterator[World]:
    made = World(tmp_path, empty_template, fixed_clock)
    yield made
    made.close()


def undisturbed(world: World) -> tuple[list[tuple[str, str]], list[str], int]:
    """Return what both sides have after a run without faults, and how many requests it makes."""
    world.proxy.arm("", 0)
    desk = world.open()
    run_sync(desk, world.client())
    requests = world.proxy.count
    assert ours(desk) == theirs(world.other())
    found = ours(desk), titles(desk), requests
    desk.close()
    return found


def broken_off(world: World, fault: str, request: int) -> tuple[list[tuple[str, str]], list[str]]:
    """Break a run off, start the server again, run once more; return what both sides have then."""
    world.rewind()
    world.proxy.arm(fault, request)
    desk = world.open()
    try:
        run_sync(desk, world.client())
    except SyncProblem as problem:
        assert problem.reason in {"broken", "no_server", "timeout"}  # noqa: PT017  the run may also get through
    assert world.proxy.fired
    world.server.start()  # where it was killed
    world.proxy.arm("", 0)
    run_sync(desk, world.client())
    assert ours(desk) == theirs(world.other()), (fault, request)
    assert not desk.read(sync.conflicts)
    assert sum("X-KEEP:1" in text for text in texts(world.other()).values()) == 2
    assert run_sync(desk, world.client()).is_quiet
    found = ours(desk), titles(desk)
    desk.close()
    return found


def test_a_run_broken_off_at_any_request_loses_nothing(world):
    dates, names, requests = undisturbed(world)
    assert requests >= 6
    for number in range(QUICK):
        request = 1 + number * requests // QUICK
        assert broken_off(world, FAULTS[number % len(FAULTS)], request) == (dates, names)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_killing_the_server_fifty_times_loses_nothing(world):
    dates, names, requests = undisturbed(world)
    chosen = random.Random(4)
    fired = 0
    for number in range(FULL):
        fault = FAULTS[number % len(FAULTS)]
        assert broken_off(world, fault, chosen.randint(1, requests)) == (dates, names)
        fired += 1
    assert fired == FULL


def test_a_program_killed_between_any_two_steps_goes_on_from_its_file(world):
    dates, names, _ = undisturbed(world)
    world.rewind()
    world.proxy.arm("", 0)
    desk = world.open()
    steps = synchronise(desk, desk.read(sync.calendars)[0], world.client())
    copies: list[Path] = []
    answer = None
    try:
        while True:
            job = steps.send(answer)
            answer = job.call()
            # Answered, and not yet noted: the file as a kill would leave it.
            copies.append(Path(shutil.copy(world.file, world.folder / f"killed{len(copies)}.ildesk")))
    except StopIteration:
        desk.close()
    assert len(copies) >= 6
    for copy in copies[:: max(1, len(copies) // 4)]:
        again = world.open(copy)
        run_sync(again, world.client())
        assert (ours(again), titles(again)) == (dates, names)
        assert ours(again) == theirs(world.other())
        again.close()
