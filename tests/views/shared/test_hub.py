from __future__ import annotations

from il_desktop.domain.changes import ChangeSet, RowChange
from il_desktop.views.shared.hub import Hub, merged
from il_desktop.views.shared.page import Page


class Publisher:
    def __init__(self) -> None:
        self.callbacks = []

    def subscribe(self, callback):
        self.callbacks.append(callback)
        return lambda: self.callbacks.remove(callback)

    def publish(self, table: str, key: str, origin: str = "") -> None:
        change = ChangeSet(len(key), "block.move", (RowChange(table, key, "update"),), origin)
        for callback in list(self.callbacks):
            callback(change)


def test_many_commits_of_one_turn_are_one_refresh(qtbot) -> None:
    publisher = Publisher()
    hub = Hub(publisher)
    heard = []
    hub.changed.connect(lambda changes: heard.append(changes))  # noqa: PLW0108  a built-in method gets no arguments
    with qtbot.waitSignal(hub.changed):
        publisher.publish("time_block", "a")
        publisher.publish("goal", "b")
    assert len(heard) == 1
    assert heard[0].tables == {"time_block", "goal"}
    hub.stop()
    assert publisher.callbacks == []


def test_a_common_origin_is_kept_a_mixed_one_is_not() -> None:
    one = ChangeSet(1, "a", (), "grid")
    assert merged([one, ChangeSet(2, "b", (), "grid")]).origin == "grid"
    assert merged([one, ChangeSet(2, "b", (), "other")]).origin == ""


class CountingPage(Page):
    page_id = "count"
    tables = frozenset({"goal"})
    count = 0

    def refresh(self) -> None:
        self.count += 1


def test_a_hidden_page_reads_again_only_when_it_is_shown(qtbot, shell) -> None:
    page = CountingPage(shell)
    qtbot.addWidget(page)
    assert page.count == 0
    page.show()
    assert page.count == 1
    page.hide()
    touch = ChangeSet(1, "goal.change", (RowChange("goal", "x", "update"),))
    shell.hub.changed.emit(touch)
    shell.hub.changed.emit(touch)
    assert page.count == 1
    page.show()
    assert page.count == 2
    shell.hub.changed.emit(touch)
    assert page.count == 3
    shell.hub.changed.emit(ChangeSet(2, "block.move", (RowChange("time_block", "x", "update"),)))
    assert page.count == 3
