from __future__ import annotations

from pathlib import Path

from il_desktop.domain.salvaged import (
    BACKUP,
    CUT,
    DOUBTFUL,
    DROPPED,
    LOST,
    STAND_IN,
    Salvaged,
    SalvagedEntry,
    row_name,
)
from il_desktop.wording.salvage import salvaged_lines, salvaged_sentences

NEW, BACK = Path("school salvaged.ildesk"), Path("school-000012.zip")


def found(*entries: SalvagedEntry, **changes: object) -> Salvaged:
    whole = Salvaged(NEW, {"person": 48, "time_block": 1, "setting": 3}, entries, (), BACK, True, True)
    return whole._replace(**changes)


def test_a_file_that_came_over_whole_is_one_sentence():
    assert salvaged_sentences(found()) == [
        "52 entries came over into “school salvaged.ildesk”, among them 48 people and 1 block."
    ]


def test_every_kind_of_row_that_is_not_as_it_was_is_told_with_its_name():
    entries = (
        SalvagedEntry("person", "a", BACKUP, "Zoë Núñez"),
        SalvagedEntry("time_block", "b", DOUBTFUL, "PLC prep"),
        SalvagedEntry("time_block", "c", DOUBTFUL, "PLC prep"),
        SalvagedEntry("person", "d", STAND_IN, "Name lost d"),
        SalvagedEntry("visit", "e", CUT),
        SalvagedEntry("team_member", "f", DROPPED),
        SalvagedEntry("day_override", "g", LOST),
        SalvagedEntry("trip_leg", "h", LOST),
    )
    said = " ".join(salvaged_sentences(found(*entries)))
    for part in (
        "From the backup “school-000012.zip”, because the file had lost or damaged them: 1 person (“Zoë Núñez”).",
        "look whether they are right: 2 blocks (“PLC prep”).",
        "Put in so that what belongs to them could stay: 1 person (“Name lost d”).",
        "what they belonged to is lost: 1 visit.",
        "Lost with what they belonged to: 1 membership in a team.",
        "Lost: 1 exception of a day and 1 entry of “trip leg”.",
    ):
        assert part in said
    lines = salvaged_lines(found(*entries))
    assert len(lines) == len(salvaged_sentences(found(*entries))) + 1 + len(entries)
    assert "to be looked at: block “PLC prep” (b)" in lines


def test_what_cannot_be_known_is_said():
    said = " ".join(salvaged_sentences(found(may_miss=("goal", "protocol"), is_proven=False, has_history=False)))
    assert "More may be lost that nobody can count, of goals and steps and other lists." in said
    assert "cannot be ruled out" in said
    assert said.endswith("Undo begins anew.")


def test_long_lists_and_long_names_are_cut():
    many = found(*(SalvagedEntry("task", str(n), LOST, f"Task {n}") for n in range(40)))
    assert "40 tasks (“Task 0”" in salvaged_sentences(many)[1]
    assert salvaged_sentences(many)[1].endswith("…).")
    assert len(row_name({"title": "word " * 50})) == 60
    assert row_name({"given": "Zoë", "family": "Núñez", "title": "x"}) == "Zoë Núñez"
    assert row_name({"weight": 3}) == ""
