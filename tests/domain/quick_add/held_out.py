"""Sixty phrases written before the grammar and kept apart from its golden table: what a principal types, what is meant.

Every phrase is read on Wed 14 Jan 2026 at 10:00 in Maple Hollow (an A day with early release, P4 running). Conventions
settled here first: `end` is None when the phrase states neither an end nor a length (one bell period states a start
only); "until May" is over when May begins; a weekday list without "every" repeats, one weekday does not.
"""

from __future__ import annotations

from typing import NamedTuple


class Held(NamedTuple):
    """One phrase and its meaning; `people` are shown names, several for one name in `either` when it fits them all."""

    text: str
    start: str | None
    end: str | None = None
    rule: str | None = None
    until: str | None = None
    people: tuple[str, ...] = ()
    either: tuple[str, ...] = ()


WEEKLY = "FREQ=WEEKLY;BYDAY="
HELD_OUT = (
    Held(
        "observe Okoye every Tue 9-9:30", "2026-01-20T09:00", "2026-01-20T09:30", WEEKLY + "TU", None, ("Daniel Okoye",)
    ),
    Held("walkthrough Raman P3 A-day", "2026-01-16T09:40", people=("Priya Raman",)),
    Held(
        "30 min data chat with Emily Chen next Thu at 11",
        "2026-01-22T11:00",
        "2026-01-22T11:30",
        people=("Emily Chen",),
    ),
    Held("lunch duty tomorrow 11:12-12:41", "2026-01-15T11:12", "2026-01-15T12:41"),
    Held("feedback Núñez Fri P2", "2026-01-16T08:54", people=("Zoë Núñez",)),
    Held(
        "ILT every other Monday 1:30-2:45 until May",
        "2026-01-19T13:30",
        "2026-01-19T14:45",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
        "2026-04-30",
    ),
    Held("PLC first Tuesday of the month at 1", "2026-02-03T13:00", None, "FREQ=MONTHLY;BYDAY=1TU"),
    Held(
        "visit O'Brien on every A day P4 this term",
        "2026-01-16T10:26",
        None,
        '{"day_types":["A"],"periods":["P4"]}',
        "2026-01-16",
        ("Liam O'Brien",),
    ),
    Held(
        "coffee with Joel Ramos tomorrow 7:15am for 20 minutes",
        "2026-01-15T07:15",
        "2026-01-15T07:35",
        people=("Joel Ramos",),
    ),
    Held("pop in on ms. qureshi thursday period 6", "2026-01-15T11:58", people=("Fatima Qureshi",)),
    Held("debrief with Dr. Lee at 2:40", "2026-01-14T14:40", people=("Kevin Lee",)),
    Held("parent conference 1/22 3:15-4pm", "2026-01-22T15:15", "2026-01-22T16:00"),
    Held("Call district re: bus routes 8am Friday 15 min", "2026-01-16T08:00", "2026-01-16T08:15"),
    Held(
        "team lead check-in Tuesdays and Thursdays 2:20-2:40", "2026-01-15T14:20", "2026-01-15T14:40", WEEKLY + "TU,TH"
    ),
    Held("hall walk mon wed fri 10:23-10:40", "2026-01-14T10:23", "2026-01-14T10:40", WEEKLY + "MO,WE,FR"),
    Held("interview candidate for grade 7 math Jan 23 at 1pm 45 min", "2026-01-23T13:00", "2026-01-23T13:45"),
    Held("cafeteria supervision every day 11:12 - 12:41", "2026-01-14T11:12", "2026-01-14T12:41", "FREQ=DAILY"),
    Held("Evaluate Delgado Feb 10 9:40–10:23", "2026-02-10T09:40", "2026-02-10T10:23", people=("Rosa Delgado",)),
    Held("weekly review Fridays 2:30 for 45 min", "2026-01-16T14:30", "2026-01-16T15:15", WEEKLY + "FR"),
    Held("celebrate Bello in room 119 tomorrow P7", "2026-01-15T12:44", people=("Aisha Bello",)),
    Held(
        "post-observation talk w/ Hiro Tanaka noon Friday 30m",
        "2026-01-16T12:00",
        "2026-01-16T12:30",
        people=("Hiro Tanaka",),
    ),
    Held("Prep board report from 3 until 4:30 next Monday", "2026-01-19T15:00", "2026-01-19T16:30"),
    Held(
        "walkthroughs every B day P2 starting Jan 20", "2026-01-20T08:54", None, '{"day_types":["B"],"periods":["P2"]}'
    ),
    Held(
        "MTSS every 2 weeks on Wednesday 12:45-1:30",
        "2026-01-14T12:45",
        "2026-01-14T13:30",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
    ),
    Held(
        "Meet Ruiz last Friday of the month 2pm",
        "2026-01-30T14:00",
        None,
        "FREQ=MONTHLY;BYDAY=-1FR",
        None,
        ("Sofia Ruíz",),
    ),
    Held(
        "Budget check w/ Nina Schultz 26 Jan 09:00-09:45",
        "2026-01-26T09:00",
        "2026-01-26T09:45",
        people=("Nina Schultz",),
    ),
    Held("evacuation drill 2026-02-12 10:30 15min", "2026-02-12T10:30", "2026-02-12T10:45"),
    Held("Data meeting day after tomorrow 9", "2026-01-16T09:00"),
    Held("observe Petrova in room 129 Tue P1", "2026-01-20T08:08", people=("Tanya Petrova",)),
    Held("staff meeting every first and third Wednesday 1pm", "2026-01-21T13:00", None, "FREQ=MONTHLY;BYDAY=1WE,3WE"),
    Held("arrival duty weekdays 7:30-8:10", "2026-01-15T07:30", "2026-01-15T08:10", WEEKLY + "MO,TU,WE,TH,FR"),
    Held("Read student work today at 1 for half an hour", "2026-01-14T13:00", "2026-01-14T13:30"),
    Held("talk to Chen about small groups tomorrow 2:15", "2026-01-15T14:15", either=("Emily Chen", "Marcus Chen")),
    Held("quick visit Emily Chen and Kevin Lee Fri P8", "2026-01-16T13:30", people=("Emily Chen", "Kevin Lee")),
    Held("Thank-you rounds Friday afternoon 30 min", "2026-01-16T13:00", "2026-01-16T13:30"),
    Held("e-mail block every morning at 7:15 30 min", "2026-01-15T07:15", "2026-01-15T07:45", "FREQ=DAILY"),
    Held("feedback Wang Fang tomorrow P1", "2026-01-15T08:08", people=("Wang Fang",)),
    Held("coach Haddad Thu 10:05-10:50", "2026-01-15T10:05", "2026-01-15T10:50", people=("Layla Haddad",)),
    Held("observe Larsen 9:40", "2026-01-15T09:40", people=("Ingrid Larsen",)),
    Held("ELA dept meeting third Thursday of February 2-3pm", "2026-02-19T14:00", "2026-02-19T15:00"),
    Held("School board prep next Tuesday 4:30 to 6", "2026-01-20T16:30", "2026-01-20T18:00"),
    Held("family night 5 Feb 6pm-8pm", "2026-02-05T18:00", "2026-02-05T20:00"),
    Held("Budget review on the 30th at 10 for 1 h", "2026-01-30T10:00", "2026-01-30T11:00"),
    Held(
        "PLC grade 8 every Tue and Thu P2 until March 13",
        "2026-01-15T08:54",
        None,
        '{"periods":["P2"],"weekdays":[1,3]}',
        "2026-03-13",
    ),
    Held("walk the halls every early release day at 12", "2026-01-14T12:00", None, '{"bells":["early"]}'),
    Held("visit Fletcher tmrw 1st period", "2026-01-15T08:08", people=("Owen Fletcher",)),
    Held(
        "Observation: Claire Dubois, Thu 22 Jan, 10:26-11:09",
        "2026-01-22T10:26",
        "2026-01-22T11:09",
        people=("Claire Dubois",),
    ),
    Held("formal eval paperwork Thurs 3-5", "2026-01-15T15:00", "2026-01-15T17:00"),
    Held("lunch with Ms Diaz tomorrow 12:41 - 1:10", "2026-01-15T12:41", "2026-01-15T13:10", people=("Ms. Diaz",)),
    Held("Guarded: walkthroughs Mon 8:54-9:37", "2026-01-19T08:54", "2026-01-19T09:37"),
    Held(
        "Reading Núñez's lesson plans 45 min Sunday 4pm", "2026-01-18T16:00", "2026-01-18T16:45", people=("Zoë Núñez",)
    ),
    Held("observe Novak P5 B day 20 min", "2026-01-15T11:12", "2026-01-15T11:32", people=("Peter Novak",)),
    Held("Superintendent visit Thu, 9:00 AM - 11:00 AM", "2026-01-15T09:00", "2026-01-15T11:00"),
    Held("ring the union rep in 2 hours", "2026-01-14T12:00"),
    Held(
        "Meet Vera Hale every three weeks Thursday 1:45",
        "2026-01-15T13:45",
        None,
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=TH",
        None,
        ("Vera Hale",),
    ),
    Held(
        "new teacher circle monthly on the 20th 2:30-3:15",
        "2026-01-20T14:30",
        "2026-01-20T15:15",
        "FREQ=MONTHLY;BYMONTHDAY=20",
    ),
    Held("read to 6th graders Feb 2nd P4", "2026-02-02T10:26"),
    Held(
        "observe Okoye, Farouk and Jensen A day P6",
        "2026-01-14T10:53",
        people=("Daniel Okoye", "Leila Farouk", "Scott Jensen"),
    ),
    Held(
        "mtg w/ O’Brien & Santos 16.01. 14:30-15:00",
        "2026-01-16T14:30",
        "2026-01-16T15:00",
        people=("Liam O'Brien", "Olivia Santos"),
    ),
    Held("Plan February PD 90 minutes", None),
)
