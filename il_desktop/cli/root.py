"""The group all commands hang on, and the one place where a problem becomes a sentence and an exit code."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from il_desktop import __version__
from il_desktop.cli.late import LateGroup
from il_desktop.domain.errors import BadLines, UserFacingError
from il_desktop.wording.problems import line_sentence, problem_sentence

_COMMANDS = {
    "agenda": "calendars:agenda",
    "backup": "data_file:backup",
    "changes": "day_card:changes",
    "check": "data_file:check",
    "demo": "data_file:demo",
    "feeds": "feeds:feeds_group",
    "forget": "forgetting:forget",
    "goals": "goals:goals",
    "office": "office:office_group",
    "plan": "plans:plan",
    "recognise": "recognise:recognise",
    "recognize": "recognise:recognise",
    "restore": "data_file:restore",
    "salvage": "data_file:salvage",
    "sync": "sync:sync_group",
}
_IMPORTS = {
    "ics": "calendar_import:import_ics",
    "nominations": "awards:import_nominations",
    "readings": "readings:import_readings",
    "roster": "rosters:import_roster",
}
_EXPORTS = {"csv": "exports:export_csv", "ics": "exports:export_ics", "xlsx": "exports:export_xlsx"}
_REPORTS = {
    "awards": "awards:report_awards",
    "certificates": "recognition_reports:report_certificates",
    "day": "day_card:report_day",
    "gaps": "goal_reports_gaps:report_gaps",
    "gifts": "recognition_reports:report_gifts",
    "goals": "goal_reports:report_goals",
    "letters": "recognition_reports:report_letters",
    "newsletter": "recognition_reports:report_newsletter",
    "ninety-days": "goal_reports_gaps:report_ninety_days",
    "person": "person_report:report_person",
    "recognition": "recognition_reports:report_recognition",
    "strategy": "goal_reports:report_strategy",
    "week": "week_report:report_week",
}


class _Commands(LateGroup):
    """Runs a command and tells its problems."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UserFacingError as problem:
            tell(problem)
            ctx.exit(1)


@click.group(
    cls=_Commands, places=_COMMANDS, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="il-desktop")
def root() -> None:
    """Work with a school file without opening a window."""


@root.group("import", cls=LateGroup, places=_IMPORTS)
def import_group() -> None:
    """Bring calendars or a staff list into the file."""


@root.group("export", cls=LateGroup, places=_EXPORTS)
def export_group() -> None:
    """Write the calendar for another program."""


@root.group("report", cls=LateGroup, places=_REPORTS)
def report_group() -> None:
    """Write a report as .pdf, .docx, .xlsx or .html."""


@root.command("open")
@click.option("--file", metavar="FILE", help="The school file; else the usual one.")
@click.option("--page", metavar="PAGE", help="The page to begin with: today, week, goals, people, recognition.")
@click.option("--read-only", is_flag=True, help="Look only; works beside a window that has the file open.")
@click.option("--tour", metavar="FOLDER", help="Write pictures of all pages instead of opening a window.")
def open_window(**_options: object) -> None:
    """Open the window (what the program does without a command)."""
    # The program's entry takes this command itself, so that a window starts without loading this room. It stands here
    # to be listed and explained.
    raise click.UsageError(message="Write “open” as the first word.")


def tell(problem: UserFacingError) -> None:
    """Say a problem on standard error; bad lines of a file each on a line of their own."""
    click.echo(problem_sentence(problem), err=True)
    if isinstance(problem, BadLines):
        for line in problem.lines:
            click.echo(f"  {line_sentence(line)}", err=True)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError, OSError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # pyright: ignore[reportAttributeAccessIssue]  a replaced stream may lack it
    try:
        root.main(args=list(sys.argv[1:] if argv is None else argv), prog_name="il-desktop")
        sys.stdout.flush()
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else int(bool(done.code))
    except BrokenPipeError:
        # The reader went away (`| head`): nothing more to say, and the interpreter must not complain at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0
