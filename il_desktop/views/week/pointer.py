"""What a pointer says by itself: its shape over the grid, and the grid it snaps to by the keys held with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from il_desktop.views.week.snap import Snap

if TYPE_CHECKING:
    from il_desktop.views.week.grid import WeekGrid


def hover(grid: WeekGrid, point: QPointF) -> None:
    """Show by the pointer's shape what a press would do."""
    layout = grid.layout_now
    if layout is None:
        return
    focused = grid.cursor_at.key if grid.cursor_at and grid.hasFocus() else ""
    hit = layout.hit(point, grid.scroll_px, focused)
    if hit.edge:
        grid.setCursor(Qt.CursorShape.SizeVerCursor)
    elif hit.kind in ("fold", "chip"):
        grid.setCursor(Qt.CursorShape.PointingHandCursor)
    else:
        grid.unsetCursor()


def snap_by(keys: Qt.KeyboardModifier) -> Snap:
    """Return what to snap to: quarters, whole periods with Shift, five minutes with Alt."""
    if keys & Qt.KeyboardModifier.ShiftModifier:
        return Snap.PERIOD
    return Snap.FINE if keys & Qt.KeyboardModifier.AltModifier else Snap.QUARTER
