"""Images of rows: an update keeps only what differs, and two changes make one from first to last."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from il_desktop.store.images import Image, RowImages

_ROW = st.none() | st.fixed_dictionaries(
    {"id": st.just("a"), "title": st.sampled_from(["x", "y", "z"]), "minutes": st.sampled_from([None, 15, 30])}
)


def held(row: Image | None, change: RowImages) -> Image | None:
    """Return what a row holds after a change."""
    return None if change.after is None else {**(row or {}), **change.after}


def test_an_update_keeps_the_columns_that_differ_and_a_new_or_lost_row_is_whole() -> None:
    first, second = {"id": "a", "title": "x", "minutes": 15}, {"id": "a", "title": "y", "minutes": 15}
    change = RowImages.narrowed("t", "a", first, second)
    assert (change.before, change.after) == ({"title": "x"}, {"title": "y"})
    assert RowImages.narrowed("t", "a", None, first).after == first
    assert RowImages.narrowed("t", "a", first, None).before == first


@given(_ROW, _ROW, _ROW)
def test_two_changes_together_are_the_change_from_first_to_last(
    first: Image | None, second: Image | None, third: Image | None
) -> None:
    one, two = RowImages.narrowed("t", "a", first, second), RowImages.narrowed("t", "a", second, third)
    both = one.then(two)
    assert both == RowImages.narrowed("t", "a", first, third)
    assert held(first, both) == third
    assert both.is_change == (first != third)
