"""Text that is not saved yet: kept beside the data file, found again after a crash, gone when it is saved."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.commands.desk import Desk
from il_desktop.domain.drafts import Draft
from il_desktop.store import drafts
from il_desktop.store.drafts import Drafts, drafts_path

NOTE = Draft("week", ("2026-01-16", "b1"), "Private note", "Saw a wonderful number talk — ☀", "2026-01-16T09:12:00Z")
LINE = Draft("edit.task", (), "Task", "Order the readers", "2026-01-16T09:15:00Z")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "school.ildesk"


def test_what_was_typed_is_there_after_the_program_was_killed(file: Path) -> None:
    kept = Drafts(file)
    kept.put(NOTE._replace(text="Saw a"))
    kept.put(NOTE)
    kept.put(LINE)
    assert Drafts(file).found == (NOTE, LINE), "the newest words of each field, without a close"


def test_only_this_user_can_read_it(file: Path) -> None:
    Drafts(file).put(NOTE)
    assert os.name != "posix" or drafts_path(file).stat().st_mode & 0o777 == 0o600


def test_a_saved_text_is_no_draft_any_more_and_leaves_no_word_behind(file: Path) -> None:
    kept = Drafts(file)
    kept.put(NOTE)
    kept.put(LINE)
    kept.done(NOTE)
    assert Drafts(file).found == (LINE,)
    kept.done(LINE)
    assert Drafts(file).found == ()
    assert drafts_path(file).read_bytes().strip(b"\0") == b""
    kept.close()
    assert not drafts_path(file).exists()


def test_drafts_of_an_earlier_run_stay_until_they_are_taken(file: Path) -> None:
    Drafts(file).put(NOTE)
    later = Drafts(file)
    later.put(LINE)
    later.done(LINE)
    later.close()
    again = Drafts(file)
    assert again.found == (NOTE,)
    again.done(NOTE)
    again.close()
    assert not drafts_path(file).exists()


def test_new_words_in_the_same_field_do_not_replace_the_ones_that_were_found(file: Path) -> None:
    Drafts(file).put(NOTE)
    newer = NOTE._replace(text="Quite another thought", begun_at="2026-01-17T08:00:00Z")
    Drafts(file).put(newer)
    assert Drafts(file).found == (NOTE, newer)


def test_nothing_is_left_of_them_when_a_person_was_forgotten(desk: Desk, empty_file: Path) -> None:
    kept = desk.drafts()
    assert kept is not None
    kept.put(NOTE)
    desk.shrink()
    assert drafts_path(empty_file).read_bytes().strip(b"\0") == b""
    assert Drafts(empty_file).found == ()


def test_a_torn_record_ends_the_reading_and_costs_only_itself(file: Path) -> None:
    kept = Drafts(file)
    kept.put(NOTE)
    end = kept._end
    kept.put(LINE)
    data = bytearray(drafts_path(file).read_bytes())
    data[end + 12] ^= 1
    drafts_path(file).write_bytes(data)
    assert Drafts(file).found == (NOTE,)


@given(st.binary(max_size=300))
def test_no_content_of_the_file_is_a_problem(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.ildesk"
    drafts_path(file).write_bytes(content)
    assert Drafts(file).found == ()


def test_hours_of_typing_fit(file: Path) -> None:
    kept = Drafts(file)
    text = "word " * 400
    for number in range(1200):  # more than the file has room for
        assert kept.put(NOTE._replace(text=f"{text}{number}"))
    assert Drafts(file).found == (NOTE._replace(text=f"{text}1199"),)
    assert drafts_path(file).stat().st_size == drafts._SIZE


def test_there_is_room_on_a_full_disk_once_the_first_letters_were_kept(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Drafts(file)
    kept.put(NOTE)
    full = drafts_path(file).stat().st_size
    kept.put(LINE)
    assert drafts_path(file).stat().st_size == full

    def no_room(*_args: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", no_room)
    assert not kept.put(NOTE._replace(text="more"))
    kept.done(LINE)  # and nothing is raised


def test_a_pasted_list_is_not_writing(file: Path) -> None:
    assert not Drafts(file).put(NOTE._replace(text="x" * 200_000))


def test_a_file_that_is_only_looked_at_has_no_drafts(empty_file: Path) -> None:
    from il_desktop import bootstrap  # noqa: PLC0415  only here

    looking = bootstrap.open_desk(empty_file, read_only=True)
    assert looking.drafts() is None
    looking.close()
    assert not drafts_path(empty_file).exists()
