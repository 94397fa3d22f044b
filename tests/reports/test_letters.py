"""Letters on somebody's own letterhead, and e-mail drafts: filled, bounded, and never a program."""

from __future__ import annotations

import email
import zipfile
from email.policy import default
from pathlib import Path

import pytest
from docx import Document

from il_desktop.domain.errors import BadFile
from il_desktop.reports.letterhead import letters_docx
from il_desktop.reports.mail_draft import draft_bytes


def template(path: Path, *lines: str) -> Path:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def test_each_person_gets_a_letter_on_a_new_page(tmp_path: Path) -> None:
    head = template(tmp_path / "head.docx", "Elm Street 12", "Dear {{ name }}")
    out = tmp_path / "letters.docx"
    out.write_bytes(letters_docx(head, [{"name": "Zoë Núñez"}, {"name": "王小明"}, {"name": "A < B & C"}]))
    document = Document(str(out))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert [line for line in said if line.startswith("Dear")] == ["Dear Zoë Núñez", "Dear 王小明", "Dear A < B & C"]
    assert document.element.xml.count('w:type="page"') == 2


@pytest.mark.parametrize(
    "line", ["{{ nobody }}", "{% if %}", "{{ name.__class__.__mro__[1].__subclasses__() }}", "{{ name | no_filter }}"]
)
def test_a_field_that_cannot_be_filled_refuses_the_template(tmp_path: Path, line: str) -> None:
    with pytest.raises(BadFile) as caught:
        letters_docx(template(tmp_path / "head.docx", line), [{"name": "Ana"}])
    assert caught.value.reason == "template_broken"


def test_what_is_no_word_document_is_refused(tmp_path: Path) -> None:
    for name, data in (("text.docx", b"hello"), ("empty.docx", b"")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(BadFile) as caught:
            letters_docx(tmp_path / name, [{}])
        assert caught.value.reason == "not_a_template"
    with zipfile.ZipFile(tmp_path / "other.docx", "w") as package:
        package.writestr("a.txt", "a")
    with pytest.raises(BadFile):
        letters_docx(tmp_path / "other.docx", [{}])
    with pytest.raises(BadFile) as caught:
        letters_docx(tmp_path / "gone.docx", [{}])
    assert caught.value.reason == "unreadable"


def test_a_packed_giant_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "big.docx", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * (61 * 1024 * 1024))
    with pytest.raises(BadFile) as caught:
        letters_docx(tmp_path / "big.docx", [{}])
    assert caught.value.reason == "too_large"


def test_a_draft_opens_for_writing_with_its_words() -> None:
    read = email.message_from_bytes(
        draft_bytes("Zoë Núñez", "zoe@example.org", "Thank\nyou", "Dear Zoë,\n\n谢谢\n"), policy=default
    )
    assert read["X-Unsent"] == "1"
    assert read["Subject"] == "Thank you"
    assert read["To"].addresses[0].addr_spec == "zoe@example.org"
    assert read["To"].addresses[0].display_name == "Zoë Núñez"
    assert read.get_content().splitlines() == ["Dear Zoë,", "", "谢谢"]


@pytest.mark.parametrize("address", ["", "nobody", "a@b\r\nBcc: x@y", "a@b, c@d", "<a@b>"])
def test_an_odd_address_leaves_the_line_open(address: str) -> None:
    read = email.message_from_bytes(draft_bytes("Ana", address, "Thank you", "Hello\n"), policy=default)
    assert read["To"] is None
    assert read["Bcc"] is None
