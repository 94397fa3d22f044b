"""The roster as it is read: leave, last visits, dots by week, and one person's facts, on the sample school."""

from __future__ import annotations

from datetime import date, timedelta

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.recognition import RecognitionFacts
from il_desktop.queries.people import RosterRow, known_people, leave_until, person_detail, roster

TODAY = date(2026, 1, 16)


def by_name(desk: Desk) -> dict[str, RosterRow]:
    return {row.name: row for row in desk.read(roster, TODAY).rows}


def test_sample_roster_has_its_teachers_and_office(sample_desk: Desk) -> None:
    rows = by_name(sample_desk)
    assert sum(row.is_teacher for row in rows.values()) == 42
    assert {"Dana Whitfield", "Wang Fang", "Layla Haddad", "Zoë Núñez"} <= rows.keys()
    keys = [row.sort_key for row in sample_desk.read(roster, TODAY).rows]
    assert keys == sorted(keys)


def test_teacher_on_leave_is_not_counted_and_the_last_day_is_known(sample_desk: Desk) -> None:
    view = sample_desk.read(roster, TODAY)
    assert by_name(sample_desk)["Grace Kim"].leave_until == date(2026, 2, 27)
    assert len(view.present_teachers) == 41
    assert leave_until.__module__ == "il_desktop.queries.people"
    assert sample_desk.read(leave_until, date(2026, 3, 2)) == {}


def test_weeks_of_dots_skip_holidays_and_end_with_this_week(sample_desk: Desk) -> None:
    view = sample_desk.read(roster, TODAY)
    assert len(view.mondays) == 12
    assert view.mondays[-1] == date(2026, 1, 12)
    assert date(2025, 12, 29) not in view.mondays  # no school that week
    assert view.unit == "school days"


def test_dots_agree_with_the_visits_of_the_file(sample_desk: Desk) -> None:
    view = sample_desk.read(roster, TODAY)
    first = view.mondays[0]
    weeks = {monday + timedelta(days=n) for monday in view.mondays for n in range(7)}

    def visits(reader) -> list[str]:
        return [
            day
            for (day,) in reader.rows(
                "SELECT substr(starts_local, 1, 10) FROM visit WHERE state NOT IN ('planned', 'missed')"
                " AND starts_local >= ? AND starts_local < '2026-01-17'",
                (first.isoformat(),),
            )
        ]

    made = [day for day in sample_desk.read(visits) if date.fromisoformat(day) in weeks]
    shown = sum(dots.visits for row in view.rows for dots in row.weeks)
    assert shown == len(made) > 0
    assert all(dots.talks <= dots.visits for row in view.rows for dots in row.weeks)


def test_days_since_last_visit_are_school_days(sample_desk: Desk) -> None:
    rows = [row for row in by_name(sample_desk).values() if row.seen_on == date(2026, 1, 9)]
    assert all(row.seen_days == 5 for row in rows)
    never = [row for row in by_name(sample_desk).values() if row.seen_on is None]
    assert all(row.seen_days is None for row in never)


def test_detail_of_one_person(sample_desk: Desk) -> None:
    row = by_name(sample_desk)["Layla Haddad"]
    detail = sample_desk.read(person_detail, row.id, TODAY)
    assert detail is not None
    assert (detail.given, detail.family, detail.kind) == ("ليلى", "حداد", "teacher")
    assert detail.recognitions == tuple(sorted(detail.recognitions, key=lambda one: one.given_on, reverse=True))
    assert sample_desk.read(person_detail, "nobody", TODAY) is None


def test_names_are_found_without_accents(sample_desk: Desk) -> None:
    rows = by_name(sample_desk)
    assert "nunez" in rows["Zoë Núñez"].search_key
    assert "wang fang" in rows["Wang Fang"].search_key
    assert "王" in rows["Wang Fang"].search_key


def test_known_people_carry_what_a_staff_list_can_say(sample_desk: Desk) -> None:
    known = {person.facts.full_name: person for person in sample_desk.read(known_people)}
    assert known["Hannah Brooks"].facts.email == "hannah.brooks@example.org"


def test_file_without_a_school_year_counts_weekdays(desk: Desk) -> None:
    key = desk.run(commands.people.add_person, "Daniel", "Okoye")
    facts = RecognitionFacts(key, date(2026, 1, 9), state="given", action_text="Paired his tutors.")
    desk.run(commands.recognition.record_recognition, facts)
    view = desk.read(roster, TODAY)
    assert (view.unit, view.rows[0].recognized_days, view.rows[0].recognitions) == ("weekdays", 5, 1)
