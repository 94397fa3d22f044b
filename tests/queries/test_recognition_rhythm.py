"""Whom to look for, dates worth a word, gifts: on the sample school."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.contact_days import DayCount
from il_desktop.domain.recognition import RecognitionFacts
from il_desktop.domain.school import Period
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.models.people import Person
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.recognition_choices import meetings_ahead, recognition_choices
from il_desktop.queries.recognition_due import due_people
from il_desktop.queries.recognition_gifts import gift_ledger
from il_desktop.queries.recognition_rhythm import LookFor, free_piece, look_for, next_kept, occasions
from il_desktop.queries.timetable import timetable
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

TODAY = date(2026, 1, 16)
NOW = WallTime.at(TODAY, 8)


@operation("test.person_columns")
def set_columns(tx: Tx, person_id: str, **values: object) -> None:
    for name, value in values.items():
        setattr(tx.session.get_one(Person, person_id), name, value)


def suggestions(desk: Desk, now: WallTime = NOW) -> tuple[LookFor, ...]:
    calendar = desk.cached(school_calendar)
    due, _ = desk.read(due_people, DayCount(calendar), now.day, 30)
    return desk.read(look_for, now, due, calendar, desk.cached(timetable))


def test_everybody_to_look_for_is_due_and_teaches_then(sample_desk: Desk) -> None:
    calendar, known = sample_desk.cached(school_calendar), sample_desk.cached(timetable)
    found = suggestions(sample_desk)
    assert 1 <= len(found) <= 5
    due, _ = sample_desk.read(due_people, DayCount(calendar), TODAY, 30)
    for one in found:
        assert one.person_id in {row.person_id for row in due}
        day = calendar.day(one.span.start.day)
        assert known.teaches(one.person_id, day, one.period_code)
        period = day.period(one.period_code)
        assert period is not None
        assert period.start_min + 3 <= one.span.start.minute
        assert one.span.end.minute <= period.end_min
        assert one.span.start > NOW
        assert one.section
    for left, right in pairwise(found):
        assert left.span.end <= right.span.start


def test_nobody_is_looked_for_while_absent(sample_desk: Desk) -> None:
    first = suggestions(sample_desk)[0]
    sample_desk.run(set_columns, first.person_id, works_on=("none such",))
    assert first.person_id not in {one.person_id for one in suggestions(sample_desk)}


@pytest.mark.parametrize(
    ("month_day", "today", "kept"),
    [
        ("02-29", date(2026, 2, 1), date(2026, 2, 28)),
        ("02-29", date(2028, 2, 1), date(2028, 2, 29)),
        ("02-29", date(2026, 3, 1), date(2027, 2, 28)),
        ("01-02", date(2026, 12, 30), date(2027, 1, 2)),
        ("01-16", TODAY, TODAY),
    ],
)
def test_when_a_date_is_kept(month_day: str, today: date, kept: date) -> None:
    assert next_kept(month_day, today) == kept


def test_a_leap_day_birthday_is_kept_on_28_february(sample_desk: Desk) -> None:
    found = [one for one in sample_desk.read(occasions, date(2026, 2, 20)) if one.kind == "birthday"]
    assert ("Winters", date(2026, 2, 28)) in {(one.name.rpartition(" ")[2], one.on) for one in found}


def test_dates_need_the_opt_in_and_respect_the_opt_out(sample_desk: Desk) -> None:
    person = sample_desk.read(lambda reader: reader.value("SELECT id FROM person WHERE family = 'Okoye'"))

    def mine() -> list[tuple[str, int]]:
        return [(one.kind, one.years) for one in sample_desk.read(occasions, TODAY) if one.person_id == person]

    dates = {"birthday_md": "01-20", "hired_on": date(2016, 1, 22)}
    sample_desk.run(set_columns, person, birthday_opt_in=False, anniversary_opt_in=False, **dates)
    assert mine() == []
    sample_desk.run(set_columns, person, birthday_opt_in=True, anniversary_opt_in=True)
    assert mine() == [("birthday", 0), ("anniversary", 10)]
    sample_desk.run(set_columns, person, lists_opt_out=True)
    assert mine() == []


def test_a_follow_up_stays_until_it_is_done(sample_desk: Desk) -> None:
    person = sample_desk.read(lambda reader: reader.value("SELECT id FROM person WHERE family = 'Okoye'"))
    facts = RecognitionFacts(person, TODAY, state="given", action_text="Led the fair", follow_up_on=date(2026, 1, 14))
    key = sample_desk.run(commands.recognition.record_recognition, facts)
    (one,) = [one for one in sample_desk.read(occasions, TODAY) if one.kind == "follow_up"]
    assert (one.recognition_id, one.on, one.text) == (key, date(2026, 1, 14), "Led the fair")
    sample_desk.run(commands.recognition.set_follow_up, key, None)
    assert not [one for one in sample_desk.read(occasions, TODAY) if one.kind == "follow_up"]


def test_gifts_add_up_by_fund_and_by_person(sample_desk: Desk) -> None:
    first, last = date(2025, 8, 1), date(2026, 7, 31)
    before = sample_desk.read(gift_ledger, first, last)
    assert [(gift.cents, gift.is_cash_like) for gift in before.gifts] == [(1000, True)]
    person = before.gifts[0].person_id
    for cents, fund in ((550, "PTA"), (450, "")):
        facts = RecognitionFacts(person, TODAY, "gift", "given", action_text="Stayed", gift_cents=cents, gift_fund=fund)
        sample_desk.run(commands.recognition.record_recognition, facts)
    after = sample_desk.read(gift_ledger, first, last)
    assert after.by_fund == (("", 1, 450), ("Parent group, gift card", 1, 1000), ("PTA", 1, 550))
    assert (after.cents, after.cash_like_cents, after.by_person) == (2000, 1000, {person: 2000})


def test_what_a_recognition_can_be_tied_to(sample_desk: Desk) -> None:
    person, visit = sample_desk.read(
        lambda reader: reader.row(
            "SELECT person_id, id FROM visit WHERE state = 'closed' AND starts_local < '2026-01-16' LIMIT 1"
        )
    )
    found = sample_desk.read(recognition_choices, person, "", NOW)
    assert len(found.values) >= 3
    assert len(found.goals) >= 3
    assert all(starts <= NOW.iso() for _, starts, _ in found.visits)
    facts = RecognitionFacts(person, TODAY, visit_id=visit)
    key = sample_desk.run(commands.recognition.record_recognition, facts)
    assert visit in {one[0] for one in sample_desk.read(recognition_choices, person, key, NOW).visits}


def test_meetings_ahead_are_the_next_ones(sample_desk: Desk) -> None:
    found = sample_desk.read(meetings_ahead, NOW)
    assert found
    assert all(one.starts >= NOW for one in found)
    assert [one.starts for one in found] == sorted(one.starts for one in found)


def test_a_free_quarter_of_an_hour_lies_between_what_is_taken() -> None:
    period = Period("P2", 540, 590)
    at = WallTime.at(TODAY, 9)
    assert free_piece(period, TODAY, []) == Span.of(at.plus(3), 15)
    assert free_piece(period, TODAY, [Span.of(at.plus(10), 10)]) == Span.of(at.plus(20), 15)
    assert free_piece(period, TODAY, [Span.of(at.plus(25), 20), Span.of(at, 10)]) == Span.of(at.plus(10), 15)
    assert free_piece(period, TODAY, [Span.of(at, 40)]) is None
