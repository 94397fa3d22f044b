"""Synchronising with a calendar server from the command line: set up, sync, settle conflicts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from il_desktop import commands
from il_desktop.cli.options import file_option, json_option, open_file, print_json
from il_desktop.commands.desk import Desk
from il_desktop.domain.errors import SyncProblem
from il_desktop.interchange.caldav.client import CalendarClient, FoundCalendar
from il_desktop.interchange.caldav.transport import HttpTransport, check_address, host_of
from il_desktop.interchange.ics.records import Audience
from il_desktop.queries import sync as queries
from il_desktop.syncing import credentials
from il_desktop.syncing.conflicts import CHOICES, settle
from il_desktop.syncing.losses import Lost
from il_desktop.syncing.run import synchronise
from il_desktop.syncing.steps import Job, SyncOutcome, drive
from il_desktop.wording.sync import LOST_WAYS, NOT_KEPT, TURNED_AWAY, conflict_sentence, outcome_sentence

_PROGRESS_EVERY = 50
Result = TypeVar("Result")
_lost = click.option(
    "--lost",
    type=click.Choice([each.value for each in Lost]),
    default=Lost.ASK.value,
    help="When the server lost more than half of its events: keep what is here and send it again, or take that over.",
)
_insecure = click.option("--insecure", is_flag=True, help="Allow an address without encryption (http).")
_calendar = click.option("--calendar", "name", metavar="NAME", help="Which calendar, where there are several.")


@click.group("sync", invoke_without_command=True)
@_calendar
@_lost
@click.option("--dry-run", is_flag=True, help="Say what would be exchanged, change nothing here or there.")
@_insecure
@json_option
@file_option
@click.pass_context
def sync_group(
    ctx: click.Context,
    path: Path | None,
    name: str | None,
    lost: str,
    *,
    dry_run: bool,
    insecure: bool,
    as_json: bool,
) -> None:
    """Make a calendar on a server and this file equal, both ways."""
    if ctx.invoked_subcommand is not None:
        ctx.obj = path
        return
    with open_file(path, read_only=dry_run) as desk:
        calendar = _chosen(desk, name)

        def exchange(client: CalendarClient) -> SyncOutcome:
            steps = synchronise(desk, calendar, client, dry_run=dry_run, lost=Lost(lost))
            return drive(steps, None if as_json else _tell)

        try:
            outcome, _ = _logged_in(calendar.place, calendar.user, exchange, insecure=insecure)
        except SyncProblem as problem:
            if problem.reason == "shrunk":
                click.echo(LOST_WAYS, err=True)
            raise
    if as_json:
        print_json(_object(calendar, outcome, dry_run=dry_run))
        return
    click.echo(outcome_sentence(outcome, dry_run=dry_run))
    for item in outcome.items:
        click.echo(f"  {item.kind.replace('_', ' ')}: {item.title or item.uid}")
    if outcome.conflicts:
        click.echo("Settle them with “il-desktop sync conflicts”.", err=True)


@sync_group.command("setup")
@click.argument("url")
@click.option("--user", required=True, metavar="NAME", help="User name on the server.")
@_calendar
@click.option(
    "--audience",
    type=click.Choice([audience.value for audience in Audience]),
    default=Audience.ME.value,
    show_default=True,
    help="Who reads that calendar; decides what it says.",
)
@_insecure
@json_option
@file_option
@click.pass_context
def set_up(  # noqa: PLR0913  one for each option of the command
    ctx: click.Context,
    url: str,
    path: Path | None,
    *,
    user: str,
    name: str | None,
    audience: str,
    insecure: bool,
    as_json: bool,
) -> None:
    """Find the calendars at URL and choose the one to sync with. The password goes into the system's key store."""
    check_address(url, insecure=insecure)
    path = path or ctx.obj
    found, password = _logged_in(url, user, CalendarClient.calendars, insecure=insecure)
    calendar = _one_of(found, name, host_of(url))
    with open_file(path) as desk:
        desk.run(commands.sync.set_up, calendar.name, calendar.url, user, audience)
    unkept = credentials.keep_password(calendar.url, user, password)
    if as_json:
        shown = {"calendar": calendar.name, "url": calendar.url, "user": user, "audience": audience}
        print_json({**shown, "password_kept": not unkept})
        return
    click.echo(f"“{calendar.name}” on {host_of(calendar.url)} is set up. “il-desktop sync” makes both equal.")
    if unkept:
        click.echo(NOT_KEPT[unkept], err=True)


