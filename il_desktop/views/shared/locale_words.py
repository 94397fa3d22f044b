"""Which order and clock the user is used to: the computer's locale for dates, the setting for 12 or 24 hours."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from il_desktop.domain.settings import Settings
from il_desktop.wording.format import Words


def locale_words(settings: Settings, locale: QLocale | None = None) -> Words:
    """Return how to write dates and times; month and day names stay English, like the rest of the program."""
    date_format = (locale or QLocale()).dateFormat(QLocale.FormatType.LongFormat).replace("dddd", "")
    day, month = date_format.find("d"), date_format.find("M")
    return Words(h24=settings.clock_24h, day_first=day < month)
