"""`report week`: a page as PDF and a paper in other forms, for its reader, noted in the log of exports."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from il_desktop.bootstrap import open_desk
from il_desktop.cli.root import root


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(root, ["report", "week", *map(str, args)])


@pytest.fixture
def sample(tmp_path: Path, small_template: Path) -> Path:
    shutil.copy(f"{small_template}.seal", tmp_path / "school.ildesk.seal")
    return shutil.copy(small_template, tmp_path / "school.ildesk")


def log(path: Path) -> list[tuple]:
    with_desk = open_desk(path, read_only=True)
    try:
        return with_desk.read(
            lambda reader: reader.rows("SELECT kind, audience, with_names, file_name FROM export_batch")
        )
    finally:
        with_desk.close()


def test_the_page_holds_names_only_where_asked_for_and_every_export_is_noted(sample, tmp_path):
    mine, staff = tmp_path / "mine.pdf", tmp_path / "staff.pdf"
    week = ("--week", "2026-01-14", "--file", sample)
    assert run("-o", mine, "--with-names", *week).exit_code == 0
    assert run("-o", staff, "--audience", "staff", "--with-names", "--size", "a4", *week).exit_code == 0
    (page,) = PdfReader(mine).pages
    text = page.extract_text()
    assert "12–16 January 2026" in text
    assert "Visit" in text
    (page,) = PdfReader(staff).pages
    assert round(float(page.mediabox.width)) == 842
    text = page.extract_text()
    assert "In classrooms" in text
    assert "Visit " not in text
    assert "Guarded" not in text
    assert log(sample) == [("pdf", "me", 1, "mine.pdf"), ("pdf", "staff", 0, "staff.pdf")]


def test_other_forms_have_a_table_a_day(sample, tmp_path):
    out = tmp_path / "week.html"
    assert run("-o", out, "--audience", "office", "--week", "2026-01-12", "--file", sample).exit_code == 0
    text = out.read_text(encoding="utf-8")
    assert "Monday 12 January" in text
    assert "Classroom visits" in text
    docx = tmp_path / "week.docx"
    assert run("-o", docx, "--week", "2026-01-12", "--file", sample).exit_code == 0
    assert docx.read_bytes().startswith(b"PK")


def test_another_ending_is_refused_and_nothing_is_noted(sample, tmp_path):
    assert run("-o", tmp_path / "week.txt", "--file", sample).exit_code != 0
    assert log(sample) == []
