"""Sentences of steps about calendars of others."""

from __future__ import annotations

from il_desktop.domain.changes import StepLabel
from il_desktop.wording.format import Words
from il_desktop.wording.steps import Template


def _added(_label: StepLabel, _words: Words) -> str:
    return "Subscribed to a calendar"


def _removed(_label: StepLabel, _words: Words) -> str:
    return "Unsubscribed from a calendar"


def _shown(label: StepLabel, _words: Words) -> str:
    return "Showed a calendar of others" if label.number("on") else "Hid a calendar of others"


def _noted(_label: StepLabel, _words: Words) -> str:
    return "Refreshed a calendar of others"


def _kept(_label: StepLabel, _words: Words) -> str:
    return "Kept a calendar of others as it was"


SENTENCES: dict[str, Template] = {
    "feed.add": _added,
    "feed.remove": _removed,
    "feed.show": _shown,
    "feed.refreshed": _noted,
    "feed.kept": _kept,
    "feed.failed": _noted,
}
