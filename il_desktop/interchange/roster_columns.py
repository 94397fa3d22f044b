"""Which column of a staff list is which field, and where the headings stand: a guess that the user may change.

Lists of real life have a title above, two rows of headings, and columns nobody needs; what is not known is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from il_desktop.interchange.csv_table import CsvTable, TableRow
from il_desktop.interchange.roster_values import can_be

# Field -> headings of exported and hand-made lists, without case, marks and blanks.
_HEADINGS: dict[str, tuple[str, ...]] = {
    "given": ("first", "firstname", "given", "givenname", "forename", "vorname", "legalfirstname", "fname"),
    "family": ("last", "lastname", "family", "familyname", "surname", "nachname", "legallastname", "lname"),
    "name": (
        "name", "fullname", "teacher", "teachers", "teachername", "staff", "staffname", "staffmember", "employee",
        "employeename", "lastfirst", "firstlast", "lastnamefirstname", "firstnamelastname", "namelastfirst",
        "teacherstaffmember", "facultyname", "faculty", "personnel",
    ),
    "shown_as": ("shownas", "displayname", "preferredname", "nickname", "goesby", "preferredfirstname"),
    "email": ("email", "emailaddress", "mail", "workemail", "schoolemail", "emails", "eaddress", "districtemail"),
    "kind": ("role", "kind", "title", "jobtitle", "position", "job", "stafftype", "type", "positiontitle", "category"),
    "department": (
        "department", "dept", "team", "subject", "subjectarea", "gradelevelteam", "assignment", "contentarea",
        "gradesubject", "subjectgrade", "program", "departmentteam", "deptteam", "subjects", "content",
    ),
    "grades": ("grade", "grades", "gradelevel", "gradelevels", "gradestaught", "gr", "gradelevelstaught"),
    "hired_on": ("hired", "hiredate", "hiredon", "datehired", "startdate", "employedsince", "dateofhire", "doh"),
    "career_started_on": ("careerstart", "careerstarted", "careerstartedon", "teachingsince"),
    "contract": ("contract", "contracttype", "fte", "employment", "employmenttype", "fullparttime"),
    "birthday_md": ("birthday", "birthdate", "dateofbirth", "dob", "bday"),
    "external_ref": (
        "id", "staffid", "employeeid", "employeenumber", "teacherid", "externalref", "externalid", "sourcedid",
        "personid", "empid", "empnumber", "staffnumber", "idnumber", "employeeidnumber", "badgenumber",
    ),
    "active_to": ("lastday", "enddate", "terminationdate", "leavingdate", "exitdate", "separationdate"),
}  # fmt: skip
FIELDS = tuple(_HEADINGS)
_BY_HEADING = {heading: field for field, headings in _HEADINGS.items() for heading in headings}
# Headings above others that say whose these are: not the person's own.
_OF_OTHERS = ("emergency", "spouse", "partner", "supervisor", "mentor", "parent", "evaluator", "home")
_DEEPEST = 40  # rows looked at for headings


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """One field name or None a column, and where the headings stand: `head_rows` rows from the row at `head_at` on."""

    fields: tuple[str | None, ...]
    headings: tuple[str, ...]
    head_at: int = 0
    head_rows: int = 1

    @property
    def has_headings(self) -> bool:
        """Whether a row names the columns."""
        return self.head_rows > 0

    @property
    def body(self) -> int:
        """The place of the first row below the headings."""
        return self.head_at + self.head_rows

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
    """Find the headings and map columns by them; a list without is mapped by what its cells look like."""
    best = max((_head(table, at, rows) for at in range(min(_DEEPEST, len(table.rows))) for rows in (1, 2)), key=_worth)
    if _worth(best)[0]:
        return _sensible(best, table)
    width = table.width
    by_look = _once([_by_look(_column(table, index)) for index in range(width)])
    if "name" not in by_look and None in by_look:
        by_look[by_look.index(None)] = "name"
    return ColumnMap(tuple(by_look), tuple(f"column {n + 1}" for n in range(width)), 0, 0)


def headed_by(table: CsvTable, at: int | None) -> ColumnMap:
    """Return the map when the user says which row holds the headings, None for no row."""
    if at is None:
        width = table.width
        by_look = _once([_by_look(_column(table, index)) for index in range(width)])
        return ColumnMap(tuple(by_look), tuple(f"column {n + 1}" for n in range(width)), 0, 0)
    both = _head(table, at, 2)
    one = _head(table, at, 1)
    return _sensible(both if _worth(both) > _worth(one) else one, table)


def _head(table: CsvTable, at: int, rows: int) -> ColumnMap:
    """Read one row, or two with the upper one merged over several columns, as headings."""
    width = table.width
    upper = _padded(table.rows[at], width)
    if rows == 1:
        return ColumnMap(tuple(_once([_field(cell) for cell in upper])), upper, at, 1)
    nothing = ColumnMap((None,) * width, upper, at, 2)
    if at + 1 >= len(table.rows):
        return nothing
    lower = _padded(table.rows[at + 1], width)
    gaps = sum(not above and bool(below) for above, below in zip(upper, lower, strict=True))
    if not gaps or sum(_field(cell) is not None for cell in lower) < 2 or _holds_data(lower):
        return nothing
    over, fields, heads = "", [], []
    for above, below in zip(upper, lower, strict=True):
        over = above or over
        is_other = any(word in _OF_OTHERS for word in re.findall(r"[a-z]+", over.casefold()))
        field = None if is_other else _field(below) or (_field(f"{over} {below}") if below else _field(above))
        fields.append(field)
        heads.append(f"{over} {below}".strip() if is_other or not field else below or above)
    return ColumnMap(tuple(_once(fields)), tuple(heads), at, 2)


def _worth(columns: ColumnMap) -> tuple[int, int, int]:
    """Rank places of headings: most fields, then the higher row, then one row rather than two."""
    known = sum(field is not None for field in columns.fields)
    is_alone = known == 1 and (columns.head_at > 0 or _holds_data(columns.headings))
    if is_alone or (columns.head_at > 0 and not columns.can_name):
        known = 0
    return known, -columns.head_at, -columns.head_rows


def _sensible(columns: ColumnMap, table: CsvTable) -> ColumnMap:
    """Take back guesses that the cells below do not bear out."""
    fields = list(columns.fields)
    if "name" in fields and "given" in fields and "family" in fields:
        fields[fields.index("name")] = None
    for field in ("kind", "contract", "grades", "hired_on", "external_ref"):
        if field in fields:
            below = _column(table, fields.index(field), columns.body)
            if below and sum(can_be(field, cell) for cell in below) * 2 < len(below):
                fields[fields.index(field)] = None  # salutations under “Title”, lessons under “Position”
    return replace(columns, fields=tuple(fields))


def _field(heading: str) -> str | None:
    bare = re.sub(r"\(.*?\)|\[.*?\]", " ", heading).replace("#", " number ")
    return _BY_HEADING.get(_plain(bare)) or _BY_HEADING.get(_plain(re.sub(r"\bno\b\.?", "number", bare.casefold())))


def _plain(heading: str) -> str:
    return re.sub(r"[^a-z]", "", heading.lower())


def _padded(row: TableRow, width: int) -> tuple[str, ...]:
    return tuple(" ".join(cell.split()) for cell in row.cells) + ("",) * (width - len(row.cells))


def _holds_data(cells: tuple[str, ...]) -> bool:
    return any("@" in cell or re.fullmatch(r"[\d./-]+", cell) for cell in cells)


def _once(fields: list[str | None]) -> list[str | None]:
    seen: set[str] = set()
    result: list[str | None] = []
    for field in fields:
        result.append(None if field in seen else field)
        if field:
            seen.add(field)
    return result


def _column(table: CsvTable, index: int, start: int = 0) -> list[str]:
    rows = table.rows[start : start + 50]
    return [row.cells[index] for row in rows if index < len(row.cells) and row.cells[index]]


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
