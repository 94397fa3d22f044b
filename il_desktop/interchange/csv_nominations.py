"""Answers of a nomination form, as a table, to nominations: one line an answer. Commands write; nothing is guessed.

A name that fits nobody or two people, a missing reason or an unknown kind of sender is told with its line. The key of
an answer is its own number or time where the form gives one, else its words: the same file brings nothing in twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from il_desktop.domain.awards import Answers, NominationFacts
from il_desktop.domain.errors import BadFile, BadLines, LineProblem
from il_desktop.domain.text import search_key
from il_desktop.interchange.csv_table import CsvTable, TableRow, read_table

PASTED = Path("pasted text")
_LONGEST_REASON = 5000
_HEADINGS = {
    "person": ("nominee", "name", "who", "who do you nominate", "person", "staff member", "name of nominee"),
    "reason": ("reason", "why", "what did they do", "what did you see", "because", "what they did"),
    "impact": ("impact", "what changed", "what changed because of it", "effect"),
    "nominator": ("nominator", "your name", "from", "nominated by", "your name optional"),
    "kind": ("nominator kind", "you are", "i am", "sender", "role", "who are you"),
    "key": ("id", "response id", "number", "timestamp", "submitted", "submitted at", "completion time"),
}
_KINDS = {
    "staff": ("staff", "teacher", "colleague", "employee"),
    "student": ("student", "pupil"),
    "family": ("family", "parent", "guardian", "parent or guardian", "caregiver"),
    "community": ("community", "neighbor", "neighbour", "partner", "community member"),
    "principal": ("principal",),
}


def read_answers(
    data: bytes | str,
    staff: Iterable[tuple[str, str]],
    known: Collection[str] = (),
    *,
    source: Path = PASTED,
) -> Answers:
    """Read a whole file of answers; `staff` are ids and names, `known` the keys that came in before.

    Raises BadFile when it is no table or names neither person nor reason, BadLines naming every bad line.
    """
    table = read_table(data, source)
    columns = _columns(table)
    names = _names(staff)
    problems: list[LineProblem] = []
    found: list[NominationFacts] = []
    lines: list[int] = []
    old: list[int] = []
    seen: set[str] = set(known)
    for row in table.rows[1:]:
        facts = _answer(row, columns, names, problems)
        if facts is None:
            continue
        if facts.source_key in seen:
            old.append(row.line)
            continue
        seen.add(facts.source_key or "")
        found.append(facts)
        lines.append(row.line)
    if problems:
        raise BadLines(source, tuple(problems))
    return Answers(source.name, tuple(found), tuple(old), tuple(lines))


def _columns(table: CsvTable) -> dict[str, int]:
    headings = [
        " ".join(search_key(cell).replace("?", " ").replace("(", " ").replace(")", " ").split())
        for cell in table.rows[0].cells
    ]
    found: dict[str, int] = {}
    for name, words in _HEADINGS.items():
        at = next((headings.index(word) for word in words if word in headings), None)
        if at is not None:
            found[name] = at
    if not {"person", "reason"} <= found.keys():
        raise BadFile(table.source, "no_header", ", ".join(table.rows[0].cells)[:200])
    return found


def _names(staff: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Return who a written name may be: the name, and the family name before a comma."""
    found: dict[str, set[str]] = {}
    for person_id, name in staff:
        given, _, family = name.rpartition(" ")
        for form in (name, f"{family}, {given}" if given else name):
            found.setdefault(_plain(form), set()).add(person_id)
    return found


def _answer(
    row: TableRow, columns: Mapping[str, int], names: Mapping[str, set[str]], problems: list[LineProblem]
) -> NominationFacts | None:
    cells = {name: row.cells[at].strip() if at < len(row.cells) else "" for name, at in columns.items()}
    before = len(problems)
    people = names.get(_plain(cells["person"]), set())
    if not cells["person"]:
        problems.append(LineProblem(row.line, "nominee", "", "empty"))
    elif len(people) != 1:
        problems.append(LineProblem(row.line, "nominee", cells["person"], "ambiguous" if people else "unknown"))
    reason = " ".join(filter(None, (cells["reason"], cells.get("impact", ""))))
    if not reason:
        problems.append(LineProblem(row.line, "reason", "", "empty"))
    elif len(reason) > _LONGEST_REASON:
        problems.append(LineProblem(row.line, "reason", "", "too_long"))
    kind = _kind(cells.get("kind", ""))
    if kind is None:
        problems.append(LineProblem(row.line, "you are", cells["kind"], "unknown_nominator"))
    if len(problems) > before or kind is None:
        return None
    return NominationFacts(next(iter(people)), reason, kind, cells.get("nominator", "")[:255], _key(cells))


def _kind(said: str) -> str | None:
    word = _plain(said)
    if not word:
        return "staff"
    return next((kind for kind, words in _KINDS.items() if word in words), None)


def _key(cells: Mapping[str, str]) -> str:
    own = cells.get("key", "")
    words = [own, cells["person"]] if own else [cells[name] for name in sorted(cells) if name != "key"]
    told = "\x1f".join(_plain(word) for word in words)
    return f"csv:{hashlib.sha256(told.encode()).hexdigest()[:40]}"


def _plain(text: str) -> str:
    return " ".join(search_key(text).split())
