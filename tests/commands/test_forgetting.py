"""A forgotten person is gone from every byte of the file, and every count is what it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from il_desktop import bootstrap, commands
from il_desktop.commands.desk import Desk
from il_desktop.commands.forgetting import CUT, GOES, STAYS
from il_desktop.domain.errors import BadValue
from il_desktop.domain.evidence import EvidenceFile
from il_desktop.domain.forgetting import EMPTIED, FORGOTTEN, SOMEBODY
from il_desktop.domain.recognition import RecognitionFacts
from il_desktop.models.base import Base
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.people import person_detail, roster
from il_desktop.queries.recognition import recognition_names
from il_desktop.queries.search import find
from il_desktop.queries.timeline import timeline
from tests.conftest import copy_file

TODAY = date(2026, 1, 16)
FIGURES = (
    "SELECT count(*) FROM visit",
    "SELECT count(*), sum(given_on = '2026-01-16') FROM recognition WHERE state = 'given'",
    "SELECT count(*), sum(given_local IS NOT NULL) FROM feedback",
    "SELECT count(*) FROM time_block",
    "SELECT count(*) FROM actual",
    "SELECT count(*) FROM attendance",
    "SELECT count(*) FROM goal",
    "SELECT count(DISTINCT person_id) FROM recognition WHERE state = 'given'",
)


@pytest.fixture
def school(tmp_path: Path, small_template: Path, fixed_clock) -> Iterator[Desk]:
    """The sample school with one teacher whose names and words are canaries wherever a link leads to them."""
    path = copy_file(small_template, tmp_path / "school.ildesk")
    file = sqlite3.connect(path)
    file.execute("PRAGMA secure_delete = OFF")  # a page that some other program left behind
    file.execute("CREATE TABLE passing AS SELECT hex(zeroblob(9000)) || ' leftcanary' AS text")
    file.execute("DROP TABLE passing")
    (key,) = file.execute(
        "SELECT person_id FROM visit WHERE block_id IS NOT NULL GROUP BY person_id ORDER BY count(*) DESC LIMIT 1"
    ).fetchone()
    file.execute(
        "UPDATE person SET given = 'Wrencanary', family = 'Quillcanary', email = 'wren.quillcanary@school.example'"
        ", former_names = '[\"Wrencanary Oldcanary\"]', favorites = 'teacanary',"
        " department = 'Latincanary' WHERE id = ?",
        (key,),
    )
    for link, columns in STAYS.items():
        table, column = link.split(".")
        for name in columns:
            file.execute(
                f"UPDATE {table} SET {name} = 'canary said' WHERE {column} = ? AND {name} IS NOT NULL",  # noqa: S608  names of our own schema
                (key,),
            )
    file.execute(
        "UPDATE time_block SET title = 'Visit Quillcanary'"
        " WHERE id IN (SELECT block_id FROM visit WHERE person_id = ?)",
        (key,),
    )
    file.execute("UPDATE decision SET text = 'Wrencanary  Quillcanary leads the unit'")
    file.execute("UPDATE task SET title = 'Ask Quillcanary, ' || title WHERE rowid % 7 = 0")
    _put_into_ledgers(file, key)
    file.commit()
    file.close()
    desk = bootstrap.open_desk(path, clock=fixed_clock)
    yield desk
    desk.close()


def _put_into_ledgers(file: sqlite3.Connection, key: str) -> None:
    """Write titles that went out, a server's side of a conflict, and a subscribed calendar."""
    stamp = "2026-01-01T00:00:00.000000Z"
    (block,) = file.execute(
        "SELECT block_id FROM visit WHERE person_id = ? AND block_id IS NOT NULL", (key,)
    ).fetchone()
    file.execute(
        "INSERT INTO export_batch (id, created_at, updated_at, kind, audience, with_names, file_name, sha256)"
        " VALUES ('b', ?, ?, 'pdf', 'person', 1, 'Wrencanary Quillcanary.pdf', 'x')",
        (stamp, stamp),
    )
    file.execute(
        "INSERT INTO exported_event (id, created_at, updated_at, target, audience, uid, source_ref, title,"
        " content_hash, first_batch_id, last_batch_id)"
        " VALUES ('e', ?, ?, 'outlook', 'me', 'u', ?, 'Visit Quillcanary', 'h', 'b', 'b')",
        (stamp, stamp, block),
    )
    file.execute(
        "INSERT INTO sync_item (id, created_at, updated_at, feed_id, href, uid, source_ref, theirs)"
        " VALUES ('s', ?, ?, 'f', '/1', 'u', ?, '{\"title\":\"See Quillcanary\"}')",
        (stamp, stamp, block),
    )
    file.execute(
        "INSERT INTO feed_event (id, created_at, updated_at, feed_id, key, title, starts_local, ends_local, tz, holes)"
        " VALUES ('v', ?, ?, 'f', 'k', 'Wrencanary Quillcanary', '2026-01-16T09:00', '2026-01-16T10:00',"
        " 'America/New_York', '[]')",
        (stamp, stamp),
    )


