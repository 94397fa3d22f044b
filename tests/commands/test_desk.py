"""The Desk: what one step is, what is published, and what undo gives back, also after a restart."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from il_desktop import bootstrap, commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.blocks import BlockRef
from il_desktop.domain.changes import ChangeSet
from il_desktop.domain.clock import FixedClock, wall_now
from il_desktop.domain.errors import NotFound, ReadOnlyFile, UndoBlocked
from il_desktop.domain.walltime import WallTime
from il_desktop.store import driver
from il_desktop.store.engine import UnrecordedWriteError
from il_desktop.store.reader import Reader, reads
from tests.store import steps_for_tests as steps
from tests.store.steps_for_tests import dump, stored


@pytest.fixture
def heard(desk: Desk) -> list[ChangeSet]:
    changes: list[ChangeSet] = []
    desk.subscribe(changes.append)
    return changes


def test_a_step_is_published_once_with_its_rows_and_the_callers_tag(desk: Desk, heard: list[ChangeSet]) -> None:
    row_id = desk.run(steps.put_setting, "a", 1, origin="week")
    (change,) = heard
    assert (change.op, change.origin, change.tables) == ("test.put", "week", {"setting"})
    assert change.keys("setting") == {row_id}


def test_a_command_that_fails_writes_and_publishes_nothing(desk: Desk, heard: list[ChangeSet]) -> None:
    before = desk.read(dump, ledgers=True)
    with pytest.raises(NotFound):
        desk.run(steps.put_and_fail, "a")
    assert desk.read(dump, ledgers=True) == before
    assert (heard, desk.history().undo) == ([], None)


def test_a_step_that_changes_nothing_is_no_step(desk: Desk, heard: list[ChangeSet]) -> None:
    desk.run(steps.there_and_back, "a")
    assert (heard, desk.history().undo) == ([], None)


def test_a_function_without_an_operation_name_is_refused(desk: Desk) -> None:
    with pytest.raises(TypeError):
        desk.run(dump)


def test_a_write_behind_the_journal_is_refused(desk: Desk) -> None:
    with pytest.raises(UnrecordedWriteError):
        desk.run(steps.write_behind_the_journal)
    assert desk.read(stored, "x") is None


def test_undo_and_redo_bring_every_row_back_exactly(desk: Desk, fixed_clock: FixedClock) -> None:
    states = [desk.read(dump)]
    for command, args in [
        (steps.put_setting, ("a", {"x": [1, 2.5, None]})),
        (steps.put_setting, ("a", "Zoë 王芳 ليلى")),
        (steps.replace_setting, ("a",)),
        (steps.import_settings, ([f"k{n}" for n in range(50)],)),
        (steps.remove_setting, ("a",)),
    ]:
        fixed_clock.advance(minutes=1)
        desk.run(command, *args)
        states.append(desk.read(dump))
    for state in reversed(states[:-1]):
        desk.undo()
        assert desk.read(dump) == state
    for state in states[1:]:
        desk.redo()
        assert desk.read(dump) == state


def test_undo_still_works_after_a_restart(desk: Desk, empty_file: Path, fixed_clock: FixedClock) -> None:
    before = desk.read(dump)
    desk.run(steps.put_setting, "a", 1)
    desk.run(steps.put_setting, "b", 2)
    after = desk.read(dump)
    desk.undo()
    desk.close()
    again = bootstrap.open_desk(empty_file, clock=fixed_clock)
    history = again.history()
    assert history.undo is not None
    assert history.redo is not None
    assert (history.undo.args, history.redo.args) == ({"key": "a"}, {"key": "b"})
    again.undo()
    assert again.read(dump) == before
    again.redo()
    again.redo()
    assert again.read(dump) == after
    again.close()


def test_undo_returns_and_publishes_the_step(desk: Desk, heard: list[ChangeSet]) -> None:
    desk.run(steps.put_setting, "a", 1)
    label = desk.undo()
    assert (label.op, label.args) == ("test.put", {"key": "a"})
    assert [(change.op, change.changes[0].kind) for change in heard] == [
        ("test.put", "insert"),
        ("undo:test.put", "delete"),
    ]
    desk.redo()
    assert heard[-1].op == "redo:test.put"


def test_nothing_to_undo_says_so(desk: Desk) -> None:
    with pytest.raises(UndoBlocked):
        desk.undo()
    with pytest.raises(UndoBlocked):
        desk.redo()


def test_a_new_step_ends_redo(desk: Desk) -> None:
    desk.run(steps.put_setting, "a", 1)
    desk.undo()
    desk.run(steps.put_setting, "b", 2)
    assert desk.history().redo is None
    with pytest.raises(UndoBlocked):
        desk.redo()


def test_a_row_changed_by_another_way_blocks_undo_and_loses_nothing(desk: Desk) -> None:
    desk.run(steps.put_setting, "b", 1)
    desk.run(steps.put_setting, "a", 1)
    with_foreign_hand = driver.connect(desk.path)
    with_foreign_hand.execute("UPDATE setting SET value = '99' WHERE key = 'a'")
    with_foreign_hand.close()
    before = desk.read(dump)
    with pytest.raises(UndoBlocked):
        desk.undo()
    assert desk.read(dump) == before
    assert desk.history().undo is None, "older steps no longer fit what is there"


def test_quick_nudges_are_one_step_that_remembers_where_it_began(desk: Desk, fixed_clock: FixedClock) -> None:
    desk.run(steps.put_setting, "a", 0)
    fixed_clock.advance(seconds=5)
    for value in range(1, 6):
        desk.run(steps.nudge_setting, "a", value)
        fixed_clock.advance(seconds=0.9)
    label = desk.undo()
    assert label.args == {"from_value": 0, "to_value": 5, "key": "a"}
    assert desk.read(stored, "a") == "0"
    desk.redo()
    assert desk.read(stored, "a") == "5"


def test_slow_nudges_and_nudges_of_other_things_stay_apart(desk: Desk, fixed_clock: FixedClock) -> None:
    desk.run(steps.nudge_setting, "a", 1)
    fixed_clock.advance(seconds=1.1)
    desk.run(steps.nudge_setting, "a", 2)
    desk.run(steps.nudge_setting, "b", 1)
    desk.undo()
    desk.undo()
    assert desk.read(stored, "a") == "1"


def test_a_nudge_there_and_back_leaves_no_step(desk: Desk, fixed_clock: FixedClock) -> None:
    desk.run(steps.put_setting, "a", 1)
    fixed_clock.advance(seconds=5)
    desk.run(steps.nudge_setting, "new", 1)
    desk.run(steps.remove_setting, "new")
    assert desk.undo().op == "test.remove"
    desk.run(steps.nudge_setting, "new", 2)
    assert desk.undo().args == {"from_value": 1, "to_value": 2, "key": "new"}


def test_merged_steps_that_cancel_out_leave_none(desk: Desk) -> None:
    desk.run(steps.put_setting, "a", 1)
    desk.run(steps.toggle_setting, "b")
    assert desk.history().undo is not None
    assert desk.history().undo.op == "test.toggle"
    desk.run(steps.toggle_setting, "b")
    assert desk.undo().op == "test.put"


def test_undo_that_a_rule_of_the_schema_forbids_is_blocked_and_changes_nothing(desk: Desk) -> None:
    desk.run(steps.put_setting, "a", 1)
    desk.run(steps.remove_setting, "a")
    with_foreign_hand = driver.connect(desk.path)
    with_foreign_hand.execute(
        "INSERT INTO setting (id, created_at, updated_at, key, value) VALUES"
        " ('x', '2026-01-01T00:00:00.000000Z', '2026-01-01T00:00:00.000000Z', 'a', '2')"
    )
    with_foreign_hand.close()
    before = desk.read(dump)
    with pytest.raises(UndoBlocked):
        desk.undo()
    assert desk.read(dump) == before


def test_a_final_step_ends_undo(desk: Desk) -> None:
    desk.run(steps.put_setting, "a", 1)
    desk.run(steps.put_for_good, "b")
    assert desk.history().undo is None
    assert desk.read(stored, "b") == '"for good"'


def test_at_least_the_newest_hundred_steps_can_be_undone_and_older_images_go(desk: Desk) -> None:
    for n in range(125):
        desk.run(steps.put_setting, "a", n)
    count = desk.read(lambda reader: reader.value("SELECT count(DISTINCT seq) FROM journal_change"))
    assert 100 <= count < 110
    for _ in range(count):
        desk.undo()
    assert desk.read(stored, "a") == str(124 - count)
    with pytest.raises(UndoBlocked):
        desk.undo()


def test_ledgers_are_published_but_never_undone(desk: Desk, heard: list[ChangeSet]) -> None:
    desk.run(steps.put_setting, "a", 1)
    desk.run(steps.put_setting, "b", 1)
    desk.undo()
    desk.run(steps.write_ledger, "week.ics")
    assert heard[-1].tables == {"export_batch"}
    assert desk.redo().args == {"key": "b"}, "an export does not cost the way forward"
    desk.undo()
    assert desk.undo().args == {"key": "a"}
    assert desk.read(lambda reader: reader.value("SELECT file_name FROM export_batch")) == "week.ics"


def test_a_step_names_what_it_speaks_of_even_when_that_is_gone(desk: Desk) -> None:
    block_id = desk.run(steps.add_block, "PLC prep", WallTime.parse("2026-01-20T09:00"), 30)
    assert desk.history().undo is not None
    assert desk.history().undo.name("block_id", "?") == "PLC prep"
    desk.run(steps.delete_block, block_id)
    assert desk.history().undo.name("block_id", "?") == "PLC prep"
    assert desk.undo().name("block_id", "?") == "PLC prep"


def test_a_new_block_renamed_and_undone_is_named_by_its_first_name(desk: Desk) -> None:
    block_id = desk.run(steps.add_block, "PLC prep", WallTime.parse("2026-01-20T09:00"), 30)
    desk.run(commands.schedule.edit_block, BlockRef(block_id), place="Room 12")
    desk.undo()
    assert desk.undo().name("block_id", "?") == "PLC prep"
    assert desk.history().redo is not None
    assert desk.history().redo.name("block_id", "?") == "PLC prep"


def test_cached_asks_again_only_when_one_of_its_tables_changed(desk: Desk) -> None:
    asked: list[int] = []

    @reads("setting")
    def count(reader: Reader) -> int:
        asked.append(1)
        return reader.value("SELECT count(*) FROM setting")

    assert (desk.cached(count), desk.cached(count), len(asked)) == (0, 0, 1)
    desk.run(steps.write_ledger, "week.ics")
    assert (desk.cached(count), len(asked)) == (0, 1)
    desk.run(steps.put_setting, "a", 1)
    assert (desk.cached(count), len(asked)) == (1, 2)
    desk.undo()
    assert (desk.cached(count), len(asked)) == (0, 3)


def test_who_unsubscribed_hears_no_more(desk: Desk) -> None:
    heard: list[ChangeSet] = []
    stop = desk.subscribe(heard.append)
    stop()
    stop()
    desk.run(steps.put_setting, "a", 1)
    assert heard == []


def test_a_file_opened_for_reading_refuses_to_write(empty_file: Path) -> None:
    desk = bootstrap.open_desk(empty_file, read_only=True)
    assert desk.is_read_only
    with pytest.raises(ReadOnlyFile):
        desk.run(steps.put_setting, "a", 1)
    with pytest.raises(ReadOnlyFile):
        desk.undo()
    desk.close()


def test_the_sample_school_lives_by_its_own_clock(desk: Desk) -> None:
    desk.run(steps.put_setting, "sample_now", "2026-01-16T10:05")
    desk.run(steps.put_setting, "tz", "America/Chicago")
    desk.close()
    again = bootstrap.open_desk(desk.path)
    assert wall_now(again.clock, "America/Chicago") == WallTime.parse("2026-01-16T10:05")
    again.close()


def test_a_query_cannot_write(desk: Desk) -> None:
    with pytest.raises(ReadOnlyFile):
        desk.read(lambda reader: reader.rows("DELETE FROM activity_type"))


def test_another_thread_may_not_use_the_desk(desk: Desk) -> None:
    caught: list[BaseException] = []

    def use() -> None:
        try:
            desk.history()
        except RuntimeError as error:
            caught.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert len(caught) == 1


def test_warming_up_on_another_thread_prepares_the_first_write(desk: Desk) -> None:
    thread = threading.Thread(target=desk.warm)
    thread.start()
    thread.join()
    assert {f"il_desktop.commands.{name}" for name in commands.WRITING} <= set(sys.modules)
    desk.run(steps.put_setting, "a", 1)


def test_reads_inside_a_query_see_one_state_of_the_file(desk: Desk) -> None:
    def nested(reader: Reader) -> tuple[int, int]:
        outer = reader.value("SELECT count(*) FROM activity_type")
        return outer, desk.read(lambda inner: inner.value("SELECT count(*) FROM activity_type"))

    assert len(set(desk.read(nested))) == 1
