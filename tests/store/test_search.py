"""The search index follows every row, whoever writes it, and costs no file its soundness."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from il_desktop import bootstrap, commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.blocks import BlockRef
from il_desktop.domain.clock import FixedClock
from il_desktop.domain.protection import DisplacementReason, OverrideReason
from il_desktop.domain.recognition import RecognitionFacts
from il_desktop.domain.walltime import WallTime
from il_desktop.sample.build import build_sample
from il_desktop.store import bulk, create, driver, gate, journal, migrate, search
from il_desktop.store.operation import operation
from il_desktop.store.reader import Reader
from il_desktop.store.schema import APPLICATION_ID, SCHEMA_VERSION, read_header
from il_desktop.store.transaction import Tx

OTHER = DisplacementReason.OTHER
NINE = WallTime.parse("2026-02-03T09:00")
_WORDS = (
    """SELECT term, col, "offset", kind, "key" FROM temp.word JOIN search_entry ON n = doc ORDER BY 1, 2, 3, 4, 5"""
)


def found(reader: Reader, word: str) -> list[tuple[str, str]]:
    """Return kind and title, or name, of the entries that hold a word."""
    sql = "SELECT e.kind, ifnull(e.title, e.name) FROM search_index JOIN search_entry e ON e.n = search_index.rowid"
    return sorted(reader.rows(f"{sql} WHERE search_index MATCH ?", (f'"{word}" *',)))


def add_block(desk: Desk, title: str, note: str = "") -> BlockRef:
    draft = BlockDraft(title, "office_work", NINE, NINE.plus(30))
    ref = BlockRef(desk.run(commands.schedule.create_block, draft))
    if note:
        desk.run(commands.schedule.edit_block, ref, note=note)
    return ref


def assert_in_order(path: Path) -> None:
    """Compare entries with rows, and every word at its place with an index made anew."""
    connection = driver.connect(path)
    try:
        assert search.differences(connection) == []
        connection.execute("CREATE VIRTUAL TABLE temp.word USING fts5vocab(main, search_index, instance)")
        words = connection.execute(_WORDS).fetchall()
        connection.execute("BEGIN")
        search.refill(connection)
        assert connection.execute(_WORDS).fetchall() == words
        connection.execute("ROLLBACK")
    finally:
        connection.close()


def test_the_sample_school_is_indexed_word_for_word(small_template: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.ildesk"
    bootstrap.create_sample(again, size="small")
    assert again.read_bytes() == small_template.read_bytes()
    assert_in_order(again)


def test_a_title_is_kept_once_and_as_long_as_a_block_has_it(desk: Desk) -> None:
    first, second = add_block(desk, "Café visit"), add_block(desk, "Café visit")
    assert desk.read(found, "cafe") == [("title", "Café visit")]
    desk.run(commands.schedule.edit_block, first, title="Book fair")
    assert desk.read(found, "cafe") == [("title", "Café visit")]
    desk.run(commands.schedule.delete_block, second)
    assert desk.read(found, "cafe") == []
    desk.undo()
    desk.undo()
    assert desk.read(found, "cafe") == [("title", "Café visit")]
    assert desk.read(found, "book") == []
    desk.redo()
    assert desk.read(found, "book") == [("title", "Book fair")]
    desk.close()
    assert_in_order(desk.path)


def test_a_note_follows_its_block(desk: Desk) -> None:
    ref = add_block(desk, "Fire drill", "Ask about the kiln")
    assert desk.read(found, "kiln") == [("note", "Fire drill")]
    desk.run(commands.schedule.edit_block, ref, note="Ask about the oven")
    assert (desk.read(found, "kiln"), desk.read(found, "oven")) == ([], [("note", "Fire drill")])
    desk.run(commands.schedule.edit_block, ref, note="")
    assert desk.read(found, "oven") == []


def test_a_new_name_reaches_recognitions_and_visits_and_back(sample_desk: Desk) -> None:
    person = sample_desk.read(
        lambda reader: reader.value("SELECT person_id FROM visit WHERE evidence_text IS NOT NULL LIMIT 1")
    )
    sample_desk.run(
        commands.recognition.record_recognition,
        RecognitionFacts(person, date(2026, 1, 15), action_text="Stayed late", state="draft"),
    )
    sample_desk.run(commands.people.edit_person, person, shown_as="李娜")
    assert {kind for kind, _ in sample_desk.read(found, "李")} == {"person", "recognition", "visit"}
    sample_desk.undo()
    assert sample_desk.read(found, "李") == []
    sample_desk.undo()
    sample_desk.redo()
    sample_desk.redo()
    assert {kind for kind, _ in sample_desk.read(found, "李娜")} == {"person", "recognition", "visit"}
    sample_desk.close()
    assert_in_order(sample_desk.path)


def test_a_meeting_is_dated_by_its_block_and_a_note_too(sample_desk: Desk) -> None:
    meeting, block, starts = sample_desk.read(
        lambda reader: reader.row(
            "SELECT m.id, b.id, b.starts_local FROM meeting m JOIN time_block b ON b.id = m.block_id"
            " WHERE b.state = 'planned' AND b.starts_local > '2026-01-16' ORDER BY b.starts_local LIMIT 1"
        )
    )
    sample_desk.run(commands.schedule.edit_block, BlockRef(block), note="Bring the kiln keys")
    later = WallTime.parse(starts).plus(21 * 1440)
    sample_desk.run(commands.schedule.move_block, BlockRef(block), later, override=OverrideReason(OTHER, "moved"))

    def dates(reader: Reader) -> set[str]:
        sql = "SELECT dated_on FROM search_entry WHERE (kind, \"key\") IN (VALUES ('meeting', ?), ('note', ?))"
        return {day for (day,) in reader.rows(sql, (meeting, block))}

    assert sample_desk.read(dates) == {str(later.day)}
    sample_desk.undo()
    assert sample_desk.read(dates) == {starts[:10]}
    sample_desk.redo()
    sample_desk.close()
    assert_in_order(sample_desk.path)


@operation("test.import_tasks")
def import_tasks(tx: Tx, titles: list[str]) -> None:
    """Insert many tasks at the speed of the driver."""
    fixed = {"state": "open", "importance": 2, "urgency": 2, "carried_n": 0}
    tx.insert_rows("task", [{"title": title, **fixed} for title in titles])


def test_rows_imported_at_the_speed_of_the_driver_are_found_and_taken_back(desk: Desk) -> None:
    desk.run(import_tasks, [f"Order chairs {number}" for number in range(50)])
    assert len(desk.read(found, "chairs")) == 50
    journalled = desk.read(lambda reader: reader.rows("SELECT DISTINCT tbl FROM journal_change"))
    assert journalled == [("task",)]
    desk.undo()
    assert desk.read(found, "chairs") == []
    desk.close()
    assert_in_order(desk.path)


def test_the_index_works_with_an_untrusted_schema(desk: Desk) -> None:
    if driver.module.sqlite_version_info < (3, 45):
        pytest.skip("older engines trust the schema, see store/driver.py")
    add_block(desk, "Fire drill")
    assert desk.read(lambda reader: reader.value("PRAGMA trusted_schema")) == 0
    assert desk.read(found, "drill") == [("title", "Fire drill")]


def test_a_stale_entry_is_told_and_mended(desk: Desk) -> None:
    add_block(desk, "Fire drill")
    desk.close()
    connection = driver.connect(desk.path)
    parts = search.set_aside(connection)
    connection.execute("UPDATE time_block SET title = 'Book fair'")
    for _, sql in parts:
        connection.execute(sql)
    assert {row[2] for row in search.differences(connection)} == {"Fire drill", "Book fair"}
    search.refill(connection)
    assert search.differences(connection) == []
    connection.close()
    assert_in_order(desk.path)


def test_deleted_words_leave_the_file_only_once_the_index_is_optimized(desk: Desk) -> None:
    """The trap a purge has to know (decision 0011)."""
    desk.run(import_tasks, ["zebrafinch"])
    for number in range(3):
        desk.run(import_tasks, [f"Other {number}"])
    desk.close()
    connection = driver.connect_durable(desk.path)
    connection.execute("DELETE FROM task WHERE title = 'zebrafinch'")
    connection.execute("UPDATE journal_change SET after = NULL")
    connection.execute("VACUUM")
    assert b"ebrafinch" in desk.path.read_bytes()
    connection.execute("INSERT INTO search_index (search_index) VALUES ('optimize')")
    connection.execute("VACUUM")
    connection.close()
    assert b"ebrafinch" not in desk.path.read_bytes()


# Migration from the first schema


def first_schema_file(path: Path) -> Path:
    """Write a file as the first version did, filled with the small sample school."""
    path.touch(0o600)
    connection = driver.connect(path)
    sql = (Path(migrate.__file__).parent / "migrations" / "versions" / "0001_first_schema.sql").read_text("utf-8")
    for statement in (*sql.split(";\n"), create._VERSION_TABLE, "INSERT INTO alembic_version VALUES ('0001')"):
        if statement.strip():
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 1")
    known = {
        table: {row[1] for row in connection.execute(f"PRAGMA table_info({table})")} for table in tables(connection)
    }
    sample = {
        table: [{name: value for name, value in row.items() if name in known[table]} for row in rows]
        for table, rows in build_sample(2025, "small").items()
        if table in known
    }
    bulk.fill(connection, sample, now="2026-01-16T13:00:00.000000Z")
    connection.close()
    return path


def tables(connection: Any) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()]


def rows(path: Path) -> dict[str, list[dict[str, object]]]:
    """Return every row of the file, without the columns that nobody has filled."""
    connection = driver.connect(path)
    try:
        found = {}
        for name in tables(connection):
            if not name.startswith(("search_", "alembic_")):
                cursor = connection.execute(f"SELECT * FROM {name} ORDER BY 1")  # noqa: S608  names of the file
                columns = [column for column, *_ in cursor.description]
                found[name] = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
        return {name: rows for name, rows in found.items() if rows}
    finally:
        connection.close()


def test_a_file_of_the_first_schema_is_searchable_once_opened(tmp_path: Path, fixed_clock: FixedClock) -> None:
    path = first_schema_file(tmp_path / "school.ildesk")
    before = rows(path)
    desk = bootstrap.open_desk(path, clock=fixed_clock)
    assert ("person", "Zoë Núñez") in desk.read(found, "nunez")
    desk.close()
    assert read_header(path).user_version == SCHEMA_VERSION
    after = rows(path)
    assert before.keys() == after.keys()
    for table, old in before.items():
        assert old == [{name: row[name] for name in old[0]} for row in after[table]], table
    assert_in_order(path)


def test_an_upgrade_cut_short_leaves_the_first_schema(
    tmp_path: Path, fixed_clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = first_schema_file(tmp_path / "school.ildesk")
    before = path.read_bytes()[100:]  # the header counts transactions

    def stop(_connection: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(journal, "raise_barrier", stop)
        with pytest.raises(KeyboardInterrupt):
            migrate.upgrade(path, fixed_clock)
    assert not gate.has_journal(path)
    assert (read_header(path).user_version, path.read_bytes()[100:]) == (1, before)
    migrate.upgrade(path, fixed_clock)
    assert_in_order(path)


@operation("test.insert_blocks")
def insert_blocks(tx: Tx, rows: list[dict[str, Any]]) -> None:
    """Insert many blocks at the speed of the driver."""
    tx.insert_rows("time_block", rows)


TRIGGERS = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY 1"


def test_many_blocks_are_indexed_together_as_if_one_by_one(desk: Desk) -> None:
    kind = desk.read(lambda reader: reader.value("SELECT id FROM activity_type LIMIT 1"))

    def rows(first: int, count: int) -> list[dict[str, Any]]:
        return [
            {
                "title": f"Chess {number % 70}",
                "activity_type_id": kind,
                "is_buffer": 0,
                "protection": 1,
                "origin": "import",
                "is_public": 0,
                "tz": "America/New_York",
                "all_day": 0,
                "anchor": "clock",
                "offset_min": 0,
                "state": "planned",
                "note": f"Board {number}" if number % 3 == 0 else None,
                "starts_local": "2026-03-02T09:00",
                "ends_local": "2026-03-02T09:30",
            }
            for number in range(first, first + count)
        ]

    desk.run(insert_blocks, rows(0, 20))
    triggers = desk.read(lambda reader: reader.rows(TRIGGERS))
    desk.run(insert_blocks, rows(10, 200))
    assert len([kind for kind, _ in desk.read(found, "chess") if kind == "title"]) == 70
    assert len(desk.read(found, "board 207")) == 1
    assert triggers == desk.read(lambda reader: reader.rows(TRIGGERS))
    desk.undo()
    assert len([kind for kind, _ in desk.read(found, "chess") if kind == "title"]) == 20
    desk.redo()
    desk.close()
    assert_in_order(desk.path)
