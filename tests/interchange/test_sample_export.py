"""Two programs of different families read the sample school's own hours from its export, over a clock change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from il_desktop.domain import zones
from il_desktop.interchange.ics.records import Audience, Scope
from il_desktop.interchange.ics.write import join, plan_export, write_calendar
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.export_data import export_source
from il_desktop.queries.settings import settings

FIRST, LAST = date(2025, 10, 20), date(2026, 3, 20)


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("windows_names", [False, True])
def test_every_export_passes_the_check_of_rfc_5546_but_for_the_organizer(sample_desk, libical, audience, windows_names):
    calendar, tz = sample_desk.cached(school_calendar), sample_desk.cached(settings).tz
    scope = Scope(with_names=True, with_alarms=True)
    source = sample_desk.read(export_source, date(2026, 1, 5), LAST, calendar, tz, scope)
    plan = replace(plan_export(source, audience, tag="IL 2026-01-16 a"), windows_names=windows_names, is_feed=True)
    assert libical(join(write_calendar(plan)))["errors"] == 1


@pytest.mark.parametrize("tag", ["", "IL 2026-01-16 a"])
def test_independent_programs_read_the_samples_own_hours(sample_desk, libical, vobject_instances, tag):
    calendar, tz = sample_desk.cached(school_calendar), sample_desk.cached(settings).tz
    source = sample_desk.read(export_source, FIRST, LAST, calendar, tz)
    data = join(write_calendar(plan_export(source, Audience.ME, tag=tag)))
    events = [*source.events, *(event for series in source.series for event in series.instances)]
    own = sorted(_instants(event) for event in events if not event.all_day)
    assert len(own) > 50
    assert [pair for pair in vobject_instances(data) if "T" in pair[0]] == own
    read = libical(data)
    assert [tuple(pair) for pair in read["instances"] if "T" in pair[0]] == own
    assert read["errors"] == 1  # the organizer, left out on purpose


def _instants(event) -> tuple[str, str]:
    start, end = (zones.to_instant(moment, event.tz) for moment in (event.span.start, event.span.end))
    return start.strftime("%Y-%m-%dT%H:%M"), end.strftime("%Y-%m-%dT%H:%M")
