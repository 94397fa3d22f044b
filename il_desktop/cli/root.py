"""The group all commands hang on, and the one place where a problem becomes a sentence and an exit code."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from il_desktop import __version__
from il_desktop.cli import (
    awards,
    calendars,
    data_file,
    day_card,
    exports,
    feeds,
    forgetting,
    goal_reports,
    goal_reports_gaps,
    goals,
    office,
    papers,
    person_report,
    plans,
    readings,
    recognise,
    recognition_reports,
    rosters,
    sync,
)
from il_desktop.domain.errors import BadLines, UserFacingError
from il_desktop.wording.problems import line_sentence, problem_sentence


class _Commands(click.Group):
    """Runs a command and tells its problems."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UserFacingError as problem:
            tell(problem)
            ctx.exit(1)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="il-desktop")
def root() -> None:
    """Work with a school file without opening a window."""


@root.group("import")
def import_group() -> None:
    """Bring calendars or a staff list into the file."""


@root.group("export")
def export_group() -> None:
    """Write the calendar for another program."""


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


for command in (data_file.demo, data_file.check, data_file.backup, data_file.restore, calendars.agenda, plans.plan):
    root.add_command(command)
root.add_command(goals.goals)
root.add_command(sync.sync_group)
root.add_command(office.office_group)
root.add_command(day_card.changes)
papers.report_group.add_command(day_card.report_day)
papers.report_group.add_command(person_report.report_person)
for spelling in ("recognise", "recognize"):
    root.add_command(recognise.recognise, spelling)
root.add_command(papers.report_group)
root.add_command(forgetting.forget)
for command in (
    goal_reports.report_strategy, goal_reports.report_goals, goal_reports_gaps.report_gaps,
    goal_reports_gaps.report_ninety_days,
):  # fmt: skip
    papers.report_group.add_command(command)
for command in (
    recognition_reports.report_recognition, recognition_reports.report_newsletter,
    recognition_reports.report_certificates, recognition_reports.report_letters, awards.report_awards,
):  # fmt: skip
    papers.report_group.add_command(command)
root.add_command(feeds.feeds_group)
import_group.add_command(calendars.import_ics)
import_group.add_command(rosters.import_roster)
import_group.add_command(awards.import_nominations)
import_group.add_command(readings.import_readings)
for command in (exports.export_ics, exports.export_csv, exports.export_xlsx):
    export_group.add_command(command)


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
