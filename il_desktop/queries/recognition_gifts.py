"""The gift ledger of a stretch of time: what was given to whom, and the totals of each fund and each person.

Cash and gift cards of any value are marked; whether they are taxable is a question for payroll, not for this program.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from il_desktop.queries.people import SHOWN
from il_desktop.store.reader import Reader

_GIFTS = f"""
    SELECT r.id, r.person_id, {SHOWN.format("p")}, r.given_on, r.gift_cents, ifnull(r.gift_fund, ''), r.is_cash_like,
      ifnull(r.action_text, '')
    FROM recognition AS r JOIN person AS p ON p.id = r.person_id
    WHERE r.kind = 'gift' AND r.state = 'given' AND r.given_on BETWEEN ? AND ?
    ORDER BY r.given_on DESC, r.created_at DESC, r.id
"""  # noqa: S608  ours


@dataclass(frozen=True, slots=True)
class Gift:
    """One gift that was given."""

    id: str
    person_id: str
    name: str
    given_on: date
    cents: int
    fund: str
    is_cash_like: bool
    action: str


@dataclass(frozen=True, slots=True)
class GiftLedger:
    """The gifts of a stretch, newest first."""

    gifts: tuple[Gift, ...]

    @property
    def cents(self) -> int:
        """What all gifts cost."""
        return sum(gift.cents for gift in self.gifts)

    @property
    def cash_like_cents(self) -> int:
        """What of it was cash or a gift card."""
        return sum(gift.cents for gift in self.gifts if gift.is_cash_like)

    @property
    def by_fund(self) -> tuple[tuple[str, int, int], ...]:
        """Every fund by name with the number of its gifts and what they cost; gifts without a fund are under ""."""
        cents, numbers = Counter[str](), Counter[str]()
        for gift in self.gifts:
            cents[gift.fund] += gift.cents
            numbers[gift.fund] += 1
        return tuple((fund, numbers[fund], cents[fund]) for fund in sorted(cents, key=str.casefold))

    @property
    def by_person(self) -> dict[str, int]:
        """What each person's gifts cost, by id."""
        found = Counter[str]()
        for gift in self.gifts:
            found[gift.person_id] += gift.cents
        return dict(found)


def gift_ledger(reader: Reader, first: date, last: date) -> GiftLedger:
    """Return the gifts given from `first` to `last`, both included."""
    rows = reader.rows(_GIFTS, (first.isoformat(), last.isoformat()))
    return GiftLedger(
        tuple(
            Gift(key, person_id, name, date.fromisoformat(on), cents, fund, bool(is_cash), action)
            for key, person_id, name, on, cents, fund, is_cash, action in rows
        )
    )
