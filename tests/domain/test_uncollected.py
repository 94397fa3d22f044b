"""The collector of cycles keeps still during long work, and is as before afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from il_desktop.domain.uncollected import uncollected


@pytest.fixture
def thawed() -> Iterator[None]:
    gc.collect()
    frozen = gc.get_freeze_count()
    yield
    if gc.get_freeze_count() > frozen:
        gc.unfreeze()


@pytest.mark.usefixtures("thawed")
@pytest.mark.parametrize("was_on", [True, False])
def test_it_is_as_before_also_after_a_failure(was_on: bool) -> None:
    (gc.enable if was_on else gc.disable)()
    try:
        with uncollected():
            assert not gc.isenabled()
        with pytest.raises(StopIteration), uncollected():
            next(iter(()))
        assert gc.isenabled() is was_on
    finally:
        gc.enable()


@pytest.mark.usefixtures("thawed")
@pytest.mark.parametrize(("many", "is_set_aside"), [(100, False), (30_000, True)])
def test_only_long_lists_are_set_aside(many: int, is_set_aside: bool) -> None:
    before = gc.get_freeze_count()
    with uncollected():
        records = [[number] for number in range(many)]
    assert (gc.get_freeze_count() > before) is is_set_aside
    assert len(records) == many
