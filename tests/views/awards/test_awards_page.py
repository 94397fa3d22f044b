"""The Awards page: a round from its plan to its decision, forms on paper, answers coming in; all undoable."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from il_desktop import commands
from il_desktop.domain.awards import NominationFacts, RoundFacts
from il_desktop.views.awards.page import AwardsPage


@pytest.fixture
def page(qtbot, sample_shell) -> AwardsPage:
    page = AwardsPage(sample_shell)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    return page


@pytest.fixture
def spring(page, sample_shell) -> str:
    """An open round whose panel is the first three of staff."""
    today = sample_shell.today()
    panel = tuple(key for key, _ in page._staff()[:3])
    facts = RoundFacts("Spring", today, today, criteria=("Students", "Colleagues"), panel=panel)
    key = sample_shell.desk.run(commands.awards.open_round, facts)
    sample_shell.hub.flush()
    page.show_key(key)
    return key


def choose(box, key: str) -> None:
    box.setCurrentIndex(box.findData(key))


def press(form) -> None:
    QTest.mouseClick(form.button, Qt.MouseButton.LeftButton)


def test_empty_file_says_what_a_round_is(qtbot, shell) -> None:
    page = AwardsPage(shell)
    qtbot.addWidget(page)
    page.show()
    assert "nobody judges themselves" in page.empty.label.text()
    assert page.empty.isVisible()


def test_a_round_is_planned_and_undone(page, sample_shell) -> None:
    before = page.round_model.rowCount()
    page.do_new()
    QTest.keyClicks(page.round_form.name, "Helper of the month")
    page.round_form.closes.set_value(sample_shell.today())
    page.round_form.criteria.setPlainText("Kind\nReliable")
    press(page.round_form)
    assert page.round_model.rowCount() == before + 1
    assert page.found is not None
    assert page.found.row.facts.criteria == ("Kind", "Reliable")
    assert page.sheet.isHidden()
    sample_shell.desk.undo()
    sample_shell.hub.flush()
    assert page.round_model.rowCount() == before


def test_a_round_without_a_name_stays_in_the_form_with_the_reason(page, sample_shell) -> None:
    page.do_new()
    page.round_form.closes.set_value(sample_shell.today())
    press(page.round_form)
    assert page.round_form.refusal.isVisible()
    assert "empty" in page.round_form.refusal.text()


def test_from_nomination_to_decision(page, spring, sample_shell) -> None:
    staff = page._staff()
    page.do_nominate()
    choose(page.nominate_form.person, staff[0][0])
    page.nominate_form.reason.setPlainText("Kept a club going.")
    press(page.nominate_form)
    assert page.model.rowCount() == 1
    page.do_score()
    judges = [page.score_form.judge.itemData(row) for row in range(page.score_form.judge.count())]
    assert judges == [staff[1][0], staff[2][0]]  # who is put forward does not judge
    choose(page.score_form.boxes[0], "4")
    press(page.score_form)
    assert page.model.index(0, 4).data() == "4.0"
    page.do_close()
    page.close_form.people.tick(page.found.nominations[0].id)
    press(page.close_form)
    assert page.found.row.state == "closed"
    assert page.found.decision == f"Spring: {staff[0][1]}"
    assert not sample_shell.actions.action("awards.nominate").isEnabled()
    sample_shell.desk.undo()
    sample_shell.hub.flush()
    assert page.found.row.state == "open"


def test_nobody_chosen_in_the_form_is_told_there(page, spring) -> None:
    page.do_nominate()
    press(page.nominate_form)
    assert page.nominate_form.refusal.isVisible()


def test_form_and_dossier_are_written_and_noted(qtbot, page, spring, ask, sample_shell, tmp_path: Path) -> None:
    for act, name, words in (
        (page.do_form, "form.pdf", "Who do you nominate?"),
        (page.do_dossier, "d.pdf", "Students"),
    ):
        ask.files.append(tmp_path / name)
        act()
        qtbot.waitUntil(lambda: not page.papers.is_writing, timeout=20_000)
        said = "".join(part.extract_text() for part in PdfReader(tmp_path / name).pages)
        assert words in " ".join(said.split())
    rows = sample_shell.desk.read(
        lambda reader: reader.rows("SELECT audience, with_names FROM export_batch ORDER BY rowid")
    )
    assert rows[-2:] == [("staff", 0), ("official", 1)]


def test_answers_of_the_form_come_in_once(page, spring, ask, tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    file.write_text(f"nominee,reason,you are\n{page._staff()[5][1]},Listened,Parent\n", encoding="utf-8")
    for _ in range(2):
        ask.files.append(file)
        page.do_answers()
        page.shell.hub.flush()
    assert page.model.rowCount() == 1
    assert page.model.index(0, 1).data() == "Family"


def test_a_bad_answer_is_named_with_its_line(page, spring, ask, tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    file.write_text("nominee,reason\nNobody Known,Listened\n", encoding="utf-8")
    ask.files.append(file)
    ask.choices.append("ok")
    page.do_answers()
    assert "Line 2, nominee: “Nobody Known”" in ask.asked[-1]
    assert page.model.rowCount() == 0


def test_interviewed_and_declined_are_said_by_key_and_taken_back(page, spring, sample_shell) -> None:
    sample_shell.actions.set_page(page.page_id)
    staff = page._staff()
    facts = NominationFacts(staff[4][0], "Kept the door open.", "family")
    sample_shell.desk.run(commands.awards.nominate, spring, facts)
    sample_shell.hub.flush()
    state = page.model.columnCount() - 1
    interviewed, declined = (sample_shell.actions.action(f"awards.{step}") for step in ("interviewed", "declined"))
    interviewed.trigger()
    assert page.model.index(0, state).data() == "Interviewed"
    page.do_score()
    page.score_form.steps[1].click()
    assert page.model.index(0, state).data() == "Stands no longer"
    assert page.round_model.index(page.round_model.row_of(spring), 3).data().endswith(f"no longer: {staff[4][1]}")
    declined.trigger()
    assert page.model.index(0, state).data() == "Put forward"
    sample_shell.desk.undo()
    sample_shell.hub.flush()
    assert page.model.index(0, state).data() == "Stands no longer"
