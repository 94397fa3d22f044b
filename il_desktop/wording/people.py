"""The words for kinds of people, contracts and what the roster says about visits."""

from __future__ import annotations

from datetime import date

from il_desktop.wording.format import Words, count_text, day_text

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
