"""The card "Check-ins": confidence, day, what was said and, where it differs, what the numbers said."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from il_desktop.queries.evidence import Evidence
from il_desktop.queries.goal_detail import CheckInView, GoalDetail
from il_desktop.views.shared import a11y, theme
from il_desktop.views.shared.kit import Card, Hairline, PlainLabel, StatusMark, link_button
from il_desktop.views.shared.quiet_button import QuietButton
from il_desktop.views.shared.scrolled import Scrolled
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import count_text, day_text, size_text
from il_desktop.wording.goals import STATUS_WORDS

_SHAPES = {"on_track": "good", "met": "good", "at_risk": "attention", "off_track": "attention"}
_RANKS = ("off_track", "at_risk", "on_track", "met")


class Confidence(QWidget):
    """A confidence of 0 to 10 as a large figure on a quiet plane."""

    def __init__(self, value: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = value
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        a11y.name(self, "No confidence given" if value is None else f"Confidence {value} of 10")

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Room for both figures."""
        look = theme.current()
        return QSize(look.px(54), look.px(38))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole plane is drawn
        """Draw plane and figures."""
        look = theme.current()
        tokens = look.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(tokens.edge if tokens.is_contrast else tokens.sunken)
        painter.setBrush(tokens.sunken)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, theme.RADIUS_CARD, theme.RADIUS_CARD)
        big, small = look.font("title", strong=True), look.font("caption")
        figure, rest = ("–", "") if self._value is None else (str(self._value), "of 10")
        wide, narrow = QFontMetricsF(big), QFontMetricsF(small)
        width = wide.horizontalAdvance(figure) + (4 + narrow.horizontalAdvance(rest) if rest else 0)
        x = (self.width() - width) / 2
        painter.setFont(big)
        painter.setPen(tokens.text)
        painter.drawText(QRectF(x, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, figure)
        painter.setFont(small)
        painter.setPen(tokens.muted)
        x += wide.horizontalAdvance(figure) + 4
        painter.drawText(QRectF(x, 1, self.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, rest)


class CheckInCard(Card):
    """All check-ins, newest first. Signals: delete_wanted(str check-in id), file_wanted and file_deleted(str id)."""

    delete_wanted = Signal(str)
    file_wanted = Signal(str)
    file_deleted = Signal(str)

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__("Check-ins", parent=parent)
        self._shell = shell
        self._count = PlainLabel("", "caption", muted=True, parent=self)
        self.head.addWidget(self._count)
        self._scroll = Scrolled(self)
        self._empty = PlainLabel("No check-in yet. Say in a minute how it stands.", muted=True, fit="wrap", parent=self)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._scroll, 1)

    def set_detail(self, detail: GoalDetail) -> None:
        """Show the check-ins of another goal."""
        found = detail.check_ins
        due = detail.next_check_on
        is_late = due is not None and due < detail.today
        counted = count_text(len(found), "check-in", "check-ins") if found else ""
        late = f"next was due {day_text(due, self._shell.words)}" if due is not None and is_late else ""
        stale = f"stale, none in {detail.stale_days} days" if detail.stale_days else ""
        said = f"stale, {late}" if stale and late else stale or late
        self._count.setText(" · ".join(part for part in (counted, said) if part))
        self._count.set_tone("attention" if is_late or stale else "muted")
        self._empty.setVisible(not found)
        self._scroll.setVisible(bool(found))
        content = QWidget(self._scroll)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        for number, check_in in enumerate(found):
            if number:
                column.addWidget(Hairline(parent=content))
            column.addLayout(self._row(check_in, content))
        column.addStretch(1)
        self._scroll.hold(content)

    def _row(self, found: CheckInView, parent: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Confidence(found.confidence, parent), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(3)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(PlainLabel(day_text(found.given_on, self._shell.words), "caption", muted=True, parent=parent))
        head.addWidget(StatusMark(_SHAPES[found.status], STATUS_WORDS[found.status], parent=parent))
        head.addStretch(1)
        name = f"Delete the check-in of {day_text(found.given_on, self._shell.words)}"
        delete = QuietButton(name, "trash-2", parent)
        delete.setProperty("check_in_id", found.id)
        delete.clicked.connect(self._delete)
        head.addWidget(delete)
        words.addLayout(head)
        if is_rosier(found):
            said = f"The numbers said {STATUS_WORDS[found.computed].lower()} that day."
            words.addWidget(PlainLabel(said, "caption", tone="attention", fit="wrap", parent=parent))
        if found.comment:
            words.addWidget(PlainLabel(found.comment, fit="wrap", parent=parent))
        for file in found.evidence:
            words.addLayout(self._file(file, parent))
        row.addLayout(words, 1)
        return row

    def _file(self, file: Evidence, parent: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        button = link_button(file.name, "file-text", parent)
        button.setProperty("file_id", file.id)
        button.clicked.connect(self._open_file)
        a11y.name(button, f"Open a copy of {file.name}, {size_text(file.size)}")
        row.addWidget(button)
        row.addWidget(PlainLabel(size_text(file.size), "caption", muted=True, parent=parent))
        row.addStretch(1)
        drop = QuietButton(f"Take away {file.name}", "x", parent)
        drop.setProperty("file_id", file.id)
        drop.clicked.connect(self._delete_file)
        row.addWidget(drop)
        return row

    @Slot()
    def _open_file(self) -> None:
        self.file_wanted.emit(str(self.sender().property("file_id")))

    @Slot()
    def _delete_file(self) -> None:
        self.file_deleted.emit(str(self.sender().property("file_id")))

    @Slot()
    def _delete(self) -> None:
        self.delete_wanted.emit(str(self.sender().property("check_in_id")))


def is_rosier(found: CheckInView) -> bool:
    """Tell whether what was said is better than what the numbers said then."""
    return found.computed in _RANKS and _RANKS.index(found.status) > _RANKS.index(found.computed)
