"""Files as evidence of a challenge: kept once, shown with their lane, opened only on request."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton

from il_desktop.queries.improvement import ChallengeView
from il_desktop.views.improve.page import ImprovePage

CONTENTS = "SELECT count(*) FROM file_content"


@pytest.fixture
def page(qtbot, sample_shell, ask) -> ImprovePage:
    made = ImprovePage(sample_shell)
    qtbot.addWidget(made)
    sample_shell.actions.set_page(made.page_id)
    made.resize(1180, 720)
    made.show()
    ask.texts = ["Students rarely say why"]
    made.do_new()
    return made


@pytest.fixture
def paper(tmp_path) -> Path:
    path = tmp_path / "walk.pdf"
    path.write_bytes(b"%PDF seen in 18 lessons")
    return path


def keep(page: ImprovePage, ask, path: Path, lane: str = "observation", says: str = "") -> None:
    form = page.challenge
    form.lane.setCurrentIndex(form.lane.findData(lane))
    form.says.setText(says)
    ask.files = [path]
    form.add_file.click()
    page.shell.hub.flush()


def mine(page: ImprovePage) -> ChallengeView:
    """Return the challenge of the test; the sample school has others."""
    return next(one for one in page.challenges if one.title == "Students rarely say why")


def named(page: ImprovePage, name: str) -> QAbstractButton:
    return next(
        each for each in page.challenge.findChildren(QAbstractButton)
        if each.accessibleName() == name and each.isVisibleTo(page)
    )  # fmt: skip


def test_a_file_counts_in_its_lane_and_a_copy_is_opened_on_request(page, ask, paper, monkeypatch) -> None:
    keep(page, ask, paper, says="4 of 18 lessons")
    (piece,) = mine(page).evidence
    assert (piece.kind, piece.note, piece.file_name, piece.size) == ("observation", "4 of 18 lessons", "walk.pdf", 23)
    assert page.challenge.says.text() == ""
    assert page.challenge.backing.text().startswith("Single source")
    shown: list[Path] = []
    monkeypatch.setattr(page.challenge.opener, "show_copy", shown.append)
    assert shown == []
    named(page, "Open a copy of walk.pdf, 23 bytes").click()
    assert [path.read_bytes() for path in shown] == [paper.read_bytes()]
    assert shown[0] != paper


def test_the_same_content_is_kept_once_and_undo_takes_the_file_away(page, ask, paper) -> None:
    keep(page, ask, paper)
    keep(page, ask, paper, "data")
    assert page.shell.desk.read(lambda reader: reader.value(CONTENTS)) == 1
    assert {piece.kind for piece in mine(page).evidence} == {"observation", "data"}
    assert page.shell.desk.undo().op == "challenge.evidence"
    page.shell.hub.flush()
    assert len(mine(page).evidence) == 1


def test_a_file_is_deleted_with_its_piece_of_evidence(page, ask, paper) -> None:
    keep(page, ask, paper)
    named(page, "Delete the evidence: Observation: walk.pdf").click()
    page.shell.hub.flush()
    assert mine(page).evidence == ()


def test_what_cannot_be_kept_is_said(page, ask, tmp_path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.touch()
    keep(page, ask, empty)
    assert mine(page).evidence == ()
    assert "empty.pdf" in page.shell.messages.last
