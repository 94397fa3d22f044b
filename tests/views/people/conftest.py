"""The people page over the small sample school."""

from __future__ import annotations

import pytest

from il_desktop.views.people.page import PeoplePage
from il_desktop.views.shared.shell import Shell
from tests.views.people.people_page import open_page


@pytest.fixture
def page(qtbot, sample_shell: Shell) -> PeoplePage:
    return open_page(qtbot, sample_shell)
