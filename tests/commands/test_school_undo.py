"""Random changes of the school calendar: each is one step, a refused one changes nothing, undo brings all back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from il_desktop import bootstrap, commands
from il_desktop.domain.clock import FixedClock
from il_desktop.domain.errors import UserFacingError
from il_desktop.domain.school import Period
from il_desktop.domain.settings import DayCycle
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.school_year import preview
from il_desktop.sample.year import bell_id
from tests.conftest import copy_file
from tests.store.steps_for_tests import dump

DAYS = st.dates(date(2026, 1, 12), date(2026, 2, 6))
BELLS = st.sampled_from(["regular", "early", "assembly", "delay"]).map(bell_id)
KINDS = st.sampled_from(["weather", "holiday", "testing", "instruction", None])
NAMES = st.text("aé王ل <&\u202e", max_size=8)
PERIODS = st.lists(
    st.builds(Period, st.sampled_from(["P1", "P2", "P3"]), st.integers(470, 700), st.integers(480, 760)), max_size=4
)
CHANGES = st.one_of(
    st.tuples(st.just("set_day"), DAYS, KINDS, st.none() | st.sampled_from("AB"), st.none() | BELLS, NAMES),
    st.tuples(st.just("clear_day"), DAYS),
    st.tuples(st.just("holiday"), NAMES, DAYS, DAYS),
    st.tuples(st.just("special"), NAMES, DAYS, BELLS),
    st.tuples(
        st.just("cycle"), st.sampled_from([("A", "B"), ("A", "B", "C"), ()]), st.sampled_from(["slide", "fixed"])
    ),
    st.tuples(st.just("week"), BELLS, st.dictionaries(st.integers(0, 4), BELLS, max_size=3)),
    st.tuples(st.just("bells"), BELLS, PERIODS),
)


def make(desk: Any, change: tuple[Any, ...]) -> None:
    kind, *args = change
    if kind == "set_day":
        day, day_kind, letter, bells, reason = args
        desk.run(commands.school_days.set_day, day, kind=day_kind, day_type=letter, bells_id=bells, reason=reason)
    elif kind == "clear_day":
        desk.run(commands.school_days.clear_day, *args)
    elif kind == "holiday":
        desk.run(commands.school.add_span, commands.school.SpanDraft("holiday", *args))
    elif kind == "special":
        name, day, bells = args
        desk.run(commands.school.add_span, commands.school.SpanDraft("special", name, day, day, bells))
    elif kind == "cycle":
        desk.run(commands.bells.set_cycle, DayCycle(*args))
    elif kind == "week":
        desk.run(commands.bells.set_week, *args)
    else:
        desk.run(commands.bells.edit_bells, args[0], periods=args[1])


def blocks(desk: Any) -> dict[str, tuple[str, str]]:
    sql = "SELECT id, starts_local, ends_local FROM time_block"
    return {key: (start, end) for key, start, end in desk.read(lambda reader: reader.rows(sql))}


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(CHANGES, min_size=1, max_size=5))
def test_each_change_does_what_its_preview_says_and_undo_brings_all_back(tmp_path: Path, small_template: Path, changes):
    path = copy_file(small_template, tmp_path / "random.ildesk")
    desk = bootstrap.open_desk(path, clock=FixedClock.at(WallTime.parse("2026-01-12T06:00"), "America/New_York"))
    try:
        states = [desk.read(dump)]
        for change in changes:
            old_rules, old_blocks = desk.cached(school_calendar).rules, blocks(desk)
            try:
                make(desk, change)
            except UserFacingError:
                assert desk.read(dump) == states[-1]
                continue
            state = desk.read(dump)
            if state == states[-1]:
                continue
            moved = {key: place for key, place in blocks(desk).items() if old_blocks[key] != place}
            new_rules = desk.cached(school_calendar).rules
            desk.undo()
            assert desk.read(dump) == states[-1]
            assert desk.cached(school_calendar).rules == old_rules
            said = desk.read(preview, new_rules, date(2026, 1, 12))
            assert moved == {move.id: (move.to.start.iso(), move.to.end.iso()) for move in said.moves}
            desk.redo()
            assert desk.read(dump) == state
            states.append(state)
        for state in reversed(states[:-1]):
            desk.undo()
            assert desk.read(dump) == state
    finally:
        desk.close()
