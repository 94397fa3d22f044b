"""The Ideal week: painting is exact, applying leaves days off and all taken time alone, comparing counts minutes."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.errors import BadValue
from il_desktop.domain.ideal import Band, compare, paint
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.ideal import compared_week, ideal_names, ideal_week
from il_desktop.queries.week import cards_between
from il_desktop.wording.ideal import honest_text
from il_desktop.wording.steps import step_sentence

I, M, P = Category  # noqa: E741  the stored letters
MONDAY = date(2026, 1, 19)
NAME = "Ideal week"

_STROKES = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 20), st.sampled_from([I, M, P, None]), st.booleans()), max_size=12
)


@given(_STROKES)
def test_every_minute_is_what_the_last_stroke_over_it_said(strokes: list) -> None:
    bands: tuple[Band, ...] = ()
    minutes: dict[int, tuple[Category, bool] | None] = {}
    for start, length, wants, only in strokes:
        bands = paint(bands, start, start + length, wants, is_exclusive=only)
        minutes.update(dict.fromkeys(range(start, start + length), (wants, only) if wants else None))
    told = {minute: (band.wants, band.is_exclusive) for band in bands for minute in range(band.start, band.end)}
    assert told == {minute: said for minute, said in minutes.items() if said}
    assert all(a.end < b.start or a[2:] != b[2:] for a, b in pairwise(bands))


def test_comparing_counts_overlaps_once_and_names_what_lies_in_exclusive_time() -> None:
    bands = (Band(540, 600, I, is_exclusive=True), Band(600, 660, M))
    told = compare(bands, [(I, 540, 570), (I, 555, 580), (M, 570, 630)])
    assert (told.wanted[I], told.fitting[I], told.real[I]) == (60, 40, 40)
    assert (told.fitting[M], told.real[M], told.against) == (30, 60, 30)
    assert honest_text([told]) == (
        "40 min of the 1 h meant for instruction are planned so. "
        "30 min of exclusive time are planned for something else."
    )


def test_painting_is_one_step_over_several_days_and_undone_as_one(desk: Desk) -> None:
    desk.run(commands.ideal.paint_bands, NAME, ["0", "1"], 540, 660, I, is_exclusive=True)
    desk.run(commands.ideal.paint_bands, NAME, ["0"], 600, 630, None)
    week = desk.read(ideal_week, NAME)
    assert week.bands["0"] == (Band(540, 600, I, is_exclusive=True), Band(630, 660, I, is_exclusive=True))
    assert week.bands["1"] == (Band(540, 660, I, is_exclusive=True),)
    desk.undo()
    assert desk.read(ideal_week, NAME).bands["0"] == (Band(540, 660, I, is_exclusive=True),)
    desk.undo()
    assert desk.read(ideal_week, NAME).bands == {}


def test_a_day_type_lies_over_the_weekday(desk: Desk) -> None:
    desk.run(commands.ideal.paint_bands, NAME, ["0"], 540, 660, M)
    desk.run(commands.ideal.paint_bands, NAME, ["type:A"], 540, 600, I)
    week = desk.read(ideal_week, NAME)
    assert week.bands_of(0, "A") == (Band(540, 600, I), Band(600, 660, M))
    assert week.bands_of(0, "B") == (Band(540, 660, M),)
    with pytest.raises(BadValue):
        desk.run(commands.ideal.paint_bands, NAME, ["9"], 540, 660, M)


def test_applying_skips_what_is_taken_and_is_one_step(desk: Desk) -> None:
    run = desk.run
    run(commands.ideal.add_template, NAME, "0", 540, 30, "Visits", "visit_quick")
    run(commands.ideal.add_template, NAME, "0", 600, 30, "Data", "data_meeting")
    start = WallTime(MONDAY, 610)
    run(commands.schedule.create_block, BlockDraft("Guarded", "office_work", start, start.plus(30), Protection.GUARDED))
    assert run(commands.ideal.apply_week, NAME, MONDAY, date(2026, 1, 25)) == (1, 1)
    label = desk.history().undo
    assert label is not None
    assert step_sentence(label).startswith("Made 1 block from the Ideal week; 1 left out, their time is taken or gone")
    cards = desk.read(cards_between, MONDAY, 7, desk.cached(school_calendar))
    assert [card.title for card in cards] == ["Visits", "Guarded"]
    assert run(commands.ideal.apply_week, NAME, MONDAY, date(2026, 1, 25)) == (0, 2), "applying twice doubles nothing"
    desk.undo()
    assert len(desk.read(cards_between, MONDAY, 7, desk.cached(school_calendar))) <= 2


def test_a_term_of_the_sample_school_keeps_days_off_and_protected_time_clear(sample_desk: Desk) -> None:
    calendar = sample_desk.cached(school_calendar)
    first, last = date(2026, 1, 19), date(2026, 4, 30)
    days = (last - first).days + 1
    before = {card.key: card.span for card in sample_desk.read(cards_between, first, days, calendar)}
    made, _skipped = sample_desk.run(commands.ideal.apply_week, NAME, first, last)
    assert made > 20
    after = sample_desk.read(cards_between, first, days, calendar)
    new = [card for card in after if card.key not in before]
    assert len(new) == made
    assert all(calendar.day(card.span.start.day).is_contact_day for card in new)
    guarded = [card for card in after if card.key in before and card.protection >= Protection.GUARDED]
    assert not [1 for card in new for other in guarded if not other.all_day and card.span.overlaps(other.span)
                and other.state not in ("cancelled", "missed", "replaced")]  # fmt: skip
    sample_desk.undo()
    assert {card.key for card in sample_desk.read(cards_between, first, days, calendar)} == set(before)


def test_a_week_beside_the_ideal_one(sample_desk: Desk) -> None:
    assert sample_desk.read(ideal_names) == (NAME,)
    sample_desk.run(commands.ideal.paint_bands, NAME, ["0", "1", "2", "3", "4"], 480, 660, I, is_exclusive=True)
    days = sample_desk.read(compared_week, NAME, date(2026, 1, 12), sample_desk.cached(school_calendar))
    assert [day.day.weekday() for day in days] == [0, 1, 2, 3, 4]
    assert all(day.told.wanted[I] == 180 for day in days)
    assert sum(day.told.fitting[I] for day in days) > 0


def test_more_than_a_term_is_refused(desk: Desk) -> None:
    with pytest.raises(BadValue):
        desk.run(commands.ideal.apply_week, NAME, MONDAY, date(2027, 1, 1))
