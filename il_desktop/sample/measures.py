"""What is measured at Maple Hollow: targets of the five goals, and twelve measures in three windows for six groups."""

from __future__ import annotations

from datetime import date

from il_desktop.sample.book import Book, row_id
from il_desktop.sample.goals import DUE, goal_id
from il_desktop.sample.year import WINDOWS, week_days

GROUPS = {"Group 1": 402, "Group 2": 214, "Group 3": 71, "Group 4": 18, "Group 5": 7}
STUDENTS, TESTED = sum(GROUPS.values()), 700
_WINDOWS = ("fall", "interim", "winter")

# key, name, family, timing, unit, better, source, per cent over all students in fall, interim, winter
_WINDOWED = (
    ("math", "Math proficiency", "achievement", "lagging", "percent", "up", "interim", (42, 45, 47)),
    ("absence", "Chronic absence", "climate", "leading", "percent", "down", "attendance", (19, 18, 17)),
    ("reading", "Reading proficiency", "achievement", "lagging", "percent", "up", "interim", (51, 52, 54)),
    ("science", "Science unit check passed", "achievement", "lagging", "percent", "up", "formative", (47, 50, 49)),
    ("writing", "Draft with an arguable claim", "achievement", "leading", "percent", "up", "formative", (33, 38, 44)),
    ("exit", "Exit ticket right the first time", "instruction", "leading", "percent", "up", "formative", (55, 58, 61)),
    ("homework", "Practice handed in", "instruction", "leading", "percent", "up", "formative", (71, 73, 70)),
    ("belong", "I belong here", "climate", "leading", "percent", "up", "survey", (63, 66, 68)),
    ("adult", "An adult here knows me well", "climate", "leading", "percent", "up", "survey", (58, 61, 64)),
    ("referral", "No office referral", "climate", "lagging", "percent", "up", "behavior", (94, 93, 95)),
    ("goal_set", "Set and checked an own goal", "instruction", "leading", "percent", "up", "survey", (40, 47, 52)),
    ("advisory", "Advisory attended", "climate", "leading", "percent", "up", "attendance", (88, 90, 91)),
)
_EXACT = {"math": (294, 315, 329), "absence": (135, 130, 121)}
_LEVELS = (-6, 5, 10, -12, 3)  # points that Group 1 to 5 lie off the whole, before they are fitted to it


def fill(book: Book) -> None:
    """Add measures, targets and readings."""
    for key, name, family, timing, unit, better, source, rates in _WINDOWED:
        measure = book.add(
            "measure", f"measure:{key}", name=name, family=family, timing=timing, unit=unit, better=better,
            source=source, audience="students", cadence_days=60,
        )  # fmt: skip
        for position, window in enumerate(_WINDOWS):
            total = TESTED if key == "math" else STUDENTS
            exact = _EXACT.get(key)
            whole = exact[position] if exact else (total * rates[position] + 50) // 100
            _add_window(book, key, measure, window, whole, total)
    _add_goal_measures(book)
    _add_targets(book)


def _add_window(book: Book, key: str, measure: str, window: str, whole: int, total: int) -> None:
    cells: list[tuple[str | None, int, int]] = [(None, whole, total)]
    cells += [(name, *cell) for name, cell in split(whole, total).items()]
    for name, numerator, denominator in cells:
        book.add(
            "reading", f"reading:{key}:{window}:{name or 'all'}", measure_id=measure,
            window_id=row_id(f"calendar_span:window:{window}"), read_on=week_days(WINDOWS[window])[3].day,
            group_dim="group" if name else None, group_name=name, numerator=numerator, denominator=denominator,
        )  # fmt: skip


def split(whole: int, total: int) -> dict[str, tuple[int, int]]:
    """Divide a count over the five groups so that numerators and denominators add up to the whole exactly."""
    missing = STUDENTS - total
    sizes = GROUPS | {"Group 1": GROUPS["Group 1"] - missing}
    counts = {
        name: max(0, min(size, round(size * whole / total + size * level / 100)))
        for (name, size), level in zip(sizes.items(), _LEVELS, strict=True)
    }
    counts["Group 1"] += whole - sum(counts.values())
    return {name: (counts[name], size) for name, size in sizes.items()}


def _add_goal_measures(book: Book) -> None:
    thinking = book.add(
        "measure", "measure:thinking", name="ELA critical-thinking rubric", unit="score", source="formative",
        audience="students", cadence_days=60,
    )  # fmt: skip
    for window, value in (("fall", 2.1), ("interim", 2.2)):
        book.add(
            "reading", f"reading:thinking:{window}", measure_id=thinking, value=value,
            window_id=row_id(f"calendar_span:window:{window}"), read_on=week_days(WINDOWS[window])[4].day,
        )  # fmt: skip
    gap = book.add(
        "measure", "measure:gap", name="Grade 8 math gap", better="down", cadence_days=60, audience="students"
    )
    for name, numerator, denominator in (("Group 2", 38, 71), ("Group 3", 24, 83)):
        book.add(
            "reading", f"reading:gap:{name}", measure_id=gap, window_id=row_id("calendar_span:window:fall"),
            read_on=week_days(2)[3].day, grade="8", group_dim="group", group_name=name, numerator=numerator,
            denominator=denominator,
        )  # fmt: skip
    pulse = book.add(
        "measure", "measure:recognized", name="Staff recognized in the last 7 days", family="climate", timing="leading",
        source="survey", audience="staff", cadence_days=42,
    )  # fmt: skip
    for day, numerator in ((week_days(2)[4].day, 12), (week_days(10)[4].day, 17)):
        book.add(
            "reading", f"reading:recognized:{day}", measure_id=pulse, read_on=day, numerator=numerator, denominator=42
        )


def _add_targets(book: Book) -> None:
    baseline_on = week_days(2)[3].day
    for letter, measure, baseline, aim, change in (
        ("A", "math", 42.0, 52.0, "points"),
        ("B", "thinking", 2.1, 2.6, "absolute"),
        ("C", "gap", 24.6, 18.0, "absolute"),
        ("D", "absence", 19.0, 14.0, "absolute"),
        ("E", "recognized", 29.0, 60.0, "absolute"),
    ):
        book.add(
            "target", f"target:{letter}", goal_id=goal_id(letter), measure_id=row_id(f"measure:{measure}"),
            baseline=baseline, aim=aim, change_kind=change, baseline_on=_baseline_day(letter, baseline_on), due_on=DUE,
            stretch=aim + 2 if letter == "A" else None,
        )  # fmt: skip


def _baseline_day(letter: str, usual: date) -> date:
    return week_days(2)[4].day if letter in "BE" else usual
