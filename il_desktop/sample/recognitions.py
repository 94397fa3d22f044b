"""The 300 recognitions of the year: an exact, uneven start in weeks 1 to 12, then a steadier pace."""

from __future__ import annotations

from datetime import date
from random import Random

from il_desktop.domain.recognition import THEMES, asks_reason, visibility_of
from il_desktop.sample import recognition_texts as texts
from il_desktop.sample.book import NOW, Book, row_id
from il_desktop.sample.goals import goal_id
from il_desktop.sample.people import PRINCIPAL, TEACHERS, Teacher, person_id
from il_desktop.sample.timetable import is_away
from il_desktop.sample.year import DAYS, week_days

TOTAL, FIRST_WEEKS = 300, 12
COUNTS = (0,) * 9 + (1,) * 12 + (2,) * 10 + (3,) * 6 + (5,) * 3 + (9,) * 2  # weeks 1-12, T01 to T42
NOT_YET = (4, 8, 9)  # still waiting on the day the sample stands at
_GIVERS = ("principal",) * 9 + ("ramos",) * 3 + ("schultz",) * 3 + ("hale",) * 3 + ("peer",) * 4
_KINDS = (
    ("note",) * 7
    + ("spoken",) * 6
    + ("shout_out",) * 3
    + ("small_win",) * 3
    + ("leadership", "milestone", "nomination")
)
_CHANNELS = {
    "private": ("private_spoken", "private_note", "private_email"),
    "ask": ("private_spoken", "private_note"),
    "small_group": ("team_meeting", "team_meeting", "private_spoken"),
    "written": ("private_note", "private_email"),
    "public": ("newsletter", "team_meeting", "event", "private_spoken"),
}
_PUBLIC_TO_PRIVATE = 12  # T12 would rather not be named; once it was done all the same, with a reason


class _Writer:
    """Adds recognitions one by one, numbered in the order they are added."""

    def __init__(self, book: Book, chance: Random) -> None:
        self.book, self.chance, self.count = book, chance, 0

    def add(self, on: date, teacher: Teacher, **values: object) -> None:
        """Add one recognition; what is left out is drawn."""
        self.count += 1
        is_given = on <= NOW.day
        action, impact = self.chance.choice(texts.ANY + texts.BY_SUBJECT[teacher.subject] * 3)
        kind = self.chance.choice(_KINDS)
        channel = self.chance.choice(_CHANNELS[teacher.preference])
        giver = self.chance.choice(_GIVERS)
        if giver == "peer":
            giver = self.chance.choice([each.key for each in TEACHERS if each.key != teacher.key])
        row = {
            "giver_id": person_id(giver), "kind": kind, "theme": self.chance.choice(THEMES), "channel": channel,
            "visibility": visibility_of(channel), "action_text": action,
            "impact": impact if self.chance.random() < 0.85 else None,
            "value_id": row_id(f"vision_item:{self.chance.randrange(1, 6)}"),
            "goal_id": goal_id("E") if self.chance.random() < 0.1 else None,
        } | values  # fmt: skip
        row["state"] = "given" if is_given else "draft"
        if not is_given:
            row |= {"action_text": None, "impact": None}
        self.book.add("recognition", f"recognition:{self.count:03d}", person_id=teacher.id, given_on=on, **row)


def fill(book: Book) -> None:
    """Add the 300 recognitions."""
    chance = book.spread("recognitions")
    writer = _Writer(book, chance)
    early = [day.day for week in range(1, FIRST_WEEKS + 1) for day in week_days(week)]
    for teacher, count in zip(TEACHERS, COUNTS, strict=True):
        days = sorted(chance.sample([day for day in early if not is_away(teacher.number, day)], count))
        for on in days:
            writer.add(on, teacher, **(_public_once() if teacher.number == _PUBLIC_TO_PRIVATE else {}))
    for day, number, giver, kind, channel, theme, (action, impact), value in texts.PICTURE_WEEK:
        writer.add(
            date(2026, 1, day), TEACHERS[number - 1], giver_id=person_id(giver), kind=kind, channel=channel,
            theme=theme,
            visibility=visibility_of(channel), action_text=action, impact=impact,
            value_id=row_id(f"vision_item:{value}"),
            **_gift(kind), **_reason(TEACHERS[number - 1], channel),
        )  # fmt: skip
    _add_rest(writer, chance)


def _add_rest(writer: _Writer, chance: Random) -> None:
    late = [day.day for day in DAYS if day.week > FIRST_WEEKS and not date(2026, 1, 9) <= day.day <= NOW.day]
    rest = TOTAL - writer.count
    for number in range(rest):
        on = late[number * len(late) // rest]
        able = [
            teacher for teacher in TEACHERS
            if not is_away(teacher.number, on) and not (on <= NOW.day and teacher.number in NOT_YET)
        ]  # fmt: skip
        writer.add(on, chance.choice(able))


def _public_once() -> dict[str, object]:
    return {
        "channel": "team_meeting", "visibility": "public", "kind": "shout_out", "giver_id": PRINCIPAL,
        "pref_override_reason": texts.OVERRIDE_REASON,
    }  # fmt: skip


def _gift(kind: str) -> dict[str, object]:
    if kind != "gift":
        return {}
    return {"gift_cents": 1000, "gift_fund": "Parent group, gift card", "is_cash_like": True}


def _reason(teacher: Teacher, channel: str) -> dict[str, object]:
    if not asks_reason(teacher.preference, visibility_of(channel)):
        return {}
    return {"pref_override_reason": "Said yes when asked on the day."}
