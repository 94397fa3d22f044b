"""The steps of the daily huddle in words: what each tells, on paper also without names, and where it leads."""

from __future__ import annotations

from typing import NamedTuple

from il_desktop.domain.walltime import MINUTES_PER_DAY
from il_desktop.queries.huddle import Huddle
from il_desktop.queries.interruptions import ContactRow
from il_desktop.wording.format import Words, count_text, dated_moment_text, duration_text, hours_text, long_day_text
from il_desktop.wording.office import asks_text, short_fit_text
from il_desktop.wording.problems import LEVEL_NAMES
from il_desktop.wording.review import because_text, reason_text, reckoning_text, risk_text

MOST_LINES = 4
_NO_INSTRUCTION = "No instructional time was planned."


class Step(NamedTuple):
    """One step: a sentence, lines below it, and the link to where the work is done.

    `general` are the sentence and lines for a paper without names, titles and notes; None where they hold none.
    """

    title: str
    sentence: str
    lines: tuple[str, ...] = ()
    link: str = ""
    page: str = ""
    key: str = ""
    general: tuple[str, tuple[str, ...]] | None = None

    def on_paper(self, *, with_names: bool) -> tuple[str, str, tuple[str, ...]]:
        """Return title, sentence and lines as they may stand on paper."""
        if with_names or self.general is None:
            return self.title, self.sentence, self.lines
        return self.title, *self.general


def huddle_steps(told: Huddle, words: Words) -> tuple[Step, ...]:
    """Return the steps in their order."""
    return (
        _last_day(told, words),
        _in_the_way(told, words),
        _today(told, words),
        _topics(told),
        _office(told, words),
        _talks(told, words),
        _recognition(told),
    )


def _last_day(told: Huddle, words: Words) -> Step:
    kept = f"Instructional time: {reckoning_text(told.instruction)}." if told.instruction.planned else _NO_INSTRUCTION
    sentence = f"{long_day_text(told.before, words)}. {kept}"
    if not told.unsaid:
        return Step("The last school day", sentence, ("Nothing waits for an answer.",))
    waits = count_text(told.unsaid, "block still wants its answer.", "blocks still want their answers.")
    return Step("The last school day", sentence, (waits,), "Reconcile", "review", "reconcile")


def _in_the_way(told: Huddle, words: Words) -> Step:
    lost = [f"{each.card.title}: {duration_text(each.minutes)} lost, {_reasons(each.reasons)}" for each in told.lost]
    between = [
        f"{row.topic or row.note or reason_text(row.source)}: {duration_text(row.minutes)}" for row in told.between
    ]
    parts = []
    if told.lost:
        parts.append(f"{duration_text(sum(each.minutes for each in told.lost))} of planned time lost")
    if told.between:
        times = count_text(len(told.between), "interruption", "interruptions")
        parts.append(f"{times}, {duration_text(sum(row.minutes for row in told.between))}")
    sentence = f"{'; '.join(parts)}." if parts else "Nothing got in the way that was written down."
    why = [f"{duration_text(each.minutes)} lost, {_reasons(each.reasons)}" for each in told.lost]
    why += [f"{duration_text(row.minutes)}, {because_text(row.source)}" for row in told.between]
    if told.owed:
        owed = duration_text(sum(debt.minutes for debt in told.owed))
        blocks = count_text(len(told.owed), "block", "blocks")
        latest = told.owed[0]
        since = f"the latest {latest.title}, {dated_moment_text(latest.lost_at, words)}"
        lines = (*_first(lost + between), f"Still owed: {owed} of {blocks}, {since}.")
        general = sentence, (*_first(why), f"Still owed: {owed} of {blocks}.")
        return Step("What got in the way", sentence, lines, "Owed time", "review", "week", general)
    return Step("What got in the way", sentence, _first(lost + between), general=(sentence, _first(why)))


def _reasons(codes: tuple[str, ...]) -> str:
    return ", ".join(because_text(code) for code in codes) or because_text("")


def _today(told: Huddle, words: Words) -> Step:
    lines, general = [], []
    for card in told.protected:
        start = card.span.start.minute if card.span.start.day == told.day else 0
        end = card.span.end.minute if card.span.end.day == told.day else MINUTES_PER_DAY
        hours, level = hours_text(start, end, words), LEVEL_NAMES[card.protection]
        lines.append(f"{hours} {card.title}, {level}")
        general.append(f"{hours} {level}")
    count = count_text(len(lines), "protected block", "protected blocks")
    sentence = (
        f"{count} today. Who comes then, hears when the principal is free." if lines else "Nothing is protected today."
    )
    risk = risk_text(told.tight, told.tight[1])
    more = (risk,) if risk else ()
    return Step(
        "Today holds", sentence, (*lines, *more), "Today", "today", told.day.isoformat(), (sentence, (*general, *more))
    )


def _topics(told: Huddle) -> Step:
    known = [row for row in told.topics if row.first]
    if not known:
        sentence = "Nobody is named yet who takes a topic before the principal does."
        return Step("Who takes what", sentence, (), "Name first contacts", "review", "contacts")
    sentence = "What came most in 90 days, and who takes it first."
    lines = tuple(map(_topic, known[:MOST_LINES]))
    general = f"{count_text(len(known), 'topic has its', 'topics have their')} first contact.", ()
    return Step("Who takes what", sentence, lines, "First contacts", "review", "contacts", general)


def _topic(row: ContactRow) -> str:
    backup = f", back-up {row.backup}" if row.backup else ", no back-up yet"
    cost = f" ({duration_text(row.minutes)})" if row.minutes else ""
    return f"{row.what}{cost}: {row.first}{backup}"


def _office(told: Huddle, words: Words) -> Step:
    if not told.asked:
        return Step("The office asks", "No proposal waits for an answer.")
    lines = [f"{asks_text(row.proposal, row.fit, words)}: {short_fit_text(row.fit)}" for row in told.asked]
    waits = count_text(len(lines), "proposal waits for an answer.", "proposals wait for answers.")
    return Step("The office asks", waits, _first(lines), "Front office", "office", general=(waits, ()))


def _talks(told: Huddle, words: Words) -> Step:
    if not told.talks:
        return Step("Every visit has its talk", "Each visit has its talk, held or planned.")
    lines = [
        f"{each.name}, visited {dated_moment_text(each.visited, words)}"
        for each in told.talks
        if each.visited is not None
    ]
    waits = count_text(len(told.talks), "visit has no time for its talk.", "visits have no time for their talks.")
    title, day = "Every visit has its talk", told.day.isoformat()
    return Step(title, waits, _first(lines), "The week's shelf", "week", day, (waits, ()))


def _recognition(told: Huddle) -> Step:
    who = told.recognise
    if who is None:
        return Step(
            "One recognition", "Nobody is due. Who did something worth a word?", (), "Recognize", "recognition", "new"
        )
    since = "not yet this year" if who.days is None else f"{who.days} days ago"
    why = "has a birthday today" if who.is_birthday else f"was last recognized {since}"
    general = "Somebody is due a word.", ()
    return Step("One recognition", f"{who.name} {why}.", (), "Recognize", "recognition", who.person_id, general)


def _first(lines: list[str]) -> tuple[str, ...]:
    more = [f"and {len(lines) - MOST_LINES} more"] if len(lines) > MOST_LINES else []
    return (*lines[:MOST_LINES], *more)
