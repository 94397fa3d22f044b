"""File > Print the week: asks who will read it and where it goes, writes one page, notes the export."""

from __future__ import annotations

from datetime import date

import pytest
from pypdf import PdfReader

from il_desktop.views.week.print_week import whole_week


def log(hands) -> list[tuple]:
    sql = "SELECT kind, audience, with_names, file_name FROM export_batch"
    return hands.shell.desk.read(lambda reader: reader.rows(sql))


def print_as(hands, ask, answer: str, path) -> None:
    ask.choices.append(answer)
    ask.files.append(path)
    hands.shell.actions.action("week.print_week").trigger()
    hands.settle()


@pytest.mark.parametrize(
    ("answer", "audience", "names", "seen", "unseen"),
    [
        ("me+", "me", 1, "Visit", "In classrooms"),
        ("me", "me", 0, "Guarded", "Visit Lee"),
        ("office", "office", 0, "Classroom visits", "Visit Lee"),
        ("staff", "staff", 0, "In classrooms", "Guarded"),
    ],
)
def test_the_page_says_what_its_reader_may_see_and_is_noted(week, ask, tmp_path, answer, audience, names, seen, unseen):
    path = tmp_path / "week.pdf"
    print_as(week, ask, answer, path)
    (page,) = PdfReader(path).pages
    text = page.extract_text()
    assert "12–16 January 2026" in text
    assert seen in text
    assert unseen not in text
    assert log(week) == [("pdf", audience, names, "week.pdf")]
    assert "week.pdf" in week.shell.messages.last


def test_the_paper_is_as_the_settings_have_it_and_other_forms_by_their_ending(week, ask, tmp_path):
    from il_desktop import commands  # noqa: PLC0415  this test alone

    week.shell.desk.run(commands.settings.change_settings, paper_size="a4")
    print_as(week, ask, "me", tmp_path / "week.pdf")
    (page,) = PdfReader(tmp_path / "week.pdf").pages
    assert round(float(page.mediabox.width)) == 842
    print_as(week, ask, "me", tmp_path / "week.docx")
    print_as(week, ask, "me", tmp_path / "week.html")
    assert (tmp_path / "week.docx").read_bytes().startswith(b"PK")
    assert "Monday" in (tmp_path / "week.html").read_text(encoding="utf-8")
    assert [row[0] for row in log(week)] == ["pdf", "docx", "html"]


def test_nothing_is_written_without_an_answer_or_a_place(week, ask, tmp_path):
    ask.choices.append("")
    week.shell.actions.action("week.print_week").trigger()
    print_as(week, ask, "me", None)
    assert log(week) == []


def test_a_folder_that_is_not_there_is_told(week, ask, tmp_path):
    print_as(week, ask, "me", tmp_path / "none" / "week.pdf")
    assert log(week) == []
    assert "week.pdf" in week.shell.messages.last


def test_a_day_is_printed_alone_and_of_a_month_the_week_in_it(week, ask, tmp_path):
    week.page.set_mode("day")
    print_as(week, ask, "me", tmp_path / "day.pdf")
    week.page.set_mode("month")
    print_as(week, ask, "me", tmp_path / "month.pdf")
    (day,) = PdfReader(tmp_path / "day.pdf").pages
    (month,) = PdfReader(tmp_path / "month.pdf").pages
    assert "Friday 16 January" in day.extract_text()
    assert "12–16 January 2026" in month.extract_text()


def test_the_whole_week_begins_on_its_first_weekday():
    assert whole_week(date(2026, 1, 14), 0) == (date(2026, 1, 12), date(2026, 1, 18))
    assert whole_week(date(2026, 1, 14), 6) == (date(2026, 1, 11), date(2026, 1, 17))
