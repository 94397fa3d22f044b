"""Years, terms, holidays and absences: the next year goes on from the last, impossible dates are refused."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from il_desktop import commands
from il_desktop.domain.errors import BadValue, HasChildren
from il_desktop.queries.school_year import school_year
from il_desktop.queries.settings import settings
from il_desktop.queries.timetable import lessons
from il_desktop.sample.year import bell_id
from tests.commands.school_calendar_told import calendar, person, sentence


def settings_of(desk):
    return desk.read(settings)


YEAR = ("year", "2025-26", date(2025, 8, 18), date(2026, 6, 8))


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


def test_a_second_next_year_goes_on_from_the_newest(sample_desk):
    sample_desk.run(commands.school.start_next_year)
    sample_desk.run(commands.school.start_next_year)
    assert [year.name for year in sample_desk.read(school_year, date(2026, 1, 16)).years][-1] == "2027–28"


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
