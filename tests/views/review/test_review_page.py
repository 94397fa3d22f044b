"""The Review page as a principal meets it: keys that reconcile, what is told, words that stay, contacts, notes."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from il_desktop import commands
from il_desktop.domain.blocks import BlockRef, Protection
from il_desktop.domain.interruptions import InterruptionDraft
from il_desktop.views.review.first_plan import keep_first_plan
from il_desktop.views.review.interruption_note import InterruptionNote
from il_desktop.views.review.page import ReviewPage
from il_desktop.views.shared import painted_list
from il_desktop.views.shared.actions import ActionSpec
from tests.commands.school_time import draft


@pytest.fixture
def open_page(qtbot):
    def build(shell) -> ReviewPage:
        spec = ActionSpec("edit.interruption", "&Interruption…", "Ctrl+Shift+I", menu="edit")
        shell.actions.add(spec, lambda: None, shell.messages.parent())
        page = ReviewPage(shell)
        qtbot.addWidget(page)
        page.resize(1200, 760)
        page.show()
        shell.actions.set_page("review")
        return page

    return build


@pytest.fixture
def page(open_page, sample_shell, fixed_clock) -> ReviewPage:
    fixed_clock.advance(minutes=125)  # 10:05, the moment of the pictures
    return open_page(sample_shell)


def rows(page: ReviewPage, sql: str) -> list[tuple]:
    return page.shell.desk.read(lambda reader: reader.rows(sql))


def press(page: ReviewPage, keys: str) -> None:
    for key in keys:
        QTest.keyClicks(page.panels["reconcile"].table, key)


@pytest.fixture
def twenty(page, fixed_clock):
    """Twenty blocks of Monday the 19th, a holiday, all over and unknown."""
    fixed_clock.advance(days=5)
    add = commands.schedule.create_block
    for number in range(20):
        start = 7 * 60 + number * 20
        end = start + 20
        times = [f"19 {minute // 60}:{minute % 60:02d}" for minute in (start, end)]
        page.shell.desk.run(add, draft(f"Block {number}", *times, protection=Protection.OPEN))
    others = rows(page, "SELECT id FROM time_block WHERE state = 'planned' AND title NOT LIKE 'Block %'")
    refs = [BlockRef(key) for (key,) in others]
    past = [ref for ref in refs if _starts(page, ref) < "2026-01-21T10"]
    page.shell.desk.run(commands.reconcile.keep_all, past)
    page.shell.hub.flush()
    page.show_key("reconcile")
    return page.panels["reconcile"]


def _starts(page, ref):
    return page.shell.desk.read(lambda r: r.value("SELECT starts_local FROM time_block WHERE id = ?", (ref.block_id,)))


def open_titles(panel) -> list[str]:
    return [card.title for card in panel.model.cards if card.state == "planned" and card.title.startswith("Block")]


def test_twenty_blocks_take_twenty_keys_and_four_words_more(page, twenty):
    assert len(open_titles(twenty)) == 20
    twenty._choose_row(twenty.model.next_open(0))
    waiting = twenty.model.open_count()
    pressed = 0
    while twenty.card is not None and twenty.card.state == "planned" and pressed < 200:
        press(page, "k" if pressed % 3 else "xd")
        pressed += 1 if pressed % 3 else 2
    assert twenty.model.open_count() == 0
    assert pressed <= 2 * waiting
    assert twenty.left.text() == "Everything is reconciled."
    states = rows(page, "SELECT state, count(*) FROM time_block WHERE title LIKE 'Block %' GROUP BY state")
    assert {state for state, _ in states} == {"kept", "missed"}


def test_shortened_asks_how_long_and_moved_when(page, twenty):
    twenty._choose_row(twenty.model.next_open(0))
    first = twenty.card
    press(page, "s")
    assert twenty.question.text() == f"{first.title}: how long did it last?"
    QTest.keyClicks(twenty.minutes.line, "5")
    QTest.keyClick(twenty.minutes.line, Qt.Key.Key_Return)
    assert twenty.card.key != first.key
    second = twenty.card
    press(page, "m")
    QTest.keyClick(twenty.start.line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(twenty.start.line, "3:10 pm")
    QTest.keyClick(twenty.start.line, Qt.Key.Key_Return)
    told = rows(
        page,
        "SELECT b.state, x.starts_local, x.ends_local FROM time_block b JOIN actual x ON x.block_id = b.id"
        " WHERE b.title IN ('Block 0', 'Block 1') ORDER BY x.starts_local",
    )
    assert [row[0] for row in told] == ["shortened", "moved"]
    assert told[0][2] == first.span.start.plus(5).iso()
    assert told[1][1] == f"{second.span.start.day}T15:10"


def test_escape_leaves_the_question_and_undo_makes_it_unknown_again(page, twenty):
    twenty._choose_row(twenty.model.next_open(0))
    first = twenty.card
    press(page, "r")
    QTest.keyClick(twenty.table, Qt.Key.Key_Escape)
    assert twenty.card.key == first.key
    assert twenty.card.state == "planned"
    press(page, "1")
    page.shell.desk.undo()
    page.shell.hub.flush()
    assert twenty.model.cards[twenty.model.row_of(first.key)].state == "planned"


def test_all_that_is_left_is_kept_by_one_action(page, twenty):
    twenty.keep_all()
    assert open_titles(twenty) == []
    running = [card for card in twenty.model.cards if card.state == "planned"]
    assert all(card.span.end > page.shell.now() for card in running), "what still runs is said later"


def test_the_week_is_told_in_sentences_and_bars(page):
    panel = page.panels["week"]
    assert page.head_sentence() == "Instructional time: 8 h 07 kept of 9 h 58 planned, 36 min lost, 15 min unknown."
    assert panel.meter.likely.text().startswith("Forecast ")
    node = painted_list.list_of(panel.lost.bars)
    names = [node.child(number).text(QAccessible.Text.Name) for number in range(node.childCount())]
    assert [name.partition(":")[0] for name in names] == ["Family", "Student behavior", "No reason recorded"]
    assert sum(bar.value for bar in panel.lost.bars.bars) == 36


def test_words_are_saved_and_the_closed_review_keeps_its_numbers(page, qtbot):
    panel = page.panels["week"]
    field = panel.own_words.fields["wins"]
    field.setPlainText("Visits began on time.")
    panel.own_words.written.emit("wins", field.toPlainText())
    panel.close_review()
    assert rows(page, "SELECT wins, actual_instr_min FROM review WHERE from_on = '2026-01-12'") == [
        ("Visits began on time.", 365)
    ]
    assert page.view.text.is_closed
    panel.close_review()
    assert not page.view.text.is_closed


def test_other_weeks_are_a_key_away(page):
    page.do_previous()
    assert page.first == date(2026, 1, 5)
    page.do_this()
    assert page.first == date(2026, 1, 12)
    page.show_key("2025-10-01")
    assert page.first == date(2025, 9, 29)


def test_a_topic_is_added_changed_and_deleted(page, ask):
    page.show_key("contacts")
    panel = page.panels["contacts"]
    ask.texts.append("Lost property")
    panel.add_topic()
    assert panel.form.row_id
    line = panel.form.lines["call_when"]
    line.setText("it is a phone")
    line.editingFinished.emit()
    assert panel.rows[panel.form.row_id].call_when == "it is a phone"
    panel.delete_chosen()
    assert "Lost property" not in {row.what for row in panel.rows.values()}


def test_an_interruption_is_completed_in_its_sheet(page):
    desk = page.shell.desk
    key = desk.run(commands.interruptions.log_interruption, InterruptionDraft(page.shell.now(), 6))
    page.shell.hub.flush()
    page.show_key(f"interruptions:{key}")
    panel = page.panels["interruptions"]
    box = panel.form.boxes["worth_it"]
    box.setCurrentIndex(box.findData("no"))
    box.activated.emit(box.currentIndex())
    assert panel.rows[key].worth_it == "no"
    panel.delete_chosen()
    assert key not in panel.rows


def test_an_empty_file_teaches(open_page, shell):
    page = open_page(shell)
    page.show_key("reconcile")
    assert "reconciled here afterwards" in page.panels["reconcile"].empty.label.text()
    page.show_key("contacts")
    assert page.panels["contacts"].empty.isVisibleTo(page)
    page.show_key("interruptions")
    assert "two keys" in page.panels["interruptions"].empty.label.text()


# the note


@pytest.fixture
def note(page, qtbot) -> InterruptionNote:
    note = InterruptionNote(page.shell, page)
    note.open_over()
    return note


def told(page) -> tuple:
    return rows(
        page,
        "SELECT i.minutes, r.what, b.title, i.note FROM interruption i LEFT JOIN responsibility r ON r.id = i.topic_id"
        " LEFT JOIN time_block b ON b.id = i.block_id ORDER BY i.rowid DESC LIMIT 1",
    )[0]


def test_a_digit_is_the_whole_answer(page, note):
    QTest.keyClicks(note.line, "7")
    assert told(page)[:2] == (7, None)
    assert note.isHidden()


def test_enter_alone_is_five_minutes_and_words_find_the_topic(page, note):
    QTest.keyClick(note.line, Qt.Key.Key_Return)
    assert told(page)[0] == 5
    note.open_over()
    QTest.keyClicks(note.line, "buses 12")
    assert "First contact" in note.hint.text()
    QTest.keyClick(note.line, Qt.Key.Key_Return)
    assert told(page)[:2] == (12, "Buses and transport")


def test_an_unknown_topic_is_kept_as_a_note(page, note):
    QTest.keyClicks(note.line, "a bird in the gym")
    QTest.keyClick(note.line, Qt.Key.Key_Return)
    assert told(page)[3] == "a bird in the gym"


def test_the_block_that_runs_is_the_one_hit(page, note, fixed_clock):
    fixed_clock.advance(minutes=26)  # 10:31, in the visit of 10:29
    QTest.keyClicks(note.line, "3")
    assert told(page)[2] == "Visit Marsh"


def test_escape_closes_and_saves_nothing(page, note):
    before = rows(page, "SELECT count(*) FROM interruption")
    QTest.keyClick(note.line, Qt.Key.Key_Escape)
    assert note.isHidden()
    assert rows(page, "SELECT count(*) FROM interruption") == before


# the first plan


def test_the_first_plan_is_kept_by_the_clock_and_only_once(page, fixed_clock):
    assert keep_first_plan(page.shell) == 0, "the sample's own week has it"
    add = commands.schedule.create_block
    page.shell.desk.run(add, draft("Later", "17 9:00", "17 9:30"))
    assert keep_first_plan(page.shell) == 1
    fixed_clock.advance(days=4)  # Tuesday morning, after the first work minute of the week
    assert keep_first_plan(page.shell) > 30
    assert keep_first_plan(page.shell) == 0
