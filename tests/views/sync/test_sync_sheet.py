"""The sheet against a real server: set up, sync, settle, stop."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from il_desktop import commands
from il_desktop.domain.blocks import BlockRef
from il_desktop.queries import sync as queries
from il_desktop.views.sync.sync_sheet import SyncSheet
from tests.syncing.conftest import radicale  # noqa: F401  a fixture
from tests.syncing.dav_server import DavServer, dav_server
from tests.syncing.key_store import key_store  # noqa: F401  a fixture
from tests.syncing.world import add, at, event, ours, put, texts, theirs


@pytest.fixture
def sheet(qtbot, shell, key_store):  # noqa: F811  the fixture
    made = SyncSheet(shell)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def run(qtbot, sheet: SyncSheet) -> str:
    sheet.go.click()
    qtbot.waitUntil(lambda: not sheet.runner.is_busy, timeout=20_000)
    return sheet.said.text()


def set_up(qtbot, sheet: SyncSheet, url: str) -> None:
    sheet.address.setText(url)
    sheet.user.setText("principal")
    sheet.password.setText("secret")
    run(qtbot, sheet)


def test_setting_up_and_syncing_makes_both_sides_equal(qtbot, sheet, shell, radicale):  # noqa: F811  the fixture
    assert sheet.go.text() == "Find calendars"
    add(shell.desk, "Budget", "2026-01-20T09:00", "2026-01-20T10:00")
    put(radicale.client(), "council", event("council", "20260122T180000Z", "20260122T190000Z"))
    set_up(qtbot, sheet, radicale.url)
    assert sheet.go.text() == "Sync now"
    assert "School" in sheet.where.text()
    assert run(qtbot, sheet) == "Synced: here 1 new; on the server 1 new."
    assert ours(shell.desk) == theirs(radicale.client())


def test_an_address_without_encryption_is_refused_before_anything_is_sent(sheet):
    sheet.address.setText("http://cloud.example.org/")
    sheet.go.click()
    assert "not encrypted" in sheet.said.text()
    assert not sheet.runner.is_busy


def test_a_conflict_offers_three_ways_and_takes_one(qtbot, sheet, shell, radicale):  # noqa: F811  the fixture
    block = add(shell.desk, "Budget", "2026-01-20T09:00", "2026-01-20T10:00")
    set_up(qtbot, sheet, radicale.url)
    run(qtbot, sheet)
    client = radicale.client()
    ((href, text),) = texts(client).items()
    client.put(href, text.replace("T140000Z", "T133000Z"), client.fetch([href])[href].etag)
    shell.desk.run(commands.schedule.move_block, BlockRef(block.block_id), at("2026-01-20T13:00"))
    assert "1 conflict waits" in run(qtbot, sheet)
    buttons = {each.text(): each for each in sheet.conflicts.findChildren(QPushButton)}
    assert set(buttons) == {"Keep mine", "Take theirs", "Keep both"}
    buttons["Take theirs"].click()
    assert not shell.desk.read(queries.conflicts)
    assert not sheet.conflicts.isVisibleTo(sheet)
    run(qtbot, sheet)
    assert ours(shell.desk) == theirs(client)


def test_a_run_can_be_stopped_and_goes_on_later(qtbot, sheet, shell, radicale):  # noqa: F811  the fixture
    for day in range(19, 24):
        add(shell.desk, f"Own {day}", f"2026-01-{day}T09:00", f"2026-01-{day}T10:00")
    set_up(qtbot, sheet, radicale.url)
    sheet.go.click()
    with qtbot.waitSignal(sheet.runner.progressed, check_params_cb=lambda job: job.step == "sending", timeout=20_000):
        pass
    assert sheet.dismiss.text() == "Cancel"
    sheet.dismiss.click()
    assert "Stopped" in sheet.said.text()
    qtbot.waitUntil(lambda: not shell.tasks.is_busy, timeout=20_000)
    run(qtbot, sheet)
    assert ours(shell.desk) == theirs(radicale.client())
    assert len(texts(radicale.client())) == 5


def test_stopping_for_good_asks_and_keeps_both_sides(qtbot, sheet, shell, ask, radicale):  # noqa: F811  the fixture
    add(shell.desk, "Budget", "2026-01-20T09:00", "2026-01-20T10:00")
    set_up(qtbot, sheet, radicale.url)
    run(qtbot, sheet)
    ask.choices.append("end")
    sheet.leave.click()
    assert not shell.desk.read(queries.calendars)
    assert len(ours(shell.desk)) == len(texts(radicale.client())) == 1


@pytest.fixture
def server():
    with dav_server() as made:
        made.manners.log_in = "basic"
        yield made


def lose_most(desk, server: DavServer) -> None:
    """Let the server lose 8 of 9 events, of which 6 came from there."""
    for path in list(server.items)[1:]:
        server.drop(path)


def nine_events(qtbot, sheet: SyncSheet, shell, server: DavServer) -> None:
    for day in range(19, 22):
        add(shell.desk, f"Own {day}", f"2026-01-{day}T09:00", f"2026-01-{day}T10:00")
    for day in range(20, 26):
        server.write(f"their{day}", event(f"their{day}", f"202601{day}T180000Z", f"202601{day}T190000Z"))
    set_up(qtbot, sheet, server.url)
    run(qtbot, sheet)
    assert len(ours(shell.desk)) == 9
    assert not sheet.lost.isVisibleTo(sheet)
    assert sheet.focusWidget() is sheet.go


@pytest.mark.parametrize(("answer", "left"), [("Keep what was here", 9), ("Take the new one", 1)])
def test_a_server_that_lost_most_is_asked_about_before_anything_goes(qtbot, sheet, shell, server, answer, left):
    nine_events(qtbot, sheet, shell, server)
    lose_most(shell.desk, server)
    for _ in range(2):
        run(qtbot, sheet)
        assert "lost 8 of 9 entries" in sheet.last.text()
        assert len(ours(shell.desk)) == 9
    buttons = {each.text(): each for each in sheet.lost.findChildren(QPushButton)}
    buttons[answer].click()
    qtbot.waitUntil(lambda: not sheet.runner.is_busy, timeout=20_000)
    assert not sheet.lost.isVisibleTo(sheet)
    assert len(ours(shell.desk)) == left
    assert ours(shell.desk) == theirs(server.client())
    if left == 1:
        assert shell.desk.undo().op == "sync.pull"
        assert len(ours(shell.desk)) == 9


def test_a_password_that_is_no_good_any_more_is_asked_for_again(qtbot, sheet, shell, server, key_store):  # noqa: F811  the fixture
    nine_events(qtbot, sheet, shell, server)
    ((kept, _),) = key_store.kept.items()
    key_store.kept[kept] = "old"
    again = SyncSheet(shell)
    again.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(again)
    again.show()
    run(qtbot, again)
    assert "does not accept" in again.last.text()
    assert again.focusWidget() is again.password
    assert again.password.isVisibleTo(again)
    assert not again.address.isVisibleTo(again)
    again.password.setText("secret")
    assert run(qtbot, again) == "Both sides are equal."
    assert key_store.kept[kept] == "secret"
    assert again.password.text() == ""
    assert not again.password.isVisibleTo(again)
    again.close()
