"""The command line's promises: its shapes, its exit codes, one sentence for a problem, nothing but data on stdout."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from il_desktop.cli.root import root
from tests.interchange.messy_staff import messy_workbook
from tests.interchange.oneroster_export import TABLES, write_folder, write_zip

FILES = Path(__file__).parents[1] / "interchange" / "files"
SHAPE = ["file", "seconds", "new", "changed", "unchanged", "repaired", "refused", "items"]
ITEM = ["uid", "summary", "outcome", "detail", "start", "end"]
AGENDA = [
    "uid",
    "title",
    "start",
    "end",
    "timezone",
    "all_day",
    "activity_type",
    "category",
    "protection",
    "source",
]


@pytest.fixture
def sample(tmp_path, small_template) -> str:
    shutil.copy(f"{small_template}.seal", tmp_path / "sample.ildesk.seal")
    return str(shutil.copy(small_template, tmp_path / "sample.ildesk"))


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(root, [str(argument) for argument in arguments])
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_the_agenda_is_a_list_of_the_promised_objects(sample):
    result = run("agenda", "--from", "2026-01-12", "--to", "2026-01-16", "--json", "--file", sample)
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert len(found) > 20
    for item in found:
        assert list(item) == AGENDA
        start, end = datetime.fromisoformat(item["start"]), datetime.fromisoformat(item["end"])
        assert start.utcoffset() is not None
        assert start < end
        assert item["category"] in {"instructional", "management", "personal"}
        assert item["protection"] in {"open", "flexible", "firm", "guarded", "immovable"}
    assert [item["start"] for item in found] == sorted(item["start"] for item in found)
    assert len({item["uid"] for item in found}) == len(found)


def test_days_without_blocks_are_an_empty_list(sample):
    result = run("agenda", "--from", "2031-01-12", "--to", "2031-01-12", "--json", "--file", sample)
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


def test_the_agenda_can_be_read_by_people(sample):
    result = run("agenda", "--from", "2026-01-12", "--to", "2026-01-12", "--file", sample)
    assert result.stdout.startswith("2026-01-12  ")
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        ("2026-02-30", "2026-03-01", "no such day"),
        ("tomorrow", "2026-03-01", "YYYY-MM-DD"),
        ("20260201", "2026-03-01", "YYYY-MM-DD"),
        ("2026-1-1", "2026-03-01", "YYYY-MM-DD"),
        ("1899-01-01", "2026-03-01", "1970 to 2100"),
        ("2026-03-02", "2026-03-01", "lies before"),
        ("1990-01-01", "2026-03-01", "ten years"),
        ("", "2026-03-01", "YYYY-MM-DD"),
    ],
)
def test_rubbish_for_a_date_is_refused_with_the_reason(sample, first, last, reason):
    result = run("agenda", "--from", first, "--to", last, "--file", sample)
    assert result.exit_code == 2
    assert reason in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "arguments", [["agenda"], ["nonsense"], ["import", "ics"], ["export", "ics", "--from"], ["demo"]]
)
def test_wrong_usage_is_exit_2(arguments):
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["agenda", "--from", "2026-01-12", "--to", "2026-01-12"],
        ["import", "ics", FILES / "plain.ics"],
        ["export", "ics", "--from", "2026-01-12", "--to", "2026-01-12", "-o", "-"],
        ["check"],
        ["backup"],
    ],
    ids=lambda arguments: arguments[0],
)
@pytest.mark.parametrize("kind", ["missing", "foreign"])
def test_a_file_that_cannot_be_used_is_one_sentence_and_exit_1(tmp_path, arguments, kind):
    path = tmp_path / "x.ildesk"
    if kind == "foreign":
        path.write_text("a shopping list, long enough to be looked at " * 20)
    before = path.read_bytes() if path.exists() else None
    result = run(*arguments, "--file", path)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1
    assert (path.read_bytes() if path.exists() else None) == before


def test_a_calendar_comes_in_and_the_second_time_is_nothing_new(sample):
    first = run("import", "ics", FILES / "exdates.ics", FILES / "no-start.ics", "--json", "--file", sample)
    answers = json.loads(first.stdout)
    assert first.exit_code == 0
    assert [list(answer) for answer in answers] == [SHAPE, SHAPE]
    assert [(a["new"], a["changed"], a["unchanged"], a["repaired"], a["refused"]) for a in answers] == [
        (2, 0, 0, 0, 0),
        (0, 0, 1, 0, 1),
    ]
    assert all(list(item) == ITEM for answer in answers for item in answer["items"])
    assert answers[1]["items"][0]["detail"] == "It has no start."
    assert answers[0]["items"][0]["start"] == "2026-01-12T09:00:00-05:00"
    again = json.loads(run("import", "ics", FILES / "exdates.ics", "--json", "--file", sample).stdout)
    assert (again[0]["new"], again[0]["changed"], again[0]["unchanged"]) == (0, 0, 2)


def test_a_dry_run_says_the_same_and_writes_nothing(sample):
    before = Path(sample).read_bytes()
    dry = json.loads(run("import", "ics", FILES / "plain.ics", "--dry-run", "--json", "--file", sample).stdout)
    assert Path(sample).read_bytes() == before
    wet = json.loads(run("import", "ics", FILES / "plain.ics", "--json", "--file", sample).stdout)
    assert dry[0]["items"] == wet[0]["items"]
    assert dry[0]["new"] == 2


def test_an_unreadable_file_does_not_stop_the_others(sample):
    result = run("import", "ics", FILES / "not-a-calendar.ics", FILES / "plain.ics", "--json", "--file", sample)
    answers = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [answer["new"] for answer in answers] == [0, 2]
    assert "not-a-calendar.ics" in result.stderr


def test_mended_events_say_how(sample):
    result = run("import", "ics", FILES / "end-before-start.ics", "--json", "--file", sample)
    (answer,) = json.loads(result.stdout)
    assert (answer["new"], answer["repaired"]) == (2, 1)
    assert answer["items"][0]["detail"] == "It ends before it starts; 15 minutes were assumed."
    text = run("import", "ics", FILES / "end-before-start.ics", "--dry-run", "--file", sample).stdout
    assert text.startswith("end-before-start.ics: 0 new, 0 changed, 2 unchanged, 0 refused")


def test_an_all_day_event_has_dates(sample):
    (answer,) = json.loads(run("import", "ics", FILES / "all-day-yearly.ics", "--json", "--file", sample).stdout)
    assert (answer["items"][0]["start"], answer["items"][0]["end"]) == ("2026-01-12", "2026-01-13")
    found = json.loads(run("agenda", "--from", "2027-01-12", "--to", "2027-01-12", "--json", "--file", sample).stdout)
    assert ("Founder's day", True) in {(item["title"], item["all_day"]) for item in found}


def test_a_staff_list_comes_in_once(sample, tmp_path):
    path = tmp_path / "staff.csv"
    path.write_text("ID,First,Last,Email,Role\n9001,Ida,Quill,ida@x.org,Teacher\n9002,Bo,Zander,bo@x.org,Nurse\n")
    (dry,) = json.loads(run("import", "roster", path, "--dry-run", "--json", "--file", sample).stdout)
    (first,) = json.loads(run("import", "roster", path, "--json", "--file", sample).stdout)
    (again,) = json.loads(run("import", "roster", path, "--json", "--file", sample).stdout)
    assert list(first) == [*SHAPE, "left_out", "missing"]
    assert (dry["new"], first["new"], again["new"], again["unchanged"]) == (2, 2, 0, 2)
    assert list(first["items"][0]) == ITEM
    assert first["items"][0]["summary"] == "Ida Quill"


def test_a_messy_workbook_comes_in_and_who_is_missing_may_leave(sample, tmp_path):
    path = tmp_path / "Staff 25-26.xlsx"
    path.write_bytes(messy_workbook())
    (dry,) = json.loads(run("import", "roster", path, "--dry-run", "--json", "--file", sample).stdout)
    assert {one["line"] for one in dry["left_out"]} == {6, 10, 12, 13, 15, 23, 24}
    assert "Hannah Brooks" in dry["missing"]
    text = run("import", "roster", path, "--missing-leave", "2026-06-30", "--file", sample).stdout
    assert text.startswith("Staff 25-26.xlsx, sheet “Staff 25-26”:")
    assert "Not in the list, last day set" in text
    result = run("import", "roster", path, "--sheet", "Nowhere", "--file", sample)
    assert result.exit_code == 1
    assert "READ ME, Staff 25-26, Rooms" in result.stderr


def test_five_bad_lines_are_named_and_nothing_is_written(sample, tmp_path):
    lines = ["Name,Email,Hired"] + [f"Person N{chr(97 + n)}x,p{n}@x.org,2020-08-01" for n in range(12)]
    for number in (2, 4, 6, 8, 10):
        lines[number] = lines[number].replace("2020-08-01", "soon")
    path = tmp_path / "staff.csv"
    path.write_text("\n".join(lines))
    before = Path(sample).read_bytes()
    result = run("import", "roster", path, "--json", "--file", sample)
    (answer,) = json.loads(result.stdout)
    assert result.exit_code == 1
    assert Path(sample).read_bytes() == before
    assert (answer["new"], answer["refused"]) == (0, 5)
    for number in (3, 5, 7, 9, 11):
        assert f"Line {number}, Hired" in result.stderr


def test_a_name_close_to_a_known_one_waits_for_a_decision(sample, tmp_path):
    path = tmp_path / "staff.csv"
    path.write_text("Name\nKatherine Quillfeather\n")
    run("import", "roster", path, "--file", sample)
    path.write_text("Name\nKatharine Quillfeather\n")
    (asked,) = json.loads(run("import", "roster", path, "--json", "--file", sample).stdout)
    assert (asked["new"], asked["refused"]) == (0, 1)
    assert "Katherine Quillfeather" in asked["items"][0]["detail"]
    (taken,) = json.loads(run("import", "roster", path, "--near-as-new", "--json", "--file", sample).stdout)
    assert taken["new"] == 1


def test_a_oneroster_export_comes_in_once_with_the_shape_of_a_list(sample, tmp_path):
    classes = TABLES["classes"].replace("1(A)", "99")
    path = write_zip(tmp_path / "export.zip", classes=classes)
    (dry,) = json.loads(run("import", "roster", path, "--dry-run", "--json", "--file", sample).stdout)
    (first,) = json.loads(run("import", "roster", path, "--json", "--file", sample).stdout)
    (again,) = json.loads(run("import", "roster", path, "--json", "--file", sample).stdout)
    assert list(first) == SHAPE
    assert all(list(item) == ITEM for item in first["items"])
    assert (dry["new"], first["new"], again["new"], again["changed"]) == (3, 3, 0, 0)
    assert first["refused"] == 1
    assert "classes.csv, line 2, periods: “99”" in first["items"][-1]["detail"]
    spoken = run("import", "roster", write_folder(tmp_path / "folder"), "--file", sample).stdout
    assert "1 student is not read." in spoken


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


def _program(*arguments: object, **options) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "il_desktop", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=120, check=False, **options)


def test_the_program_itself_speaks_utf8_and_exits_as_promised(sample):
    done = _program("agenda", "--from", "2026-01-12", "--to", "2026-01-12", "--json", "--file", sample)
    assert done.returncode == 0
    assert json.loads(done.stdout.decode())
    assert done.stderr == b""
    assert _program("agenda", "--from", "x", "--to", "y").returncode == 2
    assert _program("check", "--file", "nowhere.ildesk").returncode == 1


def test_no_command_loads_qt(sample):
    code = (
        "import sys; from il_desktop.cli import main;"
        f"main(['agenda', '--from', '2026-01-12', '--to', '2026-01-12', '--file', {sample!r}]);"
        f"main(['import', 'ics', {str(FILES / 'plain.ics')!r}, '--file', {sample!r}]);"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"


def test_reading_loads_no_sqlalchemy(sample):
    code = (
        "import sys; from il_desktop.cli import main;"
        f"main(['agenda', '--from', '2026-01-12', '--to', '2026-01-12', '--file', {sample!r}]);"
        "print([name for name in sys.modules if name.startswith(('sqlalchemy', 'icalendar', 'rapidfuzz'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipe that breaks like this")
def test_a_reader_that_goes_away_is_no_crash(sample):
    command = [
        sys.executable,
        "-m",
        "il_desktop",
        "agenda",
        "--from",
        "2025-08-01",
        "--to",
        "2026-06-30",
        "--file",
        sample,
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) in {0, 1}


def test_the_window_command_is_listed_and_explained():
    assert "open" in run("--help").stdout
    assert "--read-only" in run("open", "--help").stdout


def test_a_command_loads_itself_alone(sample):
    code = (
        "import sys; from il_desktop.cli import main;"
        f"main(['agenda', '--from', '2026-01-12', '--to', '2026-01-12', '--file', {sample!r}]);"
        "print([name for name in sorted(sys.modules) if name.startswith('il_desktop.cli.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    names = ["calendars", "late", "options", "root"]
    assert done.stdout.strip().splitlines()[-1] == str([f"il_desktop.cli.{name}" for name in names])


@pytest.mark.parametrize("words", [(), ("import",), ("export",), ("report",)])
def test_every_command_that_help_lists_is_there(words):
    group, context = root, click.Context(root)
    for word in words:
        group = group.get_command(context, word)
        context = click.Context(group, parent=context)
    names = group.list_commands(context)
    assert len(names) >= 3
    for name in names:
        assert group.get_command(context, name).name == name.replace("recognize", "recognise")
    assert group.get_command(context, "nothing") is None
