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
    noise = urandom(16 * count).hex()
    pieces = (noise[at : at + 32] for at in range(0, 32 * count, 32))
    # Version 4 (RFC 9562): the digits 4 and 8 to b stand in their places, all others are random.
    return sorted(f"{p[:8]}-{p[8:12]}-4{p[13:16]}-{'89ab'[int(p[16], 16) % 4]}{p[17:20]}-{p[20:]}" for p in pieces)


def stable_id(*parts: str) -> str:
    """Return the id that a readable name always has, for rows that ship with the product and the sample school."""
    return str(uuid5(_NAMESPACE, ":".join(parts)))
