"""The lists of the recognition page as models."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from il_desktop.queries.recognition_fairness import PersonCount
from il_desktop.views.recognition.fairness import count_texts
from il_desktop.views.recognition.log_item_model import KEY_ROLE, DueLine, LineItemModel

KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)


def lines(keys: Sequence[str], hint: str = "") -> list[DueLine]:
    return [DueLine(key, "never", "so far", key.upper(), "Private", "lock", hint, has_draft=False) for key in keys]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(KEYS, KEYS)
def test_any_list_follows_any_other(qapp, before: list[str], after: list[str]) -> None:
    model = LineItemModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show(lines(before))
    model.show(lines(after, "new"))
    assert [model.index(row).data(KEY_ROLE) for row in range(model.rowCount())] == after
    assert tester.model() is model


def test_one_new_line_inserts_one_row(qapp) -> None:
    model = LineItemModel()
    model.show(lines("bcd"))
    inserted: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    model.show(lines("abcd"))
    assert inserted == [(0, 0)]


def test_line_is_one_sentence_for_a_screen_reader(qapp) -> None:
    model = LineItemModel()
    model.show(lines("a", "Last visit Wed 14 Jan"))
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "A, never so far, Last visit Wed 14 Jan, prefers Private"


def test_the_line_of_a_person_says_how_long_ago_the_last_one_was() -> None:
    people = (
        PersonCount(str(n), f"Teacher {n}", f"T{n}", "Math", "ask", n, None if n == 0 else n, is_here=True)
        for n in range(3)
    )
    assert [count_texts(person)[3] for person in people] == ["not yet", "1 day", "2 days"]
