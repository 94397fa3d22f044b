"""Tasks: what is decided about one, how much a delegate may do alone, and how a line becomes a task."""

from __future__ import annotations

import re
from enum import StrEnum

from il_desktop.domain.light import NamedTuple

LEVELS = (3, 2, 1)  # of importance and urgency, high to low
USUAL_MIN = 30  # of a task without minutes that is scheduled
LONGEST_MIN = 480


class Disposition(StrEnum):
    """What is decided about a task; the words are stored."""

    DO = "do"
    SCHEDULE = "schedule"
    DELEGATE = "delegate"
    DROP = "drop"


class Authority(StrEnum):
    """How far somebody goes without asking, from the least to the most; the words are stored."""

    FIND_OUT = "find_out"
    RECOMMEND = "recommend"
    ACT_AND_REPORT = "act_and_report"
    ACT = "act"


class TaskLine(NamedTuple):
    """A task as one line says it; `due` is text still, read against today by whoever asks."""

    title: str
    minutes: int | None = None
    due: str = ""
    is_urgent: bool = False


_MINUTES = re.compile(r"^(.+?)\s+(\d{1,3})\s*(?:m|min|minutes)?$", re.IGNORECASE)


def read_task_line(text: str) -> TaskLine:
    """Read "Order the readers 20 by Friday !": a title, minutes, a due date after `by`, `!` for urgent.

    What cannot be read stays in the title.
    """
    words = " ".join(text.split())
    is_urgent = words.endswith("!") or words.startswith("!")
    words = words.strip("! ")
    head, by, due = words.rpartition(" by ")
    if not by:
        head, due = words, ""
    found = _MINUTES.match(head)
    if found and 1 <= int(found[2]) <= LONGEST_MIN:
        return TaskLine(found[1], int(found[2]), due, is_urgent)
    return TaskLine(head, None, due, is_urgent)
