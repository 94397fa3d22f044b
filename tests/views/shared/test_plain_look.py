"""A label keeps the look in force, also when it changed between being made and being shown."""

from __future__ import annotations

import pytest

from il_desktop.views.shared import theme
from il_desktop.views.shared.plain import PlainLabel


@pytest.fixture
def look(qapp):
    chosen = theme.install(qapp, "light", 100)
    yield chosen
    chosen.apply("light", 100)


def test_look_that_changed_before_the_first_show_is_taken(qtbot, look):
    label = PlainLabel("x", "page", muted=True)
    qtbot.addWidget(label)
    look.apply("dark", 150)
    label.show()
    assert label.font().pointSizeF() == look.font("page").pointSizeF()
    assert label.palette().windowText().color() == look.tokens.muted
