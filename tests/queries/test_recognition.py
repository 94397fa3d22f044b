"""Log, due list and fairness on the sample school, whose counts of weeks 1-12 are fixed."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.metrics.recognition import chance_band, is_uneven
from il_desktop.domain.recognition import RecognitionFacts
from il_desktop.queries.recognition import (
    RecognitionBoard,
    recognition_board,
    recognition_log,
    recognition_names,
    recognition_row,
)

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
    rows = sample_desk.read(recognition_log, TODAY, giver_id=giver)
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
