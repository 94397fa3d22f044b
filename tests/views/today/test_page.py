"""The Today page as a person meets it: rows, keys, other days, cards and the ways to other pages."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from il_desktop.sample.book import row_id
from il_desktop.views.today.agenda import HeadItem, NowItem, RowItem
from il_desktop.views.today.page import TodayPage

OKOYE = row_id("block:2026-01-16:0943")


@pytest.fixture
def open_page(qtbot):
    def build(shell) -> TodayPage:
        page = TodayPage(shell)
        qtbot.addWidget(page)
        page.resize(1280, 760)
        page.show()
        shell.actions.set_page("today")
        return page

    return build


@pytest.fixture
def page(open_page, sample_shell, fixed_clock) -> TodayPage:
    fixed_clock.advance(minutes=125)  # 10:05, the moment of the pictures
    return open_page(sample_shell)


def items(page: TodayPage):
    model = page.agenda.agenda
    return [model.item(model.index(number)) for number in range(model.rowCount())]


def titles(page: TodayPage) -> list[str]:
    return [item.row.card.title for item in items(page) if isinstance(item, RowItem)]


def test_past_stands_under_a_heading_and_the_now_line_divides_the_day(page):
    shown = items(page)
    assert shown[0] == HeadItem("So far", "6 of 7 reconciled")
    place = next(number for number, item in enumerate(shown) if isinstance(item, NowItem))
    assert shown[place] == NowItem("10:05\N{NO-BREAK SPACE}AM", "next in 24 min")
    assert shown[place - 1].row.card.title == "Visit Okoye"
    assert shown[place + 1].row.card.title == "Visit Marsh"


def test_head_says_what_waits_and_what_is_next(page):
    assert page.head_title() == "Friday 16 January"
    waits = "A day, regular bells. 1 block waits for a check. Next: Visit Marsh at 10:29\N{NO-BREAK SPACE}AM."
    assert page.head_sentence() == waits


def test_block_that_waits_is_chosen_and_asks_whether_it_happened(page):
    assert page.agenda.key == OKOYE
    spoken = page.agenda.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Visit Okoye" in spoken
    assert "Did it happen?" in spoken
    assert "guarded" in spoken


def test_enter_opens_the_block_in_its_week(page, visits):
    page.agenda.setFocus()
    QTest.keyClick(page.agenda, Qt.Key.Key_Return)
    assert visits == [("week", "2026-01-16"), ("week", OKOYE)]


def test_arrow_keys_pass_over_heading_and_now_line(page):
    page.agenda.setFocus()
    QTest.keyClick(page.agenda, Qt.Key.Key_Down)
    item = page.agenda.agenda.item(page.agenda.currentIndex())
    assert item.row.card.title == "Visit Marsh"


def test_other_days_and_back(page):
    page.shell.actions.action("today.previous").trigger()
    assert page.day == date(2026, 1, 15)
    assert "District meeting" in titles(page)
    assert not [item for item in items(page) if isinstance(item, NowItem)]
    page.shell.actions.action("today.next").trigger()
    page.shell.actions.action("today.next").trigger()
    assert page.day == date(2026, 1, 17)
    page.shell.actions.action("today.today").trigger()
    assert page.day == date(2026, 1, 16)
    assert "Visit Okoye" in titles(page)


def test_day_without_blocks_offers_to_plan_the_week(page, visits):
    page.show_day(date(2026, 1, 19))
    assert page.empty.isVisible()
    assert page.empty.label.text() == "Nothing is planned for this day."
    assert page.head_sentence() == "Martin Luther King Day."
    page.empty.button.click()
    assert visits == [("week", "2026-01-19")]


def test_promises_name_people_first_and_lead_to_their_page(page, visits):
    rows = page.side.promises.rows
    assert [row.words[1:] for row in rows[:2]] == [
        ("Feedback to Larsen, visit Wed P2", "late, 12:44\N{NO-BREAK SPACE}PM"),
        ("Bus plan, with Mr. Fox", "answer due today"),
    ]
    rows[0].click()
    assert visits == [("people", row_id("person:T15"))]


def test_all_promises_are_one_press_away(page):
    card = page.side.promises
    assert (len(card.rows), card.all_button.text()) == (5, "All 11")
    card.all_button.click()
    assert (len(card.rows), card.all_button.text()) == (11, "Fewer")
    assert card.rows[-1].words[1:] == ("Winter reading, ELA critical thinking", "Tue 3 Feb")
    card.all_button.click()
    assert len(card.rows) == 5


def test_all_people_due_are_on_the_recognition_page(page, visits):
    page.side.recognise.all_button.click()
    assert visits == [("recognition", "")]


def test_a_task_handed_on_leads_to_its_page(page, visits):
    plan = next(row for row in page.side.promises.rows if row.words[1].startswith("Bus plan"))
    plan.click()
    assert [name for name, _ in visits] == ["tasks"]
    assert visits[0][1]


def test_recognise_row_leads_to_the_recognition_page(page, visits):
    row = page.side.recognise.rows[0]
    assert row.words == ("Julia Marsh", "birthday today", "Recognize")
    row.click()
    assert visits == [("recognition", row_id("person:T21"))]


def test_first_contact_follows_the_topic(page):
    card = page.side.first_contact
    card.topics.setCurrentText("Buses and transport")
    assert (card._first.text(), card._backup.text()) == ("Ms. Diaz", "back-up Mr. Fox")
    card.topics.setCurrentText("Classroom technology")
    assert card._backup.text() == "no back-up yet"


def test_chosen_topic_stays_when_the_page_reads_again(page):
    page.side.first_contact.topics.setCurrentText("Lunch")
    page.refresh()
    assert page.side.first_contact.topics.currentText() == "Lunch"


def test_protected_time_is_said_in_words_and_to_screen_readers(page):
    card = page.side.protected
    assert card._kept.text() == "6 h 05"
    assert card._possible.text() == "Up to 7 h 05 if the rest is kept."
    assert card._target.text() == "target 6–7 h"
    assert "6 h 05 kept, 15 min unknown, 45 min ahead" in card._bar.accessibleName()


def test_week_of_another_day_is_named(page):
    page.show_day(date(2026, 1, 8))
    assert page.side.protected.title_label.text() == "Protected time, week of Mon 5 Jan"


def test_clock_moves_the_line(page, fixed_clock):
    fixed_clock.advance(minutes=30)
    page._follow_clock()
    line = next(item for item in items(page) if isinstance(item, NowItem))
    assert line.time.startswith("10:35")


def test_narrow_window_puts_the_cards_below(page):
    page.resize(700, 640)
    assert page._row.direction() == page._row.Direction.TopToBottom
    page.resize(1280, 640)
    assert page._row.direction() == page._row.Direction.LeftToRight


def test_empty_file_has_its_sentences(open_page, shell):
    page = open_page(shell)
    assert page.empty.isVisible()
    assert page.empty.label.text() == "Nothing is planned for today."
    assert page.side.promises._note.text() == "Nothing is owed today."
    assert page.side.recognise._note.text() == "No staff yet: import them on the People page."
    assert not page.side.first_contact.isVisible()
    assert page.footer.label.text() == "No visit is planned."
    assert page.head_sentence() == "No school year is entered for this date."
    assert page.side.protected._planned.text() == "Nothing is protected this week."


def test_everything_that_takes_focus_has_a_name(page):
    unnamed = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisible()
        and not widget.accessibleName()
        and not (hasattr(widget, "text") and widget.text())
    ]
    assert unnamed == []


@pytest.mark.parametrize("size", [(1280, 760), (700, 560)])
@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
def test_page_paints_in_every_look(page, mode, size):
    page.shell.theme.apply(mode, 150)
    page.resize(*size)
    picture = page.grab()
    page.shell.theme.apply("light", 100)
    assert not picture.isNull()


def test_one_key_keeps_the_chosen_block_and_undo_makes_it_unknown(page):
    page.agenda.choose(OKOYE)
    action = page.shell.actions.action("today.kept")
    assert [keys.toString() for keys in action.shortcuts()] == ["1", "K"]
    action.trigger()
    assert state_of(page, OKOYE) == "kept"
    page.shell.desk.undo()
    assert state_of(page, OKOYE) == "planned"


def test_other_outcomes_go_on_where_their_question_is_asked(page, visits):
    page.agenda.choose(OKOYE)
    page.shell.actions.action("today.missed").trigger()
    assert visits[-1] == ("review", f"reconcile:{OKOYE}:missed")
    page.footer.reconcile.click()
    assert visits[-1] == ("review", "reconcile")
    assert page.footer.reconcile.text() == "Reconcile 1 block"


def test_what_is_likely_follows_the_first_picture(page, qtbot):
    label = page.side.protected._likely
    qtbot.waitUntil(lambda: label.text().startswith("Forecast 6 h 20 to 6 h 50."))
    assert label.isVisibleTo(page)


def state_of(page: TodayPage, key: str) -> str:
    return page.shell.desk.read(lambda reader: reader.value("SELECT state FROM time_block WHERE id = ?", (key,)))
