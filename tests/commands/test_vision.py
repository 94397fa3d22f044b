"""The vision: a draft is edited, an adopted version never is."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.domain.errors import BadValue, HasChildren, NotFound
from il_desktop.models.people import Person
from il_desktop.models.recognition import Recognition
from il_desktop.models.visits import LookFor, Protocol
from il_desktop.queries.vision import look_for_choices, vision_page
from il_desktop.store.operation import operation
from il_desktop.wording.steps import step_sentence
from tests.commands.school_goals import dump, whole


@pytest.fixture
def adopted(desk):
    vision = desk.run(commands.vision.write_vision, statement="Every student thinks hard.", mission="We teach.")
    desk.run(commands.vision.add_item, "value", "Everyone belongs", "Each name is known.")
    desk.run(commands.vision.add_item, "excellence", "Students talk most")
    desk.run(commands.vision.adopt_vision, vision)
    return vision


def _items(desk, version):
    rows = dump(
        desk,
        """SELECT v.version, i.name, i.meaning, i.pos
           FROM vision_item i JOIN vision v ON v.id = i.vision_id ORDER BY i.kind, i.pos""",
    )
    return [row[1:] for row in rows if row[0] == version]


def test_adopting_dates_it_and_sets_a_review_a_year_later(desk, adopted):
    assert dump(desk, "SELECT adopted_on, review_due_on FROM vision") == [("2026-01-16", "2027-01-16")]


def test_a_draft_is_edited_in_place(desk):
    first = desk.run(commands.vision.write_vision, statement="One.")
    second = desk.run(commands.vision.write_vision, statement="Two.", review_due_on=date(2026, 9, 1))
    assert first == second
    assert dump(desk, "SELECT version, statement FROM vision") == [(1, "Two.")]


def test_editing_an_adopted_vision_makes_the_next_version_and_keeps_the_old_one(desk, adopted):
    old = dump(desk, "SELECT * FROM vision WHERE version = 1"), _items(desk, 1)
    desk.run(commands.vision.write_vision, statement="Every student grows.", mission="We teach.")
    assert (dump(desk, "SELECT * FROM vision WHERE version = 1"), _items(desk, 1)) == old
    assert dump(desk, "SELECT version, statement, adopted_on FROM vision WHERE version = 2") == [
        (2, "Every student grows.", None)
    ]
    assert _items(desk, 2) == _items(desk, 1)


def test_editing_an_item_of_an_adopted_version_changes_its_copy(desk, adopted):
    item = dump(desk, "SELECT id FROM vision_item WHERE kind = 'value'")[0][0]
    before = whole(desk)
    copy = desk.run(commands.vision.edit_item, item, name="Everyone matters")
    assert copy != item
    assert [row[0] for row in _items(desk, 1)] == ["Students talk most", "Everyone belongs"]
    assert [row[0] for row in _items(desk, 2)] == ["Students talk most", "Everyone matters"]
    desk.undo()
    assert whole(desk) == before


def test_deleting_an_item_closes_up_the_rest(desk):
    desk.run(commands.vision.write_vision, statement="One.")
    ids = [desk.run(commands.vision.add_item, "value", name) for name in "ABC"]
    before = whole(desk)
    desk.run(commands.vision.delete_item, ids[0])
    assert _items(desk, 1) == [("B", None, 0), ("C", None, 1)]
    after = whole(desk)
    desk.undo()
    assert whole(desk) == before
    desk.redo()
    assert whole(desk) == after


def test_a_new_item_comes_last_of_its_kind_whatever_stands_before_it(desk):
    desk.run(commands.vision.write_vision, statement="One.")
    for kind, name in (("value", "A"), ("value", "B"), ("excellence", "C"), ("excellence", "D")):
        desk.run(commands.vision.add_item, kind, name)
    assert [row[0] for row in _items(desk, 1)] == ["C", "D", "A", "B"]
    assert sorted(row[2] for row in _items(desk, 1)) == [0, 1, 2, 3]


@operation("test.thank")
def _thank(tx, value_id):
    person = Person(kind="teacher", given="Priya", family="Raman")
    thanks = Recognition(
        person_id=person.id, given_on=date(2026, 1, 15), kind="note", action_text="Stayed late.", value_id=value_id,
        visibility="private", state="given",
    )  # fmt: skip
    tx.session.add_all([person, thanks])


def test_a_value_that_a_recognition_names_stays(desk):
    desk.run(commands.vision.write_vision, statement="One.")
    item = desk.run(commands.vision.add_item, "value", "Joy")
    desk.run(_thank, item)
    with pytest.raises(HasChildren) as problem:
        desk.run(commands.vision.delete_item, item)
    assert problem.value.counts == {"recognition": 1}


def test_deleting_from_an_adopted_version_names_the_item(desk, adopted):
    item = dump(desk, "SELECT id FROM vision_item WHERE kind = 'value'")[0][0]
    desk.run(commands.vision.delete_item, item)
    assert step_sentence(desk.history().undo) == "Deleted the value “Everyone belongs”"
    assert len(_items(desk, 1)) == 2


def test_an_old_version_cannot_be_edited_or_adopted_again(desk, adopted):
    old_item = dump(desk, "SELECT id FROM vision_item WHERE kind = 'value'")[0][0]
    desk.run(commands.vision.write_vision, statement="Next.")
    with pytest.raises(NotFound):
        desk.run(commands.vision.edit_item, old_item, name="Changed")
    with pytest.raises(NotFound):
        desk.run(commands.vision.adopt_vision, adopted)


@pytest.mark.parametrize("statement", ["", "  ", "x" * 20_001])
def test_rubbish_is_refused(desk, statement):
    with pytest.raises(BadValue):
        desk.run(commands.vision.write_vision, statement=statement)
    assert dump(desk, "SELECT * FROM vision") == []


@pytest.mark.parametrize(("kind", "name"), [("slogan", "Fine"), ("value", ""), ("value", "x" * 256)])
def test_a_bad_item_is_refused(desk, kind, name):
    desk.run(commands.vision.write_vision, statement="One.")
    with pytest.raises(BadValue):
        desk.run(commands.vision.add_item, kind, name)
    assert dump(desk, "SELECT * FROM vision_item") == []


def test_an_item_needs_a_vision(desk):
    with pytest.raises(BadValue):
        desk.run(commands.vision.add_item, "value", "Alone")


def test_every_step_says_what_it_did(desk, adopted):
    assert step_sentence(desk.history().undo) == "Adopted version 1 of the vision"
    desk.run(commands.vision.write_vision, statement="Next.")
    assert step_sentence(desk.history().undo) == "Wrote version 2 of the vision"
    item = desk.run(commands.vision.add_item, "value", "Joy")
    assert step_sentence(desk.history().undo) == "Added the value “Joy”"
    desk.run(commands.vision.delete_item, item)
    assert step_sentence(desk.history().undo) == "Deleted the value “Joy”"


@operation("look_for.add")
def _add_look_for(tx, item_id=None):
    protocol = Protocol(name="Ours", version=1, kind="look_fors", licence="own", source="own", is_bundled=False)
    tx.session.add(protocol)
    tx.session.flush()
    rows = [LookFor(protocol_id=protocol.id, domain="talk", text=text, pos=pos) for pos, text in enumerate("xyz")]
    rows[0].vision_item_id = item_id
    tx.session.add_all(rows)
    tx.say(protocol=protocol.id)
    return [row.id for row in rows]


def _seen(desk, version):
    page = next(found for found in desk.read(vision_page) if found.version == version)
    return {item.name: item.look_fors for item in page.of_kind("excellence")}


def test_look_fors_follow_into_the_next_version_and_stay_readable_in_the_old_one(desk, adopted):
    item = dump(desk, "SELECT id FROM vision_item WHERE kind = 'excellence'")[0][0]
    desk.run(_add_look_for, item)
    before = whole(desk)
    desk.run(commands.vision.add_item, "value", "Calm")
    assert _seen(desk, 2) == {"Students talk most": ("x",)}
    assert _seen(desk, 1) == {"Students talk most": ("x",)}
    desk.undo()
    assert whole(desk) == before
    assert _seen(desk, 1) == {"Students talk most": ("x",)}


def test_linking_look_fors_makes_no_new_version(desk, adopted):
    item = dump(desk, "SELECT id FROM vision_item WHERE kind = 'excellence'")[0][0]
    first, second, _ = desk.run(_add_look_for, item)
    desk.run(commands.vision.set_look_fors, item, [second])
    assert _seen(desk, 1) == {"Students talk most": ("y",)}
    assert len(desk.read(vision_page)) == 1
    choices = {choice.id: choice.item for choice in desk.read(look_for_choices)}
    assert choices == {first: "", second: "Students talk most", _: ""}
    desk.undo()
    assert _seen(desk, 1) == {"Students talk most": ("x",)}
    with pytest.raises(NotFound):
        desk.run(commands.vision.set_look_fors, item, ["gone"])


def test_deleting_an_element_lets_its_look_fors_go(desk, adopted):
    item = dump(desk, "SELECT id FROM vision_item WHERE kind = 'excellence'")[0][0]
    desk.run(_add_look_for, item)
    desk.run(commands.vision.delete_item, item)
    assert dump(desk, "SELECT count(*) FROM look_for WHERE vision_item_id IS NOT NULL") == [(0,)]
    desk.undo()
    assert _seen(desk, 1) == {"Students talk most": ("x",)}


def test_items_of_a_kind_are_put_in_order(desk, adopted):
    desk.run(commands.vision.add_item, "value", "Calm")
    calm = dump(desk, "SELECT id FROM vision_item WHERE name = 'Calm'")[0][0]
    desk.run(commands.vision.move_item, calm, -1)
    assert [item.name for item in desk.read(vision_page)[0].of_kind("value")] == ["Calm", "Everyone belongs"]
    with pytest.raises(BadValue):
        desk.run(commands.vision.move_item, calm, -1)
