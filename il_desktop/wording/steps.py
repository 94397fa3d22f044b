"""The sentence of an undo step: what was done, in the past tense, with names and times.

The templates live beside their area, in `steps_<area>`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

from il_desktop.domain.changes import StepLabel
from il_desktop.wording.format import ENGLISH, Words

AREAS = (
    "schedule", "goals", "people", "recognition", "settings", "transfer", "school", "series", "review", "sync",
    "feeds", "tasks", "planner", "improvement",
    "office", "ideal", "awards", "library",
)  # fmt: skip


Template = Callable[[StepLabel, Words], str]


@cache
def _templates() -> dict[str, Template]:
    """Collect the areas' templates; loaded at the first sentence, not at start."""
    templates: dict[str, Template] = {}
    for area in AREAS:
        templates.update(import_module(f"il_desktop.wording.steps_{area}").SENTENCES)
    return templates


def known_operations() -> frozenset[str]:
    """Return the operation names that have a sentence."""
    return frozenset(_templates())


def step_sentence(label: StepLabel, words: Words = ENGLISH) -> str:
    """Say a step, for example `Moved PLC prep, Tue 9:00 -> Wed 10:30` with a real arrow, without a full stop."""
    return _templates()[label.op](label, words)
