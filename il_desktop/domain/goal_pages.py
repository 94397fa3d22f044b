"""What a paper or a chart about goals holds: plain records in which nothing stands that may not leave.

Whoever fills them has taken names out, hidden small groups and coded rates near their ends. Whoever reads them need
not know what was there before.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.metrics.goals import AimLine, GoalStatus
from il_desktop.domain.metrics.time_line import TimeLine
from il_desktop.domain.metrics.trend import Trend

HIDDEN = "hidden"  # the code of a value that a small group stands behind
_RISK = (
    GoalStatus.OFF_TRACK, GoalStatus.AT_RISK, GoalStatus.BASELINE_ONLY, GoalStatus.NO_TARGET,
    GoalStatus.ON_TRACK, GoalStatus.MET, GoalStatus.NOT_TOLD,
)  # fmt: skip


class ReadingTold(NamedTuple):
    """One reading; `value` is None when only its code is told. `x` is for drawing, `week` for figures."""

    on: date
    x: float
    week: Fraction
    value: Fraction | None
    part: int | None = None
    whole: int | None = None
    code: str = ""


class TargetTold(NamedTuple):
    """A target with its readings. `baseline`, `pace`, `line` and `trend` are None where they would tell a value."""

    measure: str
    unit: str
    better: str
    is_gap: bool
    aim: Fraction
    stretch: Fraction | None
    baseline: Fraction | None
    baseline_code: str
    baseline_on: date
    due_on: date
    time: TimeLine
    readings: tuple[ReadingTold, ...]
    status: str
    pace: Fraction | None
    line: AimLine | None
    trend: Trend | None
    open_window: str
    interval: tuple[float, float] | None = None

    @property
    def last(self) -> ReadingTold | None:
        """The newest reading."""
        return self.readings[-1] if self.readings else None


class StepTold(NamedTuple):
    """A step, test, milestone or intervention below a goal."""

    title: str
    kind: str
    starts_on: date | None
    due_on: date | None
    done_on: date | None
    is_done: bool


class StrategyTold(NamedTuple):
    """A strategy with its steps."""

    title: str
    because: str
    starts_on: date | None
    due_on: date | None
    steps: tuple[StepTold, ...]

    @property
    def n_done(self) -> int:
        """How many steps are done."""
        return sum(step.is_done for step in self.steps)


class Resources(NamedTuple):
    """What went into a goal and what is meant to: minutes of leaders and of sessions, cents of sessions and requests.

    `due` is what was planned up to now; a session's cost is apart from requests, for a request may pay for it.
    """

    kept: int = 0
    due: int = 0
    planned: int = 0
    unknown: int = 0
    pd_held: int = 0
    pd_due: int = 0
    pd_planned: int = 0
    pd_cents: int = 0
    spent: int = 0
    approved: int = 0
    asked: int = 0

    @property
    def is_bare(self) -> bool:
        """Tell whether nobody gives it anything: no hours kept or planned, no session, no money granted."""
        return not any(self._replace(due=0, unknown=0, asked=0))


class SeenTold(NamedTuple):
    """How often the look-fors of a goal were seen in the visits before a reading: `share` in percent of the marks.

    `share` is None when only its code is told, `marks` and `visits` when too few teachers stand behind it.
    """

    on: date
    x: float
    share: Fraction | None
    marks: int | None
    visits: int | None
    code: str = ""


class GoalTold(NamedTuple):
    """One goal with all that hangs on it."""

    rank: int | None
    title: str
    domain: str
    owner: str
    because: str
    starts_on: date | None
    due_on: date | None
    years: int
    target: TargetTold | None
    strategies: tuple[StrategyTold, ...]
    others: tuple[StepTold, ...]
    resources: Resources
    look_fors: tuple[str, ...] = ()
    seen: tuple[SeenTold, ...] = ()

    @property
    def status(self) -> str:
        """What the readings say, as a code."""
        return self.target.status if self.target else GoalStatus.NO_TARGET.value

    @property
    def steps(self) -> tuple[StepTold, ...]:
        """All steps of all strategies and those of the goal itself."""
        return tuple(step for strategy in self.strategies for step in strategy.steps) + self.others


class TimeRow(NamedTuple):
    """Where minutes of blocks went: a goal with all below it, other goals, or no goal."""

    title: str
    planned: int
    kept: int


class GoalPages(NamedTuple):
    """All goals that are told, with the vision. `names_out` and `hidden` count what was left out.

    `time` parts every minute of the blocks of `time_span`, both days included: its rows add up to all of them.
    """

    school: str
    today: date
    year: tuple[date, date] | None
    mission: str
    vision: str
    values: tuple[str, ...]
    goals: tuple[GoalTold, ...]
    drafts: int = 0
    names_out: int = 0
    hidden: int = 0
    with_names: bool = False
    time: tuple[TimeRow, ...] = ()
    time_span: tuple[date, date] | None = None


def by_risk(goals: tuple[GoalTold, ...]) -> tuple[GoalTold, ...]:
    """Return the goals with those first that need help most: by status, then by pace, then by rank."""
    order = {status.value: number for number, status in enumerate(_RISK)}

    def key(goal: GoalTold) -> tuple[int, Fraction, int]:
        pace = goal.target.pace if goal.target and goal.target.pace is not None else Fraction(1)
        return order[str(goal.status)], pace, goal.rank or 99

    return tuple(sorted(goals, key=key))
