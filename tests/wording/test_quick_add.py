"""Quick add in words: dates in full, repeats, every doubt has a sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from il_desktop.domain.quick_add import Doubt, QuickBlock, read
from il_desktop.wording.format import ENGLISH
from il_desktop.wording.quick_add import choice_text, doubt_text, rule_text, when_text
from tests.domain.quick_add.golden import GOLDEN
from tests.domain.quick_add.school import MAPLE


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("budget every Tue 2-2:30 until Mar 13", "Every Tuesday until Fri 13 Mar"),
        ("budget Mon & Wed 2-2:30", "Every Monday and Wednesday"),
        ("ILT every other Monday 1-2", "Every 2 weeks on Monday"),
        ("bus duty weekdays 2:13-2:30", "Every weekday"),
        ("daily at 7:45 huddle", "Every day"),
        ("budget last Friday of the month at 2", "The last Friday of the month"),
        ("budget 2nd and 4th Tuesday of the month 9-9:30", "The second and fourth Tuesday of the month"),
        ("budget every month on the 5th at 9", "Day 5 of the month"),
        ("visit Tran every A day P3", "Every A day, P3"),
        ("visit Tran every other A day P3", "Every second A day, P3"),
        ("PLC every Tue and Thu P2", "Every Tuesday and Thursday, P2"),
        ("PLC each Thursday P2 until end of term", "Every Thursday, P2, to the end of Semester 1"),
        ("PD every early release day at 1", "Every Early release day"),
        ("arrival duty every school day 7:30-8:10", "Every school day"),
        ("budget tomorrow 9-10", ""),
    ],
)
def test_a_repeat_is_told(text: str, words: str):
    assert rule_text(read(text, MAPLE), ENGLISH, MAPLE.calendar) == words


def test_the_date_is_told_with_its_year():
    assert when_text(read("budget tomorrow 9-10", MAPLE), ENGLISH).replace("\N{NO-BREAK SPACE}", " ") == (
        "Thu 15 Jan 2026 9:00–10:00 AM"
    )
    assert when_text(QuickBlock(), ENGLISH) == ""


def test_every_doubt_the_grammar_can_have_has_a_sentence_of_its_own():
    folder = Path(__file__).parents[2] / "il_desktop" / "domain" / "quick_add"
    source = "".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    codes = set(re.findall(r'Doubt\(\s*"(\w+)"', source)) | set(re.findall(r'NoDate\("(\w+)"', source))
    codes |= {"until_month", "until_order", "start_order", "date_order"}
    assert len(codes) > 20
    for code in codes:
        doubt = Doubt(code, text="x", key="540", day=MAPLE.now.day)
        assert doubt_text(doubt, ENGLISH) != "This was not understood.", code


def test_every_choice_of_the_golden_phrases_is_told():
    for row in GOLDEN:
        for doubt in read(row.text, MAPLE).doubts:
            for choice in doubt.choices:
                assert choice_text(doubt, choice, ENGLISH), row.text
