"""What was written is noted once, of what kind it is by its ending; what cannot be noted is said."""

from __future__ import annotations

from pathlib import Path

from il_desktop import commands
from il_desktop.views.shared.export_note import note_export
from il_desktop.views.shared.shell import Shell

NOTED = "SELECT kind, audience, with_names, file_name FROM export_batch"


def noted(shell: Shell) -> list[tuple]:
    return shell.desk.read(lambda reader: reader.rows(NOTED))


def never() -> None:
    """Be asked and let it go on."""


def test_a_file_is_noted_by_its_name_and_ending(shell: Shell) -> None:
    assert note_export(shell, Path("/elsewhere/Plan.PDF"), "0" * 64, "staff", with_names=True)
    assert note_export(shell, Path("calendar"), "0" * 64, "me", kind="ics")
    assert noted(shell) == [("pdf", "staff", 1, "Plan.PDF"), ("ics", "me", 0, "calendar")]


def test_what_cannot_be_noted_now_is_said(shell: Shell) -> None:
    shell.desk.beside(commands.tasks.add_task, "A long one", checkpoint=never)  # not over: nothing else is saved
    assert not note_export(shell, Path("plan.pdf"), "0" * 64, "staff")
    assert shell.messages.last.startswith("Not saved: a long list is being saved")
    shell.desk.settle()
    assert noted(shell) == []
