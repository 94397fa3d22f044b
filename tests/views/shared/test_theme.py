from __future__ import annotations

import itertools

import pytest
from PySide6.QtGui import QColor, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication

from il_desktop.views.shared import theme

LOOKS = {"light": theme.LIGHT, "dark": theme.DARK, "contrast": theme.CONTRAST}
CATEGORIES = ("instructional", "management", "personal")


def luminance(color: QColor) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [channel / 255 for channel in color.getRgb()[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: QColor, other: QColor) -> float:
    """WCAG 2.2, contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def planes(tokens: theme.Tokens) -> list[QColor]:
    """Every fill that text stands on: the three planes and the tints."""
    tints = [
        theme.mix(getattr(tokens, name), tokens.surface, tokens.tint_pct) for name in (*CATEGORIES, "accent", "alert")
    ]
    return [tokens.window, tokens.surface, tokens.sunken, *tints]


def test_the_formula_gives_the_known_ends() -> None:
    assert ratio(QColor("black"), QColor("white")) == pytest.approx(21)
    assert ratio(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("look_name", LOOKS)
def test_text_is_readable_on_every_plane_and_tint(look_name: str) -> None:
    tokens = LOOKS[look_name]
    for plane in planes(tokens):
        assert ratio(tokens.text, plane) >= 7
        assert ratio(tokens.muted, plane) >= 4.5


@pytest.mark.parametrize("look_name", LOOKS)
def test_words_in_colour_are_readable(look_name: str) -> None:
    tokens = LOOKS[look_name]
    for name in ("accent", "attention", "good"):
        for plane in (tokens.surface, tokens.window, theme.mix(getattr(tokens, name), tokens.surface, tokens.tint_pct)):
            assert ratio(getattr(tokens, name), plane) >= 4.5, name
    assert ratio(tokens.on_accent, tokens.accent) >= 4.5


@pytest.mark.parametrize("look_name", LOOKS)
def test_edges_marks_and_focus_can_be_seen(look_name: str) -> None:
    tokens = LOOKS[look_name]
    for plane in (tokens.surface, tokens.window, tokens.sunken):
        assert ratio(tokens.edge, plane) >= 3
    for name in (*CATEGORIES, "alert"):
        assert ratio(getattr(tokens, name), theme.mix(getattr(tokens, name), tokens.surface, tokens.tint_pct)) >= 3
    for plane in planes(tokens):
        assert ratio(tokens.focus, plane) >= 3


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
def test_every_palette_pair_is_readable(look: theme.Theme, qapp: QApplication, mode: str) -> None:
    look.apply(mode)
    palette = qapp.palette()
    role = QPalette.ColorRole
    pairs = [
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.Text, role.AlternateBase),
        (role.ButtonText, role.Button),
        (role.HighlightedText, role.Highlight),
        (role.ToolTipText, role.ToolTipBase),
        (role.PlaceholderText, role.Base),
        (role.Link, role.Base),
    ]
    groups = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled)
    for group, (front, back) in itertools.product(groups, pairs):
        assert ratio(palette.color(group, front), palette.color(group, back)) >= 4.5, (group, front)


def test_a_look_changes_live_and_says_so(qtbot, look: theme.Theme) -> None:
    with qtbot.waitSignal(look.changed):
        look.apply("dark")
    assert look.tokens is theme.DARK
    assert look.selection != theme.LIGHT.surface
    look.apply("nonsense")
    assert look.mode == "system"


def test_text_grows_from_80_to_200_per_cent(look: theme.Theme) -> None:
    sizes = []
    for scale in (10, 80, 100, 200, 500):
        look.apply("light", scale)
        sizes.append(look.font().pointSizeF())
    assert sizes[0] == sizes[1] < sizes[2] < sizes[3] == sizes[4]
    assert sizes[3] == pytest.approx(2 * sizes[2])


def test_figures_have_equal_width(look: theme.Theme) -> None:
    for role in theme.ROLE_SCALE:
        metrics = QFontMetricsF(look.font(role, strong=True))
        assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")


def test_the_shipped_font_is_used(look: theme.Theme) -> None:
    assert look.font().family() == "Inter"


def test_high_contrast_tints_nothing(look: theme.Theme) -> None:
    look.apply("contrast")
    assert look.tint(look.tokens.instructional) == look.tokens.surface
