"""Identities: every row is named by a UUID made here, so that an undone delete comes back as the same row."""

from __future__ import annotations

from os import urandom
from uuid import UUID, uuid4, uuid5

_NAMESPACE = UUID("6b1d7f0e-5c0b-4d5a-9d6e-0d3c3a6f2b11")


def new_id() -> str:
    """Return a new random id."""
    return str(uuid4())


def new_ids(count: int) -> list[str]:
    """Return many new random ids in order."""
    noise = urandom(16 * count)
    return sorted(str(UUID(bytes=noise[at : at + 16], version=4)) for at in range(0, 16 * count, 16))


def stable_id(*parts: str) -> str:
    """Return the id that a readable name always has, for rows that ship with the product and the sample school."""
    return str(uuid5(_NAMESPACE, ":".join(parts)))
