"""Before an assessment window moves, everything that hangs on it is listed: goals, tests, sessions, units."""

from __future__ import annotations

from datetime import date

import pytest

from il_desktop import commands
from il_desktop.commands.school import SpanDraft
from il_desktop.models.engagement import LibraryItem
from il_desktop.models.goals import Goal, Reading
from il_desktop.models.teamwork import Meeting
from il_desktop.queries.window_links import window_links
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx
from il_desktop.wording.format import ENGLISH
from il_desktop.wording.school import window_sentence
from tests.commands.school_goals import first_goal, math_target, measured_goal

WINTER = (date(2026, 1, 9), date(2026, 1, 15))
SPRING = (date(2026, 5, 18), date(2026, 5, 22))


@operation("test.fill")
def _add(tx: Tx, *rows: object) -> None:
    tx.session.add_all(rows)
    tx.say()


@pytest.fixture
def windows(desk) -> dict[str, str]:
    add = commands.school.add_span
    desk.run(add, SpanDraft("year", "2025-26", date(2025, 8, 18), date(2026, 6, 8)))
    return {
        name: desk.run(add, SpanDraft("window", name, *span)) for name, span in (("Winter", WINTER), ("Spring", SPRING))
    }


def test_a_window_lists_goals_tests_sessions_and_units_and_nothing_else(desk, windows):
    goal, measure = measured_goal(desk)
    other = first_goal(desk, "Belonging")
    desk.run(_add, Reading(measure_id=measure, window_id=windows["Winter"], read_on=WINTER[1], value=47.0))
    strategy = desk.run(commands.goals.add_goal, "Number talks", kind="strategy", parent_id=goal)
    desk.run(
        _add,
        Goal(kind="test", title="Peer tutors", parent_id=strategy, due_on=date(2026, 1, 30), state="active"),
        Goal(kind="test", title="Over and done", parent_id=strategy, state="closed"),
        Meeting(kind="pd", title="Number talks lab", pd_format="lab", minutes=60, goal_id=strategy, state="confirmed"),
        Meeting(kind="pd", title="Held long ago", pd_format="lab", minutes=60, goal_id=strategy, state="held"),
        Meeting(kind="pd", title="Of another goal", pd_format="lab", minutes=60, goal_id=other, state="confirmed"),
        LibraryItem(kind="unit", name="Fractions", goal_id=goal, next_review_on=date(2026, 2, 2)),
    )
    for name, span in (("Winter", WINTER), ("Spring", SPRING)):  # read in winter; the target spans spring too
        found = desk.read(window_links, windows[name], *span)
        assert [[each.title for each in rows] for rows in found] == [
            ["Math proficiency"], ["Peer tutors"], ["Number talks lab"], ["Fractions"],
        ]  # fmt: skip
    assert window_sentence(found, ENGLISH).splitlines() == [
        "Linked to this window. Look whether these still fit.",
        "Goals:",
        "\N{BULLET} Math proficiency, due Fri 5 Jun",
        "Tests:",
        "\N{BULLET} Peer tutors, due Fri 30 Jan",
        "Professional development:",
        "\N{BULLET} Number talks lab",
        "Units:",
        "\N{BULLET} Fractions, review Mon 2 Feb",
    ]


def test_a_window_nothing_hangs_on_says_nothing(desk, windows):
    goal, _measure = measured_goal(desk)
    found = desk.read(window_links, windows["Winter"], *WINTER)
    assert found.is_empty
    assert window_sentence(found, ENGLISH) == ""
    desk.run(commands.measuring.set_target, goal, math_target(aim=53.0))
    assert desk.read(window_links, windows["Winter"], *WINTER).is_empty  # never read in windows
