"""The goals page on a school and on an empty file."""

from __future__ import annotations

import pytest

from tests.views.goals.shown import show_goals


@pytest.fixture
def page(qtbot, sample_shell):
    return show_goals(qtbot, sample_shell)


@pytest.fixture
def empty_page(qtbot, shell):
    return show_goals(qtbot, shell)
