"""Measures computed by the program: the golden shares, and no reading where nothing is to be counted."""

from __future__ import annotations

import pytest

from il_desktop.domain.metrics.app_measures import BY_KEY, FORMULAS, MonthFacts, computed


@pytest.mark.parametrize(
    ("key", "facts", "numbers"),
    [
        ("instructional_share", MonthFacts(instructional=1230, management=1770), (1230, 3000, None)),  # 41.0 %
        ("visits_closed", MonthFacts(visits=7, talked=5), (5, 7, None)),  # 71.4 %
        ("recognition_coverage", MonthFacts(recognized=33, eligible=42), (33, 42, None)),  # 78.6 %
        ("protected_kept", MonthFacts(protected_kept=30, protected_known=45), (30, 45, None)),  # 66.7 %
        ("visits_per_day", MonthFacts(visits=500, contact_days=180), (None, None, 2.78)),
    ],
)
def test_counts_of_a_month(key, facts, numbers) -> None:
    assert computed(key, facts) == numbers


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula.key)
def test_a_month_without_anything_to_count_gives_no_reading(formula) -> None:
    assert computed(formula.key, MonthFacts()) is None
    assert BY_KEY[formula.key] is formula
    assert formula.says.endswith(".")
