"""The two files of the front office as JSON: the board that goes out, the proposals that come in.

Everything of a file from outside is checked, and refused with what is wrong and where; docs/office.md has the shapes.
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from il_desktop.domain.errors import BadFile
from il_desktop.domain.office import (
    ACTIONS,
    BOARD_KIND,
    FORMAT,
    PROPOSALS_KIND,
    Board,
    BoardBlock,
    OfficeAnswer,
    Proposal,
)
from il_desktop.domain.protection import DEMANDS, Demand
from il_desktop.domain.walltime import MINUTES_PER_DAY, Span, WallTime
from il_desktop.domain.zones import parse_instant

MAX_BYTES, MAX_PROPOSALS = 1024 * 1024, 200
_UID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_TEXTS = {"author": 120, "title": 255, "activity": 64, "note": 1000, "block": 200}
_MAY = {
    Demand.NOTHING: "yes", Demand.CONSENT: "ask first", Demand.REASON: "with a reason", Demand.REFUSED: "no",
}  # fmt: skip
_KEYS = frozenset({
    "uid", "author", "made_at", "base", "action", "block", "title", "activity", "day", "start", "minutes", "note",
    "was_day", "was_start",
})  # fmt: skip


def digest(value: dict[str, Any]) -> str:
    """Return the SHA-256 of an object without its own `sha256`: keys sorted, no spaces, UTF-8."""
    bare = {key: item for key, item in value.items() if key != "sha256"}
    text = json.dumps(bare, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def board_text(board: Board) -> str:
    """Return a board as JSON for people and programs."""
    value: dict[str, Any] = {
        "kind": BOARD_KIND,
        "version": FORMAT,
        "base": board.base,
        "school": board.school,
        "tz": board.tz,
        "made_at": board.made_at,
        "from": board.first.isoformat(),
        "to": board.last.isoformat(),
        "blocks": [_block(block) for block in board.blocks],
        "open": [_span(span) for span in board.open],
        "first_contacts": [contact._asdict() for contact in board.contacts],
        "answers": [_answer(answer) for answer in board.answers],
    }
    return json.dumps({**value, "sha256": digest(value)}, ensure_ascii=False, indent=1) + "\n"


def _block(block: BoardBlock) -> dict[str, Any]:
    return {
        "block": block.key, **_span(block.span), "all_day": block.all_day, "words": block.words,
        "level": block.level.name.capitalize(), "may_be_booked_over": _MAY[DEMANDS[block.level]],
    }  # fmt: skip


def _span(span: Span) -> dict[str, Any]:
    return {"day": span.start.day.isoformat(), "start": span.start.iso()[11:], "minutes": span.minutes}


def _answer(answer: OfficeAnswer) -> dict[str, Any]:
    place = _span(answer.place) if answer.place else {}
    return {"uid": answer.uid, "state": answer.state, "said": answer.said, **place}


def read_proposals(path: Path) -> tuple[Proposal, ...]:
    """Read a file of proposals; raise BadFile with the place of what cannot be taken."""
    value = _object(path)
    if "sha256" in value and value["sha256"] != digest(value):
        raise BadFile(path, "changed_on_the_way")
    items = value.get("proposals")
    if not isinstance(items, list):
        raise BadFile(path, "not_office")
    if len(items) > MAX_PROPOSALS:
        raise BadFile(path, "too_many_rows", f"at most {MAX_PROPOSALS}")
    found = tuple(_Item(path, number, item).proposal() for number, item in enumerate(items, 1))
    if len({one.uid for one in found}) < len(found):
        raise BadFile(path, "bad_proposal", "two have the same uid")
    return found


def _object(path: Path) -> dict[str, Any]:
    """Return the file's object, of our kind and version."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise BadFile(path, "missing") from error
    except OSError as error:
        raise BadFile(path, "unreadable") from error
    if len(data) > MAX_BYTES:
        raise BadFile(path, "too_large", f"{MAX_BYTES // 1024 // 1024} MB")
    try:
        value = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise BadFile(path, "not_office") from error
    if not isinstance(value, dict) or value.get("kind") != PROPOSALS_KIND:
        raise BadFile(path, "not_office")
    if value.get("version") != FORMAT:
        raise BadFile(path, "office_version")
    return value


