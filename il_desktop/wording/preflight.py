"""What an export does to the calendar, in plain sentences, before and after the file is written."""

from __future__ import annotations

from datetime import date

from il_desktop.domain.walltime import WallTime
from il_desktop.wording.format import ENGLISH, Words, count_text, dated_moment_text, day_text

AUDIENCE_NAMES = {"me": "Me", "office": "Front office", "staff": "Staff", "public": "Public"}
AUDIENCE_SENTENCES = {
    "me": "Your own Outlook: kinds of activity, marked private. No titles you typed, no names, no places, no notes.",
    "office": "Your office: what may be moved and what needs a reason. Visits and personal time in general words.",
    "staff": "Your staff: “In classrooms”, “Meeting”, “Busy”, “Away”, “Available”. Nothing else.",
    "public": "Everybody: holidays, terms, and blocks you marked public, with their titles.",
}
CHOICE_NAMES = {"all": "Whole calendar", "new": "Only new", "changed": "New and changed"}
CHOICE_SENTENCES = {
    "all": "Everything in these dates, for a calendar of its own. Delete the old one in Outlook first.",
    "new": "Only what did not go out before. Nothing in Outlook has to be deleted.",
    "changed": "What is new, and what changed since it went out. Delete the old entries in Outlook first.",
}
BUSY_WORDS = {"FREE": "free", "TENTATIVE": "tentative", "BUSY": "busy", "OOF": "away"}
NAMES_SENTENCES = {
    "me": "The file then holds titles you typed, places and the people of your blocks. Notes stay here.",
    "office": "Your office then reads titles you typed, places and people; of personal time nothing. Notes stay here.",
}
KIND_SENTENCES = {
    "csv": "For the import wizard of classic Outlook: one row a date, in the way that Windows writes dates there.",
    "xlsx": "For reading and counting: one row a date, with filters.",
}
IMPORT_STEPS = {
    "all": (
        "In Outlook delete the calendar of the last export, if there is one.",
        "Double-click the file: Outlook opens it as a calendar of its own.",
        "Outlook on the web: Add calendar, Upload from file, into a new calendar.",
    ),
    "new": (
        "In Outlook choose File, Open & Export, Import/Export.",
        "Choose “Import an iCalendar (.ics) file”, then this file, then Import.",
        "Import it once: a second time makes a second copy of every entry.",
    ),
}
IMPORT_STEPS["changed"] = (
    "In Outlook delete the entries listed here; a search for their category finds them.",
    "Choose File, Open & Export, Import/Export, “Import an iCalendar (.ics) file”, then this file.",
    "Tick here what is deleted, so that it is not listed again.",
)
IMPORT_STEPS["csv"] = (
    "In classic Outlook choose File, Open & Export, Import/Export, “Import from another program or file”.",
    "Choose “Comma Separated Values”, then this file, then your calendar.",
    "Import it once: a second time makes a second copy. A calendar file is the better way where you can use it.",
)
IMPORT_STEPS["xlsx"] = (
    "Open the file in Excel or LibreOffice.",
    "The head filters each column, by category or by how time is shown.",
    "Outlook does not read it: choose the calendar for that.",
)


def finding_sentence(kind: str, title: str, number: int) -> str:
    """Say what happens to a repeating block or a text."""
    dates, what = count_text(number, "date", "dates"), f"“{title}”"
    sentences = {
        "kept": f"{count_text(number, 'repeating block', 'repeating blocks')} repeat in Outlook as they do here.",
        "split": f"{what} becomes {number} repeating entries: Outlook has no such repetition in one.",
        "flattened": f"{what} goes out date by date ({dates}): Outlook has no such repetition.",
        "utc": f"{what} goes out date by date ({dates}): Outlook cannot hold the clock changes of its time zone.",
        "cut": f"A text of more than 255 characters is shortened on {dates}.",
        "masked": f"{dates} read {what} instead of what they are.",
        "left_out": f"{dates} are not for these readers and stay here.",
    }
    if kind == "kept" and number == 1:
        return "1 repeating block repeats in Outlook as it does here."
    if number == 1 and kind in ("masked", "left_out"):
        return f"1 date reads {what} instead of what it is." if kind == "masked" else "1 date stays here."
    return sentences[kind]


def count_sentence(total: int, counts: list[tuple[str, int]]) -> str:
    """Say how many dates go out, by category."""
    if not total:
        return "Nothing goes out: there is nothing in these dates that these readers may see."
    parts = ", ".join(f"{number} {name.lower()}" for name, number in counts)
    return f"{count_text(total, 'date goes out', 'dates go out')}: {parts}."


def delta_sentence(new: int, changed: int, same: int, gone: int) -> str:
    """Say what differs from what Outlook has."""
    parts = [(new, "new"), (changed, "changed"), (same, "as before"), (gone, "no longer here")]
    said = ", ".join(f"{number} {word}" for number, word in parts if number)
    return f"Compared with the last exports: {said}." if said else "Nothing went out before."


def old_entry_text(start: str, title: str, tag: str, words: Words = ENGLISH) -> str:
    """Name an entry to delete as Outlook shows it: when, title, category."""
    when = (
        dated_moment_text(WallTime.parse(start), words)
        if "T" in start
        else day_text(date.fromisoformat(start), words, year=True)
    )
    return f"{when}  {title}  (category {tag})"


def delete_first_sentence(number: int) -> str:
    """Introduce the list of what to delete before the import."""
    return f"Delete {count_text(number, 'entry', 'entries')} in Outlook before you import:"


def large_sentence(entries: int, terms: int) -> str:
    """Offer several files instead of one that is large."""
    return f"{entries} entries are much for one file: some programs take long. {terms} files, one a term, are easier."


def exported_sentence(entries: int, dates: str, file_name: str, *, has_titles: bool = False) -> str:
    """Say that a file was written; `has_titles` for the public alone, which reads titles."""
    private = "" if has_titles else " No names and no notes are in it."
    return f"{count_text(entries, 'entry', 'entries')} for {dates} written to {file_name}.{private}"
