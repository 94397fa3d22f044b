"""Problem files: what is read, and that everything senseless is refused with one sentence naming the item."""

from __future__ import annotations

import copy
import json

import pytest

from il_desktop.domain.errors import BadProblem
from il_desktop.planning.problem import Window
from il_desktop.planning.reading import problem_of, read_problem
from il_desktop.wording.problems import problem_sentence

GOOD = {
    "days": 2,
    "slots_per_day": 8,
    "slot_minutes": 15,
    "now": [0, 1],
    "fixed": [{"id": "bus", "day": 0, "start": 2, "length": 2, "gap_after": 1}],
    "blocks": [
        {
            "id": "a",
            "length": 2,
            "priority": 1,
            "category": "visit",
            "windows": [[0, 0, 8]],
            "ideal": [0, 4],
            "previous": None,
            "after": None,
        },
        {
            "id": "b",
            "length": 1,
            "priority": 4,
            "category": "talk",
            "windows": [[0, 0, 8], [1, 0, 8]],
            "ideal": None,
            "previous": [1, 3],
            "after": "a",
        },
    ],
    "caps": {"visit": 4},
    "gaps": {"visit": 1},
}


def changed(path: str, value: object) -> dict:
    """Return the good problem with one value replaced; `blocks.0.length` names it, `DELETE` takes it away."""
    data = copy.deepcopy(GOOD)
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    at = data
    for part in way:
        at = at[part]
    if value == "DELETE":
        del at[last]
    else:
        at[last] = value
    return data


def test_places_become_slots_of_the_week():
    problem = problem_of(GOOD)
    a, b = problem.blocks
    assert problem.now == 1
    assert problem.fixed[0].end == 4
    assert a.windows == (Window(0, 8),)
    assert a.ideal == 4
    assert (b.previous, b.after) == (11, "a")
    assert (problem.caps, problem.gaps, problem.slot_minutes) == ({"visit": 4}, {"visit": 1}, 15)


def test_what_may_be_left_out_has_a_plain_meaning():
    data = copy.deepcopy(GOOD)
    for key in ("now", "caps", "gaps", "slot_minutes"):
        del data[key]
    del data["fixed"][0]["gap_after"]
    for key in ("ideal", "previous", "after"):
        del data["blocks"][0][key]
    problem = problem_of(data)
    assert (problem.now, problem.caps, problem.gaps, problem.slot_minutes) == (0, {}, {}, 15)
    assert problem.fixed[0].gap_after == 0
    assert problem.blocks[0].ideal is problem.blocks[0].previous is problem.blocks[0].after is None


def test_a_week_that_is_over_can_be_asked_about():
    assert problem_of(changed("now", [2, 0])).now == 16


BAD = [
    ("days", 0, "“days” has to be from 1 to 366"),
    ("days", "5", "“days” has to be a whole number"),
    ("days", True, "whole number"),
    ("days", 1e300, "whole number"),
    ("slots_per_day", "DELETE", "“slots_per_day” is missing"),
    ("slots_per_day", 10**30, "from 1 to 1440"),
    ("now", [9, 0], "“now” lies outside"),
    ("now", [0], "“now” has to be [day, slot]"),
    ("now", None, "“now” has to be [day, slot]"),
    ("fixed", {}, "“fixed” has to be a list"),
    ("fixed", [3], "Fixed event number 1: it has to be an object"),
    ("fixed.0.id", 7, "Fixed event number 1: “id” has to be a text"),
    ("fixed.0.length", -2, "Fixed event “bus”: “length” has to be from 1"),
    ("fixed.0.length", 0, "Fixed event “bus”: “length” has to be from 1"),
    ("fixed.0.length", 7, "Fixed event “bus”: it reaches beyond the end of its day"),
    ("fixed.0.day", 2, "Fixed event “bus”: “day” has to be from 0 to 1"),
    ("fixed.0.gap_after", -1, "“gap_after” has to be from 0"),
    ("blocks", "DELETE", "“blocks” is missing"),
    ("blocks", [GOOD["blocks"][0]] * 10_000, "“blocks” has 10000 entries; this program plans 1000 at most"),
    ("blocks", [GOOD["blocks"][0]] * 2, "Block “a”: this id is there twice"),
    ("blocks.0.length", -1, "Block “a”: “length” has to be from 1"),
    ("blocks.0.length", 0, "Block “a”: “length” has to be from 1"),
    ("blocks.0.length", 1.5, "Block “a”: “length” has to be a whole number"),
    ("blocks.0.priority", 5, "Block “a”: “priority” has to be from 1 to 4"),
    ("blocks.0.priority", 0, "Block “a”: “priority” has to be from 1 to 4"),
    ("blocks.0.category", None, "Block “a”: “category” has to be a text"),
    ("blocks.0.windows", None, "Block “a”: “windows” has to be a list"),
    ("blocks.0.windows", [[0, 1]], "Block “a”: each of its windows has to be [day, from, to]"),
    ("blocks.0.windows", [[0, 0, 9]], "Block “a”: a window lies outside"),
    ("blocks.0.windows", [[5, 0, 3]], "Block “a”: a window lies outside"),
    ("blocks.0.windows", [[0, -1, 3]], "Block “a”: a window lies outside"),
    ("blocks.0.windows", [[0, 3, 3]], "Block “a”: a window ends before it begins"),
    ("blocks.0.ideal", [0, 8], "Block “a”: “ideal” lies outside"),
    ("blocks.0.previous", 4, "Block “a”: “previous” has to be [day, slot]"),
    ("blocks.0.after", 4, "Block “a”: “after” has to be a text"),
    ("blocks.1.after", "z", "Block “b”: it is to come after “z”, and there is no such block"),
    ("blocks.1.after", "bus", "Block “b”: it is to come after “bus”, and there is no such block"),
    ("blocks.1.after", "b", "Block “b”: it waits for itself (b)"),
    ("blocks.0.after", "b", "Block “a”: it waits for itself (a → b)"),
    ("caps", {"visit": -1}, "Caps: “visit” has to be from 0"),
    ("gaps", {"visit": "1"}, "Gaps: “visit” has to be a whole number"),
    ("gaps", [], "“gaps” has to be an object"),
]


@pytest.mark.parametrize(("path", "value", "part"), BAD, ids=lambda value: str(value)[:40])
def test_nonsense_is_refused_with_one_sentence_naming_the_item(path, value, part):
    with pytest.raises(BadProblem) as caught:
        problem_of(changed(path, value))
    sentence = problem_sentence(caught.value)
    assert part in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"days": ' + "9" * 5000 + "}"])
def test_what_is_no_json_is_refused(text):
    with pytest.raises(BadProblem):
        read_problem(text)


def test_nan_is_no_number():
    with pytest.raises(BadProblem):
        read_problem(json.dumps(changed("days", float("nan"))))


def test_windows_with_too_many_places_are_refused_before_anything_is_built():
    data = copy.deepcopy(GOOD)
    data["days"], data["slots_per_day"] = 366, 1440
    wide = [[day, 0, 1440] for day in range(366)]
    data["blocks"] = [{**GOOD["blocks"][0], "windows": wide}]
    with pytest.raises(BadProblem) as caught:
        problem_of(data)
    assert caught.value.reason == "too_many_places"
