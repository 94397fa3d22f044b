"""Everything about one person, in order, in one statement, and nothing of anybody else."""

from __future__ import annotations

from datetime import date

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.timeline import GROUPS
from il_desktop.queries.people import roster
from il_desktop.queries.timeline import timeline

TODAY = date(2026, 1, 16)


def person(desk: Desk, name: str) -> str:
    return next(row.id for row in desk.read(roster, TODAY).rows if row.name == name)


def test_the_timeline_holds_every_kind_latest_first(sample_desk: Desk) -> None:
    entries = sample_desk.read(timeline, person(sample_desk, "Liam O'Brien"))
    assert [entry.at for entry in entries] == sorted((entry.at for entry in entries), reverse=True)
    assert {"visit", "feedback", "step", "meeting", "team"} <= {entry.kind for entry in entries}
    counts = {
        table: sample_desk.read(
            lambda reader, table=table: reader.value(
                f"SELECT count(*) FROM {table} WHERE person_id = ?",  # noqa: S608  two names of ours
                (person(sample_desk, "Liam O'Brien"),),
            )
        )
        for table in ("visit", "recognition")
    }
    for table, count in counts.items():
        assert sum(entry.kind == table for entry in entries) == count


def test_private_memory_is_marked_as_such(sample_desk: Desk) -> None:
    notes = [
        entry
        for row in sample_desk.read(roster, TODAY).rows
        for entry in sample_desk.read(timeline, row.id)
        if entry.kind == "note"
    ]
    assert notes
    assert all(entry.is_private == (entry.word == "private_memory") for entry in notes)
    assert not any(entry.page for entry in notes)


def test_time_away_is_in_the_timeline_and_undo_takes_it_out(desk: Desk) -> None:
    ann = desk.run(commands.people.add_person, "Ann", "Bee")
    bo = desk.run(commands.people.add_person, "Bo", "Cee")
    desk.run(commands.school.add_absence, ann, date(2026, 1, 19), date(2026, 1, 20), bo)
    (entry,) = desk.read(timeline, ann)
    assert (entry.kind, entry.text, entry.state) == ("absence", "Bo Cee", "2026-01-20")
    assert desk.read(timeline, bo) == ()
    desk.undo()
    assert desk.read(timeline, ann) == ()


def test_every_kind_is_in_one_group() -> None:
    kinds = [kind for group in GROUPS.values() for kind in group]
    assert len(kinds) == len(set(kinds)) == 14
