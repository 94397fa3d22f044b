"""Sets words in a picture of points once: most of the drawing's time is theirs, and the next one says much the same.

Only level text; what is turned is left to the library.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

from matplotlib.backends.backend_agg import RendererAgg, get_hinting_flag
from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.ft2font import LoadFlags

from il_desktop.domain.light import NamedTuple

_KEPT = 1_000  # words; about 2 KiB each
_FINE = 64.0  # parts of a point in which the font library counts


class _SetWords(NamedTuple):
    """A line of words as grey points: its size, how far it reaches below the base line, where the picture begins."""

    image: Any
    width: float
    height: float
    descent: float
    left: float


@lru_cache(maxsize=_KEPT)
def _set(words: str, fonts: tuple[str, ...], size: float, dpi: float, hinting: LoadFlags) -> _SetWords:
    font = get_font(list(fonts))
    font.clear()
    font.set_size(size, dpi)
    font.set_text(words, 0.0, flags=hinting)
    width, height = font.get_width_height()
    descent = font.get_descent()
    font.draw_glyphs_to_bitmap()
    left, _ = font.get_bitmap_offset()
    return _SetWords(font.get_image().copy(), width / _FINE, height / _FINE, descent / _FINE, left / _FINE)


class WordsRenderer(RendererAgg):
    """The library's renderer of points, which remembers the words it has set."""

    def _words(self, words: str, prop: FontProperties) -> _SetWords:
        fonts = tuple(fontManager._find_fonts_by_props(prop))  # noqa: SLF001  as the library's own renderer asks
        return _set(words, fonts, prop.get_size_in_points(), self.dpi, get_hinting_flag())

    # the library's overrides

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> tuple[float, float, float]:
        """Return the size of a line in points of the picture."""
        if ismath:
            return super().get_text_width_height_descent(s, prop, ismath)
        found = self._words(s, prop)
        return found.width, found.height, found.descent

    def draw_text(  # pyright: ignore[reportIncompatibleMethodOverride]  the library names what follows
        self, gc: Any, x: float, y: float, s: str, prop: FontProperties, angle: float, **how: Any
    ) -> None:
        """Draw a line with its base line at y."""
        if how.get("ismath") or angle:
            super().draw_text(gc, x, y, s, prop, angle, **how)
            return
        found = self._words(s, prop)
        above = math.floor(found.height - found.descent) + 1  # rows of the picture over the base line
        foot = round(y) - above + found.image.shape[0]
        self._renderer.draw_text_image(found.image, round(x + found.left), foot, 0, gc)
