"""Sentences of steps that exchange events with a calendar server."""

from __future__ import annotations

from il_desktop.domain.changes import StepLabel
from il_desktop.wording.format import Words, list_text
from il_desktop.wording.steps import Template


def _pulled(label: StepLabel, _words: Words) -> str:
    counts = [(label.number(name), name) for name in ("new", "changed", "removed")]
    parts = [f"{number} {name}" for number, name in counts if number]
    return f"Synced: {', '.join(parts)}" if parts else "Synced"


def _resolved(label: StepLabel, _words: Words) -> str:
    kept = {"mine": "kept ours", "theirs": "took theirs", "both": "kept both"}
    return f"Settled a calendar conflict: {list_text([kept.get(str(label.args.get('choice')), 'kept ours')])}"


def _set_up(_label: StepLabel, _words: Words) -> str:
    return "Set up a calendar server"


def _ended(_label: StepLabel, _words: Words) -> str:
    return "Stopped syncing with a calendar server"


def _noted(_label: StepLabel, _words: Words) -> str:
    return "Noted an exchange with a calendar server"


SENTENCES: dict[str, Template] = {
    "sync.setup": _set_up,
    "sync.end": _ended,
    "sync.pull": _pulled,
    "sync.resolve": _resolved,
    "sync.note": _noted,
    "sync.state": _noted,
}
