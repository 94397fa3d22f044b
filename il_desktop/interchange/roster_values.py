"""One row of a staff list to typed facts, or to the cells that cannot be read. Decides spelling, never identity."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from il_desktop.domain.errors import LineProblem
from il_desktop.domain.text import TITLE_MAX, clean_line
from il_desktop.interchange.csv_table import CsvTable, TableRow
from il_desktop.interchange.roster_columns import ColumnMap
from il_desktop.interchange.roster_plan import PERSON_KINDS, PersonFacts

# Words of job titles -> kind, first hit wins: "assistant principal" before "assistant", "aide" before "teacher".
_KIND_WORDS = (
    ("principal", "administrator"),
    ("administrator", "administrator"),
    ("dean", "administrator"),
    ("head of school", "administrator"),
    ("coach", "coach"),
    ("aide", "support_staff"),
    ("para", "support_staff"),
    ("assistant", "support_staff"),
    ("secretary", "support_staff"),
    ("clerk", "support_staff"),
    ("custodian", "support_staff"),
    ("nurse", "support_staff"),
    ("counselor", "support_staff"),
    ("psychologist", "support_staff"),
    ("social worker", "support_staff"),
    ("librarian", "support_staff"),
    ("media specialist", "support_staff"),
    ("support", "support_staff"),
    ("office", "support_staff"),
    ("cafeteria", "support_staff"),
    ("security", "support_staff"),
    ("technician", "support_staff"),
    ("staff", "support_staff"),
    ("teacher", "teacher"),
    ("teach", "teacher"),
    ("instructor", "teacher"),
    ("faculty", "teacher"),
    ("interventionist", "teacher"),
    ("specialist", "teacher"),
    ("therapist", "support_staff"),
    ("district", "district"),
    ("parent", "parent"),
)
_CONTRACTS = {
    "full": "full",
    "fulltime": "full",
    "ft": "full",
    "1": "full",
    "10": "full",
    "100": "full",
    "part": "part",
    "parttime": "part",
    "pt": "part",
    "longtermsub": "long_term_sub",
    "longtermsubstitute": "long_term_sub",
    "lts": "long_term_sub",
}
# Characters that the columns of `person` hold.
_LIMITS = {"given": 120, "family": 120, "email": 254, "department": 120, "external_ref": 120}
_DIGITS_DATE = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
_MONTH_DAY = re.compile(r"(?:(\d{4})-)?(\d{1,2})[-/](\d{1,2})")


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One row as facts; `said` names the fields its list has a column with a value for."""

    line: int
    facts: PersonFacts
    said: frozenset[str]


