"""Adopting a copy of a week: one step, looked at again, what cannot be done is named, nothing counts before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.blocks import BlockRef, Category, GoalShare, Protection
from il_desktop.domain.errors import PlanOutdated, ProtectedTimeConflict
from il_desktop.domain.proposal import Loss, Wanted, Work
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.domain.what_if import (
    Add,
    Drop,
    Level,
    Piece,
    Put,
    Standing,
    Take,
    WhatIf,
    as_proposal,
    clashes,
    differences,
)
from il_desktop.models.goals import Goal, Vision
from il_desktop.planning.proposing import plan_week
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.settings import settings
from il_desktop.queries.what_if import (
    Copied,
    Side,
    changed_since,
    copied_week,
    copy_facts,
    real_side,
    tried_side,
    week_pair,
    week_standing,
    with_goals,
)
from il_desktop.wording.steps import step_sentence
from tests.commands.school_time import add_rows, at, draft

MONDAY, QUIET = date(2026, 1, 19), date(2026, 1, 26)
TZ = "America/New_York"
NOW = WallTime.parse("2026-01-16T08:00")


def copy_of(desk: Desk, week: date = MONDAY) -> tuple[WhatIf, Copied]:
    copied = desk.read(copied_week, week, NOW, desk.cached(school_calendar))
    return WhatIf(week, copied.pieces), copied


def adopt(desk: Desk, copy: WhatIf, *, but: tuple[str, ...] = ()) -> int:
    lines = differences(copy)
    keys = [line.key for line in lines if line.key not in but]
    return desk.run(commands.planning.adopt_copy, as_proposal(copy, lines), keys)


def figures(desk: Desk, side: Side) -> Standing:
    week_on = min(piece.span.start.day for piece in side.pieces)
    week_on -= timedelta(days=week_on.weekday())
    return desk.read(week_standing, side, week_on, NOW, desk.cached(school_calendar), desk.read(settings))


def rows(desk: Desk) -> list[tuple]:
    return desk.read(lambda reader: reader.rows("SELECT * FROM time_block ORDER BY id"))


def row(desk: Desk, block_id: str) -> tuple:
    sql = "SELECT starts_local, ends_local, protection, state FROM time_block WHERE id = ?"
    return desk.read(lambda reader: reader.row(sql, (block_id,)))


def add(desk: Desk, title: str, start: str, end: str, level: Protection = Protection.FIRM) -> str:
    return desk.run(commands.schedule.create_block, draft(title, start, end, protection=level))


def test_all_differences_are_one_step_and_one_undo(desk):
    desk.run(
        add_rows,
        Vision(id="v", version=1, statement="Everyone reads"),
        Goal(id="g", vision_id="v", kind="goal", title="Reading"),
    )
    plc, mail = add(desk, "PLC", "20 9:00", "20 9:45"), add(desk, "E-mail", "20 10:00", "20 10:30")
    before, steps = rows(desk), desk.history().undo.seq
    copy, copied = copy_of(desk)
    new = Wanted("new:3", Work.BLOCK, "", "Budget", 30, "office_work", Category.MANAGEMENT, Protection.FIRM)
    for deed in (
        Put(plc, Span(at("21 9:00"), at("21 10:00"))),
        Level(plc, Protection.GUARDED),
        Drop(mail),
        Add(Piece(new, Span(at("22 9:00"), at("22 9:30")), (GoalShare("g", 50),))),
    ):
        copy = copy.done(deed)
    assert rows(desk) == before, "nothing of a copy is in the file"
    assert adopt(desk, copy) == 3
    assert desk.history().undo.seq == steps + 1
    assert step_sentence(desk.history().undo) == (
        "Adopted what was tried in the week of Mon 19 Jan: 1 added, 1 moved, 1 let go and 1 with another level"
    )
    assert row(desk, plc) == ("2026-01-21T09:00", "2026-01-21T10:00", 3, "planned")
    assert row(desk, mail) is None
    share = "SELECT b.title, g.share_pct FROM time_block b JOIN block_goal g ON g.block_id = b.id"
    assert desk.read(lambda reader: reader.rows(share)) == [("Budget", 50)]
    current = desk.read(copied_week, MONDAY, NOW, desk.cached(school_calendar))
    assert changed_since(copied, current) == 3
    desk.undo()
    assert rows(desk) == before


def test_what_changed_since_or_is_taken_by_now_is_named_and_the_rest_can_be_done(desk):
    moved = add(desk, "Moved", "20 9:00", "20 9:30")
    taken = add(desk, "Taken", "20 10:00", "20 10:30")
    fine = add(desk, "Fine", "20 11:00", "20 11:30")
    copy, _ = copy_of(desk)
    for key, place in ((moved, "21 9:00"), (taken, "21 10:00"), (fine, "21 11:00")):
        copy = copy.done(Put(key, Span.of(at(place), 30)))
    desk.run(commands.schedule.move_block, BlockRef(moved), at("20 13:00"))
    add(desk, "New meeting", "21 10:00", "21 11:00")
    before = rows(desk)
    with pytest.raises(PlanOutdated) as told:
        adopt(desk, copy)
    assert set(told.value.titles) == {"Moved", "New meeting"}
    assert set(told.value.keys) == {moved, taken}
    assert rows(desk) == before
    assert adopt(desk, copy, but=told.value.keys) == 1
    assert row(desk, fine)[0] == "2026-01-21T11:00"


def test_an_immovable_block_is_unlocked_in_the_copy_first(desk):
    duty = add(desk, "Duty", "20 9:00", "20 9:30", Protection.IMMOVABLE)
    copy, _ = copy_of(desk)
    with pytest.raises(PlanOutdated):
        adopt(desk, copy.done(Drop(duty)))
    assert adopt(desk, copy.done(Level(duty, Protection.FIRM)).done(Drop(duty))) == 1
    assert row(desk, duty) is None


def test_lowering_a_guarded_block_in_a_copy_is_no_loophole(desk):
    held, other = (
        add(desk, "Held", "20 9:00", "20 9:45", Protection.GUARDED),
        add(desk, "Other", "20 13:00", "20 13:30"),
    )
    copy, _ = copy_of(desk)
    copy = copy.done(Level(held, Protection.OPEN))
    onto = copy.done(Put(other, Span.of(at("20 9:00"), 30)))
    with pytest.raises(PlanOutdated) as told:
        adopt(desk, onto)
    assert told.value.keys == (other,)
    adopt(desk, copy)
    assert row(desk, held)[2] == Protection.OPEN
    with pytest.raises(ProtectedTimeConflict) as asked:
        desk.run(commands.schedule.move_block, BlockRef(other), at("20 9:00"))
    assert [conflict.protection for conflict in asked.value.conflicts] == [Protection.GUARDED]


def test_lost_time_is_repaired_inside_the_copy_and_told_in_the_ledger_when_adopted(desk):
    meeting = add(desk, "Data meeting", "20 9:00", "20 9:45", Protection.GUARDED)
    copy, copied = copy_of(desk)
    call = Loss(Span(at("20 9:00"), at("20 11:00")), "district", "District call")
    calendar, values = desk.cached(school_calendar), desk.read(settings)
    facts = desk.read(copy_facts, copy, (call,), copied.cards, NOW, calendar, values)
    proposal = plan_week(facts, "search", time_limit=0.2).proposal
    copy = copy.done(Take(proposal.lines, (call,)))
    assert not clashes(copy, differences(copy), NOW)
    again = desk.read(copy_facts, copy, (), copied.cards, NOW, calendar, values)
    assert "District call" in {taken.title for taken in again.taken}, "a second plan sees the first"
    assert desk.read(lambda reader: reader.value("SELECT count(*) FROM interruption")) == 0
    adopt(desk, copy)
    ledger = desk.read(lambda reader: reader.rows("SELECT source, minutes, level FROM interruption"))
    assert ledger == [("district", 45, 3)]
    assert row(desk, meeting)[3] == "replaced"
    desk.undo()
    assert row(desk, meeting)[3] == "planned"


def test_a_plan_made_inside_the_copy_is_adopted_with_visits_and_talks(sample_desk):
    copy, copied = copy_of(sample_desk, QUIET)
    calendar, values = sample_desk.cached(school_calendar), sample_desk.read(settings)
    facts = sample_desk.read(copy_facts, copy, (), copied.cards, NOW, calendar, values)
    proposal = plan_week(facts, "search", time_limit=0.2).proposal
    assert proposal.lines
    tried = copy.done(Take(sample_desk.read(with_goals, proposal.lines)))
    lines = differences(tried)
    assert {line.key for line in lines} == {line.key for line in proposal.lines}
    assert not clashes(tried, lines, NOW)
    again = sample_desk.read(copy_facts, tried, (), copied.cards, NOW, calendar, values)
    seen = {item.wanted.key for item in again.items} | {taken.key for taken in again.taken}
    assert seen >= {line.key for line in lines if line.after}, "a second plan sees the first"
    assert len({item.wanted.key for item in again.items}) == len(again.items)
    real, held = sample_desk.read(week_pair, tried, copied, (QUIET, 5), NOW, calendar)
    assert len(held.cards) > len(real.cards)
    was, would = figures(sample_desk, real_side(copied)), figures(sample_desk, tried_side(tried, copied, lines, TZ))
    assert would.visits > was.visits
    assert would.teachers > was.teachers
    assert would.likely_min > was.likely_min
    assert would.owed_min < was.owed_min
    assert would.talks_in_time > was.talks_in_time
    assert adopt(sample_desk, tried) == len(lines)
    after = sample_desk.read(copied_week, QUIET, NOW, calendar)
    assert figures(sample_desk, real_side(after)) == would._replace(moved=0, dropped=0)


def test_what_is_lost_without_a_place_is_owed_in_the_copy_as_it_is_after_adopting(desk):
    add(desk, "Data meeting", "20 9:00", "20 9:45", Protection.GUARDED)
    add(desk, "Full", "20 9:45", "20 23:30", Protection.IMMOVABLE)
    calendar, values = desk.cached(school_calendar), desk.read(settings)
    for day in range(21, 26):
        add(desk, f"Full {day}", f"{day} 0:00", f"{day} 23:30", Protection.IMMOVABLE)
    copy, copied = copy_of(desk)
    call = Loss(Span(at("20 9:00"), at("20 9:45")), "district", "District call")
    facts = desk.read(copy_facts, copy, (call,), copied.cards, at("20 8:45"), calendar, values)
    tried = copy.done(Take(plan_week(facts, "search", time_limit=0.2).proposal.lines, (call,)))
    would = figures(desk, tried_side(tried, copied, differences(tried), TZ))
    assert (figures(desk, real_side(copied)).owed_min, would.owed_min) == (0, 45)
    adopt(desk, tried)
    assert figures(desk, real_side(desk.read(copied_week, MONDAY, NOW, calendar))).owed_min == 45
