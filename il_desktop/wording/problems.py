"""Problems in words: what happened, what is safe, what to do next. One voice for the window and the command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from il_desktop.domain import errors
from il_desktop.domain.blocks import Protection
from il_desktop.domain.zones import parse_instant
from il_desktop.wording.format import ENGLISH, Words, clock_text, count_text, day_text, list_text, span_text
from il_desktop.wording.problem_reasons import FAULT_REASONS, FILE_REASONS, VALUE_REASONS

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


def _leased(error: errors.FileLeased, words: Words) -> str:
    who = f" ({error.user})" if error.user else ""
    since = f" since {_moment(error.since, words)}" if error.since else ""
    return (
        f"“{error.path.name}” is open on {error.host or 'another computer'}{who}{since}, so here it can only be read. "
        "Close it there and open it again here; if that computer went off, ten minutes later."
    )


def _moment(instant: str, words: Words) -> str:
    """Return an instant as the clock of this computer shows it; the school's zone is not known before its file is."""
    try:
        moment = parse_instant(instant).astimezone()
    except ValueError:
        return instant
    return f"{day_text(moment.date(), words)} {clock_text(moment.hour * 60 + moment.minute, words)}"


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
    errors.FileLeased: _leased,
    errors.FileMissing: _missing,
    errors.ReadOnlyFile: _read_only,
    errors.FileExists: _exists,
    errors.StorageFault: _fault,
}
