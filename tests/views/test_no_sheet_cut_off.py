"""Every kind of side sheet, dialog and line over a page: nothing is cut off, out of reach or larger than the window."""

from __future__ import annotations

import contextlib

import pytest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from il_desktop import commands
from il_desktop.views.main_window import MainWindow
from il_desktop.views.shared import theme
from tests.views.clipping import cut_off

# what opens, by the page that it opens on
OPENED = {
    "week": (
        "week.new", "week.plan", "week.lost", "week.shelf", "week.go_to_date", "go.series", "edit.quick_add",
        "edit.interruption", "edit.task", "edit.find", "edit.preferences", "help.about", "help.shortcuts",
        "file.export_calendar", "file.publish_calendar", "file.calendars_of_others", "file.sync", "file.certificates",
        "file.newsletter",
    ),
    "goals": (
        "goals.new", "goals.part", "goals.edit", "goals.check_in", "goals.target", "goals.measure", "goals.reading",
        "goals.zones", "goals.vision", "goals.table",
    ),
    "people": ("people.new", "people.edit", "people.import", "people.timeline", "people.teams"),
    "recognition": ("recognition.new", "recognition.edit"),
    "review": ("review.reconcile",),
    "school": ("school.new", "school.next_year", "school.suggest"),
    "tasks": ("tasks.new",),
    "gaps": ("gaps.import",),
    "improve": ("improve.plan",),
    "awards": ("awards.new", "awards.edit"),
    "what_if": ("what_if.lost",),
}  # fmt: skip


PATIENCE_MS = 2_000  # for what is read beside the window and then laid out anew


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def beside(window: MainWindow) -> list[QWidget]:
    """Return the windows that are open over the main one."""
    tops = QApplication.topLevelWidgets()
    return [top for top in tops if top is not window.frame and top.isVisible() and not isinstance(top, QMenu)]


def problems(window: MainWindow, size: tuple[int, int]) -> list[str]:
    """Tell what is cut off in the window and in what stands over it."""
    found = cut_off(window.frame)
    if (window.frame.width(), window.frame.height()) != size:
        found.append(f"the window grew to {window.frame.width()}×{window.frame.height()}")
    for top in beside(window):
        found += cut_off(top)
        if top.width() > size[0] or top.height() > size[1]:
            found.append(f"{type(top).__name__} is {top.width()}×{top.height()}")
    return found


def lasting(qtbot, window: MainWindow, size: tuple[int, int]) -> list[str]:
    """Return what is still wrong once everything is laid out."""
    found: list[str] = []

    def is_in_order() -> bool:
        found[:] = problems(window, size)
        return not found

    with contextlib.suppress(qtbot.TimeoutError):
        qtbot.waitUntil(is_in_order, timeout=PATIENCE_MS)
    return found


@pytest.mark.parametrize(
    ("size", "scale_pct"),
    [((1024, 640), 100), ((1440, 900), 200), ((1024, 640), 150)],
    ids=["small", "200", "small-150"],
)
def test_no_sheet_is_cut_off(qtbot, open_window, sample_desk, size: tuple[int, int], scale_pct: int) -> None:
    sample_desk.run(commands.settings.change_settings, text_scale_pct=scale_pct)
    theme.current().apply("light", scale_pct)
    found = []
    for page_id, action_ids in OPENED.items():
        window = open_window(sample_desk, page_id, size=size)
        for action_id in action_ids:
            window.go(page_id)
            action = window.shell.actions.action(action_id)
            assert action.isEnabled(), action_id
            action.trigger()
            settle()
            found += [f"{action_id}: {problem}" for problem in lasting(qtbot, window, size)]
            for top in beside(window):
                top.close()
            settle()
        window.frame.hide()
    assert found == []


@pytest.mark.parametrize(("size", "scale_pct"), [((1440, 900), 200), ((1024, 640), 150)], ids=["200", "small-150"])
def test_no_sheet_of_something_new_is_cut_off(qtbot, open_window, sample_desk, ask, size, scale_pct) -> None:
    sample_desk.run(commands.settings.change_settings, text_scale_pct=scale_pct)
    theme.current().apply("light", scale_pct)
    found = []
    for action_id in ("library.strategy", "library.unit", "improve.new"):
        page_id = action_id.split(".")[0]
        window = open_window(sample_desk, page_id, size=size)
        ask.texts.append("Retrieval practice in every lesson")
        window.shell.actions.action(action_id).trigger()
        settle()
        found += [f"{action_id}: {problem}" for problem in lasting(qtbot, window, size)]
        window.frame.hide()
    assert found == []


@pytest.mark.parametrize(("size", "scale_pct"), [((1440, 900), 200), ((1024, 640), 150)], ids=["200", "small-150"])
def test_no_preview_of_an_import_is_cut_off(qtbot, open_window, sample_desk, size, scale_pct) -> None:
    sample_desk.run(commands.settings.change_settings, text_scale_pct=scale_pct)
    theme.current().apply("light", scale_pct)
    found = []
    window = open_window(sample_desk, "gaps", size=size)
    window.shell.actions.action("gaps.import").trigger()
    results = window.current.importer
    results.paste.setPlainText("Measure,Date,A column with a long name,Bar,Group\nReading,2025-09-01,4,8,Grade 7\n")
    results.read_paste.click()
    qtbot.waitUntil(lambda: not results.is_busy)
    found += lasting(qtbot, window, size)
    window.go("people")
    window.shell.actions.action("people.import").trigger()
    staff = window.current.rooms.importer
    staff.source.paste.setPlainText("First name\tLast name\tE-mail\tA long heading\nNora\tFeld\tn@example.org\tx\n")
    staff.source.read_paste.click()
    settle()
    found += lasting(qtbot, window, size)
    assert found == []
