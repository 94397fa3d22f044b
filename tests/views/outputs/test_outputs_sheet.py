"""The sheet offers only what may leave, writes beside the window, can be stopped, and notes what went out."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from il_desktop import commands
from il_desktop.domain.recognition import RecognitionFacts
from il_desktop.queries.awards import staff_names
from il_desktop.views.outputs import jobs
from il_desktop.views.outputs.sheet import OutputsSheet


@pytest.fixture
def open_sheet(qtbot, sample_shell) -> Callable[..., OutputsSheet]:
    def build(kind: str = jobs.CERTIFICATES) -> OutputsSheet:
        sheet = OutputsSheet(sample_shell, None, kind)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(sheet)
        sheet.show()
        return sheet

    return build


@pytest.fixture
def told(sample_shell) -> dict[str, str]:
    """Three recognitions of people who like it public: public, in a small group, and one kept between two."""
    desk, today = sample_shell.desk, sample_shell.today()
    people = [
        row[0]
        for row in desk.read(lambda reader: reader.rows("SELECT id FROM person WHERE recognition_pref = 'public'"))
    ]
    for person, channel, words in zip(
        people, ("newsletter", "team_meeting", "private_note"), ("PUBLICWORD", "GROUPWORD", "PRIVATEWORD"), strict=False
    ):
        facts = RecognitionFacts(person, today, state="given", channel=channel, action_text=words, impact="It helped")
        desk.run(commands.recognition.record_recognition, facts)
    names = dict(desk.read(staff_names, today))
    return {"public": names[people[0]], "group": names[people[1]], "private": names[people[2]]}


def save(qtbot, sheet: OutputsSheet, ask, path: Path) -> None:
    ask.files.append(path)
    QTest.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not sheet.is_writing, timeout=20_000)


def logged(shell) -> list[tuple[str, str, int]]:
    return shell.desk.read(
        lambda reader: reader.rows("SELECT kind, audience, with_names FROM export_batch ORDER BY rowid")
    )


def test_private_ones_are_not_offered_and_asked_ones_start_without_a_tick(open_sheet, told) -> None:
    sheet = open_sheet()
    offered = {item.did for item in sheet.list._items.values()}
    assert {"PUBLICWORD", "GROUPWORD"} <= offered
    assert "PRIVATEWORD" not in offered
    chosen = {item.did for item in sheet.list.chosen}
    assert "PUBLICWORD" in chosen
    assert "GROUPWORD" not in chosen


def test_certificates_are_written_and_noted(qtbot, open_sheet, told, ask, sample_shell, tmp_path: Path) -> None:
    sheet = open_sheet()
    save(qtbot, sheet, ask, tmp_path / "all.pdf")
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "all.pdf").pages)
    assert told["public"] in text
    assert "GROUPWORD" not in text
    assert logged(sample_shell)[-1] == ("pdf", "person", 1)


def test_a_tick_says_that_the_person_agreed(qtbot, open_sheet, told, ask, tmp_path: Path) -> None:
    sheet = open_sheet(jobs.CARDS)
    sheet.list.tick([item.id for item in sheet.list._items.values() if item.did == "GROUPWORD"], is_on=True)
    assert "1 of them only because you say their person agreed" in sheet.count.text()
    save(qtbot, sheet, ask, tmp_path / "cards.pdf")
    assert "GROUPWORD" in "".join(page.extract_text() for page in PdfReader(tmp_path / "cards.pdf").pages)


@pytest.mark.parametrize(("kind", "name"), [(jobs.NEWSLETTER, "n.html"), (jobs.SLIDE, "s.txt")])
def test_lists_for_all_hold_only_what_is_public(
    qtbot, open_sheet, told, ask, sample_shell, tmp_path: Path, kind: str, name: str
) -> None:
    sheet = open_sheet(kind)
    sheet.list.tick([item.id for item in sheet._found.items], is_on=True)
    save(qtbot, sheet, ask, tmp_path / name)
    text = unescape((tmp_path / name).read_text(encoding="utf-8"))
    assert told["public"] in text
    assert "GROUPWORD" not in text
    assert "PRIVATEWORD" not in text
    assert logged(sample_shell)[-1][1] == "public"


def test_letters_come_on_the_letterhead(qtbot, open_sheet, told, ask, sample_shell, tmp_path: Path) -> None:
    head = tmp_path / "head.docx"
    document = Document()
    document.add_paragraph("Maple Hollow, 12 Elm Street")
    document.add_paragraph("Dear {{ name }}, {{ what_you_did }}")
    document.save(str(head))
    sheet = open_sheet(jobs.LETTERS)
    ask.files.append(head)
    QTest.mouseClick(sheet.school.letterhead, Qt.MouseButton.LeftButton)
    assert sheet.school.letterhead.text() == "Letterhead: head.docx"
    save(qtbot, sheet, ask, tmp_path / "letters.docx")
    lines = [paragraph.text for paragraph in Document(str(tmp_path / "letters.docx")).paragraphs]
    assert lines.count("Maple Hollow, 12 Elm Street") == len(sheet.list.chosen)
    assert f"Dear {told['public']}, PUBLICWORD." in lines


def test_a_letterhead_that_is_none_is_refused_in_a_sentence(open_sheet, told, ask, tmp_path: Path) -> None:
    head = tmp_path / "head.docx"
    head.write_text("no")
    sheet = open_sheet(jobs.LETTERS)
    ask.files.append(head)
    QTest.mouseClick(sheet.school.letterhead, Qt.MouseButton.LeftButton)
    assert "not a Word document" in sheet.said.text()
    assert sheet.school.letterhead.text() == "Letterhead…"


def test_drafts_are_files_for_a_mail_program(qtbot, open_sheet, told, ask, sample_shell, tmp_path: Path) -> None:
    sheet = open_sheet(jobs.MAIL)
    save(qtbot, sheet, ask, tmp_path / "Thanks.eml")
    drafts = sorted(tmp_path.glob("Thanks*.eml"))
    assert len(drafts) == len(sheet.list.chosen)
    assert all(b"X-Unsent: 1" in draft.read_bytes() for draft in drafts)
    assert [row for row in logged(sample_shell) if row[0] == "eml"] == [("eml", "person", 1)] * len(drafts)


def test_writing_is_stopped_by_esc_and_leaves_nothing(qtbot, open_sheet, told, ask, sample_shell, tmp_path) -> None:
    sheet = open_sheet()
    before = logged(sample_shell)
    ask.files.append(tmp_path / "all.pdf")
    sheet._stop.is_set = lambda: True  # stopped before the first page
    QTest.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not sheet.is_writing, timeout=20_000)
    assert sheet.said.text() == "Stopped; nothing was written."
    assert not list(tmp_path.glob("all*"))
    assert logged(sample_shell) == before


def test_preview_follows_the_design_and_the_choice_is_kept(open_sheet, told, sample_shell) -> None:
    sheet = open_sheet()
    first = sheet.preview.picture._image
    sheet.designs.set_key("3")
    sheet._take_design("3")
    assert sheet.preview.picture._image != first
    assert sample_shell.settings().certificate_design == 3


def test_a_name_nobody_can_draw_is_told(open_sheet, sample_shell, told) -> None:
    sheet = open_sheet()
    assert sheet.missing.isHidden()
    person = next(item.person_id for item in sheet.list.chosen if item.did == "PUBLICWORD")
    facts = RecognitionFacts(
        person, sample_shell.today(), state="given", channel="newsletter", action_text="wrote \U00012000"
    )
    sample_shell.desk.run(commands.recognition.record_recognition, facts)
    sheet.refresh()
    assert "\U00012000" in sheet.missing.text()
    assert not sheet.missing.isHidden()


def test_paper_and_signature_are_kept_for_the_school(open_sheet, told, ask, sample_shell) -> None:
    sheet = open_sheet()
    sheet.school._take_paper("a4")
    ask.texts.append("Head of school")
    QTest.mouseClick(sheet.school.signed, Qt.MouseButton.LeftButton)
    assert sheet.school.signed.text().endswith(", Head of school")
    assert sample_shell.settings().paper_size == "a4"
    sample_shell.desk.undo()
    assert sample_shell.settings().signature_role == "Principal"
