"""Values of calendar properties: moments, lengths, texts. Mends common misspellings and says so; zones come later."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.walltime import WallTime
from il_desktop.interchange.ics.findings import Finding
from il_desktop.interchange.ics.properties import Property
from il_desktop.interchange.text_bytes import decode

MIN_YEAR, MAX_YEAR = 1970, 2100
MAX_TEXT = 20_000
MAX_RAW_TEXT = 64 * 1024  # before escapes and tags are taken off
_STRICT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?")
_LOOSE = re.compile(
    r"(\d{4})[-/.]?(\d\d)[-/.]?(\d\d)(?:[T ]+(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?|[TZ])?",
    re.IGNORECASE,
)
_DURATION = re.compile(r"([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", re.IGNORECASE)
_HOURS_ALONE = re.compile(r"^([+-]?P)(?=\d+H)", re.IGNORECASE)  # months would be P1M, so minutes need their T
_ESCAPE = re.compile(r"\\([\\;,nN\":])")
_PLAIN_ESCAPES = (("\\n", "\n"), ("\\,", ","), ("\\;", ";"), ("\\N", "\n"), ('\\"', '"'), ("\\:", ":"))
_MARKUP = re.compile(r"<(html|body|div|p|br|span|table|ul|ol)\b", re.IGNORECASE)


class Unreadable(ValueError):
    """A value cannot be read; `finding` says why the event is left out."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


class Moment(NamedTuple):
    """A time as a file wrote it; `offset` is minutes east of UTC when the value itself says so (Z is 0)."""

    wall: WallTime
    is_date: bool
    tzid: str = ""
    offset: int | None = None
    findings: tuple[Finding, ...] = ()


def read_moment(found: Property, value: str | None = None, *, first_year: int = MIN_YEAR) -> Moment:
    """Read one date or time; raise Unreadable when it is none or outside the years we keep."""
    text = (found.value if value is None else value).strip()
    if (plain := _plain_moment(text, found.params, first_year)) is not None:
        return plain
    match, findings = _STRICT.fullmatch(text), ()
    if not match:
        match = _LOOSE.fullmatch(text) or _STRICT.fullmatch("".join(text.split()))
        findings = (Finding("time_mended", text[:40]),)
    if not match:
        raise Unreadable(Finding("not_a_time", text[:40]))
    year, month, day, hour, minute, second, mark = match.groups()
    if not first_year <= int(year) <= MAX_YEAR:
        raise Unreadable(Finding("year", year))
    try:
        on = date(int(year), int(month), int(day))
        if hour is None:
            return Moment(WallTime(on, 0), is_date=True, findings=findings)
        wall, odd = _clock(on, int(hour), int(minute), int(second or 0))
    except (ValueError, OverflowError):
        raise Unreadable(Finding("not_a_time", text[:40])) from None
    params = found.params
    if not params:
        return Moment(wall, is_date=False, offset=_offset(mark), findings=(*findings, *odd))
    if wall.minute == 0 and params.get("VALUE", "").upper() == "DATE":
        # Called a date and written as midnight: the date is what was meant.
        return Moment(wall, is_date=True, findings=(Finding("time_mended", text[:40]),))
    return Moment(wall, False, params.get("TZID", "").strip(), _offset(mark), (*findings, *odd))  # noqa: FBT003  a record


def _plain_moment(text: str, params: dict[str, str], first_year: int) -> Moment | None:
    """Read a time as the standard writes it, without seconds; None leaves everything else to a longer look."""
    length = len(text)
    if (length != 15 and (length != 16 or text[15] != "Z")) or text[8] != "T" or "VALUE" in params:
        return None
    day, minute = _plain_day(text[:8]), _plain_minute(text[9:15])
    if day is None or minute is None or day.year < first_year:
        return None
    tzid = params["TZID"].strip() if "TZID" in params else ""
    return Moment(WallTime(day, minute), False, tzid, 0 if length == 16 else None)  # noqa: FBT003  a record


@lru_cache(maxsize=4096)
def _plain_day(text: str) -> date | None:
    try:
        found = date(int(text[:4]), int(text[4:6]), int(text[6:])) if text.isdecimal() else None
    except ValueError:
        return None
    return found if found and found.year <= MAX_YEAR else None


