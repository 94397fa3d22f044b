"""The actions every page shares, as data; the main window and its helpers give each id its slot."""

from __future__ import annotations

from il_desktop.views.shared.actions import ActionSpec

FILE_ACTIONS = (
    ActionSpec("file.new", "&New file…", menu="file", icon="file-plus", tip="Start an empty school file",
               no_shortcut="once a year; Ctrl+N makes the thing of the page shown"),
    ActionSpec("file.open", "&Open…", "Ctrl+O", menu="file", icon="folder-open", tip="Open another school file"),
    ActionSpec("file.sample", "Open the &sample school", menu="file", icon="school",
               tip="Look around in a made-up school; your own file stays as it is", no_shortcut="rarely needed"),
    ActionSpec("file.import_calendar", "Import &calendar…", menu="file", group=1, icon="import",
               tip="Bring events of an .ics file in, after a preview", no_shortcut="rare"),
    ActionSpec("file.import_staff", "&Import staff…", menu="file", group=1, icon="user-plus",
               tip="Bring a staff list in from a CSV file, after a preview", no_shortcut="rare"),
    ActionSpec("file.export_calendar", "&Export to Outlook (.ics)…", "Ctrl+Shift+E", menu="file", group=1,
               icon="upload", tip="See what others will see, then write a calendar file Outlook reads"),
    ActionSpec("file.publish_calendar", "&Published calendar…", menu="file", group=1, icon="share",
               tip="Keep a calendar up to date by itself, for programs that subscribe to it", no_shortcut="set once"),
    ActionSpec("file.calendars_of_others", "Cale&ndars of others…", menu="file", group=1, icon="calendar",
               tip="Subscribe to calendars that are shown as busy time and never changed", no_shortcut="rare"),
    ActionSpec("file.sync", "Sync with a calendar serve&r…", menu="file", group=1, icon="refresh-cw",
               tip="Keep one calendar on a server and this file equal, both ways", no_shortcut="once a day at most"),
    ActionSpec("file.certificates", "Certificates and car&ds…", "Ctrl+Shift+S", menu="file", group=1, icon="award",
               tip="Make certificates or thank-you cards of what was recognized, after a look at the page"),
    ActionSpec("file.letters", "&Letters and e-mail drafts…", menu="file", group=1, icon="file-text",
               tip="Write letters on your letterhead, or drafts for your mail program; nothing is sent",
               no_shortcut="a few times a month; the sheet of Ctrl+Shift+S holds it too"),
    ActionSpec("file.newsletter", "Ne&wsletter and slide…", menu="file", group=1, icon="megaphone",
               tip="List what was recognized in public", no_shortcut="a few times a month; see Letters"),
    ActionSpec("file.backup", "&Back up now", menu="file", group=2, icon="save",
               tip="Write a checked copy beside your other backups", no_shortcut="backups run by themselves"),
    ActionSpec("file.restore", "&Restore a backup…", menu="file", group=2, icon="history",
               tip="Open an earlier state; the present file is kept", no_shortcut="rare"),
    ActionSpec("file.quit", "&Quit", "Ctrl+Q", menu="file", group=9, icon="log-out", role="quit",
               tip="Close the window; everything is saved already"),
)  # fmt: skip

