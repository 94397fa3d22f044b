"""Column types that keep rubbish out: each cleans a value when it is set and also writes the same rule into the schema.

A type answers three questions: what a Python value must be (`clean`, raises BadValue), how it is stored, and which
CHECK the database enforces by itself (`sql_check`). NULL is never a type's business: the column says where it may be.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import REAL, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from il_desktop.domain import zones
from il_desktop.domain.errors import BadValue
from il_desktop.domain.text import clean_line, clean_text
from il_desktop.domain.walltime import WallTime

_INT64 = 2**63
_REAL_LIMIT = 1e15  # finite and far beyond any score or amount of a school
_INSTANT_GLOB = (
    "[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z"
)


class CheckedType(TypeDecorator[Any]):
    """Base of the types here: Python values pass `clean`, the schema carries `sql_check`."""

    impl: TypeEngine[Any] | type[TypeEngine[Any]] = Text
    cache_ok = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Say of each type that statements with it may be kept compiled: SQLAlchemy does not inherit the flag."""
        super().__init_subclass__(**kwargs)
        cls.cache_ok = True

    def clean(self, field: str, value: Any) -> Any:
        """Return the value as it will be kept; raise BadValue naming `field` otherwise."""
        del field
        return value

    def sql_check(self, column: str) -> str | None:
        """Return the CHECK that the database applies to the column, None when the plain type says it all."""
        del column
        return None

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Return the stored form; a wrong Python type raises BadValue here too."""
        del dialect
        return None if value is None else self.stored(self.clean("value", value))

    def stored(self, value: Any) -> Any:
        """Return a clean value as the plain int, float or text that the file holds."""
        return value


class Words(CheckedType):
    """Text of a person, cleaned, 1 to `limit` characters; one line unless `lines`. Empty counts as not given."""

    def __init__(self, limit: int, *, lines: bool = False, glob: str | None = None) -> None:
        super().__init__()
        self.limit = limit
        self.lines = lines
        self.glob = glob

    def clean(self, field: str, value: Any) -> str | None:
        """Return the cleaned text, None when nothing is left."""
        if not isinstance(value, str):
            raise BadValue(field, repr(value), "not_a_text")
        text = clean_text(value) if self.lines else clean_line(value)
        if len(text) > self.limit:
            raise BadValue(field, text, "too_long", self.limit)
        return text or None

    def sql_check(self, column: str) -> str:
        """Limit the length, and the shape where there is one."""
        length = f"length({column}) BETWEEN 1 AND {self.limit}"
        return f"{length} AND {column} GLOB '{self.glob}'" if self.glob else length


class Choice(CheckedType):
    """One of a few lower-case words of ours."""

    def __init__(self, *words: str) -> None:
        super().__init__()
        self.words = words

    def clean(self, field: str, value: Any) -> str:
        """Return the word as plain text."""
        if not isinstance(value, str) or str(value) not in self.words:
            raise BadValue(field, str(value), "not_a_choice")
        return str(value)

    def sql_check(self, column: str) -> str:
        """List the words."""
        return f"{column} IN ({', '.join(repr(word) for word in self.words)})"


class Key(CheckedType):
    """The id of a row, a UUID text made in Python."""

    def clean(self, field: str, value: Any) -> str:
        """Return the id; its shape is ours, so only emptiness and length are refused."""
        if not isinstance(value, str) or not 1 <= len(value) <= 64:
            raise BadValue(field, repr(value), "not_an_id")
        return value


class Flag(CheckedType):
    """Yes or no, stored as 1 or 0."""

    impl = Integer

    def clean(self, field: str, value: Any) -> bool:
        """Return a bool; 0 and 1 are taken as such."""
        if value not in (0, 1):
            raise BadValue(field, repr(value), "not_a_choice")
        return bool(value)

    def sql_check(self, column: str) -> str:
        """Allow 0 and 1 only."""
        return f"{column} IN (0, 1)"

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:
        """Return a bool."""
        del dialect
        return None if value is None else bool(value)

    def stored(self, value: Any) -> int:
        """Return 1 or 0."""
        return int(value)


class Whole(CheckedType):
    """A whole number within limits, both included."""

    impl = Integer

    def __init__(self, low: int = -_INT64, high: int = _INT64 - 1) -> None:
        super().__init__()
        self.low = low
        self.high = high

    def clean(self, field: str, value: Any) -> int:
        """Return a plain int; bool and float are no whole numbers."""
        if isinstance(value, bool) or not isinstance(value, int):
            raise BadValue(field, repr(value), "not_a_number")
        if value < self.low:
            raise BadValue(field, str(value), "too_small", self.low)
        if value > self.high:
            raise BadValue(field, str(value), "too_large", self.high)
        return int(value)

    def sql_check(self, column: str) -> str | None:
        """Give the limits that are not those of the machine."""
        lower = [f"{column} >= {self.low}"] if self.low > -_INT64 else []
        upper = [f"{column} <= {self.high}"] if self.high < _INT64 - 1 else []
        return " AND ".join(lower + upper) or None


class Real(CheckedType):
    """A finite number. `above` is a limit that is itself not allowed."""

    impl = REAL

    def __init__(self, above: float | None = None) -> None:
        super().__init__()
        self.above = above

    def clean(self, field: str, value: Any) -> float:
        """Return a finite float: NaN would turn into NULL without a word."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise BadValue(field, repr(value), "not_a_number")
        if abs(value) > _REAL_LIMIT:
            raise BadValue(field, str(value), "too_large")
        if self.above is not None and value <= self.above:
            raise BadValue(field, str(value), "too_small")
        return float(value)

    def sql_check(self, column: str) -> str:
        """Keep infinity out, and what is not above the limit."""
        low = f"{column} > {self.above:g}" if self.above is not None else f"{column} >= -{_REAL_LIMIT:.1f}"
        return f"{low} AND {column} <= {_REAL_LIMIT:.1f}"


