from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from il_desktop import commands
from il_desktop.domain.errors import BadValue, HasChildren, NotFound
from il_desktop.domain.school import DayKind, DayOverride, Period
from il_desktop.domain.settings import DayCycle
from il_desktop.domain.walltime import WallTime
from il_desktop.models.people import Person
from il_desktop.models.schedule import ActivityType, TimeBlock
from il_desktop.models.visits import Visit
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.school_year import preview, school_year, with_override
from il_desktop.queries.settings import settings
from il_desktop.queries.timetable import lessons
from il_desktop.sample.year import bell_id
from il_desktop.wording.steps import step_sentence

WEATHER = (date(2026, 1, 27), date(2026, 1, 28))
ASSEMBLY = date(2025, 10, 24)
PERSON = "SELECT id FROM person WHERE family = ? AND given = ?"


def calendar(desk):
    return desk.cached(school_calendar)


def sentence(desk) -> str:
    return step_sentence(desk.history().undo)


def person(desk, given: str, family: str) -> str:
    return desk.read(lambda reader: reader.value(PERSON, (family, given)))


def span_id(desk, kind: str, name: str) -> str:
    sql = "SELECT id FROM calendar_span WHERE kind = ? AND name = ?"
    return desk.read(lambda reader: reader.value(sql, (kind, name)))


def dump(desk) -> list:
    tables = ("calendar_span", "day_override", "bell_schedule", "setting", "time_block", "visit")
    return [desk.read(lambda reader, t=t: reader.rows(f"SELECT * FROM {t} ORDER BY id")) for t in tables]  # noqa: S608  ours


def clear_weather(desk) -> None:
    for day in WEATHER:
        desk.run(commands.school_days.clear_day, day)


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


def planned_on(desk, day: date) -> dict[str, tuple[str, str]]:
    sql = """SELECT id, starts_local, ends_local FROM time_block WHERE state = 'planned' AND anchor = 'period'
        AND substr(starts_local, 1, 10) = ?"""
    return {id_: (start[11:], end[11:]) for id_, start, end in desk.read(lambda r: r.rows(sql, (day.isoformat(),)))}


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


def test_the_next_year_keeps_bells_rules_cycle_and_every_holiday(sample_desk):
    old = sample_desk.read(school_year, date(2026, 1, 16))
    was = settings_of(sample_desk)
    key = sample_desk.run(commands.school.start_next_year)
    new = sample_desk.read(school_year, date(2026, 1, 16), key)
    assert (new.year.name, new.year.first, new.year.last) == ("2026–27", date(2026, 8, 17), date(2027, 6, 7))
    for kind in ("holiday", "staff_only", "term"):
        names = [Counter(span.name for span in view.spans if span.kind == kind) for view in (old, new)]
        assert names[0] == names[1]
    dates = {span.name: span.first for span in new.spans if span.kind == "holiday"}
    assert dates["Labor Day"] == date(2026, 9, 7)
    assert dates["Veterans Day"] == date(2026, 11, 11)
    assert dates["Thanksgiving"] == date(2026, 11, 25)
    assert dates["Martin Luther King Day"] == date(2027, 1, 18)
    assert dates["Good Friday"] == date(2027, 3, 26)
    assert dates["Memorial Day"] == date(2027, 5, 31)
    assert settings_of(sample_desk) == was
    assert calendar(sample_desk).day(date(2026, 8, 19)).bells.id == bell_id("early")
    assert new.days[0].day_type == "A"
    assert old.days == sample_desk.read(school_year, date(2026, 1, 16)).days
    sample_desk.undo()
    assert len(sample_desk.read(school_year, date(2026, 1, 16)).years) == 1


def settings_of(desk):
    return desk.read(settings)


def test_a_second_next_year_goes_on_from_the_newest(sample_desk):
    sample_desk.run(commands.school.start_next_year)
    sample_desk.run(commands.school.start_next_year)
    assert [year.name for year in sample_desk.read(school_year, date(2026, 1, 16)).years][-1] == "2027–28"


YEAR = ("year", "2025-26", date(2025, 8, 18), date(2026, 6, 8))


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        (("year", "", date(2026, 8, 18), date(2027, 6, 8)), "empty"),
        (("year", "Next", date(2026, 6, 8), date(2027, 6, 8)), "in_other_year"),
        (("year", "Long", date(2026, 8, 18), date(2029, 6, 8)), "too_large"),
        (("holiday", "Backwards", date(2025, 9, 2), date(2025, 9, 1)), "end_before_start"),
        (("holiday", "Summer", date(2026, 7, 4), date(2026, 7, 4)), "outside_year"),
        (("feast", "Carnival", date(2025, 9, 2), date(2025, 9, 2)), "not_a_choice"),
    ],
)
def test_impossible_dates_are_refused(desk, draft, reason):
    desk.run(commands.school.add_span, commands.school.SpanDraft(*YEAR))
    with pytest.raises(BadValue) as refused:
        desk.run(commands.school.add_span, commands.school.SpanDraft(*draft))
    assert refused.value.reason == reason


