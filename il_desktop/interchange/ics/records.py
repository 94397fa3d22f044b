"""What an export is made of, as frozen records: no notes; people, places and own titles only where asked for.

What was not read cannot leave by accident.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.walltime import Span, WallTime


class Audience(StrEnum):
    """Who will read an export; decides what it may say (defaults hold no names for anybody)."""

    ME = "me"
    OFFICE = "office"
    STAFF = "staff"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Scope:
    """How much of the calendar is asked for: which categories and kinds (empty means all), names, reminders.

    `with_names` lets own titles, places and people be read; content_for then shows them to me and the office alone.
    """

    categories: frozenset[Category] = frozenset()
    kinds: frozenset[str] = frozenset()  # keys of activity types
    with_names: bool = False
    with_alarms: bool = False

    def holds(self, category: Category, key: str) -> bool:
        """Whether a block of this kind is asked for: one of the categories or one of the kinds."""
        return not (self.categories or self.kinds) or category in self.categories or key in self.kinds


@dataclass(frozen=True, slots=True)
class Face:
    """What a block is, as far as an export may know.

    `title` is filled for public events and, like `place` and `people`, where names were asked for (`shows_names`).
    """

    activity_key: str
    activity_name: str
    category: Category
    protection: Protection
    is_buffer: bool = False
    is_public: bool = False
    title: str = ""
    shows_names: bool = False
    place: str = ""
    people: tuple[str, ...] = ()
    remind_min: int | None = None
    has_room: bool = False  # a flexible block that has another start left on its day


@dataclass(frozen=True, slots=True)
class ExportEvent:
    """One block at one time.

    `source` is its identity for life: the block's id, or `<series id>@<original date>[@<period>]` for any occurrence
    of a series, stored or not. `on` is that original date. Instants are the row's own, never the time of export.
    `uid` is the identity that an imported block or its series came with.
    """

    source: str
    face: Face
    span: Span
    tz: str
    changed_at: datetime
    created_at: datetime
    all_day: bool = False
    on: date | None = None
    uid: str = ""


@dataclass(frozen=True, slots=True)
class ExportSeries:
    """A repeating block with every instance that the app itself shows in the exported range, sorted by start.

    `rule` is RRULE text without UNTIL and COUNT, or None when it has no such form (school-day rules).
    `starts` anchors intervals; instances that differ from the series in time or face are singles on the way out.
    """

    source: str
    face: Face
    rule: str | None
    starts: WallTime
    duration_min: int
    tz: str
    changed_at: datetime
    created_at: datetime
    instances: tuple[ExportEvent, ...]
    uid: str = ""


@dataclass(frozen=True, slots=True)
class ExportSource:
    """Everything in the asked range, before an audience is chosen."""

    events: tuple[ExportEvent, ...]
    series: tuple[ExportSeries, ...]
    school: tuple[ExportEvent, ...] = ()  # holidays and terms, for the public alone
    names: frozenset[str] = frozenset()  # words of people's names, casefolded; a text that holds one is not exported
