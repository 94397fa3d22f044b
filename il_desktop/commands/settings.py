"""Changes to the settings of the file, each value checked against its field."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from il_desktop.domain.errors import BadValue
from il_desktop.domain.setting_values import checked, plain, settings_from
from il_desktop.models.settings import Setting
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx

# Pairs in which the first may not pass the second.
_ORDERED = (
    ("work_start_min", "work_end_min"),
    ("protected_target_low_min", "protected_target_high_min"),
    ("pace_at_risk", "pace_on_track"),
)


@operation("settings.change")
def change_settings(tx: Tx, **values: Any) -> None:
    """Set fields of `domain.settings.Settings` by name; raise BadValue, with nothing changed, for a wrong one."""
    stored = {name: plain(checked(name, value)) for name, value in values.items()}
    rows = {row.key: row for row in tx.session.scalars(select(Setting))}
    _check_pairs({**{key: row.value for key, row in rows.items()}, **stored}, set(stored))
    for name, value in stored.items():
        if name in rows:
            rows[name].value = value
        else:
            tx.session.add(Setting(key=name, value=value))
    tx.say(keys=",".join(sorted(stored)))
    if len(stored) == 1:
        tx.merge_key(f"settings:{next(iter(stored))}")


def _check_pairs(merged: dict[str, Any], changed: set[str]) -> None:
    after = settings_from(merged)
    for low, high in _ORDERED:
        if changed & {low, high} and getattr(after, low) > getattr(after, high):
            field, other = (low, high) if low in changed else (high, low)
            reason = "too_large" if field == low else "too_small"
            limit = getattr(after, other)
            raise BadValue(field, str(getattr(after, field)), reason, limit if isinstance(limit, int) else None)
