"""What lies behind the week: the colours of the ideal week and the plan as first made; off at first, never a column."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt

from il_desktop import commands
from il_desktop.domain.baseline import PlannedBlock
from il_desktop.domain.blocks import BlockRef, Category
from il_desktop.domain.ideal import USUAL_SET
from il_desktop.domain.series_draft import SeriesDraft
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.review import stable_ref
from tests.views.week.conftest import FRI, MON, THU, TUE, WED, Hands

Key = Qt.Key
OFFICE = "Office work, prep, e-mail"  # a deleted block goes by its kind


def keep_plan(hands: Hands) -> None:
    """Keep the week as it stands as its first plan."""
    blocks = [
        PlannedBlock(stable_ref(card), card.span, card.activity_key, card.protection) for card in hands.cards()
    ]  # fmt: skip
    hands.shell.desk.run(commands.baseline.write_baseline, MON, blocks)


@pytest.fixture
def planned(quiet) -> Hands:
    """Three blocks whose first places are kept, then one moved, one deleted, one left."""
    desk = quiet.shell.desk
    for title, day in (("Moved", TUE), ("Gone", WED), ("Stays", THU)):
        quiet.add(title, WallTime.at(day, 9), 60)
    keep_plan(quiet)
    moved = desk.run(commands.schedule.move_block, quiet.card("Moved").ref, WallTime.at(FRI, 13))
    assert moved
    desk.run(commands.schedule.delete_block, quiet.card("Gone").ref)
    quiet.settle()
    return quiet


def pixel(hands: Hands, day, minute: int, share: float = 0.5) -> str:
    point = hands.point(day, minute, share)
    return hands.grid.grab().toImage().pixelColor(point).name()


def test_nothing_lies_behind_the_week_until_it_is_asked_for(planned):
    assert planned.page.layers == set()
    assert planned.grid.state.under is None


def test_the_first_places_of_moved_and_deleted_blocks_are_outlined_and_told(planned):
    before = pixel(planned, WED, 540, 0.5), len(planned.grid.layout_now.boxes), planned.steps()
    planned.key(Key.Key_F)
    places = planned.grid.state.under.first.places
    assert [(place.title, place.span.start) for place in places] == [
        ("Moved", WallTime.at(TUE, 9)), (OFFICE, WallTime.at(WED, 9)),
    ]  # fmt: skip
    said = planned.shell.messages.last.replace("\N{NO-BREAK SPACE}", " ")
    assert said == f"2 blocks first stood elsewhere: Moved Tue 13 Jan 9:00 AM and {OFFICE} Wed 14 Jan 9:00 AM."
    assert (len(planned.grid.layout_now.boxes), planned.steps()) == before[1:]
    row = planned.grid.grab().toImage()
    area = planned.point(WED, 541, 0.5)
    line = {row.pixelColor(QPoint(area.x() + x, area.y() + y)).name() for x in range(12) for y in range(-2, 3)}
    assert len(line) > 1
    planned.key(Key.Key_F)
    assert planned.grid.state.under is None
    assert pixel(planned, WED, 540, 0.5) == before[0]


def test_a_block_moved_back_has_no_first_place_any_more(planned):
    planned.key(Key.Key_F)
    planned.shell.desk.run(commands.schedule.move_block, planned.card("Moved").ref, WallTime.at(TUE, 9))
    planned.settle()
    assert [place.title for place in planned.grid.state.under.first.places] == [OFFICE]


def test_a_missed_date_of_a_series_and_one_that_went_its_own_way(quiet):
    desk = quiet.shell.desk
    draft = SeriesDraft("Rounds", "office_work", WallTime.at(MON, 9), 45, "FREQ=DAILY", on_no_school="keep")
    desk.run(commands.series.create_series, draft)
    quiet.settle()
    keep_plan(quiet)
    desk.run(commands.schedule.move_block, quiet.card("Rounds", TUE).ref, WallTime.at(TUE, 14))
    desk.run(commands.schedule.delete_block, quiet.card("Rounds", WED).ref)
    quiet.settle()
    quiet.key(Key.Key_F)
    assert [(place.title, place.span.start.day) for place in quiet.grid.state.under.first.places] == [
        ("Rounds", TUE), ("Rounds", WED),
    ]  # fmt: skip


def test_days_without_a_kept_plan_say_so(quiet):
    quiet.key(Key.Key_F)
    assert "No first plan is kept" in quiet.shell.messages.last


def test_the_ideal_weeks_colours_lie_under_the_days_by_weekday(quiet):
    desk = quiet.shell.desk
    plain = pixel(quiet, WED, 600), pixel(quiet, THU, 600)
    desk.run(commands.ideal.paint_bands, USUAL_SET, [str(WED.weekday())], 540, 720, Category.INSTRUCTIONAL)
    quiet.settle()
    quiet.key(Key.Key_I)
    assert pixel(quiet, WED, 600) != plain[0]
    assert pixel(quiet, THU, 600) == plain[1]
    assert quiet.shell.messages.last == "The colours of the ideal week lie behind the days."
    quiet.page.show_week(WED + timedelta(days=7))
    assert quiet.grid.state.under.bands[WED + timedelta(days=7)]


def test_days_off_have_no_ideal(week):
    desk, holiday = week.shell.desk, date(2026, 1, 19)
    weekdays = [str(day) for day in range(5)]
    desk.run(commands.ideal.paint_bands, USUAL_SET, weekdays, 540, 720, Category.INSTRUCTIONAL)
    week.page.show_week(holiday)
    week.key(Key.Key_I)
    bands = week.grid.state.under.bands
    assert holiday not in bands
    assert bands[holiday + timedelta(days=1)]


def test_without_an_ideal_week_the_way_to_one_is_told(quiet):
    quiet.key(Key.Key_I)
    assert quiet.shell.messages.last.startswith("No ideal week is painted yet.")


def test_this_computer_remembers_what_lies_behind(open_week, make_shell, desk):
    first = open_week(make_shell(desk))
    first.key(Key.Key_I)
    assert first.shell.actions.action("week.show_ideal").isChecked()
    again = open_week(make_shell(desk))
    assert again.page.layers == {"ideal"}
    assert again.shell.actions.action("week.show_ideal").isChecked()
    again.key(Key.Key_I)
    assert open_week(make_shell(desk)).page.layers == set()


def test_added_blocks_have_no_first_place(planned):
    card = planned.add("Added", WallTime.at(FRI, 15), 30)
    added = PlannedBlock(card.key, card.span, card.activity_key, card.protection, is_added=True)
    planned.shell.desk.run(commands.baseline.write_baseline, MON, [added])
    planned.shell.desk.run(commands.schedule.move_block, BlockRef(card.key), WallTime.at(FRI, 16))
    planned.settle()
    planned.key(Key.Key_F)
    assert "Added" not in [place.title for place in planned.grid.state.under.first.places]
