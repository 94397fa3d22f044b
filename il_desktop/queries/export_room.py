"""Whether a flexible block has another start left on its day: then its time may be booked, else it is tentative.

Known only for series that say between which times they may be placed; of any other block the careful answer holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from il_desktop.domain.blocks import Protection
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.interchange.ics.records import ExportEvent, ExportSeries, ExportSource

_STEP_MIN = 15


def with_room(source: ExportSource, windows: Mapping[str, tuple[int, int]]) -> ExportSource:
    """Return the source with `has_room` set; `windows` are first and last minutes of the day, by series."""
    days: dict[date, list[Span]] = defaultdict(list)
    for event in (*source.events, *(each for series in source.series for each in series.instances)):
        if not event.all_day and event.face.protection is not Protection.OPEN:
            days[event.span.start.day].append(event.span)

    def looked_at(event: ExportEvent, window: tuple[int, int]) -> ExportEvent:
        is_flexible = event.face.protection is Protection.FLEXIBLE and not event.all_day
        if not (is_flexible and _has_room(event.span, days[event.span.start.day], window)):
            return event
        return replace(event, face=replace(event.face, has_room=True))

    series = tuple(
        replace(each, instances=tuple(looked_at(event, windows[each.source]) for event in each.instances))
        if each.source in windows
        else each
        for each in source.series
    )
    return replace(source, series=tuple(_with_usual_face(each) if each.source in windows else each for each in series))


def _with_usual_face(series: ExportSeries) -> ExportSeries:
    """Let the series look as most of its dates do: the others are the exceptions."""
    faces = [event.face for event in series.instances]
    roomy = [face for face in faces if face.has_room]
    return replace(series, face=replace(series.face, has_room=True)) if len(roomy) * 2 > len(faces) else series


def _has_room(own: Span, taken: list[Span], window: tuple[int, int]) -> bool:
    first, last = window
    for minute in range(first, last - own.minutes + 1, _STEP_MIN):
        if abs(minute - own.start.minute) < _STEP_MIN:
            continue
        start = WallTime(own.start.day, minute)
        end = start.plus(own.minutes)
        if not any(start < other.end and other.start < end for other in taken if other is not own):
            return True
    return False
