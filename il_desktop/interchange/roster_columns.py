"""Which column of a staff list is which field: a guess from the headings that the user may change."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from il_desktop.interchange.csv_table import CsvTable

# Field -> headings of exported and hand-made lists, without case, marks and blanks.
_HEADINGS: dict[str, tuple[str, ...]] = {
    "given": ("first", "firstname", "given", "givenname", "forename", "vorname"),
    "family": ("last", "lastname", "family", "familyname", "surname", "nachname"),
    "name": (
        "name",
        "fullname",
        "teacher",
        "teachername",
        "staff",
        "staffname",
        "staffmember",
        "employee",
        "employeename",
    ),
    "shown_as": ("shownas", "displayname", "preferredname", "nickname", "goesby"),
    "email": ("email", "emailaddress", "mail", "workemail", "schoolemail"),
    "kind": ("role", "kind", "title", "jobtitle", "position", "job", "stafftype", "type"),
    "department": ("department", "dept", "team", "subject", "subjectarea", "gradelevelteam"),
    "grades": ("grade", "grades", "gradelevel", "gradelevels", "gradestaught"),
    "hired_on": ("hired", "hiredate", "hiredon", "datehired", "startdate", "employedsince"),
    "career_started_on": ("careerstart", "careerstarted", "careerstartedon", "teachingsince"),
    "contract": ("contract", "contracttype", "fte", "employment", "employmenttype"),
    "birthday_md": ("birthday", "birthdate", "dateofbirth", "dob"),
    "external_ref": (
        "id",
        "staffid",
        "employeeid",
        "employeenumber",
        "teacherid",
        "externalref",
        "externalid",
        "sourcedid",
        "personid",
    ),
}
FIELDS = tuple(_HEADINGS)
_BY_HEADING = {heading: field for field, headings in _HEADINGS.items() for heading in headings}


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """One field name or None a column, and whether the first row holds headings."""

    fields: tuple[str | None, ...]
    headings: tuple[str, ...]
    has_headings: bool

    @property
    def ignored(self) -> tuple[str, ...]:
        """Headings of columns that no field takes."""
        return tuple(head for head, field in zip(self.headings, self.fields, strict=True) if field is None and head)

    @property
    def can_name(self) -> bool:
        """Whether the columns give people names, without which nobody can be brought in."""
        return "name" in self.fields or "family" in self.fields or "given" in self.fields

    def with_field(self, column: int, field: str | None) -> ColumnMap:
        """Map one column otherwise; another column that had the field gives it up."""
        fields = [None if field and other == field else other for other in self.fields]
        fields[column] = field
        return replace(self, fields=tuple(fields))


def guess_columns(table: CsvTable) -> ColumnMap:
    """Map columns by their headings; a list without headings is mapped by what its cells look like."""
    first = table.rows[0].cells
    width = table.width
    cells = first + ("",) * (width - len(first))
    named = _once([_BY_HEADING.get(_plain(cell)) for cell in cells])
    if any(named):
        return ColumnMap(tuple(named), cells, has_headings=True)
    by_look = _once([_by_look(_column(table, index)) for index in range(width)])
    if "name" not in by_look and None in by_look:
        by_look[by_look.index(None)] = "name"
    return ColumnMap(tuple(by_look), tuple(f"column {n + 1}" for n in range(width)), has_headings=False)


def _plain(heading: str) -> str:
    return re.sub(r"[^a-z]", "", heading.lower())


def _once(fields: list[str | None]) -> list[str | None]:
    seen: set[str] = set()
    result: list[str | None] = []
    for field in fields:
        result.append(None if field in seen else field)
        if field:
            seen.add(field)
    return result


def _column(table: CsvTable, index: int) -> list[str]:
    return [row.cells[index] for row in table.rows[:50] if index < len(row.cells) and row.cells[index]]


def _by_look(cells: list[str]) -> str | None:
    if not cells:
        return None
    if all("@" in cell for cell in cells):
        return "email"
    if all(re.fullmatch(r"[\d-]{3,}", cell) for cell in cells):
        return "external_ref"
    if all(re.fullmatch(r"[^\d@,]+(, | )[^\d@,]+", cell) for cell in cells):
        return "name"
    return None
