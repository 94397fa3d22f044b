"""What a block says in little room: the name stays, the rest gives way in order."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QFontMetricsF

from il_desktop.domain.blocks import Category, GoalShare, Protection
from il_desktop.domain.walltime import WallTime
from il_desktop.views.shared import icons, theme
from il_desktop.views.week.faces import CATEGORY_GLYPH, LEVEL_GLYPH, STATE_GLYPH, FaceMaker, Ink
from il_desktop.views.week.measure import Measure
from il_desktop.wording.format import Words
from tests.views.week.made_week import FRIDAY_MORNING, MONDAY, card

WIDE, LOW, HIGH = 300.0, 17.0, 80.0


@pytest.fixture
def faces(qapp):
    maker = FaceMaker(theme.install(qapp, "light", 100), Words(h24=True))
    maker.set_moment(FRIDAY_MORNING, {"g1": "Goal 1"})
    return maker


def visit(**more):
    values = {"category": Category.INSTRUCTIONAL, "protection": Protection.GUARDED, "state": "kept"} | more
    return card(
        MONDAY, 491, 15, values.pop("title", "Visit Okoye"), values.pop("category"), values.pop("protection"), **values
    )


def texts(face) -> list[str]:
    return [run.text for run in face.runs]


def marks(face) -> list[str]:
    return [mark.name for mark in face.marks]


def test_one_line_shows_time_glyph_name_status_and_level(faces):
    face = faces.face(visit(), QSizeF(WIDE, LOW))
    assert texts(face) == ["8:11", "Visit Okoye"]
    assert set(marks(face)) == {"book-open", "check", "shield-check"}


def test_a_status_word_drops_the_time_not_the_name(faces):
    face = faces.face(visit(state="shortened"), QSizeF(WIDE, LOW))
    assert texts(face) == ["shortened", "Visit Okoye"]


@pytest.mark.parametrize("width", range(20, 200, 7))
@pytest.mark.parametrize("height", [LOW, 30.0, HIGH])
@pytest.mark.parametrize("state", ["kept", "shortened", "planned", "missed"])
def test_the_name_is_never_dropped_and_nothing_leaves_the_block(faces, width, height, state):
    one = visit(state=state, title="Lunch and families", place="Cafeteria", protection=Protection.IMMOVABLE)
    face = faces.face(one, QSizeF(width, height))
    names = [run for run in face.runs if run.ink is Ink.TITLE]
    assert names
    assert names[0].text
    for run in face.runs:
        font = faces.title_font if run.ink is Ink.TITLE else faces.small_font
        if width > 40:
            assert run.x + QFontMetricsF(font).horizontalAdvance(run.text) <= width + 4
    for mark in face.marks:
        assert 0 <= mark.x <= width - faces.glyph_px + 0.01


def test_marks_give_way_in_order_while_room_shrinks(faces):
    one = visit()
    seen = [
        (len(texts(face)), len(marks(face)))
        for face in (faces.face(one, QSizeF(width, LOW)) for width in (240, 140, 120, 100))
    ]
    assert seen[0] == (2, 3)
    assert [sum(pair) for pair in seen] == sorted((sum(pair) for pair in seen), reverse=True)


def test_a_tall_block_tells_hours_and_goal_or_length(faces):
    goal = visit(goals=(GoalShare("g1", 100),))
    assert "8:11–8:26 · Goal 1" in texts(faces.face(goal, QSizeF(WIDE, HIGH)))
    assert "8:11–8:26 · 15 min" in texts(faces.face(visit(), QSizeF(WIDE, HIGH)))


def test_a_long_name_breaks_into_two_lines_where_there_is_height(faces):
    face = faces.face(visit(title="Lunch and families"), QSizeF(110, HIGH))
    assert texts(face)[:2] == ["Lunch and", "families"]


def test_past_time_that_nobody_recorded_is_asked_about(faces):
    today = card(FRIDAY_MORNING.day, 500, 15, "Visit", Category.INSTRUCTIONAL)
    assert faces.status(today).word == "kept?"
    assert faces.status(visit(state="planned")).glyph == "circle-dashed"
    later = card(FRIDAY_MORNING.day, 700, 15, "Visit", Category.INSTRUCTIONAL)
    assert not any(faces.status(later)[:2])


def test_a_buffer_has_no_marks_of_its_own(faces):
    face = faces.face(card(MONDAY, 552, 25, "Buffer", is_buffer=True), QSizeF(WIDE, 30))
    assert texts(face) == ["9:12", "Buffer"]
    assert not marks(face)


def test_equal_blocks_share_one_face(faces):
    assert faces.face(visit(), QSizeF(WIDE, LOW)) is faces.face(visit(), QSizeF(WIDE, LOW))


def test_every_glyph_is_shipped():
    names = [*CATEGORY_GLYPH.values(), *LEVEL_GLYPH.values(), *STATE_GLYPH.values(), "check", "chevron-right"]
    assert all(icons.has(name) for name in names)


def test_the_moment_counts_to_the_minute(faces):
    one = card(FRIDAY_MORNING.day, 590, 15, "Visit", Category.INSTRUCTIONAL)
    faces.set_moment(WallTime(FRIDAY_MORNING.day, 604), {})
    assert faces.status(one).word == ""
    faces.set_moment(WallTime(FRIDAY_MORNING.day, 605), {})
    assert faces.status(one).word == "kept?"


def test_a_letter_never_reaches_beyond_a_block_too_narrow_for_it(qapp):
    measure = Measure(qapp.font())
    letter = measure.width("O")
    assert measure.elided("Open lab", letter) == "O"
    assert measure.elided("Open lab", letter - 8) == ""
