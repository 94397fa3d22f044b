"""Type on certificates: fonts that hold a name in any script, text set to a width, characters nobody can draw.

Lengths are in points, 1/72 inch. The painter is scaled by `UNITS`, so that type keeps its exact proportions.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter, QPainterPath, QTextLayout, QTextOption

from il_desktop.domain.bidi import bare, is_from_right, settled
from il_desktop.domain.light import NamedTuple
from il_desktop.reports.pdf_text import TextLine
from il_desktop.views.printing.fonts import text_font
from il_desktop.views.shared import resources

UNITS = 20  # a point: fine enough that whole units place a glyph to 0.02 mm
_FILES = ("SourceSerif4Display-Light.otf", "SourceSerif4-Regular.otf")
DISPLAY, TEXT = "Source Serif 4 Display", "Source Serif 4"
# Serifs of the systems for other scripts; what is not there is passed over, then Qt asks the system itself.
_OTHER_SCRIPTS = (
    "Noto Serif CJK SC", "Noto Serif CJK TC", "Noto Serif CJK JP", "Noto Serif CJK KR", "Noto Serif SC", "Songti SC",
    "SimSun", "Yu Mincho", "Noto Naskh Arabic", "Geeza Pro", "Traditional Arabic", "Noto Serif Hebrew", "David",
    "Noto Serif", "Noto Serif Devanagari", "Noto Serif Thai", "Times New Roman", "DejaVu Serif", "DejaVu Sans",
)  # fmt: skip
_TAGS = ("calt", "liga", "clig", "dlig")  # one glyph for one letter: the text under the picture stays what was written
_WAYS = (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft)
_INVISIBLE = {"Cc", "Cf", "Zs", "Zl", "Zp"}


class Looks(NamedTuple):
    """How a text looks: its family, its size and the room between letters, both in points."""

    family: str = TEXT
    points: float = 12.0
    strong: bool = False
    spaced: float = 0.0


@cache
def _load() -> None:
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(resources.path("fonts", name)))


def font_of(looks: Looks, scale: float = 1.0) -> QFont:
    """Return the font for a scaled painter; a family of "" is the sans of all papers."""
    _load()
    font = text_font(12)
    if looks.family:
        known = set(_families())
        font = QFont([looks.family, *(name for name in _OTHER_SCRIPTS if name in known)])
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        for tag in _TAGS:
            font.setFeature(QFont.Tag(tag), 0)
    if looks.strong:
        font.setWeight(QFont.Weight.DemiBold)
    font.setPixelSize(max(1, round(looks.points * scale * UNITS)))
    if looks.spaced:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, looks.spaced * UNITS)
    return font


@cache
def _families() -> tuple[str, ...]:
    return tuple(QFontDatabase.families())


class Setting:
    """A text set in lines no wider than `width` points, made smaller until it takes at most `lines` of them."""

    def __init__(
        self,
        text: str,
        looks: Looks,
        width: float,
        *,
        lines: int = 1,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
        smallest: float | None = None,
        leading: float = 1.25,
    ) -> None:
        scale, least = 1.0, smallest or (0.3 if lines == 1 else 0.6)
        self._text, self._leading = settled(text).replace("\n", "\u2028"), leading
        self._way = _WAYS[is_from_right(text)]
        while True:
            self._lay(font_of(looks, scale), width, align)
            if self.layout.lineCount() <= lines or scale <= least:
                break
            scale *= 0.94

    def _lay(self, font: QFont, width: float, align: Qt.AlignmentFlag) -> None:
        option = QTextOption(align)
        option.setTextDirection(self._way)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.layout = QTextLayout(self._text, font)
        self.layout.setTextOption(option)
        self.layout.beginLayout()
        top = 0.0
        self.ascent = 0.0
        while (line := self.layout.createLine()).isValid():
            line.setLineWidth(width * UNITS)
            if not top:
                self.ascent = line.ascent() / UNITS
            line.setPosition(QPointF(0, top))
            top += max(font.pixelSize() * self._leading, 1.0)
        self.layout.endLayout()
        self.height = top / UNITS
        self.step = font.pixelSize() * self._leading / UNITS

    @property
    def bottom(self) -> float:
        """How far below the first baseline the last one is, in points."""
        return max(0, self.layout.lineCount() - 1) * self.step

    def broken_after(self, lines: int) -> tuple[str, str]:
        """Return the text of the first lines, and the rest for another page."""
        if self.layout.lineCount() <= lines:
            return bare(self._text), ""
        at = self.layout.lineAt(lines).textStart()
        return bare(self._text[:at]).rstrip(), bare(self._text[at:])

    def draw(self, painter: QPainter, left: float, baseline: float, ink: QColor) -> list[TextLine]:
        """Draw outlines with the first baseline at a height in points; return what stands where for the text layer."""
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for run in self.layout.glyphRuns():
            font = run.rawFont()
            for index, place in zip(run.glyphIndexes(), run.positions(), strict=True):
                path.addPath(font.pathForGlyph(index).translated(place))
        top = baseline - self.ascent
        painter.fillPath(path.translated(left * UNITS, top * UNITS), ink)
        said: list[TextLine] = []
        for number in range(self.layout.lineCount()):
            line = self.layout.lineAt(number)
            words = bare(self._text[line.textStart() : line.textStart() + line.textLength()]).rstrip("\u2028 ")
            box = line.naturalTextRect()
            foot = baseline + number * self.step
            said.append(TextLine(words, left + box.x() / UNITS, foot, box.width() / UNITS, self.step / self._leading))
        return said


def missing_characters(texts: tuple[str, ...], family: str = DISPLAY) -> str:
    """Return the characters that no font of this computer can draw, each once, in the order met."""
    import unicodedata  # noqa: PLC0415  only when something is printed

    found: dict[str, None] = {}
    for mark in dict.fromkeys("".join(texts)):
        if unicodedata.category(mark) not in _INVISIBLE and not _can_draw(mark, family):
            found[mark] = None
    return "".join(found)


@cache
def _can_draw(mark: str, family: str) -> bool:
    setting = Setting(mark, Looks(family, 12), 100)
    runs = setting.layout.glyphRuns()
    return bool(runs) and all(index != 0 for run in runs for index in run.glyphIndexes())
