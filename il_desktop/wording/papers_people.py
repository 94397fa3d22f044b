"""The paper that says what is held about one person. What may stand in it is decided before (`domain.released`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from il_desktop.domain.released import Released
from il_desktop.domain.timeline import GROUPS as GROUPS_OF
from il_desktop.reports.paper import Column, Facts, Heading, Paper, Table, Text
from il_desktop.wording.format import ENGLISH, Words, count_text, date_text, list_text
from il_desktop.wording.people import CONTRACTS, KINDS
from il_desktop.wording.recognition import PREFERENCES
from il_desktop.wording.timeline import COUNTED, GROUPS, entry_name, entry_text, entry_when

_COLUMNS = (Column("When", 1.4), Column("What", 1.4), Column("About", 4.2))


def held_facts(detail: Any, words: Words = ENGLISH) -> list[tuple[str, str]]:
    """Return the facts of a `PersonDetail` as pairs of a word and a value; empty values too."""
    dates = (("Here since", detail.active_from), ("Hired on", detail.hired_on), ("Last day", detail.active_to),
             ("Career started on", detail.career_started_on))  # fmt: skip
    return [
        ("Name", f"{detail.given} {detail.family}"),
        ("Shown as", detail.shown_as),
        ("Former names", ", ".join(detail.former_names)),
        ("Role", KINDS[detail.kind]),
        ("Department", detail.department),
        ("Grades", ", ".join(detail.grades)),
        ("E-mail", detail.email),
        ("Contract", CONTRACTS.get(detail.contract or "", "")),
        ("Teams", ", ".join(detail.teams)),
        ("Likes to be recognized", PREFERENCES[detail.recognition_pref]),
        ("Favorites", detail.favorites),
        ("Strengths", ", ".join(detail.strengths)),
        ("Birthday", detail.birthday_md or ""),
        *((label, date_text(day, words) if day else "") for label, day in dates),
    ]


def person_paper(
    name: str, facts: Sequence[tuple[str, str]], released: Released, today: date, *, size: str = "letter",
    words: Words = ENGLISH,
) -> Paper:  # fmt: skip
    """Lay out what is held about a person: facts, then what happened, by kind, the latest first."""
    parts: list[Heading | Facts | Table | Text] = [Heading("Facts"), Facts(tuple(pair for pair in facts if pair[1]))]
    for group, title in GROUPS.items():
        rows = tuple(
            (entry_when(entry, words), entry_name(entry), entry_text(entry, words))
            for entry in released.entries
            if group and entry.kind in GROUPS_OF[group]
        )
        if rows:
            parts.append(Table(title, _COLUMNS, rows))
    parts.append(Text(kept_sentence(released.kept), "muted"))
    return Paper(
        f"What is held about {name}", tuple(parts), subtitle=f"As of {date_text(today, words)}",
        footer="Confidential: for the person named and the principal.", size=size,
    )  # fmt: skip


def kept_sentence(kept: Mapping[str, int]) -> str:
    """Say what is held and not in the paper: nothing is passed over in silence."""
    parts = [count_text(count, *COUNTED.get(kind, ("entry", "entries"))) for kind, count in sorted(kept.items())]
    held = f"Held and not shown here: {list_text(parts)}. " if parts else ""
    return f"{held}The private words of visits, contacts and blocks are not in this paper."
