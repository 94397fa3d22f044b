"""The Reports page: what can be printed or exported, how it will look, and writing it. Reads and draws beside it."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QStackedWidget, QTableView, QWidget

from il_desktop.domain.errors import UserFacingError
from il_desktop.reports.charts import Look
from il_desktop.views.reports import work
from il_desktop.views.reports.catalogue import FORM_NAMES, SOURCES, Source
from il_desktop.views.reports.choices import Choices
from il_desktop.views.reports.preview import Preview
from il_desktop.views.shared import a11y, tables, theme
from il_desktop.views.shared.actions import ActionSpec
from il_desktop.views.shared.export_note import note_export
from il_desktop.views.shared.kit import Card, PlainLabel
from il_desktop.views.shared.page import Page
from il_desktop.views.shared.plain_table import TextItemModel, stretch_column
from il_desktop.views.shared.scrolled import Scrolled
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import count_text

_PAGE = "reports"
_LOOK, _WRITE = "reports.look", "reports.write"
_ACTIONS = (
    ActionSpec("reports.save", "&Save the report…", "Ctrl+S", icon="download", menu="file", group=1, page=_PAGE,
               tip="Write the report shown as a file"),
    ActionSpec("reports.table", "Chart or &data table", "Ctrl+Shift+D", icon="table-2", menu="view", group=20,
               page=_PAGE, tip="Show the numbers behind the chart"),
)  # fmt: skip


class ReportsPage(Page):
    """`show_key` takes the key of a report in `catalogue`, such as strategy, goals, gaps or roadmap."""

    page_id = _PAGE
    title = "Reports"
    icon = "chart-column"
    tables = frozenset({
        "vision", "vision_item", "goal", "target", "measure", "reading", "time_block", "block_goal", "actual",
        "meeting", "resource_request", "person", "calendar_span", "setting",
    })  # fmt: skip

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._sources: tuple[Source, ...] = SOURCES
        self._source = SOURCES[0]
        self._wanted = ""
        self.is_busy = self.is_writing = False
        self.shown: work.Shown | None = None
        self._audience = ""
        self._build()
        for spec in _ACTIONS:
            shell.actions.add(spec, getattr(self, f"do_{spec.id.removeprefix('reports.')}"), self)
        shell.theme.changed.connect(self._restyle)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.MARGIN, 16, theme.MARGIN, 16)
        row.setSpacing(12)
        left, right = Card("What to print or export", parent=self), Card(parent=self)
        self._left = left
        self._build_list(left)
        self._title = PlainLabel("", "title", strong=True, fit="wrap", parent=right)
        self._sentence = PlainLabel("", muted=True, fit="wrap", parent=right)
        self.choices = Choices(right)
        self.preview = Preview(self.shell, right)
        self.table = QTableView(right)
        self.numbers = TextItemModel((), 0, self.table)
        self.table.setModel(self.numbers)
        tables.dress(self.table, "Data table")
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.stack = QStackedWidget(right)
        scroll = Scrolled(right, "Preview, scrolls")
        scroll.hold(self.preview)
        self._scroll = scroll
        self.stack.addWidget(scroll)
        self.stack.addWidget(self.table)
        for widget in (self._title, self._sentence, self.choices):
            right.body.addWidget(widget)
        right.body.addWidget(self.stack, 1)
        row.addWidget(left)
        row.addWidget(right, 1)
        self.choices.changed.connect(self._look_again)
        self.choices.table_wanted.connect(self._show_stack)
        self.preview.grown.connect(self._look_again)
        self._measure()

    @Slot()
    def _restyle(self) -> None:
        self._measure()
        self._look_again()

    def _measure(self) -> None:
        look = theme.current()
        self._left.setFixedWidth(look.px(250))
        for view in (self.list, self.table):
            view.verticalHeader().setDefaultSectionSize(look.px(theme.ROW_HEIGHT))

    def _build_list(self, card: Card) -> None:
        self.list = QTableView(card)
        self.model = TextItemModel(("Report",), -1, self.list)
        self.list.setModel(self.model)
        tables.dress(self.list, "Reports")
        self.list.setFrameShape(QTableView.Shape.NoFrame)
        self.list.setShowGrid(False)
        self.list.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.list.setTabKeyNavigation(False)
        self.list.horizontalHeader().hide()
        self.list.verticalHeader().hide()
        self.list.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        card.body.addWidget(self.list)
        self._show_list()
        self.list.selectionModel().currentChanged.connect(self._take_row)
        self.setFocusProxy(self.list)

    # what is shown

    def refresh(self) -> None:
        """Read and draw again, beside the window."""
        self._title.setText(self._source.title)
        self._sentence.setText(self._source.about)
        self.choices.show_source(is_chart=self._source.is_chart)
        self.is_busy = True
        if self.preview.image is None:
            self.preview.show_note("Drawing…")
        look = _look() if self._source.is_chart else None
        width = self.preview.wanted_width(is_sheet=not self._source.is_chart)
        self.shell.tasks.start(_LOOK, work.shown, self._wish(), width, look, done=self._show, failed=self._fail)

    def _wish(self) -> work.Wish:
        return work.Wish(
            self.shell.desk.path, self.shell.today(), self._source.key, self._source.is_chart,
            self.choices.size_control.key, self.choices.with_names, self.shell.words, self._source.needs,
        )  # fmt: skip

    def _show(self, shown: work.Shown) -> None:
        self.is_busy = False
        self.shown = shown
        if shown.sources != self._sources:
            self._sources = shown.sources
            self._show_list()
        if self._wanted and any(source.key == self._wanted for source in self._sources):
            self.show_key(self._wanted)
            return
        self._sentence.setText(shown.headline or self._source.about)
        self.choices.note.setText(shown.left_out)
        self.choices.note.setVisible(bool(shown.left_out))
        if shown.image is None:
            self.preview.show_note(
                "Not enough data yet. Write goals with targets and readings first, on the Goals page."
            )
        else:
            more = "" if self._source.is_chart else f", page 1 of {shown.n_pages}"
            self.preview.show_image(
                shown.image, is_sheet=not self._source.is_chart, says=f"{self._source.title}{more}. {shown.headline}"
            )
        self._show_table()
        self._show_stack(self.choices.is_table)
        self.head_changed.emit()

    def _show_table(self) -> None:
        table = self.shown.table if self.shown else None
        heads = tuple(column.title for column in table.columns) if table else ()
        rows = [(str(number), tuple("" if cell is None else str(cell) for cell in row))
                for number, row in enumerate(table.rows)] if table else []  # fmt: skip
        self.numbers.show_table(heads, rows)
        if heads:
            stretch_column(self.table, 0)

    @Slot(bool)
    def _show_stack(self, is_table: bool) -> None:
        self.stack.setCurrentWidget(self.table if is_table and self.shown and self.shown.table else self._scroll)

    def _show_list(self) -> None:
        self.model.show_rows([(source.key, (source.title,)) for source in self._sources])
        row = max(0, self.model.row_of(self._source.key))
        if self.list.selectionModel() is not None:
            self.list.selectionModel().blockSignals(True)
            self.list.selectRow(row)
            self.list.selectionModel().blockSignals(False)
            self.list.viewport().update()

    @Slot()
    def _take_row(self) -> None:
        key = self.model.key(self.list.currentIndex().row())
        if key and key != self._source.key:
            self.show_key(key)

    def show_key(self, key: str) -> None:
        """Show a report."""
        found = next((source for source in self._sources if source.key == key), None)
        self._wanted = key if found is None else ""  # of a goal perhaps: these are known once they are read
        if found is None:
            return
        self._source = found
        self.list.selectRow(self.model.row_of(key))
        self.preview.show_note("Drawing…")
        self.refresh()
        self.head_changed.emit()

    def head_sentence(self) -> str:
        """Say how much there is to print."""
        papers = sum(not source.is_chart for source in self._sources)
        counted = (
            f"{count_text(papers, 'paper', 'papers')}, {count_text(len(self._sources) - papers, 'chart', 'charts')}"
        )
        return f"{counted}. Names stay out unless you ask."

    def primary_action(self) -> QAction | None:
        """Return Save."""
        return self.shell.actions.action("reports.save")

    @Slot()
    def _look_again(self) -> None:
        self.mark_stale()

    def _fail(self, error: Exception) -> None:
        self.is_busy = self.is_writing = False
        self.shell.messages.busy("")
        if not isinstance(error, UserFacingError):
            raise error
        self.preview.show_note("This could not be drawn.")
        self.shell.messages.problem(error)

    # wishes

    @Slot()
    def do_table(self) -> None:
        """Change between chart and data table."""
        if self._source.is_chart:
            self.choices.view.set_key("picture" if self.choices.is_table else "table")
            self._show_stack(self.choices.is_table)

    @Slot()
    def do_save(self) -> None:
        """Ask where and write the report beside the window; note it in the log of exports."""
        if self.is_writing or self.shown is None or self.shown.image is None:
            return
        form = self.choices.form
        name = re.sub(r"[^\w\- ]", "", self._source.title).strip() or "Report"
        folder = Path.home() / "Documents"
        start = (folder if folder.is_dir() else Path.home()) / f"{name}.{form}"
        filters = f"{FORM_NAMES[form]} (*.{form});;All files (*)"
        out = self.shell.ask.save_file(self, f"Save {self._source.title}", filters, start)
        if out is None:
            return
        out = out if out.suffix.lower() == f".{form}" else out.with_name(f"{out.name}.{form}")
        self.is_writing = True
        self._audience = str(self.choices.audience.currentData())
        self.shell.messages.busy(f"Writing {out.name}…")
        self.shell.tasks.start(_WRITE, work.written, self._wish(), out, done=self._note, failed=self._fail)

    def _note(self, written: work.Written) -> None:
        self.is_writing = False
        self.shell.messages.busy("")
        file, names = written.file, written.with_names
        if not note_export(
            self.shell, file.path, file.sha256, self._audience, with_names=names, suppressed_cells=written.hidden
        ):
            return
        said = f"Wrote {file.path.name}."
        self.shell.messages.note(said)
        a11y.announce(self, said)


def _look() -> Look:
    """Return the window's colours for a chart on screen."""
    tokens = theme.current().tokens
    colors = (tokens.surface, tokens.text, tokens.muted, tokens.grid, tokens.sunken, tokens.instructional,
              tokens.attention, tokens.good)  # fmt: skip
    return Look(*(color.name() for color in colors))
