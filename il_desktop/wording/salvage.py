"""What to say after a damaged file's rows were saved into a new one: what came over, what did not, what to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from il_desktop.domain.salvaged import BACKUP, CUT, DOUBTFUL, DROPPED, LOST, STAND_IN, Salvaged, SalvagedEntry
from il_desktop.wording.format import count_text, list_text

_KINDS = {
    "activity_type": ("kind of activity", "kinds of activity"),
    "attachment": ("piece of evidence", "pieces of evidence"),
    "bell_schedule": ("bell schedule", "bell schedules"),
    "block_goal": ("link from a block to a goal", "links from blocks to goals"),
    "block_person": ("person of a block", "people of blocks"),
    "block_series": ("repeating block", "repeating blocks"),
    "calendar_span": ("entry of the school calendar", "entries of the school calendar"),
    "challenge": ("challenge", "challenges"),
    "check_in": ("check-in", "check-ins"),
    "day_override": ("exception of a day", "exceptions of a day"),
    "feedback": ("feedback", "feedbacks"),
    "file_content": ("kept file", "kept files"),
    "goal": ("goal or step", "goals and steps"),
    "interruption": ("interruption", "interruptions"),
    "library_item": ("item of the library", "items of the library"),
    "log_entry": ("contact", "contacts"),
    "measure": ("measure", "measures"),
    "meeting": ("meeting", "meetings"),
    "nomination": ("nomination", "nominations"),
    "person": ("person", "people"),
    "reading": ("reading", "readings"),
    "recognition": ("recognition", "recognitions"),
    "responsibility": ("first contact", "first contacts"),
    "selection_round": ("award round", "award rounds"),
    "setting": ("setting", "settings"),
    "target": ("target", "targets"),
    "task": ("task", "tasks"),
    "team": ("team", "teams"),
    "team_member": ("membership in a team", "memberships in teams"),
    "time_block": ("block", "blocks"),
    "timetable_slot": ("lesson in the timetable", "lessons in the timetable"),
    "vision": ("vision", "visions"),
    "vision_item": ("part of the vision", "parts of the vision"),
    "visit": ("visit", "visits"),
}
_MAIN = ("person", "time_block", "goal", "reading", "visit", "recognition", "task")
_MOST_NAMED = 12


def kind_count(table: str, number: int) -> str:
    """Say how many rows of a table, as the reader knows them: `3 blocks`."""
    one, many = _KINDS.get(table, (f"entry of “{table.replace('_', ' ')}”", f"entries of “{table.replace('_', ' ')}”"))
    return count_text(number, one, many)


def salvaged_sentences(found: Salvaged) -> list[str]:
    """Return the short report, a sentence each; the first says how much came over."""
    said = [_came(found)]
    for state, form in (
        (BACKUP, "From the backup{backup}, because the file had lost or damaged them: {what}."),
        (DOUBTFUL, "Came over from a damaged place; look whether they are right: {what}."),
        (STAND_IN, "Put in so that what belongs to them could stay: {what}. Give them their name again."),
        (CUT, "Came over, but what they belonged to is lost: {what}."),
        (DROPPED, "Lost with what they belonged to: {what}."),
        (LOST, "Lost: {what}."),
    ):  # fmt: skip
        entries = found.of(state)
        if entries:
            backup = f" “{found.backup.name}”" if found.backup is not None else ""
            said.append(form.format(backup=backup, what=_what(entries)))
    if found.may_miss:
        said.append(f"More may be lost that nobody can count, of {_tables(found.may_miss)}.")
    if not found.is_proven:
        said.append(
            "Single wrong letters or numbers cannot be ruled out: this file was not closed in good order, so there is"
            " nothing to compare it with."
        )
    if not found.has_history:
        said.append("Undo begins anew.")
    return said


def salvaged_lines(found: Salvaged) -> list[str]:
    """Return the whole report for a file or a terminal: the sentences, then every entry that is not as it was."""
    words = {
        BACKUP: "from the backup",
        DOUBTFUL: "to be looked at",
        STAND_IN: "put in",
        CUT: "lost what it belonged to",
        DROPPED: "lost with what it belonged to",
        LOST: "lost",
    }
    lines = [*salvaged_sentences(found), ""] if found.entries else salvaged_sentences(found)
    for entry in found.entries:
        one = _KINDS.get(entry.table, (entry.table.replace("_", " "), ""))[0]
        name = f" “{entry.name}”" if entry.name else ""
        lines.append(f"{words[entry.state]}: {one}{name} ({entry.key})")
    return lines


def _came(found: Salvaged) -> str:
    total = sum(found.came.values())
    main = [kind_count(table, found.came[table]) for table in _MAIN if found.came.get(table)]
    among = f", among them {list_text(main)}" if main else ""
    return f"{count_text(total, 'entry', 'entries')} came over into “{found.path.name}”{among}."


def _what(entries: Sequence[SalvagedEntry]) -> str:
    counts = Counter(entry.table for entry in entries)
    said = list_text([kind_count(table, number) for table, number in counts.most_common()])
    names = [f"“{name}”" for name in dict.fromkeys(entry.name for entry in entries) if name]
    if not names:
        return said
    more = ["…"] if len(names) > _MOST_NAMED else []
    return f"{said} ({', '.join([*names[:_MOST_NAMED], *more])})"


def _tables(names: Iterable[str]) -> str:
    shown = list(dict.fromkeys(_KINDS.get(name, ("", "other lists"))[1] for name in names))
    return list_text(shown)
