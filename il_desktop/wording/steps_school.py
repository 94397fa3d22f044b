"""Sentences of steps that change the school calendar."""

from __future__ import annotations

from datetime import date

from il_desktop.domain.changes import StepLabel
from il_desktop.domain.school import DayKind
from il_desktop.wording.format import Words, count_text, day_text, days_text, list_text
from il_desktop.wording.school import KIND_WORDS, SLOT_WORDS, SPAN_WORDS
from il_desktop.wording.steps import Template


def _day(label: StepLabel, words: Words, name: str = "day") -> str:
    return day_text(date.fromisoformat(label.text(name)), words)


def _dates(label: StepLabel, words: Words) -> str:
    return days_text(date.fromisoformat(label.text("first")), date.fromisoformat(label.text("last")), words)


def _moved(label: StepLabel) -> str:
    """Say what followed the calendar."""
    moved, lost = label.number("moved"), label.number("lost")
    parts = [f"{count_text(moved, 'block', 'blocks')} moved with the bells"] if moved else []
    parts += [f"{count_text(lost, 'visit has', 'visits have')} no lesson now"] if lost else []
    return f"; {', '.join(parts)}" if parts else ""


def _set(label: StepLabel, words: Words) -> str:
    kind = label.text("kind")
    parts = [KIND_WORDS[DayKind(kind)]] if kind else []
    parts += [f"letter {label.text('letter')}"] if label.text("letter") else []
    parts += [f"{label.name('bells', 'other')} bells"] if label.text("bells") else []
    parts += ["own times"] if label.number("periods") else []
    counts = {"yes": "counts as a school day", "no": "does not count as a school day"}.get(label.text("contact"))
    parts += [counts] if counts else []
    return f"Changed {_day(label, words)}: {', '.join(parts)}{_moved(label)}"


def _cleared(label: StepLabel, words: Words) -> str:
    return f"Took back the exception of {_day(label, words)}{_moved(label)}"


def _span(label: StepLabel) -> str:
    if label.text("kind") == "absence":
        return f"the absence of {label.name('person', 'somebody')}"
    noun = SPAN_WORDS.get(label.text("kind"), "dates").lower()
    return f"the {noun} “{label.name('span', 'without a name')}”"


def _added(label: StepLabel, words: Words) -> str:
    return f"Added {_span(label)}, {_dates(label, words)}{_moved(label)}"


def _added_all(label: StepLabel, _words: Words) -> str:
    return f"Added {count_text(label.number('count'), 'holiday', 'holidays')}{_moved(label)}"


def _edited(label: StepLabel, _words: Words) -> str:
    return f"Changed {_span(label)}{_moved(label)}"


def _deleted(label: StepLabel, _words: Words) -> str:
    return f"Deleted {_span(label)}{_moved(label)}"


def _absent(label: StepLabel, words: Words) -> str:
    stands_in = f", {label.name('substitute', 'somebody')} stands in" if label.text("substitute") else ""
    return f"Noted that {label.name('person', 'somebody')} is away, {_dates(label, words)}{stands_in}"


def _year(label: StepLabel, _words: Words) -> str:
    dates = count_text(label.number("dates"), "date", "dates")
    return f"Started the school year “{label.name('span', 'next')}” with {dates} of the last one to check"


def _bells(verb: str) -> Template:
    def say(label: StepLabel, _words: Words) -> str:
        return f"{verb} the bells “{label.name('bells', 'without a name')}”{_moved(label)}"

    return say


def _bells_edited(label: StepLabel, words: Words) -> str:
    name = label.name("bells", "without a name")
    if label.text("field") == "name":
        return f"Renamed a bell schedule to “{name}”"
    since = f", from {_day(label, words, 'first')} on" if label.text("first") else ", for all dates"
    return f"Changed the times of the bells “{name}”{since}{_moved(label)}"


def _times_dropped(label: StepLabel, words: Words) -> str:
    name = label.name("bells", "without a name")
    return f"Took back the times of the bells “{name}” from {_day(label, words, 'first')} on{_moved(label)}"


def _week(label: StepLabel, _words: Words) -> str:
    return f"Changed which bells ring on which weekday{_moved(label)}"


def _cycle(label: StepLabel, _words: Words) -> str:
    return f"Changed the rotation of {count_text(label.number('types'), 'day type', 'day types')}{_moved(label)}"


def _timetable(label: StepLabel, words: Words) -> str:
    people = count_text(label.number("people"), "person", "people")
    return f"Imported the timetable of {people}, from {_day(label, words, 'first')} on"


def _slot(label: StepLabel, words: Words) -> str:
    who, since = label.name("person", "somebody"), _day(label, words, "first")
    weekday = label.args.get("weekday")
    letter = label.text("letter")
    days = f" on {letter} days" if letter else f" on {words.weekdays[weekday]}s" if isinstance(weekday, int) else ""
    kind = label.text("kind")
    what = f"“{label.name('section', 'a class')}”" if kind == "teach" else SLOT_WORDS.get(kind, "nothing known").lower()
    return f"Set {label.text('period')}{days} of {who} to {what}, from {since} on"


def _section(verb: str) -> Template:
    def say(label: StepLabel, _words: Words) -> str:
        return f"{verb} the class “{label.name('section', 'without a name')}”"

    return say


def _oneroster(label: StepLabel, _words: Words) -> str:
    counts = (("people", "person", "people"), ("classes", "class", "classes"), ("lessons", "lesson", "lessons"))
    parts = [count_text(label.number(name), one, many) for name, one, many in counts if label.number(name)]
    return f"Imported a OneRoster export: {list_text(parts) if parts else 'dates of the year'}"


SENTENCES: dict[str, Template] = {
    "day.set": _set,
    "day.clear": _cleared,
    "dates.add": _added,
    "dates.add_all": _added_all,
    "dates.edit": _edited,
    "dates.delete": _deleted,
    "absence.add": _absent,
    "year.start": _year,
    "bells.add": _bells("Added"),
    "bells.edit": _bells_edited,
    "bells.drop_times": _times_dropped,
    "bells.delete": _bells("Deleted"),
    "bells.week": _week,
    "cycle.set": _cycle,
    "timetable.import": _timetable,
    "slot.set": _slot,
    "section.add": _section("Added"),
    "section.edit": _section("Changed"),
    "section.delete": _section("Deleted"),
    "oneroster.import": _oneroster,
}
