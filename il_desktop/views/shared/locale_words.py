"""What the user is used to: the computer's locale for dates and money, settings for the clock and another currency."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from il_desktop.domain.settings import Settings
from il_desktop.wording.format import ENGLISH, Words


def locale_words(settings: Settings, locale: QLocale | None = None) -> Words:
    """Return how to write dates and times; month and day names stay English, like the rest of the program."""
    locale = locale or QLocale()
    date_format = locale.dateFormat(QLocale.FormatType.LongFormat).replace("dddd", "")
    day, month = date_format.find("d"), date_format.find("M")
    currency = settings.currency or locale.currencySymbol() or ENGLISH.currency
    return Words(h24=settings.clock_24h, day_first=day < month, currency=currency)
