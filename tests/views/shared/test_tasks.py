from __future__ import annotations

import threading

import pytest

from il_desktop.views.shared.tasks import TaskRunner


def double(number: int) -> int:
    return 2 * number


def test_a_result_comes_back_in_the_windows_thread(qtbot) -> None:
    runner = TaskRunner()
    got = []
    runner.start("x", double, 21, done=lambda result: got.append((result, threading.current_thread())))
    qtbot.waitUntil(lambda: bool(got))
    assert got == [(42, threading.main_thread())]
    assert runner.close()


def test_a_later_start_drops_the_earlier_answer(qtbot) -> None:
    runner = TaskRunner()
    gate = threading.Event()
    got = []
    runner.start("x", gate.wait, 5, done=lambda _: got.append("old"))
    runner.start("x", double, 1, done=lambda _: got.append("new"))
    gate.set()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert got == ["new"]
    assert runner.close()


def test_an_error_reaches_the_one_who_asked(qtbot) -> None:
    def fail() -> None:
        raise OSError

    runner = TaskRunner()
    errors = []
    runner.start("x", fail, done=lambda _: None, failed=lambda error: errors.append(type(error)))
    qtbot.waitUntil(lambda: bool(errors))
    assert errors == [OSError]
    assert runner.close()


def test_after_closing_nothing_is_started_or_answered(qtbot) -> None:
    runner = TaskRunner()
    gate = threading.Event()
    runner.start("x", gate.wait, 5, done=lambda _: pytest.fail("answered after the end"))
    gate.set()
    assert runner.close()
    runner.start("y", pytest.fail, done=lambda _: None)
    assert not runner.is_busy
