"""Letters: what is written is in the text layer, lines read well, names from the right keep their neighbours."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from il_desktop.domain.bidi import isolate
from il_desktop.reports.certificate import CertificateStyle
from il_desktop.reports.letter import Letter, letters_bytes
from il_desktop.reports.paper import Paper, Text
from il_desktop.views.printing.certificates import Stopped
from il_desktop.views.printing.certificates_type import Looks, Setting
from il_desktop.views.printing.letters import letter_picture, write_letters
from il_desktop.views.printing.paper_pdf import write_pdf

STYLE = CertificateStyle("Maple Hollow", "Dana Whitfield", "Principal", "2025–26")
DEED = "Rebuilt the unit on ratios with the whole team and let every student explain a way of their own in class."
AVI = "אבי כהן"


def letter(name: str, *paragraphs: str) -> Letter:
    return Letter(name, "Teacher of Math, Grade 7", "16 January 2026", f"Dear {isolate(name)},", paragraphs or (DEED,))


def words(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


@pytest.mark.parametrize("size", ["letter", "a4"])
def test_each_person_has_a_page_that_says_exactly_what_was_written(qapp, tmp_path: Path, size: str) -> None:
    out = tmp_path / "letters.pdf"
    names = ("Zoë Núñez", "王小明", "Siobhán O’Brien", AVI, "محمد الفاسي")
    assert write_letters([letter(name) for name in names], STYLE._replace(size=size), out) == len(names)
    pages = words(out)
    for name, said in zip(names, pages, strict=True):
        assert name in said
        assert {"16 January 2026", "Dana Whitfield", "MAPLE HOLLOW"} <= set(said.splitlines())
        assert "\u2068" not in said


def test_lines_hold_about_sixty_six_letters(qapp, tmp_path: Path) -> None:
    out = tmp_path / "letters.pdf"
    write_letters([letter("Ana Diaz", DEED * 4)], STYLE, out)
    body = [line for line in words(out)[0].splitlines() if len(line) > 40]
    assert len(body) >= 5
    assert all(56 <= len(line) <= 76 for line in body[:-1])


@pytest.mark.parametrize(("times", "pages"), [(1, 1), (4, 1), (40, 5)])
def test_a_long_letter_grows_smaller_then_goes_on_overleaf(qapp, tmp_path: Path, times: int, pages: int) -> None:
    out = tmp_path / "letters.pdf"
    assert write_letters([letter("Ana Diaz", DEED, " ".join([DEED] * 2 * times), DEED)], STYLE, out) == pages
    heights: list[float] = []
    for page in PdfReader(out).pages:
        page.extract_text(visitor_text=lambda text, _cm, tm, *_: heights.append(tm[5]) if text.strip() else None)
    assert min(heights) > 48
    said = " ".join(" ".join(words(out)).split())
    assert said.count("every student explain a way of their own") == 2 * times + 2
    assert said.count("Dana Whitfield") == 1


def test_a_name_from_the_right_leaves_comma_and_number_where_they_belong(qapp) -> None:
    text = f"{AVI}, 3 times in the lab"
    setting = Setting(text, Looks(points=12), 300)
    line, shown = setting.layout.lineAt(0), setting.layout.text()

    def x(mark: str) -> float:
        return line.cursorToX(shown.index(mark))[0]

    assert x("א") < x(",") < x("3") < x("t") < x("l")


def test_a_sentence_from_the_right_begins_at_the_right(qapp) -> None:
    setting = Setting("הוא לימד את כולנו, יחד עם Dana.", Looks(points=12), 300)
    line = setting.layout.lineAt(0)
    assert line.cursorToX(0)[0] > line.cursorToX(20)[0]


def test_printing_can_be_stopped(qapp, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    with pytest.raises(Stopped):
        write_letters(
            [letter("Ana Diaz")] * 3, STYLE, tmp_path / "a.pdf", lambda *done: seen.append(done), lambda: len(seen) == 2
        )
    assert seen == [(1, 3), (2, 3)]


def test_the_print_process_writes_letters_for_the_command_line(tmp_path: Path) -> None:
    data = letters_bytes((letter("Zoë Núñez"),), STYLE, tmp_path / "out.pdf")
    (tmp_path / "out.pdf").write_bytes(data)
    assert "Dear Zoë Núñez," in words(tmp_path / "out.pdf")[0]


def test_the_picture_is_as_the_page(qapp) -> None:
    image = letter_picture(letter("Ana Diaz"), STYLE, 400)
    assert (image.width(), image.height()) == (400, round(400 * 792 / 612))


def test_a_newsletter_names_them_as_written(qapp, tmp_path: Path) -> None:
    out = tmp_path / "news.pdf"
    write_pdf(Paper("Recognized", (Text(f"{AVI} led the lab, 3 times."), Text("Thanks to محمد, always."))), out)
    said = words(out)[0]
    assert set(f"{AVI}محمد") <= set(said)  # readers put the letters of Qt's own text layer in order by themselves
    assert not set("\u2066\u2067\u2068\u2069") & set(said)
