"""Which column of a list of results is what: a guess from its headings that the user may change.

Four layouts are met in exports of assessment programs: a row a reading; a column for each window; a column for each
level with the number of students in it; and a percentage beside the number tested.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from il_desktop.domain.light import NamedTuple
from il_desktop.interchange.csv_table import CsvTable

# Field -> headings, without case, marks and blanks.
_HEADINGS: dict[str, tuple[str, ...]] = {
    "measure": (
        "measure", "measurename", "indicator", "assessment", "assessmentname", "test", "testname", "metric", "subject",
        "subjectarea", "contentarea", "domain",
    ),
    "window": (
        "window", "testwindow", "testingwindow", "assessmentwindow", "term", "termname", "season", "administration",
        "period", "benchmark", "benchmarkperiod",
    ),
    "read_on": (
        "date", "readon", "day", "testdate", "testeddate", "administrationdate", "assessmentdate", "enddate", "asof",
    ),
    "group_dim": (
        "groupdimension", "dimension", "grouptype", "subgroupcategory", "studentgroupcategory", "groupcategory",
        "subgrouptype", "demographictype", "category",
    ),
    "group_name": (
        "group", "groupname", "subgroup", "studentgroup", "reportinggroup", "demographic", "subgroupname",
        "population",
    ),
    "grade": ("grade", "gradelevel", "gradetested"),
    "level": ("level", "performancelevel", "achievementlevel", "proficiencylevel", "performanceband"),
    "numerator": (
        "number", "numerator", "howmany", "count", "numberproficient", "nproficient", "numbermet", "nummet",
        "proficientcount", "studentsmeeting", "metcount", "numberatorabove", "countproficient", "met",
    ),
    "denominator": (
        "outof", "denominator", "tested", "numbertested", "ntested", "n", "total", "students", "studentcount",
        "numberofstudents", "totaltested", "studentstested", "validscores", "enrollment", "totalstudents", "ncount",
        "testedcount", "studentsassessed", "totalstudentsassessed", "numberassessed", "totalassessed",
    ),
    "percent": (
        "percent", "pct", "percentage", "rate", "percentproficient", "pctproficient", "percentmet", "pctmet",
        "proficiencyrate", "percentatorabove", "proficient",
    ),
    "value": (
        "value", "score", "mean", "average", "meanscore", "averagescore", "meanscalescore", "averagescalescore",
        "scalescore", "meanrit", "meanritscore", "avgscore", "avgscalescore",
    ),
}  # fmt: skip
FIELDS = tuple(_HEADINGS)
WINDOW, LEVEL = "window:", "level:"
_BY_HEADING = {heading: field for field, headings in _HEADINGS.items() for heading in headings}
_SEASONS = frozenset({"fall", "autumn", "winter", "spring", "summer", "interim", "boy", "moy", "eoy", "midyear"})
_LEVELS = frozenset({
    "below", "belowbasic", "farbelowbasic", "wellbelow", "basic", "approaching", "nearing", "partiallymet", "notmet",
    "didnotmeet", "didnotyetmeet", "meets", "met", "proficient", "advanced", "exceeds", "exceeded", "developing",
    "emerging", "beginning", "mastery", "above", "ongradelevel", "atorabove", "onwatch", "intervention",
    "urgentintervention", "atbenchmark", "abovebenchmark", "belowbenchmark", "approached",
})  # fmt: skip
_LEVEL_TAILS = (
    "benchmark", "gradelevel", "gradelevelbelow", "gradelevelsbelow", "intervention", "expectations", "standard",
)  # fmt: skip
_SUM = re.compile(r"^(?:sum|average|avg) of\s+")
_TITLE_ROWS = 12  # lines above the headings that are passed over at most
_LEVEL_NUMBER = re.compile(r"(?:level|lvl|tier|band)\d")
_COUNT_TAIL = re.compile(r"[\s,:(_-]+(?:count|number|students|n|#)\)?$", re.IGNORECASE)
_KIND_TAIL = re.compile(
    r"(?:[\s,:(_-]+|(?=%))(%|percent(?: proficient)?|pct|n|count|tested|number tested|score|mean)\)?$", re.IGNORECASE
)
_KINDS = {"%": "percent", "pct": "percent", "percent": "percent", "percent proficient": "percent", "n": "denominator",
          "count": "denominator", "tested": "denominator", "number tested": "denominator", "score": "value",
          "mean": "value"}  # fmt: skip
_STUDENT = frozenset({
    "student", "studentid", "studentname", "studentnumber", "studentfirstname", "studentlastname", "lastname",
    "firstname", "ssid", "stateid", "localid", "pupil", "pupilname", "learner", "studentlast", "studentfirst",
    "dateofbirth", "birthdate", "dob", "name", "fullname", "lastfirst", "firstlast", "email", "studentemail", "pupilid",
    "learnername", "learnerid",
})  # fmt: skip


class ReadingColumns(NamedTuple):
    """One field or None a column: a name of `FIELDS`, `window:NAME:KIND` (kind may be empty), or `level:NAME`."""

    fields: tuple[str | None, ...]
    headings: tuple[str, ...]

    @property
    def ignored(self) -> tuple[str, ...]:
        """Headings of columns that no field takes."""
        return tuple(head for head, field in zip(self.headings, self.fields, strict=True) if field is None and head)

    @property
    def has_numbers(self) -> bool:
        """Whether a column gives numbers, without which there is nothing to read."""
        wanted = {"numerator", "percent", "value"}
        return any(field in wanted or (field or "").startswith((WINDOW, LEVEL)) for field in self.fields)

    @property
    def lists_students(self) -> bool:
        """Whether a heading belongs to a list of single students, which is never taken."""
        return any(_plain(heading) in _STUDENT for heading in self.headings)

    def with_field(self, column: int, field: str | None) -> ReadingColumns:
        """Map one column otherwise; another column that had the field gives it up."""
        fields = [None if field and other == field else other for other in self.fields]
        fields[column] = field
        return self._replace(fields=tuple(fields))


def from_headings(table: CsvTable) -> CsvTable:
    """Return the table without the lines above its headings; as it is where no line looks like headings."""
    for place in range(min(len(table.rows), _TITLE_ROWS)):
        rest = replace(table, rows=table.rows[place:])
        found = guess_columns(rest)
        if found.has_numbers and sum(field is not None for field in found.fields) > 1:
            return rest
    return table


def differing_twin(table: CsvTable, columns: ReadingColumns) -> str:
    """Return the heading of two columns that mean the same and hold different cells; empty where there are none."""
    taken = {_plain(head): place for place, (head, field) in enumerate(_pairs(columns)) if field is not None}
    for place, (head, field) in enumerate(_pairs(columns)):
        twin = taken.get(_plain(head))
        if field is None and head and twin is not None and any(
            row.cells[twin : twin + 1] != row.cells[place : place + 1] for row in table.rows[1:]
        ):  # fmt: skip
            return head
    return ""


def _pairs(columns: ReadingColumns) -> list[tuple[str, str | None]]:
    return list(zip(columns.headings, columns.fields, strict=True))


def guess_columns(table: CsvTable, windows: Iterable[str] = (), levels: Iterable[str] = ()) -> ReadingColumns:
    """Map columns by the first row; `windows` and `levels` are names the file knows."""
    headings = table.rows[0].cells
    known = {_plain(name) for name in windows} | _SEASONS
    words = {_plain(name) for name in levels} | _LEVELS
    named = [_level_of(heading, words) for heading in headings]
    has_levels = sum(name is not None for name in named) > 1
    fields: list[str | None] = []
    for heading, level in zip(headings, named, strict=True):
        field = (
            f"{LEVEL}{level}"
            if has_levels and level
            else _window_of(heading, known) or _BY_HEADING.get(_plain(heading))
        )
        fields.append(None if field in fields else field)
    return ReadingColumns(tuple(fields), headings)


def _plain(heading: str) -> str:
    words = _SUM.sub("", heading.lower()).replace("%", "percent").replace("#", "number")
    return re.sub(r"[^a-z0-9]", "", words)


def _level_of(heading: str, words: set[str] | frozenset[str]) -> str | None:
    """Return the level a heading names, without a word such as "count" behind it."""
    if "%" in heading or "percent" in heading.lower() or "pct" in heading.lower():
        return None
    bare = _COUNT_TAIL.sub("", heading).strip()
    plain = _plain(bare)
    is_level = plain in words or bool(_LEVEL_NUMBER.match(plain))
    return bare if is_level or (plain.endswith(_LEVEL_TAILS) and plain not in _BY_HEADING) else None


def _window_of(heading: str, known: set[str] | frozenset[str]) -> str | None:
    tail = _KIND_TAIL.search(heading)
    kind = _KINDS[tail[1].lower()] if tail else ""
    bare = (heading[: tail.start()] if tail else heading).strip()
    without_year = re.sub(r"\d{2,4}(?:\D\d{2,4})?", "", bare)
    if bare and (_plain(bare) in known or _plain(without_year) in known):
        return f"{WINDOW}{bare}:{kind}"
    return None
