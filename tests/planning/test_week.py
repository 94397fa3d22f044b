"""From minutes to slots and back: whatever the clock says, a proposal breaks no rule, and what may stay stays."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.proposal import Action, Loss, Proposal, Wanted, Work, can_stand
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.planning.check import check
from il_desktop.planning.proposing import Planned, differing, keeping, others, plan_week, why
from il_desktop.planning.week import Item, LessonAt, Taken, WeekFacts, week_of

DAYS = (date(2026, 1, 20), date(2026, 1, 21))
FROM, TO = 435, 945


def at(day: int, minute: int) -> WallTime:
    return WallTime(DAYS[day], minute)


def span(day: int, minute: int, minutes: int) -> Span:
    return Span.of(at(day, minute), minutes)


WORK = tuple(Span(WallTime(day, FROM), WallTime(day, TO)) for day in DAYS)


def item(key: str, minutes: int = 30, *, previous: Span | None = None, windows=WORK, **more) -> Item:
    work = more.pop("work", Work.TASK)
    priority = more.pop("priority", 3)
    wanted = Wanted(
        key, work, key, key, minutes, "office_work", Category.MANAGEMENT, Protection.FLEXIBLE, priority,
        with_key=more.get("after", ""),
    )  # fmt: skip
    return Item(wanted, more.pop("group", "task"), windows, previous, **more)


def facts(*items: Item, taken: tuple[Taken, ...] = (), now: WallTime | None = None, **more) -> WeekFacts:
    return WeekFacts(DAYS, FROM, TO, now or WallTime(DAYS[0], 0), taken, items, week_on=date(2026, 1, 19), **more)


def plan(*items: Item, **more) -> Planned:
    return plan_week(facts(*items, **more), "search", time_limit=0.5)


def stands_after(planned: Planned, chosen: frozenset[str]) -> dict[str, Span]:
    """Where everything is once some lines are done."""
    found = {i.wanted.key: i.previous for i in planned.week.facts.items if i.previous is not None}
    for line in planned.proposal.lines:
        if line.key in chosen and line.action is not Action.LOSE:
            if line.after is None:
                found.pop(line.key, None)
            else:
                found[line.key] = line.after
    return found


@st.composite
def weeks(draw: st.DrawFn) -> WeekFacts:
    """Two days of events and blocks at odd minutes; what stands already lies on nothing else."""
    occupied: list[Span] = []
    taken, items = [], []
    for number in range(draw(st.integers(0, 9))):
        place = span(draw(st.integers(0, 1)), draw(st.integers(FROM, TO - 60)), draw(st.integers(5, 60)))
        if any(place.overlaps(other) for other in occupied):
            continue
        occupied.append(place)
        if draw(st.booleans()):
            taken.append(Taken(f"t{number}", f"t{number}", place, draw(st.sampled_from((0, 15)))))
        else:
            items.append(item(f"s{number}", place.minutes, previous=place, priority=draw(st.integers(1, 4))))
    items += [
        item(f"w{number}", draw(st.integers(5, 90)), priority=draw(st.integers(1, 4)))
        for number in range(draw(st.integers(0, 4)))
    ]
    return facts(*items, taken=tuple(taken), now=at(0, draw(st.integers(0, 600))))


@settings(max_examples=60)
@given(weeks(), st.data())
def test_a_proposal_keeps_every_rule_by_the_clock_whatever_is_refused(week, data):
    planned = plan_week(week, "search", time_limit=0.2)
    assert not check(planned.week.problem, planned.answer)
    keys = [line.key for line in planned.proposal.lines]
    ticked = frozenset(data.draw(st.sets(st.sampled_from(keys)))) if keys else frozenset()
    for chosen in (frozenset(keys), can_stand(planned.proposal.lines, ticked)):
        there = stands_after(planned, chosen)
        for left, right in combinations(there.values(), 2):
            assert not left.overlaps(right)
        for line in planned.proposal.lines:
            if line.key in chosen and line.after is not None:
                assert line.after.start >= week.now
                assert line.after.minutes == line.wanted.minutes
                assert any(w.start <= line.after.start and line.after.end <= w.end for w in WORK)
                assert not any(line.after.overlaps(each.span) for each in week.taken)


@settings(max_examples=40)
@given(weeks())
def test_a_week_in_which_nothing_is_wanted_stays_as_it_is(week):
    standing = tuple(each for each in week.items if each.previous is not None)
    quiet = WeekFacts(week.dates, FROM, TO, WallTime(DAYS[0], 0), week.taken, standing, week_on=week.week_on)
    assert plan_week(quiet, "search", time_limit=0.2).proposal.lines == ()


@settings(max_examples=40)
@given(weeks(), st.integers(0, 1), st.integers(FROM, 840), st.integers(15, 120))
def test_a_repair_leaves_nothing_in_the_lost_time_and_tells_of_all_that_was_there(week, day, start, minutes):
    loss = Loss(span(day, start, minutes), "district", "Call")
    hit = [each for each in week.items if each.previous is not None and each.previous.overlaps(loss.span)]
    items = tuple(
        Item(each.wanted, each.group, each.windows, each.previous, is_hit=each in hit)
        for each in week.items
        if each.previous is not None
    )
    broken = WeekFacts(
        week.dates, FROM, TO, WallTime(DAYS[0], 0), (*week.taken, Taken("lost0", "Call", loss.span)), items,
        week_on=week.week_on, losses=(loss,),
    )  # fmt: skip
    planned = plan_week(broken, "search", time_limit=0.2)
    told = {line.key for line in planned.proposal.lines}
    assert {each.wanted.key for each in hit} <= told
    after = stands_after(planned, frozenset(told))
    assert not any(place.overlaps(loss.span) for place in after.values())


def test_a_visit_slides_back_to_the_bell_where_the_minutes_are_free():
    lesson = Span(at(0, 491), at(0, 531))  # 8:11 to 8:51, three minutes after the bell
    visit = item("visit", 15, windows=(lesson,), group="visit", work=Work.VISIT, to_bell=True)
    duty = Taken("duty", "Arrival duty", Span(at(0, 450), at(0, 490)))
    lessons = (LessonAt("visit", "Chen", lesson, "P1", "s1"),)
    line = plan(visit, taken=(duty,), lessons=lessons).proposal.lines[0]
    assert line.after == span(0, 491, 15)
    late = Taken("duty", "Arrival duty", Span(at(0, 450), at(0, 495)))
    assert plan(visit, taken=(late,)).proposal.lines[0].after == span(0, 495, 15)


def test_what_stands_between_two_slots_keeps_its_minutes():
    odd = item("odd", 25, previous=span(0, 493, 25))
    week = week_of(facts(odd))
    assert week.problem.by_id["odd"].previous == (495 - FROM) // 15
    assert plan(odd, item("new", 60)).proposal.line("odd") is None


def test_a_talk_waits_for_its_visit():
    visit = item("visit", 15, windows=(span(0, 600, 45),), work=Work.VISIT)
    talk = item("talk", 15, windows=WORK, after="visit", work=Work.TALK)
    planned = plan(visit, talk)
    first, second = planned.proposal.line("visit"), planned.proposal.line("talk")
    assert first is not None
    assert second is not None
    assert second.after.start >= first.after.end
    assert can_stand(planned.proposal.lines, {"talk"}) == frozenset()


def test_refusing_a_move_refuses_what_would_lie_there():
    standing = item("standing", 30, previous=span(0, 480, 30), priority=2)
    fixed_wish = item("wish", 30, windows=(span(0, 480, 30),), priority=1)
    planned = plan(standing, fixed_wish)
    assert {line.action for line in planned.proposal.lines} == {Action.ADD, Action.MOVE}
    assert can_stand(planned.proposal.lines, {"wish"}) == frozenset()
    assert can_stand(planned.proposal.lines, {"wish", "standing"}) == {"wish", "standing"}


def test_an_impossible_week_says_what_collides_and_the_cheapest_way_out():
    full = tuple(Taken(f"board{n}", "School board", hours) for n, hours in enumerate(WORK))
    planned = plan(item("report", 60), taken=full)
    notes = planned.proposal.unplaced[0].notes
    assert [note.code for note in notes] == ["full", "bend_over_fixed"]
    assert notes[1].text == "School board"
    nowhere = plan(item("long", 600))
    assert [note.code for note in nowhere.proposal.unplaced[0].notes] == ["no_window"]


def test_why_and_what_it_would_take_are_told():
    first = item("first", 30, ideal=at(0, 480), priority=1)
    second = item("second", 30, ideal=at(0, 480))
    planned = plan(first, second)
    assert [note.code for note in why(planned, "first")] == ["best"]
    assert ("not_at", "first") in [(note.code, note.text) for note in why(planned, "second")]
    assert [note.code for note in keeping(planned, "second", time_limit=0.3)]


def test_a_week_that_is_over_proposes_nothing():
    over = WeekFacts((), FROM, TO, at(0, 0), week_on=date(2026, 1, 12))
    assert plan_week(over).proposal == Proposal(date(2026, 1, 12))


def test_a_cancelled_plan_comes_back_at_once_with_what_there_is():
    asked = []

    def cancel() -> bool:
        asked.append(1)
        return True

    planned = plan_week(facts(*(item(f"w{n}") for n in range(20))), "auto", time_limit=30, cancel=cancel)
    assert asked
    assert not check(planned.week.problem, planned.answer)


def test_other_plans_keep_the_rules_and_differ():
    items = [item(f"w{number}", 30, ideal=at(0, 480)) for number in range(6)]
    planned = plan_week(facts(*items))
    found = others(planned, time_limit=1)
    assert found
    for other in found:
        assert not check(other.week.problem, other.answer)
        assert differing(planned, other) >= 3
