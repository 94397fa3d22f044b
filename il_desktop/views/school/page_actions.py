"""What the school calendar offers in menus and the palette."""

from __future__ import annotations

from collections.abc import Callable

from il_desktop.views.shared.actions import ActionSpec

_PAGE = "school"


def action_specs(has_year: Callable[[], bool]) -> tuple[ActionSpec, ...]:
    """Return add, next year, suggest and import, in this order; all but the first need a school year."""
    return (
        ActionSpec(
            "school.new", "Add dates…", "Ctrl+N", icon="calendar-plus", menu="edit", group=20, page=_PAGE,
            tip="A holiday, a term, a staff day, testing, an assembly, or who is away",
        ),
        ActionSpec(
            "school.next_year", "Start the next school year", icon="milestone", menu="edit", group=21, page=_PAGE,
            no_shortcut="once a year", when=has_year,
            tip="Takes bells, rotation, terms, holidays and staff days along, for you to check",
        ),
        ActionSpec(
            "school.suggest", "Suggest holidays…", icon="sparkles", menu="edit", group=21, page=_PAGE,
            no_shortcut="once a year", when=has_year, tip="Federal and state holidays that are still school days here",
        ),
        ActionSpec(
            "school.import_timetable", "Import &timetable…", icon="import", menu="file", group=1, page=_PAGE,
            no_shortcut="once or twice a year", when=has_year,
            tip="Bring in who teaches what and where from a CSV file or a OneRoster export, after a preview",
        ),
    )  # fmt: skip
