"""Log, due list and fairness on the sample school, whose counts of weeks 1-12 are fixed."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.metrics.recognition import chance_band, is_uneven
from il_desktop.domain.recognition import RecognitionFacts
from il_desktop.models.people import Person
from il_desktop.queries.recognition import (
    LogFilter,
    RecognitionBoard,
    recognition_board,
    recognition_log,
    recognition_names,
    recognition_row,
)
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

TODAY = date(2026, 1, 16)


def board(desk: Desk, stretch: str = "year", today: date = TODAY) -> RecognitionBoard:
    return desk.read(recognition_board, today, 30, stretch)


def test_weeks_1_to_12_are_the_uneven_spread_of_the_sample_school(sample_desk: Desk) -> None:
    fairness = board(sample_desk, "weeks-1").fairness
    assert (fairness.reached, len(fairness.people), fairness.total) == (33, 42, 83)
    assert fairness.gini == pytest.approx(0.507, abs=0.001)
    assert is_uneven(fairness.gini, chance_band(42, 83))
    assert fairness.stretch.title == "Weeks 1–12"
    shown = [person.short_name for person in fairness.not_yet]
    assert len(shown) == 9
    assert "M. Chen" in shown


def test_stretches_run_to_today(sample_desk: Desk) -> None:
    stretches = board(sample_desk).stretches
    assert [one.key for one in stretches] == ["weeks-1", "weeks-13", "year"]
    assert stretches[0].first == date(2025, 8, 18)
    assert stretches[-1].last == TODAY


def test_preferences_count_everybody_once(sample_desk: Desk) -> None:
    fairness = board(sample_desk).fairness
    assert sum(fairness.preferences.values()) == len(fairness.people)
    assert list(fairness.preferences) == ["private", "ask", "small_group", "written", "public"]
    assert fairness.fitting <= fairness.total


def test_due_list_has_never_first_then_longest_ago_and_nobody_on_leave(sample_desk: Desk) -> None:
    found = board(sample_desk)
    days = [row.days for row in found.due]
    known = [one for one in days if one is not None]
    assert days == [None] * days.count(None) + sorted(known, reverse=True)
    assert all(one > 30 for one in known)
    assert "Grace Kim" not in {row.name for row in found.due}
    assert found.present == 41


def test_recognized_person_leaves_the_due_list_and_undo_brings_them_back(sample_desk: Desk) -> None:
    first = board(sample_desk).due[0]
    facts = RecognitionFacts(first.person_id, TODAY, state="given", action_text="Stayed late.")
    sample_desk.run(commands.recognition.record_recognition, facts)
    assert first.person_id not in {row.person_id for row in board(sample_desk).due}
    sample_desk.undo()
    assert board(sample_desk).due[0] == first


def test_draft_neither_counts_nor_hides_that_somebody_is_due(sample_desk: Desk) -> None:
    before = board(sample_desk)
    first = before.due[0]
    sample_desk.run(commands.recognition.record_recognition, RecognitionFacts(first.person_id, TODAY))
    after = board(sample_desk)
    assert after.fairness.total == before.fairness.total
    assert after.due[0].has_draft


def test_log_is_newest_first_and_knows_no_future(sample_desk: Desk) -> None:
    rows = sample_desk.read(recognition_log, TODAY)
    assert rows
    assert [row.given_on for row in rows] == sorted((row.given_on for row in rows), reverse=True)
    assert rows[0].given_on <= TODAY
    assert sample_desk.read(recognition_row, rows[0].id) == rows[0]


def test_log_of_one_sender(sample_desk: Desk) -> None:
    def principal(reader) -> str:
        return reader.value("SELECT json_extract(value, '$') FROM setting WHERE key = 'principal_id'")

    giver = sample_desk.read(principal)
    rows = sample_desk.read(recognition_log, TODAY, LogFilter(giver_id=giver))
    assert rows
    assert {row.facts.giver_id for row in rows} == {giver}


def test_names_for_quick_add_leave_out_who_has_left(sample_desk: Desk) -> None:
    names = sample_desk.read(recognition_names, TODAY)
    okoye = next(one for one in names if one.family == "Okoye")
    sample_desk.run(commands.people.end_person, okoye.id, date(2026, 1, 15))
    assert okoye.id not in {one.id for one in sample_desk.read(recognition_names, TODAY)}


def test_empty_file_has_an_empty_board(desk: Desk) -> None:
    found = board(desk)
    assert (found.fairness.people, found.due, found.present, found.fairness.gini) == ((), (), 0, 0.0)
    assert found.stretches[0].title == "Last 12 months"


@operation("test.person_columns")
def set_columns(tx: Tx, person_id: str, **values: object) -> None:
    for name, value in values.items():
        setattr(tx.session.get_one(Person, person_id), name, value)


def test_groups_of_weeks_1_to_12_hold_everybody_and_every_recognition_once(sample_desk: Desk) -> None:
    fairness = board(sample_desk, "weeks-1").fairness
    for dimension in ("department", "grade", "years", "contract"):
        groups = fairness.groups(dimension)
        assert sum(group.total for group in groups) == 83
        assert sum(group.size for group in groups) == 42
        assert sum(group.reached for group in groups) == 33
    assert [group.key for group in fairness.groups("grade")][:3] == ["6", "7", "8"]
    assert next(group for group in fairness.groups("grade") if group.key == "6").verdict == "fewer"


def test_somebody_on_leave_weighs_less_and_the_spread_stays_uneven(sample_desk: Desk) -> None:
    fairness = board(sample_desk, "weeks-1").fairness
    kim = next(person for person in fairness.people if person.name == "Grace Kim")
    assert kim.present < max(fairness.weights)
    band = chance_band(42, 83, fairness.weights)
    assert band.mean == pytest.approx(0.38, abs=0.01)
    assert is_uneven(fairness.gini, band)


def test_a_part_timer_weighs_the_days_worked_and_is_due_by_them(sample_desk: Desk) -> None:
    before = next(row for row in board(sample_desk).due if row.days is not None)
    sample_desk.run(set_columns, before.person_id, works_on=(0, 1))
    found = board(sample_desk)
    person = next(one for one in found.fairness.people if one.person_id == before.person_id)
    assert person.present < max(found.fairness.weights) / 2
    assert before.person_id not in {row.person_id for row in found.due}


def test_chances_to_lead_are_a_ledger_of_their_own(sample_desk: Desk) -> None:
    found = sample_desk.read(recognition_board, TODAY, 30, "year", "leadership").fairness
    assert 0 < found.total < board(sample_desk).fairness.total
    assert len(found.people) == 42


def test_recognitions_out_of_visits_are_counted_by_period(sample_desk: Desk) -> None:
    visit, person, period = sample_desk.read(
        lambda reader: reader.row(
            "SELECT id, person_id, period_code FROM visit WHERE period_code IS NOT NULL AND state = 'closed'"
            " AND starts_local BETWEEN '2025-09-01' AND '2026-01-10' LIMIT 1"
        )
    )
    facts = RecognitionFacts(person, TODAY, state="given", action_text="Let 24 readers choose", visit_id=visit)
    sample_desk.run(commands.recognition.record_recognition, facts)
    groups = {group.key: group for group in board(sample_desk).fairness.groups("period")}
    assert groups[period].total == 1
    assert groups[period].size > 1
    assert sum(group.total for group in groups.values()) == 1


def test_the_log_is_searched_without_accents(sample_desk: Desk) -> None:
    def found(text: str, **more) -> tuple:
        return sample_desk.read(recognition_log, TODAY, LogFilter(text=text, **more))

    names = {row.name for row in found("ruiz")}
    assert names == {"Sofia Ruíz"}
    assert all("readers" in row.facts.action_text for row in found("ruiz readers"))
    assert found("qxzvjk") == found("???") == ()
    assert {row.facts.kind for row in found("", kind="gift")} == {"gift"}


def test_a_public_list_has_nothing_private_no_draft_and_nobody_who_opted_out(sample_desk: Desk) -> None:
    wanted = LogFilter(audience="public")
    rows = sample_desk.read(recognition_log, TODAY, wanted)
    assert rows
    assert {(row.facts.state, row.facts.visibility) for row in rows} == {("given", "public")}
    sample_desk.run(set_columns, rows[0].person_id, lists_opt_out=True)
    after = sample_desk.read(recognition_log, TODAY, wanted)
    assert rows[0].person_id not in {row.person_id for row in after}
    wider = sample_desk.read(recognition_log, TODAY, LogFilter(audience="small_group"))
    assert "private" not in {row.facts.visibility for row in wider}
    assert rows[0].person_id not in {row.person_id for row in wider}
