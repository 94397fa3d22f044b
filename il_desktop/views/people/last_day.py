"""Asking for somebody's last day; what the day means is the caller's."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from il_desktop.views.shared.shell import Shell
from il_desktop.views.shared.typed import NotReadable, read_date


def ask_last_day(shell: Shell, owner: QWidget, title: str, label: str) -> date | None:
    """Return the day typed, today being offered; None when nothing was answered or it is no day, which is said."""
    typed = shell.ask.text(owner, title, label, "today")
    return None if typed is None else day_typed(shell, typed)


def day_typed(shell: Shell, typed: str) -> date | None:
    """Return the day a text names, None when it names none, which is said."""
    try:
        return read_date(typed, shell.today(), day_first=shell.words.day_first)
    except NotReadable as refusal:
        shell.messages.problem(refusal.sentence)
        return None
