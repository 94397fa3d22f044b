from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from il_desktop.domain.settings import Settings
from il_desktop.views.settings.preferences import Preferences
from il_desktop.views.shared.fields import ParsedField


@pytest.fixture
def preferences(qtbot, shell) -> Preferences:
    dialog = Preferences(shell)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def type_into(field: ParsedField, text: str) -> None:
    field.line.setText(text)
    field.commit()


def test_a_change_is_saved_at_once_as_one_step(qtbot, shell, preferences) -> None:
    type_into(preferences._fields["school_name"], "Maple Hollow")
    assert shell.settings().school_name == "Maple Hollow"
    shell.desk.undo()
    shell.hub.flush()
    assert preferences._fields["school_name"].line.text() == "My school"


def test_choices_are_saved_in_their_own_type(qtbot, shell, preferences) -> None:
    wishes = [
        ("clock_24h", "24", True), ("first_weekday", "6", 6), ("theme", "dark", "dark"),
        ("remind_default_min", "5", 5), ("remind_quiet", "0", False), ("tray", "0", False),
    ]  # fmt: skip
    for key, wanted, value in wishes:
        choice = preferences._choices[key]
        choice.set_key(wanted)
        choice.chosen.emit(wanted)
        assert getattr(shell.settings(), key) == value


def test_a_day_that_ends_before_it_begins_is_refused_at_the_field(qtbot, shell, preferences) -> None:
    field = preferences._fields["work_end_min"]
    type_into(field, "6:00")
    assert field.reason.isVisible()
    assert shell.settings().work_end_min == Settings().work_end_min


@pytest.mark.parametrize(("key", "text"), [("tz", "Mars/Base"), ("text_scale_pct", "huge"), ("work_start_min", "soon")])
def test_rubbish_is_refused_at_the_field(qtbot, shell, preferences, key: str, text: str) -> None:
    before = shell.settings()
    field = preferences._fields[key]
    type_into(field, text)
    assert not field.is_valid
    assert field.reason.text()
    assert shell.settings() == before


def test_reset_puts_the_defaults_of_one_tab_back_as_one_step(qtbot, shell, preferences) -> None:
    type_into(preferences._fields["school_name"], "Maple Hollow")
    type_into(preferences._fields["protected_target_low_min"], "5 h")
    preferences.tabs.setCurrentIndex(0)
    preferences.reset_tab()
    assert shell.settings().school_name == "My school"
    assert shell.settings().protected_target_low_min == 300
    shell.desk.undo()
    assert shell.settings().school_name == "Maple Hollow"


def test_the_currency_is_written_without_figures_and_empty_is_the_computers(shell, preferences) -> None:
    field = preferences._fields["currency"]
    for text, kept in (("CHF", "CHF"), ("10", "CHF"), ("", "")):
        field.line.setText(text)
        field.commit()
        assert shell.settings().currency == kept


def test_what_goals_and_groups_are_judged_by_is_set_here(shell, preferences) -> None:
    for key, text, value in (
        ("min_n", "12", 12), ("min_staff_n", "6", 6), ("max_active_goals", "3", 3), ("stale_days", "21", 21),
        ("pace_on_track", "0.95", 0.95), ("pace_at_risk", "0.7", 0.7),
    ):  # fmt: skip
        type_into(preferences._fields[key], text)
        assert getattr(shell.settings(), key) == value
    type_into(preferences._fields["pace_at_risk"], "0.99")
    assert shell.settings().pace_at_risk == 0.7
    assert preferences._fields["pace_at_risk"].reason.text()
    preferences.tabs.setCurrentIndex(2)
    preferences.reset_tab()
    assert (shell.settings().min_n, shell.settings().pace_on_track) == (10, 0.9)


def test_the_principal_is_chosen_among_the_staff(qtbot, sample_shell) -> None:
    dialog = Preferences(sample_shell)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    before = sample_shell.settings().principal_id
    assert dialog.principal.currentData() == before
    other = next(row for row in range(1, dialog.principal.count()) if dialog.principal.itemData(row) != before)
    dialog.principal.setCurrentIndex(other)
    dialog.principal.activated.emit(other)
    assert sample_shell.settings().principal_id == dialog.principal.itemData(other) != before
    sample_shell.desk.undo()
    sample_shell.hub.flush()
    assert dialog.principal.currentData() == before
