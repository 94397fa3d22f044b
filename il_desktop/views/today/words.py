"""How the facts of the Today page read: details of a block, promises, reasons to recognise, the head's sentence."""

from __future__ import annotations

from datetime import date

from il_desktop.domain.school import DayKind, SchoolDay
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.promises import Promise
from il_desktop.queries.today import AgendaRow, RecogniseRow, TodayView, VisitFacts, WeekSoFar
from il_desktop.wording.format import (
    Words,
    clock_text,
    count_text,
    date_text,
    day_text,
    duration_text,
    hours_text,
    moment_text,
)

_DOT = " · "
_STATES = {"kept": "Kept", "moved": "Moved", "replaced": "Replaced", "missed": "Missed", "cancelled": "Cancelled"}


def time_text(row: AgendaRow, words: Words) -> str:
    """Write when a block is on its day."""
    span = row.card.span
    if row.card.all_day:
        return "all day"
    end = 1440 if span.end.day > span.start.day else span.end.minute
    return hours_text(span.start.minute, end, words)


def detail_text(row: AgendaRow, words: Words) -> str:
    """Write what a block is about beside its title."""
    if row.visit is None:
        return row.card.place
    return _talk_detail(row.visit, row.card.span.start.day, words) if row.visit.of else _visit_detail(row.visit)


def _visit_detail(visit: VisitFacts) -> str:
    subject = f"{visit.subject} {visit.grade}".strip()
    parts = [visit.period, subject, f"room {visit.room}" if visit.room else ""]
    parts += [f"back-up {visit.backup}" if visit.backup else "", "open Action step" if visit.has_open_step else ""]
    return _DOT.join(part for part in parts if part)


def _talk_detail(visit: VisitFacts, day: date, words: Words) -> str:
    of = ""
    if visit.of is not None:
        is_same_day = visit.of.day == day
        of = f"visit {clock_text(visit.of.minute, words) if is_same_day else moment_text(visit.of, words)}"
    return _DOT.join(part for part in (f"{visit.period} planning" if visit.period else "", of) if part)


def mention_text(row: AgendaRow, words: Words) -> str:
    """Write what the person said before, empty when there is nothing."""
    mention = row.mention
    if mention is None:
        return ""
    day = date_text(mention.said_on, words)
    said = f"Said on {day}: “{mention.words}”" if mention.words else f"{mention.topic}, {day}."
    return f"{said} {mention.commitment}".strip()


def state_text(row: AgendaRow, now: WallTime) -> tuple[str, str]:
    """Return the word for what became of a block and its tone: good, attention, muted or strong."""
    card = row.card
    if card.state == "shortened" and row.actual_min is not None:
        return f"{row.actual_min} of {card.span.minutes} min", "attention"
    if card.state == "kept":
        return "Kept", "good"
    if card.state != "planned":
        return _STATES.get(card.state, card.state.capitalize()), "attention" if card.state == "missed" else "muted"
    if card.span.end <= now and not card.all_day:
        return "Did it happen?", "attention"
    if card.span.contains(now) and not card.all_day:
        return "Now", "strong"
    return ("Mention", "muted") if row.mention else ("", "muted")


def spoken_row(row: AgendaRow, now: WallTime, words: Words) -> str:
    """Write a whole row as one sentence for a screen reader."""
    state = state_text(row, now)[0]
    level = row.card.protection.name.lower()
    parts = [time_text(row, words), row.card.title, detail_text(row, words), state, level, mention_text(row, words)]
    return ", ".join(part for part in parts if part)


def head_sentence(view: TodayView, now: WallTime, words: Words) -> str:
    """Write the day in one sentence: what kind of day it is, what waits, what comes next."""
    kind = _day_words(view.school)
    timed = [row for row in view.rows if not row.card.all_day]
    if not timed:
        return f"{kind}."
    if view.school.day != now.day:
        return f"{kind}. {count_text(len(timed), 'block', 'blocks')}."
    waiting = sum(row.card.state == "planned" and row.card.span.end <= now for row in timed)
    following = next((row for row in timed if row.card.span.start > now), None)
    parts = [f"{kind}."]
    if waiting:
        parts.append(f"{count_text(waiting, 'block waits', 'blocks wait')} for a check.")
    if following is not None:
        parts.append(f"Next: {following.card.title} at {clock_text(following.card.span.start.minute, words)}.")
    return " ".join(parts)


