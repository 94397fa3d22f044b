"""The side sheet of one block. A field saves when it is left or Enter is pressed; each save is one step."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from il_desktop.domain.blocks import GoalShare, Protection, Scope
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.activity_types import ActivityTypeRow, activity_types
from il_desktop.queries.block import BlockDetail, block_detail
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.goals import goal_choices
from il_desktop.queries.week import BlockCard
from il_desktop.views.shared import a11y, icons
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.fields import DateField, ParsedField, TimeField
from il_desktop.views.shared.kit import Hairline, PlainLabel, outline_button
from il_desktop.views.shared.shell import Shell
from il_desktop.views.shared.side_sheet import SideSheet
from il_desktop.views.week.block_details import BlockDetails
from il_desktop.views.week.deeds import Deeds
from il_desktop.views.week.faces import CATEGORY_GLYPH, CATEGORY_NAME, LEVEL_GLYPH, LEVEL_NAME
from il_desktop.views.week.goal_shares import GoalShares
from il_desktop.views.week.repeat_editor import RepeatEditor
from il_desktop.wording.format import day_text, duration_text

LEVEL_TEXT = {
    Protection.OPEN: "gives way to anything",
    Protection.FLEXIBLE: "moves when it must",
    Protection.FIRM: "asks you first",
    Protection.GUARDED: "asks for a reason",
    Protection.IMMOVABLE: "stays",
}
TITLE_MAX = 200


class BlockEditor(QObject):
    """Fills a side sheet with one block's fields and saves them through the deeds."""

    def __init__(self, shell: Shell, deeds: Deeds, sheet: SideSheet) -> None:
        super().__init__(sheet)
        self._shell = shell
        self._deeds = deeds
        self._sheet = sheet
        self._card: BlockCard | None = None
        self._detail: BlockDetail | None = None
        self._kinds: tuple[ActivityTypeRow, ...] = ()
        self._is_filling = False
        parent = sheet.content
        words = shell.words
        self.title = QLineEdit(parent)
        self.title.setMaxLength(TITLE_MAX)
        self.title_reason = PlainLabel("", "caption", tone="attention", fit="wrap", parent=parent)
        self.kind = ComboBox(parent)
        self.day = DateField("Date", today=shell.today, show=self._day_text, day_first=words.day_first, parent=parent)
        self.start = TimeField("Start", h24=words.h24, parent=parent)
        self.end = TimeField("End", h24=words.h24, parent=parent)
        self.length = PlainLabel("", muted=True, parent=parent)
        self.all_day = QCheckBox("All day", parent)
        self.level = ComboBox(parent)
        self.shares = GoalShares(parent)
        self.buffer = QCheckBox("Buffer: kept empty on purpose", parent)
        self.details = BlockDetails(shell, parent)
        self.repeats = RepeatEditor(shell, deeds, parent)
        self.delete = outline_button("Delete block", "trash-2", parent)
        self._name_fields()
        self._lay_out(sheet.body)
        self._connect()

    @property
    def key(self) -> str:
        """The key of the block shown, empty before the first."""
        return self._card.key if self._card is not None else ""

    # what is shown

    def show_block(self, card: BlockCard, *, select_title: bool = False, for_all: bool = False) -> None:
        """Show a block and put the focus on its title; `for_all` changes are meant for all of its dates."""
        if self._card is not None and self._card.key != card.key:
            self.commit()
        self._fill(card)
        if for_all:
            self.repeats.mean(Scope.ALL)
        self._sheet.open_sheet("Block")
        self.title.setFocus()
        if select_title:
            self.title.selectAll()

    def follow(self, card: BlockCard | None) -> None:
        """Show what became of the block after a change from anywhere; a block that is gone closes the sheet."""
        card = card or self._deeds.heir(self.key)
        if card is None:
            self._card = None
            self._sheet.close_sheet()
        else:
            self._fill(card)

    def _fill(self, card: BlockCard) -> None:
        desk = self._shell.desk
        self._is_filling = True
        is_other = self._card is None or self._card.key != card.key
        self._card = card
        self._detail = desk.read(block_detail, card.ref, desk.cached(school_calendar))
        self._fill_kinds(desk.cached(activity_types))
        if is_other or not self.title.isModified():
            self._set_line(self.title, card.title)
        self.day.set_value(card.span.start.day)
        self.start.set_value(card.span.start.minute)
        self.end.set_value(card.span.end.minute)
        for field in (self.start, self.end):
            field.setEnabled(not card.all_day)
        self.length.setText("" if card.all_day else duration_text(card.span.minutes))
        self.all_day.setChecked(card.all_day)
        self.level.setCurrentIndex(int(card.protection))
        self.buffer.setChecked(card.is_buffer)
        self.details.show_details(card.place, self._detail, is_other=is_other)
        self.shares.show_shares(card.goals, desk.read(goal_choices))
        self.repeats.show_card(card)
        self.title_reason.hide()
        self._is_filling = False

    def _fill_kinds(self, kinds: tuple[ActivityTypeRow, ...]) -> None:
        if kinds != self._kinds:
            self._kinds = kinds
            self.kind.clear()
            model = self.kind.model()
            assert isinstance(model, QStandardItemModel)  # noqa: S101  what a combo box makes for itself
            category = None
            for kind in kinds:
                if not kind.is_active:
                    continue
                if kind.category is not category:
                    category = kind.category
                    heading = QStandardItem(CATEGORY_NAME[category])
                    heading.setFlags(Qt.ItemFlag.NoItemFlags)
                    heading.setFont(self._shell.theme.font("caption", strong=True))
                    model.appendRow(heading)
                self.kind.addItem(icons.icon(CATEGORY_GLYPH[kind.category]), kind.name, kind.id)
        wanted = self._detail.activity_type_id if self._detail is not None else ""
        place = self.kind.findData(wanted)
        if place < 0 and self._card is not None:
            place = self.kind.findText(self._card.activity_name)
        self.kind.setCurrentIndex(place)

    @staticmethod
    def _set_line(line: QLineEdit, text: str) -> None:
        if line.text() != text:
            line.setText(text)
        line.setModified(False)

    def _day_text(self, day: date) -> str:
        return day_text(day, self._shell.words, year=day.year != self._shell.today().year)

    # saving

    @Slot()
    def commit(self) -> None:
        """Save whatever is half typed."""
        if self._card is None:
            return
        for field in (self.day, self.start, self.end):
            field.commit()
        self.repeats.commit()
        self._save_title()
        self.details.commit()

    def _edit(self, **fields: Any) -> None:
        card = self._card
        if card is None or self._is_filling:
            return
        key = self._deeds.edit(card, **fields)
        grid_card = self._deeds.card(key) if key else None
        if grid_card is not None:
            self._fill(grid_card)
        elif self._card is card:
            self._fill(card)

    @Slot()
    def _save_title(self) -> None:
        card, text = self._card, self.title.text().strip()
        if card is None or not self.title.isModified():
            return
        if not text:
            self.title_reason.setText("A block needs a name. The old one is kept until there is a new one.")
            self.title_reason.show()
            a11y.announce(self.title, self.title_reason.text(), urgent=True)
            return
        self.title.setModified(False)
        self.title_reason.hide()
        if text != card.title:
            self._edit(title=text)

    @Slot(str, object)
    def _take_detail(self, field: str, value: object) -> None:
        self._edit(**{field: value})

    @Slot(int)
    def _pick_kind(self, index: int) -> None:
        kind = next((kind for kind in self._kinds if kind.id == self.kind.itemData(index)), None)
        if kind is None or self._card is None:
            return
        self._deeds.remember_kind(kind.key)
        fields: dict[str, Any] = {"activity_type": kind.id}
        old = next((one for one in self._kinds if self._detail and one.id == self._detail.activity_type_id), None)
        if old is not None and old.default_protection is self._card.protection is not kind.default_protection:
            fields["protection"] = kind.default_protection  # the level was the old kind's own, so it goes with it
        self._edit(**fields)

    @Slot(int)
    def _pick_level(self, index: int) -> None:
        if self._card is not None and Protection(index) is not self._card.protection:
            self._follow_key(self._deeds.set_level(self._card, Protection(index)))

    @Slot(object)
    def _take_day(self, day: date) -> None:
        card = self._card
        if card is not None:
            span = card.span.moved_to(WallTime(day, card.span.start.minute))
            self._edit(start=span.start, end=span.end)

    @Slot(object)
    def _take_start(self, minute: int) -> None:
        card = self._card
        if card is not None:
            span = card.span.moved_to(WallTime(card.span.start.day, minute))
            self._edit(start=span.start, end=span.end)

    @Slot(object)
    def _take_end(self, minute: int) -> None:
        card = self._card
        if card is None:
            return
        end = WallTime(card.span.start.day, 0).plus(minute or 1440)
        if end <= card.span.start:
            self.end.set_refusal("The end has to be after the start.")
            return
        self._edit(end=end)

    @Slot(bool)
    def _tick_all_day(self, is_on: bool) -> None:
        card = self._card
        if card is None:
            return
        if is_on:
            self._edit(all_day=True)
        else:
            start = WallTime(card.span.start.day, self._shell.settings().work_start_min)
            self._edit(all_day=False, start=start, end=start.plus(60))

    @Slot(bool)
    def _tick_buffer(self, is_on: bool) -> None:
        self._edit(is_buffer=is_on)

    @Slot(object)
    def _take_shares(self, shares: tuple[GoalShare, ...]) -> None:
        if self._card is not None and not self._is_filling:
            self._follow_key(self._deeds.share_goals(self._card, shares))

    @Slot(str)
    def _show_goal(self, goal_id: str) -> None:
        """Leave for the goal, with its vision beside it."""
        self._shell.go("goals", goal_id)

    @Slot()
    def _delete(self) -> None:
        if self._card is not None:
            self._deeds.delete(self._card)

    @Slot(str)
    def _follow_key(self, key: str) -> None:
        card = self._deeds.card(key) if key else self._card
        if card is not None:
            self._fill(card)

    # making the form

    def _name_fields(self) -> None:
        for widget, name in (
            (self.title, "Title"),
            (self.kind, "Activity type"),
            (self.all_day, "All day"),
            (self.level, "Protection"),
            (self.buffer, "Buffer"),
        ):
            a11y.name(widget, name)
        self.title_reason.hide()
        for box in (self.kind, self.level):
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.setMinimumWidth(120)
        for level in Protection:
            text = f"{LEVEL_NAME[level]}: {LEVEL_TEXT[level]}"
            self.level.addItem(icons.icon(LEVEL_GLYPH[level]), text, int(level))

    def _lay_out(self, body: QVBoxLayout) -> None:
        body.addLayout(self._labelled("Title", self.title, self.title_reason))
        body.addLayout(self._labelled("Activity type", self.kind))
        when = QHBoxLayout()
        when.setSpacing(8)
        for text, field in (("Start", self.start), ("End", self.end)):
            when.addLayout(self._labelled(text, field))
        when.addStretch(1)
        span = QHBoxLayout()  # apart from the times: at 200 % the three do not fit side by side
        span.addWidget(self.all_day)
        span.addStretch(1)
        span.addWidget(self.length)
        body.addLayout(self._labelled("Date", self.day))
        body.addLayout(when)
        body.addLayout(span)
        body.addLayout(self._labelled("Repeats", self.repeats))
        body.addLayout(self._labelled("Protection", self.level))
        body.addLayout(self._labelled("Goals", self.shares))
        body.addWidget(self.details)
        body.addWidget(self.buffer, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(Hairline(parent=self._sheet.content))
        body.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignLeft)
        body.addStretch(1)

    def _labelled(self, text: str, *widgets: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(3)
        label = PlainLabel(text, "caption", muted=True, parent=self._sheet.content)
        first = widgets[0]
        label.setBuddy(_focus_of(first))
        column.addWidget(label)
        for widget in widgets:
            column.addWidget(widget)
        return column

    def _connect(self) -> None:
        self.title.editingFinished.connect(self._save_title)
        self.details.edited.connect(self._take_detail)
        self.kind.activated.connect(self._pick_kind)
        self.level.activated.connect(self._pick_level)
        self.day.accepted.connect(self._take_day)
        self.start.accepted.connect(self._take_start)
        self.end.accepted.connect(self._take_end)
        self.all_day.clicked.connect(self._tick_all_day)
        self.buffer.clicked.connect(self._tick_buffer)
        self.shares.shares_changed.connect(self._take_shares)
        self.shares.goal_wanted.connect(self._show_goal)
        self.repeats.went.connect(self._follow_key)
        self.delete.clicked.connect(self._delete)
        self._sheet.leaving.connect(self.commit)


def _focus_of(widget: QWidget) -> QWidget:
    """Return the part of a field that takes the focus."""
    if isinstance(widget, ParsedField):
        return widget.line
    return widget.way if isinstance(widget, RepeatEditor) else widget
