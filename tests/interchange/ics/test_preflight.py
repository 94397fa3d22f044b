"""The pre-flight counts what goes out and says what becomes of each repeating block, without writing anything."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.interchange.ics.preflight import Finding, FindingKind, preflight
from il_desktop.interchange.ics.records import Audience, ExportEvent, ExportSeries, ExportSource, Face
from il_desktop.wording.preflight import finding_sentence

MADE = datetime(2025, 7, 1, tzinfo=UTC)
PLC = Face("plc_meeting", "PLC", Category.INSTRUCTIONAL, Protection.FIRM)
VISIT = Face("visit_quick", "Quick visit", Category.INSTRUCTIONAL, Protection.GUARDED)
LUNCH = Face("personal", "Meal", Category.PERSONAL, Protection.FLEXIBLE)
FAIR = Face("community", "Events", Category.MANAGEMENT, Protection.FIRM, is_public=True, title="Fair " * 60)


def _event(source: str, day: date, face: Face, tz: str = "America/New_York") -> ExportEvent:
    return ExportEvent(source, face, Span.of(WallTime(day, 600), 45), tz, MADE, MADE, on=day)


def _series(days: list[date], rule: str | None, face: Face = PLC, tz: str = "America/New_York") -> ExportSeries:
    instances = tuple(_event(f"s@{day}", day, face, tz) for day in days)
    return ExportSeries("s", face, rule, WallTime(days[0], 600), 45, tz, MADE, MADE, instances)


def _mondays(count: int = 12) -> list[date]:
    return [date(2026, 1, 5) + timedelta(weeks=week) for week in range(count)]


def _findings(source: ExportSource, audience: Audience = Audience.ME) -> list[Finding]:
    return list(preflight(source, audience).findings)


def test_a_rule_that_fits_is_kept():
    found = preflight(ExportSource((), (_series(_mondays(), "FREQ=WEEKLY;BYDAY=MO"),)), Audience.ME)
    assert found.findings == (Finding(FindingKind.KEPT, "", 1),)
    assert found.counts == ((Category.INSTRUCTIONAL, 12),)


def test_two_mondays_a_month_are_split_in_two():
    days = [
        date(2026, month, day) for month, day in ((1, 5), (1, 19), (2, 2), (2, 16), (3, 2), (3, 16), (4, 6), (4, 20))
    ]
    source = ExportSource((), (_series(days, "FREQ=MONTHLY;BYDAY=1MO,3MO"),))
    assert _findings(source) == [Finding(FindingKind.SPLIT, "PLC", 2)]


def test_a_series_without_a_pattern_is_flattened():
    days = [date(2026, 1, 5) + timedelta(days=day) for day in (0, 2, 8, 25, 40, 43, 71)]
    assert _findings(ExportSource((), (_series(days, None),))) == [Finding(FindingKind.FLATTENED, "PLC", 7)]


def test_a_zone_that_outlook_cannot_hold_goes_out_in_utc():
    source = ExportSource((), (_series(_mondays(), "FREQ=WEEKLY", tz="Africa/Casablanca"),))
    assert _findings(source) == [Finding(FindingKind.UTC, "PLC", 12)]


def test_the_office_reads_masks_and_the_preview_says_so():
    source = ExportSource((_event("a", date(2026, 1, 5), VISIT), _event("b", date(2026, 1, 5), LUNCH)), ())
    found = preflight(source, Audience.OFFICE)
    assert [(each.title, each.number) for each in found.findings] == [("Classroom visits", 1), ("Personal", 1)]
    assert [(each.summary, each.busy) for each in found.texts] == [
        ("Classroom visits", "BUSY"),
        ("Personal", "TENTATIVE"),
    ]
    assert found.total == 2


def test_the_public_is_told_of_cut_texts_and_of_what_stays_here():
    source = ExportSource((_event("a", date(2026, 1, 5), VISIT), _event("b", date(2026, 1, 5), FAIR)), ())
    kinds = {each.kind: each.number for each in _findings(source, Audience.PUBLIC)}
    assert kinds == {FindingKind.CUT: 1, FindingKind.LEFT_OUT: 1}


def test_a_roster_name_in_an_activity_is_masked_in_preview_and_text():
    named = Face("x", "Talk with Okafor", Category.MANAGEMENT, Protection.FIRM)
    source = ExportSource((_event("a", date(2026, 1, 5), named),), (), names=frozenset({"okafor"}))
    for audience in (Audience.ME, Audience.OFFICE):
        found = preflight(source, audience)
        assert "kafor" not in repr(found)
        assert FindingKind.MASKED in {each.kind for each in found.findings}


@pytest.mark.parametrize("kind", FindingKind)
@pytest.mark.parametrize("number", [1, 7])
def test_every_finding_has_a_whole_sentence(kind, number):
    sentence = finding_sentence(kind.value, "PLC", number)
    assert sentence.endswith(".")
    assert str(number) in sentence