def _day_words(school: SchoolDay) -> str:
    if not school.is_contact_day:
        words = {DayKind.WEEKEND: "Weekend", DayKind.OUTSIDE: "No school year is entered for this date"}
        return school.name or words.get(school.kind, "No students")
    letter = f"{school.day_type} day" if school.day_type else "School day"
    bells = f", {school.bells.name.lower()} bells" if school.bells else ""
    return f"{letter}{bells}" + (f", {school.name}" if school.name else "")


def protected_title(week: WeekSoFar, today: date, words: Words) -> str:
    """Write the title of the protected-time card."""
    if 0 <= (today - week.first).days < 7:
        return "Protected time this week"
    return f"Protected time, week of {day_text(week.first, words)}"


def still_possible(week: WeekSoFar) -> str:
    """Write how far the week can still come."""
    if not week.ahead and not week.unknown:
        return ""
    return f"Up to {duration_text(week.kept + week.unknown + week.ahead)} if the rest is kept."


def visits_text(week: WeekSoFar) -> str:
    """Write the visits and talks of the week."""
    if not week.visits_planned:
        return "No visit is planned."
    return f"Visits {week.visits} of {week.visits_planned}{_DOT}talked {week.talked} of {week.visits}"


def promise_text(promise: Promise, words: Words) -> str:
    """Write what is owed."""
    name = promise.name
    if promise.kind == "feedback":
        visited = words.short_weekdays[promise.visited.day.weekday()] if promise.visited else ""
        return f"Feedback to {name}, visit {visited} {promise.period}".rstrip()
    if promise.kind == "window":
        return f"{promise.detail} reading, {name}"
    if promise.kind == "check_in":
        return f"Check-ins on {promise.count} goals" if promise.count > 1 else f"Check in on {name}"
    return {
        "check_back": f"Check-back {name}, Action step {promise.count}",
        "delegated": f"{name}, with {promise.detail}",
        "vision": "Vision: yearly review",
        "follow_up": f"{promise.detail} with {name}",
    }[promise.kind]


def due_text(promise: Promise, now: WallTime, words: Words) -> tuple[str, bool]:
    """Write when it is due; True when that asks for attention."""
    if promise.planned is not None and promise.planned.day == now.day and promise.due <= now.day:
        late = "late" if promise.due < now.day else "today"
        return f"{late}, {clock_text(promise.planned.minute, words)}", True
    if promise.due < now.day:
        is_near = promise.late <= 20
        return (
            f"{count_text(promise.late, 'day', 'days')} late"
            if is_near
            else f"since {_near_date(promise.due, now.day, words)}"
        ), True
    if promise.due == now.day:
        return ("answer due today" if promise.kind == "delegated" else "due today"), True
    return day_text(promise.due, words), False


def _near_date(day: date, today: date, words: Words) -> str:
    """Write a past date, without its year while it cannot be mistaken."""
    text = date_text(day, words)
    return text.replace(f", {day.year}", "").replace(f" {day.year}", "") if (today - day).days < 300 else text


def nobody_due(view: TodayView) -> str:
    """Write why nobody is listed for recognition, empty when somebody is."""
    if view.recognise:
        return ""
    return "Everybody was recognized lately." if view.teachers else "No staff yet: import them on the People page."


def recognise_reason(row: RecogniseRow, now: WallTime, words: Words) -> str:
    """Write why somebody should be recognised now."""
    if row.is_birthday:
        return "birthday today"
    since = "not yet" if row.days is None else f"{row.days} days ago"
    if row.seen_on == now.day:
        return f"{since}, seen today"
    if row.seen_on is not None and (now.day - row.seen_on).days <= 3:
        return f"{since}, seen {words.short_weekdays[row.seen_on.weekday()]}"
    return "not yet this year" if row.days is None else f"{since}, over the limit"
