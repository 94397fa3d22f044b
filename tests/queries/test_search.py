"""Searching everything: what is found, in which order, where it leads, and that no text is a mistake."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.blocks import BlockRef
from il_desktop.domain.recognition import RecognitionFacts
from il_desktop.domain.walltime import WallTime
from il_desktop.models.goals import Goal, Vision
from il_desktop.models.teamwork import Decision, Meeting, Responsibility, Task
from il_desktop.queries import search
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.search import EACH, KINDS, LONGEST_WORD, MOST_WORDS, WORTH, Hit, find, match_words
from il_desktop.store.reader import Reader
from tests.commands.school_time import add_rows, series

TODAY = date(2026, 1, 16)


def hits(desk: Desk, text: str, limit: int = 30) -> list[Hit]:
    return desk.read(find, text, limit, today=TODAY, calendar=desk.cached(school_calendar))


def titles(desk: Desk, text: str) -> list[tuple[str, str]]:
    return [(hit.kind, hit.title) for hit in hits(desk, text)]


def add_block(desk: Desk, title: str, start: str, **fields: str) -> str:
    begin = WallTime.parse(start)
    block = desk.run(commands.schedule.create_block, BlockDraft(title, "office_work", begin, begin.plus(30)))
    if fields:
        desk.run(commands.schedule.edit_block, BlockRef(block), **fields)
    return block


@pytest.fixture(scope="module")
def searcher(small_template: Path):
    """Searches the small sample school, read only, for many texts in a row."""
    reader = Reader(small_template, mode="ro")
    calendar = school_calendar(reader)
    yield lambda text: find(reader, text, 30, today=TODAY, calendar=calendar)
    reader.close()


# Which words find what


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("nunez", "Zoë Núñez"),
        ("NÚÑEZ", "Zoë Núñez"),
        ("zoe nun", "Zoë Núñez"),
        ("nun zoe", "Zoë Núñez"),
        ("Nu\u0301n\u0303ez", "Zoë Núñez"),
        ("obrien", "Liam O'Brien"),
        ("o'brien", "Liam O'Brien"),
        ("O’Brien", "Liam O'Brien"),
        ("brien", "Liam O'Brien"),
        ("wang", "Wang Fang"),
        ("王", "Wang Fang"),
        ("王芳", "Wang Fang"),  # the roster has 芳 and 王 in two fields
        ("芳", "Wang Fang"),
        ("ليلى", "Layla Haddad"),
        ("nunez@example", "Zoë Núñez"),
    ],
)
def test_a_person_is_found_however_the_name_is_typed(searcher, typed: str, name: str) -> None:
    assert (searcher(typed)[0].kind, searcher(typed)[0].title) == ("person", name)


@pytest.mark.parametrize("typed", ["unez", "nunez okoye", "", "   ", "…", "' \" *", "\x00"])
def test_what_does_not_begin_a_word_or_is_no_word_finds_nothing(searcher, typed: str) -> None:
    assert searcher(typed) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.text(st.characters(), max_size=40))
@example('"')
@example("a\x00b")
@example("\ud800 lee")
@example("NEAR(lee okoye, 2) AND NOT title : x* ^y {a b} - + ( )")
@example("''")
@example("lee " * 300)
@example("é" * 5000)
def test_no_text_is_a_mistake(searcher, text: str) -> None:
    for hit in searcher(text):
        assert hit.kind in KINDS
        assert hit.title


def test_words_that_look_like_syntax_are_words() -> None:
    assert match_words('lee" OR title:x*') == '"lee" * "OR" * "title:x*" *'
    assert match_words("e a") == '{title name} : "e" * {title name} : "a" *'
    assert match_words("王") == '"王" *'
    assert match_words("- & ’") == ""
    assert match_words("b" * 500) == f'"{"b" * LONGEST_WORD}" *'
    assert match_words("bb " * 500).count('"bb"') == MOST_WORDS


# What is searched, and where it leads


def test_every_kind_is_found_and_leads_to_its_page(desk: Desk) -> None:
    person = desk.run(commands.people.add_person, "Quill", "Quokka", department="Arts")
    block = add_block(desk, "Quokka drill", "2026-02-03T09:00", note="Quokka kiln")
    recognition = desk.run(
        commands.recognition.record_recognition,
        RecognitionFacts(person, TODAY, action_text="Fed the class", state="draft"),
    )
    vision = Vision(version=1, statement="A quokka in every class")
    goal = Goal(kind="goal", title="Quokka reading", because="They smile", vision_id=vision.id)
    meeting = Meeting(kind="plc", title="Quokka meeting", minutes=30, block_id=block)
    task = Task(title="Order quokka food", goal_id=goal.id)
    free = Task(title="Wash quokka")
    decision = Decision(
        text="Quokka stays", decided_on=TODAY, domain="climate", method="leader", goal_id=goal.id, meeting_id=meeting.id
    )
    contact = Responsibility(kind="first_contact", what="Quokka food")
    desk.run(add_rows, vision, goal, meeting, task, free, decision, contact)
    found = {(hit.kind, hit.title): (hit.page, hit.key) for hit in hits(desk, "quokka")}
    assert found == {
        ("person", "Quill Quokka"): ("people", person),
        ("title", "Quokka drill"): ("week", block),
        ("note", "Quokka drill"): ("week", block),
        ("recognition", "Quill Quokka"): ("recognition", recognition),
        ("vision", "A quokka in every class"): ("goals", "vision"),
        ("goal", "Quokka reading"): ("goals", goal.id),
        ("meeting", "Quokka meeting"): ("week", block),
        ("task", "Order quokka food"): ("tasks", task.id),
        ("task", "Wash quokka"): ("tasks", free.id),
        ("decision", "Quokka stays"): ("goals", goal.id),
        ("responsibility", "Quokka food"): ("", contact.id),
    }


def test_a_visit_is_found_by_what_was_seen_and_shows_the_person(searcher) -> None:
    visits = [hit for hit in searcher("wait time five sec") if hit.kind == "visit"]
    assert visits
    assert all(hit.page == "people" and "time" in hit.detail and isinstance(hit.when, date) for hit in visits)


def test_a_han_word_is_found_from_its_beginning_only(desk: Desk) -> None:
    add_block(desk, "王芳来访", "2026-02-03T09:00")
    assert [titles(desk, text) for text in ("王", "王芳", "芳", "来访")] == [[("title", "王芳来访")]] * 2 + [[]] * 2


def test_words_may_lie_in_title_and_note(desk: Desk) -> None:
    block = add_block(desk, "Fire drill", "2026-02-03T09:00", note="Bring the kiln keys")
    assert [(hit.kind, hit.key, hit.detail) for hit in hits(desk, "kiln drill")] == [
        ("note", block, "Bring the kiln keys")
    ]


# Blocks: each title once, where it helps most


def test_a_title_leads_to_its_next_block_and_else_to_the_last(desk: Desk) -> None:
    past = [add_block(desk, "Fire drill", f"2026-01-{day:02}T09:00") for day in (6, 8)]
    assert [(hit.key, hit.when) for hit in hits(desk, "drill")] == [(past[1], WallTime.parse("2026-01-08T09:00"))]
    ahead = [add_block(desk, "Fire drill", f"2026-02-{day:02}T09:00") for day in (10, 3)]
    assert [(hit.key, hit.when) for hit in hits(desk, "drill")] == [(ahead[1], WallTime.parse("2026-02-03T09:00"))]
    desk.run(commands.schedule.delete_block, BlockRef(ahead[1]))
    assert [hit.key for hit in hits(desk, "drill")] == [ahead[0]]


def test_a_repeating_block_is_found_at_its_next_date(desk: Desk) -> None:
    weekly = series()
    desk.run(add_rows, weekly)
    (hit,) = hits(desk, "data tal")
    assert (hit.kind, hit.page, hit.when) == ("title", "week", WallTime.parse("2026-01-20T09:00"))
    assert hit.key == BlockRef(series_id=weekly.id, on=date(2026, 1, 20)).key
    desk.run(commands.schedule.delete_block, BlockRef(series_id=weekly.id, on=date(2026, 1, 20)))
    assert hits(desk, "data tal")[0].when == WallTime.parse("2026-01-27T09:00")


def test_a_series_that_is_over_or_far_off_is_found_at_its_start(desk: Desk) -> None:
    desk.run(add_rows, series(title="Old club", until_on=date(2025, 10, 1)))
    desk.run(add_rows, series(title="Summer club", starts_local=WallTime.parse("2026-06-09T09:00")))
    assert [hit.when for hit in hits(desk, "old club")] == [WallTime.parse("2025-09-02T09:00")]
    assert [hit.when for hit in hits(desk, "summer club")] == [WallTime.parse("2026-06-09T09:00")]


# Order and amount


def test_kinds_do_not_crowd_each_other_out(searcher) -> None:
    found = searcher("s")
    assert max(sum(hit.kind == kind for hit in found) for kind in KINDS) <= EACH
    assert len({hit.kind for hit in found}) >= 4
    assert len({(hit.kind, hit.title, hit.detail) for hit in found}) == len(found)


def test_what_is_near_in_time_comes_first(desk: Desk) -> None:
    for day in (date(2024, 1, 10), date(2026, 1, 14), date(2025, 3, 3)):
        desk.run(add_rows, Task(title=f"Order chairs {day.year}", due_on=day))
    assert [hit.title for hit in hits(desk, "chairs")] == [
        "Order chairs 2026",
        "Order chairs 2025",
        "Order chairs 2024",
    ]


def test_a_word_in_the_title_counts_more_than_in_the_text(desk: Desk) -> None:
    vision = Vision(version=1, statement="s")
    desk.run(add_rows, vision)
    desk.run(add_rows, Goal(kind="goal", title="Reading aloud", because="After the drill", vision_id=vision.id))
    desk.run(add_rows, Goal(kind="goal", title="Safety drill", because="Reading the plan", vision_id=vision.id))
    assert titles(desk, "drill") == [("goal", "Safety drill"), ("goal", "Reading aloud")]


def test_the_limit_holds(desk: Desk) -> None:
    desk.run(add_rows, *(Task(title=f"Order {number}") for number in range(9)))
    assert len(hits(desk, "order", limit=2)) == 2
    assert len(hits(desk, "order")) == EACH


def test_people_come_before_what_is_written_about_them() -> None:
    assert max(WORTH, key=lambda kind: WORTH[kind]) == "person"


def test_a_file_without_an_index_finds_nothing(tmp_path: Path, desk: Desk) -> None:
    """An older file that may not be written is read as it is."""
    old = tmp_path / "old.ildesk"
    connection = sqlite3.connect(old)
    connection.execute("CREATE TABLE person (id TEXT)")
    connection.close()
    reader = Reader(old, mode="ro")
    assert search.find(reader, "lee", today=TODAY, calendar=desk.cached(school_calendar)) == []
    reader.close()


def test_a_strategy_is_found_by_its_other_names(desk) -> None:
    key = desk.run(commands.library.add_item, "strategy", "Number talk", aliases=("Charla numérica", "Math chat"))
    desk.run(commands.library.add_item, "unit", "Ratios and rates")
    for text in ("number", "charla numé", "math chat", "CHAT"):
        (hit,) = hits(desk, text)
        assert (hit.kind, hit.key, hit.title, hit.page) == ("library", key, "Number talk", "library"), text
    assert titles(desk, "rati") == [("library", "Ratios and rates")]
    assert hits(desk, "n") == []
