"""Sentences of steps that change the settings."""

from __future__ import annotations

from il_desktop.domain.changes import StepLabel
from il_desktop.wording.format import Words
from il_desktop.wording.steps import Template

_NAMES = {
    "school_name": "school name",
    "tz": "time zone",
    "work_start_min": "start of the work day",
    "work_end_min": "end of the work day",
    "theme": "look",
    "text_scale_pct": "text size",
    "first_weekday": "first day of the week",
    "clock_24h": "clock style",
    "protected_target_low_min": "protected-time target",
    "protected_target_high_min": "protected-time target",
    "recognition_days": "recognition rhythm",
    "currency": "currency",
}


def _changed(label: StepLabel, _words: Words) -> str:
    keys = label.text("keys").split(",")
    names = list(dict.fromkeys(_NAMES.get(key, "settings") for key in keys))
    return f"Changed the {names[0]}" if len(names) == 1 else "Changed the settings"


SENTENCES: dict[str, Template] = {"settings.change": _changed}
