"""Academic sessions of a OneRoster export: which are years and which terms, and in what order they are read."""

from __future__ import annotations

from il_desktop.interchange.oneroster_files import Row

_KINDS = {"schoolyear": "year", "semester": "term", "term": "term", "gradingperiod": "term"}
_ORDER = tuple(_KINDS)


def kind_of(row: Row) -> str | None:
    """Return `year` or `term`, None for a session of another type."""
    return _KINDS.get(_type(row))


def is_grading_period(row: Row) -> bool:
    """Tell a grading period, which may lie in a term of the same export."""
    return _type(row) == "gradingperiod"


def in_order(row: Row) -> int:
    """Put years before what lies in them, and grading periods behind the terms that may hold them."""
    return _ORDER.index(_type(row)) if _type(row) in _KINDS else len(_ORDER)


def _type(row: Row) -> str:
    return row.get("type").casefold()
