"""The fairness strip: which stretch and ledger, four figures with a sentence each, groups, and the same as a table."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from il_desktop.domain.metrics.recognition import ChanceBand
from il_desktop.queries.recognition_fairness import Fairness, PersonCount, Stretch
from il_desktop.views.recognition.figures import CoverageDots, DaysSince, Evenness, Figure, Preferences
from il_desktop.views.recognition.groups import GroupsPanel
from il_desktop.views.shared import a11y, tables, theme
from il_desktop.views.shared.kit import Card, Hairline, SegmentedControl, section_title
from il_desktop.views.shared.plain import PlainLabel
from il_desktop.views.shared.plain_table import TextItemModel, stretch_column
from il_desktop.wording import recognition as say
from il_desktop.wording.format import Words, count_text, day_text, percent_text

WIDE = 960  # below it the preferences are left to the data table
NARROW = 700  # below it the figures stand in two rows
HEADS = ("Teacher", "Department", "Recognitions", "Days since the last one", "Prefers")
_WIDTHS = (20, 46, 27, 20)


class FairnessStrip(QWidget):
    """Signals: stretch_chosen(str key), ledger_chosen(str key: recognition or leadership)."""

    stretch_chosen = Signal(str)
    ledger_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stretches: SegmentedControl | None = None
        self._keys: tuple[str, ...] = ()
        self._data: Fairness | None = None
        self.coverage = CoverageDots(self)
        self.days = DaysSince(self)
        self.evenness = Evenness(self)
        self.preferences = Preferences(self)
        self._big = PlainLabel("", "number", strong=True, parent=self)
        self._of = PlainLabel("", "number", muted=True, parent=self)
        self._share = PlainLabel("", muted=True, parent=self)
        self._senders = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self._when = PlainLabel("", "caption", muted=True, fit="elide", parent=self)
        self._not_yet = PlainLabel("", "caption", muted=True, fit="elide", parent=self)
        self._verdict = PlainLabel("", strong=True, fit="wrap", parent=self)
        self._chance = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self._fitting = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.ledger = SegmentedControl(tuple(say.LEDGERS.items()), "What is counted", self)
        self.form = SegmentedControl(
            [("chart", "Chart", "chart-column"), ("groups", "Groups", "users"), ("table", "Data table", "table-2")],
            "Show as",
            self,
        )
        self.groups = GroupsPanel(self)
        self.table = QTableView(self)
        self.model = TextItemModel(HEADS, -1, self)
        self._build()
        self.form.chosen.connect(self._choose_form)
        self.ledger.chosen.connect(self.ledger_chosen)

    def show_data(self, data: Fairness, stretches: tuple[Stretch, ...], words: Words) -> None:
        """Show one stretch and offer the others."""
        self._data = data
        self._offer(stretches, data.stretch.key)
        for figure in (self.coverage, self.days, self.evenness, self.preferences):
            figure.set_data(data)
        self.model.show_rows([(person.person_id, count_texts(person)) for person in data.people])
        self.groups.show_data(data)
        noun = "chance to lead" if data.ledger == "leadership" else "recognition"
        many = "chances to lead" if data.ledger == "leadership" else "recognitions"
        n = len(data.people)
        self._big.setText(str(data.reached))
        self._of.setText(f"/{n}")
        self._share.setText(f"{percent_text(data.reached, n, 1)} reached" if n else "")
        self._senders.setText(f"{count_text(data.total, noun, many)} by all senders.")
        self._when.setText(f"each dot is one teacher, on {day_text(data.stretch.last, words)}")
        self.ledger.set_key(data.ledger)
        names = ", ".join(
            person.short_name if person.is_here else f"{person.short_name} (not here)" for person in data.not_yet
        )
        self._not_yet.setText(
            f"Not yet: {names}" if names else "Everybody has been recognized at least once." if n else ""
        )
        self._fitting.setText(f"{data.fitting} of {data.total} in a channel the person wishes" if data.total else "")
        self._name_figures(data)
        self.show_band(None)

    def show_band(self, band: ChanceBand | None) -> None:
        """Show what chance alone would give, None while it is worked out."""
        data = self._data
        if data is None:
            return
        self.evenness.set_band(band)
        self._verdict.setText(say.evenness_title(data.gini, band.high if band else None, data.total))
        sentence = ""
        if band and data.total:
            sentence = say.fairness_sentence(
                data.total,
                data.reached,
                len(data.people),
                data.gini,
                band.high,
                is_leadership=data.ledger == "leadership",
            )
            sentence += f" Thrown at random they stay below {band.high:.2f} in 95 of 100 draws."
        self._chance.setText(sentence)
        a11y.name(
            self.evenness, "Evenness of recognition", f"Gini {data.gini:.2f}. {self._verdict.text()} {sentence}".strip()
        )

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        self._top = QHBoxLayout()
        self._top.setSpacing(12)
        self._title = section_title("Fairness", self)
        self._top.addWidget(self._title)
        self._top.addWidget(self.ledger)
        self._top.addStretch(1)
        self._top.addWidget(self.form)
        self._below = QHBoxLayout()
        self._below.setSpacing(12)
        outer.addLayout(self._top)
        outer.addLayout(self._below)
        outer.addWidget(self._build_card())

    def _build_card(self) -> Card:
        self.card = Card(parent=self, margin=20)
        charts = QWidget(self.card)
        self._grid = QGridLayout(charts)
        self._grid.setContentsMargins(0, 4, 0, 4)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(16)
        number = QHBoxLayout()
        number.setSpacing(0)
        number.addWidget(self._big)
        number.addWidget(self._of)
        number.addSpacing(8)
        number.addWidget(self._share, 0, Qt.AlignmentFlag.AlignBottom)
        number.addStretch(1)
        self._columns = [
            _column("Coverage", "", [number, self.coverage, self._senders], charts),
            _column("Days since", self._when, [self.days, self._not_yet], charts),
            _column("Evenness", "Gini, 2,000 draws", [self.evenness, self._verdict, self._chance], charts),
            _column("Preferences", "", [self.preferences, self._fitting], charts),
        ]
        self._lines = [Hairline(upright=True, parent=charts) for _ in range(3)]
        self._shape = ""
        self._arrange("four")
        tables.dress(self.table, "Recognitions by teacher")
        self.table.setModel(self.model)
        stretch_column(self.table, 0)
        self.table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.table.setMinimumHeight(theme.current().px(6 * theme.ROW_HEIGHT))
        self._pages = {"chart": charts, "groups": self.groups, "table": self.table}
        for page in self._pages.values():
            self.card.body.addWidget(page)
        self._choose_form("chart")
        return self.card

    def _arrange(self, shape: str) -> None:
        """Put the figures in a row of four, a row of three (the table has the rest), or two rows."""
        if shape == self._shape:
            return
        self._shape = shape
        for widget in (*self._columns, *self._lines):
            self._grid.removeWidget(widget)
        for column in range(7):
            self._grid.setColumnStretch(column, 0)
        shown = self._columns[:3] if shape == "three" else self._columns
        self._columns[3].setVisible(shape != "three")
        for place, column in enumerate(shown):
            row, slot = divmod(place, 2) if shape == "square" else (0, place)
            self._grid.addWidget(column, row, 2 * slot)
            self._grid.setColumnStretch(2 * slot, 1 if shape == "square" else _WIDTHS[place])
        for place, line in enumerate(self._lines):
            line.setVisible(shape != "square" and place < len(shown) - 1)
            if shape != "square":
                self._grid.addWidget(line, 0, 2 * place + 1)

    def _arrange_head(self, width: int) -> None:
        """Give the choices a second row where one is too short for them."""
        parts = [part for part in (self._stretches, self.ledger, self.form) if part is not None]
        needed = sum(part.sizeHint().width() for part in parts) + self._title.sizeHint().width() + 12 * len(parts)
        is_short = needed > width
        if is_short == (self._below.count() > 0):
            return
        if is_short:
            self._below.addWidget(self.ledger)
            self._below.addStretch(1)
            self._below.addWidget(self.form)
            return
        self._below.takeAt(1)
        self._top.insertWidget(self._top.count() - 1, self.ledger)
        self._top.addWidget(self.form)

    def _offer(self, stretches: tuple[Stretch, ...], chosen: str) -> None:
        keys = tuple(f"{one.key} {one.title}" for one in stretches)
        if keys != self._keys:
            self._keys = keys
            if self._stretches is not None:
                self._top.removeWidget(self._stretches)
                self._stretches.hide()
                self._stretches.deleteLater()
            self._stretches = SegmentedControl([(one.key, one.title) for one in stretches], "Stretch of the year", self)
            self._stretches.chosen.connect(self.stretch_chosen)
            self._top.insertWidget(1, self._stretches)
            self._arrange_head(self.width())
        if self._stretches is not None:
            self._stretches.set_key(chosen)

    def _name_figures(self, data: Fairness) -> None:
        n = len(data.people)
        a11y.name(self.coverage, "Coverage", say.coverage_sentence(data.reached, n, data.stretch.title.lower()))
        overdue = sum(1 for one in data.people if one.is_here and one.days is not None and one.days > data.due_after)
        never = sum(1 for one in data.people if one.is_here and one.days is None)
        a11y.name(self.days, "Days since", f"{never} not yet, {overdue} over {data.due_after} {data.unit}.")
        wishes = ", ".join(f"{say.PREFERENCES[pref]} {count}" for pref, count in data.preferences.items())
        a11y.name(self.preferences, "Preferences", wishes)

    @Slot(str)
    def _choose_form(self, key: str) -> None:
        for page_key, page in self._pages.items():  # not a stack: the page shown alone decides the height
            page.setVisible(page_key == key)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break into two rows when the words need the room."""
        super().resizeEvent(event)
        width, px = self.width(), theme.current().px
        self._arrange_head(width)
        self._arrange("four" if width >= px(WIDE) else "three" if width >= px(NARROW) else "square")

    def minimumSizeHint(self) -> QSize:
        """Let the page decide the width."""
        return QSize(320, super().minimumSizeHint().height())


def _column(title: str, hint: str | PlainLabel, parts: list[QWidget | QBoxLayout], parent: QWidget) -> QWidget:
    holder = QWidget(parent)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    head = QHBoxLayout()
    head.addWidget(section_title(title, holder))
    head.addStretch(1)
    if hint:
        head.addWidget(hint if isinstance(hint, PlainLabel) else PlainLabel(hint, "caption", muted=True, parent=holder))
    column.addLayout(head)
    for part in parts:
        if isinstance(part, QBoxLayout):
            column.addLayout(part)
        else:
            column.addWidget(part)
            if isinstance(part, Figure):
                column.addSpacing(2)
    column.addStretch(1)
    return holder


def count_texts(person: PersonCount) -> tuple[str, ...]:
    """Return the line of a person in the data table."""
    since = "not yet" if person.days is None else count_text(person.days, "day", "days")
    return person.name, person.department, str(person.count), since, say.PREFERENCES[person.preference]
