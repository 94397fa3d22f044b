"""Every reason the planner gives has a sentence, with its facts in it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import il_desktop
from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.proposal import Action, Figures, Line, Note, Proposal, Wanted, Work
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.planning.explain import PRICES
from il_desktop.wording.format import Words
from il_desktop.wording.planner import NOTHING, figures_lines, lost_text, note_text, sum_text, when_text

ROOT = Path(il_desktop.__file__).parent
FILES = ("domain/what_if.py", "planning/proposing.py", "queries/planning.py", "queries/planning_wants.py")
TUESDAY = WallTime.parse("2026-01-20T09:00")


def codes() -> list[str]:
    found = {code for name in FILES for code in re.findall(r'Note\(\s*"(\w+)"', (ROOT / name).read_text("utf-8"))}
    return sorted(found | {"due", "overdue", "lost", "away", "no_school"} | {f"bend_{rule}" for rule in PRICES})


@pytest.mark.parametrize("code", codes())
def test_every_reason_has_its_sentence(code):
    text = "district" if code in ("reason", "debt") else "PLC"
    said = note_text(Note(code, 3, text, TUESDAY.day, Span.of(TUESDAY, 15)), Words(h24=True))
    assert said
    assert "_" not in said
    assert not said.endswith(".")


def test_facts_stand_in_the_sentences():
    words = Words(h24=True)
    assert note_text(Note("days_since", 17), words) == "17 school days since the last visit"
    assert note_text(Note("not_at", text="PLC", span=Span.of(TUESDAY, 15)), words) == "Tue 9:00 is taken by “PLC”"
    assert note_text(Note("debt", text="district", day=date(2026, 1, 13)), words) == "make up Tue 13 Jan: District"


def test_lost_time_and_sums_read_well():
    assert lost_text(Span.of(TUESDAY, 120), Words(h24=True)) == "Tue 9:00–11:00"
    assert lost_text(Span(TUESDAY, WallTime.parse("2026-01-22T16:00")), Words(h24=True)) == "Tue 9:00 – Thu 16:00"
    assert sum_text(Proposal(date(2026, 1, 19))) == NOTHING
    assert figures_lines(Figures(60, 1, 0, 30), Figures(90, 2, 1, 0))[0] == ("Protected time", "1 h", "1 h 30")


def test_another_length_and_another_level_are_told_where_a_line_leads():
    plc = Wanted("a", Work.BLOCK, "a", "PLC", 30, "plc_meeting", Category.INSTRUCTIONAL, Protection.FIRM)
    before, words = Span.of(TUESDAY, 30), Words(h24=True)
    longer = Line(Action.MOVE, plc, before, Span.of(TUESDAY, 45))
    assert when_text(longer, words) == "Tue 9:00–9:30 → Tue 9:00–9:45"
    later = Line(Action.MOVE, plc, before, before.moved_to(TUESDAY.plus(60)), level=Protection.GUARDED)
    assert when_text(later, words) == "Tue 9:00 → 10:00 · Firm → Guarded"
    assert when_text(Line(Action.LEVEL, plc, before, before, level=Protection.OPEN), words) == "Tue 9:00 · Firm → Open"
