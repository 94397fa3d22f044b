from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.blocks import BlockRef, Protection
from il_desktop.domain.protection import (
    Conflict,
    Demand,
    DisplacementReason,
    OverrideReason,
    check_move,
    demand,
    displaced,
    is_met,
    longest_rest,
    next_free_shift,
    next_free_span,
)
from il_desktop.domain.walltime import Span, WallTime

TUESDAY, WEDNESDAY = date(2026, 1, 20), date(2026, 1, 21)
REASON = OverrideReason(DisplacementReason.DISTRICT)
CONSENT = OverrideReason()


@dataclass(frozen=True)
class Block:
    name: str
    span: Span
    protection: Protection = Protection.FLEXIBLE
    all_day: bool = False
    state: str = "planned"

    @property
    def ref(self) -> BlockRef:
        return BlockRef(self.name)

    @property
    def title(self) -> str:
        return self.name.title()


def span(start: str, end: str, day: date = TUESDAY) -> Span:
    hour, minute = map(int, start.split(":"))
    end_hour, end_minute = map(int, end.split(":"))
    return Span(WallTime.at(day, hour, minute), WallTime.at(day, end_hour, end_minute))


@pytest.mark.parametrize(
    ("level", "wanted", "without", "consent", "reason"),
    [
        (Protection.OPEN, Demand.NOTHING, True, True, True),
        (Protection.FLEXIBLE, Demand.NOTHING, True, True, True),
        (Protection.FIRM, Demand.CONSENT, False, True, True),
        (Protection.GUARDED, Demand.REASON, False, False, True),
        (Protection.IMMOVABLE, Demand.REFUSED, False, False, False),
    ],
)
def test_each_rung_of_the_ladder_asks_its_own_price(level, wanted, without, consent, reason):
    conflicts = check_move([Block("held", span("9:00", "11:00"), level)], None, span("10:00", "12:00"))
    assert conflicts == [Conflict("held", "Held", level, span("9:00", "11:00"), 60)]
    assert demand(conflicts) is wanted
    assert [is_met(conflicts, answer) for answer in (None, CONSENT, REASON)] == [without, consent, reason]


def test_the_firmest_conflict_comes_first_and_what_gives_way_is_listed():
    blocks = [
        Block("mail", span("9:00", "10:00"), Protection.OPEN),
        Block("visit", span("9:30", "10:00"), Protection.GUARDED),
        Block("later", span("10:00", "10:30"), Protection.IMMOVABLE),
    ]
    conflicts = check_move(blocks, None, span("9:00", "10:00"))
    assert [conflict.block_key for conflict in conflicts] == ["visit", "mail"]
    assert [conflict.block_key for conflict in displaced(conflicts)] == ["mail"]


def test_a_block_is_not_in_its_own_way_unless_it_is_immovable():
    free, fixed = (
        Block("free", span("9:00", "10:00"), Protection.GUARDED),
        Block("fix", span("9:00", "10:00"), Protection.IMMOVABLE),
    )
    assert check_move([free], free.ref, span("9:15", "10:15")) == []
    assert demand(check_move([fixed], fixed.ref, span("9:15", "10:15"))) is Demand.REFUSED
    assert check_move([fixed], fixed.ref, fixed.span) == []


@pytest.mark.parametrize(
    "gone", [{"state": "cancelled"}, {"state": "missed"}, {"state": "replaced"}, {"all_day": True}]
)
def test_a_block_that_claims_no_hours_is_no_conflict(gone):
    assert (
        check_move([Block("gone", span("9:00", "10:00"), Protection.GUARDED, **gone)], None, span("9:00", "10:00"))
        == []
    )


def test_the_next_free_place_is_after_what_is_taken_and_over_what_is_open():
    blocks = [
        Block("open", span("11:00", "12:00"), Protection.OPEN),
        Block("firm", span("9:00", "10:50"), Protection.FIRM),
        Block("flex", span("12:10", "16:20"), Protection.FLEXIBLE),
    ]
    hours = {"work_start_min": 450, "work_end_min": 990}
    assert next_free_span(blocks, span("9:05", "10:05"), [TUESDAY], **hours) == span("10:50", "11:50")
    assert next_free_span(blocks, span("9:05", "11:05"), [TUESDAY, WEDNESDAY], **hours) == span(
        "7:30", "9:30", WEDNESDAY
    )
    assert next_free_span(blocks, span("9:05", "11:05"), [TUESDAY], **hours) is None


def test_a_nudge_inside_an_accepted_overlap_asks_nothing_again():
    guarded = Block("guarded", span("9:00", "11:00"), Protection.GUARDED)
    meeting = Block("meeting", span("10:30", "11:30"))
    assert check_move([guarded, meeting], meeting.ref, span("10:45", "11:45")) == []
    assert [c.minutes for c in check_move([guarded, meeting], meeting.ref, span("10:15", "11:15"))] == [15]


MINUTES = st.tuples(st.integers(0, 90), st.integers(1, 12))


@given(st.lists(MINUTES, max_size=12), MINUTES)
def test_a_free_place_is_really_free_and_nothing_earlier_on_the_grid_was(slots, want):
    blocks = [Block(str(n), Span.of(WallTime(TUESDAY, a * 15), b * 15)) for n, (a, b) in enumerate(slots)]
    wanted = Span.of(WallTime(TUESDAY, want[0] * 15), want[1] * 15)
    found = next_free_span(blocks, wanted, [TUESDAY], work_start_min=450, work_end_min=990)
    starts = range(max(450, want[0] * 15), 991 - want[1] * 15, 15)
    free = [m for m in starts if not check_move(blocks, None, Span.of(WallTime(TUESDAY, m), want[1] * 15))]
    assert (found.start.minute if found else None) == (free[0] if free else None)


def test_several_blocks_move_together_to_where_all_are_free():
    held = [
        Block("held", span("9:00", "10:00"), Protection.GUARDED),
        Block("soft", span("8:00", "16:00"), Protection.OPEN),
    ]
    wanted = [span("9:00", "9:30"), span("9:45", "10:15")]
    hours = {"work_start_min": 480, "work_end_min": 720}
    assert next_free_shift(held, wanted, [TUESDAY], **hours) == 60
    assert next_free_shift(held, [*wanted, span("10:45", "11:30")], [TUESDAY], **hours) is None
    both = [span("9:00", "9:30"), span("9:00", "9:30", WEDNESDAY)]
    assert next_free_shift(held, both, [TUESDAY], **hours) is None
    assert next_free_shift(held, both, [TUESDAY, WEDNESDAY], **hours) == 60


_PIECES = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=6)


@given(_PIECES)
def test_what_is_left_of_a_span_is_its_longest_stretch_that_nothing_takes(pieces):
    whole = Span.of(WallTime(TUESDAY, 600), 150)
    taken = [Span.of(WallTime(TUESDAY, 540 + 5 * start), 5 * length) for start, length in pieces]
    free = [
        not any(span.overlaps(Span.of(whole.start.plus(minute), 5)) for span in taken) for minute in range(0, 150, 5)
    ]
    runs = [len(list(group)) * 5 for is_free, group in groupby(free) if is_free]
    rest = longest_rest(whole, taken)
    assert (rest.minutes if rest else 0) == (max(runs) if runs and max(runs) >= 15 else 0)
    assert rest is None or (whole.start <= rest.start and rest.end <= whole.end)
    assert rest is None or not any(span.overlaps(rest) for span in taken)
