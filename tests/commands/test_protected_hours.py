"""Protected time that gives way, is made up for, reconciled and owed: whole steps on a real file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import DBAPIError

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.blocks import BlockRef, Protection
from il_desktop.domain.errors import BadValue, HasChildren, NotFound, ProtectedTimeConflict, StorageFault
from il_desktop.domain.interruptions import InterruptionDraft, read_line
from il_desktop.domain.protected_windows import WindowDraft
from il_desktop.domain.protection import DisplacementReason, OverrideReason
from il_desktop.domain.reconcile import Outcome, Settlement, outcome_of_key, reason_of_key
from il_desktop.domain.walltime import WallTime
from il_desktop.models.schedule import PlanBaseline, TimeBlock
from il_desktop.queries import baseline, interruptions, protected_hours, review
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.settings import settings
from il_desktop.store.operation import operation
from il_desktop.wording.steps import step_sentence
from tests.commands.school_time import at, draft

schedule, reconcile = commands.schedule, commands.reconcile
REASON = OverrideReason(DisplacementReason.DISTRICT)
WEEK = date(2026, 1, 19)


@pytest.fixture
def now(fixed_clock) -> WallTime:
    """Wednesday 21 January, 12:00, the second day of the second semester."""
    fixed_clock.advance(days=5, hours=4)
    return at("21 12:00")


@pytest.fixture
def desk(sample_desk, now) -> Desk:
    """The small sample school; Thursday and Friday hold nothing but what a test puts there."""
    rows = sample_desk.read(
        lambda r: r.rows("SELECT id FROM time_block WHERE starts_local >= '2026-01-21' AND starts_local < '2026-01-31'")
    )
    sample_desk.run(schedule_clear, [BlockRef(row[0]) for row in rows])
    return sample_desk


@operation("test.clear")
def schedule_clear(tx, refs):
    for ref in refs:
        block = tx.session.get(TimeBlock, ref.block_id)
        block.state, block.reconciled_at = "cancelled", tx.session.info["now"]


@operation("test.ledger")
def change_ledger(tx):
    tx.session.query(PlanBaseline).first().protection = 0
    tx.session.flush()


def add(desk: Desk, *args: str, **more: object) -> BlockRef:
    return BlockRef(desk.run(schedule.create_block, draft(*args, **more)))


def rows(desk: Desk, sql: str, *params: object) -> list[tuple]:
    return desk.read(lambda reader: reader.rows(sql, params))


def make_ups(desk: Desk) -> list[tuple]:
    return rows(
        desk,
        "SELECT title, starts_local, ends_local, protection, make_up_for_id FROM time_block WHERE state = 'planned'"
        " AND make_up_for_id IS NOT NULL AND starts_local >= '2026-01-21' ORDER BY starts_local",
    )


def debts_of(desk: Desk, block: BlockRef) -> list[tuple]:
    return rows(
        desk, "SELECT id, minutes, debt FROM interruption WHERE block_id = ? ORDER BY created_at, id", block.block_id
    )


def said(desk: Desk) -> str:
    return step_sentence(desk.history().undo).replace("\N{NO-BREAK SPACE}", " ")


def view(desk: Desk, now: WallTime, week: date = WEEK) -> review.WeekReview:
    return desk.read(review.week_review, week, now, desk.cached(school_calendar), desk.cached(settings))


# displaced and made up


def test_a_displaced_guarded_block_gets_a_make_up_in_the_same_step(desk):
    talk = add(desk, "PLC", "22 9:00", "22 9:30", activity_type="plc_meeting", protection=Protection.GUARDED)
    desk.run(schedule.create_block, draft("District", "22 9:00", "22 9:30"), override=REASON)
    ((debt, minutes, state),) = debts_of(desk, talk)
    assert (minutes, state) == (30, "open")
    assert make_ups(desk) == [("PLC", "2026-01-22T08:30", "2026-01-22T09:00", 3, debt)]
    assert rows(desk, "SELECT state FROM time_block WHERE id = ?", talk.block_id) == [("replaced",)]
    assert said(desk) == "Added District, Thu 22 Jan 9:00–9:30 AM, over 1 protected block; make-up Thu 8:30 AM"
    desk.undo()
    assert not make_ups(desk)
    assert not debts_of(desk, talk)
    assert rows(desk, "SELECT state FROM time_block WHERE id = ?", talk.block_id) == [("planned",)]


def test_a_block_that_loses_a_part_stays_and_only_the_part_is_made_up(desk):
    plc = add(desk, "PLC", "22 9:00", "22 10:00", activity_type="plc_meeting", protection=Protection.GUARDED)
    desk.run(schedule.create_block, draft("District", "22 9:40", "22 10:30"), override=REASON)
    ((_, start, end, *_),) = make_ups(desk)
    assert WallTime.parse(start).until(WallTime.parse(end)) == 30  # 20 lost, up to a multiple of 15
    assert rows(desk, "SELECT state FROM time_block WHERE id = ?", plc.block_id) == [("planned",)]


def test_a_make_up_displaced_again_keeps_the_first_debt(desk, now):
    plc = add(desk, "PLC", "22 9:00", "22 9:30", activity_type="plc_meeting", protection=Protection.GUARDED)
    desk.run(schedule.create_block, draft("District", "22 9:00", "22 9:30"), override=REASON)
    ((first, *_),) = debts_of(desk, plc)
    desk.run(schedule.create_block, draft("Bus", "22 8:30", "22 9:00"), override=REASON)
    ((_, start, _, _, linked),) = make_ups(desk)
    assert linked == first
    assert start != "2026-01-22T08:30"
    open_debts = [debt for debt in desk.read(review.debts, now, desk.cached(school_calendar)) if debt.title == "PLC"]
    assert [(debt.id, debt.minutes, debt.make_up.iso()) for debt in open_debts] == [(first, 30, start)]
    assert rows(desk, "SELECT sum(minutes) FROM interruption WHERE debt = 'open' AND at_local >= '2026-01-22'") == [
        (30,)
    ]


def test_firm_time_with_a_reason_leaves_the_debt_on_the_shelf(desk):
    firm = add(desk, "PLC", "22 9:00", "22 9:30", activity_type="plc_meeting", protection=Protection.FIRM)
    desk.run(schedule.create_block, draft("District", "22 9:00", "22 9:30"), override=REASON)
    ((debt, _, state),) = debts_of(desk, firm)
    assert (state, make_ups(desk)) == ("open", [])
    made = desk.run(commands.protected_hours.make_up, debt)
    assert [row[4] for row in make_ups(desk)] == [debt]
    assert made
    with pytest.raises(BadValue):
        desk.run(commands.protected_hours.make_up, debt)


def test_lowering_a_guarded_block_is_no_way_round_the_reason(desk, fixed_clock):
    plc = add(desk, "PLC", "22 9:00", "22 9:30", activity_type="plc_meeting", protection=Protection.GUARDED)
    desk.run(schedule.set_protection, plc, Protection.OPEN)
    with pytest.raises(ProtectedTimeConflict):
        desk.run(schedule.create_block, draft("District", "22 9:00", "22 9:30"))
    desk.run(schedule.create_block, draft("District", "22 9:00", "22 9:30"), override=REASON)
    assert debts_of(desk, plc)[0][2] == "open"
    desk.undo()
    fixed_clock.advance(hours=25)
    desk.run(schedule.create_block, draft("District", "23 8:00", "23 8:30"))
    late = add(desk, "Open", "23 10:00", "23 10:30", protection=Protection.OPEN)
    desk.run(schedule.set_protection, late, Protection.FLEXIBLE)
    desk.run(schedule.create_block, draft("Over it", "23 10:00", "23 10:30"))


def test_without_a_place_the_debt_waits(desk, fixed_clock):
    fixed_clock.advance(days=138)  # Monday 8 June, the last day of the year, noon
    late = WallTime(date(2026, 6, 8), 12 * 60)
    day = draft("PLC", activity_type="plc_meeting", protection=Protection.GUARDED)
    plc = BlockRef(desk.run(schedule.create_block, replace(day, start=late.plus(15), end=late.plus(300))))
    desk.run(schedule.create_block, replace(day, title="All day", start=late, end=late.plus(400)), override=REASON)
    assert debts_of(desk, plc)[0][2] == "open"
    assert not rows(desk, "SELECT 1 FROM time_block WHERE make_up_for_id = ?", debts_of(desk, plc)[0][0])


# reconcile


@pytest.mark.parametrize(
    ("told", "actual", "ledger"),
    [
        (Settlement(Outcome.KEPT), [("2026-01-21T09:00", "2026-01-21T09:45")], []),
        (Settlement(Outcome.SHORTENED, 30), [("2026-01-21T09:00", "2026-01-21T09:30")], []),
        (Settlement(Outcome.MOVED, start=at("21 10:00")), [("2026-01-21T10:00", "2026-01-21T10:45")], []),
        (Settlement(Outcome.MISSED, reason=DisplacementReason.FAMILY), [], [(45, "family", 2, "open")]),
        (Settlement(Outcome.REPLACED, reason=DisplacementReason.DISTRICT), [], [(45, "district", 2, "open")]),
    ],
)
def test_each_outcome_writes_actual_state_and_ledger_in_one_step(desk, told, actual, ledger):
    block = add(desk, "PLC", "21 9:00", "21 9:45", protection=Protection.FIRM)
    before = desk.history().undo
    desk.run(reconcile.reconcile_block, block, told)
    assert rows(desk, "SELECT starts_local, ends_local FROM actual WHERE block_id = ?", block.block_id) == actual
    got = rows(desk, "SELECT minutes, source, level, debt FROM interruption WHERE block_id = ?", block.block_id)
    assert got == ledger
    ((state, when),) = rows(desk, "SELECT state, reconciled_at FROM time_block WHERE id = ?", block.block_id)
    assert (state, bool(when)) == (told.outcome.value, True)
    assert said(desk).startswith("Reconciled PLC, Wed 9:00 AM: ")
    desk.undo()
    assert desk.history().undo == before
    assert rows(desk, "SELECT state FROM time_block WHERE id = ?", block.block_id) == [("planned",)]


def test_a_second_answer_takes_the_place_of_the_first(desk):
    block = add(desk, "PLC", "21 9:00", "21 9:45", protection=Protection.GUARDED)
    desk.run(reconcile.reconcile_block, block, Settlement(Outcome.MISSED, reason=DisplacementReason.FAMILY))
    desk.run(reconcile.reconcile_block, block, Settlement(Outcome.KEPT))
    assert rows(desk, "SELECT count(*) FROM interruption WHERE block_id = ?", block.block_id) == [(0,)]
    assert rows(desk, "SELECT count(*) FROM actual WHERE block_id = ?", block.block_id) == [(1,)]
    desk.run(reconcile.take_back, block)
    assert rows(desk, "SELECT count(*) FROM actual WHERE block_id = ?", block.block_id) == [(0,)]
    assert rows(desk, "SELECT state FROM time_block WHERE id = ?", block.block_id) == [("planned",)]


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (Settlement(Outcome.SHORTENED), "minutes"),
        (Settlement(Outcome.SHORTENED, 45), "minutes"),
        (Settlement(Outcome.SHORTENED, 0), "minutes"),
        (Settlement(Outcome.MOVED), "start"),
        (Settlement(Outcome.MISSED), "reason"),
    ],
)
def test_an_answer_that_lacks_something_is_refused_and_nothing_is_written(desk, told, field):
    block = add(desk, "PLC", "21 9:00", "21 9:45")
    with pytest.raises(BadValue) as refused:
        desk.run(reconcile.reconcile_block, block, told)
    assert refused.value.field == field
    assert rows(desk, "SELECT state FROM time_block WHERE id = ?", block.block_id) == [("planned",)]


def test_what_has_not_begun_cannot_be_reconciled(desk):
    block = add(desk, "PLC", "22 9:00", "22 9:45")
    with pytest.raises(BadValue) as refused:
        desk.run(reconcile.reconcile_block, block, Settlement(Outcome.KEPT))
    assert refused.value.reason == "in_future"


def test_all_that_is_left_is_kept_in_one_step(desk):
    blocks = [add(desk, "One", "21 8:00", "21 9:00"), add(desk, "Two", "21 9:00", "21 10:00")]
    desk.run(reconcile.reconcile_block, blocks[0], Settlement(Outcome.SHORTENED, 10))
    assert desk.run(reconcile.keep_all, blocks) == 1
    assert said(desk) == "Reconciled 1 block as Kept"


def test_a_kept_make_up_settles_the_debt_and_a_short_one_settles_a_part(desk, fixed_clock):
    plc = add(desk, "PLC", "22 9:00", "22 9:30", activity_type="plc_meeting", protection=Protection.GUARDED)
    desk.run(schedule.create_block, draft("District", "22 9:00", "22 9:30"), override=REASON)
    fixed_clock.advance(days=1)
    made = BlockRef(rows(desk, "SELECT id FROM time_block WHERE make_up_for_id = ?", debts_of(desk, plc)[0][0])[0][0])
    desk.run(reconcile.reconcile_block, made, Settlement(Outcome.SHORTENED, 10))
    assert debts_of(desk, plc)[0][2] == "partly"
    desk.run(reconcile.reconcile_block, made, Settlement(Outcome.KEPT))
    assert debts_of(desk, plc)[0][2] == "made_up"
    desk.run(reconcile.reconcile_block, made, Settlement(Outcome.MISSED, reason=DisplacementReason.FAMILY))
    assert debts_of(desk, plc)[0][2] == "open"


def test_keys_name_outcomes_and_reasons():
    assert [outcome_of_key(key) for key in "ksmrx"] == list(Outcome)
    assert [outcome_of_key(key) for key in "12345"] == list(Outcome)
    assert outcome_of_key("q") is None
    assert reason_of_key("d") is DisplacementReason.DISTRICT
    assert reason_of_key("z") is None


# first plan


def test_the_first_plan_is_kept_once_and_never_changes(desk, now):
    calendar, known = desk.cached(school_calendar), desk.cached(settings)
    add(desk, "Late idea", "23 9:00", "23 9:30")
    week, blocks = desk.read(baseline.unkept_plan, now, calendar, known)
    assert week == WEEK
    before = desk.history().undo
    assert desk.run(commands.baseline.write_baseline, week, blocks) == len(blocks) > 0
    assert desk.history().undo == before, "undo leaves the ledger alone"
    assert desk.read(baseline.unkept_plan, now, calendar, known)[1] == ()
    new = add(desk, "Later still", "23 10:00", "23 10:30")
    ((added),) = desk.read(baseline.unkept_plan, now, calendar, known)[1]
    assert (added.ref, added.is_added) == (new.block_id, True)
    assert desk.run(commands.baseline.write_baseline, week, blocks) == 0
    with pytest.raises((DBAPIError, StorageFault)):
        desk.run(change_ledger)


def test_before_the_first_work_minute_nothing_is_kept(desk):
    early = at("19 6:00")
    assert desk.read(baseline.unkept_plan, early, desk.cached(school_calendar), desk.cached(settings))[1] == ()


def test_the_review_tells_what_moved_since_the_first_plan(desk, now):
    calendar, known = desk.cached(school_calendar), desk.cached(settings)
    stays, moves = add(desk, "A", "22 9:00", "22 9:30"), add(desk, "B", "22 10:00", "22 10:30")
    goes = add(desk, "C", "22 11:00", "22 11:30")
    _, blocks = desk.read(baseline.unkept_plan, now, calendar, known)
    first = [block._replace(is_added=False) for block in blocks]
    desk.run(commands.baseline.write_baseline, WEEK, first)
    desk.run(schedule.move_block, moves, at("22 13:00"))
    desk.run(schedule.delete_block, goes)
    told = view(desk, now).first_plan
    assert (told.moved, told.dropped, told.dropped_min) == (1, 1, 30)
    assert told.unchanged == told.blocks - 2
    assert told.minutes == sum(block.span.minutes for block in first)
    assert stays


# interruptions and first contacts


def test_an_interruption_is_saved_at_once_and_completed_later(desk, now):
    topic = desk.run(commands.first_contacts.add_topic, "Lost property", call_when="never")
    block = add(desk, "PLC", "21 9:00", "21 9:30")
    row = desk.run(commands.interruptions.log_interruption, InterruptionDraft(now, 7, topic, block_key=block.key))
    assert said(desk) == "Noted a 7 min interruption about Lost property, Wed 12:00 PM"
    done = {"worth_it": "no", "avoidable": "first_contact", "asked_by": "a parent", "resume_note": "page 3"}
    desk.run(commands.interruptions.complete_interruption, row, **done, source="family")
    (told,) = [each for each in view(desk, now).interruptions if each.id == row]
    assert (told.minutes, told.topic, told.block_title, told.worth_it) == (7, "Lost property", "PLC", "no")
    assert (told.avoidable, told.asked_by, told.resume_note, told.source) == (
        "first_contact", "a parent", "page 3", "family",
    )  # fmt: skip
    with pytest.raises(HasChildren):
        desk.run(commands.first_contacts.delete_topic, topic)
    desk.run(commands.interruptions.delete_interruption, row)
    desk.run(commands.first_contacts.delete_topic, topic)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("", 5)),
        ("buses 7", ("buses", 7)),
        ("bus 12 late", ("bus 12 late", 5)),
        ("9", ("", 9)),
        ("a 0", ("a 0", 5)),
    ],
)
def test_a_line_reads_as_topic_and_minutes(text, expected):
    assert read_line(text) == expected


def test_a_topic_that_comes_three_times_is_proposed_with_its_minutes(desk, now):
    topic = desk.run(commands.first_contacts.add_topic, "Lost property")
    for minutes in (5, 10, 4):
        desk.run(commands.interruptions.log_interruption, InterruptionDraft(now, minutes, topic))
    costs = desk.read(interruptions.hand_over, now.day)
    (cost,) = [cost for cost in costs if cost.topic == "Lost property"]
    assert (cost.times, cost.minutes, cost.has_contact) == (3, 19, False)


def test_values_that_cannot_be_are_refused(desk, now):
    log = commands.interruptions.log_interruption
    for minutes in (0, 481):
        with pytest.raises(BadValue):
            desk.run(log, InterruptionDraft(now, minutes))
    with pytest.raises(NotFound):
        desk.run(log, InterruptionDraft(now, 5, "no such topic"))
    person = rows(desk, "SELECT id FROM person LIMIT 1")[0][0]
    with pytest.raises(BadValue) as refused:
        desk.run(commands.first_contacts.add_topic, "Keys 2", first_id=person, backup_id=person)
    assert refused.value.reason == "same_person"
    with pytest.raises(BadValue) as refused:
        desk.run(commands.first_contacts.add_topic, "  buses AND transport ")
    assert refused.value.reason == "duplicate"


# windows and reviews


def test_windows_are_one_step_and_hold_the_make_up(desk, now):
    window = WindowDraft("", 10 * 60 + 30, 11 * 60 + 30)
    desk.run(commands.protected_hours.set_windows, [window])
    assert said(desk) == "Set 1 protected window"
    (row,) = desk.read(protected_hours.windows)
    assert (row.from_min, row.to_min, row.weekday, row.day_type, row.term) == (630, 690, None, "", "")
    add(desk, "PLC", "22 9:00", "22 9:30", activity_type="plc_meeting", protection=Protection.GUARDED)
    desk.run(schedule.create_block, draft("District", "22 9:00", "22 9:30"), override=REASON)
    assert make_ups(desk)[0][1] == "2026-01-22T10:30"
    held = desk.read(protected_hours.unprotected_in_windows, WEEK, 7, desk.cached(school_calendar))
    assert held[0] == 4 * 60
    assert held[1] >= 30
    with pytest.raises(NotFound):
        desk.run(commands.protected_hours.set_windows, [window._replace(term_id="nowhere")])
    desk.run(commands.protected_hours.set_windows, [])
    assert desk.read(protected_hours.windows) == ()


def test_a_closed_review_keeps_its_numbers(desk, now):
    reviews = commands.reviews
    last = date(2026, 1, 25)
    desk.run(reviews.write_review, "week", WEEK, last, wins="Started on time.")
    desk.run(reviews.close_review, "week", WEEK, last, planned_min=300, actual_min=270)
    text = view(desk, now).text
    assert (text.wins, text.planned_min, text.actual_min, text.is_closed) == ("Started on time.", 300, 270, True)
    desk.run(reviews.reopen_review, "week", WEEK, last)
    assert not view(desk, now).text.is_closed
    with pytest.raises(BadValue):
        desk.run(reviews.write_review, "week", WEEK, last, mood="good")