WINDOW_ACTIONS = (
    ActionSpec("edit.undo", "&Undo", "Ctrl+Z", menu="edit", group=-2, icon="undo-2", tip="Take the last change back"),
    ActionSpec("edit.redo", "&Redo", ("Ctrl+Y", "Ctrl+Shift+Z"), mac=("Ctrl+Shift+Z",), menu="edit", group=-2,
               icon="redo-2", tip="Make the change again that was taken back"),
    ActionSpec("edit.find", "&Find…", "Ctrl+F", menu="edit", group=-1, icon="search",
               tip="Search everything in the file: people, goals, blocks, notes, visits"),
    ActionSpec("edit.quick_add", "Quick &add…", "Ctrl+Shift+N", menu="edit", group=0, icon="zap",
               tip="Type a block in one line: what, who and when"),
    ActionSpec("edit.recognize", "Recogni&ze someone…", "Ctrl+Shift+R", menu="edit", group=0, icon="award",
               tip="Write down in one line what somebody did well"),
    ActionSpec("edit.interruption", "&Interruption…", "Ctrl+Shift+I", menu="edit", group=0, icon="zap",
               tip="Note what came between in two keys; the rest can follow later"),
    ActionSpec("edit.safety", "Emer&gency now", "F9", menu="edit", group=0, icon="triangle-alert",
               tip="Note at once that safety comes first; what stands here is owed, and the rest follows later"),
    ActionSpec("edit.task", "&Task…", "Ctrl+Shift+T", menu="edit", group=0, icon="list-checks",
               tip="Write a task down in one line"),
    ActionSpec("file.day_card", "Card of the &day…", "Ctrl+Shift+Q", menu="file", group=1, icon="printer",
               tip="The day on one page to print, with names or without"),
    ActionSpec("go.series", "All re&peating blocks…", "Ctrl+Shift+B", menu="go", group=2, icon="repeat",
               tip="List every block that repeats: open it, end it, delete it"),
    ActionSpec("go.huddle", "&Daily huddle", "F5", menu="go", group=2, icon="messages-square",
               tip="Ten minutes with the office: the last day, today, who takes what"),
    ActionSpec("edit.preferences", "&Preferences…", "Ctrl+,", menu="edit", group=9, icon="settings", role="preferences",
               tip="School, hours, look and habits"),
    ActionSpec("view.light", "&Light", menu="view", group=8, icon="sun", checkable=True,
               no_shortcut="chosen once; also in the preferences"),
    ActionSpec("view.dark", "&Dark", menu="view", group=8, icon="moon", checkable=True,
               no_shortcut="chosen once; also in the preferences"),
    ActionSpec("view.contrast", "&High contrast", menu="view", group=8, icon="contrast", checkable=True,
               no_shortcut="chosen once; also in the preferences"),
    ActionSpec("view.system", "&As the system", menu="view", group=8, icon="monitor", checkable=True,
               no_shortcut="chosen once; also in the preferences"),
    ActionSpec("view.larger", "L&arger text", ("Ctrl++", "Ctrl+="), menu="view", group=9, icon="plus",
               tip="Up to 200 %"),
    ActionSpec("view.smaller", "&Smaller text", "Ctrl+-", menu="view", group=9, icon="minus", tip="Down to 80 %"),
    ActionSpec("view.full_screen", "&Full screen", "F11", mac=("Meta+Ctrl+F",), menu="view", group=9, icon="monitor",
               checkable=True, tip="Use the whole screen"),
    ActionSpec("tools.palette", "Search or &go to…", "Ctrl+K", menu="go", group=9, icon="search",
               tip="Find an action, a person, a goal or a date"),
    ActionSpec("help.shortcuts", "&Keyboard shortcuts", ("Ctrl+?", "Ctrl+/", "F1"), menu="help", icon="keyboard",
               tip="All actions and their keys"),
    ActionSpec("help.about", "&About IL Desktop", menu="help", group=1, icon="info", role="about",
               tip="Version, licences and where your data is", no_shortcut="rarely needed"),
)  # fmt: skip

SCHOOL_ACTION = ActionSpec(
    "tools.school_calendar", "School &calendar…", menu="tools", icon="calendar-check",
    tip="Terms, days off, bells and the rotation of day types", no_shortcut="needed a few times a year",
)  # fmt: skip

ASIDE_ACTIONS = {
    "tasks": ActionSpec("go.tasks", "Tas&ks", "Ctrl+Shift+J", icon="list-checks", menu="go", group=1,
                        tip="Tasks by importance and urgency, and what you handed on"),
    "ideal": ActionSpec("go.ideal", "&Ideal week", "Ctrl+Shift+Y", icon="palette", menu="go", group=1,
                        tip="Paint what your time is wanted for, apply it, compare"),
    "office": ActionSpec("go.office", "Front o&ffice", "Ctrl+Shift+G", icon="messages-square", menu="go", group=1,
                         tip="The board for your office, and what they ask for"),
    "changes": ActionSpec("go.changes", "&What changed", "Ctrl+Shift+U", icon="history", menu="go", group=1,
                          tip="What changed since yesterday, and who asked for it"),
    "gaps": ActionSpec("go.gaps", "&Gaps", "Ctrl+Shift+P", icon="chart-line", menu="go", group=1,
                       tip="Rates by group, how far they are apart, and what may be told of it"),
    "improve": ActionSpec("go.improve", "Impro&vement", "Ctrl+Shift+V", icon="refresh-cw", menu="go", group=1,
                          tip="Challenges with their evidence, small tests, and the next 90 days"),
    "library": ActionSpec("go.library", "Li&brary", icon="book-open", menu="go", group=1,
                          no_shortcut="looked up now and then; the search finds what is in it",
                          tip="Strategies and words in plain language, and the review of curriculum units"),
    "awards": ActionSpec("go.awards", "A&wards", icon="award", menu="go", group=1, no_shortcut="a few times a year",
                         tip="Rounds of awards with criteria, nominations, a panel and a decision"),
}  # fmt: skip


def page_action(number: int, page_id: str, title: str, icon: str) -> ActionSpec:
    """Return the action that shows a page; `number` is its place in the rail from 1."""
    tip = f"Show {title}"
    return ActionSpec(f"go.{page_id}", f"&{title}", f"Ctrl+{number}", icon=icon, menu="go", tip=tip)
