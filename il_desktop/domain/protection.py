"""What may displace what: the defence ladder from Open to Immovable. Answers with conflicts, never raises, never writes."""

from __future__ import annotations

from dataclasses import dataclass

from il_desktop.domain.blocks import Protection
from il_desktop.domain.walltime import Span


@dataclass(frozen=True, slots=True)
class Conflict:
    """A planned block that the wanted time meets. `minutes` is how much of it would be lost."""

    block_key: str
    title: str
    protection: Protection
    span: Span
    minutes: int
