"""Search everything: what a typed text finds in the file, as it is typed, and the page that shows it.

All words must be there, each may be the beginning of one; accents, case and apostrophes do not matter. A block is found
by its title once, at its next date, however often it happens. What is searchable is decided in the schema (decision
0011); which words name a kind, and what is drawn, is up to the view.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from il_desktop.domain.blocks import BlockRef
from il_desktop.domain.school import SchoolCalendar
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.cards import titled_occurrences
from il_desktop.store.reader import Reader

WORTH = {  # of a kind, in points of bm25; [our choice]
    "person": 8.0, "title": 6.0, "goal": 5.0, "meeting": 4.0, "task": 4.0, "vision": 3.5, "vision_item": 3.5,
    "recognition": 3.0, "decision": 3.0, "responsibility": 3.0, "note": 2.5, "visit": 2.0,
}  # fmt: skip
LIBRARY = "library"  # not in the index: a few dozen rows, found by their aliases too
KINDS = (*WORTH, LIBRARY)
EACH = 4  # hits of one kind at most, so that none crowds out the others; [our choice]
AHEAD_DAYS = 42  # how far a repeating block is looked for; [our choice]
MOST_WORDS, LONGEST_WORD = 12, 64

_IS_THERE = "SELECT 1 FROM sqlite_schema WHERE name = 'search_index'"
_WORTH = " ".join(f"WHEN '{kind}' THEN {worth}" for kind, worth in WORTH.items())
# Lower is better: bm25 is about -1 to -15, and nearly 0 for words that are everywhere. A date is worth up to 3 points,
# half of it a quarter of a year from today, and none counts half. Words in a title count eightfold, in a name fourfold.
_FOUND = f"""
    WITH hit AS (
        SELECT e.n, e.kind,
               bm25(search_index, 8.0, 4.0, 1.0, 4.0) - CASE e.kind {_WORTH} END
               - ifnull(270.0 / (90 + abs(julianday(e.dated_on) - :today)), 1.5) AS score
        FROM search_index JOIN search_entry e ON e.n = search_index.rowid
        WHERE search_index MATCH :words
    ), placed AS (
        SELECT n, score, row_number() OVER (PARTITION BY kind ORDER BY score, n) AS place FROM hit
    )
    SELECT n FROM placed WHERE place <= :each ORDER BY score, n LIMIT :limit
"""  # noqa: S608  nothing but our own constant is put in
_SHOWN = """
    SELECT e.kind, e."key", e.title, e.name, e.dated_on,
           trim(snippet(search_index, 2, '', '', '…', 14)), {target}
    FROM search_index JOIN search_entry e ON e.n = search_index.rowid
    WHERE search_index MATCH ? AND search_index.rowid = ?
"""
# The page that shows a thing best, as "page key"; NULL where no page does yet.
_TARGET = """CASE e.kind
    WHEN 'person' THEN 'people ' || e."key"
    WHEN 'goal' THEN 'goals ' || e."key"
    WHEN 'vision' THEN 'goals vision'
    WHEN 'vision_item' THEN 'goals vision'
    WHEN 'recognition' THEN 'recognition ' || e."key"
    WHEN 'visit' THEN (SELECT 'people ' || person_id FROM visit WHERE id = e."key")
    WHEN 'note' THEN 'week ' || e."key"
    WHEN 'meeting' THEN (SELECT 'week ' || block_id FROM meeting WHERE id = e."key")
    WHEN 'task' THEN 'tasks ' || e."key"
    WHEN 'decision' THEN (
        SELECT ifnull('goals ' || d.goal_id, (SELECT 'week ' || m.block_id FROM meeting m WHERE m.id = d.meeting_id))
        FROM decision d WHERE d.id = e."key")
    END"""
_HAS_LIBRARY = "SELECT 1 FROM sqlite_schema WHERE name = 'library_item'"  # not in a file of the second schema
_LIBRARY = "SELECT id, name, aliases, ifnull(definition, '') FROM library_item ORDER BY name COLLATE NOCASE, id"
_STARTS = "SELECT starts_local FROM time_block WHERE id = ?"
_NEXT = """
    SELECT id, starts_local FROM time_block
    WHERE title = ? AND starts_local >= ? AND state <> 'cancelled' ORDER BY starts_local LIMIT 1
"""
_LAST = """
    SELECT id, starts_local FROM time_block
    WHERE title = ? AND starts_local < ? AND state <> 'cancelled' ORDER BY starts_local DESC LIMIT 1
