"""When blocks remind: around midnight, on whole days, after a move, a snooze or a long sleep, and in Guarded time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.blocks import Protection
from il_desktop.domain.reminders import Due, Mark, Reminder, due_now, minutes_until, snooze_choices
from il_desktop.domain.walltime import Span, WallTime

DAY = date(2026, 1, 20)
WORK = 450


def at(hour: int, minute: int = 0, day: date = DAY) -> WallTime:
    return WallTime.at(day, hour, minute)


NINE = WallTime.at(DAY, 9)


def reminder(start: WallTime = NINE, minutes: int = 30, lead: int = 10, source: str = "a", **more: object) -> Reminder:
    return Reminder(source, "Data talk", Span.of(start, minutes), lead, **more)


def ask(now: WallTime, *reminders: Reminder, marks: dict[str, Mark] | None = None, quiet: tuple[Span, ...] = ()) -> Due:
    return due_now(reminders, marks or {}, now, work_start_min=WORK, quiet=quiet)


@pytest.mark.parametrize(
    ("now", "is_shown", "next_at"),
    [
        (at(8, 49), False, at(8, 50)),
        (at(8, 50), True, at(9, 30)),
        (at(9, 29), True, at(9, 30)),
        (at(9, 30), False, None),  # over: after a long sleep nothing piles up
    ],
)
def test_a_block_reminds_from_its_lead_until_it_is_over(now, is_shown, next_at):
    due = ask(now, reminder())
    assert (bool(due.shown), due.next_at) == (is_shown, next_at)


def test_a_reminder_reaches_over_midnight():
    early = reminder(at(0, 10), lead=30)
    assert ask(WallTime.at(date(2026, 1, 19), 23, 39), early).shown == ()
    assert ask(WallTime.at(date(2026, 1, 19), 23, 40), early).shown == (early,)
    late = reminder(at(23, 50), minutes=30, lead=5)
    assert ask(WallTime.at(date(2026, 1, 21), 0, 15), late).shown == (late,)


def test_a_whole_day_counts_from_the_beginning_of_work():
    whole = reminder(at(0), minutes=1440, lead=15, all_day=True)
    assert ask(at(7, 14), whole).next_at == at(7, 15)
    assert ask(at(7, 15), whole).shown == (whole,)
    assert minutes_until(whole, at(7, 15), work_start_min=WORK) == 15


def test_a_mark_holds_for_the_start_it_was_made_for():
    marks = {"a": Mark(at(9), is_done=True)}
    assert ask(at(8, 55), reminder(), marks=marks).shown == ()
    moved = reminder(at(9, 30))
    assert ask(at(9, 25), moved, marks=marks).shown == (moved,)


def test_a_snoozed_reminder_comes_back_at_its_moment():
    marks = {"a": Mark(at(9), snoozed_until=at(8, 58))}
    assert ask(at(8, 57), reminder(), marks=marks) == Due((), 0, at(8, 58))
    assert ask(at(8, 58), reminder(), marks=marks).shown == (reminder(),)


def test_guarded_time_keeps_reminders_waiting_until_it_ends_but_not_immovable_ones():
    visit = Span.of(at(8, 45), 20)
    held, fixed = reminder(), reminder(source="b", protection=Protection.IMMOVABLE)
    due = ask(at(8, 50), held, fixed, quiet=(visit,))
    assert (due.shown, due.waiting, due.next_at) == ((fixed,), 1, at(9, 5))
    assert ask(at(9, 5), held, fixed, quiet=(visit,)).shown == (held, fixed)


def test_a_guarded_block_may_say_that_it_runs_itself():
    own = reminder(at(8, 45), minutes=20, lead=0, protection=Protection.GUARDED)
    assert ask(at(8, 45), own, quiet=(own.span,)).shown == (own,)


def test_snoozing_until_the_start_is_offered_only_before_it():
    assert snooze_choices(12) == (5, 10, 0)
    assert snooze_choices(7) == (5, 0)
    assert snooze_choices(-3) == (5, 10)


@given(
    st.lists(st.tuples(st.integers(0, 2880), st.integers(5, 300), st.integers(0, 600)), max_size=8),
    st.integers(0, 2880),
)
def test_looking_only_at_the_told_moments_misses_nothing(blocks, offset):
    base = WallTime(DAY, 0)
    reminders = [reminder(base.plus(s), m, lead, source=str(n)) for n, (s, m, lead) in enumerate(blocks)]
    now = base.plus(offset)
    due = ask(now, *reminders)
    if due.next_at is None:
        assert not ask(now.plus(60), *reminders).shown
        return
    assert due.next_at > now
    before = due.next_at.plus(-1)
    assert before < now or ask(before, *reminders).shown == due.shown
    assert ask(due.next_at, *reminders).shown != due.shown
