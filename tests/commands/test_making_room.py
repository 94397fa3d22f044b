"""Flexible blocks make room for what is put on them: in the same step, to the next free start, or as a debt."""

from __future__ import annotations

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.blocks import BlockRef, Protection
from il_desktop.domain.errors import ProtectedTimeConflict
from il_desktop.domain.protection import DisplacementReason, OverrideReason
from il_desktop.wording.format import Words
from il_desktop.wording.steps import step_sentence
from tests.commands.school_time import OFFICE, PERSONAL, add_rows, at, draft, school_year, series

schedule = commands.schedule
FLEXIBLE, FIRM = Protection.FLEXIBLE, Protection.FIRM


def add(desk: Desk, title: str, start: str, end: str, level: Protection, **more: object) -> BlockRef:
    return BlockRef(desk.run(schedule.create_block, draft(title, start, end, protection=level, **more)))


def where(desk: Desk, title: str) -> list[str]:
    rows = desk.read(lambda r: r.rows("SELECT starts_local FROM time_block WHERE title = ? ORDER BY 1", (title,)))
    return [row[0].removeprefix("2026-01-") for row in rows]


def debts(desk: Desk) -> list[tuple]:
    return desk.read(lambda r: r.rows("SELECT minutes, level, debt FROM interruption WHERE kind = 'override'"))


def said(desk: Desk) -> str:
    return step_sentence(desk.history().undo, Words(h24=True))


def test_a_flexible_block_goes_to_the_next_free_start_in_the_same_step(desk):
    add(desk, "E-mail", "20 9:30", "20 10:00", FLEXIBLE, activity_type=OFFICE)
    add(desk, "Meeting", "20 11:00", "20 12:00", FIRM)
    visit = add(desk, "Visit", "20 14:00", "20 16:00", FIRM)
    desk.run(schedule.move_block, visit, at("20 9:00"))
    assert where(desk, "E-mail") == ["20T12:00"]
    assert said(desk) == "Moved Visit, Tue 14:00 → 9:00; E-mail makes room, now Tue 12:00"
    assert debts(desk) == []
    desk.undo()
    assert (where(desk, "E-mail"), where(desk, "Visit")) == (["20T09:30"], ["20T14:00"])
    desk.redo()
    assert where(desk, "E-mail") == ["20T12:00"]


def test_the_place_the_mover_leaves_is_free_for_it(desk):
    add(desk, "E-mail", "20 9:00", "20 10:00", FLEXIBLE)
    visit = add(desk, "Visit", "20 10:00", "20 11:00", FIRM)
    desk.run(schedule.move_block, visit, at("20 9:00"))
    assert where(desk, "E-mail") == ["20T10:00"]


def test_several_make_room_without_taking_each_others_place(desk):
    add(desk, "E-mail", "20 9:00", "20 9:30", FLEXIBLE)
    add(desk, "Budget", "20 9:30", "20 10:00", FLEXIBLE)
    add(desk, "Visit", "20 9:00", "20 10:00", FIRM)
    assert sorted([*where(desk, "E-mail"), *where(desk, "Budget")]) == ["20T10:00", "20T10:30"]
    assert said(desk).endswith("; 2 Flexible blocks make room")


def test_firm_time_still_asks_and_who_is_refused_pushes_nobody(desk):
    add(desk, "Visit", "20 9:00", "20 10:00", FIRM)
    add(desk, "E-mail", "20 10:00", "20 10:30", FLEXIBLE)
    with pytest.raises(ProtectedTimeConflict):
        add(desk, "Long", "20 9:30", "20 10:30", FIRM)
    assert where(desk, "E-mail") == ["20T10:00"]
    consent = OverrideReason(DisplacementReason.FAMILY)
    desk.run(schedule.create_block, draft("Long", "20 9:30", "20 10:30"), override=consent)
    assert where(desk, "E-mail") == ["20T10:30"]
    assert where(desk, "Visit") == ["20T09:00"]


def test_where_no_start_is_left_its_minutes_are_owed(desk):
    for day in range(20, 25):
        add(desk, f"Full {day}", f"{day} 10:00", f"{day} 23:00", FIRM)
    for day in range(21, 25):
        add(desk, f"Early {day}", f"{day} 0:00", f"{day} 10:00", FIRM)
    add(desk, "E-mail", "20 9:00", "20 10:00", FLEXIBLE, activity_type=OFFICE)
    add(desk, "Visit", "20 9:00", "20 10:00", FIRM)
    assert where(desk, "E-mail") == ["20T09:00"]
    assert debts(desk) == [(60, int(FLEXIBLE), "open")]
    assert said(desk).endswith("; no place left for E-mail, owed on the shelf")
    desk.undo()
    assert debts(desk) == []


def test_a_meal_stays_on_its_day_and_is_never_owed(desk):
    add(desk, "Full", "20 10:00", "20 23:00", FIRM)
    add(desk, "Meal", "20 9:30", "20 10:00", FLEXIBLE, activity_type=PERSONAL)
    add(desk, "Visit", "20 9:30", "20 10:00", FIRM)
    assert where(desk, "Meal") == ["20T09:30"]
    assert debts(desk) == []


def test_what_is_over_stays_where_it_was(desk, fixed_clock):
    add(desk, "E-mail", "20 9:00", "20 10:00", FLEXIBLE)
    fixed_clock.advance(days=5)
    add(desk, "Was there", "20 9:00", "20 10:00", FIRM)
    assert where(desk, "E-mail") == ["20T09:00"]


def test_one_date_of_a_series_makes_room_the_others_stay(desk):
    desk.run(add_rows, *school_year(), series(protection=1, on_no_school="skip"))
    add(desk, "Visit", "20 9:00", "20 10:00", FIRM)
    assert where(desk, "Data talk") == ["20T10:00"]


@pytest.mark.parametrize(("minutes", "pushed"), [(15, "20T10:15"), (60, "20T11:00")])
def test_a_nudge_pushes_only_as_far_as_it_must(desk, minutes, pushed):
    add(desk, "E-mail", "20 10:00", "20 10:30", FLEXIBLE)
    visit = add(desk, "Visit", "20 9:00", "20 10:00", FIRM)
    desk.run(schedule.move_block, visit, at("20 9:00").plus(minutes))
    assert where(desk, "E-mail") == [pushed]


def test_an_accepted_nudge_is_one_step_back_with_whom_it_pushed(desk):
    add(desk, "E-mail", "20 10:00", "20 10:30", FLEXIBLE)
    visit = add(desk, "Visit", "20 9:00", "20 10:00", FIRM)
    for minute in (15, 30):
        desk.run(schedule.move_block, visit, at(f"20 9:{minute}"))
    assert where(desk, "E-mail") == ["20T10:30"]
    desk.undo()
    assert (where(desk, "Visit"), where(desk, "E-mail")) == (["20T09:00"], ["20T10:00"])
