"""`recognise`: one step, private unless said otherwise, never guessing among people."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from il_desktop.cli.root import root

SHAPE = ["uid", "person", "person_uid", "kind", "state", "date", "text", "because", "seen_by"]


@pytest.fixture
def school(tmp_path: Path, small_template) -> Path:
    shutil.copy(f"{small_template}.seal", tmp_path / "school.ildesk.seal")
    return Path(shutil.copy(small_template, tmp_path / "school.ildesk"))


def run(school: Path, *arguments: str, command: str = "recognise") -> Result:
    return CliRunner().invoke(root, [command, *arguments, "--file", str(school)])


def stored(school: Path, key: str) -> tuple:
    connection = sqlite3.connect(school)
    try:
        return connection.execute(
            "SELECT kind, state, visibility, action_text, impact, given_on, sender_kind, gift_cents,"
            " giver_id IS NOT NULL FROM recognition WHERE id = ?",
            (key,),
        ).fetchone()
    finally:
        connection.close()


def count(school: Path) -> int:
    connection = sqlite3.connect(school)
    try:
        return connection.execute("SELECT count(*) FROM recognition").fetchone()[0]
    finally:
        connection.close()


def test_a_recognition_is_written_and_told_as_promised(school: Path) -> None:
    result = run(
        school, "--person", "okoye", "--kind", "small-win", "--text", "Paired his tutors", "--because", "all spoke",
        "--json",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert list(found) == SHAPE
    assert (found["person"], found["date"], found["seen_by"]) == ("Daniel Okoye", "2026-01-16", "private")
    assert stored(school, found["uid"]) == (
        "small_win", "given", "private", "Paired his tutors", "all spoke", "2026-01-16", "principal", None, 1,
    )  # fmt: skip


def test_the_other_spelling_is_the_same_command_and_name_and_kind_make_a_draft(school: Path) -> None:
    result = run(school, "--person", "Nunez", "--kind", "verbal", "--json", command="recognize")
    found = json.loads(result.stdout)
    assert (found["kind"], found["state"]) == ("spoken", "draft")
    assert "Núñez" in found["person"]


def test_a_name_of_several_people_lists_them_and_writes_nothing(school: Path) -> None:
    before = count(school)
    result = run(school, "--person", "Chen", "--text", "Led the fair")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "Emily Chen" in result.stderr
    assert "Marcus Chen" in result.stderr
    assert count(school) == before
    assert run(school, "--person", "marcus chen", "--text", "Led the fair").exit_code == 0
    assert run(school, "--person", "chen, e", "--text", "Led the fair").exit_code == 0


def test_a_name_of_nobody_is_a_sentence(school: Path) -> None:
    result = run(school, "--person", "Xavier Nobody", "--text", "Led")
    assert (result.exit_code, result.stderr) == (
        1,
        "Nobody on the roster goes by “Xavier Nobody”. Nothing was changed.\n",
    )


def test_public_against_the_wish_needs_the_reason(school: Path) -> None:
    connection = sqlite3.connect(school)
    connection.row_factory = sqlite3.Row
    (name,) = connection.execute(
        "SELECT given || ' ' || family FROM person WHERE recognition_pref = 'private' AND kind = 'teacher' LIMIT 1"
    ).fetchone()
    connection.close()
    before = count(school)
    refused = run(school, "--person", name, "--text", "Led the fair", "--public")
    assert refused.exit_code == 1
    assert "more public" in refused.stderr
    assert count(school) == before
    done = run(school, "--person", name, "--text", "Led the fair", "--public", "--reason", "Asked for it", "--json")
    assert json.loads(done.stdout)["seen_by"] == "public"


def test_thanks_of_a_family_are_not_the_principals_and_a_gift_needs_its_amount(school: Path) -> None:
    result = run(
        school, "--person", "Okoye", "--text", "Called every week", "--from", "family", "--sender", "The Lees", "--json"
    )
    assert stored(school, json.loads(result.stdout)["uid"])[6:] == ("family", None, 0)
    assert run(school, "--person", "Okoye", "--kind", "gift", "--text", "Stayed late").exit_code == 1
    paid = run(school, "--person", "Okoye", "--kind", "gift", "--text", "Stayed late", "--amount", "10.50", "--json")
    assert stored(school, json.loads(paid.stdout)["uid"])[7] == 1050
    assert run(school, "--person", "Okoye", "--kind", "medal", "--text", "Stayed late").exit_code == 2
