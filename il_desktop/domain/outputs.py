"""What may leave the file about recognition, and to whom: decided here once, for every paper, list, letter and card.

Drafts and private recognitions never leave, nor does anybody who wants to stand on no list. What everybody may read
names only what is public, and nobody who prefers private. What is handed to the person alone may also be what was
shared in a small group, or belong to somebody who prefers private, once that person has agreed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OutputItem:
    """One given recognition that may leave, with what a paper may say of it."""

    id: str
    person_id: str
    name: str
    kind_of_person: str
    department: str
    grades: tuple[str, ...]
    email: str
    given_on: date
    kind: str
    theme: str
    did: str
    why: str
    value: str
    occasion: str
    visibility: str
    preference: str

    @property
    def may_be_listed(self) -> bool:
        """Whether everybody may read it: public, and its person does not prefer private."""
        return self.visibility == "public" and self.preference != "private"


@dataclass(frozen=True, slots=True)
class Outputs:
    """What may leave, newest first, and how many given ones stay inside because they are private or not wished."""

    items: tuple[OutputItem, ...]
    kept_inside: int

    @property
    def listed(self) -> tuple[OutputItem, ...]:
        """Return what everybody may read."""
        return tuple(item for item in self.items if item.may_be_listed)

    def agreed(self, consented: frozenset[str]) -> tuple[OutputItem, ...]:
        """Return what may be handed over: what everybody may read, and what its person agreed to, by id."""
        return tuple(item for item in self.items if item.may_be_listed or item.id in consented)
