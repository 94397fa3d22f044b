"""Twenty-four phrases for times that are not clock times, notes, places and bell periods, written before their grammar.

Kept apart from the golden table as `held_out` is, and read at the same moment: Wed 14 Jan 2026 at 10:00 in Maple
Hollow, whose people are at work from 7:30. Conventions settled here first: "first thing" and "before school" begin with
work, before school no later than lets a stated length end with the first bell; "after school" begins with the last
bell; "after lunch" begins with the first period that begins at half past twelve or later, where the bells name no
lunch; "about" and "-ish" take the hour as it stands; "after-school" with a hyphen is a word of the title.
"""

from __future__ import annotations

from typing import NamedTuple


class HeldWord(NamedTuple):
    """One phrase and its meaning; `end` is None when neither an end nor a length is stated, `period` only for a single
    block by one bell period."""

    text: str
    start: str
    end: str | None = None
    rule: str = ""
    people: tuple[str, ...] = ()
    note: str = ""
    place: str = ""
    period: str = ""


HELD_OUT_WORDS = (
    HeldWord("check in with Okoye tomorrow 10-ish", "2026-01-15T10:00", people=("Daniel Okoye",)),
    HeldWord("call the union rep around 10 on Friday", "2026-01-16T10:00"),
    HeldWord(
        "coffee with Raman before school Thursday 15 min",
        "2026-01-15T07:30",
        "2026-01-15T07:45",
        people=("Priya Raman",),
    ),
    HeldWord("bus loop talk after school tomorrow", "2026-01-15T14:13"),
    HeldWord("budget first thing Friday 45 min", "2026-01-16T07:30", "2026-01-16T08:15"),
    HeldWord("parent call after lunch Thursday", "2026-01-15T12:44"),
    HeldWord(
        "observe Farouk P3 A-day // look at her exit tickets",
        "2026-01-16T09:40",
        people=("Leila Farouk",),
        note="look at her exit tickets",
        period="P3",
    ),
    HeldWord(
        "data meeting Fri 9-9:45 note: bring the fall scores",
        "2026-01-16T09:00",
        "2026-01-16T09:45",
        note="bring the fall scores",
    ),
    HeldWord("walkthrough Lee P5 tomorrow", "2026-01-15T11:12", people=("Kevin Lee",), period="P5"),
    HeldWord(
        "ILT every Monday 1:30-2:45 in the library",
        "2026-01-19T13:30",
        "2026-01-19T14:45",
        "FREQ=WEEKLY;BYDAY=MO",
        place="Library",
    ),
    HeldWord("talk with Gomez about 2:15 today", "2026-01-14T14:15", people=("Paula Gomez",)),
    HeldWord("huddle every day before school 10 min", "2026-01-15T07:30", "2026-01-15T07:40", "FREQ=DAILY"),
    HeldWord(
        "PLC every Tuesday after school in room 204 // agenda on the drive",
        "2026-01-20T14:13",
        None,
        "FREQ=WEEKLY;BYDAY=TU",
        note="agenda on the drive",
        place="Room 204",
    ),
    HeldWord("visit Novak and Kim P2 Friday", "2026-01-16T08:54", people=("Peter Novak", "Grace Kim"), period="P2"),
    HeldWord("stop by the gym around noon tomorrow", "2026-01-15T12:00"),
    HeldWord("check the buses right after school Friday 20 min", "2026-01-16T14:13", "2026-01-16T14:33"),
    HeldWord("feedback Mai Tran after P3 Thursday", "2026-01-15T10:23", people=("Mai Tran",)),
    HeldWord(
        "see https://maple.example/plan tomorrow at 9 notes: print it first", "2026-01-15T09:00", note="print it first"
    ),
    HeldWord("first thing tomorrow: call Diaz", "2026-01-15T07:30", people=("Ms. Diaz",)),
    HeldWord("meet Haddad 2ish Thursday", "2026-01-15T14:00", people=("Layla Haddad",)),
    HeldWord("walk the building before school on Wednesday", "2026-01-21T07:30"),
    HeldWord("after-school program meeting Friday at 3", "2026-01-16T15:00"),
    HeldWord("read about 5 lesson plans Thursday at 9", "2026-01-15T09:00"),
    HeldWord(
        "quick visit Cole and Adler after lunch Friday // both new",
        "2026-01-16T12:44",
        people=("Nathan Cole", "Ben Adler"),
        note="both new",
    ),
)
