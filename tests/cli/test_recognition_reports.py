"""Every output about recognition, read back as a reader would: what is private stays inside, whatever is asked for."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from docx import Document
from pypdf import PdfReader

from il_desktop import bootstrap, commands
from il_desktop.cli.root import root
from il_desktop.commands.desk import Desk
from il_desktop.domain.awards import RoundFacts
from il_desktop.domain.clock import FixedClock
from il_desktop.domain.recognition import RecognitionFacts
from il_desktop.domain.walltime import WallTime

TODAY = date(2026, 1, 16)
RANGE = ("--from", "2026-01-16", "--to", "2026-01-16")
CANARIES = (
    "CANARY_DRAFT", "CANARY_PRIVATE", "CANARY_GROUP", "CANARY_PREFERS", "CANARY_OPTOUT", "CANARY_OTHERDAY",
    "CANARY_WHY",
)  # fmt: skip
PEOPLE = (
    ("Zoë", "Núñez", "public"), ("小明", "王", "public"), ("שרה", "כהן", "public"), ("Pat", "Quiet", "private"),
    ("Opt", "Out", "public"), ("Gru", "Pgroup", "small_group"),
)  # fmt: skip


def _fill(desk: Desk) -> None:
    """Write people who may be named and people who may not, each with words that can be told apart."""
    ids = []
    for given, family, preference in PEOPLE:
        person = desk.run(
            commands.people.add_person, given=given, family=family, kind="teacher", recognition_pref=preference
        )
        ids.append(person)
    desk.run(commands.people.edit_person, ids[4], lists_opt_out=True)

    def give(person: int, words: str, channel: str = "newsletter", **more: Any) -> None:
        facts = RecognitionFacts(
            ids[person], TODAY, state="given", channel=channel, action_text=words, impact="It helped."
        )
        desk.run(commands.recognition.record_recognition, replace(facts, **more))

    for number in range(3):
        give(number, f"PUBLIC{number}")
    give(0, "CANARY_DRAFT", state="draft")
    give(0, "CANARY_PRIVATE", "private_note")
    give(3, "CANARY_PREFERS", override_reason="CANARY_WHY")
    give(4, "CANARY_OPTOUT")
    give(5, "CANARY_GROUP", "team_meeting")
    give(0, "CANARY_OTHERDAY", given_on=date(2025, 9, 1))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "school.ildesk"
    clock = FixedClock.at(WallTime.parse("2026-01-16T08:00"), "America/New_York")
    bootstrap.create_file(path, clock=clock)
    desk = bootstrap.open_desk(path, clock=clock)
    _fill(desk)
    desk.close()
    return path


@pytest.fixture
def school(tmp_path: Path, filled: Path) -> Path:
    shutil.copy(f"{filled}.seal", tmp_path / "school.ildesk.seal")
    return Path(shutil.copy(filled, tmp_path / "school.ildesk"))


def run(school: Path, *args: str):
    return CliRunner().invoke(root, ["report", *args, "--file", str(school)])


def said_in(path: Path) -> str:
    if path.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in PdfReader(path).pages)
    if path.suffix == ".docx":
        return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)
    return path.read_text(encoding="utf-8")


OUTPUTS = [
    ("certificates", "c.pdf", ()),
    ("certificates", "each.pdf", ("--each", "--design", "2")),
    ("certificates", "cards.pdf", ("--cards", "--design", "3")),
    ("newsletter", "n.pdf", ()),
    ("newsletter", "n.docx", ()),
    ("newsletter", "n.html", ()),
    ("newsletter", "n.txt", ()),
    ("letters", "l.pdf", ()),
    ("letters", "l.docx", ()),
    ("recognition", "r.pdf", ()),
    ("recognition", "r.html", ()),
]


@pytest.mark.parametrize(("name", "file", "more"), OUTPUTS)
def test_what_is_private_never_leaves(
    school: Path, tmp_path: Path, name: str, file: str, more: tuple[str, ...]
) -> None:
    out = tmp_path / file
    done = run(school, name, "-o", str(out), *RANGE, *more)
    assert done.exit_code == 0, done.output
    raw, said = out.read_bytes(), said_in(out)
    for canary in CANARIES:
        assert canary not in said
        assert canary.encode() not in raw
    for name_of_nobody in ("Quiet", "Opt Out", "Pgroup"):
        assert name_of_nobody not in said
    if name == "recognition":
        assert "Núñez" not in said
    else:
        assert "Zoë Núñez" in " ".join(said.split())
        assert "PUBLIC0" in said


@pytest.mark.parametrize("design", ["1", "2", "3"])
def test_certificates_hold_each_name_exactly(school: Path, tmp_path: Path, design: str) -> None:
    out = tmp_path / "c.pdf"
    assert run(school, "certificates", "-o", str(out), *RANGE, "--design", design).exit_code == 0
    said = said_in(out)
    assert len(PdfReader(out).pages) == 3
    for given, family, _ in PEOPLE[:3]:
        assert f"{given} {family}" in said


def test_every_output_is_noted_with_its_audience(school: Path, tmp_path: Path) -> None:
    for name, file in (("newsletter", "n.txt"), ("certificates", "c.pdf"), ("recognition", "r.html")):
        assert run(school, name, "-o", str(tmp_path / file), *RANGE).exit_code == 0
    desk = bootstrap.open_desk(school, read_only=True)
    rows = desk.read(lambda reader: reader.rows("SELECT kind, audience, with_names FROM export_batch ORDER BY rowid"))
    desk.close()
    assert rows == [("txt", "public", 1), ("pdf", "person", 1), ("html", "district", 0)]


def test_days_without_anything_public_are_told(school: Path, tmp_path: Path) -> None:
    done = run(school, "certificates", "-o", str(tmp_path / "c.pdf"), "--from", "2024-01-01", "--to", "2024-02-01")
    assert done.exit_code == 2
    assert "longer stretch" in done.output


def test_a_broken_letterhead_is_refused_in_a_sentence(school: Path, tmp_path: Path) -> None:
    head, out = tmp_path / "head.docx", tmp_path / "l.docx"
    for text in ("{{ nobody_knows }}", "{% for %}", "{{ ''.__class__.__mro__ }}"):
        document = Document()
        document.add_paragraph(text)
        document.save(str(head))
        done = run(school, "letters", "-o", str(out), *RANGE, "--letterhead", str(head))
        assert done.exit_code == 1, text
        assert "“head.docx” was not used: a field in it cannot be filled" in done.output
        assert not out.exists()


def test_a_round_goes_from_form_to_dossier(school: Path, tmp_path: Path) -> None:
    clock = FixedClock.at(WallTime.parse("2026-01-16T08:00"), "America/New_York")
    desk = bootstrap.open_desk(school, clock=clock)
    desk.run(commands.awards.open_round, RoundFacts("Spring", date(2026, 1, 1), date(2100, 1, 1), criteria=("Kind",)))
    desk.close()
    form = tmp_path / "form.pdf"
    assert run(school, "awards", "-o", str(form), "--round", "spring", "--form").exit_code == 0
    assert "Who do you nominate?" in " ".join(said_in(form).split())
    answers = tmp_path / "answers.csv"
    answers.write_text("nominee,reason\nZoe Nunez,Opened her door\n", encoding="utf-8")
    command = ["import", "nominations", str(answers), "--round", "Spring", "--json", "--file", str(school)]
    for new, known in (([2], []), ([], [2])):
        done = CliRunner().invoke(root, command)
        assert json.loads(done.output) == {"round": "Spring", "new": new, "known": known}
    dossier = tmp_path / "d.html"
    assert run(school, "awards", "-o", str(dossier), "--round", "Spring").exit_code == 0
    assert "Opened her door" in said_in(dossier)


def test_an_unknown_round_is_told(school: Path, tmp_path: Path) -> None:
    done = run(school, "awards", "-o", str(tmp_path / "d.html"), "--round", "Nothing")
    assert done.exit_code == 1
    assert "there is nothing of that name" in done.output


def test_the_gift_ledger_is_written_by_name(school: Path, tmp_path: Path) -> None:
    out = tmp_path / "gifts.html"
    note = ["recognise", "--person", "Pat Quiet", "--kind", "gift", "--amount", "7.5", "--text", "led it"]
    noted = CliRunner().invoke(root, [*note, "--date", "2026-01-15", "--file", str(school)])
    assert noted.exit_code == 0, noted.output
    result = CliRunner().invoke(
        root, ["report", "gifts", "-o", str(out), "--from", "2025-08-01", "--to", "2026-06-30", "--file", str(school)]
    )
    assert result.exit_code == 0, result.output
    text = out.read_text(encoding="utf-8")
    assert "By person" in text
    assert text.count("Pat Quiet") == 2
    assert "7.50" in text
    assert "Confidential" in text
