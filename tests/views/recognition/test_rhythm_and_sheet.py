"""What stands beside the log and in the sheet: rhythm, groups, teams, planning, celebrating, evidence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from python_calamine import CalamineWorkbook

from il_desktop import commands
from il_desktop.domain.recognition import RecognitionFacts
from il_desktop.models.people import Person
from il_desktop.queries.recognition import LogFilter, LogRow, recognition_log, recognition_names
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx
from il_desktop.views.recognition.log_item_model import KEY_ROLE, LINE_ROLE
from il_desktop.views.recognition.page import RecognitionPage
from il_desktop.views.shared.kit import Chip
from il_desktop.views.shared.shell import Shell

TODAY = date(2026, 1, 16)


@operation("test.wishes")
def set_wishes(tx: Tx, **wishes: str) -> None:
    for person in tx.session.query(Person).filter(Person.family.in_(wishes)):
        person.recognition_pref = wishes[person.family]


@pytest.fixture
def page(qtbot, sample_shell: Shell) -> RecognitionPage:
    page = RecognitionPage(sample_shell)
    qtbot.addWidget(page)
    sample_shell.actions.set_page(page.page_id)
    page.resize(1240, 780)
    page.show()
    qtbot.waitUntil(lambda: not sample_shell.tasks.is_busy)
    return page


@pytest.fixture
def rows(page: RecognitionPage) -> Callable[..., tuple[LogRow, ...]]:
    return lambda **wanted: page.shell.desk.read(recognition_log, TODAY, LogFilter(**wanted))


def type_line(page: RecognitionPage, text: str) -> None:
    page.quick_add.line.setFocus()
    QTest.keyClicks(page.quick_add.line, text)
    QTest.keyClick(page.quick_add.line, Qt.Key.Key_Return)
    page.shell.hub.flush()


def enter(page: RecognitionPage, part: str, row: int = 0) -> str:
    page.rhythm.show_part(part)
    view = page.rhythm.lists[part]
    view.setFocus()
    view.setCurrentIndex(page.rhythm.models[part].index(row))
    key = str(view.currentIndex().data(KEY_ROLE))
    QTest.keyClick(view, Qt.Key.Key_Return)
    page.shell.hub.flush()
    return key


def test_a_team_of_one_line_is_saved_in_one_step_and_asks_for_each_who_wants_it_quiet(page, ask, rows) -> None:
    page.shell.desk.run(set_wishes, Okoye="public", Novak="private", Petrova="private")
    before = rows()[0]
    page.quick_add.line.setFocus()
    QTest.keyClicks(page.quick_add.line, "Okoye, Novak and Petrova rebuilt the unit, team meeting")
    assert "2 of 3" in page.quick_add.prefers.text
    ask.texts = ["Said yes", "Said yes too"]
    QTest.keyClick(page.quick_add.line, Qt.Key.Key_Return)
    page.shell.hub.flush()
    made = [row for row in rows() if row.facts.batch_key]
    assert len({row.facts.batch_key for row in made}) == 1
    assert {row.name.split()[-1]: row.facts.override_reason for row in made} == {
        "Okoye": "",
        "Novak": "Said yes",
        "Petrova": "Said yes too",
    }
    page.shell.desk.undo()
    assert rows()[0] == before


def test_a_team_with_one_question_dismissed_is_not_saved(page, ask, rows) -> None:
    page.shell.desk.run(set_wishes, Okoye="public", Novak="private")
    before = rows()
    ask.texts = [None]
    type_line(page, "Okoye and Novak rebuilt the unit, team meeting")
    assert rows() == before
    assert page.quick_add.line.line


def test_looking_for_somebody_plans_a_draft_and_its_block_in_one_step(page, rows) -> None:
    person = enter(page, "look_for")
    (made,) = [row for row in rows(state="draft") if row.person_id == person and row.planned_at]
    assert made.planned_at > "2026-01-16T08:00"
    sentence = page.shell.desk.history().undo
    assert sentence is not None
    assert sentence.op == "recognition.plan"
    page.shell.desk.undo()
    assert not [row for row in rows(state="draft") if row.person_id == person and row.planned_at]


def test_a_follow_up_of_the_dates_is_done_by_enter(page, rows) -> None:
    type_line(page, "Okoye paired his peer tutors because all spoke, private note")
    key = rows()[0].id
    page.show_key(key)
    page.editor.follow_up.line.setText("20 Jan")
    page.sheet.close_sheet()
    page.shell.hub.flush()
    keys = [page.rhythm.models["dates"].index(n).data(KEY_ROLE) for n in range(page.rhythm.models["dates"].rowCount())]
    enter(page, "dates", keys.index(f"follow_up:{key}"))
    assert page.shell.desk.read(recognition_log, TODAY)[0].facts.follow_up_on is None


def test_gift_ledger_opens_its_recognition_and_says_the_schools_own_words(page) -> None:
    page.shell.desk.run(commands.settings.change_settings, gift_hint="call Pat in payroll")
    page.shell.hub.flush()
    page.refresh()
    key = enter(page, "gifts")
    assert page.editor.row is not None
    assert page.editor.row.id == key
    line = page.rhythm.models["gifts"].index(0).data(LINE_ROLE)
    assert "call Pat in payroll" in line.hint
    assert "$10 this year" in page.rhythm._hint.text()


def test_groups_say_in_a_sentence_what_their_table_shows(page, qtbot) -> None:
    page.fairness.stretch_chosen.emit("weeks-1")
    page.fairness.form.chosen.emit("groups")
    panel = page.fairness.groups
    assert panel.table.isVisible()
    panel.dimension.chosen.emit("grade")
    assert panel.sentence.text().startswith("Grade 6 has ")
    assert panel.model.rowCount() >= 3
    panel.dimension.chosen.emit("period")
    assert "tied to a visit" in panel.sentence.text()


def test_chances_to_lead_have_their_own_sentence(page, qtbot) -> None:
    page.fairness.ledger_chosen.emit("leadership")
    qtbot.waitUntil(lambda: "chances to lead" in page.fairness.evenness.accessibleDescription())


def test_log_is_searched_by_typing_without_accents(page, qtbot) -> None:
    page.shell.actions.action("recognition.find").trigger()
    QTest.keyClicks(page.log_card.search, "ruiz")
    qtbot.waitUntil(
        lambda: {page.log_model.index(n).data() for n in range(page.log_model.rowCount())} == {"Sofia Ruíz"}
    )


def test_filters_of_the_log_show_what_they_say(page, rows) -> None:
    page.log_card.show_filter("audience:public")
    shown = {page.log_model.index(n).data(KEY_ROLE) for n in range(page.log_model.rowCount())}
    assert shown == {row.id for row in rows(audience="public")}
    page.log_card.show_filter("sender:family")
    assert page.log_model.rowCount() == 0
    assert not page.log.isVisible()


def test_sheet_ties_it_to_value_goal_visit_and_another_sender(page, rows) -> None:
    page._open_index(page.log_model.index(0))
    editor = page.editor
    for combo in (editor.value, editor.goal, editor.visit):
        combo.setCurrentIndex(combo.count() - 1)
        assert combo.currentData()
    editor.sender_kind.setCurrentIndex(editor.sender_kind.findData("family"))
    editor.sender_name.setText("The Lee family")
    page.sheet.close_sheet()
    facts = rows()[0].facts
    assert (facts.sender_kind, facts.sender, facts.giver_id) == ("family", "The Lee family", None)
    assert all((facts.value_id, facts.goal_id, facts.visit_id))
    page.shell.hub.flush()
    assert "from The Lee family" in page.log_model.index(0).data(LINE_ROLE).how


def test_general_praise_gets_a_hint_and_saves_all_the_same(page, rows) -> None:
    type_line(page, "Okoye Great job!")
    assert rows()[0].facts.state == "given"
    page.show_key(rows()[0].id)
    assert "general praise means least" in page.editor.hints.text()
    page.editor.action.setPlainText("Paired his tutors by error type")
    assert "Say what it changed" in page.editor.hints.text()


def test_a_newsletter_is_always_public(page, rows) -> None:
    page._open_index(page.log_model.index(0))
    page.editor.channel.setCurrentIndex(page.editor.channel.findData("newsletter"))
    assert page.editor.visibility.currentData() == "public"
    assert not page.editor.visibility.isEnabled()


def test_the_last_two_weeks_come_on_an_agenda_in_one_step_without_what_is_private(page, ask, rows) -> None:
    told = page.deeds.recent_for_a_meeting()
    assert told
    meeting = page.shell.desk.read(
        lambda reader: reader.value(
            "SELECT m.id FROM meeting AS m JOIN time_block AS b ON b.id = m.block_id"
            " WHERE b.starts_local > '2026-01-17' AND m.state = 'confirmed' ORDER BY b.starts_local LIMIT 1"
        )
    )
    ask.choices = [meeting]
    page.shell.actions.action("recognition.celebrate_recent").trigger()
    text = page.shell.desk.read(
        lambda reader: reader.value(
            "SELECT text FROM agenda_item WHERE meeting_id = ? AND outcome = 'celebrate'", (meeting,)
        )
    )
    since = [row for row in rows() if row.given_on >= date(2026, 1, 2)]
    for row in since:
        assert (row.facts.action_text in text) == (row.facts.state == "given" and row.facts.visibility != "private")
    page.shell.actions.action("recognition.celebrate_recent").trigger()
    assert "told already" in page.shell.messages.last


def test_a_file_is_kept_with_it_saved_as_a_copy_and_taken_away(page, ask, rows, tmp_path: Path) -> None:
    letter = tmp_path / "thanks.txt"
    letter.write_text("Thank you")
    page._open_index(page.log_model.index(0))
    ask.files = [letter, tmp_path / "copy.txt"]
    QTest.mouseClick(page.editor.evidence.button, Qt.MouseButton.LeftButton)
    page.shell.hub.flush()
    assert rows()[0].evidence == 1
    evidence = page.shell.desk.read(
        lambda reader: reader.value("SELECT id FROM attachment WHERE file_name = 'thanks.txt'")
    )
    page.editor.evidence.copy_wanted.emit(evidence)
    assert (tmp_path / "copy.txt").read_text() == "Thank you"
    page.editor.evidence.remove_wanted.emit(evidence)
    assert rows()[0].evidence == 0
    page.shell.desk.undo()
    assert rows()[0].evidence == 1


def test_time_for_a_draft_is_planned_from_its_sheet(page, rows) -> None:
    type_line(page, "Okoye note")
    page.show_key(rows()[0].id)
    assert page.editor.plan.isVisible()
    QTest.mouseClick(page.editor.plan, Qt.MouseButton.LeftButton)
    page.shell.hub.flush()
    assert rows()[0].planned_at
    assert page.editor.planned.isVisible()
    assert not page.editor.plan.isVisible()


def test_a_week_for_ten_people_is_caught_up_by_keys_alone(page, rows) -> None:
    """Nothing but keys: a name, what they did, why, how; ten times. A line is about ten seconds of typing."""
    before = len(rows())
    names = [one.shown for one in page.quick_add._roster if one.shown.isascii()][:10]
    for number, name in enumerate(names):
        QTest.keyClicks(page.quick_add.line, f"{name} let group {number} lead the talk because all spoke, private note")
        QTest.keyClick(page.quick_add.line, Qt.Key.Key_Return)
    page.shell.hub.flush()
    made = [row for row in rows() if "lead the talk" in row.facts.action_text]
    assert len(rows()) == before + 10
    assert {row.name for row in made} == set(names)
    assert {(row.facts.state, row.facts.channel) for row in made} == {("given", "private_note")}
    for _ in names:
        page.shell.desk.undo()
    assert len(rows()) == before


def test_a_planned_look_is_for_a_due_person(page) -> None:
    facts = [one.person_id for one in page._looks]
    assert set(facts) <= {row.person_id for row in page._board.due}
    assert RecognitionFacts(facts[0], TODAY).seen_by == "private"


def test_a_team_is_thanked_in_one_line_and_one_step(page: RecognitionPage) -> None:
    people = page.shell.desk.read(recognition_names, page.shell.today())[:3]
    team = page.shell.desk.run(commands.teams.add_team, "5th grade", "grade")
    for one in people:
        page.shell.desk.run(commands.teams.add_member, team, one.id, page.shell.today())
    page.shell.hub.flush()
    before = page.log_model.rowCount()
    page.quick_add.start("thanks 5th grade team for the trip because every child went, private note")
    chips = {chip.text for chip in page.quick_add.findChildren(Chip) if not chip.isHidden()}
    assert {f"5th grade: {len(people)}", *(one.shown for one in people)} <= chips
    QTest.keyClick(page.quick_add.line, Qt.Key.Key_Return)
    page.shell.hub.flush()
    assert page.log_model.rowCount() == before + len(people)
    page.shell.desk.undo()
    page.shell.hub.flush()
    assert page.log_model.rowCount() == before


def test_the_gift_ledger_is_saved_by_person_and_noted(page: RecognitionPage, ask, tmp_path: Path, qtbot) -> None:
    person = page.shell.desk.read(recognition_names, TODAY)[0]
    facts = RecognitionFacts(
        person_id=person.id, given_on=TODAY, kind="gift", state="given", gift_cents=1250, action_text="x"
    )
    page.shell.desk.run(commands.recognition.record_recognition, facts)
    page.shell.hub.flush()
    page.rhythm.show_part("gifts")
    assert page.rhythm.save_gifts.isVisible()
    ask.files = [tmp_path / "gifts"]
    page.rhythm.save_gifts.click()
    out = tmp_path / "gifts.xlsx"
    qtbot.waitUntil(lambda: out.exists() and not page.shell.tasks.is_busy, timeout=20_000)
    book = CalamineWorkbook.from_path(str(out))
    cells = {str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row}
    assert {person.shown, "12.50"} <= cells
    kind = page.shell.desk.read(lambda reader: reader.rows("SELECT kind, audience, with_names FROM export_batch"))
    assert kind[-1] == ("xlsx", "official", 1)
    page.rhythm.show_part("due")
    assert page.rhythm.save_gifts.isHidden()
