"""Colours, fonts and measures of the whole window, for the three looks and the system's own choice.

The only module with literal colours. Decides how things look; which look is wanted comes from the settings. The
contrast of each pair follows the WCAG formula and is checked by tests/views/shared/test_theme.py.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from il_desktop.domain.light import NamedTuple
from il_desktop.views.shared import resources

SPACE = (2, 4, 8, 12, 16, 24, 32, 48)
RADIUS_CHIP = 4
RADIUS_CARD = 6
RAIL_WIDTH = 156
RAIL_WIDTH_ICONS = 56
HEAD_HEIGHT = 72
STATUS_HEIGHT = 28
MARGIN = 24
CONTROL_HEIGHT = 30
ROW_HEIGHT = 32
NARROW_WIDTH = 1100  # below it the rail shows icons only

MODES = ("system", "light", "dark", "contrast")
ROLE_SCALE = {"caption": 0.87, "body": 1.0, "title": 1.25, "page": 1.6, "number": 2.2}
# Naming the style to QApplication is cheaper than setStyle, whose answer makes the binding build its style classes.
QT_ARGUMENTS = ("-style", "fusion")
IS_FUSION = "is_fusion"
CERTIFICATE_INKS = ("#0b5694", "#1f5f4a", "#7a2e3a")  # blue, green, wine: names, made colours when one is printed
_BASE_POINTS = 13.0 if sys.platform == "darwin" else 9.75  # 13 logical pixels on either system's points


class Tokens(NamedTuple):
    """One look's colours. `tint_pct` is how much of a colour a tint on the surface holds."""

    window: QColor
    surface: QColor
    sunken: QColor
    text: QColor
    muted: QColor
    edge: QColor
    grid: QColor
    accent: QColor
    on_accent: QColor
    focus: QColor
    attention: QColor
    good: QColor
    instructional: QColor
    management: QColor
    personal: QColor
    alert: QColor
    is_dark: bool
    is_contrast: bool
    tint_pct: int


def _tokens(names: str, *, is_dark: bool, is_contrast: bool = False, tint_pct: int) -> Tokens:
    """Build tokens from 16 colour names in the order of the fields."""
    colors = {field: QColor(name) for field, name in zip(Tokens._fields, names.split(), strict=False)}
    return Tokens(**colors, is_dark=is_dark, is_contrast=is_contrast, tint_pct=tint_pct)


LIGHT = _tokens(
    "#f6f8fa #ffffff #eef1f4 #1f2328 #57606a #7d8590 #d0d7de #0a5a9c"
    " #ffffff #1f2328 #b04600 #00704f #0072b2 #717581 #009e73 #d55e00",
    is_dark=False,
    tint_pct=10,
)
DARK = _tokens(
    "#181818 #1e1e1e #262626 #e6e6e6 #a0a0a0 #7f7f7f #3a3a3a #56b4e9"
    " #0b1620 #ffffff #f6a675 #3fc79a #56b4e9 #a5a9b4 #1f9670 #f28e4b",
    is_dark=True,
    tint_pct=18,
)
CONTRAST = _tokens(
    "#000000 #000000 #000000 #ffffff #ffffff #ffffff #ffffff #ffd700"
    " #000000 #ffd700 #ffb84d #2fb085 #99ccff #ffffff #2fb085 #ffb84d",
    is_dark=True,
    is_contrast=True,
    tint_pct=0,
)


def mix(top: QColor, base: QColor, pct: float) -> QColor:
    """Return the opaque colour of `pct` per cent of one colour laid over another."""
    part = pct / 100
    channels = ((top.red(), base.red()), (top.green(), base.green()), (top.blue(), base.blue()))
    red, green, blue = (round(a * part + b * (1 - part)) for a, b in channels)
    return QColor(red, green, blue)


