"""Random commands, undone and redone in any order, over restarts: the file is always one it was before."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from il_desktop import bootstrap, commands
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.blocks import BlockRef, GoalShare, Protection
from il_desktop.domain.clock import FixedClock
from il_desktop.domain.errors import UserFacingError
from il_desktop.domain.protection import DisplacementReason, OverrideReason
from il_desktop.domain.recognition import RecognitionFacts
from il_desktop.domain.walltime import WallTime
from tests.store import steps_for_tests as steps
from tests.store.steps_for_tests import dump

State = dict[str, list[tuple[Any, ...]]]

TEXTS = st.text("aé王ل \t=<&'\"\u202e\n", max_size=12)
KEYS = st.sampled_from(["a", "b", "c"])
MOMENTS = st.integers(0, 4 * 1440).map(WallTime.parse("2026-01-12T00:00").plus)
DAYS = st.dates(date(2025, 8, 1), date(2026, 7, 31))
PICK = st.integers(0, 30)
Answer = OverrideReason | None
ANSWERS = st.sampled_from([None, OverrideReason(), OverrideReason(DisplacementReason.SAFETY, "drill")])


class UndoMachine(RuleBasedStateMachine):
    """Keeps a copy of the whole file for every step that can be undone, and compares."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="undo-machine-"))
        self.path = Path(shutil.copy(self.template, self.folder / "school.ildesk"))
        self.clock = FixedClock.at(WallTime.parse("2026-01-16T08:00"), "America/New_York")
        self.desk = bootstrap.open_desk(self.path, clock=self.clock)
        self.states: list[State] = [self.desk.read(dump)]
        self.at = 0

    def run(self, command: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """Run a command; a refused one changes nothing, any other adds a state, merges into the last, or is no step."""
        before = self.desk.read(dump)
        try:
            self.desk.run(command, *args, **kwargs)
        except UserFacingError:
            assert self.desk.read(dump) == before
            return
        after = self.desk.read(dump)
        done = self.desk.read(lambda reader: reader.value("SELECT count(*) FROM journal_step WHERE state = 'done'"))
        if after == before and done == self.at:
            return
        if done < len(self.states) and self.states[done] != after:
            assert done in {self.at, self.at + 1}
        self.states[done:] = [after]
        self.at = done

    def an_id(self, table: str, pick: int) -> str:
        """Return the id of some row, or one that is not there."""
        sql = f"SELECT id FROM {table} ORDER BY rowid"  # noqa: S608  names of the test
        rows = self.desk.read(lambda reader: reader.rows(sql))
        return rows[pick % len(rows)][0] if rows and pick < 28 else "00000000-0000-4000-8000-000000000000"

    @rule(seconds=st.sampled_from([0.3, 0.9, 1.1, 3600]))
    def wait(self, seconds: float) -> None:
        self.clock.advance(seconds=seconds)

    @rule(key=KEYS, value=st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False), TEXTS))
    def put_setting(self, key: str, value: object) -> None:
        self.run(steps.put_setting, key, value)

    @rule(key=KEYS, value=st.integers(0, 2))
    def nudge(self, key: str, value: int) -> None:
        self.run(steps.nudge_setting, key, value)

    @rule(key=KEYS, command=st.sampled_from([steps.remove_setting, steps.replace_setting, steps.there_and_back]))
    def remove_or_replace(self, key: str, command: Callable[..., Any]) -> None:
        self.run(command, key)

    @rule(keys=st.lists(st.sampled_from("defgh"), unique=True))
    def import_many(self, keys: list[str]) -> None:
        present = {key for (key,) in self.desk.read(lambda reader: reader.rows("SELECT key FROM setting"))}
        self.run(steps.import_settings, [key for key in keys if key not in present])

    @rule(name=st.sampled_from(["a.ics", "b.ics"]))
    def write_ledger(self, name: str) -> None:
        self.desk.run(steps.write_ledger, name)

    @rule(name=st.sampled_from(["min_n", "recognition_days"]), value=st.integers(-1, 400))
    def change_settings(self, name: str, value: int) -> None:
        self.run(commands.settings.change_settings, **{name: value})

    def a_block(self, pick: int) -> BlockRef:
        """Return some block, one that is not there, or an occurrence where the file has series."""
        series = self.desk.read(lambda reader: reader.rows("SELECT id FROM block_series ORDER BY rowid"))
        if series and pick % 3 == 0:
            day = date(2026, 1, 12) + timedelta(days=pick % 5)
            return BlockRef(series_id=series[pick % len(series)][0], on=day)
        return BlockRef(block_id=self.an_id("time_block", pick))

    @rule(title=TEXTS, start=MOMENTS, minutes=st.integers(0, 240), level=st.sampled_from(Protection), answer=ANSWERS)
    def create_block(self, title: str, start: WallTime, minutes: int, level: Protection, answer: Answer) -> None:
        draft = BlockDraft(title, "office_work", start, start.plus(minutes), protection=level)
        self.run(commands.schedule.create_block, draft, override=answer)

    @rule(block=PICK, start=MOMENTS, answer=ANSWERS, command=st.sampled_from(["move_block", "duplicate_block"]))
    def move_or_copy_block(self, block: int, start: WallTime, answer: Answer, command: str) -> None:
        self.run(getattr(commands.schedule, command), self.a_block(block), start, override=answer)

    @rule(block=PICK, start=MOMENTS, minutes=st.integers(-5, 240), answer=ANSWERS)
    def resize_block(self, block: int, start: WallTime, minutes: int, answer: Answer) -> None:
        self.run(commands.schedule.resize_block, self.a_block(block), start, start.plus(minutes), override=answer)

    @rule(block=PICK, title=TEXTS, note=TEXTS)
    def edit_block(self, block: int, title: str, note: str) -> None:
        self.run(commands.schedule.edit_block, self.a_block(block), title=title, note=note)

    @rule(block=PICK, level=st.sampled_from(Protection))
    def protect_block(self, block: int, level: Protection) -> None:
        self.run(commands.schedule.set_protection, self.a_block(block), level)

    @rule(block=PICK, goals=st.lists(st.tuples(PICK, st.integers(0, 60)), max_size=3))
    def share_goals(self, block: int, goals: list[tuple[int, int]]) -> None:
        shares = [GoalShare(self.an_id("goal", goal), pct) for goal, pct in goals]
        self.run(commands.schedule.share_goals, self.a_block(block), shares)

    @rule(block=PICK)
    def delete_block(self, block: int) -> None:
        self.run(commands.schedule.delete_block, self.a_block(block))

    @rule(person=PICK, action=TEXTS, given_on=DAYS, state=st.sampled_from(["draft", "given"]))
    def record_recognition(self, person: int, action: str, given_on: date, state: str) -> None:
        facts = RecognitionFacts(self.an_id("person", person), given_on, action_text=action, state=state)
        self.run(commands.recognition.record_recognition, facts)

    @rule(recognition=PICK, given_on=DAYS)
    def give_or_delete_recognition(self, recognition: int, given_on: date) -> None:
        which = self.an_id("recognition", recognition)
        self.run(commands.recognition.give_recognition, which, given_on)
        self.run(commands.recognition.delete_recognition, which)

    @rule(title=TEXTS, kind=st.sampled_from(["goal", "strategy", "step"]), parent=PICK)
    def add_goal(self, title: str, kind: str, parent: int) -> None:
        parent_id = None if kind == "goal" and parent % 2 else self.an_id("goal", parent)
        self.run(commands.goals.add_goal, title, kind=kind, parent_id=parent_id, vision="Every student thinks hard.")

    @rule(goal=PICK, title=TEXTS, due=DAYS)
    def edit_goal(self, goal: int, title: str, due: date) -> None:
        self.run(commands.goals.edit_goal, self.an_id("goal", goal), title=title, due_on=due)

    @rule(goal=PICK, parent=PICK, rank=st.integers(-1, 5))
    def move_goal(self, goal: int, parent: int, rank: int) -> None:
        where: dict[str, Any] = {"rank": rank} if rank > 0 else {"parent_id": self.an_id("goal", parent)}
        self.run(commands.goals.move_goal, self.an_id("goal", goal), **where)

    @rule(goal=PICK)
    def delete_goal(self, goal: int) -> None:
        self.run(commands.goals.delete_goal, self.an_id("goal", goal))

    @rule(given=TEXTS, family=TEXTS)
    def add_person(self, given: str, family: str) -> None:
        self.run(commands.people.add_person, given, family)

    @rule(person=PICK, leader=PICK, last_day=DAYS)
    def change_person(self, person: int, leader: int, last_day: date) -> None:
        self.run(commands.people.edit_person, self.an_id("person", person), leader_id=self.an_id("person", leader))
        self.run(commands.people.end_person, self.an_id("person", person), last_day)

    @rule(person=PICK)
    def delete_person(self, person: int) -> None:
        self.run(commands.people.delete_person, self.an_id("person", person))

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self) -> None:
        self.desk.undo()
        self.at -= 1

    @precondition(lambda self: self.at < len(self.states) - 1)
    @rule()
    def redo(self) -> None:
        self.desk.redo()
        self.at += 1

    @rule()
    def restart(self) -> None:
        self.desk.close()
        self.desk = bootstrap.open_desk(self.path, clock=self.clock)

    @invariant()
    def file_is_as_remembered(self) -> None:
        assert self.desk.read(dump) == self.states[self.at]

    def teardown(self) -> None:
        try:
            while self.at > 0:
                self.undo()
                self.file_is_as_remembered()
            while self.at < len(self.states) - 1:
                self.redo()
                self.file_is_as_remembered()
        finally:
            self.desk.close()
        bootstrap.check_file(self.path)
        shutil.rmtree(self.folder)


def _run(template: Path, examples: int, length: int) -> None:
    UndoMachine.template = template
    # Shrinking would open thousands of files: a failure prints its steps as they were.
    plan = settings(max_examples=examples, stateful_step_count=length, phases=(Phase.generate,))
    run_state_machine_as_test(UndoMachine, settings=plan)


def test_whatever_was_done_can_be_undone_and_redone(empty_template: Path) -> None:
    _run(empty_template, examples=12, length=25)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_whatever_was_done_can_be_undone_and_redone_many_times(empty_template: Path) -> None:
    _run(empty_template, examples=300, length=60)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_whatever_was_done_to_the_sample_school_can_be_undone_and_redone(small_template: Path) -> None:
    _run(small_template, examples=40, length=40)
