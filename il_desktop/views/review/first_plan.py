"""Keeps the week's first plan: once from its first work minute on, and every minute what was added since."""

from __future__ import annotations

from il_desktop import commands
from il_desktop.domain.errors import FileProblem
from il_desktop.queries.baseline import unkept_plan
from il_desktop.queries.calendar import school_calendar
from il_desktop.views.shared.shell import Shell

ORIGIN = "first_plan"


def keep_first_plan(shell: Shell) -> int:
    """Write what the ledger of the present week lacks; return how many blocks that were.

    One read where nothing is missing. A file that cannot be written now is asked again the next minute.
    """
    if shell.desk.is_read_only:
        return 0
    calendar, settings = shell.desk.cached(school_calendar), shell.settings()
    week, blocks = shell.desk.read(unkept_plan, shell.now(), calendar, settings)
    if not blocks:
        return 0
    try:
        return shell.desk.run(commands.baseline.write_baseline, week, blocks, origin=ORIGIN)
    except FileProblem:
        return 0
