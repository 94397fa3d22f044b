"""Settings: what they may be, and that they come back."""

from __future__ import annotations

import pytest

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.errors import BadValue
from il_desktop.domain.settings import DayCycle, Settings
from il_desktop.queries.settings import settings


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
        ("day_cycle", {"types": []}, "empty"),
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
