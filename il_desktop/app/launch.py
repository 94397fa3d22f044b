"""The first moments: QApplication, look, the frame on screen; the rest is loaded when the frame has been painted.

An empty window of the Qt binding is the yardstick here (performance.md), so this module and what it imports stay small.
"""

from __future__ import annotations

import builtins
import gc
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from il_desktop.store.early import EarlyMeasure
from il_desktop.views.shared import theme
from il_desktop.views.shared.first_paint import FirstPaint
from il_desktop.views.shared.frame import Frame, remembered_look

if TYPE_CHECKING:
    from il_desktop.app import Options
    from il_desktop.app.session import Session

SETTLED_MS = 1000  # the first picture is on screen by then


def run(options: Options) -> int:
    """Show the window (or the start window) and return the exit code when it has gone."""
    # Not before Qt is loaded: on a machine with one free processor it would delay the frame by all it costs.
    early = EarlyMeasure(options.file)
    early.start()
    app = QApplication([*sys.argv[:1], *theme.QT_ARGUMENTS])
    app.setProperty(theme.IS_FUSION, 1)
    app.setApplicationName("IL Desktop")
    app.setQuitOnLastWindowClosed(False)
    mode, scale = remembered_look()
    theme.install(app, mode, scale, with_sheet=False)
    _import_plainly()
    launcher = Launcher(options, early)
    launcher.start()
    code = app.exec()
    launcher.let_go()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return code


def _import_plainly() -> None:
    """Take the binding's import hook out of the way: it slows every import by a fifth.

    It serves `from __feature__ import`, which we never use. Measured with PySide6 6.11.3: the 110 modules between the
    frame and the first page take 66 ms instead of 79.
    """
    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain


class Launcher(QObject):
    """Shows the frame, then begins the session in it."""

    def __init__(self, options: Options, early: EarlyMeasure | None) -> None:
        super().__init__()
        self._options = options
        self._early = early
        self._frame: Frame | None = None
        self.session: Session | None = None

    def start(self) -> None:
        """Show the frame at once, unless the file asked for is not there."""
        QTimer.singleShot(SETTLED_MS, self._settle)
        path = self._options.file
        if path is not None and not path.exists():
            self._begin()
            return
        self._frame = Frame()
        curtain = FirstPaint(self._frame.curtain, self)
        curtain.painted.connect(self._begin)
        self._frame.show()

    @Slot()
    def _begin(self) -> None:
        from il_desktop.app.session import Session  # noqa: PLC0415  the frame is on screen first

        self.session = Session(self._options, self._frame)
        self.session.open_first(self._early)
        self._early = None

    @Slot()
    def _settle(self) -> None:
        """Collect garbage from now on, without walking what the start made and the program keeps."""
        gc.freeze()
        gc.enable()

    def let_go(self) -> None:
        """Drop what is still held when the event loop has ended."""
        if self.session is not None:
            self.session.let_go()
            self.session = None
        self._frame = None
