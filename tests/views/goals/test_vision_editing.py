"""The vision is changed as its next version."""

from __future__ import annotations

from il_desktop.queries.vision import vision_page
from il_desktop.views.goals.vision_form import ItemForm, VisionForm
from tests.views.goals.shown import TODAY, type_in


def test_the_vision_is_edited_as_the_next_version_and_the_old_one_stays_readable(page):
    page.open_vision()
    page.edit()
    form = page.editors.form
    assert isinstance(form, VisionForm)
    type_in(form.statement, "Every student grows.")
    form.save()
    page.shell.hub.flush()
    assert [version.version for version in page.shell.desk.read(vision_page)] == [2, 1]
    assert page.vision._adopt.isVisible()
    page.vision._show_version(1)
    assert not page.vision._edit.isVisible()
    page.vision.adopt_wanted.emit()
    page.shell.hub.flush()
    assert page.shell.desk.read(vision_page)[0].adopted_on == TODAY


def test_a_value_is_added_to_a_new_version(page):
    page.open_vision()
    page.vision.item_wanted.emit("value")
    form = page.editors.form
    assert isinstance(form, ItemForm)
    type_in(form.name, "Calm")
    form.save()
    page.shell.hub.flush()
    assert "Calm" in [item.name for item in page.shell.desk.read(vision_page)[0].of_kind("value")]
    assert "Calm" not in [item.name for item in page.shell.desk.read(vision_page)[1].of_kind("value")]


def test_a_draft_of_the_vision_on_an_empty_file(empty_page):
    empty_page.open_vision()
    assert empty_page.vision._empty.isVisible()
    empty_page.edit_vision()
    type_in(empty_page.editors.form.statement, "Every student reads to learn.")
    empty_page.editors.form.save()
    empty_page.shell.hub.flush()
    assert empty_page.goals.vision.statement == "Every student reads to learn."
