"""The thin line above the head: the made-up school, nothing can be saved, a doubtful folder. Hidden otherwise.

`Band` is its look, for other lines that stand there too.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from il_desktop.domain.errors import UserFacingError
from il_desktop.domain.walltime import WallTime
from il_desktop.views.shared import icons, theme
from il_desktop.views.shared.buttons import link_button
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.wording.format import Words, day_text


class Band(QWidget):
    """A tinted line over the whole width that begins with a glyph; sizes are pixels at 100 %."""

    def __init__(self, icon: str, height: int, glyph: int, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.icon = icon
        self._height, self._glyph = height, glyph
        self.row = QHBoxLayout(self)
        self.row.setSpacing(12)
        self._scale()
        theme.current().changed.connect(self._scale)

    @Slot()
    def _scale(self) -> None:
        look = theme.current()
        self.row.setContentsMargins(theme.MARGIN + look.px(self._glyph) + 8, 0, theme.MARGIN, 1)
        self.setFixedHeight(look.px(self._height))

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole line is drawn
        """Draw the tinted plane, its lower edge and the glyph."""
        look = theme.current()
        tokens = look.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.tint(tokens.accent))
        painter.fillRect(0, self.height() - 1, self.width(), 1, tokens.grid)
        size = look.px(self._glyph)
        icons.draw(painter, self.icon, tokens.accent, theme.MARGIN, (self.height() - size) / 2, size)


class Banner(Band):
    """Signal: way_out_wanted() when its one link is taken."""

    way_out_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("school", 28, 14, parent)
        self._doubt = ""
        row = self.row
        self.sentence = PlainLabel("", "caption", fit="elide", parent=self)
        self.link = link_button("", parent=self, role="caption")
        self.link.clicked.connect(self._take)
        row.addWidget(self.sentence)
        row.addWidget(self.link, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.hide()

    def take(self, refusal: UserFacingError | None, sample_now: str, words: Words) -> None:
        """Say that nothing can be saved, or that this is the made-up school whose clock began at `sample_now`."""
        if refusal is not None:
            from il_desktop.wording.problems import problem_sentence  # noqa: PLC0415  only for files opened for reading

            self.say(problem_sentence(refusal, words), "lock")
        elif sample_now:
            began = day_text(WallTime.parse(sample_now).day, words, year=True)
            self.say(f"Sample school: its clock stands at {began}.", "school", "Start with my own school")
        else:
            self.say(self._doubt, "hard-drive")

    def doubt(self, sentence: str) -> None:
        """Say that the file's folder is doubtful, now and whenever there is nothing weightier to say."""
        self._doubt = sentence
        if not self.isVisible():
            self.say(sentence, "hard-drive")

    def say(self, sentence: str, icon: str, link: str = "") -> None:
        """Show a sentence with at most one link; an empty sentence hides the line."""
        self.icon = icon
        self.sentence.setText(sentence)
        self.link.setText(link)
        self.link.setVisible(bool(link))
        self.setVisible(bool(sentence))

    @Slot()
    def _take(self) -> None:
        self.way_out_wanted.emit()