def test_a_year_with_dates_in_it_is_not_deleted_and_does_not_shrink_over_them(desk):
    year = desk.run(commands.school.add_span, commands.school.SpanDraft(*YEAR))
    day = desk.run(
        commands.school.add_span, commands.school.SpanDraft("holiday", "Labor Day", date(2025, 9, 1), date(2025, 9, 1))
    )
    with pytest.raises(HasChildren):
        desk.run(commands.school.delete_span, year)
    with pytest.raises(BadValue):
        desk.run(commands.school.edit_span, year, first=date(2025, 9, 8))
    desk.run(commands.school.delete_span, day)
    assert sentence(desk) == "Deleted the holiday “Labor Day”"
    desk.run(commands.school.delete_span, year)
    assert not calendar(desk).years


def test_an_absence_is_kept_without_a_why(sample_desk):
    who, other = person(sample_desk, "Marcus", "Chen"), person(sample_desk, "Iris", "Moss")
    key = sample_desk.run(commands.school.add_absence, who, date(2026, 3, 2), date(2026, 3, 6), other)
    assert sentence(sample_desk) == "Noted that Marcus Chen is away, 2–6 March 2026, Iris Moss stands in"
    row = sample_desk.read(lambda r: r.row("SELECT name, note FROM calendar_span WHERE id = ?", (key,)))
    assert row == ("Absent", None)
    day = date(2026, 3, 3)
    assert {card.kind for card in sample_desk.read(lessons, who, day, calendar(sample_desk))} == {"away"}
    assert "Marcus Chen" in {c.stands_in_for for c in sample_desk.read(lessons, other, day, calendar(sample_desk))}
    for wrong in ((who, date(2026, 3, 6), date(2026, 3, 9), None), (who, date(2026, 4, 6), date(2026, 4, 7), who)):
        with pytest.raises(BadValue):
            sample_desk.run(commands.school.add_absence, *wrong)
    sample_desk.run(commands.school.edit_span, key, last=date(2026, 3, 9), substitute_id=None)
    assert sentence(sample_desk) == "Changed the absence of Marcus Chen"


@pytest.mark.parametrize(
    ("periods", "reason"),
    [
        ([], "empty"),
        ([Period("P1", 500, 540), Period("P2", 539, 580)], "overlaps"),
        ([Period("P1", 500, 540), Period("p1", 540, 580)], "duplicate"),
        ([Period("P1", 540, 540)], "end_before_start"),
        ([Period(" ", 500, 540)], "empty"),
        ([Period("P1", 500, 540, "party")], "not_a_choice"),
        ([Period("P1", -5, 540)], "not_a_time"),
    ],
)
def test_impossible_periods_are_refused(desk, periods, reason):
    with pytest.raises(BadValue) as refused:
        desk.run(commands.bells.add_bells, "Regular", periods)
    assert refused.value.reason == reason


def test_periods_are_kept_in_order_and_the_first_bells_become_the_regular_ones(desk):
    key = desk.run(commands.bells.add_bells, "Regular", [Period("P2", 540, 580), Period("P1", 500, 540)])
    assert [period.code for period in desk.read(school_year, date(2026, 1, 16)).bells[0].periods] == ["P1", "P2"]
    assert desk.read(settings).default_bells == key
    with pytest.raises(HasChildren):
        desk.run(commands.bells.delete_bells, key)
    spare = desk.run(commands.bells.add_bells, "Spare", [Period("P1", 500, 540)])
    with pytest.raises(BadValue):
        desk.run(commands.bells.edit_bells, spare, name="Regular")
    desk.run(commands.bells.delete_bells, spare)
    assert sentence(desk) == "Deleted the bells “Spare”"


