"""Every planned minute goes to exactly one place, every lost one to a reason or to none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.metrics.reckoning import Fate, reckon
from il_desktop.domain.metrics.time_shares import (
    block_integrity,
    instructional_share,
    rounded_percent,
    slots_to_schedule,
)

STATES = ("planned", "kept", "shortened", "moved", "replaced", "missed")
FATES = st.builds(
    Fate,
    st.integers(5, 240),
    st.sampled_from(STATES),
    st.integers(0, 300),
    st.booleans(),
    st.lists(st.tuples(st.sampled_from(("family", "district", "safety")), st.integers(1, 90)), max_size=3).map(tuple),
)


@given(st.lists(FATES, max_size=30))
def test_plan_actual_and_ledger_add_up_to_the_minute(fates):
    told = reckon(fates)
    assert told.planned == sum(fate.planned for fate in fates)
    assert told.planned == told.kept + told.moved + told.lost + told.unknown + told.ahead
    assert sum(told.lost_by.values()) == told.lost
    happened = [fate.happened for fate in fates if fate.state not in ("planned", "replaced", "missed")]
    gone = [fate.happened for fate in fates if fate.state in ("replaced", "missed")]
    assert told.happened == sum(happened) + sum(gone)


def test_unreconciled_is_unknown_and_never_done():
    told = reckon([Fate(45, "planned", is_past=True), Fate(30, "planned", is_past=False)])
    assert (told.kept, told.unknown, told.ahead, told.lost) == (0, 45, 30, 0)


def test_lost_minutes_go_to_the_reasons_first_and_the_rest_to_none():
    told = reckon([Fate(45, "shortened", 30, ledger=(("family", 10),)), Fate(15, "missed", ledger=(("district", 15),))])
    assert dict(told.lost_by) == {"family": 10, "": 5, "district": 15}


def test_an_interruption_in_a_kept_block_is_no_loss():
    told = reckon([Fate(45, "kept", 45, ledger=(("family", 6),))])
    assert (told.kept, told.lost, told.between) == (45, 0, 6)


def test_golden_values_of_the_metrics_hold():
    share = instructional_share(1230, 1770, 150, 210)
    assert share.percent() == 41.0
    assert rounded_percent(share.unknown_value) == 6.3
    assert block_integrity(45, 30).percent() == 66.7
    assert slots_to_schedule(3, 24, 12) == 6
    assert slots_to_schedule(3, 10, 3) == 5
    assert slots_to_schedule(3, 10, 9) == 30
    assert slots_to_schedule(3, 9, 9) is None
