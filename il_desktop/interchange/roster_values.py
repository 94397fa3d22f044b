"""One row of a staff list to typed facts, or to the cells that cannot be read. Decides spelling, never identity."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from il_desktop.domain.errors import LineProblem
from il_desktop.domain.people import PERSON_KINDS
from il_desktop.domain.text import TITLE_MAX, clean_line, search_key
from il_desktop.interchange.roster_names import bare_name, is_title, names_two, split_name
from il_desktop.interchange.roster_notes import why_no_person
from il_desktop.interchange.roster_plan import PersonFacts

if TYPE_CHECKING:
    from il_desktop.interchange.csv_table import CsvTable, TableRow
    from il_desktop.interchange.roster_columns import ColumnMap

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
    ("custodial", "support_staff"),
    ("registrar", "support_staff"),
    ("bookkeeper", "support_staff"),
    ("receptionist", "support_staff"),
    ("monitor", "support_staff"),
    ("cook", "support_staff"),
    ("driver", "support_staff"),
    ("counsellor", "support_staff"),
    ("interpreter", "support_staff"),
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
_DATES = ("hired_on", "career_started_on", "active_to", "birthday_md")
_NOTHING = ("-", "–", "—", "n/a", "N/A", "none", "None", "?")
# Characters that the columns of `person` hold.
_LIMITS = {"given": 120, "family": 120, "email": 254, "department": 120, "external_ref": 120}
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.0+)?")  # days since 1899-12-30, as a spreadsheet counts: 1954 to 2118
_DATE_AND_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[ T]\d{2}:\d{2}.*")
_FORMULA = re.compile(r"=.+|#(?:REF|N/A|VALUE|NAME|DIV/0|NUM|NULL)[!?]?", re.IGNORECASE)
_DIGITS_DATE = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")
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
) -> tuple[tuple[TypedRow, ...], tuple[LineProblem, ...], tuple[LineProblem, ...]]:
    """Return the readable rows, every cell that cannot be taken, and the rows that are no person; all with lines."""
    readers = _readers(day_first=day_first)
    for place, field in enumerate(columns.fields):
        if field in _DATES:
            cells = [row.cells[place] for row in table.rows[columns.body :] if place < len(row.cells)]
            readers[field] = _readers(day_first=is_day_first(cells, otherwise=day_first))[field]
    rows: list[TypedRow] = []
    problems: list[LineProblem] = []
    others: list[LineProblem] = []
    for row in table.rows[columns.body :]:
        reason = why_no_person(row, columns)
        if reason:
            others.append(LineProblem(row.line, "", " ".join(filter(None, row.cells))[:80], reason))
            continue
        typed, found = _read_row(row, columns, readers)
        problems.extend(found)
        if typed:
            rows.append(typed)
    kept, again = _without_repeats(rows)
    problems.extend(_doubles(kept))
    others.extend(again)
    return tuple(kept), _by_line(problems), _by_line(others)


def is_day_first(cells: Iterable[str], *, otherwise: bool) -> bool:
    """Tell whether the dates of a column begin with the day: by those that can be read in one way only."""
    pairs = [(int(found[1]), int(found[3])) for found in map(_DIGITS_DATE.fullmatch, cells) if found]
    is_day, is_month = any(first > 12 for first, _ in pairs), any(second > 12 for _, second in pairs)
    return is_day if is_day != is_month else otherwise


def can_be(field: str, cell: str) -> bool:
    """Tell whether a cell can be read as a field; salutations are no role."""
    try:
        _readers(day_first=False)[field](cell)
    except ValueError:
        return False
    if field == "external_ref":
        return " " not in cell and any(char.isdigit() for char in cell)
    return not (field == "kind" and is_title(cell)) and not (field == "grades" and len(cell) > 24)


def _by_line(problems: list[LineProblem]) -> tuple[LineProblem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.line))


def read_date(text: str, *, day_first: bool = False) -> date:
    """Read 2024-08-12, 8/12/2024, 12.8.2024 or the number a spreadsheet keeps for a date.

    Raise ValueError (with a reason code) for anything else.
    """
    timed = _DATE_AND_TIME.fullmatch(text)
    try:
        return _in_range(date.fromisoformat(timed[1] if timed else text))
    except ValueError:
        match = _DIGITS_DATE.fullmatch(text)
    if _SERIAL.fullmatch(text):
        return date(1899, 12, 30) + timedelta(days=int(float(text)))
    if not match:
        raise _Unreadable(reason="not_a_date")
    first, mark, second, year = int(match[1]), match[2], int(match[3]), int(match[4])
    day, month = (first, second) if day_first or mark == "." else (second, first)
    if year < 100:
        year += 1900 if year > 50 else 2000
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
        "given": _half,
        "family": _half,
        "shown_as": _text,
        "department": _text,
        "external_ref": _number,
        "email": _email,
        "kind": _kind,
        "grades": _grades,
        "contract": _contract,
        "birthday_md": lambda text: _birthday(text, day_first=day_first),
        "hired_on": lambda text: read_date(text, day_first=day_first),
        "active_to": lambda text: read_date(text, day_first=day_first),
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
        if not field or not cell or cell in _NOTHING:
            continue
        try:
            if field != "department" and _FORMULA.fullmatch(cell):
                raise _Unreadable(reason="formula")
            found = _name_parts(cell) if field == "name" else {field: readers[field](cell)}
            if any(len(str(value)) > _LIMITS.get(name, TITLE_MAX) for name, value in found.items()):
                raise _Unreadable(reason="too_long")
            values.update({name: value for name, value in found.items() if value or name not in values})
        except ValueError as error:
            problems.append(LineProblem(row.line, heading, cell[:80], getattr(error, "reason", "not_a_date")))
    problems += _short_of_a_name(row, columns, values, problems)
    if problems:
        return None, problems
    _complete(values)
    facts = PersonFacts(**{"given": "", "family": "", **values})  # pyright: ignore[reportArgumentType]  names and types come from _readers
    return TypedRow(row.line, facts, frozenset(values)), []


def _complete(values: dict[str, object]) -> None:
    """Make “Liz” under “Preferred name” the whole name that is shown."""
    shown, family = str(values.get("shown_as", "")), str(values["family"])
    if shown and family.isascii() and " " not in shown:
        values["shown_as"] = f"{shown} {family}"
    if values.get("shown_as") in ("", f"{values['given']} {family}"):
        values.pop("shown_as", None)


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


def _without_repeats(rows: list[TypedRow]) -> tuple[list[TypedRow], list[LineProblem]]:
    """Return the rows without those that say the same person again, and these with the line that came first."""
    kept: list[TypedRow] = []
    again: list[LineProblem] = []
    by_name: dict[str, list[TypedRow]] = {}
    for row in rows:
        alike = by_name.setdefault(search_key(row.facts.full_name), [])
        first = next((other for other in alike if _is_same(other.facts, row.facts)), None)
        if first is None:
            alike.append(row)
            kept.append(row)
        else:
            again.append(LineProblem(row.line, str(first.line), row.facts.full_name, "same_person"))
    return kept, again


def _is_same(one: PersonFacts, other: PersonFacts) -> bool:
    """Tell one person said twice: the same name with the same number or e-mail, or the same in everything."""
    if one.external_ref and other.external_ref:
        return one.external_ref == other.external_ref
    if one.email and other.email:
        return one.email.casefold() == other.email.casefold()
    return one == other


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


def _half(text: str) -> str:
    clean = _text(text)
    if names_two(clean):
        raise _Unreadable(reason="two_people")
    return bare_name(clean)


def _name_parts(cell: str) -> dict[str, object]:
    text = _text(cell)
    if names_two(text):
        raise _Unreadable(reason="two_people")
    name = split_name(text)
    found: dict[str, object] = {"given": name.given, "family": name.family}
    if name.nickname and name.family:
        found["shown_as"] = f"{name.nickname} {name.family}"
    return found


def _number(text: str) -> str:
    return _text(text).removesuffix(".0")


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
    as_date = _DATE_AND_TIME.fullmatch(f"{clean} 00:00")
    if as_date:  # a spreadsheet took “6-8” for the 8th of June
        day = date.fromisoformat(as_date[1])
        clean = f"{min(day.month, day.day)}-{max(day.month, day.day)}"
    clean = re.sub(r"(?i)\b(\d{1,2})(?:st|nd|rd|th)\b", r"\1", clean)
    clean = re.sub(r"(?i)\b(?:grades?|gr)\b\.?\s*", "", clean)
    match = re.fullmatch(r"(K|\d{1,2})\s*[-–]\s*(\d{1,2})", clean, re.IGNORECASE)
    if match:
        first = 0 if match[1].upper() == "K" else int(match[1])
        return tuple("K" if grade == 0 else str(grade) for grade in range(first, int(match[2]) + 1))
    return tuple(part.strip() for part in re.split(r"[,;/&]", clean) if part.strip())


def _contract(text: str) -> str:
    share = re.fullmatch(r"(\d(?:\.\d+)?|\.\d+)|(\d{1,3})\s*%", text.strip().removesuffix(" FTE"))
    if share:
        part = float(share[1]) if share[1] else int(share[2]) / 100
        return "full" if part >= 1 else "part"
    found = _CONTRACTS.get(re.sub(r"[^a-z0-9]", "", text.lower()))
    if not found:
        raise _Unreadable(reason="unknown_contract")
    return found


def _birthday(text: str, *, day_first: bool) -> str:
    match = _MONTH_DAY.fullmatch(text)
    if match:
        month, day = int(match[2]), int(match[3])
    else:
        born = read_date(text, day_first=day_first)
        month, day = born.month, born.day
    try:
        date(2024, month, day)  # a leap year, so that 29 February passes
    except ValueError:
        raise _Unreadable(reason="not_a_date") from None
    return f"{month:02d}-{day:02d}"
