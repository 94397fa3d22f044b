"""A place where another calendar is busy is told while something is dragged there, and beside what holds the time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from il_desktop import commands
from il_desktop.domain.blocks import Protection
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.interchange.ics.feed_rows import FeedRow
from il_desktop.views.shared.kit import PlainLabel
from il_desktop.views.week.feed_layer import lay
from tests.views.week.conftest import THU, TUE, WED, Hands

TZ = "America/New_York"


@pytest.fixture
def shared(quiet) -> Hands:
    """A call on Wednesday at 9, and the district's board on Wednesday at 13 and the Wednesday after."""
    desk = quiet.shell.desk
    feed_id = desk.run(commands.feeds.add_feed, "District", "https://example.org/d.ics")
    span = Span.of(WallTime.at(WED, 13), 60)
    row = FeedRow("ics:1", "Board", span, TZ, all_day=False, rule="FREQ=WEEKLY", holes=(), is_busy=True)
    desk.run(commands.feeds.take_refresh, feed_id, [row])
    quiet.add("Call", WallTime.at(WED, 9), 45)
    lay(quiet.shell, quiet.page)
    return quiet


def carry_to(hands: Hands, minute: int) -> str:
    """Hold the call over another time of its day; return the tip's line about others."""
    card = hands.card("Call")
    at = hands.middle(card)
    hands.press(at)
    hands.glide(at, hands.point(WED, minute + 22))
    return hands.grid.floating.busy_text(hands.grid.gestures.ghost)


def test_the_live_tip_tells_of_a_busy_time_and_of_nothing_else(shared):
    assert carry_to(shared, 13 * 60) == "busy elsewhere: Board (District)"
    shared.glide(shared.point(WED, 13 * 60 + 22), shared.point(WED, 15 * 60 + 22))
    assert shared.grid.floating.busy_text(shared.grid.gestures.ghost) == ""


def test_the_step_says_it_after_the_drop_and_asks_nothing(shared):
    carry_to(shared, 13 * 60)
    shared.release(shared.point(WED, 13 * 60 + 22))
    shared.settle()
    assert shared.card("Call").span.start == WallTime.at(WED, 13)
    assert shared.page.deeds.question is None
    assert shared.shell.desk.history().undo.args["elsewhere"] == 1


def test_keys_hear_it_as_well(shared, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr("il_desktop.views.shared.a11y.announce", lambda _, text, **__: said.append(text))
    shared.grid.focus_block(shared.card("Call").key)
    shared.key(Qt.Key.Key_M)
    for _ in range(16):
        shared.key(Qt.Key.Key_Down)
    assert said[-1].endswith("busy elsewhere: Board (District)")


def test_days_that_are_not_shown_are_known(shared):
    later = Span.of(WallTime.parse("2026-03-11T13:30"), 30)
    assert [each.title for each in shared.grid.others.met([later])] == ["Board"]
    assert not shared.grid.others.met([Span.of(WallTime.at(THU, 13), 30)])


def test_the_question_lists_it_and_the_free_place_leaves_it_alone(shared):
    shared.add("Rounds", WallTime.at(WED, 12), 90, protection=Protection.GUARDED)
    carry_to(shared, 13 * 60)
    shared.release(shared.point(WED, 13 * 60 + 22))
    shared.settle()
    question = shared.page.deeds.question
    assert question.isVisible()
    texts = [label.text() for label in question.findChildren(PlainLabel)]
    assert "Board" in texts
    assert "Another calendar is busy then" in texts
    assert question.next_free.text().endswith("2:00\N{NO-BREAK SPACE}PM")
    assert shared.card("Call").span.start == WallTime.at(WED, 9)


def test_without_a_subscription_nothing_is_asked(quiet):
    quiet.add("Call", WallTime.at(TUE, 9), 45)
    assert quiet.grid.others is None


def test_what_others_hold_is_never_drawn_over_the_live_tip(shared):
    carry_to(shared, 13 * 60)
    layer, tip = shared.grid.others, shared.grid.floating.tip_area
    assert not tip.isEmpty()
    alone = layer.grab(tip.toAlignedRect()).toImage()
    shared.glide(shared.point(WED, 13 * 60 + 22), shared.point(TUE, 9 * 60))
    moved = layer.grab(tip.toAlignedRect()).toImage()
    assert alone != moved
