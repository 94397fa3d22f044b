"""Quick add: the golden table, the phrases kept apart, and what holds for any text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from il_desktop.domain.blocks import GoalShare, Protection
from il_desktop.domain.quick_add import Around, QuickBlock, read
from il_desktop.domain.quick_add.drafts import block_draft, series_draft
from il_desktop.domain.recurrence import SeriesRule, check_rule, occurrences
from il_desktop.domain.school import Period, SchoolCalendar
from il_desktop.domain.walltime import WallTime
from tests.domain.quick_add.golden import GOLDEN, Golden
from tests.domain.quick_add.held_out import HELD_OUT, Held
from tests.domain.quick_add.held_out_words import HELD_OUT_WORDS, HeldWord
from tests.domain.quick_add.school import MAPLE, at
from tests.work_count import calls_of

WORDS = sorted({word for row in GOLDEN for word in row.text.split()})


def codes(block: QuickBlock) -> str:
    return " ".join(doubt.code + ("!" if doubt.is_open else "") for doubt in block.doubts)


@pytest.mark.parametrize("row", GOLDEN, ids=lambda row: row.text)
def test_a_golden_phrase_is_read_as_it_is_meant(row: Golden):
    block = read(row.text, MAPLE)
    start = f"{block.start.iso()} " if block.start else ""
    assert (
        Golden(
            row.text,
            f"{start}{block.minutes}{'' if block.length_stated else '~'}",
            block.title,
            block.kind.key if block.kind and block.kind_stated else "",
            block.rule,
            str(block.until_on or ""),
            ", ".join(person.shown for person in block.people),
            block.place,
            " ".join(f"{share.goal_id}:{share.share_pct}" for share in block.goals),
            "" if block.protection is None else block.protection.name,
            codes(block),
            block.note,
        )
        == row
    )


def test_the_table_is_long_enough_and_apart_from_the_phrases_kept_apart():
    texts = {row.text for row in GOLDEN}
    assert len(texts) >= 150
    assert not texts & {row.text for row in (*HELD_OUT, *HELD_OUT_WORDS)}


def is_right(row: Held) -> bool:
    block = read(row.text, MAPLE)
    end = block.end.iso() if block.end and block.length_stated else None
    read_as = (block.start.iso() if block.start else None, end, block.rule or None)
    return read_as == (row.start, row.end, row.rule) and str(block.until_on or "") == (row.until or "")


def test_of_the_phrases_kept_apart_at_least_nine_in_ten_have_the_right_time():
    wrong = [row.text for row in HELD_OUT if not is_right(row)]
    assert len(wrong) <= len(HELD_OUT) // 10, wrong


def is_right_word(row: HeldWord) -> bool:
    block = read(row.text, MAPLE)
    end = block.end.iso() if block.end and block.length_stated else None
    people = tuple(person.shown for person in block.people)
    start = block.start.iso() if block.start else ""
    return HeldWord(row.text, start, end, block.rule, people, block.note, block.place, block.period) == row


def test_of_the_school_times_notes_and_places_kept_apart_at_least_nine_in_ten_are_right():
    wrong = [row.text for row in HELD_OUT_WORDS if not is_right_word(row)]
    assert len(wrong) <= len(HELD_OUT_WORDS) // 10, wrong


@pytest.mark.parametrize("row", HELD_OUT_WORDS, ids=lambda row: row.text)
def test_a_time_that_was_not_said_in_numbers_is_always_shown(row: HeldWord):
    words = ("-ish", "ish ", "around", "about 2", "before school", "after school", "after lunch", "first thing")
    block = read(row.text, MAPLE)
    is_vague = any(word in row.text for word in words)
    assert is_vague == any(doubt.code in ("about", "part_of_day") for doubt in block.doubts)
    assert block.can_be_added


def test_every_rule_of_the_table_can_be_expanded_and_begins_at_its_start():
    for row in GOLDEN:
        block = read(row.text, MAPLE)
        if block.is_series and block.start:
            rule = SeriesRule(
                block.rule_kind, block.rule, block.start, block.minutes, "America/New_York", block.until_on
            )
            check_rule(rule)
            found = occurrences(rule, block.start.day, block.start.day + timedelta(days=60), MAPLE.calendar)
            assert found[0].start == block.start, row.text


def test_an_ambiguous_name_is_asked_and_the_answer_stands_in_the_title():
    block = read("feedback Chen Mon 3:15", MAPLE)
    assert not block.can_be_added
    (doubt,) = [doubt for doubt in block.doubts if doubt.code == "which_person"]
    assert [choice.text for choice in doubt.choices] == ["Marcus Chen", "Emily Chen"]
    answered = read("feedback Chen Mon 3:15", MAPLE, {doubt.key: "Emily Chen"})
    assert (answered.can_be_added, answered.title) == (True, "Feedback Emily Chen")


@pytest.mark.parametrize(
    ("text", "key", "answer", "start", "rule"),
    [
        ("budget 3/2 10:00", "date_order", "2026-03-02", "2026-03-02T10:00", ""),
        ("meet Rossi at 6", "half_of_day", "360", "2026-01-15T06:00", ""),
        ("Fri 22 Jan 3pm dentist", "weekday_or_date", "2026-01-16", "2026-01-16T15:00", ""),
        ("Fri 22 Jan 3pm dentist", "weekday_or_date", "2026-01-22", "2026-01-22T15:00", ""),
        ("ILT every second Monday 1:30", "second_or_other", "month", "2026-02-09T13:30", "FREQ=MONTHLY;BYDAY=2MO"),
        ("Friday 3 walkthroughs at 9", "hour_or_number", "number", "2026-01-16T09:00", ""),
    ],
)
def test_each_choice_can_be_taken(text: str, key: str, answer: str, start: str, rule: str):
    # The date order is the locale's: read the month first here, so that the other reading is the day first.
    around = Around(MAPLE.now, MAPLE.calendar, MAPLE.people, MAPLE.kinds, MAPLE.goals, day_first=False)
    block = read(text, around, {key: answer})
    assert (block.start.iso() if block.start else None, block.rule) == (start, rule)


def test_until_a_month_shows_both_readings():
    block = read("ILT every Mon 1:30-2:45 until May", MAPLE)
    (doubt,) = [doubt for doubt in block.doubts if doubt.code == "until_month"]
    assert [choice.day for choice in doubt.choices] == [date(2026, 4, 30), date(2026, 5, 31)]
    assert read("ILT every Mon 1:30-2:45 until May", MAPLE, {"until_month": "2026-05-31"}).until_on == date(2026, 5, 31)


def test_digits_follow_the_order_of_the_locale():
    month_first = Around(MAPLE.now, MAPLE.calendar, day_first=False)
    assert str(read("3/2 10:00", MAPLE).start.day) == "2026-02-03"
    assert str(read("3/2 10:00", month_first).start.day) == "2026-03-02"


def test_a_time_of_today_that_is_over_moves_to_the_next_school_day_and_says_so():
    block = read("budget 9am", at("2026-01-16T10:00"))
    assert block.start == WallTime.parse("2026-01-20T09:00")  # over the weekend and the holiday
    assert codes(block) == "moved_on"


def test_weather_days_move_the_letter_as_the_calendar_says():
    assert read("visit Tran A day P3", at("2026-01-26T15:00")).start == WallTime.parse("2026-01-29T09:40")


def test_a_school_without_calendar_still_reads_days_and_times():
    alone = Around(WallTime.parse("2026-01-14T10:00"))
    block = read("budget next Thu 2-2:30", alone)
    assert (block.start, block.minutes, block.kind) == (WallTime.parse("2026-01-22T14:00"), 30, None)
    assert codes(read("visit P3 tomorrow", alone)) == "no_period!"


def test_goals_share_the_block_evenly_and_stay_below_the_whole():
    assert read("x tomorrow 9 !1 !3 !4", MAPLE).goals == tuple(GoalShare(goal, 33) for goal in ("G-A", "G-D", "G-B"))


DAYS = st.dates(date(2026, 1, 15), date(2026, 12, 20))
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@given(DAYS, st.integers(0, 1435), st.integers(5, 240), st.sampled_from(["iso", "day first", "month first", "dotted"]))
def test_a_written_date_and_range_come_back(day: date, start: int, minutes: int, style: str):
    minutes = min(minutes, 1439 - start)
    end = start + minutes
    if minutes < 5:
        return
    month = MONTHS[day.month - 1]
    written = {
        "iso": day.isoformat(),
        "day first": f"{day.day} {month}",
        "month first": f"{month} {day.day}, {day.year}",
        "dotted": f"{day.day}.{day.month}.{day.year}",
    }[style]
    half = "am" if start < 720 else "pm"
    first = f"{start // 60 % 12 or 12}:{start % 60:02d}{half}"
    block = read(f"Plan {written} {first}-{end // 60:02d}:{end % 60:02d} budget", MAPLE)
    is_sure = end // 60 < 10 or end >= 780  # a leading zero or an hour past 12 leaves no second reading
    assert (block.start, block.title) == (WallTime(day, start), "Plan budget")
    if is_sure:
        assert block.minutes == minutes


@given(st.sets(st.integers(0, 6), min_size=1), st.integers(1, 12), st.integers(7 * 60, 20 * 60), st.integers(5, 180))
def test_a_written_rule_comes_back(days: set[int], interval: int, start: int, minutes: int):
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    listed = " and ".join(names[day] for day in sorted(days))
    every = f"every {interval} weeks on" if interval > 1 else "every"
    clock = f"{start // 60 % 12 or 12}:{start % 60:02d} {'am' if start < 720 else 'pm'}"
    block = read(f"Huddle {every} {listed} at {clock} for {minutes} minutes", MAPLE)
    step = f";INTERVAL={interval}" if interval > 1 else ""
    codes_ = ",".join(name[:2].upper() for day, name in enumerate(names) if day in days)
    assert block.rule == f"FREQ=WEEKLY{step};BYDAY={codes_}"
    assert block.start is not None
    assert (block.start.minute, block.minutes, block.title) == (start, minutes, "Huddle")
    assert block.start >= MAPLE.now
    assert block.start.day.weekday() in days


def check_parts(text: str, block: QuickBlock) -> None:
    last = 0
    for part in block.parts:
        assert last <= part.start < part.end <= len(text)
        last = part.end


@given(st.text(max_size=80))
@example("٣:٤٥ ½ 9²-10²")
@example("every " * 30)
@example("99999999999999999999 Feb 99:99 0000-00-00 13.13.1313")
def test_any_text_is_read_without_failing(text: str):
    check_parts(text, read(text, MAPLE))


@settings(max_examples=300)
@given(st.lists(st.sampled_from(WORDS), max_size=10))
def test_any_mixture_of_known_words_is_read_without_failing(words: list[str]):
    text = " ".join(words)
    block = read(text, MAPLE)
    check_parts(text, block)
    assert block.start is None or block.all_day or block.start >= MAPLE.now
    assert 5 <= block.minutes <= 1440
    if block.rule:
        rule = SeriesRule(block.rule_kind, block.rule, block.start or MAPLE.now, block.minutes, "America/New_York")
        check_rule(rule)


@pytest.mark.parametrize("piece", ["a ", "9-", "every ", "Mon and ", "P3-", "1st and ", "in the ", "Ms. ", "!a-"])
def test_ten_thousand_characters_take_about_twice_the_work_of_five_thousand(piece: str):
    def work(length: int) -> int:
        line = (piece * length)[:length]
        return calls_of(lambda: read(line, MAPLE))[1]

    work(100)
    assert work(10_000) < 3 * work(5000)


def test_a_whole_day_may_be_today_and_outweighs_a_length():
    block = read("out sick today all day", MAPLE)
    assert (block.start, block.minutes, block.all_day) == (WallTime.parse("2026-01-14T00:00"), 1440, True)
    assert read("PD all day every early release day", MAPLE).rule == '{"bells":["early"]}'


def test_protection_words_are_levels():
    assert read("Guarded: observe Kim tomorrow P3", MAPLE).protection is Protection.GUARDED
    assert read("law firm call tomorrow at 3", MAPLE).protection is None


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("walkthrough Raman P3 A-day", "P3"),
        ("visit Reyes 2nd period Friday 20 min", "P2"),
        ("visit Reyes P5-P6 Friday", ""),
        ("visit Reyes after P3 Friday", ""),
        ("visit Reyes P3 every Friday", ""),
        ("visit Reyes Friday 9:40", ""),
    ],
)
def test_a_single_block_by_period_is_tied_to_it(text: str, period: str):
    block = read(text, MAPLE)
    assert block.period == period
    assert block.start is not None
    if not block.is_series:
        assert block_draft(block, block.start).period_code == period
        assert block_draft(block, block.start.plus(5)).period_code == ""


def test_a_series_takes_place_note_and_people_along():
    draft = series_draft(read("ILT with Kim every Mon 1:30 in the library // bring data", MAPLE), MAPLE.now)
    assert (draft.title, draft.place, draft.note, draft.people) == (
        "ILT with Kim", "Library", "bring data", ("Grace Kim",)
    )  # fmt: skip


def test_lunch_by_the_bells_counts_where_they_name_it():
    lunch = Period("LUNCH", 690, 725, "lunch")
    regular = next(one for one in MAPLE.calendar.rules.bells if one.id == "regular")
    bells = tuple(
        one._replace(periods=(*one.periods[:4], lunch, *one.periods[6:])) if one is regular else one
        for one in MAPLE.calendar.rules.bells
    )
    around = replace(MAPLE, calendar=SchoolCalendar(MAPLE.calendar.rules._replace(bells=bells)))
    assert read("parent call after lunch Thursday", around).start == WallTime.parse("2026-01-15T12:05")
    alone = Around(WallTime.parse("2026-01-14T10:00"), work_start_min=480)
    assert read("call before school tomorrow", alone).start == WallTime.parse("2026-01-15T08:00")
    assert read("call after school tomorrow", alone).start == WallTime.parse("2026-01-15T15:00")


def test_before_school_ends_with_the_first_bell_at_the_latest():
    assert read("staff huddle before school tomorrow 40 min", MAPLE).start == WallTime.parse("2026-01-15T07:10")
