"""`agenda`: the blocks of some days."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from il_desktop.cli.options import check_range, file_option, json_option, open_file, print_json, range_options
from il_desktop.queries import agenda as agenda_query
from il_desktop.queries.agenda import AgendaItem
from il_desktop.queries.calendar import school_calendar

_CATEGORIES = {"I": "instructional", "M": "management", "P": "personal"}


@click.command()
@range_options
@json_option
@file_option
def agenda(first: date, last: date, path: Path | None, *, as_json: bool) -> None:
    """List the blocks of the days FROM to TO."""
    check_range(first, last)
    with open_file(path, read_only=True) as desk:
        found = desk.read(agenda_query.agenda, first, last, desk.cached(school_calendar))
    if as_json:
        print_json([_agenda_object(item) for item in found])
        return
    for item in found:
        click.echo(_agenda_line(item))
    if not found:
        click.echo("Nothing is planned on these days.", err=True)


def _agenda_object(item: AgendaItem) -> dict[str, Any]:
    return {
        "uid": item.uid,
        "title": item.title,
        "start": item.start_iso,
        "end": item.end_iso,
        "timezone": item.tz,
        "all_day": item.all_day,
        "activity_type": item.activity_type,
        "category": _CATEGORIES[item.category],
        "protection": item.protection.name.lower(),
        "source": item.source,
    }


def _agenda_line(item: AgendaItem) -> str:
    clock = "all day    " if item.all_day else f"{item.start_iso[11:16]}-{item.end_iso[11:16]}"
    level = item.protection.name.capitalize()
    return f"{item.start.day}  {clock}  {level:<9}  {item.title} ({item.activity_name})"
