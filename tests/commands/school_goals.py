"""A principal and goals to begin with, for the tests of goals."""

from __future__ import annotations

from datetime import date

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.commands.measuring import MeasureSpec, TargetSpec
from il_desktop.models.people import Person
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

DUE = date(2026, 6, 5)
BASELINE_ON = date(2025, 8, 28)
MATH = MeasureSpec("Math proficiency", "percent", "up")


@operation("person.add")
def _add_person(tx: Tx) -> str:
    person = Person(kind="administrator", given="Dana", family="Whitfield")
    tx.session.add(person)
    tx.say(person=person.id)
    return person.id


def principal(desk: Desk) -> str:
    """Add a principal; return the id."""
    return desk.run(_add_person)


def first_goal(desk: Desk, title: str = "Math proficiency", **fields: object) -> str:
    """Add a draft goal on a file that may have no vision yet; return the id."""
    return desk.run(commands.goals.add_goal, title, vision="Every student thinks hard.", **fields)


def math_target(**changes: object) -> TargetSpec:
    """Return the math target, 42 to 52 %."""
    values = {"measure": MATH, "baseline": 42.0, "aim": 52.0, "baseline_on": BASELINE_ON, "due_on": DUE} | changes
    return TargetSpec(**values)


def measured_goal(desk: Desk) -> tuple[str, str]:
    """Add a goal with the math target; return the ids of goal and measure."""
    goal_id = first_goal(desk)
    desk.run(commands.measuring.set_target, goal_id, math_target())
    return goal_id, dump(desk, "SELECT measure_id FROM target")[0][0]


def dump(desk: Desk, sql: str) -> list[tuple[object, ...]]:
    """Return rows of the file."""
    return desk.read(lambda reader: reader.rows(sql))


def whole(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Return everything that goals may change, to compare before and after."""
    tables = ("vision", "vision_item", "goal", "measure", "target", "reading", "check_in", "attachment")
    return {table: dump(desk, f"SELECT * FROM {table} ORDER BY id") for table in tables}  # noqa: S608  names of ours
