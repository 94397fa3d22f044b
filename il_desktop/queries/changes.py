"""What changed in the file since a moment, read from the journal: every step that stands, newest first."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from il_desktop.domain.changes import StepLabel
from il_desktop.store.reader import Reader
from il_desktop.store.steps import step_label

MOST = 500
_STEPS = """
    SELECT seq FROM journal_step WHERE made_at >= ? AND state IN ('done', 'fixed')
      AND op NOT LIKE 'export.%' AND op NOT LIKE 'reminder.%' AND op NOT LIKE 'migration%'
    ORDER BY seq DESC LIMIT ?
"""


class ChangeLine(NamedTuple):
    """One step; `by_office` when it answered a proposal of the front office."""

    label: StepLabel
    by_office: bool


def changes_since(reader: Reader, moment: datetime) -> tuple[ChangeLine, ...]:
    """Return the steps made since a UTC moment, at most `MOST` of them."""
    since = moment.isoformat(timespec="microseconds").replace("+00:00", "Z")
    labels = (step_label(reader, seq) for (seq,) in reader.rows(_STEPS, (since, MOST)))
    return tuple(ChangeLine(label, label.op.startswith("office.")) for label in labels)