@lru_cache(maxsize=4096)
def _plain_minute(text: str) -> int | None:
    hour, minute, second = text[:2], text[2:4], text[4:]
    is_plain = text.isdecimal() and second == "00" and hour < "24" and minute < "60"
    return int(hour) * 60 + int(minute) if is_plain else None


def read_duration(text: str) -> timedelta:
    """Read an RFC 5545 duration; raise Unreadable for anything else or more than 400 days."""
    match = _DURATION.fullmatch(_HOURS_ALONE.sub(r"\1T", text.strip()))
    if not match or not any(match.groups()[1:]):
        raise Unreadable(Finding("not_a_length", text[:40]))
    sign, weeks, days, hours, minutes, seconds = match.groups()
    if any(len(part) > 6 for part in match.groups()[1:] if part):
        raise Unreadable(Finding("not_a_length", text[:40]))
    length = timedelta(
        weeks=int(weeks or 0),
        days=int(days or 0),
        hours=int(hours or 0),
        minutes=int(minutes or 0),
        seconds=int(seconds or 0),
    )
    if length > timedelta(days=400):
        raise Unreadable(Finding("not_a_length", text[:40]))
    return -length if sign == "-" else length


def read_text(found: Property | None, limit: int = MAX_TEXT) -> str:
    """Return a text value as plain text: escapes resolved, quoted-printable decoded, HTML taken off, cut at `limit`."""
    if found is None:
        return ""
    raw = found.value[:MAX_RAW_TEXT] if len(found.value) > MAX_RAW_TEXT else found.value
    if found.params and found.params.get("ENCODING", "").upper() == "QUOTED-PRINTABLE":
        import quopri  # noqa: PLC0415  vCalendar 1.0 alone

        raw = decode(quopri.decodestring(raw.encode())).text.replace("\r\n", "\n")
    text = _unescape(raw) if "\\" in raw else raw
    if "<" in text and _MARKUP.search(text):
        text = _plain(text)
    return text.strip()[:limit]


def read_list(found: Property) -> list[str]:
    """Split a comma-separated text value, escaped commas kept together."""
    if "\\" not in found.value:
        return [part for piece in found.value.split(",") if (part := piece.strip())]
    return [
        _ESCAPE.sub(lambda match: match[1], part).strip() for part in re.split(r"(?<!\\),", found.value) if part.strip()
    ]


def _unescape(raw: str) -> str:
    if "\\\\" in raw:  # what stands behind an escaped backslash is no escape
        return _ESCAPE.sub(_unescaped, raw)
    for escape, meant in _PLAIN_ESCAPES:
        raw = raw.replace(escape, meant)
    return raw


def _unescaped(match: re.Match[str]) -> str:
    return "\n" if match[1] in "nN" else match[1]


def _clock(on: date, hour: int, minute: int, second: int) -> tuple[WallTime, tuple[Finding, ...]]:
    findings: tuple[Finding, ...] = ()
    if second:
        findings = (Finding("seconds_cut", f"{hour:02d}:{minute:02d}:{second:02d}"),)
    if (hour, minute) == (24, 0):
        return WallTime(on + timedelta(days=1), 0), (*findings, Finding("midnight_24"))
    if not (0 <= minute < 60 and second <= 60):
        raise ValueError(minute)
    return WallTime(on, hour * 60 + minute), findings


def _offset(mark: str | None) -> int | None:
    if not mark:
        return None
    if mark in "zZ":
        return 0
    hours, minutes = int(mark[1:3]), int(mark[-2:])
    return (-1 if mark[0] == "-" else 1) * (hours * 60 + minutes)


def _plain(text: str) -> str:
    import html  # noqa: PLC0415  few texts need it

    text = re.sub(r"<(script|style)\b.*?(</\1>|\Z)", "", text, flags=re.IGNORECASE | re.DOTALL)
    text = re.sub(r"<br\s*/?>|</(p|div|tr|li)>", "\n", text, flags=re.IGNORECASE)
    return html.unescape(re.sub(r"<[^<>]{0,2000}>", "", text))
