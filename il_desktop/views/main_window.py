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
from il_desktop.domain.zones import to_wall
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.settings import settings as settings_query
from il_desktop.views.shared import theme
from il_desktop.views.shared.actions import Registry, keys_text
from il_desktop.views.shared.banner import Banner
from il_desktop.views.shared.frame import ASIDE, HOME, PAGES, SCHOOL, Frame, PageSource, memory
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
from il_desktop.wording.format import Words, dated_moment_text, day_text

if TYPE_CHECKING:
    from il_desktop.commands.desk import Desk
    from il_desktop.views.quick_add.panel import QuickAddPanel
    from il_desktop.views.review.interruption_note import InterruptionNote
    from il_desktop.views.settings.file_actions import FileActions
    from il_desktop.views.shared.dialogs import Ask
    from il_desktop.views.shared.reminder_bar import Reminders
    from il_desktop.views.tasks.capture import TaskCapture
    from il_desktop.views.transfer.feed_keeper import FeedKeeper

START_PAGE = "week"
_OTHERS = frozenset({"calendar_feed", "feed_event"})
_CALENDAR = frozenset({"calendar_span", "day_override", "bell_schedule", "bell_times", "setting"})  # of a school day


class MainWindow(QWidget):
    """Everything inside the frame, over one open file. Signal: ended() after what was typed has been saved."""

    ended = Signal()

    def __init__(self, frame: Frame, desk: Desk, ask: Ask, host: Host, pages: tuple[PageSource, ...] = PAGES) -> None:
        super().__init__(frame)
        self.frame = frame
        self._page_sources = {page[0]: page for page in (*pages, SCHOOL, *ASIDE)}
        self._pages: dict[str, Page] = {}
        self._files: FileActions | None = None
        self._quick_add: QuickAddPanel | None = None
        self._feed: FeedKeeper | None = None
        self._interruption: InterruptionNote | None = None
        self._task_line: TaskCapture | None = None
        self.reminders: Reminders | None = None
        self._has_others = False
        self._is_painted = False
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
            page.take_focus()
            if page_id == "week" and self._is_painted:
                self._lay_others()
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
            "edit.quick_add": self.open_quick_add,
            "edit.find": self.open_find,
            "edit.recognize": self.open_recognition,
            "go.series": self.open_series,
            "edit.interruption": self.open_interruption,
            "edit.task": self.open_task_line,
            "file.day_card": self.write_day_card,
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
            self._follow_feed()
        elif not _CALENDAR.isdisjoint(changes.tables):
            self.update_day()
        if not _CALENDAR.isdisjoint(changes.tables):
            self.show_state()
        if not _OTHERS.isdisjoint(changes.tables):
            self._lay_others()

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

    @Slot()
    def open_recognition(self) -> None:
        """Go to the line in which a recognition is written."""
        self.go("recognition", "new")

    @Slot()
    def open_interruption(self) -> None:
        """Open the line that notes what came between."""
        if self._interruption is None:
            from il_desktop.views.review.interruption_note import InterruptionNote  # noqa: PLC0415  not needed at start

            self._interruption = InterruptionNote(self.shell, self)
        self._interruption.open_over()

    @Slot()
    def open_task_line(self) -> None:
        """Open the line that writes a task down."""
        if self._task_line is None:
            from il_desktop.views.tasks.capture import TaskCapture  # noqa: PLC0415  not needed at start

            self._task_line = TaskCapture(self.shell, self)
        self._task_line.open_over()

    @Slot()
    def write_day_card(self) -> None:
        """Write today's card for printing."""
        from il_desktop.views.office.day_card import write_day_card  # noqa: PLC0415  not needed at start

        write_day_card(self.shell, self, self.shell.today())

    @Slot()
    def open_series(self) -> None:
        """List all repeating blocks beside the week."""
        self.go("week", "series")

    @Slot()
    def open_quick_add(self) -> None:
        """Open the line that becomes a block; what was typed before is still in it."""
        if self._quick_add is None:
            from il_desktop.views.quick_add.panel import QuickAddPanel  # noqa: PLC0415  not needed at start

            self._quick_add = QuickAddPanel(self.shell, self)
        self._quick_add.open_over()

    @Slot()
    def _go_by_action(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.go(str(action.data()))

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
        if self._feed is not None:
            self._feed.stop()
        self.ended.emit()

    def _follow_feed(self) -> None:
        """Keep the published calendar up to date once one is wished for."""
        values = self._settings()
        if self._feed is None and (values.feed_file or values.feed_local) and not self.shell.desk.is_read_only:
            from il_desktop.views.transfer.feed_keeper import FeedKeeper  # noqa: PLC0415  off by default

            self._feed = FeedKeeper(self.shell, self)

    def _lay_others(self) -> None:
        """Show subscribed calendars over the week; most files have none and load nothing for it."""
        from il_desktop.queries.feeds import entries  # noqa: PLC0415  after the first picture

        week = self._pages.get("week")
        if week is None or not (self.shell.desk.cached(entries) or self._has_others):
            return
        from il_desktop.views.week.feed_layer import lay  # noqa: PLC0415  see above

        self._has_others = True
        lay(self.shell, week)

    def after_first_paint(self) -> None:
        """Name the steps of undo and redo, and say how old the newest backup is."""
        self.undo.show_names()
        self._is_painted = True
        place = self.shell.desk.place()
        if place is not None:
            from il_desktop.wording.place import place_sentence  # noqa: PLC0415  few files lie badly

            self.banner.doubt(place_sentence(place))
        self.show_state()
        self._follow_feed()
        self._lay_others()
        if not self.shell.desk.is_read_only:
            from il_desktop.views.shared.reminder_bar import Reminders  # noqa: PLC0415  after the first picture

            self.reminders = Reminders(self.shell, self)
            self.reminders.front_wanted.connect(self.frame.to_front)
            self._lines.insertWidget(1, self.reminders.bar)

    def minute_passed(self) -> None:
        """Follow the clock, and keep the week's first plan."""
        from il_desktop.views.review.first_plan import keep_first_plan  # noqa: PLC0415  not needed at start

        keep_first_plan(self.shell)
        self.update_day()
        self.show_state()
        self.shell.hub.minute_passed.emit()

    def show_state(self) -> None:
        """Show school week, saved and backup state in the status line."""
        week = self.shell.desk.cached(school_calendar).school_week(self.shell.today())
        saved = "" if self.shell.desk.is_read_only else "All changes saved"
        moment = self.host.newest_backup()
        backup = (
            "No backup yet"
            if moment is None
            else f"Backup {dated_moment_text(to_wall(moment, self._settings().tz), self.shell.words)}"
        )
        self.status.set_state(f"School week {week}" if week else "", saved, backup)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the rail and the search box below 1,100 px."""
        super().resizeEvent(event)
        is_wide = self.width() >= theme.current().px(theme.NARROW_WIDTH)
        self.rail.set_wide(is_wide)
        self.head.set_wide(is_wide)
