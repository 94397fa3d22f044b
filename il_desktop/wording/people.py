"""The words for kinds of people, contracts and what the roster says about visits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from il_desktop.domain.errors import LineProblem
from il_desktop.domain.text import search_key
from il_desktop.wording.format import Words, count_text, date_text, day_text, list_text

KINDS = {
    "teacher": "Teacher",
    "administrator": "Administrator",
    "coach": "Coach",
    "support_staff": "Support staff",
    "student_rep": "Student representative",
    "parent": "Parent",
    "community": "Community",
    "business": "Business",
    "local_org": "Local organization",
    "district": "District",
    "policy_maker": "Policy maker",
    "external_expert": "External expert",
}
TEAM_KINDS = {
    "ilt": "Leadership team",
    "plc": "Learning community (PLC)",
    "grade": "Grade team",
    "department": "Department",
    "admin": "Administration",
    "committee": "Committee",
    "coaching_pair": "Coaching pair",
    "mentoring_pair": "Mentoring pair",
}
CONTRACTS = {"full": "Full time", "part": "Part time", "long_term_sub": "Long-term substitute"}
FIELDS = {
    "name": "Name (whole)",
    "given": "Given name",
    "family": "Family name",
    "shown_as": "Shown as",
    "email": "E-mail",
    "kind": "Role",
    "department": "Department",
    "grades": "Grades",
    "hired_on": "Hired on",
    "career_started_on": "Career started on",
    "contract": "Contract",
    "birthday_md": "Birthday",
    "external_ref": "Number in the list",
    "active_to": "Last day",
}


def days_text(days: int | None) -> str:
    """Say how long ago somebody was seen."""
    if days is None:
        return "never"
    return "today" if days == 0 else count_text(days, "day", "days")


def coverage_sentence(seen: int, stale: int, never: int, total: int, limit: int, unit: str) -> str:
    """Say how many teachers were seen within the limit, how many longer ago, how many not at all."""
    if not total:
        return "No teachers on the roster yet."
    rest = [f"{stale} {'is' if stale == 1 else 'are'} over {limit} days"] if stale else []
    rest += [f"{never} not seen yet"] if never else []
    tail = f"; {', '.join(rest)}" if rest else ""
    return f"{seen} of {total} teachers seen in the last {limit} {unit}{tail}."


def away_text(first: date, last: date, substitute: str, words: Words) -> str:
    """Say when somebody is away and who takes the lessons."""
    days = day_text(first, words, year=True)
    if last != first:
        days += f" – {day_text(last, words, year=True)}"
    return f"{days}, {substitute} takes the lessons" if substitute else days


_NO_PERSON = {
    "headings": "the headings again",
    "vacant": "a position without a person",
    "note": "a title, note or total",
    "same_person": "the same person as in line {}",
}


def no_person_text(problem: LineProblem) -> str:
    """Say why a row of a staff list is left out, as the second half of a sentence."""
    return _NO_PERSON[problem.reason].format(problem.column)


def since_text(first: date, last: date | None, words: Words) -> str:
    """Say from when to when somebody is in a team."""
    since = date_text(first, words)
    return f"since {since}" if last is None else f"{since} – {date_text(last, words)}"


def missing_text(names: Sequence[str], leave_on: date | None, words: Words) -> str:
    """Say who of the roster is not in a staff list, and what becomes of them."""
    if not names:
        return ""
    shown = [*names[:4], f"{len(names) - 4} more"] if len(names) > 5 else list(names)
    verb = "is" if len(names) == 1 else "are"
    said = f"{list_text(shown)} {verb} not in the list"
    if leave_on is None:
        return f"{said} and stay{'s' if len(names) == 1 else ''} on the roster."
    return f"{said}; last day {day_text(leave_on, words)}."


def asked_text(name: str, near: Sequence[str], twin: int, *, had_left: bool = False) -> str:
    """Say what has to be decided about a row: `near` are names it is close to, `twin` an earlier line of the name."""
    if twin:
        return f"the same name as in line {twin}: two people, or one twice?"
    if had_left:
        return f"{near[0]} had left: back, or somebody else?"
    if len(near) == 1 and search_key(near[0]) == search_key(name):
        return "the same name with another number: one person, or two?"
    return f"looks like {', '.join(near)}"
