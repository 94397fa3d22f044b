"""Evidence: stored once, found again, refused when it cannot be kept, undone as one step."""

from __future__ import annotations

import pytest

from il_desktop import commands
from il_desktop.commands.measuring import CheckInSpec
from il_desktop.domain.errors import BadFile, NotFound
from il_desktop.domain.evidence import MOST_BYTES, EvidenceFile, kept_name, may_open
from il_desktop.queries.evidence import evidence_file, evidence_of
from il_desktop.wording.problems import problem_sentence
from tests.commands.school_goals import dump, measured_goal, whole

SHEET = EvidenceFile("winter results.pdf", b"%PDF-1.7 winter")


@pytest.fixture
def goal(desk):
    return measured_goal(desk)[0]


def _check_in(desk, goal, *files):
    return desk.run(commands.measuring.check_in, goal, CheckInSpec("on_track", evidence=files))


def test_a_check_in_keeps_its_files_and_gives_them_back_unchanged(desk, goal):
    check_in = _check_in(desk, goal, SHEET, EvidenceFile("photo.jpg", b"\xff\xd8board"))
    kept = desk.read(evidence_of, "check_in", [check_in])[check_in]
    assert [(file.name, file.size) for file in kept] == [("photo.jpg", 7), ("winter results.pdf", 15)]
    assert desk.read(evidence_file, kept[1].id) == SHEET


def test_the_same_content_is_stored_once_under_both_names(desk, goal):
    _check_in(desk, goal, SHEET)
    other = _check_in(desk, goal, EvidenceFile("again.pdf", SHEET.content))
    assert dump(desk, "SELECT count(*), sum(size) FROM file_content") == [(1, 15)]
    kept = desk.read(evidence_of, "check_in", [other])[other]
    assert desk.read(evidence_file, kept[0].id).name == "again.pdf"


def test_check_in_and_files_are_one_step(desk, goal):
    before = whole(desk)
    _check_in(desk, goal, SHEET)
    desk.undo()
    assert whole(desk) == before
    desk.redo()
    attachment = dump(desk, "SELECT id FROM attachment")[0][0]
    assert desk.read(evidence_file, attachment) == SHEET


def test_a_file_is_added_later_and_taken_away(desk, goal):
    check_in = _check_in(desk, goal)
    attachment = desk.run(commands.evidence.add_evidence, "check_in", check_in, SHEET)
    desk.run(commands.evidence.delete_evidence, attachment)
    with pytest.raises(NotFound):
        desk.read(evidence_file, attachment)
    desk.undo()
    assert desk.read(evidence_file, attachment) == SHEET


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "is empty"), (bytes(MOST_BYTES + 1), "larger than 20 MB")], ids=["empty", "large"]
)
def test_what_cannot_be_kept_is_said_and_nothing_is_written(desk, goal, content, words):
    before = whole(desk)
    with pytest.raises(BadFile) as problem:
        _check_in(desk, goal, SHEET, EvidenceFile("video.mp4", content))
    assert words in problem_sentence(problem.value)
    assert whole(desk) == before
    assert dump(desk, "SELECT count(*) FROM file_content") == [(0,)]


@pytest.mark.parametrize("owner", [("check_in", "gone"), ("nothing", "x")])
def test_a_file_needs_its_record(desk, owner):
    with pytest.raises(NotFound):
        desk.run(commands.evidence.add_evidence, *owner, SHEET)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\dana\\plan.docx", "plan.docx"),
        ("a\nb.pdf", "a b.pdf"),
        (" . ", "file"),
        ("", "file"),
    ],
)
def test_a_name_keeps_no_folders(name, kept):
    assert kept_name(name) == kept


def test_a_long_name_keeps_its_ending():
    assert len(kept_name("x" * 500 + ".pdf")) == 200
    assert kept_name("x" * 500 + ".pdf").endswith(".pdf")


def test_only_what_is_looked_at_is_opened():
    assert may_open("a.PDF")
    assert not may_open("a.exe")
    assert not may_open("a.pdf.bat")
    assert not may_open("a")
