"""What leaves the file about a person: never the private memory, and nothing held is passed over in silence."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from il_desktop import bootstrap
from il_desktop.cli.root import root
from il_desktop.domain.released import release
from il_desktop.domain.timeline import GROUPS, TimelineEntry
from il_desktop.queries.people import roster
from il_desktop.queries.timeline import timeline

TODAY = date(2026, 1, 16)


@pytest.fixture
def school(tmp_path: Path) -> Path:
    path = tmp_path / "school.ildesk"
    bootstrap.create_sample(path, size="small")
    return path


def write(school: Path, name: str, out: Path, *more: str) -> str:
    result = CliRunner().invoke(root, ["report", "person", name, "-o", str(out), "--file", str(school), *more])
    assert result.exit_code == 0, result.output
    return out.read_text(encoding="utf-8")


def test_private_memory_of_nobody_is_in_any_persons_paper(school: Path) -> None:
    desk = bootstrap.open_desk(school)
    people = desk.read(roster, TODAY).rows
    entries = {row.id: desk.read(timeline, row.id) for row in people}
    desk.close()
    secrets = [entry.text for found in entries.values() for entry in found if entry.is_private]
    assert secrets
    for found in entries.values():
        for reader in ("me", "person"):
            shown = " ".join(f"{entry.title} {entry.text}" for entry in release(found, reader).entries)
            assert not any(secret in shown for secret in secrets)
            assert "walnut-317" not in shown


def test_the_paper_names_what_it_does_not_show(school: Path, tmp_path: Path) -> None:
    connection = sqlite3.connect(school)
    row = connection.execute(
        "SELECT p.given || ' ' || p.family FROM note n JOIN person p ON p.id = n.person_id"
        " WHERE n.class = 'private_memory'"
    ).fetchone()
    connection.close()
    text = write(school, row[0].upper(), tmp_path / "p.html")
    assert "Held and not shown here" in text
    assert "walnut-317" not in text
    connection = sqlite3.connect(school)
    assert connection.execute("SELECT audience, with_names FROM export_batch").fetchall() == [("me", 1)]
    connection.close()


def test_a_name_of_nobody_and_of_two_is_refused(school: Path, tmp_path: Path) -> None:
    out = tmp_path / "p.html"
    result = CliRunner().invoke(root, ["report", "person", "Nobody At All", "-o", str(out), "--file", str(school)])
    assert result.exit_code == 1
    assert not out.exists()


@pytest.mark.parametrize("kind", [kind for kinds in GROUPS.values() for kind in kinds])
def test_the_person_gets_no_more_than_the_principal(kind: str) -> None:
    for state in ("", "draft", "given", "planned", "nominated", "open"):
        entry = TimelineEntry(kind, "k", "2026-01-05", "working_file", "t", "secret", state, False, "", "")
        mine, theirs = release([entry], "me").entries, release([entry], "person").entries
        assert len(theirs) <= len(mine)
        assert all(entry in mine for entry in theirs)


def test_another_reader_is_refused() -> None:
    with pytest.raises(ValueError, match=r"public"):
        release([], "public")
