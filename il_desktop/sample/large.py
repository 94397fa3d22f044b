"""Twenty years of the school in one file, for measuring: shifted copies, more staff, many repeating blocks.

Earlier years are the sample year moved back by whole weeks, so that every weekday keeps its work; what lay ahead in the
sample year is long done there. Evenings hold a second, imported calendar, so that no day overlaps by accident.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from il_desktop.domain.walltime import WallTime
from il_desktop.sample.activities import activity_type_id
from il_desktop.sample.book import Row, Rows, row_id
from il_desktop.sample.people import email
from il_desktop.sample.recognition_texts import ANY

YEARS, STAFF, OCCURRENCES_A_WEEK = 20, 200, 104
_YEAR_DAYS = 364
_EVENING = 510  # minutes from the working day to its evening copy
_COPIED = (
    "calendar_span", "day_override", "time_block", "block_goal", "actual", "visit", "feedback", "action_step",
    "recognition",
)  # fmt: skip
_DATES = ("_on", "_local", "reconciled_at")
_GIVEN = (
    "Ada",
    "Bea",
    "Cal",
    "Dov",
    "Eva",
    "Flo",
    "Gil",
    "Hal",
    "Ivy",
    "Jon",
    "Kai",
    "Lou",
    "Mia",
    "Ned",
    "Ola",
    "Pia",
)
_FAMILY = ("Abbott", "Ames", "Baker", "Castro", "Dunn", "Ellis", "Frost", "Grant", "Hayes", "Ito", "Jones")
_HABITS = ("Doors check", "Bus radio", "Notes of the day", "Evening mail", "Read one page", "Plan tomorrow")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR")


def enlarge(rows: Rows) -> Rows:
    """Return the rows with nineteen earlier years, evenings, 200 staff and long series added."""
    grown = {table: list(found) for table, found in rows.items()}
    _add_evenings(grown)
    year = {table: list(grown[table]) for table in _COPIED}
    year["calendar_span"] = [row for row in year["calendar_span"] if row["kind"] != "absence"]
    moved = {row["id"] for found in year.values() for row in found}
    year = {table: [_long_done(table, row) for row in found] for table, found in year.items()}
    year["actual"] += _missing_actuals(year)
    moved |= {row["id"] for row in year["actual"]}
    for back in range(1, YEARS):
        shift = _Shift(back, moved)
        for table, found in year.items():
            grown[table] += [shift.row(row) for row in found]
    _add_staff(grown)
    _add_habits(grown)
    return grown


class _Shift:
    """Moves rows back by whole years: ids of copied rows get a mark, dates go back, other links stay."""

    def __init__(self, back: int, moved: set[object]) -> None:
        self.back, self.moved = back, moved
        self.dates: dict[str, str] = {}

    def row(self, row: Row) -> Row:
        """Return the row as it was `back` years ago."""
        new: Row = {}
        for column, value in row.items():
            if value in self.moved:
                new[column] = row_id(f"{value}@{self.back}")
            elif value is not None and (column == "day" or column.endswith(_DATES)):
                new[column] = self._date(str(value))
            else:
                new[column] = value
        if row.get("import_key"):
            new["import_key"] = f"{row['import_key']}@{self.back}"
        if row.get("kind") == "year":
            new["name"] = f"{2025 - self.back}–{(2026 - self.back) % 100:02d}"
        return new

    def _date(self, text: str) -> str:
        day = text[:10]
        if day not in self.dates:
            earlier = date.fromisoformat(day) - timedelta(days=_YEAR_DAYS * self.back)
            self.dates[day] = earlier.isoformat()
        return self.dates[day] + text[10:]


def _long_done(table: str, row: Row) -> Row:
    if table == "time_block":
        state = "kept" if row["state"] == "planned" else row["state"]
        done = row["reconciled_at"] or f"{str(row['starts_local'])[:10]}T22:00:00.000000Z"
        links = {"series_id": None, "occurrence_on": None, "make_up_for_id": None}
        return row | links | {"state": state, "reconciled_at": done}
    if table == "visit" and row["state"] == "planned":
        return row | {"state": "closed"}
    if table == "recognition" and row["state"] == "draft":
        action, impact = ANY[int(str(row["id"])[:4], 16) % len(ANY)]
        return row | {"state": "given", "action_text": action, "impact": impact}
    if table == "action_step":
        return row | {"outcome": "mastered"}
    return row


def _missing_actuals(year: Rows) -> list[Row]:
    known = {row["block_id"] for row in year["actual"]}
    pattern = year["actual"][0]
    return [
        pattern
        | {"id": row_id(f"actual-of:{row['id']}"), "block_id": row["id"], "activity_type_id": row["activity_type_id"]}
        | {"starts_local": row["starts_local"], "ends_local": row["ends_local"]}
        for row in year["time_block"]
        if row["state"] == "kept" and row["id"] not in known
    ]


def _add_evenings(grown: Rows) -> None:
    copies: list[Row] = []
    for row in grown["time_block"][::2] + grown["time_block"][1::14]:
        start, end = (WallTime.parse(str(row[name])) for name in ("starts_local", "ends_local"))
        if end.minute + _EVENING >= 1439 or end.minute > 945:
            continue
        clear = dict.fromkeys(
            ("series_id", "occurrence_on", "follows_id", "make_up_for_id", "period_code", "section_id")
        )
        copies.append(
            row
            | clear
            | {"id": row_id(f"evening:{row['id']}"), "origin": "import", "anchor": "clock", "offset_min": 0}
            | {"import_key": f"evening/{row['id']}", "starts_local": start.plus(_EVENING).iso()}
            | {"ends_local": end.plus(_EVENING).iso(), "protection": 1}
        )
    grown["time_block"] += copies


def _add_staff(grown: Rows) -> None:
    names = ((given, family) for family in _FAMILY for given in _GIVEN)
    pattern = next(row for row in grown["person"] if row["kind"] == "teacher")
    for number in range(len(grown["person"]), STAFF):
        given, family = next(names)
        grown["person"].append(
            pattern
            | {"id": row_id(f"person:more:{number}"), "given": given, "family": family, "external_ref": f"L-{number}"}
            | {"email": email(given, family), "kind": "teacher" if number % 4 else "support_staff"}
            | {"birthday_opt_in": 0, "favorites": None, "shown_as": None, "is_focus": 0}
        )


def _add_habits(grown: Rows) -> None:
    pattern = next(row for row in grown["block_series"] if row["set_name"] is None)
    first = date(2025, 8, 18) - timedelta(days=_YEAR_DAYS * (YEARS - 1))
    for number, day in enumerate(_habit_days()):
        starts = WallTime(first, 300 + 5 * (number % 26) if number % 2 else 1260 + 5 * (number % 30))
        grown["block_series"].append(
            pattern
            | {"id": row_id(f"habit:{number}"), "title": f"{_HABITS[number % 6]} {number // 6 + 1}"}
            | {"rule": f"FREQ=WEEKLY;BYDAY={day}", "starts_local": starts.iso(), "duration_min": 5, "protection": 0}
            | {"activity_type_id": activity_type_id("office_work"), "on_no_school": "keep"}
        )


def _habit_days() -> Iterable[str]:
    daily = 8
    yield from (",".join(_WEEKDAYS) for _ in range(daily))
    yield from (_WEEKDAYS[number % 5] for number in range(OCCURRENCES_A_WEEK - 5 * daily))
