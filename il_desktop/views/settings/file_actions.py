"""What File offers: other files, backups, calendars and staff lists. The program around the window opens files."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from il_desktop.views.shared.dialogs import FILE_FILTER, Choice
from il_desktop.views.shared.shell import Host, Shell

CALENDAR_FILTER = "Calendars (*.ics);;All files (*)"
BACKUP_FILTER = "Backups (*.zip);;All files (*)"


class FileActions(QObject):
    """One slot for each action of the File menu, by its id."""

    def __init__(self, shell: Shell, host: Host, window: QWidget) -> None:
        super().__init__(window)
        self._shell = shell
        self._host = host
        self._window = window
        self._slots = {
            "file.new": self.new_file,
            "file.open": self.open_file,
            "file.sample": host.open_sample,
            "file.import_calendar": self.import_calendar,
            "file.import_staff": self.import_staff,
            "file.calendars_of_others": self.calendars_of_others,
            "file.export_calendar": self.export_calendar,
            "file.publish_calendar": self.publish_calendar,
            "file.sync": self.sync_calendar,
            "file.certificates": self.certificates,
            "file.letters": self.letters,
            "file.newsletter": self.newsletter,
            "file.backup": host.back_up,
            "file.restore": self.restore,
            "file.quit": window.close,
        }

    def run(self, action_id: str) -> None:
        """Do what the action says."""
        self._slots[action_id]()

    def new_file(self) -> None:
        """Ask where, then start an empty school file; an existing file is never written over."""
        start = self._shell.desk.path.with_name("my school.ildesk")
        path = self._shell.ask.save_file(self._window, "New school file", FILE_FILTER, start)
        if path is not None:
            self._host.new_file(path if path.suffix else path.with_suffix(".ildesk"))

    def open_file(self) -> None:
        """Ask which file, then open it."""
        path = self._shell.ask.open_file(self._window, "Open a school file", FILE_FILTER, self._shell.desk.path.parent)
        if path is not None:
            self._host.open_file(path)

    def restore(self) -> None:
        """Ask which backup, say what will happen, then put it in place."""
        folder = self._shell.desk.path.parent / "backups"
        path = self._shell.ask.open_file(self._window, "Restore a backup", BACKUP_FILTER, folder)
        if path is None:
            return
        sentence = (
            f"“{path.name}” takes the place of “{self._shell.desk.path.name}”. "
            "The file as it is now is kept among the backups. Undo does not reach across a restore."
        )
        choices = [Choice("restore", "Restore"), Choice("", "Cancel")]
        if self._shell.ask.choose(self._window, "Restore a backup", sentence, choices) == "restore":
            self._host.restore(path)

    def import_staff(self) -> None:
        """Show the people page and start its own import there."""
        self._shell.go("people")
        try:
            action = self._shell.actions.action("people.import")
        except KeyError:
            return
        action.trigger()

    def import_calendar(self) -> None:
        """Ask which calendar, read it apart from this program, then show what would come in."""
        path = self._shell.ask.open_file(self._window, "Import a calendar", CALENDAR_FILTER)
        if path is None:
            return
        from il_desktop.views.settings.calendar_import import CalendarImport  # noqa: PLC0415  rare

        CalendarImport(self._shell, self._window, path).read()

    def calendars_of_others(self) -> None:
        """Open the list of subscribed calendars."""
        from il_desktop.views.settings.calendars_of_others import CalendarsOfOthers  # noqa: PLC0415  rare

        CalendarsOfOthers(self._shell, self._window).show()

    def export_calendar(self) -> None:
        """Open the sheet that shows what would go out, with the dates of the page shown."""
        from il_desktop.views.transfer.export_sheet import ExportSheet  # noqa: PLC0415  not needed at start

        ExportSheet(self._shell, self._window, *self._dates()).show()

    def sync_calendar(self) -> None:
        """Open the sheet that keeps a calendar on a server and this file equal."""
        from il_desktop.views.sync.sync_sheet import SyncSheet  # noqa: PLC0415  not needed at start

        SyncSheet(self._shell, self._window).show()

    def certificates(self) -> None:
        """Make certificates and cards."""
        self._outputs("certificates")

    def letters(self) -> None:
        """Write letters and e-mail drafts."""
        self._outputs("letters")

    def newsletter(self) -> None:
        """Write the list of a newsletter, or the words of a slide."""
        self._outputs("newsletter")

    def _outputs(self, kind: str) -> None:
        from il_desktop.views.outputs.sheet import OutputsSheet  # noqa: PLC0415  not needed at start

        OutputsSheet(self._shell, self._window, kind).show()

    def publish_calendar(self) -> None:
        """Open the settings of the calendar that follows changes by itself."""
        from il_desktop.views.transfer.feed_sheet import FeedSheet  # noqa: PLC0415  not needed at start

        FeedSheet(self._shell, self._window).show()

    def _dates(self) -> tuple[date, date]:
        """Return the dates of the page shown, else Monday to Friday of this week."""
        page = getattr(self._window, "current", None)
        shown = page.shown_dates() if page is not None else None
        if shown is not None:
            return shown
        monday = self._shell.today() - timedelta(days=self._shell.today().weekday())
        return monday, monday + timedelta(days=4)
