from __future__ import annotations

import inspect
from datetime import date
from pathlib import Path

import pytest

from il_desktop.domain import errors
from il_desktop.domain.blocks import Protection
from il_desktop.domain.protection import Conflict
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.wording.format import Words
from il_desktop.wording.problems import line_sentence, problem_sentence

FILE = Path("school.ildesk")
CONFLICT = Conflict("k", "Visits", Protection.GUARDED, Span.of(WallTime.at(date(2026, 1, 13), 9), 120), 30)
FIXED = Conflict("k", "Fire drill", Protection.IMMOVABLE, CONFLICT.span, 30)
EXAMPLES = [
    (errors.BadValue("start", "nine-ish", "not_a_time"), ["Start", "nine-ish", "9:05"]),
    (errors.BadFile(Path("a.ics"), "not_a_calendar"), ["a.ics", "not a calendar", "Nothing was changed"]),
    (
        errors.BadLines(
            Path("staff.csv"),
            (errors.LineProblem(3, "hired", "x", "not_a_date"), errors.LineProblem(7, "e-mail", "y", "not_an_email")),
        ),
        ["Lines 3 and 7", "staff.csv", "Nothing was imported"],
    ),
    (errors.BadProblem("ring", "block “a”", "after", "a → b"), ["Block “a”", "a → b", "no beginning"]),
    (errors.ProtectedTimeConflict((CONFLICT,)), ["Visits", "Guarded", "Tue 13 Jan 9:00–11:00"]),
    (errors.ProtectedTimeConflict((CONFLICT, FIXED)), ["Fire drill", "cannot give way"]),
    (errors.NotFound("goal", "x"), ["goal", "not there"]),
    (errors.HasChildren("goal", "x", {"goal": 2, "check_in": 1}), ["2 goals or steps and 1 check-in", "not deleted"]),
    (errors.NotFromShelf("PLC"), ["“PLC”", "not planned from the shelf"]),
    (errors.PlanOutdated(("PLC prep",)), ["“PLC prep”", "Nothing was done", "plan again"]),
    (errors.UndoBlocked("block.move"), ["cannot be taken back"]),
    (errors.PreferenceAsksReason("p", "private", "public"), ["more public", "say why"]),
    (errors.KeptPrivate("r", "p"), ["private", "Nothing was shared"]),
    (errors.UnclearName("Chan", ()), ["Nobody", "“Chan”", "Nothing was changed"]),
    (errors.UnclearName("Chen", ("Emily Chen (ELA)", "Marcus Chen")), ["“Chen”", "Emily Chen (ELA), Marcus Chen"]),
    (errors.IncompleteGoal("g", ("owner", "target")), ["an owner and a target", "draft"]),
    (errors.TooManyGoals("g", 5, 5), ["5 goals are active", "limit"]),
    (errors.LooksLikeStudents("title"), ["list of students", "write a group"]),
    (errors.SyncProblem("login", "dav.example.org"), ["dav.example.org", "app password", "Nothing was lost"]),
    (
        errors.SyncProblem("shrunk", "dav.example.org", "180/210"),
        ["dav.example.org lost 180 of 210", "Nothing", "keep"],
    ),
    (errors.SyncProblem("busy", "dav.example.org", "503", 90), ["busy", "wait 2 minutes"]),
    (errors.FileMissing(FILE), ["no file", "school.ildesk"]),
    (errors.NotOurFile(FILE), ["not an IL Desktop file"]),
    (errors.DamagedFile(FILE, ("x",), Path("b.zip")), ["damaged", "not opened", "b.zip"]),
    (errors.NewerFile(FILE, 9, 1), ["newer version", "9"]),
    (errors.FileInUse(FILE, "window 12"), ["another window", "window 12"]),
    (errors.FileLeased(FILE, "OFFICE-PC", "ann", "2026-01-16T14:12:00.000000Z"), ["OFFICE-PC (ann) since Fri 16 Jan"]),
    (errors.FileLeased(FILE, ""), ["another computer", "only be read", "ten minutes"]),
    (errors.ReadOnlyFile(FILE), ["reading only"]),
    (errors.FileExists(FILE), ["there already"]),
    (errors.StorageFault("full"), ["Not saved", "disk is full", "still here"]),
]


@pytest.mark.parametrize(("error", "parts"), EXAMPLES, ids=lambda value: type(value).__name__)
def test_a_problem_says_what_and_what_to_do(error, parts):
    sentence = problem_sentence(error, Words(h24=True))
    assert sentence.endswith(".")
    for part in parts:
        assert part in sentence


def test_every_problem_has_its_own_sentence():
    families = {errors.UserFacingError, errors.InputProblem, errors.RuleProblem, errors.FileProblem}
    kinds = {
        kind
        for _, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, errors.UserFacingError) and kind not in families
    }
    assert kinds == {type(error) for error, _ in EXAMPLES}


def test_a_bad_line_is_named_with_its_value_cut():
    sentence = line_sentence(errors.LineProblem(7, "hired", "x" * 100, "not_a_date"))
    assert sentence.startswith("Line 7, hired: “xxx")
    assert len(sentence) < 140
