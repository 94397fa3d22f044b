from __future__ import annotations

from datetime import date

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.metrics.protected_time import PlannedBlock, ProtectedMinutes, protected_minutes
from il_desktop.domain.walltime import Span, WallTime

DAY = date(2026, 1, 20)
HOURS = Span(WallTime.at(DAY, 7, 50), WallTime.at(DAY, 14, 13))


def span(start: int, end: int) -> Span:
    return Span(WallTime.at(DAY, start), WallTime.at(DAY, end))


def guarded(start: int, end: int, *, is_open: bool = True) -> PlannedBlock:
    return PlannedBlock(span(start, end), Category.INSTRUCTIONAL, Protection.GUARDED, is_open)


def test_overlapping_blocks_count_once_and_only_inside_instructional_hours():
    assert protected_minutes(HOURS, [guarded(9, 11), guarded(10, 12), guarded(13, 15)], []).planned == 180 + 73


def test_only_instructional_blocks_at_guarded_or_higher_count():
    weak = PlannedBlock(span(9, 10), Category.INSTRUCTIONAL, Protection.FIRM)
    other = PlannedBlock(span(10, 11), Category.MANAGEMENT, Protection.IMMOVABLE)
    assert protected_minutes(HOURS, [weak, other], []) == ProtectedMinutes()


def test_a_day_without_students_has_no_protected_minutes():
    assert protected_minutes(None, [guarded(9, 11)], [span(9, 11)]) == ProtectedMinutes()


def test_kept_is_what_happened_inside_the_plan():
    assert protected_minutes(HOURS, [guarded(9, 11, is_open=False)], [span(8, 10), span(12, 13)]).kept == 60


def test_past_and_unrecorded_is_unknown_until_it_is_recorded():
    now = WallTime.at(DAY, 10, 30)
    assert protected_minutes(HOURS, [guarded(9, 11), guarded(13, 14)], [], now) == ProtectedMinutes(180, 0, 90)
    assert protected_minutes(HOURS, [guarded(9, 11, is_open=False)], [], now).unknown == 0
    assert protected_minutes(HOURS, [guarded(9, 11)], [span(9, 10)], now) == ProtectedMinutes(120, 60, 30)
    assert protected_minutes(HOURS, [guarded(9, 11)], [], WallTime.at(DAY, 7)).unknown == 0


def test_days_add_up():
    assert ProtectedMinutes(1, 2, 3).plus(ProtectedMinutes(10, 20, 30)) == ProtectedMinutes(11, 22, 33)
