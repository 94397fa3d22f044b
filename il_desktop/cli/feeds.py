"""Calendars of others from the command line: list, add, refresh, remove."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from il_desktop import commands
from il_desktop.cli.options import file_option, json_option, open_file, print_json
from il_desktop.commands.desk import Desk
from il_desktop.domain.errors import NotFound, SyncProblem
from il_desktop.interchange.feed_fetch import clean_address
from il_desktop.queries.feeds import Feed, feeds
from il_desktop.queries.settings import settings
from il_desktop.syncing.feeds import look, settle
from il_desktop.syncing.losses import Lost
from il_desktop.wording.feeds import LOST_WAYS, feed_state, host_of
from il_desktop.wording.problems import problem_sentence


@click.group("feeds")
def feeds_group() -> None:
    """Subscribe to calendars of others; they are shown as busy time and never changed."""


@feeds_group.command("list")
@json_option
@file_option
def list_feeds(path: Path | None, *, as_json: bool) -> None:
    """List the subscribed calendars."""
    with open_file(path, read_only=True) as desk:
        found = desk.read(feeds)
    if as_json:
        print_json([_object(feed) for feed in found])
        return
    for feed in found:
        click.echo(_line(feed))
    if not found:
        click.echo("No calendar of others is subscribed.", err=True)


@feeds_group.command("add")
@click.argument("place", metavar="ADDRESS|FILE")
@click.option("--name", default="", metavar="NAME", help="How it is called here; else by its host or file.")
@file_option
def add_feed(place: str, name: str, path: Path | None) -> None:
    """Subscribe to a calendar and read it for the first time."""
    kind = "file" if "://" not in place else "url"
    where = str(Path(place).resolve()) if kind == "file" else clean_address(place)
    with open_file(path) as desk:
        shown = name or (Path(where).stem if kind == "file" else host_of(where))
        feed_id = desk.run(commands.feeds.add_feed, shown, where, kind)
        _refresh(desk, [feed for feed in desk.read(feeds) if feed.id == feed_id])


@feeds_group.command("refresh")
@click.argument("name", required=False)
@click.option(
    "--lost",
    type=click.Choice([each.value for each in Lost]),
    default=Lost.ASK.value,
    help="When a calendar lost more than half of its entries: keep what was read before, or take the new one.",
)
@file_option
def refresh_feeds(name: str | None, path: Path | None, lost: str) -> None:
    """Read one or all subscribed calendars again."""
    with open_file(path) as desk:
        _refresh(desk, [_named(desk, name)] if name else list(desk.read(feeds)), Lost(lost))


@feeds_group.command("remove")
@click.argument("name")
@file_option
def remove_feed(name: str, path: Path | None) -> None:
    """Unsubscribe from a calendar."""
    with open_file(path) as desk:
        desk.run(commands.feeds.remove_feed, _named(desk, name).id)


def _refresh(desk: Desk, chosen: list[Feed], lost: Lost = Lost.ASK) -> None:
    failed = False
    for feed in chosen:
        problem = settle(desk, look(feed, desk.cached(settings).tz), lost)
        if problem is not None:
            click.echo(f"{feed.name}: {problem_sentence(problem)}", err=True)
            if isinstance(problem, SyncProblem) and problem.reason == "shrunk":
                click.echo(LOST_WAYS, err=True)
            failed = True
    for feed in desk.read(feeds):
        if feed.id in {each.id for each in chosen}:
            click.echo(_line(feed))
    if failed:
        raise click.exceptions.Exit(1)


def _named(desk: Desk, name: str) -> Feed:
    found = next((feed for feed in desk.read(feeds) if name in (feed.name, feed.id)), None)
    if found is None:
        raise NotFound(kind="calendar_feed", key=name)
    return found


def _line(feed: Feed) -> str:
    where = host_of(feed.place) if feed.kind == "url" else feed.place
    hidden = "" if feed.is_on else " (hidden)"
    return f"{feed.name}{hidden}, {where}: {feed_state(feed.events, feed.fetched_at, feed.problem)}"


def _object(feed: Feed) -> dict[str, Any]:
    return {
        "id": feed.id,
        "name": feed.name,
        "kind": feed.kind,
        "host": host_of(feed.place) if feed.kind == "url" else feed.place,
        "shown": feed.is_on,
        "events": feed.events,
        "fetched_at": feed.fetched_at or None,
        "problem": feed.problem or None,
    }
