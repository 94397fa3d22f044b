"""Writes one calendar that Outlook takes as it is: METHOD:PUBLISH, no organizer, stable identities.

The same data gives the same bytes. Which words an audience sees is decided by `content`, which repetitions fit by
`rules`, zones by `vtimezone`. Property order and values follow MS-OXCICAL; the reasons stand in docs/decisions/0006.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from il_desktop.domain import zones
from il_desktop.domain.walltime import WallTime
from il_desktop.interchange.ics.content import Content, content_for
from il_desktop.interchange.ics.identity import event_uid, uid_of
from il_desktop.interchange.ics.records import Audience, ExportEvent, ExportSource, Face
from il_desktop.interchange.ics.rules import SeriesPart, rule_text
from il_desktop.interchange.ics.splitting import part_suffix, parts_of
from il_desktop.interchange.ics.text import escape, fold, shorten
from il_desktop.interchange.ics.vtimezone import zone_lines
from il_desktop.interchange.ics.windows_zones import windows_name

PRODID = "-//IL Desktop//Calendar export//EN"
_REFRESH = "PT1H"  # a hint to readers of a feed, which many do not take


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """What will be written: rules that Outlook holds and single events, sorted: the same data gives the same bytes."""

    audience: Audience
    parts: tuple[SeriesPart, ...]
    singles: tuple[ExportEvent, ...]
    zones: tuple[tuple[str, ...], ...]  # lines of each VTIMEZONE
    names: frozenset[str] = frozenset()
    flattened: int = 0  # series that go out as single events
    tag: str = ""  # a category on every event, with which all of this file can be selected and deleted
    sequences: Mapping[str, int] = field(default_factory=dict)  # by UID of an instance; 0 is not written
    name: str = ""  # of the calendar that Outlook opens, for whole calendars alone
    is_feed: bool = False  # says how often to look again
    windows_names: bool = False  # of time zones, for programs that do not read IANA's

    @property
    def count(self) -> int:
        """How many VEVENTs the file will hold."""
        return len(self.parts) + len(self.singles) + sum(len(part.moved) for part in self.parts)


def plan_export(
    source: ExportSource,
    audience: Audience,
    *,
    tag: str = "",
    sequences: Mapping[str, int] | None = None,
    dated: bool = False,
) -> ExportPlan:
    """Decide what goes out for an audience; what it may not see at all is left out here.

    With a tag, or `dated`, a rule's identity also names its first date: a later file with the next dates does not
    replace it.
    """
    parts: list[SeriesPart] = []
    alone = source.events + (source.school if audience is Audience.PUBLIC else ())
    singles = [event for event in alone if content_for(event.face, audience, source.names)]
    texts: dict[str, tuple[str, ...]] = {}
    flattened = 0
    first_year, last_year = _years(source)
    for series in source.series:
        split = parts_of(series)
        instances = split.singles
        found = {rule.series.tz: zone_lines(rule.series.tz, first_year, last_year) for rule in split.rules}
        if any(lines is None for lines in found.values()):
            instances = series.instances  # a zone without a yearly rule: in UTC, date by date
        elif split.rules:
            # A part may look otherwise than its series: one that the audience does not see is not written.
            rules = [_dated(rule) for rule in split.rules] if tag or dated else split.rules
            shown = (rule for rule in rules if content_for(rule.series.face, audience, source.names))
            parts += [_without_unseen(rule, audience, source.names) for rule in shown]
            texts.update((tz, lines) for tz, lines in found.items() if lines)
        if not (split.rules and instances is split.singles) and content_for(series.face, audience, source.names):
            flattened += 1
        singles += [event for event in instances if content_for(event.face, audience, source.names)]
    # By time and UID: the same bytes again from a file that only imported them.
    parts.sort(key=lambda part: (part.first, part.series.starts.minute, _part_uid(part, audience)))
    singles.sort(key=lambda event: (_utc(event.span.start, event.tz), event_uid(event, audience)))
    written = tuple(texts[name] for name in sorted(texts))
    return ExportPlan(audience, tuple(parts), tuple(singles), written, source.names, flattened, tag, sequences or {})


def write_calendar(plan: ExportPlan) -> Iterator[str]:
    """Yield the file's text piece by piece, CRLF line ends included; encode it as UTF-8 without a byte-order mark."""
    yield from (f"{line}\r\n" for line in ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODID}", "CALSCALE:GREGORIAN"))
    yield "METHOD:PUBLISH\r\n"
    if plan.name:
        yield f"{fold(f'X-WR-CALNAME:{escape(plan.name)}')}\r\n"
    if plan.is_feed:
        yield f"REFRESH-INTERVAL;VALUE=DURATION:{_REFRESH}\r\nX-PUBLISHED-TTL:{_REFRESH}\r\n"
    for lines in plan.zones:
        yield "".join(f"{_zone_line(line, plan)}\r\n" for line in lines)
    looks = _Looks(plan)
    for part in plan.parts:
        yield _series_text(part, looks)
    for event in plan.singles:
        yield _single_text(event, looks)
    yield "END:VCALENDAR\r\n"


