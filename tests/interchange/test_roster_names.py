"""Names as people type them into lists."""

from __future__ import annotations

import pytest

from il_desktop.interchange.roster_names import bare_name, names_two, split_name


@pytest.mark.parametrize(
    ("cell", "given", "family"),
    [
        ("Chen, Marcus", "Marcus", "Chen"),
        ("CHEN, MARCUS", "MARCUS", "CHEN"),
        ("Ms. Ana Diaz", "Ana", "Diaz"),
        ("Diaz, Ms. Ana", "Ana", "Diaz"),
        ("Dr. Ana María Diaz, Ph.D.", "Ana María", "Diaz"),
        ("Ana Diaz, M.Ed., NBCT", "Ana", "Diaz"),
        ("Marcus Chen Jr.", "Marcus", "Chen Jr."),
        ("Chen, Jr., Marcus", "Marcus", "Chen Jr."),
        ("Maria de la Cruz", "Maria", "de la Cruz"),
        ("Ludwig van Beethoven", "Ludwig", "van Beethoven"),
        ("Fatima al Sayed", "Fatima", "al Sayed"),
        ("M. Chen", "M.", "Chen"),
        ("YANG, MA", "MA", "YANG"),
        ("Elizabeth (Liz) Miller", "Elizabeth", "Miller"),
        ("Brooks, Hannah (LTS)", "Hannah", "Brooks"),
        ("Zoë  Núñez *", "Zoë", "Núñez"),
        ("芳, 王", "王", "芳"),
        ("ليلى حداد", "ليلى", "حداد"),
        ("Cher", "", "Cher"),
        ("", "", ""),
    ],
)
def test_a_whole_name_is_taken_apart(cell, given, family) -> None:
    name = split_name(cell)
    assert (name.given, name.family) == (given, family)


def test_a_nickname_in_brackets_is_kept_and_a_remark_is_not() -> None:
    assert split_name("Elizabeth (Liz) Miller").nickname == "Liz"
    assert split_name("Miller, Elizabeth (LTS)").nickname == ""
    assert split_name("Miller, Elizabeth (0.5)").nickname == ""


def test_two_people_in_one_cell_are_seen() -> None:
    assert names_two("Smith & Jones")
    assert names_two("Ann and Bo Lee")
    assert not names_two("Alexander Sandburg")


def test_half_a_name_loses_titles_and_degrees_only() -> None:
    assert bare_name("Dr. Samir") == "Samir"
    assert bare_name("Ma") == "Ma"
    assert bare_name("Lee MA") == "Lee"
