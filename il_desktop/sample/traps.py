"""Single facts of the sample school that a rule must get right and that belong to no other module."""

from __future__ import annotations

from datetime import date

from il_desktop.sample.book import Book, as_json, row_id
from il_desktop.sample.drafts import Agenda, Draft
from il_desktop.sample.people import PRINCIPAL, person_id

SECRET = "walnut-317"  # noqa: S105  the word that must never leave a private note
OVERLAP_DAY = date(2025, 9, 17)
GRANT_DUE = date(2025, 12, 26)
_GRANT_BLOCKS = ((date(2025, 12, 15), 885, 915), (date(2025, 12, 17), 830, 860), (date(2025, 12, 19), 765, 795))
DEADLINE_RULES = [
    {
        "kind": "formal_observation",
        "step": "written",
        "offset": 5,
        "counted_in": "school",
        "source": "Sample contract 7.2",
    },
    {
        "kind": "formal_observation",
        "step": "notice",
        "offset": -5,
        "counted_in": "school",
        "source": "Sample contract 7.1",
    },
]


def lay_out(agenda: Agenda) -> None:
    """Put the blocks that traps speak about: two that overlap, and the grant worked on backwards from its deadline."""
    agenda.by_day[OVERLAP_DAY] = [each for each in agenda.by_day[OVERLAP_DAY] if each.end <= 830 or each.start >= 890]
    agenda.put(
        Draft(OVERLAP_DAY, 830, 875, "Curriculum night talk", "curriculum", 3, state="kept", goals=(("B", 100),))
    )
    agenda.put(Draft(OVERLAP_DAY, 845, 890, "MTSS meeting", "mtss_meeting", 3, state="missed", goals=(("C", 100),)))
    for number, (day, start, end) in enumerate(_GRANT_BLOCKS, 1):
        agenda.by_day[day] = [each for each in agenda.by_day[day] if each.end <= start or end <= each.start]
        agenda.put(Draft(day, start, end, f"Grant report, part {number}", "budget", 2))


def fill(book: Book) -> None:
    """Add the facts of the traps; a visit must already be there whose text quotes the private note."""
    visit = next(row for row in book.rows["visit"] if row["evidence_text"] and row["visitor_id"] == PRINCIPAL)
    visit["evidence_text"] = f"{visit['evidence_text']} Ask again about {SECRET}."
    book.add(
        "note", "note:secret", person_id=visit["person_id"], visit_id=visit["id"],
        text=f"Only for me: {SECRET}.", dated_on=str(visit["starts_local"])[:10],
    )  # fmt: skip
    book.add(
        "task", "task:grant", title="State literacy grant", due_on=GRANT_DUE, importance=3, urgency=3, est_min=90,
        state="done", done_on=date(2025, 12, 19), owner_id=PRINCIPAL, request_id=row_id("resource_request:grant"),
    )  # fmt: skip
    book.add("setting", "setting:deadline_rules", key="deadline_rules", value=as_json(DEADLINE_RULES))
    book.add(
        "note", "note:working", person_id=person_id("T25"), dated_on=date(2025, 10, 8),
        text="Wants to try one period of co-teaching in Grade 7 after winter break.", **{"class": "working_file"},
    )  # fmt: skip
