"""The front office by files: what goes out, what comes in once, what is checked again, what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from il_desktop import commands
from il_desktop.commands.desk import Desk
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.blocks import BlockRef, Protection
from il_desktop.domain.clock import wall_now
from il_desktop.domain.errors import BadFile, ProtectedTimeConflict
from il_desktop.domain.protection import Demand, DisplacementReason, OverrideReason
from il_desktop.domain.walltime import Span, WallTime
from il_desktop.interchange.ics.feed_rows import FeedRow
from il_desktop.interchange.office import board_text, digest, read_proposals
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.office import ProposalRow, board, proposals, revision
from il_desktop.queries.settings import settings
from il_desktop.queries.week import cards_between
from il_desktop.wording.office import asks_text, fit_text, short_fit_text
from il_desktop.wording.steps import step_sentence

MONDAY = "2026-01-19"


def at(text: str) -> WallTime:
    return WallTime.parse(text)


def a_proposal(**fields: object) -> dict[str, object]:
    known = {"uid": str(uuid4()), "author": "Ms. Diaz", "made_at": "2026-01-16T14:05:00Z", "base": 0}
    return {**known, **fields}


def an_addition(**fields: object) -> dict[str, object]:
    return a_proposal(action="add", title="Parent of the day", day=MONDAY, start="09:00", minutes=30, **fields)


def a_file(tmp_path: Path, *items: object, **fields: object) -> Path:
    path = tmp_path / "proposals.json"
    whole = {"kind": "il-desktop office proposals", "version": 1, "proposals": list(items), **fields}
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


def take(desk: Desk, path: Path) -> int:
    return desk.run(commands.office.take_in, read_proposals(path))


def rows(desk: Desk) -> tuple[ProposalRow, ...]:
    return desk.read(proposals, wall_now(desk.clock, "America/New_York"), desk.cached(school_calendar))


def told(desk: Desk) -> dict:
    now = wall_now(desk.clock, "America/New_York")
    found = desk.read(board, now, 14, desk.cached(school_calendar), desk.cached(settings), "2026-01-16T13:00:00Z")
    return json.loads(board_text(found))


def a_block(desk: Desk, title: str, start: str, level: Protection = Protection.FLEXIBLE) -> str:
    moment = at(start)
    return desk.run(
        commands.schedule.create_block, BlockDraft(title, "office_work", moment, moment.plus(30), protection=level)
    )


def test_the_board_says_levels_and_general_words_and_no_titles(desk: Desk) -> None:
    a_block(desk, "CANARY talk about Ruiz", f"{MONDAY}T09:00", Protection.GUARDED)
    value = told(desk)
    assert "CANARY" not in json.dumps(value)
    [block] = value["blocks"]
    assert (block["level"], block["may_be_booked_over"], block["start"]) == ("Guarded", "with a reason", "09:00")
    assert value["base"] == desk.read(revision)
    assert value["sha256"] == digest(value)
    assert value["open"][0]["day"] == "2026-01-16"


def test_names_of_the_sample_school_stay_at_home(sample_desk: Desk) -> None:
    value = told(sample_desk)
    said = json.dumps([value["blocks"], value["open"]])
    families = [name for (name,) in sample_desk.read(lambda reader: reader.rows("SELECT family FROM person"))]
    assert [name for name in families if name in said] == []
    assert len(value["blocks"]) > 40


def test_the_same_file_twice_is_nothing_new(desk: Desk, tmp_path: Path) -> None:
    path = a_file(tmp_path, an_addition(), an_addition())
    assert (take(desk, path), take(desk, path)) == (2, 0)
    assert len(rows(desk)) == 2


def test_an_accepted_addition_is_an_ordinary_block_of_the_office(desk: Desk, tmp_path: Path) -> None:
    take(desk, a_file(tmp_path, an_addition()))
    [row] = rows(desk)
    assert asks_text(row.proposal, row.fit) == "Add Parent of the day, Mon 19 Jan 9:00–9:30\u00a0AM"
    assert fit_text(row.fit) == "The place is free."
    desk.run(commands.office.accept, row.proposal.uid)
    [card] = desk.read(cards_between, at(f"{MONDAY}T00:00").day, 1, desk.cached(school_calendar))
    assert (card.title, card.origin, card.span.start.iso()) == ("Parent of the day", "office", f"{MONDAY}T09:00")
    label = desk.history().undo
    assert label is not None
    assert step_sentence(label) == "Accepted for the office: added Parent of the day, Mon 9:00\u00a0AM"
    assert told(desk)["answers"] == [
        {"uid": row.proposal.uid, "state": "accepted", "said": "", "day": MONDAY, "start": "09:00", "minutes": 30}
    ]


def test_what_other_calendars_hold_is_no_open_place_and_is_told_of_a_proposal(desk: Desk, tmp_path: Path) -> None:
    feed_id = desk.run(commands.feeds.add_feed, "District", "https://example.org/d.ics")
    span = Span(at(f"{MONDAY}T08:45"), at(f"{MONDAY}T10:00"))
    held = FeedRow("ics:1", "Board", span, "America/New_York", rule="", holes=(), is_busy=True, all_day=False)
    desk.run(commands.feeds.take_refresh, feed_id, [held])
    on_monday = [(each["start"], each["minutes"]) for each in told(desk)["open"] if each["day"] == MONDAY]
    assert on_monday == [("07:30", 75), ("10:00", 390)]
    take(desk, a_file(tmp_path, an_addition(), {**an_addition(), "start": "11:00"}))
    busy, free = sorted(rows(desk), key=lambda row: str(row.fit.place))
    assert fit_text(busy.fit) == "Nothing of yours lies there. “District” is busy then."
    assert short_fit_text(busy.fit) == "busy elsewhere"
    assert fit_text(free.fit) == "The place is free."
    desk.run(commands.feeds.show_feed, feed_id, is_on=False)
    assert all(short_fit_text(row.fit) == "free" for row in rows(desk))


def test_undoing_an_acceptance_asks_again_and_the_board_says_so(desk: Desk, tmp_path: Path) -> None:
    take(desk, a_file(tmp_path, an_addition()))
    uid = rows(desk)[0].proposal.uid
    desk.run(commands.office.accept, uid)
    desk.undo()
    [row] = rows(desk)
    assert (row.state, row.is_open) == ("accepted", True)
    assert told(desk)["answers"][0]["state"] == "changed since"
    desk.run(commands.office.accept, uid, start=at(f"{MONDAY}T10:00"))
    assert told(desk)["answers"][0]["start"] == "10:00"


def test_a_stale_base_is_checked_against_the_calendar_of_the_moment(desk: Desk, tmp_path: Path) -> None:
    block = a_block(desk, "Budget", f"{MONDAY}T09:00")
    base = desk.read(revision)
    move = a_proposal(
        action="move", block=block, day=MONDAY, start="11:00", was_day=MONDAY, was_start="09:00", base=base
    )
    take(desk, a_file(tmp_path, move))
    assert not rows(desk)[0].is_stale
    a_block(desk, "Visit", f"{MONDAY}T11:00", Protection.GUARDED)
    desk.run(commands.schedule.move_block, BlockRef(block), at(f"{MONDAY}T13:00"))
    [row] = rows(desk)
    assert (row.is_stale, row.fit.problem, row.fit.demand) == (True, "moved", Demand.REASON)
    with pytest.raises(ProtectedTimeConflict):
        desk.run(commands.office.accept, row.proposal.uid)
    assert rows(desk)[0].state == "proposed"
    desk.run(commands.office.accept, row.proposal.uid, override=OverrideReason(DisplacementReason.FAMILY))
    assert rows(desk)[0].stands
    assert desk.read(lambda reader: reader.value("SELECT count(*) FROM interruption WHERE kind = 'override'")) == 1


def test_a_cancelled_block_and_a_declined_wish_are_answered(desk: Desk, tmp_path: Path) -> None:
    block = a_block(desk, "Budget", f"{MONDAY}T09:00")
    cancel, add = a_proposal(action="cancel", block=block, was_day=MONDAY, was_start="09:00"), an_addition()
    take(desk, a_file(tmp_path, cancel, add))
    desk.run(commands.office.accept, cancel["uid"])
    desk.run(commands.office.decline, add["uid"], "Not this week, please call")
    states = {answer["uid"]: (answer["state"], answer["said"]) for answer in told(desk)["answers"]}
    assert states == {cancel["uid"]: ("accepted", ""), add["uid"]: ("declined", "Not this week, please call")}
    assert desk.read(cards_between, at(f"{MONDAY}T00:00").day, 1, desk.cached(school_calendar)) == []
    desk.undo()
    assert len(desk.read(cards_between, at(f"{MONDAY}T00:00").day, 1, desk.cached(school_calendar))) == 1


def test_a_block_that_is_gone_and_a_time_gone_by_say_so(desk: Desk, tmp_path: Path) -> None:
    gone = a_proposal(action="cancel", block=str(uuid4()))
    past = a_proposal(action="add", title="Late", day="2026-01-12", start="09:00", minutes=30)
    take(desk, a_file(tmp_path, gone, past))
    assert {row.proposal.uid: row.fit.problem for row in rows(desk)} == {gone["uid"]: "gone", past["uid"]: "past"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"uid": "1"}, "uid is no UUID"),
        ({"action": "drop table"}, "action is not"),
        ({"author": ""}, "author is missing"),
        ({"author": "x" * 121}, "author is no text"),
        ({"title": "a\x00b"}, "cannot be stored"),
        ({"title": "\ud800"}, "cannot be stored"),
        ({"day": "2026-02-30"}, "no day of the calendar"),
        ({"day": "9999-12-31"}, "2000 to 2100"),
        ({"start": "25:00"}, "no date and time"),
        ({"start": None}, "belong together"),
        ({"minutes": 1e9}, "minutes is no whole number"),
        ({"minutes": True}, "minutes is no whole number"),
        ({"minutes": -30}, "minutes is no whole number"),
        ({"base": "x"}, "base is no whole number"),
        ({"made_at": "yesterday"}, "made_at is no moment"),
        ({"made_at": "2026-01-16T14:05:00+05:00"}, "made_at is no moment"),
        ({"payload": {}}, "is not known"),
    ],
)
def test_a_hostile_proposal_is_refused_with_its_place(tmp_path: Path, change: dict, said: str) -> None:
    with pytest.raises(BadFile) as refused:
        read_proposals(a_file(tmp_path, an_addition(), {**an_addition(), **change}))
    assert refused.value.reason == "bad_proposal"
    assert "proposal 2: " in refused.value.detail
    assert said in refused.value.detail


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not_office"),
        ("[]", "not_office"),
        ("{" * 100_000, "not_office"),
        ("[" * 100_000, "not_office"),
        ('{"kind": "il-desktop office proposals", "version": 2, "proposals": []}', "office_version"),
        ('{"kind": "il-desktop office proposals", "version": 1, "proposals": {}}', "not_office"),
        ('{"kind": "il-desktop office proposals", "version": 1, "proposals": [], "x": NaN}', "not_office"),
        ('{"kind": "il-desktop office proposals", "version": 1, "proposals": [], "sha256": "0"}', "changed_on_the_way"),
        ("x" * 1_100_000, "too_large"),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "odd.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadFile) as refused:
        read_proposals(path)
    assert refused.value.reason == reason


def test_two_hundred_and_one_proposals_and_doubles_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="too_many_rows"):
        read_proposals(a_file(tmp_path, *(an_addition() for _ in range(201))))
    one = an_addition()
    with pytest.raises(BadFile, match="bad_proposal"):
        read_proposals(a_file(tmp_path, one, one))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*an_addition(), "block", "note", "was_day", "was_start"]), _JSON, max_size=5))
def test_whatever_stands_in_a_field_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, change: dict) -> None:
    path = a_file(tmp_path_factory.getbasetemp(), {**an_addition(), **change})
    try:
        [found] = read_proposals(path)
    except BadFile:
        return
    assert found.action in {"add", "move", "cancel"}
