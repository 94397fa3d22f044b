"""Rows about people: one person's timeline in the 20-year file, names offered while typing, a long staff list read.

Processor time, but for the list, which a child process reads.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import xlsxwriter
from PySide6.QtWidgets import QApplication

from il_desktop import bootstrap
from il_desktop.commands.desk import Desk
from il_desktop.interchange.csv_roster import best_sheet, plan_table
from il_desktop.interchange.roster_columns import guess_columns
from il_desktop.interchange.roster_plan import KnownPerson, PersonFacts
from il_desktop.interchange.sheet_table import read_sheets
from il_desktop.queries.roster import RosterName
from il_desktop.queries.timeline import timeline
from il_desktop.views.people.timeline_view import TimelineView
from il_desktop.views.shared import theme
from il_desktop.views.week.people_field import PeopleField
from il_desktop.wording.format import Words
from scripts.bench.ratio import Row

ROUNDS = 15
STAFF = 500  # more than one principal has
TYPED = ("n", "nu", "nun", "nune", "nunez", "o'b", "zoe n", "王")
GIVEN = ("Zoë", "Liam", "芳", "Ana María", "Łukasz", "Grace", "ليلى", "Tom")
FAMILY = ("Núñez", "O'Brien", "王", "de la Cruz", "Øberg", "Kim", "حداد", "Thompson")
MOST = """
    SELECT person_id FROM (SELECT person_id FROM visit UNION ALL SELECT person_id FROM recognition
      UNION ALL SELECT person_id FROM feedback) GROUP BY person_id ORDER BY count(*) DESC LIMIT 1
"""


def rows(large: Path, folder: Path) -> list[Row]:
    """Measure on the large file; lists and names are made up."""
    app = QApplication.instance() or QApplication([])
    theme.install(app)  # pyright: ignore[reportArgumentType]  the offscreen application
    desk = bootstrap.open_desk(large, read_only=True)
    try:
        return [*_timeline(desk), _typing(), _staff_list(folder)]
    finally:
        desk.close()


def _timeline(desk: Desk) -> list[Row]:
    person = desk.read(lambda reader: reader.value(MOST))
    count = len(desk.read(timeline, person))
    read = Row("timeline of the person with most, 20-year file", "ms", "<= 50", 50, note=f"{count} entries")
    shown = Row("the same read, shown and painted", "ms", "<= 100", 100)
    shell: Any = SimpleNamespace(desk=desk, words=Words(), today=lambda: date(2026, 1, 16))
    view = TimelineView(shell)
    view.resize(1200, 800)
    view.show()

    def show() -> None:
        view.person_id = ""
        view.show_person(person, "Somebody")
        view.grab()

    for _ in range(ROUNDS):
        read.ours.append(_spent(lambda: desk.read(timeline, person)))
        shown.ours.append(_spent(show))
    view.close()
    return [read, shown]


def _typing() -> Row:
    """Type a name letter by letter into the field that offers names from the roster."""
    row = Row(f"names offered after a letter, {STAFF} people", "ms", "<= 30", 30, note="slowest of 8 texts a round")
    roster = tuple(RosterName(str(number), f"{_name(number)[0]} {_name(number)[1]}", "ELA") for number in range(STAFF))
    field = PeopleField()
    field.show_people((), roster, roster)
    field.show()

    def look(text: str) -> Callable[[], None]:
        def typed() -> None:
            field.line.setText(text)
            field.line.textEdited.emit(text)

        return typed

    for _ in range(ROUNDS):
        row.ours.append(max(_spent(look(text)) for text in TYPED))
    field.close()
    return row


def _staff_list(folder: Path) -> Row:
    """Read a workbook of many people against as many known ones, half of them under a slightly other name."""
    row = Row(f"staff workbook of {STAFF} people, read and planned", "s", "<= 10", 10)
    path = folder / "staff.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Staff")
    sheet.write_row("A3", ["Last Name", "First Name", "E-mail", "Dept."])
    known = []
    for number in range(STAFF):
        given, family = _name(number)
        sheet.write_row(3 + number, 0, [family, f"Ms. {given}", f"p{number}@example.org", "ELA"])
        is_near = number % 2  # half of them are found by e-mail, the others have a name close to one known
        facts = PersonFacts(
            given, f"{family}e" if is_near else family, email="" if is_near else f"p{number}@example.org"
        )
        known.append(KnownPerson(str(number), facts))
    book.close()

    def plan() -> None:
        table = best_sheet(read_sheets(path))
        plan_table(table, guess_columns(table), known, without_bad=True)

    for _ in range(3):
        row.ours.append(_spent(plan, time.perf_counter) / 1000)  # a child process reads
    return row


def _name(number: int) -> tuple[str, str]:
    """Return a made-up name that no other number has."""
    tail = "".join(chr(97 + number // 26**place % 26) for place in range(3))
    return GIVEN[number % 8], f"{FAMILY[number // 8 % 8]} {tail.capitalize()}"


def _spent(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Return the milliseconds of processor time; a busy machine does not count."""
    began = clock()
    work()
    return (clock() - began) * 1000
