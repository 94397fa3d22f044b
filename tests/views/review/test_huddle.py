"""The daily huddle and the key for emergencies as a principal meets them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from pypdf import PdfReader

from il_desktop import commands
from il_desktop.domain.blocks import Protection
from il_desktop.domain.interruptions import InterruptionDraft
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.huddle import huddle, last_school_day
from il_desktop.views.review.huddle_panel import HuddlePanel
from il_desktop.views.review.page import ReviewPage
from il_desktop.views.review.safety_key import SafetyKey
from il_desktop.views.shared.actions import ActionSpec
from tests.commands.school_time import draft

TODAY = date(2026, 1, 16)


@pytest.fixture
def page(qtbot, sample_shell, fixed_clock) -> ReviewPage:
    fixed_clock.advance(minutes=5)
    for spec in (
        ActionSpec("edit.interruption", "I", "Ctrl+Shift+I"),
        ActionSpec("file.day_card", "C", "Ctrl+Shift+Q"),
    ):
        sample_shell.actions.add(spec, lambda: None, sample_shell.messages.parent())
    page = ReviewPage(sample_shell)
    qtbot.addWidget(page)
    page.resize(1200, 760)
    page.show()
    sample_shell.actions.set_page("review")
    return page


@pytest.fixture
def panel(page) -> HuddlePanel:
    page.show_key("huddle")
    return page.panels["huddle"]


def told(page):
    shell = page.shell
    return shell.desk.read(huddle, shell.now(), shell.desk.cached(school_calendar), shell.settings())


def reviews(page) -> list[tuple]:
    return page.shell.desk.read(
        lambda r: r.rows("SELECT from_on, step, closed_at IS NOT NULL FROM review WHERE kind = 'huddle'")
    )


def test_the_page_still_opens_with_the_week(page):
    page.refresh()
    assert page.tabs.key == "week"


def test_it_looks_at_the_last_school_day_not_at_a_weekend(page):
    calendar = page.shell.desk.cached(school_calendar)
    assert last_school_day(date(2026, 1, 20), calendar) == date(2026, 1, 16)  # Tuesday after a holiday
    assert told(page).before == date(2026, 1, 15)


def test_lost_minutes_and_interruptions_of_the_last_school_day_are_told(page, panel):
    desk = page.shell.desk
    desk.run(
        commands.interruptions.log_interruption, InterruptionDraft(WallTime(date(2026, 1, 15), 600), 7, note="Bus")
    )
    desk.run(commands.interruptions.log_interruption, InterruptionDraft(WallTime(TODAY, 480), 9, note="Today's"))
    page.refresh()
    facts = told(page)
    assert [(row.note, row.minutes) for row in facts.between if row.note] == [("Bus", 7)]
    assert "Bus: 7 min" in panel.cards[1].spoken()
    assert "Today's" not in panel.cards[1].spoken()


def test_todays_protected_blocks_stand_in_it_and_no_others(page, panel):
    run, add = page.shell.desk.run, commands.schedule.create_block
    run(add, draft("Guarded talk", "16 16:00", "16 16:30", protection=Protection.GUARDED))
    run(add, draft("Loose work", "16 16:30", "16 17:00", protection=Protection.FLEXIBLE))
    page.refresh()
    assert "Guarded talk, Guarded" in panel.cards[2].spoken()
    assert "Loose work" not in panel.cards[2].spoken()


def test_it_is_taken_up_where_it_was_left_and_closed_at_the_end(page, panel):
    action = page.primary_action()
    for _ in range(3):
        action.trigger()
    assert panel.at == 3
    assert reviews(page) == [("2026-01-16", 3, 0)]
    assert [card.state for card in panel.cards] == ["done"] * 3 + ["now"] + ["later"] * 3
    for _ in range(5):
        action.trigger()
    assert reviews(page) == [("2026-01-16", 7, 1)]
    assert action.text() == "Take the huddle &up again"
    page.shell.desk.undo()
    page.shell.hub.flush()
    page.refresh()
    assert reviews(page) == [("2026-01-16", 7, 0)]
    assert action.text() == "&Close the huddle"


def test_every_link_leads_somewhere_and_says_what_it_is(page, panel):
    wanted = []
    panel.wanted.connect(lambda place, key: wanted.append((place, key)))
    for card in panel.cards:
        if not card.link.isHidden():
            assert card.link.accessibleName().startswith(card.title)
            card.link.click()
    assert wanted[-1][0] == "recognition"
    assert {place for place, _ in wanted} <= {"review", "today", "office", "week", "recognition"}


def test_words_of_people_are_never_read_as_html(page, panel):
    note = "<b>bold</b> & more"
    draft_ = InterruptionDraft(WallTime(date(2026, 1, 15), 600), 7, note=note)
    page.shell.desk.run(commands.interruptions.log_interruption, draft_)
    page.refresh()
    assert note in panel.cards[1].spoken()


def test_the_emergency_key_asks_nothing_and_is_undone(page):
    shell = page.shell
    key = SafetyKey(shell, page)
    before = shell.desk.read(lambda r: r.value("SELECT count(*) FROM interruption"))
    key.open_over()
    rows = shell.desk.read(lambda r: r.rows("SELECT source FROM interruption ORDER BY created_at DESC, id LIMIT 1"))
    assert rows == [("safety",)]
    key.open_over()
    assert shell.desk.read(lambda r: r.value("SELECT count(*) FROM interruption")) == before + 1
    shell.desk.undo()
    assert shell.desk.read(lambda r: r.value("SELECT count(*) FROM interruption")) == before


def test_minutes_of_an_emergency_can_be_put_right_those_of_other_overrides_cannot(page, fixed_clock):
    desk = page.shell.desk
    fixed_clock.advance(hours=8)
    desk.run(commands.schedule.create_block, draft("Late talk", "16 16:00", "16 16:30", protection=Protection.GUARDED))
    row_id = desk.run(commands.interruptions.safety_now)
    page.refresh()
    page.show_key(f"interruptions:{row_id}")
    form = page.panels["interruptions"].form
    assert form.minutes.isEnabled()
    assert not form.boxes["block_key"].isEnabled()
    other = next(row for row in page.view.interruptions if row.is_override and not row.is_emergency)
    page.show_key(f"interruptions:{other.id}")
    assert not form.minutes.isEnabled()


def test_a_huddle_left_half_way_opens_at_its_step(page, qtbot):
    page.shell.desk.run(commands.reviews.write_review, "huddle", TODAY, TODAY, step=6)
    page.show_key("huddle")
    panel = page.panels["huddle"]
    qtbot.waitUntil(lambda: not panel.cards[6].visibleRegion().isEmpty())


def printed(qtbot, page, ask, path) -> str:
    ask.files.append(path)
    page.shell.actions.action("review.print_huddle").trigger()
    qtbot.waitUntil(lambda: path.exists() and not page.panels["huddle"]._papers.is_writing)
    pages = PdfReader(path).pages
    assert len(pages) == 1
    return " ".join(pages[0].extract_text().split())


def test_the_huddle_prints_on_one_page_with_what_its_steps_say(qtbot, page, panel, ask, tmp_path):
    page.primary_action().trigger()
    ask.choices = ["yes"]
    said = printed(qtbot, page, ask, tmp_path / "huddle.pdf")
    assert "Daily huddle, Friday 16 January 2026" in said
    assert "1. The last school day (done)" in said
    assert "2. What got in the way" in said
    for card in panel.cards:
        assert card.title in said
        for line in card.spoken().splitlines():
            assert " ".join(line.split()) in said
    logged = page.shell.desk.read(lambda r: r.rows("SELECT kind, with_names FROM export_batch"))
    assert logged == [("pdf", 1)]


def test_without_names_no_name_title_or_note_stands_on_it(qtbot, page, panel, ask, tmp_path):
    run, add = page.shell.desk.run, commands.schedule.create_block
    run(add, draft("Canary talk", "16 16:00", "16 16:30", protection=Protection.GUARDED))
    run(commands.interruptions.log_interruption, InterruptionDraft(WallTime(date(2026, 1, 15), 600), 7, note="Canary"))
    run(commands.schedule.create_block, draft("Canary lost", "16 16:40", "16 17:10", protection=Protection.GUARDED))
    run(commands.interruptions.safety_now)
    ask.choices = ["no"]
    said = printed(qtbot, page, ask, tmp_path / "huddle.pdf")
    assert "Canary" not in said
    names = page.shell.desk.read(lambda r: r.rows("SELECT family FROM person"))
    assert [name for (name,) in names if re.search(rf"\b{re.escape(name)}\b", said)] == []
    titles = {card.title for card in told(page).protected} | {each.card.title for each in told(page).lost}
    assert titles
    assert not [title for title in titles if title in said]
    assert "Guarded" in said
    assert "Without names" in said


def test_nothing_is_written_when_the_question_is_dismissed(page, panel, ask):
    ask.choices = [""]
    page.shell.actions.action("review.print_huddle").trigger()
    assert not panel._papers.is_writing
    assert page.shell.desk.read(lambda r: r.value("SELECT count(*) FROM export_batch")) == 0
