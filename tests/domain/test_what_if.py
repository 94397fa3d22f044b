"""A copy of a week: deeds, taking them back, what differs, what cannot be adopted, both weeks in numbers."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from il_desktop.domain.blocks import Category, GoalShare, Protection
from il_desktop.domain.proposal import Action, Line, Loss, Note, Wanted, Work, can_stand
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.domain.what_if import (
    Add,
    Drop,
    Level,
    Piece,
    Put,
    Take,
    WhatIf,
    as_proposal,
    clashes,
    differences,
    owed_after,
    refusal,
    standing,
)

MONDAY = date(2026, 1, 26)
NOW = WallTime(MONDAY, 8 * 60)


def span(text: str, minutes: int = 30) -> Span:
    """Return a time of that week: `Tue 9:00`, so many minutes long."""
    day, clock = text.split()
    hour, minute = clock.split(":")
    number = ("Mon", "Tue", "Wed", "Thu", "Fri").index(day)
    return Span.of(WallTime.at(MONDAY + timedelta(days=number), int(hour), int(minute)), minutes)


def wanted(key: str, level: Protection = Protection.FIRM, work: Work = Work.BLOCK, **more: object) -> Wanted:
    made = Wanted(key, work, key, key.upper(), 30, "office_work", Category.MANAGEMENT, level)
    return made._replace(**more)


def piece(key: str, at: Span, level: Protection = Protection.FIRM, **more: object) -> Piece:
    return Piece(wanted(key, level), at)._replace(**more)


A, B = piece("a", span("Mon 9:00")), piece("b", span("Mon 10:00"))
COPY = WhatIf(MONDAY, (A, B))
LOSS = Loss(span("Mon 9:00", 60), "district", "District call")


def only(copy: WhatIf) -> Line:
    (line,) = differences(copy)
    return line


def test_an_untouched_copy_differs_in_nothing():
    assert differences(COPY) == ()
    assert as_proposal(COPY, ()).lines == ()


def test_what_is_moved_made_longer_dropped_added_or_guarded_is_told_as_lines():
    moved = only(COPY.done(Put("a", span("Tue 9:00", 45))))
    assert (moved.action, moved.before, moved.after) == (Action.MOVE, A.span, span("Tue 9:00", 45))
    assert only(COPY.done(Drop("b"))) == Line(Action.DROP, B.wanted, B.span)
    guarded = only(COPY.done(Level("a", Protection.GUARDED)))
    assert (guarded.action, guarded.level, guarded.wanted.protection) == (
        Action.LEVEL,
        Protection.GUARDED,
        Protection.FIRM,
    )
    new = piece("new:0", span("Wed 9:00"), goals=(GoalShare("g", 100),))
    added = only(COPY.done(Add(new)))
    assert (added.action, added.after, added.goals) == (Action.ADD, new.span, new.goals)


def test_moving_there_and_back_is_no_difference():
    assert differences(COPY.done(Put("a", span("Tue 9:00"))).done(Put("a", A.span))) == ()


def test_a_moved_block_that_is_guarded_as_well_is_one_line():
    line = only(COPY.done(Put("a", span("Tue 9:00"))).done(Level("a", Protection.GUARDED)))
    assert (line.action, line.level) == (Action.MOVE, Protection.GUARDED)


@given(st.lists(st.sampled_from(("put", "drop", "level", "add")), max_size=8))
def test_going_back_and_forth_is_exact(kinds: list[str]):
    copy, seen = COPY, [COPY.pieces()]
    for number, kind in enumerate(kinds):
        deeds = {
            "put": Put("a", span("Tue 9:00").moved_to(WallTime.at(MONDAY, 11, number))),
            "drop": Drop("b"),
            "level": Level("a", Protection(number % 5)),
            "add": Add(piece(copy.free_key(), span("Wed 9:00"))),
        }
        copy = copy.done(deeds[kind])
        seen.append(copy.pieces())
    for before in reversed(seen[:-1]):
        copy = copy.back()
        assert copy.pieces() == before
    for _ in kinds:
        copy = copy.forth()
    assert copy.pieces() == seen[-1]
    assert copy.back().done(Drop("b")).undone == () if kinds else True


def test_what_is_over_above_the_hours_or_immovable_cannot_be_tried():
    base = (
        A._replace(is_over=True),
        B._replace(is_bar=True),
        piece("c", span("Tue 9:00"), Protection.IMMOVABLE),
    )
    copy = WhatIf(MONDAY, base)
    assert refusal(copy, Drop("a"), NOW) == "over"
    assert refusal(copy, Drop("b"), NOW) == "bar"
    assert refusal(copy, Put("c", span("Tue 10:00")), NOW) == "immovable"
    assert refusal(copy, Level("c", Protection.FIRM), NOW) == ""
    unlocked = copy.done(Level("c", Protection.FIRM))
    assert refusal(unlocked, Put("c", span("Tue 10:00")), NOW) == ""
    assert refusal(unlocked, Put("c", Span.of(WallTime.at(MONDAY, 7), 30)), NOW) == "past"
    assert refusal(copy, Drop("z"), NOW) == "gone"
    line = only(unlocked.done(Drop("c")))
    assert (line.action, line.level) == (Action.DROP, Protection.FIRM)


def test_a_loss_taken_in_marks_what_it_hits_and_tells_why():
    lose = Line(Action.LOSE, wanted("lost:0", work=Work.LOST, title="District call"), None, LOSS.span, is_hit=True)
    moved = Line(Action.MOVE, A.wanted, A.span, span("Tue 9:00"), (Note("lost", span=A.span),), is_hit=True)
    copy = COPY.done(Take((lose, moved), (LOSS,)))
    assert copy.losses == (LOSS,)
    lost, hit = differences(copy)
    assert (lost.action, lost.key) == (Action.LOSE, "lost:0")
    assert hit.is_hit
    assert hit.notes[0].code == "lost"
    assert refusal(copy, Drop("lost:0"), NOW) == "lost"
    by_hand = differences(copy.done(Put("a", span("Wed 9:00"))))[1]
    assert by_hand.is_hit
    assert by_hand.after == span("Wed 9:00")
    second = copy.done(Take((lose._replace(after=span("Thu 9:00")),), (Loss(span("Thu 9:00"), "other", "Call"),)))
    assert {"lost:0", "lost:1"} <= second.pieces().keys()


def test_a_dropped_new_visit_takes_its_new_talk_along():
    visit = Line(Action.ADD, wanted("visit:p", work=Work.VISIT), None, span("Tue 9:00"))
    talk = Line(Action.ADD, wanted("talk:p", work=Work.TALK, with_key="visit:p"), None, span("Tue 13:00"))
    copy = COPY.done(Take((visit, talk)))
    assert len(differences(copy)) == 2
    assert differences(copy.done(Drop("visit:p"))) == ()


def test_two_things_at_one_time_cannot_be_adopted_unless_one_is_open():
    copy = COPY.done(Put("a", span("Mon 10:15")))
    assert clashes(copy, differences(copy), NOW) == {"a": Note("meets", text="B")}
    opened = WhatIf(MONDAY, (A, B._replace(wanted=wanted("b", Protection.OPEN)))).done(Put("a", span("Mon 10:15")))
    assert clashes(opened, differences(opened), NOW) == {}
    lowered = copy.done(Level("b", Protection.OPEN))
    assert list(clashes(lowered, differences(lowered), NOW)) == ["a"], "lowering it makes no room"
    away = copy.done(Put("b", span("Fri 10:00")))
    assert clashes(away, differences(away), NOW) == {}
    assert clashes(away, differences(away), span("Thu 9:00").start) == {"a": Note("over")}


def test_a_change_of_level_stands_without_the_others():
    copy = COPY.done(Level("a", Protection.GUARDED)).done(Put("b", span("Mon 9:00")))
    lines = differences(copy)
    assert can_stand(lines, {"a"}) == {"a"}


def test_both_weeks_in_numbers():
    seen = wanted("v", Protection.GUARDED, Work.VISIT, category=Category.INSTRUCTIONAL, person_id="p")
    visit = Piece(seen, span("Mon 9:00"))
    talk = Piece(wanted("t", work=Work.TALK, with_key="v"), span("Tue 9:00"), (GoalShare("g", 50),))
    earlier = Piece(wanted("e", work=Work.TALK), span("Wed 9:00"), visited=span("Mon 8:00").start)
    given_up = Piece(wanted("x", Protection.GUARDED), span("Mon 13:00"), claims=False)
    hours = [Span(WallTime.at(MONDAY, 8), WallTime.at(MONDAY, 9, 20))]
    copy = WhatIf(MONDAY, (visit, talk, earlier, given_up))

    def next_day(day: date) -> date:
        return day + timedelta(days=1)

    told = standing(copy.base, hours, next_day)
    assert told == (20, 1, 2, 1, 15, 0, 0, 1, 0, 0)
    tried = copy.done(Put("v", span("Tue 10:00"))).done(Drop("e"))
    lines = differences(tried)
    assert standing(tried.pieces().values(), hours, next_day, lines) == (0, 1, 1, 0, 15, 1, 1, 1, 0, 0)
    again = Piece(seen._replace(key="w"), span("Fri 9:00"))
    assert standing((visit, again), hours, next_day)[1:2] + standing((visit, again), hours, next_day)[7:8] == (2, 1)


def test_what_is_owed_follows_what_gets_a_place_and_what_loses_its_own():
    owed = {"shelf:debt:1": 30, "shelf:debt:2": 45}
    assert owed_after(owed, ()) == 75
    placed = Line(Action.ADD, wanted("x", work=Work.DEBT, ref="shelf:debt:2"), None, span("Tue 9:00"))
    assert owed_after(owed, (placed,)) == 30
    let_go = Line(Action.DROP, wanted("m", work=Work.DEBT, minutes=60), span("Tue 9:00", 60), None)
    assert owed_after(owed, (placed, let_go)) == 90
    guarded = wanted("g", Protection.GUARDED, minutes=20)
    assert owed_after({}, (Line(Action.DROP, guarded, A.span, None, is_hit=True),)) == 20
    assert owed_after({}, (Line(Action.DROP, guarded, A.span, None),)) == 0, "let go freely, nothing is owed"
    assert owed_after({}, (Line(Action.MOVE, guarded, A.span, B.span, is_hit=True),)) == 0, "it has its make-up"
