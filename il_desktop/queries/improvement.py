"""The register of challenges and the small tests under way, as records."""

from __future__ import annotations

import json
from datetime import date

from il_desktop.domain.improvement import test_stage
from il_desktop.domain.light import NamedTuple
from il_desktop.store.reader import Reader

_OWNER = "ifnull(ifnull(p.shown_as, p.given || ' ' || p.family), '')"
_CHALLENGES = f"""
    SELECT c.id, c.kind, c.title, c.state, c.whys, c.severity, c.reach_n, ifnull(c.countermeasure, ''),
           ifnull(c.owner_id, ''), {_OWNER}, c.review_on
    FROM challenge c LEFT JOIN person p ON p.id = c.owner_id
    ORDER BY c.state = 'addressed', c.severity IS NULL, c.severity DESC, c.title COLLATE NOCASE, c.id
"""  # noqa: S608  our own words
_EVIDENCE = """
    SELECT owner_id, id, kind, ifnull(note, ''), ifnull(file_name, ''), ifnull(size, 0) FROM attachment
    WHERE owner_kind = 'challenge' ORDER BY created_at, id
"""
_PLANS = """
    SELECT g.challenge_id, g.id, g.kind, g.title, g.state, g.review_on FROM goal g
    WHERE g.challenge_id IS NOT NULL ORDER BY g.created_at, g.id
"""
_TESTS = """
    SELECT g.id, g.title, ifnull(u.title, ''), g.due_on, ifnull(g.prediction, ''), ifnull(g.result, ''),
           ifnull(g.learned, ''), ifnull(g.verdict, '')
    FROM goal g LEFT JOIN goal u ON u.id = g.parent_id
    WHERE g.kind = 'test' ORDER BY g.verdict IS NOT NULL, ifnull(g.due_on, '9999'), g.title, g.id
"""
_PARENTS = """
    SELECT id, title, kind FROM goal WHERE kind IN ('goal', 'strategy') AND state IN ('draft', 'active')
    ORDER BY kind, ifnull(rank, 999), title COLLATE NOCASE
"""


class Evidence(NamedTuple):
    """A piece of evidence: its lane, what it says, and the name and size in bytes of its file if there is one."""

    id: str
    kind: str
    note: str
    file_name: str
    size: int = 0


class PlanLine(NamedTuple):
    """A plan that answers a challenge."""

    id: str
    kind: str
    title: str
    state: str
    review_on: date | None


class ChallengeView(NamedTuple):
    """One challenge with everything that hangs on it."""

    id: str
    kind: str
    title: str
    state: str
    whys: tuple[str, ...]
    severity: int | None
    reach_n: int | None
    countermeasure: str
    owner_id: str
    owner: str
    review_on: date | None
    evidence: tuple[Evidence, ...] = ()
    plans: tuple[PlanLine, ...] = ()

    @property
    def kinds(self) -> list[str]:
        """The lanes its evidence comes from."""
        return [piece.kind for piece in self.evidence]


class TestView(NamedTuple):
    """One small test; `stage` says which of plan, do, study, act it is in, or done."""

    __test__ = False  # no test of ours: the name is the school's word

    id: str
    title: str
    parent: str
    due_on: date | None
    prediction: str
    result: str
    learned: str
    verdict: str

    @property
    def stage(self) -> str:
        """Where it stands."""
        return test_stage(self.prediction, self.result, self.learned, self.verdict)


def challenges(reader: Reader) -> tuple[ChallengeView, ...]:
    """Return the register: open ones first, the most severe on top."""
    evidence: dict[str, list[Evidence]] = {}
    for owner, *found in reader.rows(_EVIDENCE):
        evidence.setdefault(owner, []).append(Evidence(*found))
    plans: dict[str, list[PlanLine]] = {}
    for challenge, *found, review in reader.rows(_PLANS):
        plans.setdefault(challenge, []).append(PlanLine(*found, review_on=_day(review)))
    return tuple(
        ChallengeView(
            *row[:4],
            whys=tuple(json.loads(row[4] or "[]")),
            severity=row[5],
            reach_n=row[6],
            countermeasure=row[7],
            owner_id=row[8],
            owner=row[9],
            review_on=_day(row[10]),
            evidence=tuple(evidence.get(row[0], ())),
            plans=tuple(plans.get(row[0], ())),
        )
        for row in reader.rows(_CHALLENGES)
    )


def small_tests(reader: Reader) -> tuple[TestView, ...]:
    """Return the small tests, those not decided first, by due date."""
    return tuple(
        TestView(*row[:3], due_on=_day(row[3]), prediction=row[4], result=row[5], learned=row[6], verdict=row[7])
        for row in reader.rows(_TESTS)
    )


def plan_parents(reader: Reader) -> tuple[tuple[str, str, str], ...]:
    """Return (id, title, kind) of goals and strategies that a plan can hang under."""
    return tuple((key, title, kind) for key, title, kind in reader.rows(_PARENTS))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
