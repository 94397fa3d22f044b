"""The small sample's weeks on a real server that is killed again and again: nothing is lost, nothing comes twice."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.blocks import BlockRef
from il_desktop.domain.errors import SyncProblem
from il_desktop.domain.walltime import WallTime
from il_desktop.interchange.caldav.client import CalendarClient
from il_desktop.interchange.caldav.transport import HttpTransport
from il_desktop.queries import sync
from tests.syncing.conftest import USER, Radicale
from tests.syncing.proxy import KILLS, Proxy
from tests.syncing.world import event, ours, put, remove, run_sync, set_up, texts, theirs

SEED = 2026
FIRST, LAST = date(2026, 1, 12), date(2026, 3, 31)
KILLED = {12: 25, 4: 15}  # kills while everything goes up, at one of so many requests; and while both sides changed
MOST_RUNS = 80
_TIMES = re.compile(r"^(DT(?:START|END):\d{8}T)(\d\d)", re.MULTILINE)


@pytest.fixture
def proxy(tmp_path: Path, sample_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    # Some weeks of the sample are enough: with each event that it has, Radicale takes longer for the next one.
    monkeypatch.setattr(sync, "school_year_range", lambda _reader, _today: (FIRST, LAST))
    server = Radicale(tmp_path / "radicale")
    server.start()
    server.make_calendar()
    made = Proxy(server)
    set_up(sample_desk, made.calendar_url)
    yield made
    made.close()
    server.kill()


def killed_until_equal(desk: Desk, proxy: Proxy, chosen: random.Random, reach: int) -> None:
    """Run again and again, the server killed at some request of each run, then to the end; count kills that fired."""
    fired = 0
    for _ in range(MOST_RUNS):
        fault = chosen.choice(KILLS) if fired < KILLED[reach] else ""
        proxy.wait_s = chosen.uniform(0, 0.05)
        proxy.arm(fault, chosen.randint(1, reach) if fault else 0)
        client = CalendarClient(HttpTransport(USER, "secret"), proxy.calendar_url)
        try:
            run_sync(desk, client)
            is_done = not fault
        except SyncProblem as problem:
            assert problem.reason in {"broken", "no_server", "timeout"}, problem.detail  # noqa: PT017  a run may also get through
            is_done = False
        fired += proxy.fired
        proxy.server.kill()
        proxy.server.start()
        if is_done:
            assert fired == KILLED[reach]
            return
    pytest.fail(f"{fired} kills in {MOST_RUNS} runs")


def seen(desk: Desk) -> Counter[tuple[str, str]]:
    return Counter(ours(desk, FIRST, LAST))


def assert_equal(desk: Desk, proxy: Proxy) -> None:
    other = proxy.server.client()
    assert seen(desk) == Counter(theirs(other, FIRST, LAST))
    uids = [line for text in texts(other).values() for line in set(text.splitlines()) if line.startswith("UID:")]
    assert len(uids) == len(set(uids))
    assert not desk.read(sync.conflicts)
    proxy.arm("", 0)
    assert run_sync(desk, CalendarClient(HttpTransport(USER, "secret"), proxy.calendar_url)).is_quiet


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_sample_reaches_a_server_that_is_killed_at_random_requests_and_both_stay_equal(sample_desk, proxy):
    chosen = random.Random(SEED)
    desk = sample_desk
    before = seen(desk)
    assert before.total() > 150
    killed_until_equal(desk, proxy, chosen, 12)
    assert seen(desk) == before
    assert_equal(desk, proxy)

    rows = desk.read(
        lambda reader: reader.rows(
            "SELECT id FROM time_block WHERE series_id IS NULL AND state = 'planned' AND protection < 3"
            " AND starts_local >= '2026-01-16T09' AND ends_local < '2026-03-31' ORDER BY starts_local, id"
        )
    )
    rows = [row[0] for row in rows]
    random.Random(SEED).shuffle(rows)
    assert len(rows) >= 40
    for number, block_id in enumerate(rows[:12]):
        desk.run(commands.schedule.move_block, BlockRef(block_id), WallTime.parse(f"2026-02-{number + 1:02d}T05:00"))
    for block_id in rows[12:20]:
        desk.run(commands.schedule.delete_block, BlockRef(block_id))
    other = proxy.server.client()
    sent = dict(desk.read(lambda reader: reader.rows("SELECT source_ref, href FROM sync_item")))
    for block_id in rows[20:28]:
        href = sent[block_id]
        found = other.fetch([href])[href]
        other.put(href, _an_hour_later(found.text), found.etag)
    for block_id in rows[28:34]:
        remove(other, sent[block_id])
    for number in range(8):
        put(
            other, f"new{number}", event(f"new{number}", f"202602{number + 10}T220000Z", f"202602{number + 10}T230000Z")
        )
    gone_here = seen(desk)
    killed_until_equal(desk, proxy, chosen, 4)
    assert_equal(desk, proxy)
    assert seen(desk).total() == gone_here.total() - 6 + 8
    titles = desk.read(lambda reader: [row[0] for row in reader.rows("SELECT title FROM time_block")])
    assert all(titles.count(f"new{number}") == 1 for number in range(8))


def _an_hour_later(text: str) -> str:
    """Move a single event as another program does."""
    return _TIMES.sub(lambda found: f"{found[1]}{int(found[2]) + 1:02d}", text)
