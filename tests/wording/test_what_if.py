"""The words of a copy: steps for Undo, refusals, both weeks in figures, what no longer fits."""

from __future__ import annotations

from datetime import date

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.proposal import Action, Line, Loss, Wanted, Work
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.domain.what_if import Add, Drop, Level, Piece, Put, Standing, Take
from il_desktop.wording.format import Words
from il_desktop.wording.what_if import NOTHING, deed_text, outdated_text, pair_lines, refusal_text, sum_text

WORDS = Words(h24=True)
AT = Span.of(WallTime.at(date(2026, 1, 20), 9), 30)
PLC = Piece(Wanted("a", Work.BLOCK, "a", "PLC", 30, "plc_meeting", Category.INSTRUCTIONAL, Protection.FIRM), AT)
DROP = Line(Action.DROP, PLC.wanted, AT)


def test_every_step_has_its_name():
    later = AT.moved_to(AT.start.plus(60))
    assert deed_text(Put("a", later), PLC, WORDS) == "“PLC” to Tue 10:00"
    assert deed_text(Put("a", Span(AT.start, AT.end.plus(15))), PLC, WORDS) == "“PLC” 45 min long"
    assert deed_text(Level("a", Protection.GUARDED), PLC, WORDS) == "“PLC” Guarded"
    assert deed_text(Drop("a"), PLC, WORDS) == "“PLC” let go"
    assert deed_text(Drop("a"), None, WORDS) == "a block let go"
    assert deed_text(Add(PLC), None, WORDS) == "new “PLC”"
    assert deed_text(Take((DROP,)), None, WORDS) == "plan of 1 line"
    assert deed_text(Take((DROP,), (Loss(AT, "other"),)), None, WORDS) == "lost time"


def test_both_weeks_stand_beside_each_other_under_their_names():
    rows = pair_lines(Standing(60, 3, 2, 1, 90, 0, 0, 2, 50, 45), Standing(75, 4, 3, 3, 90, 2, 1, 3, 65, 0))
    assert rows[0] == ("", "As it is", "Copy")
    assert rows[1] == ("Protected time", "1 h", "1 h 15")
    assert rows[2] == ("Likely kept", "50 min", "1 h 05")
    assert rows[4] == ("Teachers visited", "2", "3")
    assert rows[5] == ("Talks in time", "1 of 2", "3 of 3")
    assert rows[7:] == [("Owed make-ups", "45 min", "0 min"), ("Moved", "", "2"), ("Let go", "", "1")]


def test_refusals_and_sums_are_sentences():
    assert refusal_text("immovable", "Duty").startswith("“Duty” is Immovable.")
    assert sum_text((), 0) == NOTHING
    assert sum_text((DROP,), 0) == "1 difference."
    assert sum_text((DROP, DROP), 1).startswith("2 differences. 1 cannot be adopted like this")
    assert outdated_text(("PLC",), 3).endswith("Adopt the other 3?")
    assert outdated_text(("PLC",), 0).endswith("nothing else is left to adopt.")
