"""Three challenges of the sample school: one answered, one confirmed, one that still rests on one kind of evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from il_desktop.sample.book import Book, row_id
from il_desktop.sample.people import person_id


@dataclass(frozen=True, slots=True)
class _Text:
    """A challenge in words; `evidence` is pairs of lane and note, `columns` what else is known."""

    key: str
    kind: str
    title: str
    state: str
    owner: str
    review_on: date
    whys: tuple[str, ...]
    evidence: tuple[tuple[str, str], ...]
    columns: dict[str, Any] = field(default_factory=dict)


_CHALLENGES = (
    _Text(
        "claims", "instruction", "Grade 7 drafts retell and do not argue", "confirmed", "hale", date(2026, 2, 6),
        ("Students write before they have taken a side.", "Prompts ask what happened, seldom whether it was right.",
         "Prompts come from the reading book, and nobody owns them."),
        (
            ("data", "33 % of drafts opened with a claim that can be argued in fall, 38 % in the interim window."),
            ("observation", "In three visits the prompt could be answered by retelling."),
            ("student_voice", "“I know what happened. I don't know what to say about it.”"),
        ),
        {"severity": 3, "reach_n": 230, "countermeasure": "Claim cards and talk in small groups before writing"},
    ),
    _Text(
        "support", "equity", "Support sheets give the answer away in Grade 8", "confirmed", "T18", date(2026, 2, 6),
        ("The sheet shows the steps from the first day of a unit.", "It is never taken away again.",
         "Nobody has said when it should go."),
        (
            ("observation", "In two of four rooms students copied the steps of the sheet on a grade-level task."),
            ("teacher_voice", "“They finish, but on the quiz without the sheet they stop at step one.”"),
        ),
        {"severity": 4, "reach_n": 83, "countermeasure": "Fade the sheet by week 4 of a unit"},
    ),
    _Text(
        "bus", "time", "Bus 14 comes late and first period starts without its riders", "suspected", "fox",
        date(2026, 1, 30),
        ("The line was made longer in August.",),
        (("teacher_voice", "Two teachers hold their warm-up back on bus days."),),
        {"severity": 2, "reach_n": 19},
    ),
)  # fmt: skip


def challenge_id(key: str) -> str:
    """Return the id of a challenge: claims, support or bus."""
    return row_id(f"challenge:{key}")


def fill(book: Book) -> None:
    """Add challenges and their evidence."""
    for text in _CHALLENGES:
        owner = book.add(
            "challenge", f"challenge:{text.key}", kind=text.kind, title=text.title, state=text.state, whys=text.whys,
            owner_id=person_id(text.owner), review_on=text.review_on, **text.columns,
        )  # fmt: skip
        for number, (lane, note) in enumerate(text.evidence, 1):
            book.add(
                "attachment", f"attachment:{text.key}:{number}", owner_kind="challenge", owner_id=owner, kind=lane,
                note=note,
            )  # fmt: skip
