"""Gaps between groups: the golden difference, what a shared view tells, and how a gap moves."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from il_desktop.domain.gap_cuts import decided
from il_desktop.domain.gaps import GapTable, Moment, gap_view
from il_desktop.domain.metrics.rounding import shown
from il_desktop.domain.privacy import ALONG, SMALL, Group, GroupTable
from il_desktop.wording.gaps import gap_cell, headline, interval_cell, privacy_note, rate_cell, size_cell

GOLDEN = (Group("Group 2", 38, 71), Group("Group 3", 24, 83))
FIVE = (
    Group("Group 1", 170, 402),
    Group("Group 2", 100, 214),
    Group("Group 3", 40, 71),
    Group("Group 4", 6, 18),
    Group("Group 5", 3, 7),
)
ALL = Group("", 319, 712)


def gap_table(*moments: tuple[Group, ...], total: Group | None = None) -> GapTable:
    labels = ("Fall", "Interim", "Winter", "Spring")
    made = tuple(
        Moment(labels[place], date(2025, 9 + place, 1), Fraction(2 + 8 * place), GroupTable(groups, total))
        for place, groups in enumerate(moments)
    )
    return GapTable("m", "Math", "up", "group", "", 10, made)


def test_the_golden_gap_is_24_6_points_from_9_0_to_38_7() -> None:
    view = gap_view(gap_table(GOLDEN), is_shared=True)
    assert view.gap is not None
    assert (gap_cell(view.gap), interval_cell(view.gap)) == ("24.6", "9.0 to 38.7")
    assert headline(view) == (
        "Math: Group 2 is 24.6 points above Group 3 (Fall; 95 % interval 9.0 to 38.7). "
        "One window only: how it moves cannot be said yet."
    )


def test_a_shared_view_hides_the_seven_and_the_eighteen() -> None:
    view = gap_view(gap_table(FIVE, total=ALL), is_shared=True)
    cells = {row.name: (size_cell(row.told[0]), rate_cell(row.told[0]), gap_cell(row.gap)) for row in view.rows}
    assert cells["Group 4"] == cells["Group 5"] == ("hidden", "hidden", "–")
    assert cells["Group 3"] == ("71", "56.3 %", "–")
    assert cells["Group 1"][:2] == ("402", "42.3 %")
    assert view.hides == (("Group 4", ALONG), ("Group 5", SMALL))
    assert view.hidden == 2
    assert "2 groups are hidden here" in privacy_note(view)


def test_the_own_view_shows_all_and_says_what_the_shared_one_hides() -> None:
    view = gap_view(gap_table(FIVE, total=ALL), is_shared=False)
    assert [size_cell(row.told[0]) for row in view.rows] == ["402", "214", "71", "18", "7"]
    assert privacy_note(view).endswith("The shared view hides Group 5 and Group 4 to cover.")


def test_no_group_is_compared_that_is_told_by_a_code() -> None:
    view = gap_view(gap_table((Group("a", 1, 60), Group("b", 30, 60))), is_shared=True)
    assert view.gap is None
    assert [rate_cell(row.told[0]) for row in view.rows] == ["<5 %", "50.0 %"]
    assert "no two groups can be compared" in headline(view)


def test_two_windows_are_no_trend_and_three_are_one() -> None:
    later = (Group("Group 2", 38, 71), Group("Group 3", 28, 83))
    last = (Group("Group 2", 38, 71), Group("Group 3", 32, 83))
    two = gap_view(gap_table(GOLDEN, later), is_shared=True)
    assert two.slope is None
    assert "It has narrowed by 4.8 points since Fall. Two windows: too few for a trend." in headline(two)
    three = gap_view(gap_table(GOLDEN, later, last), is_shared=True)
    assert three.slope is not None
    assert shown(three.slope, 2) == "-0.60"
    assert "Trend over 3 windows: −0.60 points a week." in headline(three)


def test_an_interval_around_zero_may_be_chance() -> None:
    view = gap_view(gap_table((Group("a", 20, 40), Group("b", 18, 40))), is_shared=True)
    assert "may be chance" in headline(view)


def test_the_group_to_compare_with_can_be_chosen() -> None:
    view = gap_view(gap_table(FIVE, total=ALL), is_shared=True, compare="Group 1")
    assert (view.first, view.second) == ("Group 1", "Group 3")
    assert "Group 1 is 14.0 points below Group 3" in headline(view)


def test_a_hidden_group_cannot_be_chosen_to_compare_with() -> None:
    assert gap_view(gap_table(FIVE, total=ALL), is_shared=True, compare="Group 5").first == "Group 3"


def test_a_group_hidden_in_one_grade_is_hidden_in_the_others() -> None:
    grade_8 = GroupTable((Group("a", 3, 7), Group("b", 20, 50), Group("c", 10, 30)), Group("", 33, 87))
    school = gap_table((Group("a", 9, 20), Group("b", 20, 50), Group("c", 10, 30)))
    eight = gap_table(grade_8.groups, total=grade_8.total)._replace(grade="8")
    view = gap_view(decided([school, eight])[0], is_shared=True)
    assert [rate_cell(row.told[0]) for row in view.rows] == ["hidden", "40.0 %", "hidden"]
