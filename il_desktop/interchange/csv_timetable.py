"""A timetable as a table to a plan: each row one person, one day type or weekday, one period.

Finds people by number, e-mail or exact name and never guesses; all or nothing, with every bad line named. Commands
write.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from il_desktop.domain.errors import BadFile, BadLines, LineProblem
from il_desktop.domain.text import clean_line, search_key
from il_desktop.interchange.csv_table import MAX_BYTES, CsvTable, TableRow, read_table, strip_guard
from il_desktop.interchange.roster_plan import KnownPerson

SLOT_KINDS = ("teach", "plan", "lunch", "team", "duty", "off")
_HEADINGS = {
    "teacher": ("teacher", "name", "teachername", "staff", "staffmember", "person", "email", "teacherid", "staffid"),
    "day": ("day", "daytype", "weekday", "letter", "rotation", "cycleday"),
    "period": ("period", "per", "periodcode", "block", "hour"),
    "kind": ("kind", "type", "what", "activity"),
    "section": ("section", "class", "course", "coursename", "sectiontitle", "classname"),
    "room": ("room", "classroom", "location"),
}
_NEEDED = ("teacher", "period")
_KIND_WORDS = {
    "teaching": "teach", "lesson": "teach", "class": "teach", "planning": "plan", "prep": "plan", "conference": "plan",
    "plc": "team", "teamtime": "team", "t": "teach", "p": "plan", "l": "lunch", "m": "team", "-": "off", "free": "off",
}  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_EVERY = ("", "every", "everyday", "all", "daily")
_LONGEST = 255
_LONGEST_ROOM = 60


@dataclass(frozen=True, slots=True)
class SlotFacts:
    """One line: what a person does in a period of a day type or weekday (0 Monday), of every day when both are None."""

    line: int
    person_id: str
    period_code: str
    kind: str
    day_type: str | None = None
    weekday: int | None = None
    section: str = ""
    room: str = ""


@dataclass(frozen=True, slots=True)
class TimetablePlan:
    """A whole timetable, decided. Writing it is one step."""

    source: str
    slots: tuple[SlotFacts, ...]
    ignored_columns: tuple[str, ...] = ()

    @property
    def people(self) -> frozenset[str]:
        """Whose timetable it is."""
        return frozenset(slot.person_id for slot in self.slots)

    @property
    def lessons(self) -> int:
        """How many of its lines are lessons."""
        return sum(slot.kind == "teach" for slot in self.slots)


@dataclass(frozen=True, slots=True)
class SchoolWords:
    """What a timetable may speak of: people, day types, names of periods."""

    people: tuple[KnownPerson, ...]
    day_types: tuple[str, ...]
    periods: tuple[str, ...]


def read_timetable(path: Path, known: SchoolWords) -> TimetablePlan:
    """Read a file; raise BadFile or BadLines like `plan_timetable`. May run on any thread."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadFile(path, "missing" if isinstance(error, FileNotFoundError) else "unreadable") from error
    return plan_timetable(data, path, known)


def plan_timetable(data: bytes | str, source: Path, known: SchoolWords) -> TimetablePlan:
    """Say what a timetable would do; raise BadFile when it is none, BadLines naming every line that cannot be."""
    table = read_table(data, source)
    columns = _columns(table)
    if any(field not in columns for field in _NEEDED):
        raise BadFile(source, "no_header", "teacher, day, period, kind, class, room")
    reader = _Lines(columns, known)
    slots = [slot for row in table.rows[1:] if (slot := reader.slot(row)) is not None]
    if reader.problems:
        raise BadLines(source, tuple(reader.problems))
    if not slots:
        raise BadFile(source, "empty")
    heads = table.rows[0].cells
    ignored = tuple(head for place, head in enumerate(heads) if place not in columns.values() and head.strip())
    return TimetablePlan(source.name, tuple(slots), ignored)


def _columns(table: CsvTable) -> dict[str, int]:
    """Return field -> column by the headings of the first row, the first that fits."""
    found: dict[str, int] = {}
    for place, cell in enumerate(table.rows[0].cells):
        plain = _plain(cell)
        field = next((field for field, words in _HEADINGS.items() if plain in words), None)
        if field is not None:
            found.setdefault(field, place)
    return found


