"""`office`: the files between the principal and the front office. Who may see what is decided by the board's query."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from il_desktop.cli.options import file_option, json_option, open_file, print_json
from il_desktop.commands.desk import Desk
from il_desktop.domain.clock import wall_now
from il_desktop.domain.protection import DisplacementReason, OverrideReason
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.settings import settings as settings_query
from il_desktop.wording.format import count_text

MOST_DAYS = 60


class _Moment(click.ParamType[WallTime]):
    """A wall time written as YYYY-MM-DDTHH:MM."""

    name = "moment"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> WallTime:
        """Return the moment."""
        try:
            return WallTime.parse(str(value))
        except ValueError:
            self.fail(f"“{value}” is no moment; write it as 2026-01-19T09:00.", param, ctx)


@click.group("office")
def office_group() -> None:
    """Work with the front office by files: a board goes out, proposals come in."""


@office_group.command("board")
@file_option
@click.option("--days", type=click.IntRange(1, MOST_DAYS), default=14, show_default=True, help="From today on.")
@click.option("-o", "--out", required=True, metavar="FILE.json", type=click.Path(path_type=Path), help="The new file.")
def board(path: Path | None, days: int, out: Path) -> None:
    """Write what the office may see: blocks in general words, open places, first contacts, answers."""
    from il_desktop import commands  # noqa: PLC0415  reading needs none
    from il_desktop.interchange.files import write_private  # noqa: PLC0415  other commands write none
    from il_desktop.interchange.office import board_text  # noqa: PLC0415  same
    from il_desktop.queries.office import board as board_query  # noqa: PLC0415  same

    with open_file(path) as desk:
        values, calendar = desk.cached(settings_query), desk.cached(school_calendar)
        now, made_at = wall_now(desk.clock, values.tz), _instant(desk.clock.now())
        told = desk.read(board_query, now, days, calendar, values, made_at)
        written = write_private(out, [board_text(told)])
        desk.run(commands.exports.log_export, out.name, written.sha256, "office", kind="json", with_names=True)
    counts = count_text(len(told.blocks), "block", "blocks"), count_text(len(told.open), "open place", "open places")
    click.echo(f"{out}: {', '.join(counts)}, {count_text(len(told.answers), 'answer', 'answers')}.", err=True)


@office_group.command("take-in")
@click.argument("proposals", metavar="FILE.json", type=click.Path(path_type=Path))
@file_option
def take_in(proposals: Path, path: Path | None) -> None:
    """Take in the office's proposals; the same file twice is nothing new."""
    from il_desktop import commands  # noqa: PLC0415  reading needs none
    from il_desktop.interchange.office import read_proposals  # noqa: PLC0415  other commands read none

    found = read_proposals(proposals)
    with open_file(path) as desk:
        new = desk.run(commands.office.take_in, found)
    click.echo(f"{new} of {count_text(len(found), 'proposal is', 'proposals are')} new.", err=True)


@office_group.command("list")
@file_option
@json_option
def list_proposals(path: Path | None, *, as_json: bool) -> None:
    """List the proposals, each checked against the calendar now; what waits comes first."""
    from il_desktop.queries.office import proposals as query  # noqa: PLC0415  other commands list none
    from il_desktop.wording.office import STATES, asks_text, fit_text  # noqa: PLC0415  same

    with open_file(path, read_only=True) as desk:
        rows = desk.read(query, _now(desk), desk.cached(school_calendar))
    lines = [
        {
            "uid": row.proposal.uid, "state": row.state, "waits": row.is_open, "author": row.proposal.author,
            "asks": asks_text(row.proposal, row.fit), "now": fit_text(row.fit, is_stale=row.is_stale),
        }
        for row in rows
    ]  # fmt: skip
    if as_json:
        print_json(lines)
        return
    for line in lines:
        checked = f"  {line['now']}" if line["waits"] else ""
        click.echo(f"{line['uid']}  {STATES[str(line['state'])]:9} {line['author']}: {line['asks']}.{checked}")


@office_group.command("accept")
@click.argument("uid")
@click.option("--at", "start", type=_Moment(), metavar="MOMENT", help="Another time: 2026-01-19T09:00.")
@click.option("--reason", type=click.Choice([one.value for one in DisplacementReason]), help="Why protected time goes.")
@click.option("--yes", "has_consent", is_flag=True, help="A Firm block may give way.")
@file_option
def accept(uid: str, start: WallTime | None, reason: str | None, path: Path | None, *, has_consent: bool) -> None:
    """Accept a proposal: the calendar changes as if you had done it."""
    from il_desktop import commands  # noqa: PLC0415  reading needs none

    answer = OverrideReason(DisplacementReason(reason) if reason else None) if reason or has_consent else None
    with open_file(path) as desk:
        desk.run(commands.office.accept, uid.lower(), start=start, override=answer)
    click.echo("Accepted; the answer is in the next board.", err=True)


@office_group.command("decline")
@click.argument("uid")
@click.option("--note", default="", help="A word to the office; it goes out with the next board.")
@file_option
def decline(uid: str, note: str, path: Path | None) -> None:
    """Decline a proposal."""
    from il_desktop import commands  # noqa: PLC0415  reading needs none

    with open_file(path) as desk:
        desk.run(commands.office.decline, uid.lower(), note)
    click.echo("Declined; the answer is in the next board.", err=True)


def _now(desk: Desk) -> WallTime:
    return wall_now(desk.clock, desk.cached(settings_query).tz)


def _instant(moment: datetime) -> str:
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")