class Day(CheckedType):
    """A local date, stored `YYYY-MM-DD`."""

    def clean(self, field: str, value: Any) -> date:
        """Return a plain date."""
        if not isinstance(value, date) or isinstance(value, datetime):
            raise BadValue(field, repr(value), "not_a_date")
        return value

    def sql_check(self, column: str) -> str:
        """Allow dates that exist: without a modifier SQLite would echo 30 February instead of working it out."""
        return f"date({column}, '+0 days') IS {column}"

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        """Return a date."""
        del dialect
        return None if value is None else date.fromisoformat(value)

    def stored(self, value: Any) -> str:
        """Return `YYYY-MM-DD`."""
        return value.isoformat()


class Wall(CheckedType):
    """A local wall time in minutes, stored `YYYY-MM-DDTHH:MM`; the zone is kept in the row."""

    def clean(self, field: str, value: Any) -> WallTime:
        """Return a WallTime."""
        if not isinstance(value, WallTime):
            raise BadValue(field, repr(value), "not_a_time")
        return value

    def sql_check(self, column: str) -> str:
        """Allow minutes that exist."""
        return f"strftime('%Y-%m-%dT%H:%M', {column}, '+0 days') IS {column}"

    def process_result_value(self, value: Any, dialect: Dialect) -> WallTime | None:
        """Return a WallTime."""
        del dialect
        return None if value is None else WallTime.parse(value)

    def stored(self, value: Any) -> str:
        """Return `YYYY-MM-DDTHH:MM`."""
        return value.iso()


class Instant(CheckedType):
    """A moment in UTC, stored `YYYY-MM-DDTHH:MM:SS.ffffffZ`, which sorts as text in time order."""

    def clean(self, field: str, value: Any) -> datetime:
        """Return an aware datetime in UTC."""
        if not isinstance(value, datetime) or value.tzinfo is None:
            raise BadValue(field, repr(value), "not_a_time")
        return value.astimezone(UTC)

    def sql_check(self, column: str) -> str:
        """Give the shape."""
        return f"{column} GLOB '{_INSTANT_GLOB}'"

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return an aware datetime in UTC."""
        del dialect
        return None if value is None else zones.parse_instant(value)

    def stored(self, value: Any) -> str:
        """Return the UTC text."""
        return zones.instant_text(value)


class Zone(CheckedType):
    """The name of an IANA time zone."""

    def clean(self, field: str, value: Any) -> str:
        """Return the name of a zone this computer knows."""
        if not isinstance(value, str) or not _is_zone(value):
            raise BadValue(field, str(value), "not_a_zone")
        return value

    def sql_check(self, column: str) -> str:
        """Limit the length."""
        return f"length({column}) BETWEEN 1 AND 64"


class Json(CheckedType):
    """A small frozen value, stored as compact JSON with sorted keys; loads as tuples and read-only mappings."""

    hashable = False

    def clean(self, field: str, value: Any) -> Any:
        """Return the value frozen, its texts cleaned."""
        try:
            return _freeze(value)
        except TypeError as error:
            raise BadValue(field, repr(value), "not_json") from error

    def sql_check(self, column: str) -> str:
        """Allow JSON only."""
        return f"{column} IS NULL OR json_valid({column})"  # json_valid(NULL) is 0 in older SQLite

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Return the frozen value."""
        del dialect
        return None if value is None else _freeze(json.loads(value))

    def stored(self, value: Any) -> str:
        """Return compact JSON."""
        return json.dumps(
            value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"), default=dict
        )


_ZONE_NAME = re.compile(r"[A-Za-z0-9_+\-/]{1,64}")


@cache
def _is_zone(name: str) -> bool:
    return bool(_ZONE_NAME.fullmatch(name)) and zones.is_zone(name)


def _freeze(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value)
    if value is None or isinstance(value, bool | int) or (isinstance(value, float) and math.isfinite(value)):
        return value
    if isinstance(value, Mapping):
        return MappingProxyType({str(key): _freeze(item) for key, item in value.items()})
    if isinstance(value, list | tuple):
        return tuple(_freeze(item) for item in value)
    raise TypeError(type(value))