class _Looks:
    """The lines that depend on the face alone, made once a face: a year has thousands of blocks and thirty faces."""

    def __init__(self, plan: ExportPlan) -> None:
        self.audience = plan.audience
        self.sequences = plan.sequences
        self.windows_names = plan.windows_names
        self._names = plan.names
        self._tag = plan.tag
        self._made: dict[Face, str] = {}

    def text(self, face: Face) -> str:
        made = self._made.get(face)
        if made is None:
            content = content_for(face, self.audience, self._names)
            made = self._made[face] = _content_text(content, self._tag) if content else ""
        return made

    def sequence(self, events: Iterable[ExportEvent]) -> int:
        """Return how often what goes out as one entry was changed since it first went out."""
        if not self.sequences:
            return 0
        return max((self.sequences.get(event_uid(event, self.audience), 0) for event in events), default=0)

    def zone(self, tz: str) -> str:
        """Return the name that a zone goes by in this file."""
        return windows_name(tz) if self.windows_names else tz


def _content_text(content: Content, tag: str) -> str:
    lines = [f"SUMMARY:{escape(shorten(content.summary))}"]
    if content.description:
        lines.append(f"DESCRIPTION:{escape(content.description)}")
    if content.place:
        lines.append(f"LOCATION:{escape(content.place)}")
    categories = (*content.categories, tag) if tag else content.categories
    if categories:
        lines.append("CATEGORIES:" + ",".join(escape(category) for category in categories))
    lines += [
        "CLASS:PRIVATE" if content.is_private else "CLASS:PUBLIC",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT" if content.busy == "FREE" else "TRANSP:OPAQUE",
        f"X-MICROSOFT-CDO-BUSYSTATUS:{content.busy}",
        f"X-MICROSOFT-CDO-IMPORTANCE:{2 if content.is_important else 1}",
        f"PRIORITY:{1 if content.is_important else 5}",
    ]
    if content.alarm_min is not None:
        # Minutes before the start: Outlook does not look at the sign (MS-OXCICAL 2.1.3.1.1.20.62).
        trigger = f"TRIGGER:-PT{content.alarm_min}M"
        lines += ["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Reminder", trigger, "END:VALARM"]
    return "".join(f"{fold(line)}\r\n" for line in lines)


def _single_text(event: ExportEvent, looks: _Looks) -> str:
    if event.all_day:
        last = event.span.end.day + timedelta(days=1 if event.span.end.minute else 0)
        times = f"DTSTART;VALUE=DATE:{event.span.start.day:%Y%m%d}\r\nDTEND;VALUE=DATE:{last:%Y%m%d}\r\n"
    else:
        start, end = _utc(event.span.start, event.tz), _utc(event.span.end, event.tz)
        times = f"DTSTART:{start}\r\nDTEND:{end}\r\n"
    head = _head(event_uid(event, looks.audience), event.changed_at, event.created_at, looks.sequence((event,)))
    return f"{head}{times}{looks.text(event.face)}END:VEVENT\r\n"


def _series_text(part: SeriesPart, looks: _Looks) -> str:
    series = part.series
    start = WallTime(part.first, series.starts.minute)
    zone = f";TZID={looks.zone(series.tz)}:"
    until = _utc(WallTime(part.last, series.starts.minute), series.tz)
    lines = [
        f"DTSTART{zone}{_local(start)}",
        f"DTEND{zone}{_local(start.plus(series.duration_min))}",
        f"RRULE:{rule_text(part.shape, until)}",
    ]
    if part.holes:
        lines.append(f"EXDATE{zone}" + ",".join(_local(WallTime(day, series.starts.minute)) for day in part.holes))
    uid = _part_uid(part, looks.audience)
    apart = {event.source for event in part.moved}
    sequence = looks.sequence(event for event in series.instances if event.source not in apart)
    head = _head(uid, _last_change(part), series.created_at, sequence)
    times = "".join(f"{fold(line)}\r\n" for line in lines)
    changed = (_moved_text(event, part, uid, looks) for event in part.moved)
    return f"{head}{times}{looks.text(series.face)}END:VEVENT\r\n{''.join(changed)}"