def wren(desk: Desk) -> str:
    return next(row.id for row in desk.read(roster, TODAY).rows if "Quillcanary" in row.name)


def facts(key: str, **more) -> RecognitionFacts:
    return RecognitionFacts(
        person_id=key, given_on=TODAY, kind="note", action_text="canary sang", state="given", **more
    )


def figures(desk: Desk) -> list[tuple]:
    return [desk.read(lambda reader, sql=sql: reader.row(sql)) for sql in FIGURES]


@contextmanager
def bootstrap_desk(path: Path) -> Iterator[Desk]:
    desk = bootstrap.open_desk(path)
    yield desk
    desk.close()


def bytes_beside(path: Path) -> bytes:
    return b"".join(each.read_bytes() for each in path.parent.rglob("*") if each.is_file())


def test_no_byte_of_the_folder_holds_the_name_or_a_word_about_them(school: Desk) -> None:
    key = wren(school)
    given = school.run(commands.recognition.record_recognition, facts(key))
    file = EvidenceFile("canary.txt", b"a canary in a file")
    school.run(commands.evidence.add_evidence, "recognition", given, file, note="canary seen")
    gone = school.run(commands.recognition.record_recognition, facts(key, impact="deleted canary"))
    school.run(commands.recognition.delete_recognition, gone)
    school.run(commands.teams.add_team, "Quillcanary coaching pair", "coaching_pair")
    assert school.read(find, "quillcanary", today=TODAY, calendar=school.cached(school_calendar))
    school.run(commands.forgetting.forget_person, key, single_names=True)
    school.shrink()
    school.close()
    held = bytes_beside(school.path).lower()
    assert b"canary" not in held
    assert "canary".encode("utf-16-le") not in held
    bootstrap.check_file(school.path)


def test_words_deleted_are_in_the_bytes_until_the_file_is_written_anew(school: Desk) -> None:
    """Holds the test above to its word: what it looks for would be found."""
    school.run(commands.people.edit_person, wren(school), favorites="plumcanary")
    assert b"plumcanary" in bytes_beside(school.path)


def test_every_count_stays(school: Desk) -> None:
    key = wren(school)
    school.run(commands.recognition.record_recognition, facts(key))
    before = figures(school)
    school.run(commands.forgetting.forget_person, key)
    assert figures(school) == before
    assert before[0][0] > 10


def test_a_row_without_a_name_keeps_kind_and_dates_and_nothing_else(school: Desk) -> None:
    key = wren(school)
    school.run(commands.forgetting.forget_person, key)
    left = school.read(person_detail, key, TODAY)
    assert left is not None
    assert (left.given, left.family) == FORGOTTEN
    assert (left.email, left.department, left.favorites, left.former_names, left.grades) == ("", "", "", (), ())
    assert left.active_to == TODAY - timedelta(days=1)
    assert "Removed person" not in [one.shown for one in school.read(recognition_names, TODAY)]
    assert left.teams == ()
    told = {entry.text for entry in school.read(timeline, key) if entry.kind in {"visit", "recognition", "feedback"}}
    assert told <= {"", EMPTIED, f"{EMPTIED} · {EMPTIED}"}
    titles = {entry.title for entry in school.read(timeline, key)}
    assert not any("canary" in title for title in titles)


