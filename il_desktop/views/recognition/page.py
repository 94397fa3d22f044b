"""The recognition page: quick add, fairness, the log, its rhythm, and the sheet for one recognition."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from il_desktop.domain.metrics.recognition import ChanceBand, chance_band, is_uneven
from il_desktop.domain.recognition import RecognitionFacts
from il_desktop.domain.recognition_quick_add import QuickRecognition
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.evidence import evidence_of
from il_desktop.queries.recognition import (
    RecognitionBoard,
    preference_of,
    recognition_board,
    recognition_log,
    recognition_names,
    recognition_row,
    team_names,
)
from il_desktop.queries.recognition_choices import recognition_choices
from il_desktop.queries.recognition_due import DueRow
from il_desktop.queries.recognition_gifts import gift_ledger
from il_desktop.queries.recognition_rhythm import LookFor, look_for, occasions
from il_desktop.queries.timetable import timetable
from il_desktop.views.recognition.deeds import Deeds
from il_desktop.views.recognition.editor import RecognitionEditor
from il_desktop.views.recognition.fairness import FairnessStrip
from il_desktop.views.recognition.lists import ListsScroll
from il_desktop.views.recognition.log_card import LogCard
from il_desktop.views.recognition.log_item_model import KEY_ROLE
from il_desktop.views.recognition.page_actions import add_actions
from il_desktop.views.recognition.quick_add import QuickAdd
from il_desktop.views.recognition.rhythm import RhythmCard
from il_desktop.views.shared import theme
from il_desktop.views.shared.page import Page
from il_desktop.views.shared.shell import Shell
from il_desktop.views.shared.side_sheet import SideSheet
from il_desktop.wording import recognition as say
from il_desktop.wording.format import count_text


class RecognitionPage(Page):
    """Shows and writes recognitions. `show_key` takes "new", a recognition's id or "person:<id>" to start a line."""

    page_id = "recognition"
    title = "Recognition"
    icon = "award"
    tables = frozenset({
        "recognition", "person", "calendar_span", "day_override", "bell_schedule", "bell_times", "visit", "setting",
        "timetable_slot", "section", "attachment", "time_block", "meeting", "vision_item", "goal", "team",
        "team_member",
    })  # fmt: skip

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._board: RecognitionBoard | None = None
        self._band: ChanceBand | None = None
        self._looks: tuple[LookFor, ...] = ()
        self._stretch, self._ledger = "year", "recognition"
        self.deeds = Deeds(shell, self)
        self.quick_add = QuickAdd(self)
        self.fairness = FairnessStrip(self)
        self.log_card = LogCard(self)
        self.log, self.log_model = self.log_card.list, self.log_card.model
        self.rhythm = RhythmCard(self)
        self.due, self.due_model = self.rhythm.lists["due"], self.rhythm.models["due"]
        self.sheet = SideSheet(self)
        self.editor = RecognitionEditor(shell.words, shell.today, self.sheet.content)
        self._build()
        add_actions(self)
        self.quick_add.save_wanted.connect(self._save_line)
        self.quick_add.people_changed.connect(self._name_preferences)
        self.fairness.stretch_chosen.connect(self._choose_stretch)
        self.fairness.ledger_chosen.connect(self._choose_ledger)
        self.log_card.changed.connect(self._show_log)
        self.log_card.opened.connect(self._open)
        self.log_card.begin_wanted.connect(self._begin)
        self.rhythm.draft_wanted.connect(self._draft_for)
        self.rhythm.plan_wanted.connect(self._plan_look)
        self.rhythm.followed_up.connect(self._follow_up)
        self.rhythm.open_wanted.connect(self._open)
        self.sheet.leaving.connect(self.save_editor)
        self.editor.give_wanted.connect(self.give)
        self.editor.plan_wanted.connect(self.plan)
        self.editor.celebrate_wanted.connect(self.celebrate)
        self.editor.delete_wanted.connect(self.delete)
        self.editor.evidence.add_wanted.connect(self._add_file)
        self.editor.evidence.copy_wanted.connect(self.deeds.save_copy)
        self.editor.evidence.remove_wanted.connect(self.deeds.remove_file)

    # Page

    def refresh(self) -> None:
        """Read log, rhythm and fairness anew."""
        shell = self.shell
        today, words, settings = shell.today(), shell.words, shell.settings()
        board = shell.desk.read(recognition_board, today, settings.recognition_days, self._stretch, self._ledger)
        self._board = board
        self.quick_add.words = shell.words
        self.quick_add.set_roster(shell.desk.read(recognition_names, today), today, shell.desk.read(team_names, today))
        self.fairness.show_data(board.fairness, board.stretches, words)
        self._ask_chance()
        self.fairness.setVisible(bool(board.fairness.people))
        self.rhythm.show_board(board, settings, words)
        self._looks = self._look_for(board.due, shell.now())
        unit = "weekdays" if board.fairness.unit == "weekdays" else "days"
        self.rhythm.show_rhythm(self._looks, shell.desk.read(occasions, today), unit, words)
        year = board.stretches[-1]
        self.rhythm.show_gifts(shell.desk.read(gift_ledger, year.first, year.last), settings, words)
        self._show_log()
        self._refresh_editor()

    def head_sentence(self) -> str:
        """Say coverage, spread and who is due."""
        board = self._board
        if board is None or not board.fairness.people:
            return "Who did what, and why it mattered. Private unless you say otherwise."
        fairness = board.fairness
        span = "this year" if fairness.stretch.key == "year" else f"in {fairness.stretch.title.lower()}"
        first = say.coverage_sentence(fairness.reached, len(fairness.people), span)
        spread = ""
        if self._band and fairness.total:
            spread = "; the spread is uneven" if is_uneven(fairness.gini, self._band) else "; the spread is even"
        never = sum(row.days is None for row in board.due)
        who = count_text(len(board.due), "person is due", "people are due")
        return f"{first}{spread}. {who} today{f', {never} of them never recognized' if never else ''}."

    def show_key(self, key: str) -> None:
        """Start a line, or open a recognition."""
        if key == "new":
            self.quick_add.start()
        elif key.startswith("person:"):
            self._draft_for(key.removeprefix("person:"))
        elif key:
            if (row := self.log_model.row_of(key)) >= 0:
                self.log.setCurrentIndex(self.log_model.index(row))
            self._open(key)

    def draft_keys(self) -> tuple[str, ...]:
        """Return the recognition in the sheet."""
        row = self.editor.row if self.sheet.isVisible() else None
        return () if row is None else (row.id,)

    def commit_edits(self) -> None:
        """Save what the sheet holds."""
        if self.sheet.isVisible():
            self.save_editor()

    # Quick add

    @Slot(object, bool)
    def _save_line(self, found: QuickRecognition, as_draft: bool) -> None:
        if found.person is None:
            return
        facts = RecognitionFacts(
            person_id=found.person.id,
            given_on=found.given_on or self.shell.today(),
            kind=found.kind,
            state="draft" if as_draft else "given",
            channel=found.channel,
            theme=found.theme,
            action_text=found.action,
            impact=found.impact,
            giver_id=self.shell.settings().principal_id or None,
            gift_cents=found.gift_cents if found.kind == "gift" else None,
            is_cash_like=found.is_cash_like,
        )
        people = (found.person, *found.others)
        is_done = self.deeds.record_team(facts, people) if found.others else self.deeds.record(facts, people[0].shown)
        if is_done:
            self.quick_add.clear()
            self.quick_add.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _name_preferences(self, person_ids: str) -> None:
        desk = self.shell.desk
        self.quick_add.set_preferences([desk.read(preference_of, one) for one in person_ids.split(",") if one])

    @Slot()
    def start_line(self) -> None:
        """Put the caret into the quick-add line."""
        self.quick_add.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _begin(self) -> None:
        """Start the first line, or go where people come from."""
        if self._board is not None and self._board.fairness.people:
            self.start_line()
        else:
            self.shell.go("people", "import")

    @Slot(str)
    def _draft_for(self, person_id: str) -> None:
        self._scroll.ensureWidgetVisible(self.quick_add)
        self.quick_add.start_for(person_id)

    # Log

    @Slot()
    def _show_log(self) -> None:
        shell = self.shell
        settings = shell.settings()
        wanted = self.log_card.wanted(settings.principal_id)
        rows = shell.desk.read(recognition_log, shell.today(), wanted)
        has_people = bool(self._board and self._board.fairness.people)
        self.log_card.show_rows(rows, shell.words, settings.gift_hint, has_people=has_people)

    @Slot(QModelIndex)
    def _open_index(self, index: QModelIndex) -> None:
        self._open(str(index.data(KEY_ROLE)))

    @Slot(str)
    def _open(self, key: str) -> None:
        if self.sheet.isVisible() and self.editor.row is not None and self.editor.row.id != key:
            self.save_editor()
        if self._fill_editor(key) and self.editor.row is not None:
            self.sheet.open_sheet(self.editor.row.name)
            self.shell.actions.refresh()

    def _fill_editor(self, key: str) -> bool:
        desk = self.shell.desk
        row = desk.read(recognition_row, key)
        if row is None:
            return False
        choices = desk.read(recognition_choices, row.person_id, key, self.shell.now())
        files = desk.read(evidence_of, "recognition", [key]).get(key, ())
        self.editor.show_row(row, choices, files, self.shell.settings().gift_hint)
        return True

    def _refresh_editor(self) -> None:
        """Follow an undo or another writer; close when the recognition is gone."""
        shown = self.editor.row
        if shown is None or not self.sheet.isVisible():
            return
        row = self.shell.desk.read(recognition_row, shown.id)
        if row is None:
            self.editor.row = None
            self.sheet.close_sheet()
        elif row != shown:
            self._fill_editor(shown.id)

    @Slot()
    def save_editor(self) -> None:
        """Save the sheet when something in it changed."""
        row = self.editor.row
        facts = self.editor.facts()
        if row is not None and facts is not None and facts != row.facts:
            self.deeds.edit(row.id, facts, row.name)

    @Slot()
    def give(self) -> None:
        """Save the sheet and let its draft count as given today."""
        row, facts = self.editor.row, self.editor.facts()
        if row is not None and facts is not None:
            self.deeds.edit(row.id, replace(facts, state="given", given_on=self.shell.today()), row.name)

    @Slot()
    def delete(self) -> None:
        """Delete the recognition of the sheet, or the current one of the log."""
        key = self.chosen_key()
        if not key:
            return
        self.editor.row = None
        self.sheet.close_sheet()
        self.deeds.delete(key)

    @Slot()
    def edit(self) -> None:
        """Open the current recognition of the log."""
        if key := self.log_card.current_key():
            self._open(key)

    @Slot()
    def celebrate(self) -> None:
        """Put the recognition of the sheet, or the current one of the log, on a meeting's agenda."""
        self.save_editor()
        if key := self.chosen_key():
            self.deeds.celebrate([key])

    @Slot()
    def celebrate_recent(self) -> None:
        """Put what the last two weeks brought, and a meeting may hear, on its agenda in one step."""
        self.deeds.celebrate(self.deeds.recent_for_a_meeting())

    @Slot()
    def _add_file(self) -> None:
        if self.editor.row is not None:
            self.deeds.add_file(self.editor.row.id)

    def chosen_key(self) -> str:
        """Return the recognition of the open sheet, else the one with the cursor in the log."""
        if self.sheet.isVisible() and self.editor.row is not None:
            return self.editor.row.id
        return self.log_card.current_key()

    # Rhythm

    @Slot(str)
    def _plan_look(self, person_id: str) -> None:
        one = next((one for one in self._looks if one.person_id == person_id), None)
        if one is not None:
            facts = RecognitionFacts(
                one.person_id, one.span.start.day, giver_id=self.shell.settings().principal_id or None
            )
            self.deeds.plan(facts, one.name, one.span.start, in_lesson=True)

    @Slot()
    def plan(self) -> None:
        """Plan a quarter of an hour for the draft of the sheet: its person's next lesson, else tomorrow morning."""
        self.save_editor()
        row = self.editor.row
        if row is None or not self.sheet.isVisible():
            return
        now = self.shell.now()
        one = DueRow(row.person_id, row.name, row.preference, None, None, "", has_draft=True)
        found = self._look_for((one,), now)
        morning = self.shell.settings().work_start_min
        start = found[0].span.start if found else WallTime.at(now.day, 0).plus(24 * 60 + morning)
        self.deeds.plan(row.id, row.name, start, in_lesson=bool(found))

    def _look_for(self, due: tuple[DueRow, ...], now: WallTime) -> tuple[LookFor, ...]:
        desk = self.shell.desk
        return desk.read(look_for, now, due, desk.cached(school_calendar), desk.cached(timetable))

    @Slot(str)
    def _follow_up(self, recognition_id: str) -> None:
        self.deeds.follow_up_done(recognition_id)

    # Fairness

    @Slot(str)
    def _choose_stretch(self, key: str) -> None:
        self._stretch = key
        self.refresh()
        self.head_changed.emit()

    @Slot(str)
    def _choose_ledger(self, key: str) -> None:
        self._ledger = key
        self.refresh()
        self.head_changed.emit()

    def _ask_chance(self) -> None:
        """Work out beside the window what chance alone would give."""
        self._band = None
        fairness = self._board.fairness if self._board else None
        if fairness is not None and fairness.total:
            people, total = len(fairness.people), fairness.total
            weights = fairness.weights
            self.shell.tasks.start("recognition chance", chance_band, people, total, weights, done=self._take_chance)

    def _take_chance(self, band: ChanceBand) -> None:
        self._band = band
        self.fairness.show_band(band)
        self.head_changed.emit()

    # Building

    def _build(self) -> None:
        self._scroll = ListsScroll(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget(self._scroll)
        column = QVBoxLayout(content)
        column.setContentsMargins(theme.MARGIN, 4, theme.MARGIN, 16)
        column.setSpacing(12)
        column.addWidget(self.quick_add)
        column.addWidget(self.fairness)
        lists = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        lists.setSpacing(12)
        self._scroll.lists = lists
        lists.addWidget(self.log_card, 60)
        lists.addWidget(self.rhythm, 38)
        column.addLayout(lists, 1)
        self._scroll.setWidget(content)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._scroll, 1)
        row.addWidget(self.sheet)
        self.sheet.body.addWidget(self.editor)
