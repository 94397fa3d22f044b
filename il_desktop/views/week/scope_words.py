"""How what is about to change repeats, for the question about its dates."""

from __future__ import annotations

from collections.abc import Sequence

from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.series import series_detail
from il_desktop.queries.week import BlockCard
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import count_text
from il_desktop.wording.repeat import repeat_text

_NAMED = 3  # so many series are told by name


def rules_text(shell: Shell, cards: Sequence[BlockCard], *, is_several: bool) -> str:
    """Say how the series of some cards repeat: one as "It repeats ...", several by name."""
    by_series = {card.occurrence.series_id or "": card for card in cards if card.occurrence}
    if not is_several:
        return "".join(f"It repeats {_rule(shell, key)}." for key in by_series)
    told = [f"{card.title} repeats {_rule(shell, key)}." for key, card in list(by_series.items())[:_NAMED]]
    more = len(by_series) - _NAMED
    if more > 0:
        told.append(f"{count_text(more, 'more series', 'more series')} among them.")
    return " ".join(told)


def _rule(shell: Shell, series_id: str) -> str:
    calendar = shell.desk.cached(school_calendar)
    found = shell.desk.read(series_detail, series_id, calendar)
    if found is None:
        return ""
    bells = {one.id: one.name for one in calendar.rules.bells}
    return repeat_text(found.row.rule, shell.words, bells=bells, spans=calendar.rules.spans)
