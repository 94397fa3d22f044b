from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from il_desktop.domain.settings import Settings
from il_desktop.views.shared.locale_words import locale_words


@pytest.mark.parametrize(
    ("name", "day_first"), [("en_US", False), ("en_GB", True), ("de_DE", True), ("C", True), ("ja_JP", False)]
)
def test_the_order_of_day_and_month_is_the_users(name: str, day_first: bool) -> None:
    assert locale_words(Settings(), QLocale(name)).day_first is day_first


def test_the_clock_follows_the_setting() -> None:
    assert locale_words(Settings(clock_24h=True), QLocale("en_US")).h24
