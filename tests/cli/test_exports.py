"""`export ics` says beforehand what goes out, remembers what went out, and keeps its plain form."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from il_desktop.cli.root import root

RANGE = ("--from", "2026-01-19", "--to", "2026-01-23")


@pytest.fixture
def school(tmp_path: Path, small_template) -> Path:
    shutil.copy(f"{small_template}.seal", tmp_path / "school.ildesk.seal")
    return Path(shutil.copy(small_template, tmp_path / "school.ildesk"))


def _run(school: Path, *args: str):
    return CliRunner().invoke(root, ["export", "ics", *RANGE, "--file", str(school), *args])


def test_a_preflight_writes_nothing_and_gives_the_exact_texts(school, tmp_path):
    before = school.read_bytes()
    run = _run(
        school, "--preflight", "--json", "--audience", "office", "--choice", "new", "-o", str(tmp_path / "a.ics")
    )
    found = json.loads(run.stdout)
    assert run.exit_code == 0
    assert not (tmp_path / "a.ics").exists()
    assert school.read_bytes() == before
    assert found["file"] is None
    assert (
        found["dates"] == found["new"] == sum(found["categories"].values()) == sum(t["dates"] for t in found["texts"])
    )
    assert "Classroom visits" in {text["summary"] for text in found["texts"]}


def test_what_went_out_is_not_new_again(school, tmp_path):
    first = json.loads(_run(school, "--choice", "new", "--json", "-o", str(tmp_path / "a.ics")).stdout)
    second = json.loads(_run(school, "--choice", "changed", "--json", "-o", str(tmp_path / "b.ics")).stdout)
    assert first["entries"] > 0
    assert (second["entries"], second["new"], second["changed"]) == (0, 0, 0)
    assert second["unchanged"] == first["dates"]
    assert (first["tag"][-1], second["tag"][-1]) == ("a", "b")
    assert first["tag"] in (tmp_path / "a.ics").read_text(encoding="utf-8")


def test_a_plain_copy_is_the_same_before_and_after_other_exports(school, tmp_path):
    for name in ("a", "b"):
        assert _run(school, "-o", str(tmp_path / f"{name}.ics")).exit_code == 0
        _run(school, "--choice", "all", "-o", str(tmp_path / "x.ics"))
    assert (tmp_path / "a.ics").read_bytes() == (tmp_path / "b.ics").read_bytes()


def test_without_preflight_the_calendar_needs_a_place(school):
    run = _run(school)
    assert run.exit_code == 2
    assert "-o" in run.stderr


def test_calendar_and_json_are_not_printed_together(school):
    assert _run(school, "--json", "-o", "-").exit_code == 2


def test_the_preflight_in_words_names_counts_and_changes(school):
    run = _run(school, "--preflight", "--choice", "changed")
    assert "dates go out:" in run.stdout
    assert "Compared with the last exports:" in run.stdout


def _export(school: Path, kind: str, *args: str, days: tuple[str, ...] = RANGE):
    return CliRunner().invoke(root, ["export", kind, *days, "--file", str(school), *args])


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_tables_are_written_and_logged(school, tmp_path, kind):
    out = tmp_path / f"week.{kind}"
    run = _export(school, kind, "--audience", "office", "-o", str(out), "--json")
    assert run.exit_code == 0
    assert json.loads(run.stdout)["entries"] > 5
    assert out.read_bytes()[:2] == (b"PK" if kind == "xlsx" else b"\xef\xbb")
    with contextlib.closing(sqlite3.connect(school)) as file:
        assert file.execute("SELECT kind, audience, with_names FROM export_batch").fetchall() == [(kind, "office", 0)]


def test_dates_of_the_table_are_the_readers(school):
    shown = _export(school, "csv", "--dates", "uk", "-o", "-").stdout
    assert '"20/01/2026"' in shown
    assert "AM" not in shown.split("\n")[1]


def test_a_workbook_is_not_printed(school):
    assert _export(school, "xlsx", "-o", "-").exit_code == 2


def test_only_chosen_kinds_go_out(school):
    found = json.loads(_export(school, "ics", "--preflight", "--json", "--category", "management").stdout)
    assert set(found["categories"]) == {"management"}
    both = ("--category", "management", "--category", "plc_meeting")
    more = json.loads(_export(school, "ics", "--preflight", "--json", *both).stdout)
    assert set(more["categories"]) == {"management", "instructional"}
    assert more["categories"]["management"] == found["categories"]["management"]
    run = _export(school, "ics", "--preflight", "--category", "nonsense")
    assert run.exit_code == 2
    assert "nonsense" in run.stderr


@pytest.mark.parametrize("audience", ["staff", "public"])
def test_names_are_refused_for_readers_at_large(school, audience):
    run = _export(school, "ics", "--preflight", "--with-names", "--audience", audience)
    assert run.exit_code == 2
    assert "Names are for" in run.stderr


def test_names_and_places_go_out_where_they_are_asked_for(school):
    plain = json.loads(_export(school, "ics", "--preflight", "--json").stdout)
    named = json.loads(_export(school, "ics", "--preflight", "--json", "--with-names").stdout)
    assert {text["place"] for text in plain["texts"]} == {""}
    assert len({text["place"] for text in named["texts"]}) > 1
    assert named["with_names"]


def test_one_file_a_term_holds_every_date_once(school, tmp_path):
    days = ("--from", "2026-01-12", "--to", "2026-01-23")
    run = _export(school, "ics", "--by-term", "--choice", "all", "-o", str(tmp_path / "y.ics"), "--json", days=days)
    files = json.loads(run.stdout)
    assert [Path(each["file"]).name for each in files] == ["y 2026-01-12.ics", "y 2026-01-20.ics"]
    whole = json.loads(_export(school, "ics", "--preflight", "--choice", "new", "--json", days=days).stdout)
    assert (whole["new"], whole["unchanged"]) == (0, sum(each["dates"] for each in files))


def test_a_ledger_of_the_first_version_is_still_read(school, tmp_path):
    _export(school, "ics", "--choice", "new", "-o", str(tmp_path / "a.ics"))
    with contextlib.closing(sqlite3.connect(school)) as file:
        file.execute(
            "UPDATE exported_event SET source_ref = json_array(source_ref, starts, title), starts = NULL, title = NULL"
        )
        file.commit()
    found = json.loads(_export(school, "ics", "--preflight", "--choice", "changed", "--json").stdout)
    assert (found["new"], found["changed"], found["withdrawn"]) == (0, 0, 0)
    assert found["unchanged"] > 0
