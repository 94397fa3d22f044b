"""Answers of a form come in line by line, each once; a bad line is named and nothing is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from il_desktop.domain.errors import BadFile, BadLines
from il_desktop.interchange.csv_nominations import read_answers

STAFF = (("p1", "Zoë Núñez"), ("p2", "Ana Diaz"), ("p3", "Sam Lee"), ("p4", "Sam Lee"))
HEAD = "Timestamp,Who do you nominate?,What did they do?,What changed because of it?,You are,Your name\n"


def test_a_form_of_the_web_comes_in() -> None:
    answers = read_answers(HEAD + '1/5/2026 8:00,zoe nunez,Stayed late,"My son reads, now",Parent,Kim Bo\n', STAFF)
    (found,) = answers.nominations
    assert (found.person_id, found.reason) == ("p1", "Stayed late My son reads, now")
    assert (found.nominator_kind, found.nominator) == ("family", "Kim Bo")
    assert answers.lines == (2,)


def test_family_name_first_is_the_same_person() -> None:
    assert read_answers('nominee,reason\n"Diaz, Ana",Helped\n', STAFF).nominations[0].person_id == "p2"


def test_every_bad_line_is_named_with_its_column() -> None:
    text = "nominee,reason,you are\nNobody Known,x,staff\nSam Lee,x,staff\nAna Diaz,,staff\n\nAna Diaz,x,alien\n"
    with pytest.raises(BadLines) as caught:
        read_answers(text, STAFF, source=Path("form.csv"))
    assert [(problem.line, problem.column, problem.reason) for problem in caught.value.lines] == [
        (2, "nominee", "unknown"),
        (3, "nominee", "ambiguous"),
        (4, "reason", "empty"),
        (6, "you are", "unknown_nominator"),
    ]


def test_the_same_file_brings_nothing_in_twice() -> None:
    text = HEAD + "1/5/2026 8:00,Ana Diaz,Helped,,Staff,\n1/5/2026 8:00,Ana Diaz,Helped,,Staff,\n"
    first = read_answers(text, STAFF)
    assert (len(first.nominations), first.known) == (1, (3,))
    again = read_answers(text, STAFF, {each.source_key or "" for each in first.nominations})
    assert (again.nominations, again.known) == ((), (2, 3))


def test_a_table_without_a_reason_is_refused() -> None:
    with pytest.raises(BadFile) as caught:
        read_answers("nominee,color\nAna Diaz,blue\n", STAFF)
    assert caught.value.reason == "no_header"
