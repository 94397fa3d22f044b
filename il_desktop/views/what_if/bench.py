"""The copies that are being tried, one a week, and the last one of each week that was thrown away. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from il_desktop.domain.proposal import Line, Loss, Note
from il_desktop.domain.what_if import Deed, Standing, Take, WhatIf, clashes, differences, refusal
from il_desktop.planning.week import WeekFacts
from il_desktop.queries import what_if as queries
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.week import WeekView
from il_desktop.queries.what_if import Copied
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.what_if import deed_text


class Tried(NamedTuple):
    """A copy with the week it was made of."""

    copy: WhatIf
    copied: Copied


class Shown(NamedTuple):
    """All there is to show of a copy: both weeks, what differs, and what of it cannot be adopted."""

    real: WeekView
    tried: WeekView
    lines: tuple[Line, ...]
    clashing: frozenset[str]
    figures: tuple[Standing, Standing]
    is_stale: bool
    has_deeds: bool
    has_thrown: bool


class Bench:
    """Keeps the copies of one window. `week_on` is the week on the bench."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._kept: dict[date, Tried] = {}
        self._thrown: dict[date, Tried] = {}
        self.week_on = date.min

    @property
    def copy(self) -> WhatIf:
        """The copy on the bench."""
        return self._tried.copy

    @property
    def _tried(self) -> Tried:
        return self._kept[self.week_on]

    @property
    def has_thrown(self) -> bool:
        """Whether a copy of this week was thrown away and can come back."""
        return self.week_on in self._thrown

    def open(self, week_on: date) -> None:
        """Put a week on the bench: the copy there is, else a new one."""
        self.week_on = week_on
        tried = self._kept.get(week_on)
        if tried is None or not (tried.copy.deeds or tried.copy.undone):
            self._begin()

    def _begin(self) -> None:
        copied = self._read()
        self._kept[self.week_on] = Tried(WhatIf(self.week_on, copied.pieces), copied)

    def _read(self) -> Copied:
        shell = self._shell
        return shell.desk.read(queries.copied_week, self.week_on, shell.now(), shell.desk.cached(school_calendar))

    def refresh(self) -> None:
        """Follow the week as long as nothing was tried."""
        self.open(self.week_on)

    def put(self, copy: WhatIf) -> None:
        """Keep another state of the copy."""
        self._kept[self.week_on] = self._tried._replace(copy=copy)

    def try_out(self, deed: Deed) -> str:
        """Do a deed to the copy; return why not, as a code, empty when it was done."""
        code = refusal(self.copy, deed, self._shell.now())
        if not code:
            self.put(self.copy.done(deed))
        return code

    def take(self, lines: tuple[Line, ...], losses: tuple[Loss, ...]) -> None:
        """Take a plan over into the copy."""
        told = self._shell.desk.read(queries.with_goals, lines)
        self.put(self.copy.done(Take(told, losses)))

    def throw_away(self) -> None:
        """Begin anew; the copy can be brought back while the window is open."""
        self._thrown[self.week_on] = self._kept.pop(self.week_on)
        self._begin()

    def bring_back(self) -> None:
        """Put the copy that was thrown away on the bench again; the one there is takes its place."""
        self._thrown[self.week_on], self._kept[self.week_on] = self._tried, self._thrown[self.week_on]

    def step_names(self) -> tuple[str, str]:
        """Return what undo and redo would be about in the copy."""
        copy, words = self.copy, self._shell.words
        names = []
        for deed, state in ((copy.deeds[-1:], copy.back()), (copy.undone[-1:], copy)):
            key = getattr(deed[0], "key", "") if deed else ""
            names.append(deed_text(deed[0], state.pieces().get(key), words) if deed else "")
        return names[0], names[1]

    def shown(self, first: date, count: int) -> Shown:
        """Return what is to be shown of the copy on some dates."""
        shell, (copy, copied) = self._shell, self._tried
        calendar, now = shell.desk.cached(school_calendar), shell.now()
        lines = differences(copy)
        clashing = clashes(copy, lines, now)
        told = tuple(_with_note(line, clashing) for line in lines)
        real, tried = shell.desk.read(queries.week_pair, copy, copied, (first, count), now, calendar)
        current = self._read()
        settings = shell.settings()
        sides = queries.real_side(current), queries.tried_side(copy, copied, lines, settings.tz)
        was, would = (
            shell.desk.read(queries.week_standing, side, self.week_on, now, calendar, settings) for side in sides
        )
        is_stale, has_deeds = bool(queries.changed_since(copied, current)), bool(copy.deeds)
        return Shown(real, tried, told, frozenset(clashing), (was, would), is_stale, has_deeds, self.has_thrown)

    def facts(self, losses: tuple[Loss, ...]) -> WeekFacts:
        """Return the copy as the planner sees a week."""
        shell, (copy, copied) = self._shell, self._tried
        calendar, settings, now = shell.desk.cached(school_calendar), shell.settings(), shell.now()
        return shell.desk.read(queries.copy_facts, copy, losses, copied.cards, now, calendar, settings)


def _with_note(line: Line, clashing: Mapping[str, Note]) -> Line:
    note = clashing.get(line.key)
    return line._replace(notes=(*line.notes, note)) if note is not None else line
