"""No private word is in anything that leaves: every kind of file, every audience, names asked for or not."""

from __future__ import annotations

import io
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from il_desktop import bootstrap, commands
from il_desktop.interchange.ics.ledger import Choice
from il_desktop.interchange.ics.records import Audience, Scope
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.export_files import Kind, as_bytes, pieces
from il_desktop.queries.export_prepare import Wish, prepare
from il_desktop.queries.feed import publish
from il_desktop.queries.settings import settings

SECRET, OWN = "walnutcanary", "hazelcanary"
DAYS = (date(2025, 12, 15), date(2026, 2, 28))
TODAY = date(2026, 1, 16)
# Words that may go out: the names of kinds of activity, of terms and holidays, and the school's own settings.
OPEN_TABLES = {"activity_type", "calendar_span", "setting", "bell_schedule", "bell_times"}
OWN_COLUMNS = {("time_block", "title"), ("time_block", "place"), ("block_series", "title"), ("block_series", "place")}


@pytest.fixture(scope="module")
def school(small_template, tmp_path_factory) -> Path:
    """A sample school in which every text that a person typed is a canary, and whose blocks all have people."""
    path = Path(shutil.copy(small_template, tmp_path_factory.mktemp("canary") / "school.ildesk"))
    file = sqlite3.connect(path)
    filled = {place for place in _texts(file) if _fill(file, *place)}
    assert {("time_block", "note"), ("visit", "evidence_text"), ("recognition", "impact"), *OWN_COLUMNS} <= filled
    assert len(filled) > 40
    (person,) = file.execute("SELECT id FROM person LIMIT 1").fetchone()
    stamp = "2026-01-01T00:00:00.000000Z"
    file.execute(
        "INSERT INTO block_person (id, created_at, updated_at, block_id, person_id, pos) "
        "SELECT 'bp-' || id, ?, ?, id, ?, 0 FROM time_block",
        (stamp, stamp, person),
    )
    file.execute("UPDATE block_series SET people = json_array(?)", (person,))
    file.commit()
    file.close()
    return path


def _texts(file: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    tables = file.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'").fetchall()
    for (table,) in tables:
        columns = [
            row[0] for row in file.execute("SELECT name FROM pragma_table_info(?) WHERE type = 'TEXT'", (table,))
        ]
        if table not in OPEN_TABLES and "id" in columns:
            yield from ((table, column) for column in columns)


def _fill(file: sqlite3.Connection, table: str, column: str) -> bool:
    """Put a canary into a column, where its rules let any text stand."""
    if column.endswith(("_id", "_key")) or column in ("id", "period_code", "set_name", "rule", "tz", "day_types"):
        return False
    word = OWN if (table, column) in OWN_COLUMNS else SECRET
    try:
        done = file.execute(f"UPDATE {table} SET {column} = ? || substr(id, 1, 4)", (word,))  # noqa: S608  own names
    except sqlite3.IntegrityError:
        return False  # a date, a code, a number
    return done.rowcount > 0


@pytest.fixture
def desk(school):
    desk = bootstrap.open_desk(school, read_only=True)
    yield desk
    desk.close()


def _words(data: bytes, kind: Kind) -> str:
    if kind is Kind.XLSX:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return "".join(book.read(name).decode() for name in book.namelist()).casefold()
    return re.sub(r"\r\n[ \t]", "", data.decode()).casefold()


def _leaves(desk, audience: Audience, scope: Scope, choice: Choice | None = None) -> dict[str, str]:
    """Return the words of each kind of file, and those that preview and ledger show."""
    wish = Wish(*DAYS, audience, choice, scope)
    tz = desk.cached(settings).tz
    prepared = desk.read(prepare, wish, calendar=desk.cached(school_calendar), tz=tz, today=TODAY)
    found = {kind.value: _words(as_bytes(pieces(prepared, kind, tz=tz)), kind) for kind in Kind}
    return {**found, "preview": repr((prepared.preflight, [entry.title for entry in prepared.written])).casefold()}


@pytest.mark.parametrize("audience", Audience)
def test_no_typed_word_and_no_name_leaves_unasked(desk, audience):
    for text in _leaves(desk, audience, Scope(with_alarms=True)).values():
        assert len(text) > 200
        assert SECRET not in text
        assert OWN not in text or audience is Audience.PUBLIC  # titles of blocks marked public


@pytest.mark.parametrize("audience", Audience)
def test_asked_for_names_reach_me_and_the_office_and_notes_nobody(desk, audience):
    for text in _leaves(desk, audience, Scope(with_names=True, with_alarms=True)).values():
        asked = text
        if audience in (Audience.ME, Audience.OFFICE):
            assert OWN in text
            assert f"with {SECRET}" in text  # whom the block is with: a person's name is a canary too
            asked = re.sub(rf"with {SECRET}\w*( {SECRET}\w*)?", "", text)
        assert SECRET not in asked


@pytest.mark.parametrize("choice", Choice)
@pytest.mark.parametrize("audience", Audience)
def test_a_tagged_export_says_no_more_than_a_copy(desk, audience, choice):
    assert SECRET not in "".join(_leaves(desk, audience, Scope(with_alarms=True), choice).values())


@pytest.mark.parametrize("audience", Audience)
def test_the_published_calendar_holds_no_private_word(school, tmp_path, audience):
    path = Path(shutil.copy(school, tmp_path / "school.ildesk"))
    desk = bootstrap.open_desk(path)
    try:
        desk.run(commands.settings.change_settings, feed_audience=audience.value, school_name="Elm School")
        data = publish(path, TODAY, None).data
    finally:
        desk.close()
    text = _words(data, Kind.ICS)
    assert "begin:vevent" in text
    assert SECRET not in text
    assert OWN not in text or audience is Audience.PUBLIC