def _moved_text(event: ExportEvent, part: SeriesPart, uid: str, looks: _Looks) -> str:
    """Return one changed instance of a series: the same UID, named by the time at which the rule has it."""
    zone = f";TZID={looks.zone(event.tz)}:"
    original = WallTime(event.on or event.span.start.day, part.series.starts.minute)
    lines = (
        f"RECURRENCE-ID{zone}{_local(original)}",
        f"DTSTART{zone}{_local(event.span.start)}",
        f"DTEND{zone}{_local(event.span.end)}",
    )
    head = _head(uid, event.changed_at, event.created_at, looks.sequence((event,)))
    times = "".join(f"{fold(line)}\r\n" for line in lines)
    return f"{head}{times}{looks.text(event.face)}END:VEVENT\r\n"


def _head(uid: str, changed_at: datetime, created_at: datetime, sequence: int) -> str:
    changed = _stamp(changed_at)
    uid = fold(f"UID:{escape(uid)}")
    text = f"BEGIN:VEVENT\r\n{uid}\r\nDTSTAMP:{changed}\r\nCREATED:{_stamp(created_at)}\r\nLAST-MODIFIED:{changed}\r\n"
    return f"{text}SEQUENCE:{sequence}\r\n" if sequence else text


def _part_uid(part: SeriesPart, audience: Audience) -> str:
    return uid_of(part.series.source, audience, part.suffix, part.series.uid)


def _zone_line(line: str, plan: ExportPlan) -> str:
    if not plan.windows_names or not line.startswith("TZID:"):
        return line
    return f"TZID:{windows_name(line.removeprefix('TZID:'))}"


def _without_unseen(part: SeriesPart, audience: Audience, names: frozenset[str]) -> SeriesPart:
    """Leave out changed instances that the audience does not see: they are gaps of the series then."""
    unseen = [event for event in part.moved if not content_for(event.face, audience, names)]
    if not unseen:
        return part
    holes = sorted([*part.holes, *(event.on for event in unseen if event.on)])
    return replace(part, holes=tuple(holes), moved=tuple(event for event in part.moved if event not in unseen))


def _dated(part: SeriesPart) -> SeriesPart:
    return replace(part, suffix=part.suffix or part_suffix(part.first, part.series.starts.minute))


def _last_change(part: SeriesPart) -> datetime:
    """Return the newest change of the series or of an occurrence: a moved one leaves a hole in the rule."""
    return max((event.changed_at for event in part.series.instances), default=part.series.changed_at)


def _years(source: ExportSource) -> tuple[int, int]:
    days = [event.span.start.day.year for series in source.series for event in series.instances]
    return (min(days), max(days)) if days else (1970, 1970)


def _local(moment: WallTime) -> str:
    return f"{_day_text(moment.day)}T{_clock_text(moment.minute)}"


@lru_cache(maxsize=4096)
def _day_text(day: date) -> str:
    return f"{day:%Y%m%d}"


@lru_cache(maxsize=1440)
def _clock_text(minute: int) -> str:
    return f"{minute // 60:02d}{minute % 60:02d}00"


@lru_cache(maxsize=4096)
def _stamp(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _utc(moment: WallTime, tz: str) -> str:
    offset = _day_offset(moment.day, tz)
    if offset is None:
        return _stamp(zones.to_instant(moment, tz))
    shifted = moment.plus(-offset)
    return f"{_local(shifted)}Z"


@lru_cache(maxsize=8192)
def _day_offset(day: date, tz: str) -> int | None:
    """Minutes east of UTC on a day without a clock change, None on a day with one; asked once a day."""
    before = zones.offset_minutes(WallTime(day, 0), tz)
    after = zones.offset_minutes(WallTime(day + timedelta(days=1), 0), tz)
    return before if before == after else None


def join(pieces: Iterable[str]) -> bytes:
    """Return a whole calendar as the bytes of its file."""
    return "".join(pieces).encode()
