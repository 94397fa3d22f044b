"""Problems in words: what happened, what is safe, what to do next. One voice for the window and the command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from il_desktop.domain import errors
from il_desktop.domain.blocks import Protection
from il_desktop.wording.format import ENGLISH, Words, count_text, list_text, span_text

VALUE_REASONS = {
    "empty": "it is empty; please fill it in",
    "not_a_time": "it is not a time; write 9, 9:05 or 2:40 pm",
    "not_a_date": "it is not a date; write 2026-01-16 or 16 Jan 2026",
    "not_a_number": "it is not a number",
    "not_minutes": "it is not a length; write 45 or 1:30",
    "too_long": "it is too long",
    "too_small": "it is too small",
    "too_large": "it is too large",
    "too_short": "it is too short",
    "end_before_start": "it ends before it starts",
    "start_after_end": "it starts after it ends",
    "unknown": "there is nothing of that name",
    "unknown_zone": "there is no such time zone; write for example America/New_York",
    "not_allowed": "this value is not one of the choices",
    "ambiguous": "it could mean more than one; please say which",
    "duplicate": "it is there already",
    "not_an_email": "it is not an e-mail address",
    "sum_over_100": "the shares add up to more than 100 percent",
    "needs_both": "a percentage needs both numbers, how many and out of how many",
    "not_a_goal": "a goal cannot hang there",
    "same_as_baseline": "it is the same as the baseline",
    "outside_whole": "it is more than the whole",
    "wrong_way": "it is worse than the baseline; choose the other direction if less is better",
    "short_of_aim": "it asks for no more than the aim",
    "has_readings": "this measure has readings already, so its unit and direction stay",
    "in_future": "this day has not come yet",
    "in_past": "this day is over already",
    "two_people": "it names two people; give each a line",
    "half_a_name": "a given and a family name are needed",
    "unknown_role": "this role is not known; write for example teacher, administrator, coach or support staff",
    "unknown_contract": "this is no kind of contract; write full, part or long-term sub",
    "twice_in_file": "it stands in the list twice",
    "formula": "it is a formula; save the list with values only",
    "open_quote": "a quotation mark is not closed or stands in the wrong place",
    "too_many_columns": "there are more cells than columns",
    "not_a_choice": "this value is not one of the choices",
    "unknown_day": "this is no day type or weekday of the school",
    "unknown_period": "no bell schedule has a period of this name",
    "period_taken": "this teacher has another class in that period already",
    "unknown_slot": "this kind is not known; write teach, plan, lunch, team, duty or off",
    "nothing_different": "nothing is different from the calendar; choose a kind, a letter or bells",
    "overlaps": "these two overlap; one must end before the other begins",
    "in_other_year": "these dates reach into another school year",
    "outside_year": "it lies in no school year; add the year first, or choose dates inside one",
    "dates_outside": "terms or days off would lie outside the year; move them first",
    "round_closed": "this round is closed; undo that first, or plan another",
    "round_over": "the last day for nominations is over",
    "round_not_open": "the first day for nominations has not come yet",
    "judges_self": "nobody judges themselves",
    "not_on_panel": "this person is not on the panel of the round",
    "not_staff": "only staff of the school can be put forward",
    "scored_already": "somebody has scored by these criteria, so they stay",
    "unknown_nominator": "this is not known; write staff, student, family or community",
    "same_person": "nobody stands in for themselves",
    "yourself": "this is you; choose somebody else, or decide to do it",
    "gone_by": "this day has gone by; choose one to come",
    "once_a_day": "it has a place on this day already; choose another day",
    "accepted_already": "it was accepted already; undo that first",
    "control_characters": "it holds characters that cannot be stored",
    "not_a_rule": "this is no rule that can be read",
    "rule_too_fine": "a block may repeat every hour at most, not every minute or second",
    "rule_too_long": "the rule is longer than this program reads",
    "rule_interval": "the step between two dates has to be from 1 to 9999",
    "rule_count": "it may happen 10,000 times at most; end it on a date instead",
    "rule_years": "blocks may repeat from 1970 to 2100",
    "rule_ends_before": "it would end before it begins",
    "rule_never": "there is no date on which it would happen",
    "rule_two_ends": "it can end on a date or after a number of times, not both",
    "rule_as_brought": "its rule does not say which other days it would have; change this one, or write the rule anew",
    "days_by_calendar": "the school calendar decides its days; change this one, or the rule itself",
    "time_by_period": "it follows a period of the bells; drop it on the start of another period, or change this one",
    "repeats_already": "it repeats already",
    "repeats_too_long": "a block of several days cannot repeat",
    "no_measure": "it does not say what was measured; name a measure for these lines",
    "unknown_measure": "there is no measure of this name; choose one, or let new measures be made",
    "computed_measure": "this measure is computed by the program itself",
    "unknown_window": "the school calendar has no assessment window of this name",
    "no_day": "it does not say when; give a day or a window for these lines",
    "needs_value": "this measure takes a value, not counts",
    "nobody": "it is out of nobody",
    "not_a_count": "it is not a whole number of people",
    "not_of_n": "no whole number of people out of so many is this percentage",
    "levels_off_total": "the levels do not add up to it",
    "needs_prediction": "write the prediction first: what will happen, and by when",
    "needs_result": "write first what happened",
    "needs_learned": "write first what was learned",
    "needs_two_kinds": "a single kind of evidence does not confirm it; add a second kind",
    "too_many": "there are as many as there can be",
    "not_the_name": "it is not the full name, so nothing was removed",
    "legal_hold": "a note about this person is under legal hold and must be kept; end the hold first",
    "is_principal": "this file is the principal's own; choose another principal in the settings first",
}

FILE_REASONS = {
    "not_a_calendar": "it is not a calendar file (.ics)",
    "not_a_table": "it is not a table with columns",
    "too_large": "it is larger than this program reads",
    "unreadable": "it cannot be read",
    "missing": "there is no such file",
    "empty": "it is empty",
    "no_events": "there are no events in it",
    "no_header": "its first line does not name the columns",
    "not_oneroster": "it is no OneRoster export; these tables are missing",
    "table_twice": "a table stands in it twice",
    "not_a_workbook": "it is not a workbook with sheets (.xlsx, .xls or .ods)",
    "no_sheet": "it has no sheet of this name; its sheets are listed",
    "macros": "it holds macros, which are programs; save it as .xlsx without macros or as .csv",
    "encrypted": "it is locked with a password; unlock it first",
    "several_schools": "it holds several schools; say which one",
    "too_slow": "reading it took too long, so it was stopped",
    "binary": "it is not a text file",
    "not_a_backup": "it is not a backup of this program",
    "no_backup": "there is no backup beside it; name one",
    "not_office": "it is no file of proposals from the office",
    "office_version": "it was written for another version of this program",
    "changed_on_the_way": "it was changed on the way, so its check sum is wrong; ask the office for it again",
    "bad_proposal": "one of its proposals cannot be read, so none was taken in",
    "exists": "there is a file already; choose another name",
    "cannot_write": "it cannot be written there",
    "cannot_print": "the pages could not be printed; try another form, such as .docx or .html",
    "not_a_picture": "it is not a picture that can be drawn; choose a .png or .svg file",
    "not_a_template": "it is not a Word document (.docx)",
    "template_broken": "a field in it cannot be filled; check what stands between the double braces",
    "does_not_fit": "it has more than fits on its page; shorten some of the texts",
    "evidence_too_large": "it is larger than 20 MB; keep it where it is and write down where",
    "too_many_rows": "it has more rows than this program reads",
    "too_many_columns": "it has more columns than this program reads",
    "lists_students": "it lists single students; export the summary by group instead, without their names",
}

FAULT_REASONS = {
    "full": "the disk is full; make room and save again",
    "busy": "another program is holding the file; try again in a moment",
    "moved": "another program moved or replaced the file; use Open to choose where it is now",
    "io": "the disk reported an error; make a backup to another place",
    "unknown": "the file could not be written",
}

LEVEL_NAMES = {
    Protection.OPEN: "Open",
    Protection.FLEXIBLE: "Flexible",
    Protection.FIRM: "Firm",
    Protection.GUARDED: "Guarded",
    Protection.IMMOVABLE: "Immovable",
}

KIND_NAMES = {
    "time_block": "block",
    "block_series": "repeating block",
    "person": "person",
    "goal": "goal",
    "measure": "measure",
    "target": "target",
    "reading": "reading",
    "check_in": "check-in",
    "recognition": "recognition",
    "vision": "vision",
    "visit": "visit",
    "activity_type": "activity type",
    "calendar_span": "entry of the school calendar",
    "day_override": "exception",
    "bell_schedule": "bell schedule",
    "interruption": "interruption",
    "selection_round": "award round",
    "nomination": "nomination",
    "responsibility": "first contact",
    "team": "team",
    "team_member": "membership",
    "task": "task",
    "office_proposal": "proposal",
    "challenge": "challenge",
    "attachment": "piece of evidence",
}

_COUNT_NAMES = {
    "goal": ("goal or step", "goals or steps"),
    "recognition": ("recognition", "recognitions"),
    "visit": ("visit", "visits"),
    "block_goal": ("block", "blocks"),
    "block_person": ("block", "blocks"),
    "block_series": ("repeating block", "repeating blocks"),
    "reading": ("reading", "readings"),
    "target": ("target", "targets"),
    "check_in": ("check-in", "check-ins"),
    "timetable_slot": ("lesson in the timetable", "lessons in the timetable"),
    "task": ("task", "tasks"),
    "interruption": ("interruption", "interruptions"),
    "meeting": ("meeting", "meetings"),
    "log_entry": ("contact", "contacts"),
    "team_member": ("membership in a team", "memberships in teams"),
    "feedback": ("feedback", "feedbacks"),
    "calendar_span": ("entry of the school calendar", "entries of the school calendar"),
    "day_override": ("single day", "single days"),
    "section": ("class", "classes"),
    "nomination": ("nomination", "nominations"),
    "setting": ("weekly rule", "weekly rules"),
}


def value_reason(reason: str, limit: int | None = None) -> str:
    """Say why a value cannot be taken, as the second half of a sentence."""
    text = VALUE_REASONS.get(reason, "it cannot be taken")
    return text if limit is None else f"{text} (the limit is {limit})"


def line_sentence(problem: errors.LineProblem) -> str:
    """Say one bad line of a file: `Line 7, hired: "soon" - it is not a date; ...`."""
    shown = problem.value if len(problem.value) <= 40 else problem.value[:39] + "…"
    quoted = f" “{shown}”" if shown else ""
    return f"Line {problem.line}, {problem.column}:{quoted} {value_reason(problem.reason)}."


def problem_sentence(error: errors.UserFacingError, words: Words = ENGLISH) -> str:
    """Say a problem in one or two sentences."""
    for kind in type(error).__mro__:
        if kind in _SENTENCES:
            return _SENTENCES[kind](error, words)
    return "That did not work. Nothing was changed."


def _bad_value(error: errors.BadValue, _words: Words) -> str:
    shown = f" “{error.value}”" if error.value else ""
    return f"{error.field.replace('_', ' ').capitalize()}{shown}: {value_reason(error.reason, error.limit)}."


def _bad_file(error: errors.BadFile, _words: Words) -> str:
    reason = FILE_REASONS.get(error.reason, "it cannot be used")
    detail = f" ({error.detail})" if error.detail else ""
    return f"“{error.path.name}” was not used: {reason}{detail}. Nothing was changed."


def _bad_lines(error: errors.BadLines, _words: Words) -> str:
    count = len(error.lines)
    lines = list_text([str(number) for number in sorted({problem.line for problem in error.lines})])
    noun = "Line" if count == 1 else "Lines"
    verb = "needs" if count == 1 else "need"
    return (
        f"{noun} {lines} of “{error.path.name}” {verb} a correction. Nothing was imported; mend the file and try again."
    )


def _bad_problem(error: errors.BadProblem, _words: Words) -> str:
    from il_desktop.wording.plan_problems import bad_problem_sentence  # noqa: PLC0415  the window never reads such files

    return bad_problem_sentence(error)


def _conflict(error: errors.ProtectedTimeConflict, words: Words) -> str:
    parts = [
        f"“{conflict.title}” ({LEVEL_NAMES[conflict.protection]}, {span_text(conflict.span, words)})"
        for conflict in error.conflicts
    ]
    if any(conflict.protection == Protection.IMMOVABLE for conflict in error.conflicts):
        return f"This time is held by {list_text(parts)}, which cannot give way. Choose another time."
    return f"This time is protected by {list_text(parts)}. Choose another time, or say why it has to give way."


def _not_found(error: errors.NotFound, _words: Words) -> str:
    return f"This {KIND_NAMES.get(error.kind, 'entry')} is not there any more. Nothing was changed."


def _not_from_shelf(error: errors.NotFromShelf, _words: Words) -> str:
    return (
        f"“{error.title}” was not planned from the shelf, so it has no place there. It stays as it is; "
        "move it, or delete it."
    )


def _plan_outdated(error: errors.PlanOutdated, _words: Words) -> str:
    shown = list_text([f"“{title}”" for title in error.titles[:3]])
    return f"The week changed since this was proposed: {shown}. Nothing was done; plan again."


def _has_children(error: errors.HasChildren, _words: Words) -> str:
    parts = [
        count_text(number, *_COUNT_NAMES.get(table, ("entry", "entries"))) for table, number in error.counts.items()
    ]
    kind = KIND_NAMES.get(error.kind, "entry")
    return (
        f"This {kind} was not deleted: {list_text(parts)} belong to it. Move or delete them first, or end it instead."
    )


def _undo_blocked(_error: errors.UndoBlocked, _words: Words) -> str:
    return "This step cannot be taken back, because what it changed has changed since. Everything stays as it is."


_GOAL_NEEDS = {
    "owner": "an owner",
    "due": "a due date",
    "target": "a target with baseline and aim",
    "review": "a review date",
}


def _incomplete_goal(error: errors.IncompleteGoal, _words: Words) -> str:
    return f"This goal stays a draft: it still needs {goal_needs(error.missing)}."


def goal_needs(missing: Sequence[str]) -> str:
    """Name what a goal still needs to become active: `an owner and a due date`."""
    return list_text([_GOAL_NEEDS[code] for code in missing])


def _too_many_goals(error: errors.TooManyGoals, _words: Words) -> str:
    active = count_text(error.active, "goal is active already", "goals are active already")
    return f"{active}, and {error.limit} is the limit you set. Close one, or make this one active all the same."


def _students(_error: errors.LooksLikeStudents, _words: Words) -> str:
    return "This looks like a list of students. Plans name groups, not children: write a group, or keep it."


def _preference(_error: errors.PreferenceAsksReason, _words: Words) -> str:
    return "This is more public, or another form, than the person asked for. Choose as they wish, or say why not."


def _kept_private(_error: errors.KeptPrivate, _words: Words) -> str:
    return (
        "This recognition stays between you and its person: it is a draft, it is private, or the person keeps out of"
        " lists. Nothing was shared."
    )


def _unclear_name(error: errors.UnclearName, _words: Words) -> str:
    if not error.choices:
        return f"Nobody on the roster goes by “{error.name}”. Nothing was changed."
    return f"“{error.name}” fits several people: {', '.join(error.choices)}. Write the full name."


def _sync(error: errors.SyncProblem, _words: Words) -> str:
    from il_desktop.wording.problems_sync import sync_sentence  # noqa: PLC0415  not needed at start

    return sync_sentence(error)


def _not_ours(error: errors.NotOurFile, _words: Words) -> str:
    return f"“{error.path.name}” is not an IL Desktop file. It was left as it is; choose another file."


def _damaged(error: errors.DamagedFile, _words: Words) -> str:
    way = (
        f"Restore the backup “{error.backup.name}”"
        if error.backup
        else "No backup was found beside it; restore a copy of yours"
    )
    return f"“{error.path.name}” is damaged and was not opened. It was left as it is. {way}."


def _newer(error: errors.NewerFile, _words: Words) -> str:
    forms = f"its form is {error.found}, this version knows {error.known}"
    return (
        f"“{error.path.name}” was saved by a newer version ({forms}). "
        "It can be read, not changed; install the newer version to work in it."
    )


def _in_use(error: errors.FileInUse, _words: Words) -> str:
    who = f" ({error.owner})" if error.owner else ""
    return f"“{error.path.name}” is open in another window{who}. Close it there, then try again."


def _missing(error: errors.FileMissing, _words: Words) -> str:
    return f"There is no file “{error.path}”. Check the name, or make one with “il-desktop demo --file …”."


def _read_only(error: errors.ReadOnlyFile, _words: Words) -> str:
    return f"“{error.path.name}” is open for reading only, so this was not saved."


def _exists(error: errors.FileExists, _words: Words) -> str:
    return f"“{error.path.name}” is there already and was not touched. Choose another name."


def _fault(error: errors.StorageFault, _words: Words) -> str:
    return f"Not saved: {FAULT_REASONS.get(error.reason, FAULT_REASONS['unknown'])}. What you typed is still here."


_SENTENCES: dict[type, Callable[[Any, Words], str]] = {
    errors.BadValue: _bad_value,
    errors.BadFile: _bad_file,
    errors.BadLines: _bad_lines,
    errors.BadProblem: _bad_problem,
    errors.ProtectedTimeConflict: _conflict,
    errors.NotFound: _not_found,
    errors.NotFromShelf: _not_from_shelf,
    errors.PlanOutdated: _plan_outdated,
    errors.HasChildren: _has_children,
    errors.UndoBlocked: _undo_blocked,
    errors.IncompleteGoal: _incomplete_goal,
    errors.TooManyGoals: _too_many_goals,
    errors.LooksLikeStudents: _students,
    errors.PreferenceAsksReason: _preference,
    errors.KeptPrivate: _kept_private,
    errors.UnclearName: _unclear_name,
    errors.SyncProblem: _sync,
    errors.NotOurFile: _not_ours,
    errors.DamagedFile: _damaged,
    errors.NewerFile: _newer,
    errors.FileInUse: _in_use,
    errors.FileMissing: _missing,
    errors.ReadOnlyFile: _read_only,
    errors.FileExists: _exists,
    errors.StorageFault: _fault,
}
