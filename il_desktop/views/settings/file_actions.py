"""What File offers: other files, backups, calendars and staff lists. The program around the window opens files."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from il_desktop import commands
from il_desktop.domain.errors import UserFacingError
from il_desktop.queries.calendar import school_calendar
from il_desktop.views.shared.dialogs import FILE_FILTER, Choice
from il_desktop.views.shared.shell import Host, Shell
from il_desktop.wording.format import days_text

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
            "file.export_calendar": self.export_calendar,
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

    def export_calendar(self) -> None:
        """Write the dates shown as a calendar file for Outlook."""
        first, last = self._dates()
        folder = Path.home() / "Documents"
        start = (folder if folder.is_dir() else Path.home()) / f"week {first.isoformat()}.ics"
        path = self._shell.ask.save_file(self._window, "Export week to Outlook", CALENDAR_FILTER, start)
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(".ics")
        try:
            count = self._write(path, first, last)
        except UserFacingError as error:
            self._shell.messages.problem(error)
            return
        dates = days_text(first, last, self._shell.words)
        noun = "event" if count == 1 else "events"
        self._shell.messages.note(f"{count} {noun} of {dates} written to {path.name}. No names and no notes are in it.")

    def _write(self, path: Path, first: date, last: date) -> int:
        """Write the file for the user's own Outlook and note it in the ledger of exports; return how many events."""
        from il_desktop.interchange import files  # noqa: PLC0415  not needed at start
        from il_desktop.interchange.ics import records, write  # noqa: PLC0415  same
        from il_desktop.queries.export_data import export_source  # noqa: PLC0415  same

        desk = self._shell.desk
        calendar = desk.cached(school_calendar)
        source = desk.read(export_source, first, last, calendar, self._shell.settings().tz)
        plan = write.plan_export(source, records.Audience.ME)
        written = files.write_private(path, write.write_calendar(plan))
        if not desk.is_read_only:
            desk.run(commands.transfer.log_export, path.name, written.sha256, records.Audience.ME.value)
            self._shell.messages.forget()
        return plan.count

    def _dates(self) -> tuple[date, date]:
        """Return the dates of the page shown, else Monday to Friday of this week."""
        page = getattr(self._window, "current", None)
        shown = page.shown_dates() if page is not None else None
        if shown is not None:
            return shown
        monday = self._shell.today() - timedelta(days=self._shell.today().weekday())
        return monday, monday + timedelta(days=4)
