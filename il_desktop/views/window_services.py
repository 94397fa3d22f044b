"""What runs beside the pages once the first picture stands: reminders, drafts, calendars, the status line.

Loaded after the first picture, so that none of it keeps a week waiting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from il_desktop.domain.changes import ChangeSet
from il_desktop.domain.zones import to_wall
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.feeds import entries
from il_desktop.views.shared.frame import LINES
from il_desktop.wording.format import dated_moment_text

if TYPE_CHECKING:
    from il_desktop.domain.drafts import Draft
    from il_desktop.views.main_window import MainWindow
    from il_desktop.views.shared.draft_bar import DraftBar
    from il_desktop.views.shared.draft_keeper import DraftKeeper
    from il_desktop.views.shared.reminder_bar import Reminders
    from il_desktop.views.transfer.feed_keeper import FeedKeeper

OTHERS = frozenset({"calendar_feed", "feed_event"})
CALENDAR = frozenset({"calendar_span", "day_override", "bell_schedule", "bell_times", "setting"})  # of a school day


class WindowServices(QObject):
    """Serves one window until its file is closed."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._shell = window.shell
        self._feed: FeedKeeper | None = None
        self._has_others = False
        self._shares_place = False
        self.reminders: Reminders | None = None
        self.keeper: DraftKeeper | None = None
        self.draft_bar: DraftBar | None = None
        window.shell.hub.changed.connect(self._after_change)

    def begin(self) -> None:
        """Say what the picture left out, and begin to watch what has to be watched."""
        place = self._shell.desk.place()
        if place is not None:
            from il_desktop.wording.place import place_sentence  # noqa: PLC0415  few files lie badly

            self._window.banner.doubt(place_sentence(place))
            self._shares_place = bool(place.whose)
            self._hold_lease()
        self.show_state()
        self._follow_feed()
        self.lay_others()
        if not self._shell.desk.is_read_only:
            self._begin_reminders()
            self._begin_drafts()

    def end(self) -> None:
        """Watch no longer."""
        if self._feed is not None:
            self._feed.stop()
        if self.keeper is not None:
            self.keeper.stop()

    def minute_passed(self) -> None:
        """Keep the week's first plan, and say how old the backup is."""
        from il_desktop.views.review.first_plan import keep_first_plan  # noqa: PLC0415  a minute after the start

        self._hold_lease()
        keep_first_plan(self._shell)
        self.show_state()

    def _hold_lease(self) -> None:
        """Tell other computers that the file is open here, in a place that they can reach as well."""
        if not self._shares_place or self._shell.desk.is_read_only:
            return
        problem = self._shell.desk.hold_lease()
        if problem is not None:
            self._window.banner.take(problem, "", self._shell.words)

    def show_state(self) -> None:
        """Show school week, saved and backup state in the status line."""
        week = self._shell.desk.cached(school_calendar).school_week(self._shell.today())
        saved = "" if self._shell.desk.is_read_only else "All changes saved"
        moment = self._window.host.newest_backup()
        backup = (
            "No backup yet"
            if moment is None
            else f"Backup {dated_moment_text(to_wall(moment, self._shell.settings().tz), self._shell.words)}"
        )
        self._window.status.set_state(f"School week {week}" if week else "", saved, backup)

    def lay_others(self) -> None:
        """Show subscribed calendars over the week; most files have none and load nothing for it."""
        week = next((page for page in self._window.made_pages if page.page_id == "week"), None)
        if week is None or not (self._shell.desk.cached(entries) or self._has_others):
            return
        from il_desktop.views.week.feed_layer import lay  # noqa: PLC0415  see above

        self._has_others = True
        lay(self._shell, week)

    @Slot(object)
    def _after_change(self, changes: ChangeSet) -> None:
        if "setting" in changes.tables:
            self._follow_feed()
        if not CALENDAR.isdisjoint(changes.tables):
            self.show_state()
        if not OTHERS.isdisjoint(changes.tables):
            self.lay_others()

    def _follow_feed(self) -> None:
        """Keep the published calendar up to date once one is wished for."""
        values = self._shell.settings()
        if self._feed is None and (values.feed_file or values.feed_local) and not self._shell.desk.is_read_only:
            from il_desktop.views.transfer.feed_keeper import FeedKeeper  # noqa: PLC0415  off by default

            self._feed = FeedKeeper(self._shell, self)

    def _begin_reminders(self) -> None:
        from il_desktop.views.shared.reminder_bar import Reminders  # noqa: PLC0415  only where reminders can be kept

        self.reminders = Reminders(self._shell, self._window)
        self.reminders.front_wanted.connect(self._window.frame.to_front)
        self._window.add_line(self.reminders.bar)

    def _begin_drafts(self) -> None:
        """Keep what is typed from now on, and offer what an earlier run left."""
        from il_desktop.views.shared.draft_keeper import DraftKeeper  # noqa: PLC0415  only where something can be saved

        drafts = self._shell.desk.drafts()
        if drafts is None:
            return
        self.keeper = DraftKeeper(self._shell, drafts, self._place_of, self._window)
        if drafts.found:
            from il_desktop.views.shared.draft_bar import DraftBar  # noqa: PLC0415  only after the program ended badly

            self.draft_bar = DraftBar(drafts.found, drafts.done, self._shell.actions, self._window)
            self.draft_bar.put_back.connect(self._put_back)
            self._window.add_line(self.draft_bar)

    def _place_of(self, field: QWidget) -> tuple[str, tuple[str, ...]]:
        """Return where a field stands: one of the lines over the page, or the page and what it shows."""
        for action_id, line in self._window.lines.items():
            if line.isAncestorOf(field):
                return action_id, ()
        page = self._window.current
        return ("", ()) if page is None else (page.page_id, page.draft_keys())

    @Slot(object)
    def _put_back(self, draft: Draft) -> None:
        """Show the field and write the words into it, not saved; if it is not there they go to the clipboard."""
        if draft.place in LINES:
            self._window.open_line(draft.place)
        else:
            for key in ("", *draft.keys):
                self._window.go(draft.place, key)
        fields = self._window.findChildren(QPlainTextEdit)
        found = [field for field in fields if field.accessibleName() == draft.field and field.isVisible()]
        if not found:
            QApplication.clipboard().setText(draft.text)
            self._shell.messages.note("Your words are on the clipboard: paste them where they belong.")
            return
        field = found[0]
        field.setFocus()
        cursor = field.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if field.toPlainText().strip():
            cursor.insertText("\n\n")  # what stands there stays
        cursor.insertText(draft.text)
        field.setTextCursor(cursor)
        if self.keeper is not None:
            self.keeper.look()
