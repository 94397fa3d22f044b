"""Single days of the school calendar changed: weather, assemblies, letters; what stands on them follows in one step."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.domain.errors import BadValue, NotFound
from il_desktop.domain.school import DayKind, DayOverride, Period
from il_desktop.domain.settings import DayCycle
from il_desktop.domain.walltime import WallTime
from il_desktop.models.people import Person
from il_desktop.models.schedule import ActivityType, TimeBlock
from il_desktop.models.visits import Visit
from il_desktop.queries.school_year import preview, school_year, with_override
from il_desktop.queries.timetable import lessons
from il_desktop.sample.year import bell_id
from tests.commands.school_calendar_told import calendar, person, planned_on, sentence

WEATHER = (date(2026, 1, 27), date(2026, 1, 28))


ASSEMBLY = date(2025, 10, 24)


def dump(desk) -> list:
    tables = ("calendar_span", "day_override", "bell_schedule", "setting", "time_block", "visit")
    return [desk.read(lambda reader, t=t: reader.rows(f"SELECT * FROM {t} ORDER BY id")) for t in tables]  # noqa: S608  ours


def clear_weather(desk) -> None:
    for day in WEATHER:
        desk.run(commands.school_days.clear_day, day)


def _plan_visit(tx, day: date) -> str:
    teacher = Person(kind="teacher", given="Hannah", family="Brooks")
    leader = Person(kind="administrator", given="Dana", family="Whitfield")
    tx.session.add_all([teacher, leader])
    tx.session.flush()
    kind = tx.session.query(ActivityType).first()
    start, end = WallTime(day, 488), WallTime(day, 531)
    block = TimeBlock(title="Visit", activity_type_id=kind.id, starts_local=start, ends_local=end,
                      tz="America/New_York", anchor="period", period_code="P1")  # fmt: skip
    tx.session.add(block)
    tx.session.flush()
    tx.session.add(Visit(person_id=teacher.id, visitor_id=leader.id, block_id=block.id, kind="quick_visit",
                         starts_local=start, duration_min=43, period_code="P1"))  # fmt: skip
    tx.say(block=block.id, start=start.iso(), end=end.iso())
    return block.id


_plan_visit.operation = "block.add"


@pytest.mark.parametrize(("rule", "second"), [("slide", "A"), ("fixed", "B")])
def test_one_weather_day_slides_the_letters_or_leaves_them(sample_desk, rule, second):
    clear_weather(sample_desk)
    sample_desk.run(commands.bells.set_cycle, DayCycle(("A", "B"), rule))
    assert calendar(sample_desk).day(WEATHER[0]).day_type == "A"
    sample_desk.run(commands.school_days.set_day, WEATHER[0], kind="weather", reason="Snow")
    assert calendar(sample_desk).day(WEATHER[0]).kind is DayKind.WEATHER
    assert calendar(sample_desk).day(WEATHER[1]).day_type == second
    sample_desk.run(commands.school_days.set_day, WEATHER[1], kind="weather", reason="Snow")
    assert calendar(sample_desk).day(date(2026, 1, 29)).day_type == "A"


def test_the_last_day_moves_with_each_weather_day(sample_desk):
    clear_weather(sample_desk)
    year = calendar(sample_desk).years[0]
    ends = [calendar(sample_desk).numbered_day(year, 180)]
    for day in WEATHER:
        sample_desk.run(commands.school_days.set_day, day, kind="weather", reason="Snow")
        ends.append(calendar(sample_desk).numbered_day(year, 180))
    assert ends == [date(2026, 6, 4), date(2026, 6, 5), date(2026, 6, 8)]


def test_a_weather_day_is_one_step_with_a_sentence_and_undo_brings_all_back(sample_desk):
    before = dump(sample_desk)
    sample_desk.run(commands.school_days.set_day, date(2026, 1, 21), kind="weather", reason="Ice")
    assert sentence(sample_desk).startswith("Changed Wed 21 Jan: weather day")
    sample_desk.undo()
    assert dump(sample_desk) == before


def test_the_preview_says_what_the_step_then_does(sample_desk):
    day = date(2026, 1, 20)
    override = DayOverride(day, bells_id=bell_id("delay"), reason="Ice")
    rules = with_override(calendar(sample_desk).rules, day, override)
    before = planned_on(sample_desk, day)
    found = sample_desk.read(preview, rules, date(2026, 1, 16), (day,))
    assert found.days == (day,)
    assert found.moves
    sample_desk.run(commands.school_days.set_day, day, bells_id=bell_id("delay"), reason="Ice")
    after = planned_on(sample_desk, day)
    moved = {move.id: (move.to.start.iso()[11:], move.to.end.iso()[11:]) for move in found.moves}
    assert {id_: after[id_] for id_ in after if after[id_] != before[id_]} == moved
    assert f"{len(moved)} block" in sentence(sample_desk)


def test_a_visit_planned_for_the_assembly_day_follows_its_lesson(desk, fixed_clock):
    fixed_clock.advance(minutes=-60 * 24 * 90)
    regular = [Period("P1", 488, 531), Period("P2", 534, 577)]
    special = [Period("ASM", 488, 533, "assembly"), Period("P1", 536, 573), Period("P2", 576, 613)]
    desk.run(commands.bells.add_bells, "Regular", regular)
    assembly = desk.run(commands.bells.add_bells, "Assembly", special)
    desk.run(
        commands.school.add_span, commands.school.SpanDraft("year", "2025-26", date(2025, 8, 18), date(2026, 6, 8))
    )
    block = desk.run(_plan_visit, ASSEMBLY)
    draft = commands.school.SpanDraft("special", "Fall assembly", ASSEMBLY, ASSEMBLY, assembly)
    added = desk.run(commands.school.add_span, draft)
    assert planned_on(desk, ASSEMBLY) == {block: ("08:56", "09:33")}
    visit = desk.read(lambda r: r.row("SELECT starts_local, duration_min, period_code FROM visit"))
    assert visit == ("2025-10-24T08:56", 37, "P1")
    assert sentence(desk).endswith("; 1 block moved with the bells")
    desk.run(commands.school.delete_span, added)
    assert planned_on(desk, ASSEMBLY) == {block: ("08:08", "08:51")}
    desk.undo()
    assert planned_on(desk, ASSEMBLY) == {block: ("08:56", "09:33")}


def test_early_release_follows_the_weekly_rule(sample_desk):
    regular, early = bell_id("regular"), bell_id("early")
    wednesdays = [d for d in sample_desk.read(school_year, date(2026, 1, 16)).days if d.bells and d.bells.id == early]
    assert (len(wednesdays), {d.day.weekday() for d in wednesdays}) == (37, {2})
    sample_desk.run(commands.bells.set_week, regular, {4: early})
    assert calendar(sample_desk).day(date(2026, 1, 21)).bells.id == regular
    assert calendar(sample_desk).day(date(2026, 1, 23)).bells.id == early
    assert sentence(sample_desk).startswith("Changed which bells ring on which weekday")


def test_the_part_timer_has_no_lesson_on_a_days(sample_desk):
    part_timer = person(sample_desk, "Beth", "Lindqvist")
    rows = {
        day: sample_desk.read(lessons, part_timer, day, calendar(sample_desk))
        for day in (date(2026, 1, 16), date(2026, 1, 15))
    }
    kinds = {calendar(sample_desk).day(day).day_type: {card.kind for card in cards} for day, cards in rows.items()}
    assert kinds["A"] == {"off"}
    assert "teach" in kinds["B"]


def test_a_teacher_on_leave_has_a_substitute_and_is_back_after_it(sample_desk):
    away, moss = person(sample_desk, "Grace", "Kim"), person(sample_desk, "Iris", "Moss")
    during, later = date(2026, 1, 16), date(2026, 3, 2)
    assert {card.kind for card in sample_desk.read(lessons, away, during, calendar(sample_desk))} == {"away"}
    covered = sample_desk.read(lessons, moss, during, calendar(sample_desk))
    assert {card.stands_in_for for card in covered} == {"Grace Kim"}
    assert {(card.kind, bool(card.section), bool(card.room)) for card in covered} == {("teach", True, True)}
    assert "teach" in {card.kind for card in sample_desk.read(lessons, away, later, calendar(sample_desk))}
    assert sample_desk.read(lessons, moss, later, calendar(sample_desk)) == ()


def test_the_year_counts_180_days_by_letter_and_term(sample_desk):
    view = sample_desk.read(school_year, date(2026, 1, 16))
    assert (view.total.days, view.total.letters) == (180, (("A", 90), ("B", 90)))
    assert [(term.name, term.days) for term in view.terms] == [("Semester 1", 91), ("Semester 2", 89)]
    assert sum(term.days for term in view.terms) == 180


@pytest.mark.parametrize(
    "fields",
    [
        {"reason": "Nothing"},
        {"kind": "weekend", "reason": "x"},
        {"kind": "weather", "reason": " "},
        {"day_type": "A" * 17, "reason": "x"},
    ],
)
def test_impossible_days_are_refused(desk, fields):
    with pytest.raises(BadValue):
        desk.run(commands.school_days.set_day, date(2026, 1, 20), **fields)


def test_unknown_bells_and_days_are_not_found(desk):
    with pytest.raises(NotFound):
        desk.run(commands.school_days.set_day, date(2026, 1, 20), bells_id="nowhere", reason="x")
    with pytest.raises(NotFound):
        desk.run(commands.school_days.clear_day, date(2026, 1, 20))
    with pytest.raises(NotFound):
        desk.run(commands.school.start_next_year)


def test_a_pinned_letter_stands_on_its_day_alone(sample_desk):
    day = date(2026, 1, 20)
    letters = [calendar(sample_desk).day(d).day_type for d in (day, date(2026, 1, 21))]
    other = "A" if letters[0] == "B" else "B"
    sample_desk.run(commands.school_days.set_day, day, day_type=other, reason="Swap")
    found = [calendar(sample_desk).day(d).day_type for d in (day, date(2026, 1, 21))]
    assert found == [other, letters[1]]