@sync_group.command("conflicts")
@click.option(
    "--resolve",
    "decision",
    nargs=2,
    metavar="ID CHOICE",
    type=(str, click.Choice(CHOICES)),
    help="Settle one: mine, theirs or both.",
)
@json_option
@file_option
@click.pass_context
def conflicts(ctx: click.Context, path: Path | None, *, decision: tuple[str, str] | None, as_json: bool) -> None:
    """List what changed on both sides, or settle one. The next sync sends the decision."""
    with open_file(path or ctx.obj, read_only=decision is None) as desk:
        if decision is not None:
            settle(desk, *decision)
        found = desk.read(queries.conflicts)
    if as_json:
        print_json([_conflict_object(each) for each in found])
        return
    for each in found:
        click.echo(f"{each.id}  {each.title}: {conflict_sentence(each.state, each.why, is_gone=each.theirs is None)}")
    if not found:
        click.echo("Nothing waits for a decision.", err=True)


def _chosen(desk: Desk, name: str | None) -> queries.SyncCalendar:
    found = [each for each in desk.read(queries.calendars) if each.is_on and name in {None, each.name}]
    if not found:
        raise SyncProblem(reason="not_set_up" if name is None else "no_calendar")
    if len(found) > 1:
        raise SyncProblem(reason="which_calendar", detail=", ".join(each.name for each in found))
    return found[0]


def _one_of(found: list[FoundCalendar], name: str | None, host: str) -> FoundCalendar:
    fitting = [each for each in found if name in {None, each.name}]
    if not fitting:
        raise SyncProblem(reason="no_calendar", host=host)
    if len(fitting) > 1:
        for each in fitting:
            click.echo(f"  {each.name}{'' if each.is_writable else ' (read only)'}", err=True)
        raise SyncProblem(reason="which_calendar", host=host)
    if not fitting[0].is_writable:
        raise SyncProblem(reason="read_only", host=host)
    return fitting[0]


def _logged_in(
    place: str, user: str, work: Callable[[CalendarClient], Result], *, insecure: bool
) -> tuple[Result, str]:
    """Do something with a server; return what came of it and the password that was right.

    One from the key store that is not right any more is asked for once, and kept when it is.
    """
    check_address(place, insecure=insecure)
    known = credentials.known_password(place, user)
    password = known or _asked(place, user, SyncProblem(reason="no_password", host=host_of(place)))
    try:
        return _worked(place, HttpTransport(user, password, insecure=insecure), work), password
    except SyncProblem as problem:
        if problem.reason != "login" or known is None or credentials.is_given():
            raise
        click.echo(TURNED_AWAY, err=True)
        password = _asked(place, user, problem)
    result = _worked(place, HttpTransport(user, password, insecure=insecure), work)
    credentials.keep_password(place, user, password)
    return result, password


def _worked(place: str, transport: HttpTransport, work: Callable[[CalendarClient], Result]) -> Result:
    try:
        return work(CalendarClient(transport, place))
    finally:
        transport.close()


def _asked(place: str, user: str, otherwise: SyncProblem) -> str:
    """Ask for a password without showing it; raise a problem where nobody answers."""
    try:
        return click.prompt(f"Password of {user} on {host_of(place)}", hide_input=True, err=True)
    except click.Abort:
        raise otherwise from None


def _tell(job: Job) -> None:
    if job.total > _PROGRESS_EVERY and job.done % _PROGRESS_EVERY == 0:
        click.echo(f"{job.step.capitalize()}: {job.done} of {job.total}", err=True)


def _object(calendar: queries.SyncCalendar, outcome: SyncOutcome, *, dry_run: bool) -> dict[str, Any]:
    return {
        "calendar": calendar.name,
        "dry_run": dry_run,
        "here": {"new": outcome.new, "changed": outcome.changed, "removed": outcome.removed},
        "there": {"new": outcome.sent, "changed": outcome.updated, "removed": outcome.deleted},
        "kept": outcome.kept,
        "conflicts": outcome.conflicts,
        "refused": outcome.refused,
        "sentence": outcome_sentence(outcome, dry_run=dry_run),
        "items": [{"action": each.kind, "uid": each.uid, "summary": each.title} for each in outcome.items],
    }


def _conflict_object(each: queries.OpenConflict) -> dict[str, Any]:
    return {
        "id": each.id,
        "title": each.title,
        "start": each.start or None,
        "state": each.state,
        "reason": each.why,
        "sentence": conflict_sentence(each.state, each.why, is_gone=each.theirs is None),
        "theirs": each.theirs,
    }
