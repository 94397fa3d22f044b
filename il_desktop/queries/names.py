"""The names of all known people, to be taken out of what leaves."""

from __future__ import annotations

import json

from il_desktop.domain.names_out import NamesOut
from il_desktop.store.reader import Reader

_PEOPLE = "SELECT given, family, ifnull(shown_as, ''), former_names FROM person"


def names_out(reader: Reader) -> NamesOut:
    """Return what takes the names out of texts: today's names of everybody in the file, and former ones."""
    found: list[tuple[str, str, str]] = []
    for given, family, shown, former in reader.rows(_PEOPLE):
        found.append((given, family, shown))
        found += [("", "", name) for name in json.loads(former or "[]")]
    return NamesOut(found)
