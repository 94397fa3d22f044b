"""Fills what papers and charts tell of goals. Names and small groups are left out here, before anything is written."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from il_desktop.domain import privacy
from il_desktop.domain.gaps import GapView, gap_view
from il_desktop.domain.goal_pages import (
    HIDDEN,
    GoalPages,
    GoalTold,
    ReadingTold,
    Resources,
    SeenTold,
    StepTold,
    StrategyTold,
    TargetTold,
    TimeRow,
)
from il_desktop.domain.metrics.goals import GoalStatus, standing
from il_desktop.domain.names_out import NamesOut
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.gaps import gap_tables
from il_desktop.queries.goal_balance import NO_GOAL, goal_balance
from il_desktop.queries.goal_figures import RATE_UNITS, Figures, Point, TargetView, pace_bands
from il_desktop.queries.goal_impact import look_for_marks
from il_desktop.queries.goal_resources import goal_resources, summed
from il_desktop.queries.goals import GoalLine, GoalNode, goal_list
from il_desktop.queries.names import names_out
from il_desktop.queries.settings import settings
from il_desktop.queries.vision import vision_page
from il_desktop.store.reader import Reader

A_YEAR = timedelta(days=366)
STAFF_MIN_N = 5  # staff and their pulse, as the design has it
_MORE = "SELECT id, ifnull(because, ''), starts_on, horizon_years FROM goal"
_AUDIENCE = "SELECT ifnull(audience, '') FROM measure WHERE id = ?"


def goal_pages(reader: Reader, today: date, *, with_names: bool = False) -> GoalPages:
    """Return what may be told of the active and the met goals; names only when asked for."""
    return _Teller(reader, today, with_names=with_names).pages()


def goal_pages_apart(school: Path, today: date, *, with_names: bool = False) -> GoalPages:
    """Return the same beside the window, by a connection of its own."""
    reader = Reader(school)
    try:
        with reader.snapshot():
            return goal_pages(reader, today, with_names=with_names)
    finally:
        reader.close()


class _Teller:
    """Lives as long as one query call and counts what it leaves out."""

    def __init__(self, reader: Reader, today: date, *, with_names: bool) -> None:
        self._reader, self._today, self._with_names = reader, today, with_names
        self._names = NamesOut(()) if with_names else names_out(reader)
        self._more = {row[0]: row[1:] for row in reader.rows(_MORE)}
        self._put_in = goal_resources(reader, today)
        self._marks = look_for_marks(reader)
        self._min_n = settings(reader).min_n
        self._hidden = 0

    def pages(self) -> GoalPages:
        cascade = goal_list(self._reader, self._today)
        lines = [line for line in cascade.goals if line.node.kind == "goal"]
        told = tuple(self._goal(line) for line in lines if line.node.state in ("active", "met"))
        vision = next(iter(vision_page(self._reader)), None)
        year = next((year for year in school_calendar(self._reader).years if year.holds(self._today)), None)
        span = (year.first if year else self._today - A_YEAR, self._today)
        say = self._names.text
        return GoalPages(
            school=settings(self._reader).school_name,
            today=self._today,
            year=(year.first, year.last) if year else None,
            mission=say(vision.mission) if vision else "",
            vision=say(vision.statement) if vision else "",
            values=tuple(say(item.name) for item in vision.of_kind("value")) if vision else (),
            goals=told,
            drafts=sum(line.node.state == "draft" for line in lines),
            names_out=self._names.count,
            hidden=self._hidden,
            with_names=self._with_names,
            time=self._time(lines, span),
            time_span=span,
        )

    def _time(self, lines: list[GoalLine], span: tuple[date, date]) -> tuple[TimeRow, ...]:
        """Part the minutes of all blocks: a row for each goal told, one for other goals, one for no goal."""
        found = goal_balance(self._reader, *span)
        planned, kept = dict(found.planned), dict(found.kept)
        no_goal = TimeRow("No goal", planned.pop(NO_GOAL, 0), kept.pop(NO_GOAL, 0))
        rows: list[TimeRow] = []
        for line in lines:
            if line.node.state in ("active", "met"):
                ids = [member.id for member in line.node.family()]
                title = f"{line.node.rank} {line.node.title}" if line.node.rank else line.node.title
                given = (sum(minutes.pop(goal_id, 0) for goal_id in ids) for minutes in (planned, kept))
                rows.append(TimeRow(self._names.text(title), *given))
        others = TimeRow("Other goals", sum(planned.values()), sum(kept.values()))
        return (*rows, *([others] if others.planned or others.kept else []), no_goal)

    def _goal(self, line: GoalLine) -> GoalTold:
        node, minutes = line.node, line.minutes
        because, starts_on, years = self._more[node.id]
        blocks = Resources(minutes.kept, minutes.due, minutes.planned, minutes.unknown)
        ids = [member.id for member in node.family()]
        linked = [self._put_in[member.id] for member in node.family() if member.id in self._put_in]
        say = self._names.text
        return GoalTold(
            rank=node.rank,
            title=say(node.title),
            domain=node.domain,
            owner=node.owner if self._with_names else "",
            because=say(because),
            starts_on=_day(starts_on),
            due_on=node.due_on,
            years=years,
            target=self._target(line.figures) if line.figures else None,
            strategies=tuple(self._strategy(child) for child in node.children if child.kind == "strategy"),
            others=tuple(self._step(child) for child in node.children if child.kind != "strategy"),
            resources=summed([blocks, *linked]),
            look_fors=tuple(map(say, self._marks.texts_of(ids))),
            seen=self._seen(ids, line.figures) if line.figures else (),
        )

    def _seen(self, goal_ids: list[str], figures: Figures) -> tuple[SeenTold, ...]:
        seen = self._marks.seen(goal_ids, figures, STAFF_MIN_N)
        self._hidden += sum(each.code == HIDDEN for each in seen)
        return seen

    def _strategy(self, node: GoalNode) -> StrategyTold:
        because, starts_on, _years = self._more[node.id]
        steps = tuple(self._step(child) for child in node.family() if child is not node)
        return StrategyTold(
            self._names.text(node.title), self._names.text(because), _day(starts_on), node.due_on, steps
        )

    def _step(self, node: GoalNode) -> StepTold:
        starts_on = _day(self._more[node.id][1])
        title = self._names.text(node.title)
        return StepTold(title, node.kind, starts_on, node.due_on, node.done_on, node.is_done)

    # numbers

    def _target(self, figures: Figures) -> TargetTold:
        target = figures.target
        min_n = STAFF_MIN_N if self._reader.value(_AUDIENCE, (target.measure_id,)) == "staff" else self._min_n
        is_small = figures.gap is not None and not self._is_gap_told(figures)
        kept = self._held_back(target)
        readings = tuple(
            self._reading(point, target.unit, min_n, is_hidden=is_small or (point.numerator, point.denominator) in kept)
            for point in figures.points
        )
        self._hidden += sum(reading.code == HIDDEN for reading in readings)
        is_rate = target.unit in RATE_UNITS and figures.gap is None
        full = RATE_UNITS.get(target.unit, 100)
        code = HIDDEN if any(reading.code == HIDDEN for reading in readings) else ""
        if not code and is_rate:
            code = privacy.code_of(int(target.baseline * 1000), full * 1000)
        is_open = not code and all(reading.value is not None for reading in readings)
        pace = figures.standing.pace
        return TargetTold(
            measure=self._names.text(target.measure),
            unit="points" if figures.gap else target.unit,
            better=target.better,
            is_gap=figures.gap is not None,
            aim=target.aim,
            stretch=target.stretch,
            baseline=None if code else target.baseline,
            baseline_code=code,
            baseline_on=target.baseline_on,
            due_on=target.due_on,
            time=figures.time,
            readings=readings,
            status=self._status(figures, readings).value,
            pace=pace if is_open else None,
            line=None if code else figures.line,
            trend=figures.trend if is_open else None,
            open_window=self._names.text(figures.open_window),
            interval=(figures.gap.low, figures.gap.high) if figures.gap and is_open else None,
        )

    def _status(self, figures: Figures, readings: tuple[ReadingTold, ...]) -> GoalStatus:
        """Return the status, unless it would tell more of the newest reading than the reading itself does."""
        if not readings:
            return GoalStatus.BASELINE_ONLY
        code, point, target = readings[-1].code, figures.points[-1], figures.target
        if not code:
            return figures.standing.status
        if code == HIDDEN or not point.denominator:
            return GoalStatus.NOT_TOLD
        few, full = point.denominator // 20, RATE_UNITS[target.unit]
        counts = (0, few) if code == privacy.BELOW else (point.denominator - few, point.denominator)
        bands = pace_bands(self._reader)
        found = {
            standing(figures.line, (point.week, Fraction(full * count, point.denominator)), bands).status
            for count in counts
        }
        return found.pop() if len(found) == 1 else GoalStatus.NOT_TOLD

    @cached_property
    def _gaps(self) -> tuple[GapView, ...]:
        """The gaps as the report on gaps tells them: this one must not tell more."""
        return tuple(gap_view(table, is_shared=True) for table in gap_tables(self._reader, self._today))

    def _is_gap_told(self, figures: Figures) -> bool:
        """Tell whether both groups of a gap are told exactly in every window."""
        names = {group.name for group in figures.groups}
        return any(
            names == {row.name for row in view.rows if row.name in names and all(one.is_exact for one in row.told)}
            for view in self._gaps
            if view.table.measure_id == figures.target.measure_id
        )

    def _held_back(self, target: TargetView) -> set[tuple[int | None, int | None]]:
        """Return the counts of everybody, or of the target's group, that the report on gaps does not tell."""
        found: set[tuple[int | None, int | None]] = set()
        for view in self._gaps:
            if view.table.measure_id != target.measure_id or view.table.grade:
                continue
            tables = [moment.table for moment in view.table.moments]
            told, ones = view.total, [table.total for table in tables]
            if target.group:
                told = next((row.told for row in view.rows if row.name == target.group), ())
                ones = [next((one for one in table.groups if one.name == target.group), None) for table in tables]
            pairs = [(one, cell) for one, cell in zip(ones, told, strict=False) if one and cell]
            found |= {(one.part, one.whole) for one, cell in pairs if cell.hidden}
        return found

    def _reading(self, point: Point, unit: str, min_n: int, *, is_hidden: bool) -> ReadingTold:
        part, whole = point.numerator, point.denominator
        told = ReadingTold(point.on, point.x, point.week, point.value, part, whole)
        is_bare = unit in RATE_UNITS and part is not None and privacy.tells_itself(privacy.Group("", part, whole or 0))
        if is_hidden or is_bare or (whole is not None and privacy.is_small(whole, min_n)):
            return told._replace(value=None, part=None, whole=None, code=HIDDEN)
        code = privacy.code_of(part, whole) if part is not None and whole and unit in RATE_UNITS else ""
        return told._replace(value=None, part=None, code=code) if code else told


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
