"""`import`: calendars, staff lists and OneRoster come in once, what is bad is named, nothing is guessed."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import FILES, run
from tests.interchange.messy_staff import messy_workbook
from tests.interchange.oneroster_export import TABLES, write_folder, write_zip

SHAPE = ["file", "seconds", "new", "changed", "unchanged", "repaired", "refused", "items"]


ITEM = ["uid", "summary", "outcome", "detail", "start", "end"]


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
