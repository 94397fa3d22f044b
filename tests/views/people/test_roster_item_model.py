"""The roster and the dry run as models."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from il_desktop.commands.desk import Desk
from il_desktop.interchange.csv_roster import plan_roster
from il_desktop.queries.people import known_people, roster
from il_desktop.views.people.import_item_model import ImportItemModel
from il_desktop.views.people.roster_item_model import COLUMNS, FIRST_WEEK, RosterFilter, RosterItemModel
from il_desktop.wording.format import Words

TODAY = date(2026, 1, 16)
WARN = QAbstractItemModelTester.FailureReportingMode.Warning


def test_roster_and_its_filter_are_sound_models(qapp, sample_desk: Desk) -> None:
    model, kept = RosterItemModel(), RosterFilter()
    kept.setSourceModel(model)
    testers = [QAbstractItemModelTester(one, WARN) for one in (model, kept)]
    view = sample_desk.read(roster, TODAY)
    model.show(view, Words(), 14, 30)
    kept.sort(1, Qt.SortOrder.DescendingOrder)
    kept.set_words("chen")
    model.show(view, Words(), 5, 30)
    assert kept.rowCount() == 2
    assert model.columnCount() == COLUMNS
    assert len(testers) == 2


def test_week_cell_says_its_dots_in_words(qapp, sample_desk: Desk) -> None:
    model = RosterItemModel()
    view = sample_desk.read(roster, TODAY)
    model.show(view, Words(), 14, 30)
    row, week = next(
        (row, week)
        for row, person in enumerate(view.rows)
        for week, dots in enumerate(person.weeks)
        if (dots.visits, dots.talks) == (1, 1)
    )
    spoken = model.index(row, FIRST_WEEK + week).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "1 visit, 1 talked about"


def test_month_stands_over_its_first_week(qapp, sample_desk: Desk) -> None:
    model = RosterItemModel()
    model.show(sample_desk.read(roster, TODAY), Words(), 14, 30)
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(FIRST_WEEK, FIRST_WEEK + 12)]
    assert heads[-2:] == ["Jan\n5", "\n12"]
    model.set_first_week(11)
    assert model.headerData(FIRST_WEEK + 11, Qt.Orientation.Horizontal) == "Jan\n12"


def test_dry_run_is_a_sound_model_and_asks_first(qapp, sample_desk: Desk) -> None:
    model = ImportItemModel()
    tester = QAbstractItemModelTester(model, WARN)
    plan = plan_roster("First name,Last name\nNora,Feld\nMarcus,Chenn\n", sample_desk.read(known_people))
    model.show_plan(plan, {})
    assert [model.index(row, 0).data() for row in range(2)] == ["3", "2"]
    assert model.is_asked(0)
    assert not model.is_asked(1)
    model.clear()
    assert model.rowCount() == 0
    assert tester.model() is model
