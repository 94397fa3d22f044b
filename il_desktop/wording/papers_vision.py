"""The vision as a paper to hang up: statement, mission, values, excellent teaching, with what anyone can see of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from il_desktop.reports.paper import Bullets, Heading, Paper, Part, Text
from il_desktop.wording.format import Words, date_text
from il_desktop.wording.goals import NOT_OBSERVABLE

SECTIONS = (("value", "Values"), ("excellence", "Excellent teaching here"), ("expectation", "Expectations"))


class Item(Protocol):
    """What is needed of an item of the vision."""

    @property
    def kind(self) -> str: ...  # noqa: D102  named as in the record
    @property
    def name(self) -> str: ...  # noqa: D102  same
    @property
    def meaning(self) -> str: ...  # noqa: D102  same
    @property
    def look_fors(self) -> tuple[str, ...]: ...  # noqa: D102  same


class Version(Protocol):
    """What is needed of a version of the vision."""

    @property
    def version(self) -> int: ...  # noqa: D102  named as in the record
    @property
    def statement(self) -> str: ...  # noqa: D102  same
    @property
    def mission(self) -> str: ...  # noqa: D102  same
    @property
    def adopted_on(self) -> date | None: ...  # noqa: D102  same
    @property
    def review_due_on(self) -> date | None: ...  # noqa: D102  same
    @property
    def items(self) -> tuple[Item, ...]: ...  # noqa: D102  same


def vision_paper(vision: Version, school: str, words: Words, *, size: str = "letter") -> Paper:
    """Fill a paper with one version; the note of the version stays in the file."""
    parts: list[Part] = [Text(vision.statement, "lead")]
    if vision.mission:
        parts += [Heading("Mission", 2), Text(vision.mission)]
    for kind, title in SECTIONS:
        items = [item for item in vision.items if item.kind == kind]
        if items:
            parts.append(Heading(title, 2))
            parts += _items(items, is_seen=kind == "excellence")
    return Paper(
        title="Our vision",
        subtitle=school,
        parts=tuple(parts),
        footer=version_words(vision, words),
        size=size,
    )


def version_words(vision: Version, words: Words) -> str:
    """Say which version it is: `Version 2, adopted 1 Aug 2024, review due 1 Aug 2025`."""
    said = f"adopted {date_text(vision.adopted_on, words)}" if vision.adopted_on else "draft"
    review = f", review due {date_text(vision.review_due_on, words)}" if vision.review_due_on else ""
    return f"Version {vision.version}, {said}{review}"


def _items(items: Iterable[Item], *, is_seen: bool) -> list[Part]:
    found: list[Part] = []
    for item in items:
        found.append(Text(item.name, "strong"))
        if item.meaning:
            found.append(Text(item.meaning))
        if is_seen:
            found.append(Bullets(item.look_fors) if item.look_fors else Text(NOT_OBSERVABLE, "muted"))
    return found