class Theme(QObject):
    """The look in force. `changed` is emitted after colours or fonts were replaced."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName("theme")
        self._app = app
        self._tints: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, bool], QFont] = {}
        self._family = _load_fonts()
        self._system_family = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
        self.mode = "system"
        self.scale_pct = 100
        self.tokens = LIGHT
        self.is_complete = False
        if not app.property(IS_FUSION):
            app.setStyle("Fusion")
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def apply(self, mode: str = "system", scale_pct: int = 100, *, with_sheet: bool = True) -> None:
        """Take a mode of `MODES` and a text size of 80 to 200 per cent, and restyle everything at once.

        Without the style sheet, which only the controls of the pages need, the first picture comes sooner.
        """
        self.mode = mode if mode in MODES else "system"
        self.scale_pct = min(200, max(80, scale_pct))
        tokens = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}.get(self.mode) or _system_tokens()
        self.tokens = tokens
        self._tints.clear()
        self._fonts.clear()
        self._app.setFont(self.font())
        QToolTip.setFont(self.font())
        palette = self._palette(tokens)
        self._app.setPalette(palette)
        QToolTip.setPalette(palette)
        self.is_complete = with_sheet
        if with_sheet:
            from il_desktop.views.shared import sheet  # noqa: PLC0415  see above

            self._app.setStyleSheet(sheet.sheet(tokens, self.tint(tokens.accent), self.scale_pct))
        self.changed.emit()

    def tint(self, color: QColor) -> QColor:
        """Return the opaque tint of a colour on the surface; in high contrast the surface itself."""
        key = color.name()
        found = self._tints.get(key)
        if found is None:
            found = self._tints[key] = mix(color, self.tokens.surface, self.tokens.tint_pct)
        return found

    @property
    def selection(self) -> QColor:
        """The fill of a selected row, segment or rail entry; a 3 px accent edge goes with it."""
        return self.tint(self.tokens.accent)

    @property
    def hover(self) -> QColor:
        """The fill under the pointer."""
        tokens = self.tokens
        return tokens.surface if tokens.is_contrast else mix(tokens.text, tokens.surface, 5)

    def font(self, role: str = "body", *, strong: bool = False) -> QFont:
        """Return the font of a role (`caption`, `body`, `title`, `page`, `number`) with figures of equal width."""
        found = self._fonts.get((role, strong))
        if found is None:
            found = QFont(self._family or self._system_family)
            found.setFamilies([name for name in (self._family, self._system_family) if name])
            found.setPointSizeF(_BASE_POINTS * ROLE_SCALE[role] * self.scale_pct / 100)
            found.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
            found.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[role, strong] = found
        return found

    def px(self, length: int) -> int:
        """Return a length that grows with the text, for heights of rows and controls."""
        return length if self.scale_pct <= 100 else round(length * self.scale_pct / 100)

    @Slot()
    def _follow_system(self) -> None:
        """Take over the system's new choice while the mode is `system`."""
        if self.mode == "system" and _system_tokens() is not self.tokens:
            self.apply(self.mode, self.scale_pct)

    def _palette(self, tokens: Tokens) -> QPalette:
        """Build the palette Fusion draws with; disabled text is the muted colour, so it stays readable."""
        palette = QPalette()
        role = QPalette.ColorRole
        colors = {
            role.Window: tokens.window,
            role.WindowText: tokens.text,
            role.Base: tokens.surface,
            role.AlternateBase: tokens.sunken,
            role.Text: tokens.text,
            role.Button: tokens.surface,
            role.ButtonText: tokens.text,
            role.BrightText: tokens.text,
            role.Light: tokens.surface,
            role.Midlight: tokens.sunken,
            role.Mid: tokens.grid,
            role.Dark: tokens.edge,
            role.Shadow: tokens.edge,
            role.Highlight: tokens.accent,
            role.HighlightedText: tokens.on_accent,
            role.Accent: tokens.accent,
            role.Link: tokens.accent,
            role.LinkVisited: tokens.accent,
            role.ToolTipBase: tokens.surface,
            role.ToolTipText: tokens.text,
            role.PlaceholderText: tokens.muted,
        }
        for name, color in colors.items():
            palette.setColor(name, color)
        for name in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, name, tokens.muted)
        return palette


_CURRENT: list[Theme] = []


def install(app: QApplication, mode: str = "system", scale_pct: int = 100, *, with_sheet: bool = True) -> Theme:
    """Make the application's one theme (or restyle the one it has) and return it."""
    if not _CURRENT:
        _CURRENT.append(Theme(app))
    _CURRENT[0].apply(mode, scale_pct, with_sheet=with_sheet)
    return _CURRENT[0]


def current() -> Theme:
    """Return the installed theme; widgets ask for it while they paint."""
    return _CURRENT[0]


def _load_fonts() -> str:
    """Register the two weights of Inter and return the family, or an empty text when the files cannot be read."""
    family = ""
    for name in ("Inter-Regular.otf", "Inter-SemiBold.otf"):
        number = QFontDatabase.addApplicationFont(str(resources.path("fonts", name)))
        if number >= 0:
            family = family or QFontDatabase.applicationFontFamilies(number)[0]
    return family


def _system_tokens() -> Tokens:
    """Return the tokens the system asks for; an unknown wish means light."""
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
