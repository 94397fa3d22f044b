"""What a quick-add line is read against in the sample school."""

from __future__ import annotations

from il_desktop.domain.quick_add import read
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.quick_add import quick_add_around

NOW = WallTime.parse("2026-01-14T10:00")


def test_the_roster_the_kinds_and_the_open_goals_are_there(sample_desk):
    calendar = sample_desk.cached(school_calendar)
    around = sample_desk.read(quick_add_around, NOW, calendar)
    assert {"Daniel Okoye", "Wang Fang", "Layla Haddad", "Joel Ramos"} <= {person.shown for person in around.people}
    assert next(kind for kind in around.kinds if kind.key == "visit_quick").minutes == 15
    assert [goal.rank for goal in around.goals] == [1, 2, 3, 4, 5]
    block = read("observe Nunez every A day P3 !1", around)
    assert [person.shown for person in block.people] == ["Zoë Núñez"]
    assert block.start == WallTime.parse("2026-01-16T09:40")
