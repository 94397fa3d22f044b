"""Names that change, days of part-timers, lists of words."""

from __future__ import annotations

import pytest

from il_desktop.domain.people import days_worked, is_new_name, words_listed


@pytest.mark.parametrize(
    ("before", "after", "is_new"),
    [
        (("Sarah", "Miller"), ("Sarah", "Jones"), True),
        (("Sarah", "Miller"), ("Sarah", "Miller-Jones"), True),
        (("Sarah", "Simth"), ("Sarah", "Smith"), False),
        (("Zoe", "Nunez"), ("Zoë", "Núñez"), False),
        (("芳", "王"), ("芳", "李"), True),
        (("SARAH", "MILLER"), ("Sarah", "Miller"), False),
        (("Robert", "Brown"), ("Dana", "Brown"), True),
    ],
)
def test_a_new_name_is_told_from_a_mended_slip(before, after, is_new) -> None:
    assert is_new_name(before, after) is is_new


def test_days_worked_are_kept_in_one_order() -> None:
    assert days_worked(["B", 3, 0, "B"]) == (0, 3, "B")
    for bad in ([7], [""], ["x" * 17]):
        with pytest.raises(ValueError, match=r"."):
            days_worked(bad)


def test_a_typed_list_is_read_word_by_word() -> None:
    assert words_listed(" lab  routines, number talks;6\n 6 ,") == ("lab routines", "number talks", "6")
