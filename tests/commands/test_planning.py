"""Accepting a plan: all of it or some, one step, looked at again, undone as a whole."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.blocks import BlockRef, Protection
from il_desktop.domain.errors import BadValue, PlanOutdated
from il_desktop.domain.habits import HabitDraft
from il_desktop.domain.proposal import Action, Line, Loss, Proposal, Work
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.planning.check import check
from il_desktop.planning.proposing import Planned, plan_week, why
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.planning import Ask, week_facts
from il_desktop.queries.settings import settings
from il_desktop.queries.week import cards_between
from il_desktop.wording.steps import step_sentence
from tests.commands.school_time import at, draft

MONDAY, QUIET = date(2026, 1, 19), date(2026, 1, 26)
NOW = WallTime.parse("2026-01-16T08:00")
CALL = Loss(Span(at("20 9:00"), at("20 11:00")), "district", "District call")


def plan(desk: Desk, *losses: Loss, week: date = MONDAY, solver: str = "search") -> Planned:
    ask = Ask(week, losses, with_wants=not losses)
    facts = desk.read(week_facts, ask, NOW, desk.cached(school_calendar), desk.read(settings))
    return plan_week(facts, solver, time_limit=3 if solver == "auto" else 0.15)


def accept(desk: Desk, proposal: Proposal, *, but: tuple[str, ...] = ()) -> int:
    keys = [line.key for line in proposal.lines if line.key not in but]
    return desk.run(commands.planning.accept_proposal, proposal, keys)


def cards(desk: Desk, first: date = MONDAY):
    return desk.read(cards_between, first, 7, desk.cached(school_calendar))


def spans(desk: Desk) -> dict[str, Span]:
    return {card.title: card.span for card in cards(desk)}


def lines_of(proposal: Proposal, work: Work, action: Action) -> list[Line]:
    return [line for line in proposal.lines if line.wanted.work is work and line.action is action]


def test_a_plan_is_one_step_and_planning_again_changes_nothing(sample_desk):
    before = cards(sample_desk, QUIET)
    planned = plan(sample_desk, week=QUIET, solver="auto")
    assert not check(planned.week.problem, planned.answer)
    assert accept(sample_desk, planned.proposal) == len(planned.proposal.lines) > 5
    assert step_sentence(sample_desk.history().undo).startswith("Planned the week of Mon 26 Jan: ")
    assert plan(sample_desk, week=QUIET, solver="auto").proposal.lines == ()
    sample_desk.undo()
    assert cards(sample_desk, QUIET) == before


def test_new_visits_lie_in_their_teachers_lessons_with_a_talk_in_time(sample_desk):
    planned = plan(sample_desk, week=QUIET)
    visits = lines_of(planned.proposal, Work.VISIT, Action.ADD)
    assert visits
    accept(sample_desk, planned.proposal)
    timetable, calendar = planned.week.facts.lessons, sample_desk.cached(school_calendar)
    for line in visits:
        assert any(
            lesson.person_id == line.wanted.person_id
            and lesson.span.start <= line.after.start
            and line.after.end <= lesson.span.end
            and lesson.period_code == line.period_code
            for lesson in timetable
        )
        talk = planned.proposal.line(line.key.replace("visit:", "talk:"))
        assert line.after.end <= talk.after.start
        assert calendar.contact_days_between(line.after.start.day, talk.after.start.day) <= 1
        row = sample_desk.read(
            lambda reader, person=line.wanted.person_id: reader.row(
                "SELECT v.starts_local, v.period_code, v.backup_id, b.starts_local, t.starts_local FROM visit v"
                " JOIN time_block b ON b.id = v.block_id JOIN feedback f ON f.visit_id = v.id"
                " JOIN time_block t ON t.id = f.block_id WHERE v.person_id = ? AND v.state = 'planned'",
                (person,),
            )
        )
        assert row[0] == row[3] == line.after.start.iso()
        assert row[1] == line.period_code
        assert row[2] not in ("", line.wanted.person_id)
        assert row[4] == talk.after.start.iso()


def test_refused_lines_stay_as_they_were(sample_desk):
    planned = plan(sample_desk, CALL)
    refused = lines_of(planned.proposal, Work.BLOCK, Action.DROP)[0]
    before = {card.key: card.span for card in cards(sample_desk)}
    accept(sample_desk, planned.proposal, but=(refused.key,))
    after = {card.key: card.span for card in cards(sample_desk)}
    assert after[refused.wanted.ref] == before[refused.wanted.ref]
    assert spans(sample_desk)["District call"] == CALL.span
    assert "after 2 h lost" in step_sentence(sample_desk.history().undo)


def test_a_guarded_block_whose_time_is_lost_is_told_in_the_ledger_and_made_up_for(desk):
    meeting = desk.run(
        commands.schedule.create_block, draft("Data meeting", "20 9:00", "20 9:45", protection=Protection.GUARDED)
    )
    planned = plan(desk, CALL)
    line = planned.proposal.line(meeting)
    assert line.action is Action.MOVE
    accept(desk, planned.proposal)
    state = desk.read(lambda reader: reader.value("SELECT state FROM time_block WHERE id = ?", (meeting,)))
    ledger = desk.read(lambda reader: reader.rows("SELECT source, minutes, level FROM interruption"))
    made_up = desk.read(
        lambda reader: reader.row("SELECT starts_local, protection FROM time_block WHERE make_up_for_id IS NOT NULL")
    )
    assert (state, ledger) == ("replaced", [("district", 45, 3)])
    assert made_up == (line.after.start.iso(), 3)
    desk.undo()
    assert desk.read(lambda reader: reader.value("SELECT count(*) FROM interruption")) == 0
    assert spans(desk) == {"Data meeting": Span(at("20 9:00"), at("20 9:45"))}


def test_days_away_are_missed_with_their_reason_and_single_work_is_planned_again(desk):
    held = desk.run(commands.schedule.create_block, draft("PLC", "13 9:00", "13 9:45", protection=Protection.GUARDED))
    mail = desk.run(commands.schedule.create_block, draft("E-mail", "14 9:00", "14 9:30", activity_type="office_work"))
    away = Loss(Span(at("13 7:30"), at("15 16:30")), "own_choice", "Out")
    planned = plan(desk, away, week=date(2026, 1, 12))
    accept(desk, planned.proposal)
    states = dict(
        desk.read(lambda reader: reader.rows("SELECT id, state FROM time_block WHERE id IN (?, ?)", (held, mail)))
    )
    assert states == {held: "missed", mail: "missed"}
    again = [card for card in cards(desk, date(2026, 1, 12)) if card.title == "PLC" and card.state == "planned"]
    assert [card.span.start.day for card in again] == [date(2026, 1, 16)]


def test_immovable_time_stays_and_so_does_what_is_about_to_begin(desk):
    fixed = desk.run(
        commands.schedule.create_block, draft("Duty", "16 9:00", "16 9:30", protection=Protection.IMMOVABLE)
    )
    soon = desk.run(commands.schedule.create_block, draft("Soon", "16 8:30", "16 8:45", protection=Protection.FLEXIBLE))
    late = desk.run(
        commands.schedule.create_block, draft("Late", "16 10:00", "16 10:15", protection=Protection.FLEXIBLE)
    )
    loss = Loss(Span(at("16 8:45"), at("16 11:00")), "family", "Call")
    told = {line.key for line in plan(desk, loss, week=date(2026, 1, 12)).proposal.lines}
    assert late in told
    assert not {fixed, soon} & told


def test_a_plan_that_the_week_has_overtaken_is_refused_whole(desk):
    block = desk.run(
        commands.schedule.create_block, draft("PLC prep", "20 9:00", "20 9:45", protection=Protection.FIRM)
    )
    planned = plan(desk, Loss(Span(at("20 9:00"), at("20 10:00")), "family", "Call"))
    desk.run(commands.schedule.move_block, BlockRef(block), at("23 9:00"))
    with pytest.raises(PlanOutdated) as told:
        accept(desk, planned.proposal)
    assert told.value.titles == ("PLC prep",)
    assert "Call" not in spans(desk)


def test_a_place_that_was_taken_meanwhile_is_refused(desk):
    desk.run(commands.schedule.create_block, draft("PLC prep", "20 9:00", "20 9:45", protection=Protection.FIRM))
    planned = plan(desk, Loss(Span(at("20 9:00"), at("20 10:00")), "family", "Call"))
    place = next(line.after for line in planned.proposal.lines if line.action is Action.MOVE)
    family = BlockDraft("Family", "family_other", place.start, place.start.plus(15))
    desk.run(commands.schedule.create_block, family)
    with pytest.raises(PlanOutdated) as told:
        accept(desk, planned.proposal)
    assert told.value.titles == ("Family",)


def test_nothing_ticked_is_nothing_to_do(desk):
    with pytest.raises(BadValue):
        desk.run(commands.planning.accept_proposal, Proposal(MONDAY), ["anything"])


def test_a_visit_to_a_teacher_who_is_away_is_planned_anew(sample_desk):
    visit = next(card for card in cards(sample_desk) if card.title == "Visit Okoye")
    person = sample_desk.read(
        lambda reader: reader.value("SELECT person_id FROM visit WHERE block_id = ?", (visit.key,))
    )
    sample_desk.run(commands.school.add_absence, person, visit.span.start.day, visit.span.start.day)
    line = plan(sample_desk).proposal.line(visit.key)
    assert line.notes[0].code == "away"
    assert line.after is None or line.after.start.day != visit.span.start.day


def test_a_habit_gets_so_many_days_of_the_week_its_best_one_among_them(desk):
    draft = HabitDraft("Walk the halls", "relationships", 2, 30, 600, 720, weekday=3)
    desk.run(commands.habits.add_habit, draft)
    planned = plan(desk)
    lines = lines_of(planned.proposal, Work.HABIT, Action.ADD)
    days = {line.after.start.day for line in lines}
    assert len(days) == 2
    assert date(2026, 1, 22) in days
    assert all(line.after.start.minute >= 600 for line in lines)
    assert all(line.after.end.minute <= 720 for line in lines)
    accept(desk, planned.proposal)
    assert plan(desk).proposal.lines == ()
    desk.undo()
    assert len(plan(desk).proposal.lines) == 2


def test_a_snow_day_sends_its_visits_to_other_days(sample_desk):
    visits = {
        card.key for card in cards(sample_desk) if card.title.startswith("Visit ") and card.span.start.day.day == 20
    }
    sample_desk.run(commands.school_days.set_day, date(2026, 1, 20), kind="weather", reason="Snow")
    planned = plan(sample_desk)
    told = {line.key: line for line in planned.proposal.lines if line.key in visits}
    assert set(told) == visits
    assert all(line.notes[0].code == "no_school" for line in told.values())
    assert all(line.after is None or line.after.start.day != date(2026, 1, 20) for line in told.values())
    accept(sample_desk, planned.proposal)
    assert plan(sample_desk).proposal.line(next(iter(visits))) is None


def test_nothing_is_said_to_lie_in_its_own_way(sample_desk):
    for week in (MONDAY, QUIET):
        planned = plan(sample_desk, week=week, solver="auto")
        told = {line: why(planned, line.key) for line in planned.proposal.lines if line.after is not None}
        assert any(note.code == "not_at" for notes in told.values() for note in notes)
        for line, notes in told.items():
            assert line.wanted.title not in [note.text for note in notes], line.wanted.title
        for each in planned.proposal.unplaced:
            assert each.wanted.title not in [note.text for note in each.notes if note.code.startswith("bend")]
