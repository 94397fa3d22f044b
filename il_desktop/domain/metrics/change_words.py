"""What a typed goal says about numbers: "increase math proficiency by 10 %", "from 42 to 52 %", "to 60".

Reads words only. Whether "by 10 %" means points or a part of the baseline is never guessed: `meaning` stays empty.
"""

from __future__ import annotations

import re
from fractions import Fraction

from il_desktop.domain.light import NamedTuple

_NUMBER = r"(?P<{name}>\d+(?:[.,]\d+)?)"
_BY_NUMBER, _LOW, _HIGH = (_NUMBER.format(name=name) for name in ("by", "low", "high"))
_SIGN = "[+\u2212\u2013-]"  # a plus, a minus, or what looks like one
_UNIT = r"(?P<unit>%-?\s?points?|percentage\s+points?|percent(?:\s+points?)?|per\s+cent|%|points?|pts?\.?)?"
_UP = frozenset({"increase", "raise", "improve", "grow", "lift", "boost", "more"})
_DOWN = frozenset({"decrease", "reduce", "lower", "cut", "shrink", "drop", "less", "fewer"})
_BY = re.compile(rf"(?:\bby\s+|(?:^|\s)(?={_SIGN}))(?P<sign>{_SIGN})?\s*{_BY_NUMBER}\s*{_UNIT}", re.IGNORECASE)
_FROM_TO = re.compile(rf"\b(?:from\s+)?{_LOW}\s*(?:%|percent)?\s*(?:to|\u2192|->)\s*{_HIGH}\s*{_UNIT}", re.IGNORECASE)
_TO = re.compile(rf"\bto\s+{_HIGH}\s*{_UNIT}", re.IGNORECASE)
_MONTH = re.compile(r"\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_TAIL = re.compile(
    r"\b(?:by|until|till|before|in)\s+(?:the\s+)?(?:end|spring|summer|fall|winter|[a-z]+\s+20\d\d)\b.*", re.IGNORECASE
)


class TypedChange(NamedTuple):
    """What was read. `sign` is 1 or -1, 0 where nothing tells; `meaning` is points, relative, or empty: ask.

    `amount` is what stands behind "by", in `unit` (percent, or empty); `baseline` and `aim` stand in "from … to …".
    """

    subject: str
    sign: int = 0
    amount: Fraction | None = None
    unit: str = ""
    meaning: str = ""
    baseline: Fraction | None = None
    aim: Fraction | None = None

    @property
    def asks(self) -> bool:
        """Tell whether it has to be asked what a percentage means."""
        return self.amount is not None and self.unit == "percent" and not self.meaning


def read_change(text: str) -> TypedChange | None:
    """Return what a sentence says about a change, None where it names none."""
    line = " ".join(text.split())
    sign = _verb(line)
    if found := _FROM_TO.search(line):
        low, high = exact_number(found["low"]), exact_number(found["high"])
        unit, _ = _unit(found["unit"], found.group())
        return TypedChange(_subject(line, found), sign or _compared(low, high), None, unit, "", low, high)
    if found := next((hit for hit in _BY.finditer(line) if not _is_date(hit, line)), None):
        unit, meaning = _unit(found["unit"], "")
        typed = found["sign"]
        direction = (1 if typed == "+" else -1) if typed else sign
        return TypedChange(_subject(line, found), direction, exact_number(found["by"]), unit, meaning)
    if found := next((hit for hit in _TO.finditer(line) if not _is_date(hit, line)), None):
        unit, _ = _unit(found["unit"], "")
        return TypedChange(_subject(line, found), sign, None, unit, "", None, exact_number(found["high"]))
    return None


def exact_number(text: str) -> Fraction:
    """Read a number with a point or a comma, exactly."""
    return Fraction(text.replace(",", "."))


def _is_date(found: re.Match[str], line: str) -> bool:
    """Tell whether "by 2027" or "by 5 June" was read: a date, no amount."""
    if found["unit"]:
        return False
    number = exact_number(found.groupdict().get("by") or found["high"])
    return _FIRST_YEAR <= number <= _LAST_YEAR or _MONTH.match(line, found.end()) is not None


def _unit(word: str | None, around: str) -> tuple[str, str]:
    """Return unit and meaning: points of a percentage are both, bare points have the unit of the measure."""
    said = (word or "").lower()
    is_percent = "%" in said or "per" in said or "%" in around
    return "percent" if is_percent else "", "points" if "p" in said.replace("per", "") else ""


def _compared(low: Fraction, high: Fraction) -> int:
    return (high > low) - (high < low)


def _verb(line: str) -> int:
    first = line.split(" ", 1)[0].lower() if line else ""
    return 1 if first in _UP else -1 if first in _DOWN else 0


def _subject(line: str, found: re.Match[str]) -> str:
    """Return what changes: the words before the numbers without the verb, else those behind."""
    before = line[: found.start()].strip(" ,:;")
    if _verb(before):
        before = before.split(" ", 1)[1] if " " in before else ""
    before = re.sub(r"\s+from$", "", before, flags=re.IGNORECASE)
    return before or _TAIL.sub("", line[found.end() :]).strip(" ,:;.")
