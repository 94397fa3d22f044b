"""How often the look-fors of a goal were seen in lessons, up to each reading of what the goal measures.

A window runs from the reading before, or the first school day, to a reading. Few teachers are not told of.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from il_desktop.domain import privacy
from il_desktop.domain.goal_pages import HIDDEN, SeenTold
from il_desktop.domain.light import NamedTuple
from il_desktop.queries.goal_figures import Figures
from il_desktop.store.reader import Reader

_LOOK_FORS = "SELECT goal_id, text FROM look_for WHERE goal_id IS NOT NULL ORDER BY protocol_id, pos, id"
_MARKS = """
    SELECT l.goal_id, substr(v.starts_local, 1, 10), v.person_id, v.id, m.seen
    FROM visit_mark m JOIN look_for l ON l.id = m.look_for_id JOIN visit v ON v.id = m.visit_id
    WHERE l.goal_id IS NOT NULL AND m.rater = 'visitor' AND m.seen IS NOT NULL
"""


class _Mark(NamedTuple):
    on: date
    person_id: str
    visit_id: str
    is_seen: bool


class LookForMarks(NamedTuple):
    """The look-fors of each node of the goal tree, and all marks visitors gave them."""

    texts: dict[str, list[str]]
    marks: dict[str, list[_Mark]]

    def texts_of(self, goal_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the look-fors of a goal and all below it."""
        return tuple(text for goal_id in goal_ids for text in self.texts.get(goal_id, ()))

    def seen(self, goal_ids: Iterable[str], figures: Figures, min_n: int) -> tuple[SeenTold, ...]:
        """Return how often they were seen up to each reading; a window without a mark is left out."""
        marks = [mark for goal_id in goal_ids for mark in self.marks.get(goal_id, ())]
        found: list[SeenTold] = []
        time = figures.time
        since = time.days[0] if time.days else figures.target.baseline_on
        for on, x in {point.on: point.x for point in figures.points}.items():
            within = [mark for mark in marks if since <= mark.on <= on]
            since = date.fromordinal(on.toordinal() + 1)
            if within:
                found.append(_told(on, x, within, min_n))
        return tuple(found)


def look_for_marks(reader: Reader) -> LookForMarks:
    """Read the look-fors that are linked to goals, with their marks."""
    found = LookForMarks({}, {})
    for goal_id, text in reader.rows(_LOOK_FORS):
        found.texts.setdefault(goal_id, []).append(text)
    if found.texts:
        for goal_id, on, person_id, visit_id, is_seen in reader.rows(_MARKS):
            mark = _Mark(date.fromisoformat(on), person_id, visit_id, bool(is_seen))
            found.marks.setdefault(goal_id, []).append(mark)
    return found


def _told(on: date, x: float, marks: list[_Mark], min_n: int) -> SeenTold:
    if privacy.is_small(len({mark.person_id for mark in marks}), min_n):
        return SeenTold(on, x, None, None, None, HIDDEN)
    part, whole = sum(mark.is_seen for mark in marks), len(marks)
    visits = len({mark.visit_id for mark in marks})
    if code := privacy.code_of(part, whole):
        return SeenTold(on, x, None, whole, visits, code)
    return SeenTold(on, x, Fraction(100 * part, whole), whole, visits)
