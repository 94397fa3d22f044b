"""The main window: rail, menus, page head, the pages, status line. Navigation only; pages do the work.

Pages are made when they are first shown. Which file is open, and opening another, belongs to `app`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenuBar, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from il_desktop import commands
from il_desktop.domain.changes import ChangeSet
from il_desktop.domain.errors import UserFacingError
from il_desktop.domain.settings import Settings
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.settings import settings as settings_query
from il_desktop.views.shared import theme
from il_desktop.views.shared.actions import Registry, keys_text
from il_desktop.views.shared.banner import Banner
from il_desktop.views.shared.frame import ASIDE, HOME, LINES, PAGES, SCHOOL, Frame, PageSource, memory
from il_desktop.views.shared.head import PageHead
from il_desktop.views.shared.hub import Hub
from il_desktop.views.shared.locale_words import locale_words
from il_desktop.views.shared.messages import MessageBar, Messages, StatusBar
from il_desktop.views.shared.page import Page
from il_desktop.views.shared.rail import Rail, day_lines
from il_desktop.views.shared.shell import Host, Shell
from il_desktop.views.shared.tasks import TaskRunner
from il_desktop.views.shared.undo import UndoActions
from il_desktop.views.shared.window_actions import (
    ASIDE_ACTIONS,
    FILE_ACTIONS,
    SCHOOL_ACTION,
    WINDOW_ACTIONS,
    page_action,
)
from il_desktop.wording.format import Words, day_text

if TYPE_CHECKING:
    from il_desktop.commands.desk import Desk
    from il_desktop.views.settings.file_actions import FileActions
    from il_desktop.views.shared.dialogs import Ask
    from il_desktop.views.window_services import WindowServices

START_PAGE = "week"
PLACES = {  # a page, and what to show on it
    "edit.recognize": ("recognition", "new"), "go.series": ("week", "series"), "go.huddle": ("review", "huddle"),
}  # fmt: skip
_CALENDAR = frozenset({"calendar_span", "day_override", "bell_schedule", "bell_times"})  # of a school day


class MainWindow(QWidget):
    """Everything inside the frame, over one open file. Signal: ended() after what was typed has been saved."""

    ended = Signal()

    def __init__(self, frame: Frame, desk: Desk, ask: Ask, host: Host, pages: tuple[PageSource, ...] = PAGES) -> None:
        super().__init__(frame)
        self.frame = frame
        self._page_sources = {page[0]: page for page in (*pages, SCHOOL, *ASIDE)}
        self._pages: dict[str, Page] = {}
        self._files: FileActions | None = None
        self.lines: dict[str, Any] = {}
        self.services: WindowServices | None = None
        self.current: Page | None = None
        self.host = host
        hub = Hub(desk, self)
        self.shell = Shell(
            desk=desk,
            hub=hub,
            theme=theme.current(),
            actions=Registry(self),
            messages=Messages(self._words, self),
            tasks=TaskRunner(self),
            ask=ask,
            words=Words(),
            settings=self._settings,
            go=self.go,
        )
        self.undo = UndoActions(self.shell, self)
        self._build(pages)
        self._add_actions(pages)
        hub.changed.connect(self._after_change)
        frame.closing.connect(self.finish)

    def begin(self, page_id: str = "") -> None:
        """Read the file for the first time and show a page, the one of the last time by default; raises FileProblem.

        Apart from `__init__`, because a Qt object that fails while it is made cannot be taken apart safely.
        """
        page_id = page_id or str(memory().value("page", START_PAGE))
        if page_id in self._page_sources:
            import_module(self._page_sources[page_id][3])  # the first read waits for the measuring of the file
        self._take_settings()
        self.go(page_id)
        if self.current is None:  # a page of another version
            self.go(START_PAGE)

    # Pages

    def go(self, page_id: str, key: str = "") -> None:
        """Show a page and, with a key, one thing on it; an unknown page changes nothing."""
        page = self.page(page_id)
        if page is None:
            return
        if page is not self.current:
            self.current = page
            self.stack.setCurrentWidget(page)
            self.rail.set_page(HOME.get(page_id, page_id))
            self.shell.actions.set_page(page_id)
            self.head.show_page(page)
            self.undo.lend(page.own_steps())
            page.take_focus()
            if page_id == "week" and self.services is not None:
                self.services.lay_others()
        if key:
            page.show_key(key)
            self.head.update_words()

    def page(self, page_id: str) -> Page | None:
        """Return a page, made now if need be."""
        if page_id not in self._pages and page_id in self._page_sources:
            *_, module, name = self._page_sources[page_id]
            page = getattr(import_module(module), name)(self.shell, self.stack)
            self._pages[page_id] = page
            self.stack.addWidget(page)
        return self._pages.get(page_id)

    def make_all_pages(self) -> None:
        """Make the pages not shown yet, so that the palette and the shortcut sheet know their actions."""
        for page_id in self._page_sources:
            self.page(page_id)

    @property
    def made_pages(self) -> tuple[Page, ...]:
        """The pages made so far."""
        return tuple(self._pages.values())

    # Building

    def _build(self, pages: tuple[PageSource, ...]) -> None:
        center = self
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        right = self._lines = QVBoxLayout()
        right.setSpacing(0)
        self.rail = Rail([page[:3] for page in pages], center, foot=[SCHOOL[:3]])
        self.banner = Banner(center)
        self.head = PageHead("⌘K" if QApplication.platformName() == "cocoa" else "Ctrl+K", center)
        self.message_bar = MessageBar(self.shell.messages, center)
        bar_row = QHBoxLayout()
        bar_row.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        bar_row.addWidget(self.message_bar)
        self.stack = QStackedWidget(center)
        self.stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.status = StatusBar(self.shell.messages, center)
        right.addWidget(self.banner)
        right.addWidget(self.head)
        right.addLayout(bar_row)
        right.addWidget(self.stack, 1)
        middle.addWidget(self.rail)
        middle.addLayout(right, 1)
        outer.addLayout(middle, 1)
        outer.addWidget(self.status)
        self.rail.picked.connect(self.go)
        self.status.link_taken.connect(self.undo.take_link)
        self.banner.way_out_wanted.connect(self._open_own)

    def _add_actions(self, pages: tuple[PageSource, ...]) -> None:
        registry = self.shell.actions
        slots = {
            "edit.undo": self.undo.undo,
            "edit.redo": self.undo.redo,
            "edit.preferences": self._preferences,
            "view.full_screen": self._full_screen,
            "view.larger": self._larger,
            "view.smaller": self._smaller,
            "tools.palette": self.open_palette,
            **dict.fromkeys(LINES, self._line_action),
            "edit.find": self.open_find,
            **dict.fromkeys(PLACES, self._go_by_action),
            "file.day_card": self._day_card,
            "help.shortcuts": self._shortcuts,
            "help.about": self._about,
        }
        for spec in WINDOW_ACTIONS:
            registry.add(spec, slots.get(spec.id, self._pick_theme), self)
        for spec in FILE_ACTIONS:
            registry.add(spec, self._file_action, self)
        tips = {"settings": f"Settings ({keys_text(registry.action('edit.preferences'))})"}
        school = registry.add(SCHOOL_ACTION, self._go_by_action, self)
        school.setData(SCHOOL[0])
        for page_id, spec in ASIDE_ACTIONS.items():
            registry.add(spec, self._go_by_action, self).setData(page_id)
        tips[SCHOOL[0]] = SCHOOL_ACTION.tip
        for number, (page_id, title, icon, *_) in enumerate(pages, start=1):
            action = registry.add(page_action(number, page_id, title, icon), self._go_by_action, self)
            action.setData(page_id)
            tips[page_id] = f"{title} ({keys_text(action)})"
        self.rail.set_tips(tips)
        self.rail.settings_wanted.connect(self._preferences)
        self.head.search_wanted.connect(self.open_palette)
        self.frame.setMenuBar(QMenuBar(self.frame))  # the bar of the file before goes with its menus
        registry.fill(self.frame.menuBar())

    # Settings

    def _settings(self) -> Settings:
        return self.shell.desk.cached(settings_query)

    def _words(self) -> Words:
        return self.shell.words

    def _take_settings(self) -> None:
        """Apply what the file's settings say to words, look, title, banner and the foot of the rail."""
        settings = self._settings()
        self.shell.words = locale_words(settings)
        look = theme.current()
        if (look.mode, look.scale_pct) != (settings.theme, settings.text_scale_pct) or not look.is_complete:
            look.apply(settings.theme, settings.text_scale_pct)
        for mode in theme.MODES:
            self.shell.actions.action(f"view.{mode}").setChecked(settings.theme == mode)
        self.frame.setWindowTitle(f"{settings.school_name} — IL Desktop")
        self.banner.take(self.shell.desk.refusal, settings.sample_now, self.shell.words)
        self.update_day()

    def update_day(self) -> None:
        """Show date, day type and school day number at the foot of the rail."""
        today = self.shell.today()
        calendar = self.shell.desk.cached(school_calendar)
        date_line = day_text(today, self.shell.words, year=True)
        self.rail.set_day(date_line, *day_lines(calendar.day(today), calendar.contact_days_in_year(today)))

    # Slots

    @Slot(object)
    def _after_change(self, changes: ChangeSet) -> None:
        if "setting" in changes.tables:
            self._take_settings()
        elif not _CALENDAR.isdisjoint(changes.tables):
            self.update_day()

    @Slot()
    def open_palette(self) -> None:
        """Open the palette; Esc gives the focus back."""
        from il_desktop.views.shared.palette import Palette  # noqa: PLC0415  brings the fuzzy search with it

        self.make_all_pages()
        Palette(self.shell, self).open_over(self)

    @Slot()
    def open_find(self) -> None:
        """Open the palette for what is in the file, without actions."""
        from il_desktop.views.shared.palette import Palette  # noqa: PLC0415  brings the fuzzy search with it

        Palette(self.shell, self, actions=False).open_over(self)

    def open_line(self, action_id: str) -> None:
        """Open one of LINES over the page, made when it is first wanted."""
        if action_id not in self.lines:
            module, name = LINES[action_id]
            self.lines[action_id] = getattr(import_module(module), name)(self.shell, self)
            self.lines[action_id].setProperty("holds_text", "true")
        self.lines[action_id].open_over()

    @Slot()
    def _line_action(self) -> None:
        action = self.sender()
        if action is not None:
            self.open_line(action.objectName())

    @Slot()
    def _day_card(self) -> None:
        from il_desktop.views.office.day_card import write_day_card  # noqa: PLC0415  not needed at start

        write_day_card(self.shell, self, self.shell.today())

    @Slot()
    def _go_by_action(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.go(*PLACES.get(action.objectName(), (str(action.data()),)))

    @Slot()
    def _file_action(self) -> None:
        from il_desktop.views.settings.file_actions import FileActions  # noqa: PLC0415  not needed at start

        action = self.sender()
        if self._files is None:
            self._files = FileActions(self.shell, self.host, self)
        if action is not None:
            self._files.run(action.objectName())

    @Slot()
    def _open_own(self) -> None:
        self.host.open_own()

    @Slot()
    def _preferences(self) -> None:
        from il_desktop.views.settings.preferences import Preferences  # noqa: PLC0415  not needed at start

        Preferences(self.shell, self).show()

    @Slot()
    def _shortcuts(self) -> None:
        from il_desktop.views.settings.shortcut_sheet import ShortcutSheet  # noqa: PLC0415  not needed at start

        self.make_all_pages()
        ShortcutSheet(self.shell, self).show()

    @Slot()
    def _about(self) -> None:
        from il_desktop.views.settings.about import About  # noqa: PLC0415  not needed at start

        About(self.shell, self).show()

    @Slot()
    def _full_screen(self) -> None:
        self.frame.setWindowState(self.frame.windowState() ^ Qt.WindowState.WindowFullScreen)

    @Slot()
    def _larger(self) -> None:
        self._change(text_scale_pct=min(200, self._settings().text_scale_pct + 10))

    @Slot()
    def _smaller(self) -> None:
        self._change(text_scale_pct=max(80, self._settings().text_scale_pct - 10))

    @Slot()
    def _pick_theme(self) -> None:
        action = self.sender()
        if action is not None:
            self._change(theme=action.objectName().removeprefix("view."))

    def _change(self, **values: Any) -> None:
        try:
            self.shell.desk.run(commands.settings.change_settings, **values)
        except UserFacingError as error:
            self.shell.messages.problem(error)

    # What the program around it tells

    @Slot()
    def finish(self) -> None:
        """Save what is being typed; the program does the rest outside the frame's close event."""
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()
        for page in self._pages.values():
            page.commit_edits()
        if self.current is not None:
            self.frame.remember(self.current.page_id)
        if self.services is not None:
            self.services.end()
        self.ended.emit()

    def after_first_paint(self) -> None:
        """Name the steps of undo and redo, and begin what runs beside the pages."""
        from il_desktop.views.window_services import WindowServices  # noqa: PLC0415  after the first picture

        self.undo.show_names()
        self.services = WindowServices(self)
        self.services.begin()

    def add_line(self, bar: QWidget) -> None:
        """Put a line of its own between the banner and the head."""
        self._lines.insertWidget(1, bar)

    def minute_passed(self) -> None:
        """Follow the clock."""
        self.update_day()
        if self.services is not None:
            self.services.minute_passed()
        self.shell.hub.minute_passed.emit()

    def show_state(self) -> None:
        """Show school week, saved and backup state in the status line, once the first picture stands."""
        if self.services is not None:
            self.services.show_state()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the rail and the search box below 1,100 px."""
        super().resizeEvent(event)
        is_wide = self.width() >= theme.current().px(theme.NARROW_WIDTH)
        self.rail.set_wide(is_wide)
        self.head.set_wide(is_wide)
