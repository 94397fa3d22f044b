"""A foreign calendar is read in another process, which cannot hang, leak or bring the program down."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from il_desktop.domain.errors import BadFile
from il_desktop.interchange.ics.decode import MAX_BYTES
from il_desktop.interchange.ics.incoming import Incoming, from_json, to_json
from il_desktop.interchange.ics.read import read_calendar
from il_desktop.interchange.worker import read_isolated

FILES = Path(__file__).parent / "files"
SCHOOL = "America/New_York"


def test_the_other_process_reads_the_same():
    path = FILES / "override.ics"
    assert read_isolated(path, SCHOOL) == read_calendar(path.read_bytes(), path, SCHOOL)


@pytest.mark.parametrize(
    ("name", "reason"), [("not-a-calendar.ics", "not_a_calendar"), ("empty.ics", "empty"), ("nowhere.ics", "missing")]
)
def test_a_file_that_cannot_be_read_is_named_with_its_reason(name, reason):
    with pytest.raises(BadFile) as caught:
        read_isolated(FILES / name, SCHOOL)
    assert caught.value.reason == reason
    assert caught.value.path == FILES / name


def test_a_reader_that_takes_too_long_is_stopped():
    with pytest.raises(BadFile) as caught:
        read_isolated(FILES / "plain.ics", SCHOOL, seconds=0.001)
    assert caught.value.reason == "too_slow"


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "huge.ics"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(BadFile) as caught:
        read_isolated(path, SCHOOL)
    assert caught.value.reason == "too_large"


def test_a_path_with_odd_letters_is_read(tmp_path):
    path = tmp_path / "Ärger & Söhne (1).ics"
    path.write_bytes((FILES / "plain.ics").read_bytes())
    assert len(read_isolated(path, SCHOOL).events) == 2


def test_the_reader_loads_neither_qt_nor_the_database():
    code = (
        "import sys; from il_desktop.interchange import worker; from il_desktop.interchange.ics import read, write;"
        "unwanted = {'PySide6', 'sqlalchemy', 'sqlcipher3', 'icalendar'};"
        "print([name for name in sys.modules if name.split('.')[0] in unwanted])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("summary", 5),
        ("line", "1"),
        ("line", True),
        ("all_day", 0),
        ("remind_min", 2.5),
        ("categories", [1]),
        ("span", [["2026-01-12", 540], ["2026-01-12", 540]]),
        ("span", [["2026-01-12", 540], ["2026-01-12", 1440]]),
        ("span", [["12.1.2026", 540], ["2026-01-12", 600]]),
        ("repeat", ["FREQ=DAILY", 7, None, []]),
        ("override_on", 20260112),
        ("findings", [["code", None]]),
        ("refusal", ["code"]),
    ],
)
def test_an_answer_that_holds_anything_odd_is_not_used(field, value):
    path = FILES / "plain.ics"
    events, findings, others = json.loads(to_json(read_calendar(path.read_bytes(), path, SCHOOL)))
    events[1][Incoming._fields.index(field)] = value
    with pytest.raises((ValueError, KeyError, TypeError)):
        from_json([events, findings, others])


def test_a_module_beside_the_file_is_not_taken_for_one_of_ours(tmp_path, monkeypatch):
    (tmp_path / "json.py").write_text("raise SystemExit(9)")
    (tmp_path / "plain.ics").write_bytes((FILES / "plain.ics").read_bytes())
    monkeypatch.chdir(tmp_path)
    assert len(read_isolated(tmp_path / "plain.ics", SCHOOL).events) == 2
