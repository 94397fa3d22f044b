"""Identities that exports give to blocks, stable for life and not joinable between audiences; and those of imports."""

from __future__ import annotations

import re
from functools import lru_cache
from uuid import UUID, uuid5

from il_desktop.domain.ids import stable_id
from il_desktop.interchange.ics.records import Audience, ExportEvent

UID_SUFFIX = "@il-desktop"
_KEY_MARK = "ics:"
_NOT_A_UID = re.compile(r"(#\+?\d{4}-\d\d-\d\d(T\d\d:\d\d)?|~[0-9a-f]+)$")
_SPACE = UUID("6f1d3c1e-6c0b-5a57-9b43-0f3f5a0f7c11")


@lru_cache(maxsize=16384)  # asked for when sorting and again when writing
def base_uid(source: str, audience: Audience) -> str:
    """Return the part of an identity that a block or series always has for an audience."""
    return str(uuid5(_SPACE, f"{audience}:{source}"))


def uid_of(source: str, audience: Audience, suffix: str = "", known: str = "") -> str:
    """Return a VEVENT's UID; an occurrence has its series' with its original date (and period) behind it.

    `suffix` is that of a part of a series, see `splitting.part_suffix`. `known` is the UID that something imported came
    with: the user's own calendar keeps it; other readers get one of ours, for a foreign UID may hold names.
    """
    series, mark, occurrence = source.partition("@")
    tail = "-" + occurrence.replace("-", "").replace("@", "-") if mark else ""
    if known and audience is Audience.ME:
        name, at, host = known.rpartition("@") if "@" in known else (known, "", "")
        return f"{name}{tail}{suffix}{at}{host}"
    return f"{base_uid(series, audience)}{tail}{suffix}{UID_SUFFIX}"


def event_uid(event: ExportEvent, audience: Audience) -> str:
    """Return the UID of one date."""
    return uid_of(event.source, audience, known=event.uid)


def imported_uid(key: str | None) -> str:
    """Return the UID in an import key; empty for the key of a changed, added or double date, or of a content."""
    if not key or not key.startswith(_KEY_MARK) or _NOT_A_UID.search(key):
        return ""
    return key.removeprefix(_KEY_MARK)


def series_id_of(key: str) -> str:
    """Return the id that the series of an import key has in every file: a series has no column for the key itself."""
    return stable_id("import", key)
