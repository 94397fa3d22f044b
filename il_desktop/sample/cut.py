"""Cuts the year at a date: rows dated later go, and what pointed to them goes or forgets them."""

from __future__ import annotations

from datetime import date

from il_desktop.sample.book import Row, Rows

# The date that decides, by table; other tables stay whole, and children go with their parents.
_DATED = {
    "time_block": "starts_local", "actual": "starts_local", "interruption": "at_local", "visit": "starts_local",
    "recognition": "given_on", "decision": "decided_on", "check_in": "given_on", "log_entry": "on_date",
    "review": "from_on", "selection_round": "opens_on",
}  # fmt: skip
_PARENTS = {
    "block_goal": ("block_id",), "actual": ("block_id",), "interruption": ("block_id",), "visit_mark": ("visit_id",),
    "feedback": ("visit_id",), "action_step": ("feedback_id",), "meeting": ("block_id",),
    "agenda_item": ("meeting_id",),
    "attendance": ("meeting_id",), "decision": ("meeting_id",), "nomination": ("round_id",), "note": ("visit_id",),
}  # fmt: skip
_LINKS = {
    "time_block": ("follows_id", "make_up_for_id"), "visit": ("block_id",), "feedback": ("block_id",),
    "action_step": ("check_visit_id",), "task": ("block_id", "meeting_id", "decision_id", "visit_id"),
    "recognition": ("visit_id", "meeting_id"),
}  # fmt: skip


def cut_after(rows: Rows, last: date) -> Rows:
    """Return the rows up to and including a date."""
    kept = {table: [row for row in found if _is_early(row, _DATED.get(table), last)] for table, found in rows.items()}
    kept["task"] = [row for row in kept["task"] if str(row["due_on"]) <= last.isoformat()]
    kept["meeting"] = _early_meetings(kept, last)
    while _drop_orphans(kept):
        pass
    ids = _ids(kept)
    for table, columns in _LINKS.items():
        kept[table] = [
            row | {column: None for column in columns if row[column] is not None and row[column] not in ids}
            for row in kept[table]
        ]
    return kept


def _is_early(row: Row, column: str | None, last: date) -> bool:
    return column is None or str(row[column])[:10] <= last.isoformat()


def _early_meetings(kept: Rows, last: date) -> list[Row]:
    # A meeting has a date only through its block: the held ones are past, of the others those with a block stay.
    del last
    ids = {row["id"] for row in kept["time_block"]}
    return [row for row in kept["meeting"] if row["state"] == "held" or row["block_id"] in ids]


def _drop_orphans(kept: Rows) -> bool:
    ids = _ids(kept)
    dropped = False
    for table, columns in _PARENTS.items():
        staying = [row for row in kept[table] if all(row[column] is None or row[column] in ids for column in columns)]
        dropped = dropped or len(staying) < len(kept[table])
        kept[table] = staying
    return dropped


def _ids(rows: Rows) -> set[object]:
    return {row["id"] for found in rows.values() for row in found}
