from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop.views.shared import typed

FRIDAY = date(2026, 1, 16)


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("9", 540),
        ("9:05", 545),
        ("905", 545),
        ("1430", 870),
        ("14.30", 870),
        ("9a", 540),
        ("9 am", 540),
        ("2:40 pm", 880),
        ("2:40 PM", 880),
        ("240p", 880),
        ("12a", 0),
        ("12 p.m.", 720),
        ("noon", 720),
        (" 9:05 ", 545),
        ("3:05\u202fPM", 905),
        ("0", 0),
        ("23:59", 1439),
    ],
)
def test_times_are_read_leniently(text: str, minute: int) -> None:
    assert typed.read_time(text) == minute


@pytest.mark.parametrize(
    "text", ["", "rubbish", "25:00", "9:60", "13 pm", "0 am", "-3", "9:5:3", "9;05", "99999", "9x"]
)
def test_rubbish_is_no_time_and_the_reason_is_a_sentence(text: str) -> None:
    with pytest.raises(typed.NotReadable) as refused:
        typed.read_time(text)
    assert refused.value.sentence.endswith(".")


@given(st.integers(0, 1439))
def test_every_minute_of_the_day_is_read_back(minute: int) -> None:
    hour, rest = divmod(minute, 60)
    assert typed.read_time(f"{hour}:{rest:02d}") == minute
    assert typed.read_time(f"{hour % 12 or 12}:{rest:02d} {'AM' if hour < 12 else 'PM'}") == minute


@given(st.text(max_size=30))
def test_any_text_is_either_read_or_refused_with_a_sentence(text: str) -> None:
    for read in (typed.read_time, typed.read_minutes, typed.read_number, lambda t: typed.read_date(t, FRIDAY)):
        sentence = "read"
        try:
            read(text)
        except typed.NotReadable as refused:
            sentence = refused.sentence
        assert sentence


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        ("45 min", 45),
        ("45m", 45),
        ("1 h", 60),
        ("1h30", 90),
        ("1 h 30 min", 90),
        ("1:30", 90),
        ("1.5 h", 90),
        ("2 hours", 120),
    ],
)
def test_durations_are_read_leniently(text: str, minutes: int) -> None:
    assert typed.read_minutes(text) == minutes


@pytest.mark.parametrize("text", ["", "0", "h", "min", "soon", "-15", "25 h", "1:75"])
def test_rubbish_is_no_duration(text: str) -> None:
    with pytest.raises(typed.NotReadable):
        typed.read_minutes(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("52", 52), ("52.5", 52.5), ("52,5", 52.5), ("1,200", 1200), ("52 %", 52), ("−4", -4), (".5", 0.5)],
)
def test_numbers_are_read_leniently(text: str, value: float) -> None:
    assert typed.read_number(text) == value


@pytest.mark.parametrize("text", ["", "fifty", "1.2.3", "1e9", "nan", "inf", "--4", "5 5 a", "9" * 20])
def test_rubbish_is_no_number(text: str) -> None:
    with pytest.raises(typed.NotReadable):
        typed.read_number(text)


def test_numbers_outside_the_bounds_name_the_bound() -> None:
    with pytest.raises(typed.NotReadable, match="highest value here is 10"):
        typed.read_number("11", low=0, high=10)
    with pytest.raises(typed.NotReadable, match="lowest value here is 0"):
        typed.read_number("-1", low=0, high=10)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-01-16", date(2026, 1, 16)),
        ("16 Jan", date(2026, 1, 16)),
        ("Jan 16", date(2026, 1, 16)),
        ("January 16, 2027", date(2027, 1, 16)),
        ("16 jan 2027", date(2027, 1, 16)),
        ("Fri 16 Jan", date(2026, 1, 16)),
        ("3 Dec", date(2025, 12, 3)),
        ("1/20", date(2026, 1, 20)),
        ("20/1", date(2026, 1, 20)),
        ("1/20/26", date(2026, 1, 20)),
        ("20.1.", date(2026, 1, 20)),
        ("20.1.2026", date(2026, 1, 20)),
        ("today", FRIDAY),
        ("tomorrow", date(2026, 1, 17)),
        ("yesterday", date(2026, 1, 15)),
        ("fri", FRIDAY),
        ("Monday", date(2026, 1, 19)),
        ("29 Feb 2028", date(2028, 2, 29)),
    ],
)
def test_dates_are_read_leniently(text: str, expected: date) -> None:
    assert typed.read_date(text, FRIDAY) == expected


def test_a_date_of_two_numbers_follows_the_locale() -> None:
    assert typed.read_date("3/4", FRIDAY) == date(2026, 3, 4)
    assert typed.read_date("3/4", FRIDAY, day_first=True) == date(2026, 4, 3)


@pytest.mark.parametrize(
    "text", ["", "rubbish", "31 Feb", "2026-13-01", "32 Jan", "0/0", "Jan", "frog", "16 Jan 1066", "1/2/3/4", "2026-1"]
)
def test_rubbish_is_no_date(text: str) -> None:
    with pytest.raises(typed.NotReadable):
        typed.read_date(text, FRIDAY)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_iso_date_is_read_back(day: date) -> None:
    assert typed.read_date(day.isoformat(), FRIDAY) == day