def _no_constant(name: str) -> Any:
    raise ValueError(name)


class _Item:
    """One proposal of a file being read; knows its number for the sentence."""

    def __init__(self, path: Path, number: int, item: Any) -> None:
        self._path, self._number = path, number
        if not isinstance(item, dict):
            self._refuse("it is no object")
        unknown = sorted(str(key)[:20] for key in item.keys() - _KEYS)
        if unknown:
            self._refuse(f"“{unknown[0]}” is not known")
        self._item: dict[str, Any] = item

    def _refuse(self, why: str) -> NoReturn:
        raise BadFile(self._path, "bad_proposal", f"proposal {self._number}: {why}")

    def proposal(self) -> Proposal:
        """Return the proposal; raise BadFile for what it lacks or what makes no sense."""
        uid, action = str(self._item.get("uid") or ""), self._item.get("action")
        if not _UID.fullmatch(uid):
            self._refuse("uid is no UUID")
        if action not in ACTIONS:
            self._refuse("action is not add, move or cancel")
        texts = {name: self._text(name, limit) for name, limit in _TEXTS.items()}
        found = Proposal(
            uid.lower(), texts["author"], self._instant(), self._whole("base", 0, 2**53) or 0, action, texts["block"],
            texts["title"], texts["activity"], self._moment("day", "start"), self._whole("minutes", 5, MINUTES_PER_DAY),
            texts["note"], self._moment("was_day", "was_start"),
        )  # fmt: skip
        if not found.author:
            self._refuse("author is missing")
        self._complete(found)
        return found

    def _complete(self, found: Proposal) -> None:
        if found.action == "add" and not (found.title and found.start and found.minutes):
            self._refuse("an addition needs title, day, start and minutes")
        if found.action != "add" and not found.block:
            self._refuse("block is missing")
        if found.action == "move" and found.start is None:
            self._refuse("a move needs day and start")

    def _text(self, name: str, limit: int) -> str:
        value = self._item.get(name, "")
        if not isinstance(value, str) or len(value) > limit:
            self._refuse(f"{name} is no text of at most {limit} characters")
        text = value.strip()
        if any((ord(letter) < 32 and letter not in "\n\t") or 0xD800 <= ord(letter) < 0xE000 for letter in text):
            self._refuse(f"{name} holds characters that cannot be stored")
        return text if name == "note" else " ".join(text.split())

    def _whole(self, name: str, low: int, high: int) -> int | None:
        value = self._item.get(name)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            self._refuse(f"{name} is no whole number from {low} to {high}")
        return value

    def _moment(self, day: str, start: str) -> WallTime | None:
        texts = self._item.get(day), self._item.get(start)
        if texts == (None, None):
            return None
        if not all(isinstance(text, str) for text in texts):
            self._refuse(f"{day} and {start} belong together")
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d", f"{texts[0]}T{texts[1]}", re.ASCII):
            self._refuse(f"{day} and {start} are no date and time such as 2026-01-19 and 09:00")
        try:
            found = WallTime.parse(f"{texts[0]}T{texts[1]}")
        except ValueError:
            self._refuse(f"{day} is no day of the calendar")
        if not date(2000, 1, 1) <= found.day <= date(2100, 12, 31):
            self._refuse(f"{day} lies outside 2000 to 2100")
        return found

    def _instant(self) -> str:
        text = self._item.get("made_at")
        try:
            moment = parse_instant(text) if isinstance(text, str) else None
        except ValueError:
            moment = None
        if moment is None or not str(text).endswith(("Z", "+00:00")):
            self._refuse("made_at is no moment such as 2026-01-16T14:05:00Z")
        return moment.isoformat()
