"""Golden phrases of quick add: what is typed on Wed 14 Jan 2026 at 10:00 in Maple Hollow, and all that is read.

`golden.txt` has a phrase a line: text | start and minutes | title | the rest by name. `~` stands where the length was
not typed, `!` behind a doubt that must be answered. The phrases of `held_out` and `held_out_words` are not among them.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Golden(NamedTuple):
    """One phrase and its reading; `kind` is empty where no kind of work was named."""

    text: str
    when: str
    title: str
    kind: str = ""
    rule: str = ""
    until: str = ""
    who: str = ""
    place: str = ""
    goals: str = ""
    level: str = ""
    doubts: str = ""
    note: str = ""


def _row(line: str) -> Golden:
    text, when, title, *rest = line.split(" | ")
    return Golden(text, when, title, **dict(item.split("=", 1) for item in "".join(rest).split("; ") if item))


GOLDEN = tuple(map(_row, Path(__file__).with_name("golden.txt").read_text("utf-8").splitlines()))
