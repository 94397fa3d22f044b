from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

import il_desktop
from il_desktop.views.shared import icons, resources, theme

PACKAGE = Path(il_desktop.__file__).parent


def test_a_glyph_takes_the_colour_of_the_look(look: theme.Theme) -> None:
    light = icons.icon("sun").pixmap(QSize(16, 16)).toImage()
    look.apply("dark")
    dark = icons.icon("sun").pixmap(QSize(16, 16)).toImage()
    assert light != dark


def test_a_glyph_is_sharp_at_double_density(look: theme.Theme) -> None:
    pixmap = icons.pixmap("award", look.tokens.text, 16, 2.0)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (32, 2.0)


def test_an_unknown_glyph_fails_when_it_is_asked_for() -> None:
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-glyph", theme.LIGHT.text)


def test_every_glyph_named_in_the_source_is_shipped() -> None:
    named = set()
    for path in PACKAGE.rglob("views/**/*.py"):
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r'icon(?:_name)?="([a-z0-9-]+)"', text))
        named |= set(re.findall(r'icons\.(?:icon|draw|pixmap|paint)\((?:[a-z_]+, )?"([a-z0-9-]+)"', text))
    assert len(named) > 20
    assert [name for name in sorted(named) if not icons.has(name)] == []


def test_shipped_glyphs_carry_their_licence() -> None:
    assert "ISC License" in resources.path("icons", "LICENSE").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in resources.path("fonts", "OFL.txt").read_text(encoding="utf-8")