"""


class Hit(NamedTuple):
    """One thing found. `kind` is one of KINDS; `page` and `key` say where it is shown, `page` is empty for nowhere yet.

    `detail` is a person's name or the words around what was found; `when` its date, or the moment a block begins.
    """

    kind: str
    key: str
    title: str
    detail: str = ""
    when: date | WallTime | None = None
    page: str = ""


class _Entry(NamedTuple):
    kind: str
    key: str
    title: str | None
    name: str | None
    dated_on: str | None
    excerpt: str | None
    target: str | None


def find(reader: Reader, text: str, limit: int = 12, *, today: date, calendar: SchoolCalendar) -> list[Hit]:
    """Return what holds all the words, best first; nothing for a text without words, whatever its signs."""
    words = match_words(text)
    if not words or not has_index(reader):
        return []
    params = {
        "today": today.toordinal() + 1721424.5,  # the day as julianday() counts it
        "words": words,
        "each": EACH,
        "limit": limit,
    }
    shown = _SHOWN.format(target=_TARGET)
    found = [_Entry(*row) for (n,) in reader.rows(_FOUND, params) for row in reader.rows(shown, (words, n))]
    blocks = _next_blocks(reader, [entry.key for entry in found if entry.kind == "title"], today, calendar)
    hits: dict[tuple[str, ...], Hit] = {}
    for entry in found:
        hit = _hit(reader, entry, blocks)
        if hit is not None:
            hits.setdefault((hit.kind, hit.title, hit.detail), hit)  # the same words again say nothing new
    return [*_in_library(reader, text), *hits.values()]


def _in_library(reader: Reader, text: str) -> list[Hit]:
    """Return the entries whose name or other names hold the words; single letters begin half of all names."""
    is_there = any(len(word) > 1 for word in text.split()) and reader.value(_HAS_LIBRARY)
    rows = reader.rows(_LIBRARY) if is_there else []
    if not rows:
        return []
    import json  # noqa: PLC0415  most schools' searches end above

    from il_desktop.domain.library import fits  # noqa: PLC0415  same

    return [
        Hit(LIBRARY, key, name, ", ".join(json.loads(aliases or "[]")) or definition[:80], page=LIBRARY)
        for key, name, aliases, definition in rows
        if fits(text, (name, *json.loads(aliases or "[]")))
    ][:EACH]


def has_index(reader: Reader) -> bool:
    """Tell whether the file can be searched; one of the first schema, opened for reading only, cannot."""
    return reader.value(_IS_THERE) is not None


def match_words(text: str) -> str:
    """Return a typed text as an FTS5 expression: every word quoted, so that nothing in it is syntax; "" without words.

    A word of several parts (O'Brien, A-day) is a phrase: its parts stand side by side. Single letters begin half of all
    words, so they look at titles and names only.
    """
    clean = "".join(char if char.isprintable() and char != '"' else " " for char in text)
    words = [word[:LONGEST_WORD] for word in clean.split() if any(char.isalnum() for char in word[:LONGEST_WORD])]
    is_short = all(len(word) == 1 and word.isascii() for word in words)
    lead = "{title name} : " if is_short and words else ""
    return " ".join(f'{lead}"{word}" *' for word in words[:MOST_WORDS])


def _hit(reader: Reader, entry: _Entry, blocks: dict[str, tuple[str, WallTime]]) -> Hit | None:
    when: date | WallTime | None = date.fromisoformat(entry.dated_on) if entry.dated_on else None
    if entry.kind == "title":
        if entry.key not in blocks:
            return None
        key, when = blocks[entry.key]
        return Hit(entry.kind, key, entry.key, "", when, "week")
    page, _, key = (entry.target or "").partition(" ")
    if page == "week":
        when = WallTime.parse(reader.value(_STARTS, (key,)))
    title = entry.title or entry.name or entry.excerpt or ""
    detail = entry.excerpt or "" if entry.title or entry.name else ""
    return Hit(entry.kind, key or entry.key, title, detail, when, page)


def _next_blocks(
    reader: Reader, titles: Sequence[str], today: date, calendar: SchoolCalendar
) -> dict[str, tuple[str, WallTime]]:
    """Return for each title the block to show: the next one, repeating or not, else the last one."""
    found: dict[str, tuple[str, WallTime]] = {}
    if not titles:
        return found
    morning = f"{today}T00:00"
    for title in titles:
        row = reader.row(_NEXT, (title, morning))
        if row is not None:
            found[title] = (row[0], WallTime.parse(row[1]))
    for card in titled_occurrences(reader, titles, today, AHEAD_DAYS, calendar):
        if card.title not in found or card.span.start < found[card.title][1]:
            found[card.title] = (card.key, card.span.start)
    for title in titles:
        if title not in found:
            _add_past(reader, title, morning, found)
    return found


def _add_past(reader: Reader, title: str, morning: str, found: dict[str, tuple[str, WallTime]]) -> None:
    row = reader.row(_LAST, (title, morning))
    if row is not None:
        found[title] = (row[0], WallTime.parse(row[1]))
        return
    row = reader.row("SELECT id, starts_local FROM block_series WHERE title = ? AND set_name IS NULL", (title,))
    if row is not None:
        start = WallTime.parse(row[1])
        found[title] = (BlockRef(series_id=row[0], on=start.day).key, start)
