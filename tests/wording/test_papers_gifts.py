"""The gift ledger on paper: totals a person by name, never by amount, and the reminder about cash."""

from __future__ import annotations

from datetime import date

from il_desktop.queries.recognition_gifts import Gift
from il_desktop.reports.paper import Table, Text
from il_desktop.wording.papers_gifts import gifts_paper

SPAN = (date(2025, 8, 1), date(2026, 6, 30))


def gift(name: str, cents: int, *, cash: bool = False, on: date = date(2026, 1, 5)) -> Gift:
    return Gift(f"{name}{on}", name, name, on, cents, "Parent group", cash, "Covered the late bus")


def test_people_stand_by_name_with_their_totals() -> None:
    gifts = [gift("Zoë Núñez", 9_900), gift("Ana Diaz", 1_000), gift("Zoë Núñez", 501, cash=True, on=date(2025, 9, 9))]
    paper = gifts_paper(gifts, "Maple Hollow", SPAN, "tell payroll")
    totals, each = (part for part in paper.parts if isinstance(part, Table))
    assert totals.rows == (("Ana Diaz", 1, "10.00", "0.00"), ("Zoë Núñez", 2, "104.01", "5.01"))
    assert [row[2] for row in each.rows] == ["10.00", "5.01", "99.00"]
    assert [row[4] for row in each.rows] == ["", "cash or gift card", ""]
    said = " ".join(part.text for part in paper.parts if isinstance(part, Text))
    assert "3 gifts to 2 people" in said
    assert "tell payroll" in said


def test_no_gift_is_said_and_the_reminder_left_out() -> None:
    paper = gifts_paper([], "Maple Hollow", SPAN, "tell payroll")
    assert [part.text for part in paper.parts if isinstance(part, Text)] == ["0 gifts to 0 people."]
