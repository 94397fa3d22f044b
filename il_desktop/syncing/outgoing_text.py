"""The text that is sent for a unit of ours: the export's, or the server's own with our changes in it."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import NamedTuple

from il_desktop.domain import zones
from il_desktop.interchange.caldav.plan import Action, Kind
from il_desktop.interchange.caldav.resource import (
    LOOK,
    TIME,
    WORDS,
    Instance,
    changed_groups,
    patched,
    read_resource,
    with_instances,
    with_single,
)
from il_desktop.queries.sync import OurSide, PulledBlock, PulledSeries


class NotSayable(Exception):
    """The change cannot be put into the server's text without losing something of theirs."""


class Sender(NamedTuple):
    """Makes texts for one run."""

    side: OurSide
    school_tz: str
    stamp: datetime

    def text(self, action: Action) -> str:
        """Return what is to be written for a push, empty for a deletion; raise NotSayable."""
        local, base = action.local, action.base
        if action.kind is Kind.PUSH_DELETE or local is None:
            return ""
        seen = base.note.seen if base else ""
        found = self.side.pulled.get(local.ref)
        groups = changed_groups(base.digest if base else "", local.digest)
        if found is None:
            return patched(seen, local.text, groups) if action.kind is Kind.PUSH_CHANGE and seen else local.text
        if isinstance(found, PulledBlock):
            words = found.title if WORDS in groups and not self._names(found.title) else None
            return with_single(seen, found.instance, words, self.stamp) if groups & {TIME, WORDS} else seen
        if groups - {LOOK} and base is not None and base.digest:
            raise NotSayable
        return self._series(seen, found)

    def _series(self, seen: str, found: PulledSeries) -> str:
        """Return their repetition with the dates that lie elsewhere here; dates put back to the rule cannot be said."""
        read = read_resource(seen, "", self.school_tz)
        events = [event for event in read.events if not event.is_extra] if read else []
        there: dict[date, Instance] = {}
        for event in events:
            if event.repeat:
                there |= {on: Instance(on, None, event.tz) for on in event.repeat.holes}
        there |= {
            event.override_on: Instance(event.override_on, event.span, event.tz, event.all_day)
            for event in events
            if event.override_on and event.refusal is None
        }
        if there.keys() - found.instances.keys():
            raise NotSayable
        return with_instances(
            seen,
            [each for on, each in sorted(found.instances.items()) if not _is_same(each, there.get(on))],
            self.stamp,
        )

    def _names(self, text: str) -> bool:
        return any(word in self.side.names for word in re.findall(r"\w+", text.casefold()))


def _is_same(here: Instance, there: Instance | None) -> bool:
    if there is None or here.span is None or there.span is None:
        return there is not None and here.span is None and there.span is None
    start = zones.to_instant(here.span.start, here.tz) == zones.to_instant(there.span.start, there.tz)
    return start and here.span.minutes == there.span.minutes
