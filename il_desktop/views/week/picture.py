"""The picture of a week that stays the same while something is dragged over it, and the look it is drawn in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPixmap

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.settings import Settings
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.week import WeekView
from il_desktop.views.shared.theme import Theme
from il_desktop.views.week.faces import FaceMaker, block_fonts
from il_desktop.views.week.geometry import Sizes, WeekLayout
from il_desktop.views.week.paint_blocks import Inks, paint_bar, paint_boxes, paint_chip
from il_desktop.views.week.paint_grid import GridPainter, paint_now
from il_desktop.views.week.summary import DaySummary
from il_desktop.wording.format import ENGLISH, Words

if TYPE_CHECKING:
    from il_desktop.views.week.layers import Layers


class GridState(NamedTuple):
    """What the grid shows: the week, the present wall time, the settings it depends on and the words of the locale.

    `under` is what lies behind the blocks, None while nothing was asked for.
    """

    view: WeekView
    now: WallTime
    work_start: int
    work_end: int
    words: Words = ENGLISH
    under: Layers | None = None

    @classmethod
    def of(cls, view: WeekView, now: WallTime, settings: Settings, words: Words) -> GridState:
        """Build from the settings of the file."""
        return cls(view, now, settings.work_start_min, settings.work_end_min, words)


class Look:
    """Pens, faces and lengths of one theme, one locale and one screen scale; kept from week to week."""

    def __init__(self, theme: Theme, words: Words, dpr: float) -> None:
        self.dpr = dpr
        self.words = words
        self.inks = Inks(theme, dpr)
        self.faces = FaceMaker(theme, words)
        self.sizes = _sizes(theme, words)

    def take_moment(self, state: GridState) -> None:
        """Take present time and goals of the week to draw."""
        goals = {goal.goal_id: f"Goal {goal.rank}" if goal.rank else goal.title for goal in state.view.goals}
        self.faces.set_moment(state.now, goals)


def _sizes(theme: Theme, words: Words) -> Sizes:
    body = QFontMetricsF(block_fonts(theme)[0])
    small = QFontMetricsF(theme.font("caption"))
    title = QFontMetricsF(theme.font("title", strong=True))
    hour = "00:00" if words.h24 else "12\N{NO-BREAK SPACE}PM"
    gutter = max(48.0, QFontMetricsF(theme.font("caption", strong=True)).horizontalAdvance(hour) + 18)
    return Sizes(
        line=round(body.height()),
        small=round(small.height()),
        gutter=round(gutter),
        head=round(7 + title.height() + 3 + 2 * small.height() + 9 + 6),
        lane_row=round(body.height()) + 6,
        fold=round(small.height()) + 8,
        ruler=float(theme.px(20)),
    )


def render(
    old: QPixmap | None, size: QSize, look: Look, state: GridState, layout: WeekLayout, scroll: float,
    summaries: tuple[DaySummary, ...],
) -> QPixmap:  # fmt: skip
    """Draw the week into the old pixmap, or a new one when the size changed."""
    picture = old
    if picture is None or picture.size() != size * look.dpr:
        picture = QPixmap(size * look.dpr)
        picture.setDevicePixelRatio(look.dpr)
    inks, viewport = look.inks, layout.viewport
    painter = QPainter(picture)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), inks.tokens.window)
    chrome = GridPainter(layout, state.view, inks, state.words, summaries)
    painter.save()
    painter.setClipRect(viewport)
    painter.translate(0, layout.body_top - scroll)
    chrome.body(painter, state.now)
    if state.under is not None:
        state.under.paint(painter, layout, inks)
    top, bottom = scroll, scroll + viewport.height()
    shown = [box for box in layout.boxes if box.rect.bottom() > top and box.rect.top() < bottom]
    face = look.faces.face
    paint_boxes(painter, inks, [(box, face(box.card, box.rect.size(), is_displaced=box.is_displaced)) for box in shown])
    for chip in layout.chips:
        paint_chip(painter, inks, chip)
    paint_now(painter, layout, inks, state.now, state.words)
    painter.restore()
    chrome.heads(painter)
    for bar in layout.bars:
        paint_bar(painter, inks, bar, look.faces)
    painter.end()
    return picture