class _Lines:
    """Reads rows one by one and keeps what is wrong with them."""

    def __init__(self, columns: Mapping[str, int], known: SchoolWords) -> None:
        self._columns = columns
        self._people = _people(known.people)
        self._types = {letter.casefold(): letter for letter in known.day_types}
        self._periods = {code.casefold(): code for code in known.periods}
        self._seen: set[tuple[object, ...]] = set()
        self.problems: list[LineProblem] = []

    def slot(self, row: TableRow) -> SlotFacts | None:
        """Return one line's slot, None after noting everything that is wrong with it."""
        before = len(self.problems)
        person = self._person(row)
        day_type, weekday = self._day(row)
        period = self._period(row)
        section, room = self._text(row, "section", _LONGEST), self._text(row, "room", _LONGEST_ROOM)
        kind = self._kind(row, section)
        key = (person, day_type, weekday, period)
        if len(self.problems) == before and key in self._seen:
            self._note(row, "period", self._cell(row, "period"), "twice_in_file")
        if len(self.problems) > before:
            return None
        self._seen.add(key)
        is_lesson = kind == "teach"
        return SlotFacts(
            row.line, person, period, kind, day_type, weekday, section if is_lesson else "", room if is_lesson else ""
        )

    def _person(self, row: TableRow) -> str:
        text = self._cell(row, "teacher")
        found = self._people.get(search_key(text), set())
        if len(found) == 1:
            return next(iter(found))
        self._note(row, "teacher", text, "ambiguous" if found else "unknown" if text else "empty")
        return ""

    def _day(self, row: TableRow) -> tuple[str | None, int | None]:
        text = self._cell(row, "day")
        plain = _plain(text)
        spoken = (text.casefold(), plain.removesuffix("day"), plain.removeprefix("day"))
        letter = next((self._types[word] for word in spoken if word in self._types), None)
        if letter is not None:
            return letter, None
        if plain in _EVERY:
            return None, None
        places = [place for place, name in enumerate(_WEEKDAYS) if len(plain) >= 2 and name.startswith(plain)]
        if len(places) == 1:
            return None, places[0]
        self._note(row, "day", text, "unknown_day")
        return None, None

    def _period(self, row: TableRow) -> str:
        text = self._cell(row, "period")
        found = self._periods.get(text.casefold()) or self._periods.get(f"p{text}".casefold())
        if found is None:
            self._note(row, "period", text, "unknown_period" if text else "empty")
        return found or ""

    def _kind(self, row: TableRow, section: str) -> str:
        text = self._cell(row, "kind")
        plain = text if text == "-" else _plain(text)
        kind = plain if plain in SLOT_KINDS else _KIND_WORDS.get(plain, "")
        if not text:
            kind = "teach" if section else ""
        if not kind:
            self._note(row, "kind", text, "unknown_slot" if text else "empty")
        elif kind == "teach" and not section:
            self._note(row, "class", "", "empty")
        return kind

    def _text(self, row: TableRow, field: str, longest: int) -> str:
        text = self._cell(row, field)
        if len(text) > longest:
            self._note(row, field, text, "too_long")
        return text

    def _cell(self, row: TableRow, field: str) -> str:
        place = self._columns.get(field)
        cell = row.cells[place] if place is not None and place < len(row.cells) else ""
        return clean_line(strip_guard(cell.strip())).strip()

    def _note(self, row: TableRow, column: str, value: str, reason: str) -> None:
        self.problems.append(LineProblem(row.line, column, value, reason))


def _people(known: Iterable[KnownPerson]) -> Mapping[str, set[str]]:
    """Return everything a person can be called, and whom it could mean."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for person in known:
        facts = person.facts
        names = (
            facts.full_name, f"{facts.family}, {facts.given}", facts.shown_as, facts.email, facts.external_ref or "",
        )  # fmt: skip
        for name in names:
            if name.strip():
                found[search_key(name)].add(person.id)
    return found


def _plain(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def sections_of(slots: Sequence[SlotFacts]) -> tuple[tuple[str, str], ...]:
    """Return the classes of a timetable as (title, room), each once: two teachers of one class share it."""
    return tuple(dict.fromkeys((slot.section, slot.room) for slot in slots if slot.kind == "teach"))
