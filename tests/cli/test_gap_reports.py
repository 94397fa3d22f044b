"""The reports on gaps and the next ninety days, read back from every form: no small number is anywhere in them."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from il_desktop import bootstrap
from il_desktop.cli.root import root

# Group sizes found nowhere else, so that a leak shows: 3 of 8 and 9 of 19 beside 431 of 977.
SECRET = {"Tiny group": (3, 8), "Cover group": (9, 19)}
OPEN = {"Big group": (431, 977), "Other group": (133, 307)}
TELLING = ("37.5", "47.4", "47.3", "3 of 8", "9 of 19")


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(root, [*map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


@pytest.fixture
def file(tmp_path, fixed_clock) -> Path:

    path = tmp_path / "school.ildesk"
    bootstrap.create_file(path, clock=fixed_clock)
    desk = bootstrap.open_desk(path, clock=fixed_clock)
    lines = ["Measure,Date,Group dimension,Group,Number,Out of"]
    lines += [
        f"Math,2025-09-0{day},program,{name},{part},{whole}"
        for day in (1, 2, 3)
        for name, (part, whole) in {**SECRET, **OPEN}.items()
    ]
    total = (sum(part for part, _ in {**SECRET, **OPEN}.values()), sum(n for _, n in {**SECRET, **OPEN}.values()))
    lines += [f"Math,2025-09-0{day},,,{total[0]},{total[1]}" for day in (1, 2, 3)]
    desk.close()
    table = tmp_path / "in.csv"
    table.write_text("\n".join(lines))
    assert run("import", "readings", table, "--new-measures", "--file", path).exit_code == 0
    return path


def text_of(out: Path) -> str:
    """Return every text of a file, also what no reader is shown: names, properties, hidden sheets, cached values."""
    data = out.read_bytes()
    if out.suffix == ".pdf":
        from pypdf import PdfReader  # noqa: PLC0415  one form

        reader = PdfReader(io.BytesIO(data))
        return " ".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
    if out.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return " ".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return data.decode()


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx", "html"])
def test_no_form_of_the_report_tells_of_a_small_group(file, tmp_path, form) -> None:
    out = tmp_path / f"gaps.{form}"
    result = run("report", "gaps", "-o", out, "--file", file)
    assert result.exit_code == 0, result.output
    text = text_of(out)
    text = re.sub(r"\s+", " ", text)  # a PDF tells blanks as tabs
    assert "Big group" in text
    assert "44.1" in text
    plain = re.sub(r"<[^>]*>", " ", text)
    for telling in TELLING:
        assert telling not in plain
    for _part, whole in SECRET.values():
        assert not re.search(rf"(?<![\w.#]){whole}(?![\w.])\s*(people|of)?\s+hidden", plain)
    if form == "html":
        assert plain.count("hidden") >= 8


def test_the_log_of_exports_counts_what_was_held_back(file, tmp_path) -> None:
    run("report", "gaps", "-o", tmp_path / "gaps.html", "--file", file)
    desk = bootstrap.open_desk(file, read_only=True)
    rows = desk.read(lambda reader: reader.rows("SELECT kind, audience, suppressed_cells FROM export_batch"))
    desk.close()
    assert rows == [("html", "staff", 6)]


def test_only_the_measures_asked_for(file, tmp_path) -> None:
    out = tmp_path / "gaps.html"
    assert run("report", "gaps", "-o", out, "--measure", "math", "--file", file).exit_code == 0
    assert run("report", "gaps", "-o", out, "--measure", "Music", "--file", file).exit_code == 2


def test_ninety_days_name_nobody_unless_asked(tmp_path, sample_desk) -> None:
    path = sample_desk.path
    sample_desk.close()
    plain, named = tmp_path / "plain.html", tmp_path / "named.html"
    assert run("report", "ninety-days", "-o", plain, "--file", path).exit_code == 0
    assert run("report", "ninety-days", "-o", named, "--with-names", "--file", path).exit_code == 0
    assert "Small-group talk before writing" in plain.read_text()
    assert "Whitfield" not in plain.read_text()
    assert "Whitfield" in named.read_text()
