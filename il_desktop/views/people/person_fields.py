"""The typed fields that only a person has: a birthday, the days a part-timer works, a list of words."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtWidgets import QWidget

from il_desktop.domain.people import days_worked, words_listed
from il_desktop.views.shared.fields import ParsedField
from il_desktop.views.shared.typed import NotReadable

_BIRTHDAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})")
_SPAN = re.compile(r"(\w+)\s*[-–]\s*(\w+)")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class BirthdayField(ParsedField):
    """Month and day; the value is `MM-DD`."""

    def read(self, text: str) -> str:
        """Read month and day, 29 February included."""
        found = _BIRTHDAY.fullmatch(text.strip())
        try:
            day = date(2024, int(found[1]), int(found[2])) if found else None
        except ValueError:
            day = None
        if day is None:
            sentence = f"“{text[:24]}” is not a birthday. Type month and day: 9-30."
            raise NotReadable(sentence)
        return f"{day:%m-%d}"


class WorkdaysField(ParsedField):
    """The days of a part-timer: weekdays and letters of the rotation; empty means every day."""

    def __init__(self, name: str, letters: tuple[str, ...] = (), parent: QWidget | None = None) -> None:
        self.letters = letters
        super().__init__(name, is_required=False, parent=parent)
        self.line.setPlaceholderText("every day")

    def read(self, text: str) -> tuple[str | int, ...] | None:
        """Read “Mon, Wed”, “Mon-Wed” or “B”; raise NotReadable for a day the school does not have."""
        found: list[str | int] = []
        for part in words_listed(text.replace(" and ", ",").replace("/", ",")):
            span = _SPAN.fullmatch(part)
            first, last = (_weekday(span[1]), _weekday(span[2])) if span else (None, None)
            if first is not None and last is not None and first <= last:
                found.extend(range(first, last + 1))
            else:
                found.extend(self._day(word, text) for word in part.split() if word.casefold() not in ("day", "days"))
        return days_worked(found) or None

    def write(self, value: tuple[str | int, ...]) -> str:
        """Write the days as they are read."""
        return ", ".join(_WEEKDAYS[day][:3].capitalize() if isinstance(day, int) else day for day in value)

    def _day(self, word: str, text: str) -> str | int:
        weekday = _weekday(word)
        if weekday is not None:
            return weekday
        letter = next((letter for letter in self.letters if letter.casefold() == word.casefold()), None)
        if letter is None:
            example = f"Mon, Wed or {self.letters[-1]}" if self.letters else "Mon, Wed"
            sentence = f"“{text[:24]}” names a day this school does not have. Type for example {example}."
            raise NotReadable(sentence)
        return letter


class WordsField(ParsedField):
    """Several words with a comma between; the value is a tuple, None while empty."""

    def __init__(self, name: str, example: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, is_required=False, parent=parent)
        self.line.setMaxLength(2000)
        self.line.setPlaceholderText(example)

    def read(self, text: str) -> tuple[str, ...] | None:
        """Read the words, each once."""
        return tuple(words_listed(text)) or None

    def write(self, value: tuple[str, ...]) -> str:
        """Write the words."""
        return ", ".join(value)


def _weekday(word: str) -> int | None:
    """Return the weekday (0 Monday) that a word of two letters or more begins or names, None for another word."""
    key = word.casefold().rstrip(".")
    fits = [place for place, name in enumerate(_WEEKDAYS) if len(key) > 1 and f"{name}s".startswith(key)]
    return fits[0] if len(fits) == 1 else None
