"""The thin line above the head: the made-up school, nothing can be saved, a doubtful folder. Hidden otherwise."""

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

_HEIGHT = 28


class Banner(QWidget):
    """Signal: way_out_wanted() when its one link is taken."""

    way_out_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = "school"
        self._doubt = ""
        row = QHBoxLayout(self)
        self._row = row
        row.setSpacing(12)
        self.sentence = PlainLabel("", "caption", fit="elide", parent=self)
        self.link = link_button("", parent=self, role="caption")
        self.link.clicked.connect(self._take)
        row.addWidget(self.sentence)
        row.addWidget(self.link, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.hide()
        self._scale()
        theme.current().changed.connect(self._scale)

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
        self._icon = icon
        self.sentence.setText(sentence)
        self.link.setText(link)
        self.link.setVisible(bool(link))
        self.setVisible(bool(sentence))

    @Slot()
    def _take(self) -> None:
        self.way_out_wanted.emit()

    @Slot()
    def _scale(self) -> None:
        look = theme.current()
        self._row.setContentsMargins(theme.MARGIN + look.px(14) + 8, 0, theme.MARGIN, 1)
        self.setFixedHeight(look.px(_HEIGHT))

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole line is drawn
        """Draw the tinted plane, its lower edge and the glyph."""
        look = theme.current()
        tokens = look.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.tint(tokens.accent))
        painter.fillRect(0, self.height() - 1, self.width(), 1, tokens.grid)
        size = look.px(14)
        icons.draw(painter, self._icon, tokens.accent, theme.MARGIN, (self.height() - size) / 2, size)
