"""Damaged files saved into new ones: page by page, with the backup's help, and nothing passed off as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from il_desktop import bootstrap, commands
from il_desktop.domain import salvaged
from il_desktop.domain.errors import DamagedFile, FileExists, FileInUse, FileMissing, NewerFile, NotOurFile
from il_desktop.domain.salvaged import Salvaged
from il_desktop.store import driver, seal
from il_desktop.store.pages import Pages
from il_desktop.store.schema import PAGE_SIZE
from tests.conftest import copy_file
from tests.store.steps_for_tests import leave_hot_journal


@pytest.fixture
def school(tmp_path: Path, small_template: Path) -> Path:
    """The small sample school, closed in good order."""
    return copy_file(small_template, tmp_path / "school.ildesk")


def ask(path: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = driver.connect(path, mode="ro")
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def leaf_of(path: Path, table: str, *, last: bool = True) -> int:
    """Return the number of a page that holds rows of a table."""
    [(root,)] = ask(path, f"SELECT rootpage FROM sqlite_schema WHERE name = '{table}'")  # noqa: S608  a name of the schema
    cells = Pages(path.read_bytes(), PAGE_SIZE).tree(root).cells
    return cells[-1 if last else 0].pages[0]


def root_of(path: Path, name: str) -> int:
    return ask(path, f"SELECT rootpage FROM sqlite_schema WHERE name = '{name}'")[0][0]  # noqa: S608  same


def break_page(path: Path, number: int, what: bytes = bytes(PAGE_SIZE), at: int = 0) -> None:
    data = bytearray(path.read_bytes())
    start = (number - 1) * PAGE_SIZE + at
    data[start : start + len(what)] = what
    path.write_bytes(data)


def save(path: Path) -> Salvaged:
    found = bootstrap.salvage_file(path, bootstrap.salvaged_path(path))
    bootstrap.check_file(found.path)
    return found


def test_a_whole_file_comes_over_row_by_row_with_its_undo(desk, empty_file: Path) -> None:
    desk.run(commands.settings.change_settings, school_name="Maple Hollow")
    desk.close()
    found = save(empty_file)
    assert (found.entries, found.may_miss, found.is_proven, found.has_history) == ((), (), True, True)
    saved = bootstrap.open_desk(found.path)
    assert saved.undo().op == "settings.change"
    saved.close()


def test_a_lost_page_costs_its_own_rows_and_each_is_named(school: Path) -> None:
    before = {key for (key,) in ask(school, "SELECT id FROM time_block")}
    break_page(school, leaf_of(school, "time_block"))
    damaged = school.read_bytes()
    found = save(school)
    after = {key for (key,) in ask(found.path, "SELECT id FROM time_block")}
    lost = {entry.key for entry in found.of(salvaged.LOST) if entry.table == "time_block"}
    assert before - after == lost
    assert 0 < len(lost) < len(before) / 50
    assert after < before
    assert not found.has_history, "a step can only be taken back from the state it left"
    assert school.read_bytes() == damaged


def test_rows_are_found_when_the_way_to_them_is_lost(school: Path) -> None:
    before = ask(school, "SELECT * FROM time_block ORDER BY id")
    break_page(school, root_of(school, "time_block"))
    found = save(school)
    assert ask(found.path, "SELECT * FROM time_block ORDER BY id") == before
    assert found.entries == ()


def test_the_rows_are_found_without_the_first_page(school: Path) -> None:
    before = ask(school, "SELECT * FROM person ORDER BY id")
    break_page(school, 1)
    assert ask(save(school).path, "SELECT * FROM person ORDER BY id") == before


def test_a_changed_letter_is_told_not_believed(school: Path) -> None:
    [(key, title, at)] = _find_title(school)
    break_page(school, at // PAGE_SIZE + 1, b"X", at % PAGE_SIZE)
    found = save(school)
    assert (found.path, key) in {(found.path, entry.key) for entry in found.of(salvaged.DOUBTFUL)}
    assert ask(found.path, f"SELECT title FROM time_block WHERE id = '{key}'") == [("X" + title[1:],)]  # noqa: S608  an id


def _find_title(path: Path) -> list[tuple[str, str, int]]:
    data = path.read_bytes()
    for key, title in ask(path, "SELECT id, title FROM time_block"):
        leaf = data.find(key.encode())
        at = data.find(title.encode(), leaf, leaf + 200)
        if at > 0 and title[0] != "X" and leaf // PAGE_SIZE == at // PAGE_SIZE:
            return [(key, title, at)]
    return []


def test_the_backup_gives_what_the_file_has_lost(desk, empty_file: Path) -> None:
    keys = [desk.run(commands.people.add_person, "Ann", f"Number {n}") for n in range(60)]
    packed = desk.backup_now()
    desk.run(commands.settings.change_settings, school_name="Maple Hollow")
    desk.close()
    break_page(empty_file, leaf_of(empty_file, "person"))
    found = save(empty_file)
    assert found.backup == packed
    assert {key for (key,) in ask(found.path, "SELECT id FROM person")} == set(keys)
    fetched = found.of(salvaged.BACKUP)
    assert fetched
    assert fetched[0].name.startswith("Ann Number")
    assert not found.of(salvaged.LOST)
    assert ask(found.path, "SELECT value FROM setting WHERE key = 'school_name'") == [('"Maple Hollow"',)]


def test_what_was_deleted_since_the_backup_stays_deleted(desk, empty_file: Path) -> None:
    keys = [desk.run(commands.people.add_person, "Ann", f"Number {n}") for n in range(60)]
    desk.backup_now()
    desk.run(commands.people.delete_person, keys[0])
    desk.close()
    break_page(empty_file, leaf_of(empty_file, "person"))
    found = save(empty_file)
    assert {key for (key,) in ask(found.path, "SELECT id FROM person")} == set(keys[1:])


def test_visits_stay_when_the_page_of_their_people_is_lost(school: Path) -> None:
    visits = ask(school, "SELECT count(*) FROM visit")
    number = root_of(school, "person")
    for page in {cell.pages[0] for cell in Pages(school.read_bytes(), PAGE_SIZE).tree(number).cells}:
        break_page(school, page)
    found = save(school)
    assert ask(found.path, "SELECT count(*) FROM visit") == visits
    assert {entry.table for entry in found.of(salvaged.STAND_IN)} == {"person"}


def test_what_was_half_written_when_the_program_ended_does_not_come_over(empty_file: Path, tmp_path: Path) -> None:
    path = leave_hot_journal(empty_file, tmp_path / "crashed.ildesk")
    break_page(path, leaf_of(empty_file, "activity_type"))
    found = save(path)
    assert ask(found.path, "SELECT count(*) FROM setting") == [(0,)]
    [(came,)] = ask(found.path, "SELECT count(*) FROM activity_type")
    assert [(came + len(found.of(salvaged.LOST)),)] == ask(empty_file, "SELECT count(*) FROM activity_type")


def test_without_a_seal_nothing_is_called_proven(school: Path) -> None:
    seal.seal_path(school).unlink()
    break_page(school, leaf_of(school, "time_block"))
    found = save(school)
    assert not found.is_proven
    assert found.of(salvaged.LOST), "the index still says which rows there were"


def test_a_file_of_an_older_schema_comes_over_as_it_is_and_is_brought_up_to_date(tmp_path: Path) -> None:
    from il_desktop.store import create  # noqa: PLC0415  only here

    path = tmp_path / "old.ildesk"
    create.create(path, _nothing, version=1)
    _add_setting(path)
    break_page(path, root_of(path, "task"))
    found = save(path)
    assert ask(found.path, "PRAGMA user_version") == [(1,)]
    desk = bootstrap.open_desk(found.path)
    assert desk.read(lambda reader: reader.value("SELECT value FROM setting")) == '"Maple Hollow"'
    desk.close()


def _nothing(_connection: Any) -> None:
    """Add no row."""


def _add_setting(path: Path) -> None:
    connection = driver.connect(path)
    moment = "2026-01-16T08:00:00.000000Z"
    connection.execute("INSERT INTO setting VALUES ('1', ?, ?, 'school_name', '\"Maple Hollow\"')", (moment, moment))
    connection.close()
    seal.save_seal(path, seal.measure_all(path))


def test_an_open_file_is_not_salvaged(desk, empty_file: Path) -> None:
    with pytest.raises(FileInUse):
        save(empty_file)


def test_nothing_is_written_over_and_nothing_foreign_is_taken_apart(school: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken.ildesk"
    taken.write_text("mine")
    with pytest.raises(FileExists):
        bootstrap.salvage_file(school, taken)
    assert taken.read_text() == "mine"
    foreign = tmp_path / "letter.ildesk"
    foreign.write_text("Dear parents" * 1000)
    with pytest.raises(NotOurFile):
        save(foreign)
    with pytest.raises(FileMissing):
        save(tmp_path / "nowhere.ildesk")


def test_a_newer_file_is_left_to_its_program(school: Path) -> None:
    connection = driver.connect(school)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(NewerFile):
        save(school)


def test_a_file_of_noise_leaves_nothing_behind(school: Path) -> None:
    school.write_bytes(bytes(range(256)) * 4096)
    with pytest.raises(DamagedFile):
        save(school)
    assert not list(school.parent.glob("*salvaged*"))


def test_what_was_saved_takes_the_place_and_the_damaged_file_is_kept(school: Path) -> None:
    break_page(school, leaf_of(school, "time_block"))
    damaged = school.read_bytes()
    found = save(school)
    kept = bootstrap.adopt_file(found.path, school)
    assert kept.read_bytes() == damaged
    assert not found.path.exists()
    bootstrap.open_desk(school).close()


def test_the_sums_of_the_pages_are_kept_in_the_seal(desk, empty_file: Path) -> None:
    desk.run(commands.settings.change_settings, school_name="Maple Hollow")
    desk.close()
    kept = seal.read_seal(empty_file)
    assert kept is not None
    assert seal.pages_of(kept) == seal.pages_of(seal.measure_all(empty_file))
    assert len(seal.pages_of(kept)) == empty_file.stat().st_size // PAGE_SIZE
