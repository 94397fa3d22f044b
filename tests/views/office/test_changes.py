"""What changed since yesterday, and the card of the day."""

from __future__ import annotations

from pypdf import PdfReader

from il_desktop import commands
from il_desktop.views.office.changes import ChangesPage


def test_every_step_that_stands_is_a_line_and_older_ones_come_with_an_earlier_day(
    desk, fixed_clock, open_window
) -> None:
    desk.run(commands.tasks.add_task, "Old")
    fixed_clock.advance(days=3)
    desk.run(commands.tasks.add_task, "New")
    window = open_window(desk, "changes")
    page = window.current
    assert isinstance(page, ChangesPage)
    assert page.model.rowCount() == 1
    desk.run(commands.tasks.add_task, "Gone")
    desk.undo()
    window.shell.hub.flush()
    assert [page.model.index(row, 1).data() for row in range(page.model.rowCount())] == ["Wrote down the task New"]
    page.since.line.setText("2026-01-16")
    page.since.commit()
    assert page.model.rowCount() == 2
    assert page.head_sentence() == "2 changes since Fri 16 Jan, newest first."


def test_nothing_changed_says_so(desk, open_window) -> None:
    page = open_window(desk, "changes").current
    assert page.empty.isVisible()


def test_the_card_is_one_page_without_names_unless_asked(sample_desk, open_window, ask, tmp_path) -> None:
    window = open_window(sample_desk, "today")
    for answer, name in (("no", "a.pdf"), ("yes", "b.pdf")):
        ask.choices.append(answer)
        ask.files.append(tmp_path / name)
        window.shell.actions.action("file.day_card").trigger()
    without, named = (PdfReader(tmp_path / name).pages for name in ("a.pdf", "b.pdf"))
    assert (len(without), len(named)) == (1, 1)
    families = [name for (name,) in sample_desk.read(lambda reader: reader.rows("SELECT family FROM person"))]
    assert not [name for name in families if name in without[0].extract_text()]
    assert [name for name in families if name in named[0].extract_text()]
    logged = sample_desk.read(
        lambda reader: reader.rows("SELECT kind, with_names FROM export_batch ORDER BY created_at")
    )
    assert logged[-2:] == [("pdf", 0), ("pdf", 1)]
