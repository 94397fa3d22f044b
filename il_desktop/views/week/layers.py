"""What may lie behind the week: the colours of the Ideal week, and the places of the plan as first made. Off at first.

Both are grounds under the blocks and take no room from them; what a layer is about is told in words when it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from il_desktop.domain.light import NamedTuple
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.first_plan import FirstPlan, first_plan
from il_desktop.queries.ideal import ideal_names, ideal_week
from il_desktop.views.shared.frame import memory
from il_desktop.views.week.geometry import SIDE_PX, WeekLayout
from il_desktop.views.week.paint_blocks import RADIUS, Inks
from il_desktop.wording.format import Words, count_text, dated_moment_text, list_text

if TYPE_CHECKING:
    from il_desktop.domain.ideal import Band
    from il_desktop.views.week.page import WeekPage
    from il_desktop.views.week.picture import GridState

IDEAL, FIRST = "ideal", "first"
MEMORY = "layers"
_WASH_PCT, _STRIP_PX, _NAMED = 14, 4.0, 3


class Layers(NamedTuple):
    """What is drawn under the blocks of one week: bands by date, and first places."""

    bands: Mapping[date, tuple[Band, ...]]
    first: FirstPlan

    def paint(self, painter: QPainter, layout: WeekLayout, inks: Inks) -> None:
        """Draw both, in body pixels."""
        for column in layout.columns:
            for band in self.bands.get(column.day, ()):
                top, bottom = layout.axis.y_of(band.start), layout.axis.y_of(band.end)
                left = column.left + column.ruler
                area = QRectF(left, top, column.right - left, bottom - top)
                _paint_band(painter, inks, band, area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in self.first.places:
            for _, area in layout.span_rects(place.span):
                _paint_place(painter, inks, place.title, area)


def with_layers(page: WeekPage, state: GridState) -> GridState:
    """Return the state of a week with what its page shows behind the blocks."""
    desk = page.shell.desk
    days = [day.school for day in state.view.days]
    bands: dict[date, tuple[Band, ...]] = {}
    if IDEAL in page.layers:
        ideal, has_years = desk.read(ideal_week, desk.read(ideal_names)[0]), bool(desk.cached(school_calendar).years)
        bands = {
            day.day: ideal.bands_of(day.day.weekday(), day.day_type)
            for day in days
            if day.is_contact_day or not has_years  # without a calendar nobody knows which days have school
        }
    first = FirstPlan(is_kept=False, places=())
    if FIRST in page.layers:
        first = desk.read(first_plan, days[0].day, len(days), desk.cached(school_calendar))
    return state._replace(under=Layers(bands, first))


def toggle(page: WeekPage, name: str) -> None:
    """Show a layer or take it away; this computer remembers it."""
    page.layers ^= {name}
    memory().setValue(MEMORY, " ".join(sorted(page.layers)))
    page.refresh()
    state = page.grid.state
    if state is not None and state.under is not None and name in page.layers:
        page.shell.messages.note(sentence(name, state.under, page.shell.words))
    else:
        page.shell.messages.note("The ideal week is put away." if name == IDEAL else "The first plan is put away.")


def sentence(name: str, layers: Layers, words: Words) -> str:
    """Say what a layer shows."""
    if name == IDEAL:
        if not any(layers.bands.values()):
            return "No ideal week is painted yet. Go, Ideal week is where it is made."
        return "The colours of the ideal week lie behind the days."
    if not layers.first.is_kept:
        return (
            "No first plan is kept for these days. It is kept when a week's plan is accepted, or when its work begins."
        )
    places = layers.first.places
    if not places:
        return "Every block is where the plan first had it."
    named = [f"{place.title} {dated_moment_text(place.span.start, words)}" for place in places[:_NAMED]]
    if len(places) > _NAMED:
        named.append(f"{len(places) - _NAMED} more")
    return f"{count_text(len(places), 'block', 'blocks')} first stood elsewhere: {list_text(named)}."


def _paint_band(painter: QPainter, inks: Inks, band: Band, area: QRectF) -> None:
    """Wash a stretch thinly and mark it by its kind's pattern at the free edge; a line around one that is exclusive."""
    color = inks.category[band.wants]
    if not inks.tokens.is_contrast:
        wash = inks.soft(color, _WASH_PCT)
        painter.fillRect(area, wash)
    strip = QRectF(area.right() - SIDE_PX + 1, area.top(), _STRIP_PX, area.height())
    tile = inks.strip[band.wants]
    painter.fillRect(strip, inks.tokens.surface if tile is not None else color)
    if tile is not None:
        painter.drawTiledPixmap(strip, tile)
    if band.is_exclusive:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color, 1))
        painter.drawRect(area.adjusted(0, 0, -1, -1))


def _paint_place(painter: QPainter, inks: Inks, title: str, area: QRectF) -> None:
    """Draw a dashed outline with a quiet name where a block first stood."""
    pen = QPen(inks.tokens.muted, 1.5)
    pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
    small = inks.measure("caption")
    if area.height() >= small.height:
        painter.setFont(small.font)
        painter.setPen(inks.tokens.muted)
        small.draw(
            painter, area.left() + 7, area.top() + small.ascent + 2, small.elided(f"first {title}", area.width() - 12)
        )
