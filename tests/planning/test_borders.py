"""Problem files at the borders: refused with one sentence, or answered within the rules and the time."""

from __future__ import annotations

import json

import pytest

from il_desktop.domain.errors import BadProblem
from il_desktop.planning.check import check
from il_desktop.planning.problem import Answer
from il_desktop.planning.reading import read_problem
from il_desktop.planning.solve import solve
from il_desktop.wording.problems import problem_sentence


def block(**fields: object) -> dict[str, object]:
    plain = {"id": "a", "length": 2, "priority": 1, "category": "visit", "windows": [[0, 0, 8]]}
    return {**plain, **fields}


def problem(*blocks: dict[str, object], **fields: object) -> str:
    return json.dumps({"days": 2, "slots_per_day": 8, "fixed": [], "blocks": list(blocks), **fields})


def many(count: int, **fields: object) -> list[dict[str, object]]:
    return [block(id=f"b{number}", **fields) for number in range(count)]


def answers(text: str) -> list[Answer]:
    asked = read_problem(text)
    found = [solve(asked, solver, time_limit=0.3) for solver in ("search", "highs")]
    for answer in found:
        assert not check(asked, answer)
    return found


CHAIN = [block(id=f"b{n}", length=1, after=f"b{n - 1}" if n else None) for n in range(12)]
OVERLAP = [{"id": "x", "day": 0, "start": 0, "length": 5}, {"id": "y", "day": 0, "start": 2, "length": 4}]
# What is asked, and how many blocks a best plan leaves out.
ANSWERED = [
    ("nothing to place", problem(), 0),
    ("one slot", problem(block(length=1, windows=[[0, 0, 1]]), days=1, slots_per_day=1), 0),
    ("no window", problem(block(windows=[])), 1),
    ("longer than its windows", problem(block(length=9)), 1),
    ("letters of all scripts", problem(block(id="Zoë 🏫\u202e"), block(id="名前", after="Zoë 🏫\u202e")), 0),
    ("half a letter", problem(block(id="\ud800")), 0),
    ("events over each other", problem(block(), fixed=OVERLAP), 0),
    ("a gap longer than the week", problem(block(), fixed=[{**OVERLAP[0], "gap_after": 1_000_000}]), 1),
    ("the week is over", problem(block(), now=[2, 0]), 1),
    ("blocks far apart", problem(*many(2), gaps={"visit": 1_000_000}), 1),
    ("no gap", problem(*many(4), gaps={"visit": 0}), 0),
    ("nothing a day", problem(block(), caps={"visit": 0}), 1),
    ("caps of nobody", problem(block(), caps={"nobody": 0, "": 0}, gaps={"": 9}), 0),
    ("before and wish elsewhere", problem(block(windows=[[0, 4, 8]], previous=[1, 7], ideal=[0, 0])), 0),
    ("a chain longer than the day", problem(*CHAIN), 4),
    ("first has no place", problem(block(windows=[]), block(id="b", after="a")), 2),
    ("the same window again and again", problem(block(windows=[[0, 0, 8]] * 1000)), 0),
    ("far more than fits", problem(*many(1000)), 996),
]


@pytest.mark.parametrize(("text", "dropped"), [each[1:] for each in ANSWERED], ids=[each[0] for each in ANSWERED])
def test_problems_at_the_border_are_answered_within_the_rules(text, dropped):
    assert [len(answer.dropped) for answer in answers(text)] == [dropped, dropped]


REFUSED = [
    ("no days", problem(days=0)),
    ("no slots", problem(slots_per_day=0)),
    ("number for an id", problem(block(id=3))),
    ("true for a number", problem(block(priority=True))),
    ("not a number", problem(days=float("nan"))),
    ("endless", problem(block(length=float("inf")))),
    ("digits without end", problem(block(length=10**400))),
    ("the same id twice", problem(block(), block())),
    ("a ring", problem(block(after="b"), block(id="b", after="c"), block(id="c", after="a"))),
    ("behind the end", problem(now=[2, 1])),
    ("a wish in another year", problem(block(ideal=[400, 0]))),
    ("ten thousand blocks", problem(*many(10_000))),
    ("a year of minutes", problem(block(windows=[[day, 0, 540] for day in range(366)]), days=366, slots_per_day=540)),
]


@pytest.mark.parametrize("text", [each[1] for each in REFUSED], ids=[each[0] for each in REFUSED])
def test_what_cannot_be_is_refused_with_one_sentence(text):
    with pytest.raises(BadProblem) as caught:
        read_problem(text)
    sentence = problem_sentence(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_a_problem_of_the_largest_size_lets_go_when_its_time_is_up():
    """Counted by how often it asks, not by the clock: the fourth question says stop, and that is the end."""
    wide = [block(id=f"b{n}", windows=[[day, 0, 40] for day in range(5)], ideal=[n % 5, n % 40]) for n in range(1000)]
    asked = read_problem(problem(*wide, days=5, slots_per_day=40))
    questions = 0

    def cancel() -> bool:
        nonlocal questions
        questions += 1
        return questions > 3

    answer = solve(asked, "search", time_limit=60, cancel=cancel)
    assert not check(asked, answer)
    assert questions <= 8