def test_whole_names_become_somebody_and_single_ones_only_when_asked(school: Desk) -> None:
    key = wren(school)
    school.run(commands.forgetting.forget_person, key)
    decided = school.read(lambda reader: {text for (text,) in reader.rows("SELECT text FROM decision")})
    assert decided == {f"{SOMEBODY} leads the unit"}
    assert school.read(lambda reader: reader.value("SELECT count(*) FROM task WHERE title LIKE 'Ask Quillcanary%'"))
    assert not school.read(lambda reader: reader.value("SELECT count(*) FROM time_block WHERE title LIKE '%canary%'"))


def test_nothing_before_it_can_be_undone(school: Desk) -> None:
    key = wren(school)
    school.run(commands.people.edit_person, key, favorites="tea")
    school.run(commands.forgetting.forget_person, key)
    assert school.history() == (None, None)


def test_somebody_without_records_leaves_no_row(desk: Desk) -> None:
    key = desk.run(commands.people.add_person, "Ada", "Marsh")
    desk.run(commands.forgetting.forget_person, key)
    assert desk.read(roster, TODAY).rows == ()


def test_a_namesake_keeps_name_and_texts(desk: Desk) -> None:
    one = desk.run(commands.people.add_person, "Emily", "Chen", email="one@school.example")
    other = desk.run(commands.people.add_person, "Emily", "Chen", email="two@school.example")
    desk.run(commands.recognition.record_recognition, facts(other, impact="Emily Chen did it"))
    desk.run(commands.recognition.record_recognition, facts(one))
    desk.run(commands.forgetting.forget_person, one, single_names=True)
    texts = desk.read(lambda reader: reader.rows("SELECT impact FROM recognition WHERE person_id = ?", (other,)))
    assert texts == [("Emily Chen did it",)]


def test_a_public_recognition_leaves_the_public_lists(desk: Desk) -> None:
    key = desk.run(commands.people.add_person, "Ada", "Marsh", recognition_pref="public")
    desk.run(commands.recognition.record_recognition, facts(key, channel="newsletter", visibility="public"))
    desk.run(commands.forgetting.forget_person, key)
    row = desk.read(lambda reader: reader.row("SELECT visibility, channel, action_text FROM recognition"))
    assert row == ("private", None, EMPTIED)


def test_two_teams_named_after_the_forgotten_get_names_of_their_own(desk: Desk) -> None:
    for family in ("Marsh", "Reed"):
        key = desk.run(commands.people.add_person, "Ada", family)
        desk.run(commands.teams.add_team, f"Pair {family}", "coaching_pair")
        desk.run(commands.forgetting.forget_person, key, single_names=True)
    teams = desk.read(lambda reader: [name for (name,) in reader.rows("SELECT name FROM team ORDER BY name")])
    assert teams == ["Pair somebody", "Pair somebody 2"]


def test_the_principal_stays(sample_desk: Desk) -> None:
    principal = sample_desk.read(lambda reader: reader.value("SELECT value FROM setting WHERE key = 'principal_id'"))
    with pytest.raises(BadValue) as refused:
        sample_desk.run(commands.forgetting.forget_person, principal.strip('"'))
    assert refused.value.reason == "is_principal"


def test_a_note_under_legal_hold_stays_and_so_does_its_person(school: Desk) -> None:
    key = wren(school)
    path = school.path
    school.close()
    file = sqlite3.connect(path)
    stamp = "2026-01-01T00:00:00.000000Z"
    file.execute(
        "INSERT INTO note (id, created_at, updated_at, visit_id, text, dated_on, legal_hold)"
        " SELECT 'n', ?, ?, max(id), 'kept canary', '2026-01-05', 1 FROM visit WHERE person_id = ?",
        (stamp, stamp, key),
    )
    file.commit()
    file.close()
    with bootstrap_desk(path) as desk:
        with pytest.raises(BadValue) as refused:
            desk.run(commands.forgetting.forget_person, key)
        assert refused.value.reason == "legal_hold"
        assert wren(desk) == key


def test_every_link_to_a_person_has_a_fate() -> None:
    links = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if any(link.column.table.name == "person" for link in column.foreign_keys)
    }
    assert links == GOES | CUT | set(STAYS)
    assert len(links) == len(GOES) + len(CUT) + len(STAYS)
