"""Settings: what they may be, and that they come back."""

from __future__ import annotations

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.errors import BadValue
from il_desktop.domain.setting_values import checked
from il_desktop.domain.settings import DayCycle, Settings
from il_desktop.queries.settings import settings
from tests.store import steps_for_tests as steps


def test_a_new_file_answers_with_the_defaults(desk: Desk) -> None:
    assert desk.read(settings) == Settings()


def test_a_change_is_read_back_and_undone(desk: Desk) -> None:
    cycle = DayCycle(("A", "B", "C"), "fixed", ("2026-01-05",))
    desk.run(commands.settings.change_settings, school_name="  Maple  Hollow ", day_cycle=cycle, pace_at_risk=0.5)
    assert desk.cached(settings).school_name == "Maple Hollow"
    assert desk.cached(settings).day_cycle == cycle
    desk.undo()
    assert desk.cached(settings) == Settings()


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("school_name", "", "empty"),
        ("school_name", "x" * 256, "too_long"),
        ("tz", "Mars/Olympus", "not_a_zone"),
        ("tz", "../../etc/passwd", "not_a_zone"),
        ("work_start_min", -1, "too_small"),
        ("work_start_min", 990 + 1, "too_large"),
        ("work_end_min", 449, "too_small"),
        ("work_end_min", "450", "not_a_number"),
        ("first_weekday", True, "not_a_number"),
        ("clock_24h", "yes", "not_a_choice"),
        ("theme", "pink", "not_a_choice"),
        ("pace_on_track", float("nan"), "too_small"),
        ("day_cycle", {"types": ["A", "A"]}, "not_a_choice"),
        ("day_cycle", {"restarts": ["soon"]}, "not_a_date"),
        ("weekly_bells", {"9": "x"}, "not_a_choice"),
        ("sample_now", "tomorrow", "not_a_time"),
        ("no_such_setting", 1, "not_a_choice"),
    ],
)
def test_a_wrong_value_is_refused_with_its_reason(desk: Desk, name: str, value: object, reason: str) -> None:
    with pytest.raises(BadValue) as refused:
        desk.run(commands.settings.change_settings, min_n=12, **{name: value})
    assert (refused.value.field, refused.value.reason) == (name, reason)
    assert desk.read(settings) == Settings(), "nothing of the command may be saved"
    assert desk.history().undo is None


def test_stored_values_that_cannot_be_used_leave_the_default(desk: Desk) -> None:
    for key, value in [("theme", "pink"), ("work_start_min", "8:00"), ("from_the_future", 1), ("min_n", 12)]:
        desk.run(steps.put_setting, key, value)
    assert desk.read(settings) == Settings(min_n=12)


def test_quick_changes_of_one_setting_are_one_step(desk: Desk) -> None:
    for percent in (110, 120, 130):
        desk.run(commands.settings.change_settings, text_scale_pct=percent)
    desk.undo()
    assert desk.read(settings).text_scale_pct == 100


def test_every_setting_has_a_rule() -> None:
    for name in Settings._fields:
        value = getattr(Settings(), name)
        assert checked(name, value) == value
