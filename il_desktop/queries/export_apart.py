"""Preparing and writing an export beside the window: each call reads the file by a connection of its own.

Nothing here writes into the school file: what the log is to hold comes back to the window's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from il_desktop.domain.errors import UserFacingError
from il_desktop.interchange.csv_events import DateForm
from il_desktop.interchange.files import WrittenFile
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.export_files import Kind, Stopped, term_path, write_file
from il_desktop.queries.export_prepare import Prepared, Wish, prepare
from il_desktop.queries.settings import settings
from il_desktop.store.reader import Reader


@dataclass(frozen=True, slots=True)
class WrittenExport:
    """What stands in its place now, also when a later file of several did not come to be."""

    files: tuple[tuple[Prepared, WrittenFile], ...]
    problem: UserFacingError | None = None
    is_stopped: bool = False


def prepare_apart(school: Path, wish: Wish, today: date) -> Prepared:
    """Return the wished export of a school file."""
    reader = Reader(school)
    try:
        with reader.snapshot():
            values = settings(reader)
            named = replace(wish, windows_names=values.windows_zone_names)
            return prepare(reader, named, calendar=school_calendar(reader), tz=values.tz, today=today)
    finally:
        reader.close()


def write_apart(
    school: Path, prepared: Prepared, path: Path, form: DateForm, today: date, is_stopped: Callable[[], bool]
) -> WrittenExport:
    """Write the file, or one for each term where `prepared.wish.dated` says so; the ending names its kind."""
    pieces = prepared.terms if prepared.wish.dated else ()
    done: list[tuple[Prepared, WrittenFile]] = []
    try:
        for first, last in pieces or ((prepared.wish.first, prepared.wish.last),):
            part, place = prepared, path
            if pieces:
                part = prepare_apart(school, replace(prepared.wish, first=first, last=last), today)
                place = term_path(path, first)
            tz = _school_zone(school)
            done.append((part, write_file(place, part, kind_of(path), tz=tz, form=form, is_stopped=is_stopped)))
    except Stopped:
        return WrittenExport(tuple(done), is_stopped=True)
    except UserFacingError as problem:
        return WrittenExport(tuple(done), problem)
    return WrittenExport(tuple(done))


def kind_of(path: Path) -> Kind:
    """Return what a file of this name is."""
    ending = path.suffix.lower().removeprefix(".")
    return Kind(ending) if ending in {kind.value for kind in Kind} else Kind.ICS


def _school_zone(school: Path) -> str:
    reader = Reader(school)
    try:
        return settings(reader).tz
    finally:
        reader.close()
