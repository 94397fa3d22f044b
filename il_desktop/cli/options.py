"""Options and values that several commands share: the file, dates, JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from il_desktop import bootstrap
from il_desktop.commands.desk import Desk

if TYPE_CHECKING:
    from il_desktop.wording.format import Words

Function = TypeVar("Function", bound=Callable[..., Any])
_MAX_DAYS = 3660


class DayType(click.ParamType[date]):
    """A date written as YYYY-MM-DD; anything else is refused with the reason."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date; a date that is one already passes."""
        if isinstance(value, date):
            return value
        try:
            found = date.fromisoformat(value)
        except ValueError as error:
            is_form = len(value) == 10 and value[4] == value[7] == "-"
            reason = f"there is no such day ({error})" if is_form else "write it as YYYY-MM-DD, for example 2026-01-16"
            self.fail(f"“{value}” is not a date: {reason}.", param, ctx)
        if len(value) != 10 or not 1970 <= found.year <= 2100:
            self.fail(f"“{value}” is not a date: write a day of 1970 to 2100 as YYYY-MM-DD.", param, ctx)
        return found


def school_words(desk: Desk) -> Words:
    """Return how the command line writes, with the school's currency."""
    from il_desktop.queries.settings import settings  # noqa: PLC0415  most commands write no amounts
    from il_desktop.wording.format import ENGLISH  # noqa: PLC0415  same

    return ENGLISH._replace(currency=desk.cached(settings).currency or ENGLISH.currency)


def file_option(function: Function) -> Function:
    """Add `--file FILE`; the command gets `path`."""
    return click.option(
        "--file", "path", metavar="FILE", type=click.Path(path_type=Path), help="The school file; else the usual one."
    )(function)


def range_options(function: Function) -> Function:
    """Add `--from` and `--to`, both included; the command gets `first` and `last`."""
    last = click.option("--to", "last", type=DayType(), required=True, metavar="DATE", help="Last day, included.")
    first = click.option(
        "--from", "first", type=DayType(), required=True, metavar="DATE", help="First day, YYYY-MM-DD."
    )
    return first(last(function))


def json_option(function: Function) -> Function:
    """Add `--json`; the command gets `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")(function)


def check_range(first: date, last: date) -> None:
    """Refuse dates the wrong way round, and ranges of more than ten years."""
    if last < first:
        raise click.BadParameter(message=f"{last} lies before {first}.", param_hint="--to")
    if (last - first).days > _MAX_DAYS:
        raise click.BadParameter(message="More than ten years at once are not possible.", param_hint="--to")


def chosen(path: Path | None) -> Path:
    """Return the file asked for, or the usual one."""
    return path if path is not None else bootstrap.default_path()


@contextmanager
def open_file(path: Path | None, *, read_only: bool = False) -> Iterator[Desk]:
    """Open the school file for the length of the block."""
    desk = bootstrap.open_desk(chosen(path), read_only=read_only)
    try:
        yield desk
    finally:
        desk.close()


def print_json(value: Any) -> None:
    """Print one JSON value."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))