class _Unreadable(ValueError):
    def __init__(self, *, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_rows(
    table: CsvTable, columns: ColumnMap, *, day_first: bool = False
) -> tuple[tuple[TypedRow, ...], tuple[LineProblem, ...]]:
    """Return the readable rows and every cell that cannot be taken, each with its line."""
    readers = _readers(day_first=day_first)
    rows: list[TypedRow] = []
    problems: list[LineProblem] = []
    for row in table.rows[1:] if columns.has_headings else table.rows:
        typed, found = _read_row(row, columns, readers)
        problems.extend(found)
        if typed:
            rows.append(typed)
    problems.extend(_doubles(rows))
    return tuple(rows), tuple(sorted(problems, key=lambda problem: problem.line))


def read_date(text: str, *, day_first: bool = False) -> date:
    """Read 2024-08-12, 8/12/2024 or 12.8.2024; raise ValueError (with a reason code) for anything else."""
    try:
        return _in_range(date.fromisoformat(text))
    except ValueError:
        match = _DIGITS_DATE.fullmatch(text)
    if not match:
        raise _Unreadable(reason="not_a_date")
    first, mark, second, year = int(match[1]), match[2], int(match[3]), int(match[4])
    day, month = (first, second) if day_first or mark == "." else (second, first)
    try:
        return _in_range(date(year, month, day))
    except ValueError:
        raise _Unreadable(reason="not_a_date") from None


def _in_range(value: date) -> date:
    if not 1900 <= value.year <= 2100:
        raise _Unreadable(reason="not_a_date")
    return value


def _readers(*, day_first: bool) -> dict[str, Callable[[str], object]]:
    return {
        "given": _text,
        "family": _text,
        "shown_as": _text,
        "department": _text,
        "external_ref": _text,
        "email": _email,
        "kind": _kind,
        "grades": _grades,
        "contract": _contract,
        "birthday_md": _birthday,
        "hired_on": lambda text: read_date(text, day_first=day_first),
        "career_started_on": lambda text: read_date(text, day_first=day_first),
    }


def _read_row(
    row: TableRow, columns: ColumnMap, readers: dict[str, Callable[[str], object]]
) -> tuple[TypedRow | None, list[LineProblem]]:
    problems: list[LineProblem] = []
    values: dict[str, object] = {}
    if len(row.cells) > len(columns.fields):
        problems.append(LineProblem(row.line, "", str(len(row.cells)), "too_many_columns"))
    for field, heading, cell in zip(columns.fields, columns.headings, row.cells, strict=False):
        if not field or not cell:
            continue
        try:
            found = _name_parts(cell) if field == "name" else {field: readers[field](cell)}
            if any(len(str(value)) > _LIMITS.get(name, TITLE_MAX) for name, value in found.items()):
                raise _Unreadable(reason="too_long")
            values.update(found)
        except ValueError as error:
            problems.append(LineProblem(row.line, heading, cell[:80], getattr(error, "reason", "not_a_date")))
    problems += _short_of_a_name(row, columns, values, problems)
    if problems:
        return None, problems
    facts = PersonFacts(**{"given": "", "family": "", **values})  # pyright: ignore[reportArgumentType]  names and types come from _readers
    return TypedRow(row.line, facts, frozenset(values)), []


def _short_of_a_name(
    row: TableRow, columns: ColumnMap, values: dict[str, object], found: list[LineProblem]
) -> list[LineProblem]:
    given, family = values.get("given"), values.get("family")
    if (given and family) or found:
        return []
    reason = "half_a_name" if given or family else "empty"
    return [LineProblem(row.line, _name_heading(columns), str(given or family or ""), reason)]


def _name_heading(columns: ColumnMap) -> str:
    for wanted in ("name", "family", "given"):
        if wanted in columns.fields:
            return columns.headings[columns.fields.index(wanted)]
    return ""


def _doubles(rows: list[TypedRow]) -> list[LineProblem]:
    problems = []
    for field in ("external_ref", "email"):
        seen: set[str] = set()
        for row in rows:
            value = str(getattr(row.facts, field) or "").casefold()
            if value and value in seen:
                problems.append(LineProblem(row.line, field, value, "twice_in_file"))
            seen.add(value)
    return problems


def _text(text: str) -> str:
    clean = clean_line(text)
    if len(clean) > TITLE_MAX:
        raise _Unreadable(reason="too_long")
    return clean


def _name_parts(cell: str) -> dict[str, object]:
    text = _text(cell)
    if "," in text:
        family, given = text.split(",", 1)
    else:
        given, _, family = text.rpartition(" ")
    return {"given": given.strip(), "family": family.strip()}


def _email(text: str) -> str:
    clean = _text(text).removeprefix("mailto:")
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", clean):
        raise _Unreadable(reason="not_an_email")
    return clean


def _kind(text: str) -> str:
    plain = _text(text).casefold()
    if plain.replace(" ", "_") in PERSON_KINDS:
        return plain.replace(" ", "_")
    for word, kind in _KIND_WORDS:
        if word in plain:
            return kind
    raise _Unreadable(reason="unknown_role")


def _grades(text: str) -> tuple[str, ...]:
    clean = _text(text)
    match = re.fullmatch(r"(?:grades? )?(K|\d{1,2})\s*[-–]\s*(\d{1,2})", clean, re.IGNORECASE)
    if match:
        first = 0 if match[1].upper() == "K" else int(match[1])
        return tuple("K" if grade == 0 else str(grade) for grade in range(first, int(match[2]) + 1))
    return tuple(part.strip() for part in re.split(r"[,;/]", clean) if part.strip())


def _contract(text: str) -> str:
    found = _CONTRACTS.get(re.sub(r"[^a-z0-9]", "", text.lower()))
    if not found:
        raise _Unreadable(reason="unknown_contract")
    return found


def _birthday(text: str) -> str:
    match = _MONTH_DAY.fullmatch(text)
    if match:
        month, day = int(match[2]), int(match[3])
    else:
        born = read_date(text)
        month, day = born.month, born.day
    try:
        date(2024, month, day)  # a leap year, so that 29 February passes
    except ValueError:
        raise _Unreadable(reason="not_a_date") from None
    return f"{month:02d}-{day:02d}"
