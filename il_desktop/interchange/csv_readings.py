"""A list of results to a plan: which readings are new, changed or there already. Every bad cell is named by its line.

Reads the layouts of `reading_columns`. Refuses lists of single students: results come in as counts of groups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from il_desktop.domain.errors import BadFile, BadLines, LineProblem
from il_desktop.domain.light import NamedTuple
from il_desktop.domain.reading_plan import (
    COUNTED,
    KnownMeasure,
    KnownWindow,
    NewMeasure,
    ReadingBasis,
    ReadingFacts,
    ReadingItem,
    ReadingKey,
    ReadingOutcome,
    ReadingPlan,
)
from il_desktop.domain.text import clean_line, search_key
from il_desktop.interchange.csv_table import CsvTable, TableRow, read_table
from il_desktop.interchange.reading_columns import (
    LEVEL,
    WINDOW,
    ReadingColumns,
    differing_twin,
    from_headings,
    guess_columns,
)
from il_desktop.interchange.reading_numbers import (
    COUNTS,
    BadCell,
    Cell,
    checked,
    count_of,
    is_percent_of,
    is_withheld,
    number_of,
    of_percent,
)
from il_desktop.interchange.reading_words import ALL, day_of, find_window, grade_of, is_total

MAX_ROWS = 100_000
PASTED = Path("pasted text")
_EVERY = 1_000  # rows between two words about progress
_LIMITS = {"measure": 255, "group_dim": 120, "group_name": 120, "level": 120, "grade": 16}
Progress = Callable[[int, int], None]  # rows done, rows in all; may raise to stop


class Wish(NamedTuple):
    """What the user says beside the list: a measure and a day for rows that name none, and what is allowed.

    `makes_measures` lets measures be made that the file does not have.
    """

    measure: str = ""
    read_on: date | None = None
    window: str = ""
    group_dim: str = ""
    makes_measures: bool = False
    day_first: bool = False


def read_results(data: bytes | str, source: Path = PASTED) -> CsvTable:
    """Read a list of results from its headings on; raise BadFile or BadLines like `read_table`."""
    return from_headings(read_table(data, source, max_rows=MAX_ROWS))


def columns_of(table: CsvTable, basis: ReadingBasis) -> ReadingColumns:
    """Guess the columns; raise BadFile for a list of single students, BadLines for two columns that contradict."""
    levels = {level for measure in basis.measures for level in measure.levels}
    columns = guess_columns(table, (window.name for window in basis.windows), levels)
    if columns.lists_students:
        raise BadFile(table.source, "lists_students")
    if twin := differing_twin(table, columns):
        raise BadLines(table.source, (LineProblem(table.rows[0].line, twin, "", "columns_differ"),))
    return columns


def plan_readings(
    table: CsvTable,
    columns: ReadingColumns,
    basis: ReadingBasis,
    wish: Wish | None = None,
    progress: Progress | None = None,
) -> ReadingPlan:
    """Say what a table would do. Raise BadFile without columns to read, BadLines naming every bad cell."""
    if not columns.has_numbers:
        raise BadFile(table.source, "no_header", ", ".join(columns.headings)[:200])
    return _Planner(table, columns, basis, wish or Wish()).plan(progress)


class _Planner:
    """Turns rows into readings with what repeats (names, dates, windows) worked out once."""

    def __init__(self, table: CsvTable, columns: ReadingColumns, basis: ReadingBasis, wish: Wish) -> None:
        self._table, self._columns, self._basis, self._wish = table, columns, basis, wish
        self._place = {field: place for place, field in enumerate(columns.fields) if field}
        self._wide = [
            (place, *field.removeprefix(WINDOW).rsplit(":", 1))
            for place, field in enumerate(columns.fields)
            if field and field.startswith(WINDOW)
        ]
        self._levels = [
            (place, field.removeprefix(LEVEL))
            for place, field in enumerate(columns.fields)
            if field and field.startswith(LEVEL)
        ]
        self._measures = {search_key(measure.name): measure for measure in basis.measures}
        self._new: dict[str, NewMeasure] = {}
        self._windows: dict[str, KnownWindow] = {}
        self._days: dict[str, date] = {}
        self._clean: dict[str, str] = {}  # the same few words stand in thousands of rows
        self._keys: dict[str, str] = {}
        self._window_of: dict[date, str] = {}
        self._seen: set[ReadingKey] = set()
        self._by_level: dict[tuple[str, ...], int] = {}  # people at the levels that have a row each
        self._commas = table.delimiter == ";"  # then they are decimal: nobody parts columns by semicolons else
        self.items: list[ReadingItem] = []
        self.problems: list[LineProblem] = []
        self.left_out: list[int] = []

    def plan(self, progress: Progress | None) -> ReadingPlan:
        rows = self._table.rows[1:]
        for number, row in enumerate(rows):
            if progress is not None and number % _EVERY == 0:
                progress(number, len(rows))
            try:
                self._read(row)
            except BadCell as bad:
                self.problems.append(LineProblem(row.line, bad.column, bad.value[:80], bad.reason))
        if self.problems:
            raise BadLines(self._table.source, tuple(self.problems))
        if progress is not None:
            progress(len(rows), len(rows))
        return ReadingPlan(
            self._table.source.name,
            tuple(self.items),
            tuple(self._new.values()),
            self._columns.ignored,
            tuple(self.left_out),
            self._table.is_guess,
        )

    def _read(self, row: TableRow) -> None:
        if any(row.cells[len(self._columns.fields) :]):
            raise BadCell(column="", value=str(len(row.cells)), reason="too_many_columns")
        is_sum = any(is_total(self._key(self._text(row, field))) for field in ("measure", "window"))
        cells = [] if is_sum else [cell for cell in self._cells(row) if cell is not None]
        if not cells:
            self.left_out.append(row.line)
            return
        for cell in cells:
            self._take(row, cell)

    def _take(self, row: TableRow, cell: Cell) -> None:
        """Make a reading of one number of a row."""
        measure = self._measure(row, cell)
        self._check(measure, cell)
        window = self._window(row, cell.window)
        on, is_dated = self._day(row, window)
        group = self._group(row)
        grade = grade_of(self._text(row, "grade"))
        facts = ReadingFacts(
            measure.name,
            on,
            window.id if window else self._window_on(on),
            (self._text(row, "group_dim") or self._wish.group_dim or "group") if group else "",
            group,
            grade,
            cell.level or self._text(row, "level"),
            cell.numerator,
            cell.denominator,
            cell.value,
        )
        tail = (facts.group_dim, facts.group_name, facts.grade, facts.level)
        measure_key = measure.id or self._key(measure.name)
        key = (measure_key, on.isoformat(), *tail)
        if key in self._seen:
            raise BadCell(column=cell.heading, value=cell.text, reason="twice_in_file")
        self._seen.add(key)
        self._add_level(cell, facts, key[:-1])
        known = self._basis.by_day.get(key)
        if known is None and not is_dated and facts.window_id:
            known = self._basis.by_window.get((measure_key, facts.window_id, *tail))
        if known is None:
            self.items.append(ReadingItem(row.line, ReadingOutcome.NEW, facts))
        else:
            is_same = known[1:] == facts.numbers
            outcome = ReadingOutcome.UNCHANGED if is_same else ReadingOutcome.CHANGED
            self.items.append(ReadingItem(row.line, outcome, facts, known.id, known))

    # Numbers

    def _cells(self, row: TableRow) -> Iterator[Cell | None]:
        if self._levels:
            yield from self._level_cells(row)
        elif self._wide:
            yield from self._window_cells(row)
        else:
            yield self._plain_cell(row)

    def _add_level(self, cell: Cell, facts: ReadingFacts, key: tuple[str, ...]) -> None:
        """Refuse levels of a row each that come to more people than there are."""
        if not facts.level or cell.level or facts.denominator is None:
            return
        people = self._by_level[key] = self._by_level.get(key, 0) + (facts.numerator or 0)
        if people > facts.denominator:
            whole = str(facts.denominator)
            raise BadCell(column=self._head("denominator"), value=whole, reason="levels_off_total")

    def _plain_cell(self, row: TableRow) -> Cell | None:
        if is_withheld(self._raw(row, "denominator")):
            return None
        out_of = self._whole(row, "denominator")
        known = self._measures.get(self._key(self._text(row, "measure") or self._wish.measure))
        takes_value = known is not None and known.unit not in COUNTED
        for field in ("value", "numerator", "percent") if takes_value else ("numerator", "percent", "value"):
            text = self._raw(row, field)
            if text and not is_withheld(text):
                cell = self._number(self._head(field), text, field, out_of)
                self._check_percent(row, cell)
                return cell
        return None

    def _check_percent(self, row: TableRow, cell: Cell) -> None:
        """Refuse a percentage that contradicts the counts of its row."""
        text = self._raw(row, "percent")
        if cell.numerator is None or not cell.denominator or not text or is_withheld(text):
            return
        if not is_percent_of(text, cell.numerator, cell.denominator):
            raise BadCell(column=self._head("percent"), value=text, reason="percent_differs")

    def _window_cells(self, row: TableRow) -> Iterator[Cell | None]:
        if is_withheld(self._raw(row, "denominator")):
            return
        shared = self._whole(row, "denominator")
        sizes = {name: place for place, name, kind in self._wide if kind == "denominator"}
        for place, name, kind in self._wide:
            text = row.cells[place] if place < len(row.cells) else ""
            if kind == "denominator" or not text or is_withheld(text):
                continue
            heading = self._columns.headings[place]
            out_of = shared
            if name in sizes:
                size = row.cells[sizes[name]] if sizes[name] < len(row.cells) else ""
                if is_withheld(size):
                    continue
                out_of = self._count(self._columns.headings[sizes[name]], size) if size else None
            cell = self._number(heading, text, kind or ("percent" if "%" in text else ""), out_of)
            yield cell._replace(window=name)

    def _level_cells(self, row: TableRow) -> Iterator[Cell | None]:
        texts = [row.cells[place] if place < len(row.cells) else "" for place, _ in self._levels]
        if not any(texts) or any(is_withheld(text) for text in texts):
            return
        counts = [
            self._count(self._columns.headings[place], text) if text else 0
            for (place, _), text in zip(self._levels, texts, strict=True)
        ]
        whole = self._whole(row, "denominator")
        if whole is not None and whole != sum(counts):
            raise BadCell(column=self._head("denominator"), value=str(whole), reason="levels_off_total")
        if not sum(counts):
            return
        for (place, level), text, count in zip(self._levels, texts, counts, strict=True):
            yield Cell(self._columns.headings[place], text or "0", count, sum(counts), level=level)

    def _number(self, heading: str, text: str, kind: str, out_of: int | None) -> Cell:
        """Read a number as counts, as a percentage of `out_of`, or as a value."""
        if found := COUNTS.fullmatch(text):
            part, whole = self._count(heading, found[1]), self._count(heading, found[2])
            return checked(Cell(heading, text, part, whole))
        if kind == "percent" or text.endswith("%"):
            return of_percent(heading, text, out_of)
        if kind == "numerator":
            if out_of is None:
                raise BadCell(column=heading, value=text, reason="needs_both")
            return checked(Cell(heading, text, self._count(heading, text), out_of))
        return Cell(heading, text, value=float(number_of(heading, text, has_decimal_commas=self._commas)))

    # What a number is of

    def _measure(self, row: TableRow, cell: Cell) -> KnownMeasure:
        name = self._text(row, "measure") or self._wish.measure
        head = self._head("measure") or "measure"
        if not name:
            raise BadCell(column=head, value="", reason="no_measure")
        key = self._key(name)
        found = self._measures.get(key)
        if found is None:
            if not self._wish.makes_measures:
                raise BadCell(column=head, value=name, reason="unknown_measure")
            unit = "percent" if cell.denominator is not None else "score"
            levels = tuple(level for _, level in self._levels)
            self._new[key] = NewMeasure(name, unit, levels)
            found = self._measures[key] = KnownMeasure("", name, unit, "other", levels)
        if found.source == "app":
            raise BadCell(column=head, value=name, reason="computed_measure")
        return found

    def _check(self, measure: KnownMeasure, cell: Cell) -> None:
        if measure.unit in COUNTED and cell.denominator is None:
            raise BadCell(column=cell.heading, value=cell.text, reason="needs_both")
        if measure.unit not in COUNTED and cell.value is None and not cell.level:
            raise BadCell(column=cell.heading, value=cell.text, reason="needs_value")

    def _group(self, row: TableRow) -> str:
        name = self._text(row, "group_name")
        return "" if self._key(name) in ALL else name

    def _window(self, row: TableRow, named: str) -> KnownWindow | None:
        name = named or self._text(row, "window") or self._wish.window
        if not name:
            return None
        if name not in self._windows:
            found = find_window(name, self._basis)
            if found is None:
                raise BadCell(column=self._head("window") or name, value=name, reason="unknown_window")
            self._windows[name] = found
        return self._windows[name]

    def _day(self, row: TableRow, window: KnownWindow | None) -> tuple[date, bool]:
        """Return the day of a reading, and whether the list itself gives it."""
        text = self._raw(row, "read_on")
        if text:
            on = self._days.get(text)
            if on is None:
                try:
                    on = self._days[text] = day_of(text, day_first=self._wish.day_first)
                except ValueError:
                    raise BadCell(column=self._head("read_on"), value=text, reason="not_a_date") from None
            if on > self._basis.today:
                raise BadCell(column=self._head("read_on"), value=text, reason="in_future")
            return on, True
        if window is not None:
            if window.first > self._basis.today:
                raise BadCell(column=self._head("window") or window.name, value=window.name, reason="in_future")
            return min(window.last, self._basis.today), False
        if self._wish.read_on is None:
            raise BadCell(column=self._head("read_on") or "date", value="", reason="no_day")
        return self._wish.read_on, True

    def _window_on(self, on: date) -> str:
        if on not in self._window_of:
            held = (window.id for window in self._basis.windows if window.first <= on <= window.last)
            self._window_of[on] = next(held, "")
        return self._window_of[on]

    # Cells

    def _key(self, name: str) -> str:
        key = self._keys.get(name)
        if key is None:
            key = self._keys[name] = search_key(name)
        return key

    def _head(self, field: str) -> str:
        place = self._place.get(field)
        return self._columns.headings[place] if place is not None else ""

    def _raw(self, row: TableRow, field: str) -> str:
        place = self._place.get(field)
        return row.cells[place] if place is not None and place < len(row.cells) else ""

    def _text(self, row: TableRow, field: str) -> str:
        raw = self._raw(row, field)
        text = self._clean.get(raw)
        if text is None:
            text = self._clean[raw] = clean_line(raw)
        if len(text) > _LIMITS.get(field, 255):
            raise BadCell(column=self._head(field), value=text, reason="too_long")
        return text

    def _whole(self, row: TableRow, field: str) -> int | None:
        text = self._raw(row, field)
        return None if not text or is_withheld(text) else self._count(self._head(field), text)

    def _count(self, heading: str, text: str) -> int:
        return count_of(heading, text, has_decimal_commas=self._commas)
