"""Problems carry their data like dataclasses, without the cost of nineteen of them at start."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from il_desktop.domain.errors import BadValue, DamagedFile, FileInUse, StorageFault, UndoBlocked


def test_a_problem_takes_its_data_by_place_and_by_name_and_fills_in_defaults() -> None:
    problem = BadValue("title", "", reason="empty")
    assert (problem.field, problem.value, problem.reason, problem.limit) == ("title", "", "empty", None)
    assert FileInUse(Path("a")).owner == ""


@pytest.mark.parametrize(
    ("values", "named"),
    [((), {}), (("a", "b"), {}), ((), {"op": "a", "other": "b"}), (("a",), {"op": "a"})],
)
def test_a_problem_with_missing_foreign_or_doubled_data_is_refused(
    values: tuple[str, ...], named: dict[str, str]
) -> None:
    with pytest.raises(TypeError):
        UndoBlocked(*values, **named)


def test_the_log_shows_the_data_but_not_what_the_driver_said() -> None:
    assert repr(StorageFault("full", Path("a"), "secret")) == f"StorageFault(reason='full', path={Path('a')!r})"


def test_a_problem_crosses_processes_whole() -> None:
    again = pickle.loads(pickle.dumps(DamagedFile(Path("a"), ("seal",))))  # noqa: S301  our own bytes
    assert (again.path, again.findings, again.backup) == (Path("a"), ("seal",), None)