def test_new_times_of_a_schedule_hold_from_today_on(sample_desk):
    before = {day: planned_on(sample_desk, day) for day in (date(2026, 1, 15), date(2026, 1, 20))}
    row = next(bells for bells in sample_desk.read(school_year, date(2026, 1, 16)).bells if bells.name == "Regular")
    later = [period._replace(start_min=period.start_min + 5, end_min=period.end_min + 5) for period in row.periods]
    sample_desk.run(commands.bells.edit_bells, row.id, periods=later)
    assert planned_on(sample_desk, date(2026, 1, 15)) == before[date(2026, 1, 15)]
    assert planned_on(sample_desk, date(2026, 1, 20)) != before[date(2026, 1, 20)]
    assert "moved with the bells" in sentence(sample_desk)


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


def regular(desk):
    return next(row for row in desk.read(school_year, date(2026, 1, 16)).bells if row.name == "Regular")


def moved_by(row, minutes: int) -> list[Period]:
    return [period._replace(start_min=period.start_min + minutes, end_min=period.end_min + minutes) for period in row]


def test_new_times_leave_the_days_before_their_date_as_they_were(sample_desk):
    old = regular(sample_desk).periods
    sample_desk.run(commands.bells.edit_bells, bell_id("regular"), periods=moved_by(old, 5), first=date(2026, 1, 20))
    assert calendar(sample_desk).day(date(2026, 1, 16)).periods == old
    assert calendar(sample_desk).day(date(2026, 1, 20)).periods == tuple(moved_by(old, 5))
    assert sentence(sample_desk).startswith("Changed the times of the bells “Regular”, from Tue 20 Jan on")
    sample_desk.run(commands.bells.edit_bells, bell_id("regular"), periods=moved_by(old, 9), first=date(2026, 1, 20))
    sample_desk.run(commands.bells.edit_bells, bell_id("regular"), periods=moved_by(old, 12), first=date(2026, 3, 2))
    assert [first for first, _periods in regular(sample_desk).versions] == [None, date(2026, 1, 20), date(2026, 3, 2)]
    assert calendar(sample_desk).day(date(2026, 3, 3)).periods == tuple(moved_by(old, 12))
    sample_desk.run(commands.bells.drop_times, bell_id("regular"), date(2026, 1, 20))
    assert calendar(sample_desk).day(date(2026, 1, 20)).periods == old
    sample_desk.undo()
    assert calendar(sample_desk).day(date(2026, 1, 20)).periods == tuple(moved_by(old, 9))


def test_times_that_hold_always_take_the_history_along(sample_desk):
    old = regular(sample_desk).periods
    sample_desk.run(commands.bells.edit_bells, bell_id("regular"), periods=moved_by(old, 5), first=date(2026, 1, 20))
    sample_desk.run(commands.bells.edit_bells, bell_id("regular"), periods=moved_by(old, 2))
    assert regular(sample_desk).versions == ((None, tuple(moved_by(old, 2))),)
    assert calendar(sample_desk).day(date(2025, 9, 2)).periods == tuple(moved_by(old, 2))
    sample_desk.undo()
    assert len(regular(sample_desk).versions) == 2


def test_blocks_follow_new_times_from_their_date_on_as_the_preview_says(sample_desk):
    row, since = regular(sample_desk), date(2026, 1, 21)
    before = {day: planned_on(sample_desk, day) for day in (date(2026, 1, 20), date(2026, 1, 22))}
    rules = calendar(sample_desk).rules
    times = (since, tuple(moved_by(row.periods, 5)))
    bells = tuple(each._replace(later=(times,)) if each.id == row.id else each for each in rules.bells)
    told = sample_desk.read(preview, rules._replace(bells=bells), date(2026, 1, 16))
    sample_desk.run(commands.bells.edit_bells, row.id, periods=times[1], first=since)
    assert planned_on(sample_desk, date(2026, 1, 20)) == before[date(2026, 1, 20)]
    assert planned_on(sample_desk, date(2026, 1, 22)) != before[date(2026, 1, 22)]
    assert f"{len(told.moves)} blocks moved with the bells" in sentence(sample_desk)


def test_bells_with_a_history_are_deleted_with_it(sample_desk):
    key = sample_desk.run(commands.bells.add_bells, "Spare", [Period("P1", 500, 540)])
    sample_desk.run(commands.bells.edit_bells, key, periods=[Period("P1", 510, 540)], first=date(2026, 1, 20))
    sample_desk.run(commands.bells.delete_bells, key)
    assert sample_desk.read(lambda reader: reader.value("SELECT count(*) FROM bell_times")) == 0
    sample_desk.undo()
    assert sample_desk.read(lambda reader: reader.value("SELECT count(*) FROM bell_times")) == 1
    with pytest.raises(NotFound):
        sample_desk.run(commands.bells.drop_times, key, date(2026, 1, 21))
