"""A dragged visit or talk brings the day of its teacher along: a strip, a line of the tip, one read."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt

from il_desktop.domain.blocks import BlockRef
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.queries import teacher_day, timetable
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.teacher_day import TeacherDays, teacher_days
from il_desktop.queries.timetable import LessonCard
from il_desktop.views.week.teacher_strip import TeacherStrip
from tests.views.week.conftest import FRI, MON, THU, TUE, Hands

PERIODS = (
    LessonCard("P1", 488, 531, "plan"),
    LessonCard("P2", 534, 577, "teach", "Math 6, P2", "106", "s"),
    LessonCard("P3", 580, 623, "teach", "Math 7", "", "s", "Lee"),
    LessonCard("P4", 626, 669, "lunch"),
)
STRIP = TeacherStrip(TeacherDays("Okoye", {TUE: PERIODS}))


@pytest.mark.parametrize(
    ("start", "minutes", "text"),
    [
        ((9, 0), 30, "Okoye teaches P2: Math 6, room 106"),
        ((8, 10), 15, "Okoye is planning in P1"),
        ((9, 30), 30, "Okoye teaches P3: Math 7 for Lee"),
        ((10, 30), 15, "Okoye has lunch in P4"),
        ((15, 0), 15, "Okoye: no period then"),
    ],
)
def test_the_tip_says_what_the_teacher_does_for_most_of_the_place(start, minutes, text):
    assert STRIP.text(Span.of(WallTime.at(TUE, *start), minutes)) == text


def test_of_a_day_without_a_timetable_nothing_is_said():
    assert STRIP.text(Span.of(WallTime.at(THU, 9), 30)) == ""


def days_of(hands: Hands, ref: BlockRef, *days: date) -> TeacherDays | None:
    desk = hands.shell.desk
    known = desk.cached(timetable.timetable)
    return desk.read(teacher_days, ref, days, desk.cached(school_calendar), known)


@pytest.mark.parametrize(("title", "day"), [("Visit Okoye", FRI), ("Talk Larsen", FRI)])
def test_the_person_of_a_visit_and_of_a_talk_is_found(week, title, day):
    found = days_of(week, week.card(title, day).ref, MON, day)
    assert title.split()[1] in found.name
    assert [card.period_code for card in found.on(day)]
    assert {card.kind for card in found.on(day)} <= {"teach", "plan", "lunch", "team", "duty", "off", "away"}


def test_a_block_about_nobody_has_no_teacher(week):
    assert days_of(week, week.card("Weekly review").ref, FRI) is None
    assert days_of(week, BlockRef(None, "series", FRI), FRI) is None


def test_a_dragged_visit_shows_the_strip_and_reads_once(week, monkeypatch):
    reads: list[str] = []
    original = teacher_day.teacher_days

    def counted(*args):
        reads.append("read")
        return original(*args)

    monkeypatch.setattr(teacher_day, "teacher_days", counted)
    card = week.card("Visit Okoye", FRI)
    start = week.middle(card)
    layout = week.grid.layout_now
    taught = next(one for one in days_of(week, card.ref, THU).on(THU) if one.kind == "teach")
    target = week.point(THU, taught.start_min + 8)
    column = layout.column_of(THU)
    spot = QPoint(round(column.right - 3), week.point(THU, (taught.start_min + taught.end_min) // 2).y())
    before = week.grid.grab().toImage().pixelColor(spot)
    week.press(start)
    week.glide(start, target)
    assert week.grid.teacher is not None
    lesson = taught.section.removesuffix(f", {taught.period_code}")
    assert f"teaches {taught.period_code}: {lesson}, " in week.grid.floating.teacher_text(week.grid.gestures.ghost)
    assert week.grid.grab().toImage().pixelColor(spot) == week.shell.theme.tokens.instructional != before
    for minute in range(500, 800, 20):
        week.hover(week.point(THU, minute))
    assert reads == ["read"]
    week.key(Qt.Key.Key_Escape)
    assert week.grid.teacher is None
    assert week.grid.grab().toImage().pixelColor(spot) == before


def test_the_way_by_keys_tells_the_teacher_too(week):
    week.grid.focus_block(week.card("Visit Okoye", FRI).key)
    week.key(Qt.Key.Key_M)
    assert "Okoye" in week.grid.floating.teacher_text(week.grid.gestures.ghost)
    week.key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert week.grid.gestures.ghost.span.start.day == date(2026, 1, 23)
    assert "Okoye" in week.grid.floating.teacher_text(week.grid.gestures.ghost)
    week.key(Qt.Key.Key_Escape)


def test_other_blocks_are_dragged_without_a_strip(week):
    start = week.middle(week.card("Weekly review"))
    week.press(start)
    week.glide(start, start + QPoint(0, 40))
    assert week.grid.teacher is None
    week.key(Qt.Key.Key_Escape)
