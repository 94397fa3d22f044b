from __future__ import annotations

from datetime import date

import pytest

from il_desktop.domain.walltime import Span, WallTime
from il_desktop.wording import format as fmt

DAY = date(2026, 1, 16)
H24 = fmt.Words(h24=True)
US = fmt.Words(day_first=False)


@pytest.mark.parametrize(
    ("minute", "h24", "h12"),
    [
        (0, "0:00", "12:00 AM"),
        (545, "9:05", "9:05 AM"),
        (720, "12:00", "12:00 PM"),
        (1439, "23:59", "11:59 PM"),
        (1440, "0:00", "12:00 AM"),
    ],
)
def test_clock_text(minute, h24, h12):
    assert fmt.clock_text(minute, H24) == h24
    assert fmt.clock_text(minute).replace("\N{NO-BREAK SPACE}", " ") == h12


def test_a_range_names_the_half_of_the_day_once():
    assert fmt.hours_text(545, 590).replace("\N{NO-BREAK SPACE}", " ") == "9:05–9:50 AM"
    assert fmt.hours_text(700, 740).replace("\N{NO-BREAK SPACE}", " ") == "11:40 AM–12:20 PM"
    assert fmt.hours_text(700, 740, H24) == "11:40–12:20"


@pytest.mark.parametrize(
    ("minutes", "text"), [(0, "0 min"), (45, "45 min"), (60, "1 h"), (112, "1 h 52"), (125, "2 h 05"), (-30, "−30 min")]
)
def test_duration_text(minutes, text):
    assert fmt.duration_text(minutes) == text


def test_dates_follow_the_locale():
    assert fmt.day_text(DAY) == "Fri 16 Jan"
    assert fmt.day_text(DAY, US) == "Fri, Jan 16"
    assert fmt.long_day_text(DAY) == "Friday 16 January"
    assert fmt.days_text(date(2026, 1, 12), DAY) == "12–16 January 2026"
    assert fmt.days_text(date(2026, 1, 12), DAY, US) == "January 12–16, 2026"
    assert fmt.days_text(date(2026, 1, 26), date(2026, 2, 1)) == "26 January – 1 February 2026"
    assert fmt.days_text(date(2025, 12, 29), date(2026, 1, 4)) == "29 Dec 2025 – 4 Jan 2026"
    assert fmt.days_text(DAY, DAY) == "16 January 2026"


def test_a_span_to_midnight_stays_on_its_day():
    assert fmt.span_text(Span(WallTime(DAY, 1380), WallTime(date(2026, 1, 17), 0)), H24) == "Fri 16 Jan 23:00–0:00"


def test_a_span_over_days_names_both():
    span = Span(WallTime(DAY, 600), WallTime(date(2026, 1, 17), 30))
    assert fmt.span_text(span, H24) == "Fri 16 Jan 10:00 – Sat 17 Jan 0:30"


@pytest.mark.parametrize(
    ("numerator", "denominator", "digits", "text"),
    [(5, 7, 1, "71.4 %"), (1230, 3000, 1, "41.0 %"), (1, 8, 0, "13 %"), (1, 200, 0, "1 %"), (0, 0, 0, "–")],
)
def test_percent_rounds_half_up(numerator, denominator, digits, text):
    assert fmt.percent_text(numerator, denominator, digits) == text


def test_lists_end_with_a_word():
    assert fmt.list_text([]) == ""
    assert fmt.list_text(["A"]) == "A"
    assert fmt.list_text(["A", "B", "C"]) == "A, B and C"
