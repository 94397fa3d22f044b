"""Things of the shelf become blocks and go back: each one step, linked both ways, never planned twice."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.blocks import BlockRef, Protection
from il_desktop.domain.errors import NotFound, NotFromShelf, ProtectedTimeConflict
from il_desktop.domain.protection import DisplacementReason, OverrideReason
from il_desktop.domain.shelf import ShelfItem, ShelfKind, ShelfRef
from il_desktop.domain.walltime import WallTime
from il_desktop.models.people import Person
from il_desktop.models.settings import Setting
from il_desktop.models.teamwork import Task
from il_desktop.models.visits import Visit
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.settings import settings
from il_desktop.queries.shelf import shelf
from il_desktop.wording.steps import step_sentence
from tests.commands.school_time import add_rows, at, draft

ME, TEACHER = "me", "teacher"
NOW = WallTime.at(date(2026, 1, 20), 8)


def items(desk: Desk) -> dict[str, ShelfItem]:
    found = desk.read(shelf, NOW, desk.cached(school_calendar), desk.cached(settings))
    return {f"{item.ref.kind} {item.name}": item for item in found}


def sentence(desk: Desk) -> str:
    return step_sentence(desk.history().undo).replace("\N{NO-BREAK SPACE}", " ")


def person(key: str, family: str) -> Person:
    return Person(id=key, given="A", family=family, kind="teacher")


def visit(key: str, state: str, start: str, **more) -> Visit:
    values = {"person_id": TEACHER, "visitor_id": ME, "kind": "quick_visit", "duration_min": 15}
    return Visit(id=key, state=state, starts_local=at(start), **(values | more))


@pytest.fixture
def full(desk) -> Desk:
    """A file with one thing of each kind on its shelf."""
    block = desk.run(
        commands.schedule.create_block, draft("PLC prep", "19 9:00", "19 10:00", protection=Protection.GUARDED)
    )
    override = OverrideReason(DisplacementReason.DISTRICT)
    desk.run(commands.schedule.create_block, draft("District", "19 9:00", "19 9:40"), override=override)
    assert block
    desk.run(
        add_rows,
        person(ME, "Head"), person(TEACHER, "Marsh"),
        Setting(key="principal_id", value=ME),
        visit("seen", "visited", "19 11:00"), visit("meant", "planned", "22 10:00", period_code="P3"),
        Task(id="task", title="Bus plan", est_min=30, due_on=date(2026, 1, 23)),
        Task(id="later", title="Next year", est_min=30, due_on=date(2026, 5, 1)),
        Task(
            id="given", title="Given away", est_min=30, disposition="delegate", owner_id=TEACHER,
            check_in_on=date(2026, 1, 22),
        ),
    )  # fmt: skip
    return desk


def test_the_shelf_holds_what_wants_a_place_and_nothing_else(full):
    found = items(full)
    assert list(found) == ["talk Marsh", "visit Marsh", "debt PLC prep", "task Bus plan"]
    assert {name: item.minutes for name, item in found.items()} == {
        "talk Marsh": 15, "visit Marsh": 15, "debt PLC prep": 45, "task Bus plan": 30,
    }  # fmt: skip
    assert found["debt PLC prep"].source == "district"
    assert found["talk Marsh"].activity[0] == "feedback_reflective"


@pytest.mark.parametrize("name", ["talk Marsh", "visit Marsh", "debt PLC prep", "task Bus plan"])
def test_what_is_planned_leaves_the_shelf_and_comes_back_in_one_step_each(full, name):
    item = items(full)[name]
    start = at("21 10:00")
    block = full.run(commands.shelf.place, item.ref, start, "Planned")
    assert name not in items(full)
    assert sentence(full).startswith("Planned “Planned”, ") or sentence(full).startswith("Planned Planned, ")
    row = full.read(lambda reader: reader.row("SELECT starts_local, ends_local FROM time_block WHERE id = ?", (block,)))
    assert row == (start.iso(), start.plus(item.minutes).iso())
    assert full.run(commands.shelf.put_back, BlockRef(block)) == item.ref
    assert sentence(full).endswith("back on the shelf")
    assert name in items(full)
    full.undo()
    assert name not in items(full)
    full.undo()
    assert items(full)[name] == item


def test_a_thing_is_never_planned_twice(full):
    for number, item in enumerate(items(full).values()):
        full.run(commands.shelf.place, item.ref, at(f"21 1{number}:00"), "Once")
        with pytest.raises(NotFound):
            full.run(commands.shelf.place, item.ref, at("21 14:00"), "Twice")


def test_a_deleted_block_puts_its_thing_back_on_the_shelf(full):
    item = items(full)["task Bus plan"]
    block = full.run(commands.shelf.place, item.ref, at("21 10:00"), "Bus plan")
    full.run(commands.schedule.delete_block, BlockRef(block))
    assert "task Bus plan" in items(full)


def test_the_block_is_about_the_person_and_the_visit_moves_along(full):
    block = full.run(commands.shelf.place, items(full)["visit Marsh"].ref, at("21 10:00"), "Visit Marsh")
    rows = full.read(lambda reader: reader.rows("SELECT person_id FROM block_person WHERE block_id = ?", (block,)))
    assert rows == [(TEACHER,)]
    where = "SELECT starts_local, block_id, period_code FROM visit WHERE id = 'meant'"
    assert full.read(lambda reader: reader.row(where)) == (at("21 10:00").iso(), block, None)


def test_a_make_up_block_has_the_level_of_what_was_lost(full):
    block = full.run(commands.shelf.place, items(full)["debt PLC prep"].ref, at("21 10:00"), "PLC prep")
    row = "SELECT protection, make_up_for_id IS NOT NULL FROM time_block WHERE id = ?"
    assert full.read(lambda reader: reader.row(row, (block,))) == (int(Protection.GUARDED), 1)


def test_held_time_is_asked_about_before_anything_is_planned(full):
    full.run(commands.schedule.create_block, draft("Held", "21 10:00", "21 11:00", protection=Protection.GUARDED))
    with pytest.raises(ProtectedTimeConflict):
        full.run(commands.shelf.place, items(full)["task Bus plan"].ref, at("21 10:00"), "Bus plan")
    assert "task Bus plan" in items(full)


def test_a_block_of_another_origin_does_not_go_to_the_shelf(full):
    block = full.run(commands.schedule.create_block, draft("Own", "21 10:00", "21 11:00"))
    with pytest.raises(NotFromShelf):
        full.run(commands.shelf.put_back, BlockRef(block))


def test_what_is_gone_is_not_planned(full):
    with pytest.raises(NotFound):
        full.run(commands.shelf.place, ShelfRef(ShelfKind.TASK, "nowhere"), at("21 10:00"), "x")
