"""The public holidays of the United States and of one state in a school year, as suggestions and nothing more.

Source of names and dates: the `holidays` library, federal ones by 5 U.S.C. 6103, those of states by their own law; a
holiday on a weekend counts on the day it is kept instead. Which of them a school keeps, only the school knows.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from il_desktop.domain.school import CalendarSpan, DayKind, SchoolCalendar

# Parts of the United States that the library knows and that have public schools of their own.
_WITHOUT_SCHOOLS = frozenset({"UM"})
_KEPT = " (observed)"


class Holiday(NamedTuple):
    """One holiday on the date it is kept."""

    name: str
    day: date
    is_federal: bool = True


def states() -> tuple[tuple[str, str], ...]:
    """Return postal code and name of the states, districts and territories, by name."""
    from holidays.countries.united_states import UnitedStates  # noqa: PLC0415  needed when somebody asks for suggestions only

    named = UnitedStates.subdivisions_aliases.items()
    return tuple(
        sorted(((code, name) for name, code in named if code not in _WITHOUT_SCHOOLS), key=lambda each: each[1])
    )


def public_holidays(first: date, last: date, state: str = "") -> tuple[Holiday, ...]:
    """Return the holidays kept from `first` to `last`, both included, in order; `state` is a postal code.

    Raises ValueError for a state there is not.
    """
    from holidays.countries.united_states import UnitedStates  # noqa: PLC0415  same

    if state and state not in UnitedStates.subdivisions:
        raise ValueError(state)
    # New Year's Day of the year after may be kept on 31 December.
    years = range(first.year, last.year + 2)
    federal = UnitedStates(years=years)
    found = UnitedStates(subdiv=state, years=years) if state else federal
    kept = ((day, name.replace(_KEPT, "")) for day, name in found.items())
    listed = (Holiday(name, day, day in federal) for day, name in kept if first <= day <= last)
    return tuple(sorted(listed, key=lambda each: each.day))


def missing_holidays(calendar: SchoolCalendar, year: CalendarSpan, state: str = "") -> tuple[Holiday, ...]:
    """Return the holidays of a school year that its calendar still has as days with students."""
    found = public_holidays(year.first, year.last, state)
    return tuple(each for each in found if calendar.day(each.day).kind is DayKind.INSTRUCTION)
