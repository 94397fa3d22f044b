"""Every report about goals, filled from a file in which each title names somebody: no name gets out unasked."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from il_desktop.domain.gaps import GapTable, Moment, renamed
from il_desktop.domain.privacy import Group, GroupTable
from il_desktop.queries.report_data import GAPS, NINETY, report_data_apart
from il_desktop.queries.vision import told_vision, vision_page
from il_desktop.reports.charts import chart_paper, picture
from il_desktop.reports.html import to_html
from il_desktop.store.reader import Reader
from il_desktop.views.reports.catalogue import chart, paper, sources
from il_desktop.wording.format import ENGLISH
from il_desktop.wording.papers_vision import vision_paper

TODAY = date(2026, 1, 16)
NAME = "Canaryfam"
TITLES = {
    "goal": ("title", "because"), "measure": ("name",), "reading": ("group_name",), "calendar_span": ("name",),
    "challenge": ("title",), "task": ("title",), "vision": ("statement", "mission"), "vision_item": ("name", "meaning"),
    "look_for": ("text",), "target": ("group_name",),
}  # fmt: skip


@pytest.fixture(scope="module")
def school(tmp_path_factory, small_template) -> Path:
    path = Path(shutil.copy(small_template, tmp_path_factory.mktemp("named") / "school.ildesk"))
    with contextlib.closing(sqlite3.connect(path)) as file:
        for (trigger,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            file.execute(f'DROP TRIGGER "{trigger}"')
        file.execute("UPDATE person SET family = ? WHERE rowid = (SELECT min(rowid) FROM person)", (NAME,))
        for table, columns in TITLES.items():
            for column in columns:
                file.execute(f"UPDATE {table} SET {column} = {column} || ' of Ms {NAME}' WHERE {column} IS NOT NULL")  # noqa: S608  our own words
        file.commit()
    return path


def told(school: Path, *, with_names: bool) -> dict[str, str]:
    data = report_data_apart(school, TODAY, frozenset({GAPS, NINETY}), with_names=with_names)
    found = {}
    for source in sources(data.pages):
        made = chart(source.key, data, ENGLISH) if source.is_chart else None
        if made is not None:
            found[source.key] = source.title + to_html(chart_paper(made)) + picture(made, "svg").decode()
        elif not source.is_chart:
            forms = (paper(source.key, data, "letter", form, ENGLISH) for form in ("html", "xlsx"))
            found[source.key] = source.title + "".join(map(to_html, forms))
    return found


def test_no_report_names_anybody_unasked(school) -> None:
    found = told(school, with_names=False)
    assert {"strategy", "goals", "gap_paper", "ninety", "gaps", "goal:0"} <= set(found)
    assert [key for key, text in found.items() if NAME in text] == []
    assert [key for key, text in found.items() if "[name]" not in text] in ([], ["burn_up"])


def test_with_names_every_title_is_whole(school) -> None:
    found = told(school, with_names=True)
    assert [key for key, text in found.items() if NAME not in text] in ([], ["burn_up"])


def test_the_printed_vision_names_nobody(school) -> None:
    with contextlib.closing(Reader(school)) as reader:
        newest = vision_page(reader)[0]
        assert NAME in newest.statement
        text = to_html(vision_paper(told_vision(reader, newest), "A school", ENGLISH))
    assert NAME not in text
    assert text.count("[name]") > 5


def test_groups_that_come_to_the_same_words_stay_apart() -> None:
    groups = tuple(Group(f"Class of {name}", 3, 20) for name in ("Lee", "Kim", "Roy"))
    table = GapTable("m", "Math", "up", "class", "", 10, (Moment("Fall", TODAY, None, GroupTable(groups)),))  # pyright: ignore[reportArgumentType]  no figure is asked for
    said = renamed(table, lambda text: text.replace("Lee", "[name]").replace("Kim", "[name]"))
    assert said.names == ("Class of Roy", "Class of [name]", "Class of [name] 2")
    assert [group.name for group in said.moments[0].table.groups] == [
        "Class of [name] 2", "Class of [name]", "Class of Roy"
    ]  # fmt: skip
