"""What is measured before the lock speaks for a file only while nothing happened to it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from il_desktop import bootstrap, commands
from il_desktop.domain.errors import DamagedFile, FileMissing
from il_desktop.queries.settings import settings
from il_desktop.store import seal
from il_desktop.store.early import EarlyMeasure


def measured(path: Path) -> EarlyMeasure:
    early = EarlyMeasure(path)
    early.start()
    early.join()
    return early


def rewritten(path: Path, change: Callable[[bytearray], None]) -> None:
    """Change bytes in place and give the file its old time back."""
    before = path.stat()
    data = bytearray(path.read_bytes())
    change(data)
    path.write_bytes(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def flip(data: bytearray) -> None:
    data[-300] ^= 4


@pytest.fixture
def count_measures(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    seen: list[Path] = []
    measure = seal.measure

    def counted(path: Path, *args: object, **kwargs: object) -> seal.Seal:
        seen.append(path)
        return measure(path, *args, **kwargs)  # pyright: ignore[reportArgumentType]  handed through

    monkeypatch.setattr(seal, "measure", counted)
    return seen


def test_an_untouched_file_is_measured_once(empty_file: Path, count_measures: list[Path]) -> None:
    with_early = bootstrap.open_desk(empty_file, early=measured(empty_file))
    with_early.read(settings)
    with_early.close()
    assert count_measures == [empty_file]


def test_a_file_changed_between_early_look_and_lock_is_measured_again(
    empty_file: Path, count_measures: list[Path]
) -> None:
    early = measured(empty_file)
    other_window = bootstrap.open_desk(empty_file)
    other_window.run(commands.settings.change_settings, first_weekday=6)
    other_window.close()
    count_measures.clear()
    desk = bootstrap.open_desk(empty_file, early=early)
    assert desk.read(settings).first_weekday == 6
    desk.close()
    assert count_measures == [empty_file]
    sealed = seal.read_seal(empty_file)
    assert sealed is not None
    assert sealed.crc32 == seal.measure(empty_file).crc32


def test_damage_after_the_early_look_is_found_although_the_file_looks_untouched(empty_file: Path) -> None:
    early = measured(empty_file)
    rewritten(empty_file, flip)  # size, time of writing and change counter are as before
    desk = bootstrap.open_desk(empty_file, early=early)
    with pytest.raises(DamagedFile):
        desk.read(settings)
    desk.close()


def test_damage_seen_early_is_looked_at_again_before_it_is_told(empty_file: Path, count_measures: list[Path]) -> None:
    rewritten(empty_file, flip)
    desk = bootstrap.open_desk(empty_file, early=measured(empty_file))
    with pytest.raises(DamagedFile):
        desk.read(settings)
    desk.close()
    assert len(count_measures) == 2


def test_an_early_look_at_another_file_does_not_count(
    empty_file: Path, tmp_path: Path, count_measures: list[Path]
) -> None:
    other = tmp_path / "other.ildesk"
    bootstrap.create_file(other)
    count_measures.clear()
    desk = bootstrap.open_desk(empty_file, early=measured(other))
    desk.read(settings)
    desk.close()
    assert count_measures == [other, empty_file]


def test_a_file_that_is_not_there_is_told_by_the_gate(tmp_path: Path) -> None:
    path = tmp_path / "none.ildesk"
    early = measured(path)
    with pytest.raises(FileMissing):
        bootstrap.open_desk(path, early=early)
    assert not early.is_alive()


def test_an_early_look_that_was_stopped_says_nothing(empty_file: Path) -> None:
    early = EarlyMeasure(empty_file)
    early._is_stopped = True
    early.start()
    assert early.take(empty_file) is None


def test_a_seal_of_another_kind_only_means_that_the_full_checks_are_due(empty_file: Path) -> None:
    seal.seal_path(empty_file).write_text('{"digest": "00", "size": 1, "counter": 1, "checked_at": ""}', "utf-8")
    assert seal.read_seal(empty_file) is None
    desk = bootstrap.open_desk(empty_file)
    assert desk.read(settings).first_weekday == 0
    desk.close()
    assert seal.read_seal(empty_file) is not None


@pytest.mark.parametrize("size", [1, 99, (16 << 20) - 1, 16 << 20, (16 << 20) + 5])
def test_one_flipped_bit_anywhere_changes_the_sum(tmp_path: Path, size: int) -> None:
    path = tmp_path / "bytes"
    data = bytearray(size)
    path.write_bytes(data)
    before = seal.measure(path)
    assert before.size == size
    data[-1] ^= 1
    path.write_bytes(data)
    assert seal.measure(path).crc32 != before.crc32
