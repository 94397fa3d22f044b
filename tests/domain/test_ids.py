"""Many identities at once are like one at a time."""

from __future__ import annotations

from uuid import RFC_4122, UUID

from il_desktop.domain.ids import new_id, new_ids


def test_many_ids_are_random_uuids_in_order() -> None:
    found = new_ids(2_000)
    assert found == sorted(set(found))
    assert len(found) == 2_000
    for each in (*found, new_id()):
        read = UUID(each)
        assert (str(read), read.version, read.variant) == (each, 4, RFC_4122)
    assert {each[19] for each in found} == {"8", "9", "a", "b"}


def test_no_ids_are_no_ids() -> None:
    assert new_ids(0) == []
