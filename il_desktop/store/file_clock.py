"""Which clock a file lives by: the computer's, but in the sample school one that starts in its own school year."""

from __future__ import annotations

import json

from il_desktop.domain import zones
from il_desktop.domain.clock import Clock, ShiftedClock, SystemClock
from il_desktop.domain.settings import Settings
from il_desktop.domain.walltime import WallTime
from il_desktop.store.reader import Reader


def file_clock(reader: Reader) -> Clock:
    """Return a running clock; the setting `sample_now` is the wall time it starts from."""
    stored = dict(reader.rows("SELECT key, value FROM setting WHERE key IN ('sample_now', 'tz')"))
    starts = json.loads(stored.get("sample_now", '""'))
    if not starts:
        return SystemClock()
    tz = json.loads(stored.get("tz", "null")) or Settings().tz
    return ShiftedClock.starting(zones.to_instant(WallTime.parse(starts), tz), SystemClock())
