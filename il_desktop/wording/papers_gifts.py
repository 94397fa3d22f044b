"""The gift ledger as a paper: what each person was given in a stretch of time, for the school's own records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from il_desktop.domain.text import search_key
from il_desktop.reports.paper import Column, Paper, Part, Table, Text
from il_desktop.wording.format import ENGLISH, Words, count_text, date_text, days_text


def _columns(currency: str) -> tuple[tuple[Column, ...], tuple[Column, ...]]:
    """Return the columns of both tables: by person, each gift."""
    people = (
        Column("Person", 4), Column("Gifts", 1, is_number=True), Column(f"In all, {currency}", 2, is_number=True),
        Column(f"Of it cash or gift cards, {currency}", 2, is_number=True),
    )  # fmt: skip
    gifts = (
        Column("Day", 2), Column("Person", 3), Column(currency, 1, is_number=True), Column("Fund", 2),
        Column("Kind", 2), Column("For", 4),
    )  # fmt: skip
    return people, gifts


def gifts_paper(gifts: Iterable[Any], school: str, span: tuple[date, date], hint: str, words: Words = ENGLISH) -> Paper:
    """Return the ledger of `queries.recognition_gifts.Gift` rows: by person in the order of names, then each gift."""
    rows = sorted(gifts, key=lambda gift: (search_key(gift.name), gift.person_id, gift.given_on))
    people: dict[str, list[Any]] = {}
    for gift in rows:
        people.setdefault(gift.person_id, []).append(gift)
    cash = sum(gift.cents for gift in rows if gift.is_cash_like)
    lead = f"{count_text(len(rows), 'gift', 'gifts')} to {count_text(len(people), 'person', 'people')}."
    parts: list[Part] = [Text(lead, "lead")]
    if cash:
        parts.append(Text(f"Cash and gift cards of any value: {hint}."))
    if rows:
        by_person, by_gift = _columns(words.currency)
        totals = tuple(
            (
                given[0].name, len(given), _amount(sum(gift.cents for gift in given)),
                _amount(sum(gift.cents for gift in given if gift.is_cash_like)),
            )
            for given in people.values()
        )  # fmt: skip
        each = tuple(
            (
                date_text(gift.given_on, words), gift.name, _amount(gift.cents), gift.fund,
                "cash or gift card" if gift.is_cash_like else "", gift.action,
            )
            for gift in rows
        )  # fmt: skip
        parts += [Table("By person", by_person, totals), Table("Each gift", by_gift, each)]
    note = "Confidential: for the school's own records."
    return Paper("Gifts", tuple(parts), f"{school} · {days_text(*span, words)}", note)


def _amount(cents: int) -> str:
    return f"{cents / 100:.2f}"
