"""One VEVENT to one record: its texts, times, rule and exceptions. What cannot be kept is said."""

from __future__ import annotations

import re
from datetime import date

from il_desktop.domain.text import TITLE_MAX, clean_line, clean_text
from il_desktop.domain.walltime import Span
from il_desktop.interchange.ics.components import Component
from il_desktop.interchange.ics.event_times import event_times
from il_desktop.interchange.ics.findings import Finding
from il_desktop.interchange.ics.incoming import Incoming
from il_desktop.interchange.ics.room import Room
from il_desktop.interchange.ics.values import Unreadable, read_duration, read_list, read_text
from il_desktop.interchange.ics.zone_resolver import ZoneResolver

MAX_UID = 900
MAX_REMIND_MIN = 40_320  # four weeks
_IGNORED_METHODS = frozenset({"REPLY", "COUNTER", "REFRESH", "DECLINECOUNTER"})
_REPEATING = frozenset({"RRULE", "RDATE", "EXRULE", "RECURRENCE-ID"})
_STAMP = re.compile(r"([12]\d{3})(\d\d)(\d\d)T([01]\d|2[0-3])([0-5]\d)([0-5]\d)Z")


def read_event(component: Component, resolver: ZoneResolver, room: Room, master_tz: str = "") -> list[Incoming]:
    """Return the event, and one more record for each additional date it names; a refused event has its reason.

    `master_tz` is the zone that the event's series is kept in: a changed date is named on the clock of its series.
    """
    resolver.enter(component)
    draft = _texts(component)
    refusal = _refusal_of(component, draft)
    if refusal and not component.first("DTSTART"):
        return [draft._replace(refusal=refusal)]
    try:
        placed, left_out = event_times(component, draft, resolver)
    except Unreadable as error:
        return [_identified(draft, None)._replace(refusal=refusal or error.finding)]
    placed = _identified(placed, placed.span)
    if refusal:
        return [placed._replace(refusal=refusal)]
    if component.firsts.keys().isdisjoint(_REPEATING):
        first, extra = placed, []
    else:
        from il_desktop.interchange.ics import repeating  # noqa: PLC0415  a third of the time to load all readers

        if component.first("RECURRENCE-ID") is not None:
            return [repeating.as_override(component, placed, resolver, master_tz)]
        first, *extra = repeating.with_repeats(component, placed, left_out, resolver, room)
    notes = resolver.taken_notes()
    return [first._replace(findings=(*first.findings, *notes)) if notes else first, *extra]


def _texts(component: Component) -> Incoming:
    summary = clean_line(read_text(component.first("SUMMARY")))
    findings = tuple(Finding(code) for code in component.mended)
    if not component.is_closed:
        findings = (*findings, Finding("not_closed"))
    if len(summary) > TITLE_MAX:
        findings = (*findings, Finding("title_cut", summary[:40]))
        summary = summary[: TITLE_MAX - 1] + "…"
    place, note = component.first("LOCATION"), component.first("DESCRIPTION")
    sequence = component.text("SEQUENCE")
    uid = clean_line(read_text(component.first("UID")))[:MAX_UID]
    return Incoming(
        key=f"ics:{uid}" if uid else "",
        line=component.line,
        uid=uid,
        summary=summary or "Untitled event",
        place=clean_line(read_text(place))[:TITLE_MAX] if place else "",
        note=clean_text(read_text(note)) if note else "",
        categories=_categories(component),
        is_free=_is_free(component),
        sequence=int(sequence) if sequence.isdecimal() and len(sequence) < 10 else 0,
        findings=findings,
        remind_min=_remind_min(component) if component.parts else None,
        created=_stamp(component.text("CREATED")),
        modified=_stamp(component.text("LAST-MODIFIED")),
    )


def _categories(component: Component) -> tuple[str, ...]:
    if component.first("CATEGORIES") is None:
        return ()
    return tuple(clean_line(name)[:TITLE_MAX] for found in component.every("CATEGORIES") for name in read_list(found))


def _is_free(component: Component) -> bool:
    """Tell what the busy status says, or TRANSP where there is none (MS-OXCICAL: the status wins)."""
    status = component.text("X-MICROSOFT-CDO-BUSYSTATUS").upper()
    return status == "FREE" if status else component.text("TRANSP").upper() == "TRANSPARENT"


def _stamp(text: str) -> str:
    """Return an instant as `_at` columns hold it, empty when it is none."""
    match = _STAMP.fullmatch(text)
    if not match:
        return ""
    year, month, day, hour, minute, second = match.groups()
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return ""
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}.000000Z"


def _remind_min(component: Component) -> int | None:
    """Return how many minutes before the start the first alarm rings that only shows or sounds; others stay unread."""
    for part in component.parts:
        trigger = part.first("TRIGGER")
        if part.name != "VALARM" or trigger is None or part.text("ACTION").upper() in ("EMAIL", "PROCEDURE", "NONE"):
            continue
        try:
            length = read_duration(trigger.value)
        except Unreadable:
            continue
        minutes = -int(length.total_seconds() // 60)
        if 0 <= minutes <= MAX_REMIND_MIN and trigger.params.get("RELATED", "START").upper() == "START":
            return minutes
    return None


def _refusal_of(component: Component, draft: Incoming) -> Finding | None:
    method = component.parent.text("METHOD").upper() if component.parent else ""
    if method in _IGNORED_METHODS:
        return Finding("reply", method)
    is_cancelled = method == "CANCEL" or component.text("STATUS").upper() == "CANCELLED"
    if is_cancelled and not component.first("RECURRENCE-ID"):
        return Finding("cancelled", draft.summary[:80])
    if component.first("DTSTART") is None:
        return Finding("no_start")
    return None


def _identified(draft: Incoming, span: Span | None) -> Incoming:
    """Name an event without a UID by its content."""
    if draft.uid or span is None:
        return draft
    import hashlib  # noqa: PLC0415  few events have no UID

    content = "\n".join((draft.summary, draft.place, span.start.iso(), span.end.iso()))
    return draft._replace(key=f"ics-content:{hashlib.sha256(content.encode()).hexdigest()[:32]}")
