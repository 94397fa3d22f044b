"""A repeating block as a form or a line of text wants it, before it is checked and saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from il_desktop.domain.blocks import GoalShare, Protection
from il_desktop.domain.recurrence import SeriesRule
from il_desktop.domain.walltime import Span, WallTime


@dataclass(frozen=True, slots=True)
class SeriesDraft:
    """A wanted series. `activity_type` is an id or a key; no level means the activity type's, no zone the school's.

    `rule_kind` is outlook, rrule or school; `on_no_school` is skip, keep or next_contact_day. At most one of `until_on`
    and `count`. `start` is the first occurrence, or where the rule begins to be read. `people` are ids, `remind_min`
    minutes before each start.
    """

    title: str
    activity_type: str
    start: WallTime
    minutes: int
    rule: str
    rule_kind: str = "rrule"
    until_on: date | None = None
    count: int | None = None
    on_no_school: str = "skip"
    protection: Protection | None = None
    tz: str = ""
    is_buffer: bool = False
    goals: tuple[GoalShare, ...] = ()
    people: tuple[str, ...] = ()
    place: str = ""
    note: str = ""
    is_public: bool = False
    remind_min: int | None = None

    def when(self, tz: str) -> SeriesRule:
        """Return when it happens, told in `tz` unless the draft names a zone of its own."""
        return SeriesRule(
            self.rule_kind,
            self.rule,
            self.start,
            self.minutes,
            self.tz or tz,
            self.until_on,
            self.count,
            self.on_no_school,
        )


@dataclass(frozen=True, slots=True)
class Repeat:
    """How a block repeats, without saying what or at which time of day; the same words as in `SeriesDraft`."""

    rule: str
    rule_kind: str = "rrule"
    until_on: date | None = None
    count: int | None = None
    on_no_school: str = "skip"

    def of(self, span: Span, tz: str) -> SeriesRule:
        """Return when a block of that time happens."""
        return SeriesRule(
            self.rule_kind, self.rule, span.start, span.minutes, tz, self.until_on, self.count, self.on_no_school
        )
