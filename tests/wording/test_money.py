"""Money is written in the school's currency, everywhere the same."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from il_desktop import commands
from il_desktop.domain.errors import BadValue
from il_desktop.domain.goal_pages import Resources
from il_desktop.domain.settings import Settings
from il_desktop.reports.charts import chart_paper
from il_desktop.reports.html import to_html
from il_desktop.views.shared.locale_words import locale_words
from il_desktop.wording import charts_goals
from il_desktop.wording.format import ENGLISH, money_text
from il_desktop.wording.papers_goals import goals_paper
from tests.wording.told_goals import pages

EURO = ENGLISH._replace(currency="€")


@pytest.mark.parametrize(
    ("cents", "currency", "said"),
    [(198_000, "$", "$1,980"), (1_250, "€", "€12.50"), (4_000, "CHF", "CHF\N{NO-BREAK SPACE}40"), (0, "kr", "kr\xa00"),
     (-1_005, "$", "\N{MINUS SIGN}$10.05")],
)  # fmt: skip
def test_an_amount_is_written_with_the_sign_of_its_currency(cents: int, currency: str, said: str) -> None:
    assert money_text(cents, ENGLISH._replace(currency=currency)) == said


@pytest.mark.parametrize(("locale", "sign"), [("de_DE", "€"), ("en_US", "$"), ("en_GB", "£"), ("C", "$")])
def test_the_currency_is_the_computers_until_the_school_says_another(locale: str, sign: str) -> None:
    assert locale_words(Settings(), QLocale(locale)).currency == sign
    assert locale_words(Settings(currency="CHF"), QLocale(locale)).currency == "CHF"


def test_papers_and_charts_of_goals_follow_the_currency() -> None:
    plan = pages()
    put = Resources(kept=60, planned=90, pd_planned=60, pd_cents=5_000, spent=1_200, approved=9_900, asked=700)
    plan = plan._replace(goals=tuple(goal._replace(resources=put) for goal in plan.goals))
    chart = charts_goals.resources_chart(plan, EURO)
    assert chart is not None
    texts = [to_html(goals_paper(plan, words=EURO)), to_html(chart_paper(chart))]
    texts.append(" ".join(f"{bar.said} {bar.note}" for panel in chart.panels for bar in panel.bars))
    assert ["€" in text for text in texts] == [True, True, True]
    assert ["$" in text for text in texts] == [False, False, False]


def test_a_currency_is_short(desk) -> None:
    desk.run(commands.settings.change_settings, currency="CHF")
    with pytest.raises(BadValue):
        desk.run(commands.settings.change_settings, currency="dollars")
