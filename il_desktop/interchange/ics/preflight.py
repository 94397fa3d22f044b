"""What an export will say and what it must simplify, known before the file is written. Words are left to `wording`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from il_desktop.domain.blocks import Category
from il_desktop.interchange.ics.content import content_for
from il_desktop.interchange.ics.records import Audience, ExportEvent, ExportSeries, ExportSource, Face
from il_desktop.interchange.ics.splitting import parts_of
from il_desktop.interchange.ics.text import MAX_SUMMARY
from il_desktop.interchange.ics.vtimezone import zone_lines


class FindingKind(StrEnum):
    """What happens to a repeating block or a text on its way out."""

    KEPT = "kept"
    SPLIT = "split"
    FLATTENED = "flattened"
    UTC = "utc"
    CUT = "cut"
    MASKED = "masked"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say. `number` counts rules for SPLIT, dates else; `title` is what the audience reads."""

    kind: FindingKind
    title: str
    number: int


@dataclass(frozen=True, slots=True)
class ShownText:
    """What the audience reads, word for word, on how many dates, and whether the time counts as busy."""

    summary: str
    description: str
    busy: str
    is_private: bool
    number: int
    place: str = ""


@dataclass(frozen=True, slots=True)
class Preflight:
    """The whole preview: dates by category, the exact texts, and what becomes of each repeating block."""

    audience: Audience
    counts: tuple[tuple[Category, int], ...]
    texts: tuple[ShownText, ...]
    findings: tuple[Finding, ...]

    @property
    def total(self) -> int:
        """How many dates go out."""
        return sum(number for _, number in self.counts)


def preflight(source: ExportSource, audience: Audience) -> Preflight:
    """Look at everything that would go out to an audience; nothing is written."""
    years = [event.span.start.day.year for series in source.series for event in series.instances]
    zones = (min(years), max(years)) if years else (1970, 1970)
    seen: Counter[Face] = Counter()
    left_out = 0
    for event in _events(source, audience):
        if content_for(event.face, audience, source.names):
            seen[event.face] += 1
        else:
            left_out += 1
    findings = [_of_series(each, source, audience, zones) for each in source.series]
    findings += _of_texts(seen, audience, source.names)
    if left_out:
        findings.append(Finding(FindingKind.LEFT_OUT, "", left_out))
    counts = Counter[Category]()
    for face, number in seen.items():
        counts[face.category] += number
    return Preflight(
        audience,
        tuple((category, counts[category]) for category in Category if counts[category]),
        tuple(_texts(seen, audience, source.names)),
        tuple(_merged(found for found in findings if found)),
    )


def _events(source: ExportSource, audience: Audience) -> Iterator[ExportEvent]:
    yield from source.events
    if audience is Audience.PUBLIC:
        yield from source.school
    for series in source.series:
        yield from series.instances


def _of_series(
    series: ExportSeries, source: ExportSource, audience: Audience, years: tuple[int, int]
) -> Finding | None:
    content = content_for(series.face, audience, source.names)
    if content is None or len(series.instances) < 2:
        return None
    rules = parts_of(series).rules
    if any(zone_lines(rule.series.tz, *years) is None for rule in rules):
        return Finding(FindingKind.UTC, content.summary, len(series.instances))
    if not rules:
        return Finding(FindingKind.FLATTENED, content.summary, len(series.instances))
    if len(rules) > 1:
        return Finding(FindingKind.SPLIT, content.summary, len(rules))
    return Finding(FindingKind.KEPT, content.summary, len(series.instances))


def _of_texts(seen: Counter[Face], audience: Audience, names: frozenset[str]) -> Iterator[Finding]:
    for face, number in seen.items():
        content = content_for(face, audience, names)
        if content is None:
            continue
        if len(content.summary) > MAX_SUMMARY:
            yield Finding(FindingKind.CUT, content.summary, number)
        own = face.title if audience is Audience.PUBLIC else face.activity_name
        if content.summary not in (own, face.title):
            yield Finding(FindingKind.MASKED, content.summary, number)


def _texts(seen: Counter[Face], audience: Audience, names: frozenset[str]) -> Iterator[ShownText]:
    found: Counter[tuple[str, str, str, bool, str]] = Counter()
    for face, number in seen.items():
        content = content_for(face, audience, names)
        if content is not None:
            look = (content.summary, content.description, content.busy, content.is_private, content.place)
            found[look] += number
    for (summary, description, busy, is_private, place), number in sorted(found.items()):
        yield ShownText(summary, description, busy, is_private, number, place)


def _merged(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Say equal things once: thirty masked blocks of one name are one finding, as are ten kept series."""
    sums: Counter[tuple[FindingKind, str]] = Counter()
    alone: list[Finding] = []
    for found in findings:
        if found.kind is FindingKind.SPLIT:
            alone.append(found)
        elif found.kind is FindingKind.KEPT:
            sums[found.kind, ""] += 1
        else:
            sums[found.kind, found.title] += found.number
    yield from (Finding(kind, title, number) for (kind, title), number in sums.items() if kind is FindingKind.KEPT)
    yield from sorted(set(alone), key=lambda found: found.title)
    rest = ((kind, title) for kind, title in sums if kind is not FindingKind.KEPT)
    order = list(FindingKind)
    yield from (Finding(*key, sums[key]) for key in sorted(rest, key=lambda key: (order.index(key[0]), key[1])))
