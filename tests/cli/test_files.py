"""Whole files: exports, the sample, backups and restores, and what can be read of a damaged one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import FILES, run


def test_an_export_is_written_noted_and_reads_back(sample, tmp_path):
    out = tmp_path / "week.ics"
    dates = ["--from", "2026-01-12", "--to", "2026-01-16"]
    result = run("export", "ics", *dates, "--audience", "office", "-o", out, "--file", sample)
    assert (result.exit_code, result.stdout) == (0, "")
    printed = run("export", "ics", *dates, "--audience", "office", "-o", "-", "--file", sample)
    assert printed.stdout_bytes == out.read_bytes()
    (answer,) = json.loads(run("import", "ics", out, "--dry-run", "--json", "--file", sample).stdout)
    assert answer["new"] == 0
    assert answer["unchanged"] == out.read_bytes().count(b"BEGIN:VEVENT") > 10


def test_an_export_into_nowhere_is_refused(sample, tmp_path):
    target = tmp_path / "nowhere" / "week.ics"
    result = run("export", "ics", "--from", "2026-01-12", "--to", "2026-01-12", "-o", target, "--file", sample)
    assert result.exit_code == 1
    assert "week.ics" in result.stderr


def test_the_sample_is_made_once(tmp_path):
    path = tmp_path / "demo.ildesk"
    assert run("demo", "--file", path, "--size", "small").exit_code == 0
    before = path.read_bytes()
    again = run("demo", "--file", path, "--size", "small")
    assert again.exit_code == 1
    assert "there already" in again.stderr
    assert path.read_bytes() == before


def test_check_backup_and_restore(sample):
    assert "no damage found" in run("check", "--file", sample).stdout
    copy = Path(run("backup", "--file", sample).stdout.strip())
    assert copy.is_file()
    run("import", "ics", FILES / "plain.ics", "--file", sample)
    assert run("restore", copy, "--file", sample).exit_code == 0
    (answer,) = json.loads(run("import", "ics", FILES / "plain.ics", "--dry-run", "--json", "--file", sample).stdout)
    assert answer["new"] == 2


def test_what_can_be_read_of_a_damaged_file_goes_into_a_new_one(sample, tmp_path):
    data = bytearray(Path(sample).read_bytes())
    data[-20] ^= 1
    Path(sample).write_bytes(data)
    out = tmp_path / "saved.ildesk"
    result = run("salvage", "--file", sample, "-o", out)
    assert result.exit_code == 0
    assert "came over into “saved.ildesk”, among them" in result.stdout
    assert "no damage found" in run("check", "--file", out).stdout
    assert Path(sample).read_bytes() == data
    again = run("salvage", "--file", sample, "-o", out)
    assert (again.exit_code, again.stdout) == (1, "")
    assert "there already" in again.stderr


def test_a_restore_without_backups_is_a_sentence(sample):
    result = run("restore", "--file", sample)
    assert result.exit_code == 1
    assert "no backup" in result.stderr


@pytest.mark.parametrize(("name", "words"), [("nowhere.zip", "no such file"), ("other.zip", "not a backup")])
def test_what_is_no_backup_is_not_restored(sample, tmp_path, name, words):
    (tmp_path / "other.zip").write_bytes(b"PK\x03\x04 something else")
    before = Path(sample).read_bytes()
    result = run("restore", tmp_path / name, "--file", sample)
    assert (result.exit_code, result.stdout) == (1, "")
    assert words in result.stderr
    assert Path(sample).read_bytes() == before


def test_a_damaged_file_is_named_and_left_as_it_is(sample):
    data = bytearray(Path(sample).read_bytes())
    data[20_000:60_000] = bytes(40_000)
    Path(sample).write_bytes(data)
    result = run("check", "--file", sample)
    assert result.exit_code == 1
    assert "damaged" in result.stderr
    assert Path(sample).read_bytes() == bytes(data)
