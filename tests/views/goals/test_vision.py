"""The vision page: look-fors, order, paper."""

from __future__ import annotations

import io

import docx
import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from il_desktop.queries.vision import vision_page
from il_desktop.views.goals.page import GoalsPage
from il_desktop.views.shared.kit import StatusMark


@pytest.fixture
def page(qtbot, sample_shell):
    page = GoalsPage(sample_shell)
    qtbot.addWidget(page)
    sample_shell.actions.set_page("goals")
    page.resize(1240, 760)
    page.show()
    qtbot.waitExposed(page)
    page.open_vision()
    return page


def _button(page, name):
    return next(b for b in page.vision.findChildren(QAbstractButton) if b.accessibleName() == name)


def test_an_element_shows_its_look_fors_or_that_none_shows_it(page):
    items = page.vision_work.newest().of_kind("excellence")
    assert [len(item.look_fors) for item in items] == [3, 2, 2, 0]
    marks = page.vision.findChildren(StatusMark)
    assert "Not observable yet" in [mark.accessibleName() for mark in marks]
    page.editors.vision_item("excellence", items[-1])
    form = page.editors.form
    row = form.look_fors.item(0)
    assert row.checkState() is Qt.CheckState.Unchecked
    row.setCheckState(Qt.CheckState.Checked)
    row_text = row.text()
    form.save()
    page.shell.hub.flush()
    assert len(page.shell.desk.read(vision_page)) == 1
    assert page.vision_work.newest().of_kind("excellence")[-1].look_fors == (row_text,)
    page.shell.desk.undo()
    page.shell.hub.flush()
    assert page.vision_work.newest().of_kind("excellence")[-1].look_fors == ()


def test_a_value_moves_down_in_a_new_version(page):
    names = [item.name for item in page.vision_work.newest().of_kind("value")]
    assert not _button(page, f"Move “{names[0]}” up").isEnabled()
    _button(page, f"Move “{names[0]}” down").click()
    page.shell.hub.flush()
    moved = [item.name for item in page.vision_work.newest().of_kind("value")]
    assert moved == [names[1], names[0], *names[2:]]
    assert page.vision_work.newest().version == 2


def test_an_old_version_stays_on_show_while_something_else_changes(page):
    names = [item.name for item in page.vision_work.newest().of_kind("value")]
    _button(page, f"Move “{names[0]}” down").click()
    page.shell.hub.flush()
    page.vision._version.setCurrentIndex(1)
    page.vision._show_version(1)
    page.refresh()
    assert page.vision.shown.version == 1
    assert not [
        b
        for b in page.vision.findChildren(QAbstractButton)
        if b.accessibleName().startswith("Edit “") and b.isVisible()
    ]


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_the_vision_is_printed_and_noted(page, ask, tmp_path, ending):
    out = tmp_path / f"vision.{ending}"
    ask.files.append(out)
    page.keys["goals.print_vision"].trigger()
    if ending == "pdf":
        text = "\n".join(found.extract_text() for found in pypdf.PdfReader(io.BytesIO(out.read_bytes())).pages)
    else:
        text = "\n".join(paragraph.text for paragraph in docx.Document(str(out)).paragraphs)
    vision = page.vision_work.newest()
    assert vision.statement in " ".join(text.split())
    for item in vision.items:
        assert item.name in " ".join(text.split())
    assert vision.note not in text
    log = page.shell.desk.read(lambda reader: reader.rows("SELECT kind, file_name, with_names FROM export_batch"))
    assert (ending, out.name, 0) in log
    assert page.shell.messages.last == f"Wrote the vision to {out.name}"
