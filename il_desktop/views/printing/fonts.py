"""The fonts of printed pages, and whether they hold every character of a text."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from il_desktop.views.shared import resources

FAMILY = "Inter"
_FILES = ("Inter-Regular.otf", "Inter-SemiBold.otf")


@cache
def _load() -> None:
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(resources.path("fonts", name)))


def text_font(points: float) -> QFont:
    """Return the font of running text; characters it lacks come from the system's fonts."""
    _load()
    font = QFont(FAMILY)
    font.setPointSizeF(points)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for feature in ("calt", "liga", "clig"):  # a glyph of its own for “1 /” would leave a hole in the text layer
        font.setFeature(QFont.Tag(feature), 0)
    return font
