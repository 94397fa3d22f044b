"""`report strategy` and `report goals`: every form, both sizes, names only for those who may have them, noted."""

from __future__ import annotations

import contextlib
import re
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from il_desktop.cli.root import root

NAMES = "SELECT given || ' ' || family FROM person UNION SELECT family FROM person WHERE length(family) > 3"


@pytest.fixture
def school(tmp_path: Path, small_template) -> Path:
    shutil.copy(f"{small_template}.seal", tmp_path / "school.ildesk.seal")
    return Path(shutil.copy(small_template, tmp_path / "school.ildesk"))


def run(school: Path, *args: str):
    return CliRunner().invoke(root, ["report", *args, "--file", str(school)])


def rows(school: Path, sql: str) -> list[tuple]:
    with contextlib.closing(sqlite3.connect(school)) as connection:
        return connection.execute(sql).fetchall()


def text_of(path: Path) -> str:
    """Return all text of a file, also what is not shown."""
    if path.suffix == ".pdf":
        found = " ".join(page.extract_text() for page in PdfReader(path).pages)
    elif path.suffix == ".html":
        found = path.read_text(encoding="utf-8")
    else:
        with zipfile.ZipFile(path) as parts:
            found = " ".join(
                parts.read(name).decode("utf-8", "replace") for name in parts.namelist() if name.endswith(".xml")
            )
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx", "html"])
@pytest.mark.parametrize("report", ["strategy", "goals"])
def test_a_report_is_written_without_names_and_noted(school, tmp_path, report, form) -> None:
    out = tmp_path / f"plan.{form}"
    done = run(school, report, "-o", str(out))
    assert done.exit_code == 0, done.output
    assert done.output == f"Wrote plan.{form}.\n"
    said = text_of(out)
    assert "Chronic absence" in said
    found = [name for (name,) in rows(school, NAMES) if re.search(rf"\b{re.escape(name)}\b", said)]
    assert found == []
    assert rows(school, "SELECT kind, audience, with_names, file_name FROM export_batch") == [
        (form, "staff", 0, f"plan.{form}")
    ]


@pytest.mark.parametrize("size", ["letter", "a4"])
def test_the_strategy_is_one_page(school, tmp_path, size) -> None:
    out = tmp_path / "plan.pdf"
    assert run(school, "strategy", "-o", str(out), "--size", size).exit_code == 0
    assert len(PdfReader(out).pages) == 1


def test_names_are_for_those_who_know_them(school, tmp_path) -> None:
    out = tmp_path / "plan.html"
    refused = run(school, "strategy", "-o", str(out), "--with-names")
    assert refused.exit_code == 2
    assert "“me” and “office”" in refused.output
    assert not out.exists()
    assert run(school, "strategy", "-o", str(out), "--with-names", "--audience", "me").exit_code == 0
    assert "Dana Whitfield" in text_of(out)


def test_another_ending_is_refused_before_anything_is_noted(school, tmp_path) -> None:
    done = run(school, "goals", "-o", str(tmp_path / "plan.odt"))
    assert done.exit_code == 2
    assert rows(school, "SELECT * FROM export_batch") == []
