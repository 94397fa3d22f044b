"""Certificates and cards: every name exactly in the text, in any script; stopping; what cannot be drawn is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from il_desktop.domain.errors import BadFile
from il_desktop.reports.certificate import CARDS, Certificate, CertificateStyle, certificate_bytes
from il_desktop.views.printing import certificates
from il_desktop.views.printing.certificates import Stopped, certificate_picture, write_cards, write_certificates
from il_desktop.views.printing.certificates_type import missing_characters

STYLE = CertificateStyle("Maple Hollow Middle School", "Dana Whitfield", "Principal", "2025–26")
NAMES = (
    "Zoë Núñez", "Łukasz Żółć-Brzęczyszczykiewicz von Hohenstaufen", "Fiona O’Brien", "Nguyễn Thị Ánh", "Ελένη Παππά",
    "Михаил Щербаков", "Fiffi Affleck", "Søren Åström", "王小明", "שרה כהן", "محمد علي",
)  # fmt: skip


def pages_for(names: tuple[str, ...]) -> list[Certificate]:
    return [
        Certificate(
            name,
            "You turned Friday conferences into a routine.",
            "Each student talks about a book every week.",
            "Teacher, Grade 7",
            "Every student thinks hard",
            "16 January 2026",
            "Winter round",
        )
        for name in names
    ]


def texts(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


@pytest.mark.parametrize("design", [1, 2, 3])
@pytest.mark.parametrize("size", ["letter", "a4"])
def test_text_layer_holds_every_name_exactly(qapp, tmp_path: Path, design: int, size: str) -> None:
    path = tmp_path / "all.pdf"
    assert write_certificates(pages_for(NAMES), STYLE._replace(design=design, size=size), path) == len(NAMES)
    for name, said in zip(NAMES, texts(path), strict=True):
        assert name in said
        assert "You turned Friday conferences into a routine." in " ".join(said.split())


def test_cards_stand_four_to_a_page_with_their_names(qapp, tmp_path: Path) -> None:
    path = tmp_path / "cards.pdf"
    assert write_cards(pages_for(NAMES[:6]), STYLE, path) == 2
    first, second = texts(path)
    assert all(name in first for name in NAMES[:4])
    assert all(name in second for name in NAMES[4:6])


def test_page_has_the_size_of_its_paper(qapp, tmp_path: Path) -> None:
    path = tmp_path / "one.pdf"
    write_certificates(pages_for(NAMES[:1]), STYLE._replace(size="a4"), path)
    box = PdfReader(path).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (842, 595)


def test_printing_tells_each_page_and_can_be_stopped(qapp, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with pytest.raises(Stopped):
        write_certificates(
            pages_for(NAMES), STYLE, tmp_path / "some.pdf", lambda *at: told.append(at), lambda: len(told) == 3
        )
    assert told == [(1, len(NAMES)), (2, len(NAMES)), (3, len(NAMES))]


def test_a_border_is_woven_once_for_all_pages(qapp, tmp_path: Path) -> None:
    certificates.designs.ornament._waves.cache_clear()
    write_certificates(pages_for(NAMES), STYLE, tmp_path / "all.pdf")
    assert certificates.designs.ornament._waves.cache_info().misses == 2  # a long and a short side


def test_characters_without_a_font_are_named_once(qapp) -> None:
    assert missing_characters(("Zoë \U00012000", "Ana \U00012000")) == "\U00012000"
    assert missing_characters(("Zoë Núñez", "a\u200db")) == ""


def test_a_logo_that_is_no_picture_is_refused_by_its_name(qapp, tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_text("not a picture")
    with pytest.raises(BadFile) as caught:
        write_certificates(pages_for(NAMES[:1]), STYLE._replace(logo=str(logo)), tmp_path / "one.pdf")
    assert (caught.value.path, caught.value.reason) == (logo, "not_a_picture")


def test_svg_logo_is_drawn(qapp, tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>')
    with_logo = certificate_picture(pages_for(NAMES)[0], STYLE._replace(design=2, logo=str(logo)), 400)
    assert with_logo != certificate_picture(pages_for(NAMES)[0], STYLE._replace(design=2), 400)


def test_the_print_process_draws_what_the_command_line_asks(tmp_path: Path) -> None:
    path = tmp_path / "cards.pdf"
    path.write_bytes(certificate_bytes(CARDS, tuple(pages_for(NAMES[:2])), STYLE, path))
    assert "Zoë Núñez" in texts(path)[0]


def test_the_print_process_names_a_broken_logo(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_text("no")
    with pytest.raises(BadFile) as caught:
        certificate_bytes(CARDS, tuple(pages_for(NAMES[:1])), STYLE._replace(logo=str(logo)), tmp_path / "out.pdf")
    assert (caught.value.path, caught.value.reason) == (logo, "not_a_picture")
