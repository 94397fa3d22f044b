"""Identities that exports give to blocks, stable for life and not joinable between audiences; and those of imports."""

from __future__ import annotations

from uuid import UUID, uuid5

from il_desktop.domain.ids import stable_id
from il_desktop.interchange.ics.records import Audience

UID_SUFFIX = "@il-desktop"
_SPACE = UUID("6f1d3c1e-6c0b-5a57-9b43-0f3f5a0f7c11")


def base_uid(source: str, audience: Audience) -> str:
    """Return the part of an identity that a block or series always has for an audience."""
    return str(uuid5(_SPACE, f"{audience}:{source}"))


def uid_of(source: str, audience: Audience, suffix: str = "") -> str:
    """Return a VEVENT's UID; an occurrence has its series' with its original date (and period) behind it.

    `suffix` is that of a part of a series, see `splitting.part_suffix`.
    """
    series, mark, occurrence = source.partition("@")
    tail = "-" + occurrence.replace("-", "").replace("@", "-") if mark else ""
    return f"{base_uid(series, audience)}{tail}{suffix}{UID_SUFFIX}"


def series_id_of(key: str) -> str:
    """Return the id that the series of an import key has in every file: a series has no column for the key itself."""
    return stable_id("import", key)
