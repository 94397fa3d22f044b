"""The gaps page: one measure by groups, for the principal's eyes or exactly as it would leave the file."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from il_desktop.domain.gaps import GapTable, GapView, gap_view
from il_desktop.domain.levels import level_rows
from il_desktop.queries.gaps import gap_tables, told_gaps
from il_desktop.queries.levels import level_tables, told_levels
from il_desktop.queries.readings import open_windows
from il_desktop.views.gaps.levels_card import LevelsCard
from il_desktop.views.gaps.over_time import OverTime
from il_desktop.views.gaps.saving import Saver
from il_desktop.views.shared import a11y, tables, theme
from il_desktop.views.shared.actions import ActionSpec
from il_desktop.views.shared.bar_list import Bar, BarList
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.kit import Card, EmptyState, PlainLabel, SegmentedControl, StatusMark
from il_desktop.views.shared.page import Page
from il_desktop.views.shared.plain_table import TextItemModel, stretch_column
from il_desktop.views.shared.scrolled import Scrolled
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.charts_gaps import gap_over_time
from il_desktop.wording.format import count_text
from il_desktop.wording.gaps import FULL_VIEW, SHARED_VIEW, headline, privacy_note, rate_cell, short_name, size_cell
from il_desktop.wording.goals import measure_kind
from il_desktop.wording.levels import level_chart, levels_paper
from il_desktop.wording.papers_gaps import gap_table, gaps_paper
from il_desktop.wording.readings import open_windows_sentence

if TYPE_CHECKING:
    from il_desktop.views.gaps.readings_import import ReadingsImport

_PAGE = "gaps"
_VIEWS = (("own", "For you", "eye"), ("shared", "Shared view", "share"))
_EMPTY = (
    "No measure was read by group yet. Bring in results by group from a CSV file: how many of how many, for each group."
)
_ACTIONS = (
    ActionSpec("gaps.view", "Own or shared &view", "Ctrl+L", icon="eye", menu="view", group=42, page=_PAGE,
               tip="Change between every number and what others get to see"),
    ActionSpec("gaps.save", "&Save…", "Ctrl+S", icon="upload", menu="file", group=42, page=_PAGE,
               tip="Write this measure as PDF, Word, workbook or web page, small groups hidden"),
    ActionSpec("gaps.levels", "Save the &levels…", "Ctrl+Shift+L", icon="upload", menu="file", group=42, page=_PAGE,
               tip="Write the levels shown as PDF, Word, workbook, web page or picture, small numbers hidden"),
    ActionSpec("gaps.import", "&Bring in results…", "Ctrl+I", icon="import", menu="file", group=42, page=_PAGE,
               tip="Readings of measures from a CSV file or a spreadsheet, after a preview"),
    ActionSpec("gaps.plan", "&Make a plan…", "Ctrl+N", icon="clipboard-list", menu="edit", group=42,
               page=_PAGE, tip="An intervention or another plan for the group that is behind, under a goal"),
)  # fmt: skip
_LIST_SHARE = 0.27


class GapsPage(Page):
    """`show_key` takes a measure's id, the view own or shared, or import."""

    page_id = _PAGE
    title = "Gaps"
    icon = "chart-line"
    tables = frozenset({"reading", "measure", "calendar_span", "setting"})

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.found: tuple[GapTable, ...] = ()
        self.told: tuple[GapTable, ...] = ()  # the same without names of people, for what leaves
        self.view: GapView | None = None
        self._chosen = 0
        self._compare = ""
        self._saver = Saver(shell, self)
        self.views = SegmentedControl(_VIEWS, "Whose view", self)
        self.list_model = TextItemModel(("Measure",), 0, self)
        self.list = QTableView(self)
        self.headline = PlainLabel(fit="wrap", strong=True, parent=self)
        self.whose = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.compare = ComboBox(self)
        self.bars = BarList("Rates in the newest window", self)
        self.over_time = OverTime(self)
        self.levels = LevelsCard(self)
        self.model = TextItemModel(("Group",), 0, self)
        self.table = QTableView(self)
        self.missing = StatusMark("attention", "", parent=self)
        self.note = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.empty = EmptyState(_EMPTY, "Bring in results…", "chart-line", self)
        self.importer: ReadingsImport | None = None
        self._build()
        for spec in _ACTIONS:
            shell.actions.add(spec, getattr(self, f"do_{spec.id.removeprefix('gaps.')}"), self)
        self.views.chosen.connect(self._take_view)
        self.list.selectionModel().currentRowChanged.connect(self._choose)
        self.compare.activated.connect(self._take_compare)
        self.empty.pressed.connect(self._bring_in)
        self.levels.save.clicked.connect(self.do_levels)

    @Slot()
    def do_import(self) -> None:
        """Show the import of results in the place of the gaps."""
        if self.importer is None:
            from il_desktop.views.gaps.readings_import import ReadingsImport  # noqa: PLC0415  not for looking at gaps

            plane = self._import_plane = Scrolled(self, sideways=True)
            self.importer = ReadingsImport(self.shell, plane)
            plane.hold(self.importer)
            self._row.addWidget(plane, 1)
            self.importer.done.connect(self._imported)
        for widget in (self._import_plane, self.importer):
            widget.show()
        for widget in (self._left, self._scroll, self.empty):
            widget.hide()
        self.importer.start()
        self.head_changed.emit()

    @Slot()
    def _imported(self) -> None:
        if self.importer is not None:
            self.importer.hide()
            self._import_plane.hide()
        self.refresh()

    def _build(self) -> None:
        for table, model, name in (
            (self.list, self.list_model, "Measures read by group"),
            (self.table, self.model, "Rates by group and window"),
        ):
            tables.dress(table, name)
            table.setModel(model)
            table.setFrameShape(QFrame.Shape.NoFrame)
            table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.list.horizontalHeader().hide()
        stretch_column(self.list, 0)
        a11y.name(self.compare, "Compare the groups with")
        self.compare.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.compare.setMinimumContentsLength(12)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 16)
        row.setSpacing(16)
        self._left = Card("Measures", parent=self)
        self._left.body.addWidget(self.list, 1)
        self._scroll = Scrolled(self, sideways=True)
        self._scroll.hold(self._make_right())
        row.addWidget(self._left)
        row.addWidget(self._scroll, 1)
        row.addWidget(self.empty, 1)
        self.setFocusProxy(self.list)

    def _make_right(self) -> QWidget:
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        said = Card(parent=right)
        said.body.addWidget(self.views, 0, Qt.AlignmentFlag.AlignLeft)
        said.body.addWidget(self.headline)
        said.body.addWidget(self.whose)
        said.body.addWidget(self.missing)
        chart = Card("Compare with", parent=right)
        chart.head.addWidget(self.compare)
        chart.body.addWidget(self.bars)
        data = Card("Data table", parent=right)
        data.body.addWidget(self.table)
        data.body.addWidget(self.note)
        self._of_gaps = (said, chart, self.over_time, data)
        for card in (*self._of_gaps, self.levels):
            column.addWidget(card)
        column.addStretch(1)
        return right

    # Page

    def refresh(self) -> None:
        """Read the measures again; the chosen one stays."""
        key = self._key(self.found[self._chosen]) if self._chosen < len(self.found) else ""
        self.found = self.shell.desk.read(gap_tables, self.shell.today())
        self.told = self.shell.desk.read(told_gaps, self.shell.today())
        keys = [self._key(table) for table in self.found]
        self._chosen = keys.index(key) if key in keys else 0
        with QSignalBlocker(self.list.selectionModel()):
            self._list_measures()
        if self._is_importing:
            return  # the list being brought in stays in view; its end shows what it changed
        has_gaps = bool(self.found)
        has_any = has_gaps or bool(self.shell.desk.read(level_tables, self.shell.today()))
        for widget, shows in ((self._left, has_gaps), (self._scroll, has_any), (self.empty, not has_any)):
            widget.setVisible(shows)
        for card in self._of_gaps:
            card.setVisible(has_gaps)
        missing = self.shell.desk.read(open_windows, self.shell.today())
        self.missing.setVisible(bool(missing))
        if missing:
            words = open_windows_sentence(missing[0].window, [one.measure for one in missing])
            self.missing.set_status("attention", words)
        self._show()

    def _list_measures(self) -> None:
        """Name the measures, in a shared view without the people in their names."""
        shown = self.told if self.is_shared else self.found
        rows = [(self._key(own), (short_name(table),)) for own, table in zip(self.found, shown, strict=True)]
        self.list_model.show_rows(rows)
        self.list.selectRow(self._chosen)

    def head_sentence(self) -> str:
        """Count the measures and the groups a shared view would hide."""
        if not self.found:
            return "How far groups of students are apart, and what may be told of it."
        counted = count_text(len(self.found), "measure was", "measures were")
        return f"{counted} read by group. {SHARED_VIEW if self.is_shared else FULL_VIEW}"

    def primary_action(self) -> QAction | None:
        """Return Make a plan, once there is a gap."""
        if self._is_importing:
            return None  # the list has a filled button of its own
        return self.shell.actions.action("gaps.plan") if self.view is not None and self.view.gap else None

    def page_actions(self) -> list[QAction]:
        """Return Save and Bring in results."""
        if self._is_importing:
            return []
        bring = self.shell.actions.action("gaps.import")
        return [bring, self.shell.actions.action("gaps.save")] if self.found else [bring]

    def show_key(self, key: str) -> None:
        """Show a measure by its id, or one of the views."""
        if not self.found:
            self.refresh()
        if key == "import":
            self.do_import()
            return
        if key in {"own", "shared"}:
            self.views.set_key(key)
            self._take_view(key)
            return
        place = next((number for number, table in enumerate(self.found) if table.measure_id == key), -1)
        if place >= 0:
            self.list.selectRow(place)

    @property
    def _is_importing(self) -> bool:
        return self.importer is not None and not self.importer.isHidden()

    @property
    def is_shared(self) -> bool:
        """Whether the shared view is shown."""
        return self.views.key == "shared"

    # What is shown

    def _show(self) -> None:
        self.view = None
        query = told_levels if self.is_shared else level_tables
        self.levels.show_tables(self.shell.desk.read(query, self.shell.today()), is_shared=self.is_shared)
        if self.found:
            self.view = self._view(is_shared=self.is_shared)
            self._show_view(self.view)
        self.shell.actions.refresh()
        self.head_changed.emit()

    def _view(self, *, is_shared: bool) -> GapView:
        tables = self.told if is_shared else self.found
        return gap_view(tables[self._chosen], is_shared=is_shared, compare=self._compare)

    def _show_view(self, view: GapView) -> None:
        self.headline.setText(headline(view))
        kind = measure_kind(view.table.family, view.table.timing)
        self.whose.setText(f"Kind: {kind}. {SHARED_VIEW if view.is_shared else FULL_VIEW}")
        self.note.setText(privacy_note(view))
        told = gap_table(view)
        self.model.show_table(
            [column.title for column in told.columns],
            [(str(row[0]), tuple(str(cell) for cell in row)) for row in told.rows],
        )
        stretch_column(self.table, 0)
        look = theme.current()
        self.table.setFixedHeight(look.px(theme.ROW_HEIGHT) * (len(told.rows) + 1) + 16)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.over_time.show_chart(gap_over_time(view))
        newest = [(row.name, row.told[-1]) for row in view.rows]
        self.bars.show_bars(
            [
                Bar(
                    name,
                    int(Fraction(1000 * told.part, told.whole)) if told.part is not None and told.whole else 0,
                    _bar_text(rate_cell(told), size_cell(told)),
                )
                for name, told in newest
            ],
            most=1000,
        )
        with QSignalBlocker(self.compare):
            self.compare.clear()
            self.compare.addItem("the highest", "")
            for name, told in newest:
                if told.is_exact:
                    self.compare.addItem(name, name)
            self.compare.setCurrentIndex(max(0, self.compare.findData(self._compare)))

    @Slot(QModelIndex, QModelIndex)
    def _choose(self, current: QModelIndex, _before: QModelIndex) -> None:
        if 0 <= current.row() < len(self.found):
            self._chosen = current.row()
            self._compare = ""
            self._show()
            if self.view is not None:
                a11y.announce(self, self.headline.text())

    @Slot(str)
    def _take_view(self, _key: str) -> None:
        with QSignalBlocker(self.list.selectionModel()):
            self._list_measures()
        self._show()

    @Slot()
    def _take_compare(self) -> None:
        self._compare = str(self.compare.currentData() or "")
        self._show()

    # What can be done

    @Slot()
    def do_view(self) -> None:
        """Change between the own and the shared view."""
        key = "own" if self.is_shared else "shared"
        self.views.set_key(key)
        self._take_view(key)

    @Slot()
    def do_plan(self) -> None:
        """Go and make a plan for the group that is behind."""
        if self.view is None or not self.view.gap:
            return
        table = self.found[self._chosen]
        behind = self.view.second if (self.view.gap.points > 0) == (table.better == "up") else self.view.first
        behind = dict(zip(self.view.table.names, table.names, strict=False)).get(behind, behind)
        self.shell.go("improve", f"plan:{table.measure_id}:{table.dimension}:{behind}")

    @Slot()
    def do_save(self) -> None:
        """Write the shared view of the measure, whatever view is shown."""
        if self.found:
            view = self._view(is_shared=True)
            paper = gaps_paper([view], self.shell.settings().school_name, self.shell.today(), self.shell.words)
            self._saver.save(paper, gap_over_time(view), "Gaps", view.hidden)

    @Slot()
    def do_levels(self) -> None:
        """Write the shared view of the levels chosen, whatever view is shown."""
        told = self.shell.desk.read(told_levels, self.shell.today())
        if self.levels.place in range(len(told)):
            table = told[self.levels.place]
            rows = level_rows(table, is_shared=True)
            hidden = sum(cell.number is None for row in rows for cell in row.cells)
            paper = levels_paper(table, self.shell.settings().school_name, self.shell.today(), self.shell.words)
            self._saver.save(paper, level_chart(table, rows), "Levels", hidden)

    @property
    def is_writing(self) -> bool:
        """Whether a file is being written."""
        return self._saver.is_writing

    @Slot()
    def _bring_in(self) -> None:
        self.do_import()

    @staticmethod
    def _key(table: GapTable) -> str:
        return f"{table.measure_id}:{table.dimension}:{table.grade}"

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list its share of the width."""
        super().resizeEvent(event)
        self._left.setFixedWidth(min(max(round(self.width() * _LIST_SHARE), 190), theme.current().px(320)))


def _bar_text(rate: str, size: str) -> str:
    """Write a bar's figure; a hidden group says so once."""
    return rate if rate == size else f"{rate} of {size}"
