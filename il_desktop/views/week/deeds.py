"""Carries wishes of the grid and the editor out as commands, and asks first when protected time is in the way.

Nothing is written before the question is answered. After each step the grid's focus follows the block.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Slot

from il_desktop import commands
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.blocks import GoalShare, Protection
from il_desktop.domain.errors import ProtectedTimeConflict, UserFacingError
from il_desktop.domain.protection import OverrideReason, next_free_span
from il_desktop.domain.walltime import Span
from il_desktop.queries import week as week_queries
from il_desktop.queries.calendar import school_calendar
from il_desktop.queries.week import BlockCard
from il_desktop.views.shared.shell import Shell
from il_desktop.views.week.gesture import Change, Deed, Ghost

if TYPE_CHECKING:
    from il_desktop.views.week.page import WeekPage
    from il_desktop.views.week.question import QuestionSheet

ORIGIN = "week"
NEW_TITLE = "New block"
NEW_KIND = "office_work"
SEARCH_CONTACT_DAYS = 6  # the wanted day and five more, as for a make-up block


class Wish(NamedTuple):
    """One wanted step, kept while a question about it is open. `fields` go to the editing command."""

    deed: Deed | None
    span: Span
    card: BlockCard | None = None
    fields: Mapping[str, Any] = MappingProxyType({})


class Deeds(QObject):
    """The week page's writer."""

    def __init__(self, shell: Shell, page: WeekPage) -> None:
        super().__init__(page)
        self._shell = shell
        self._page = page
        self._question: QuestionSheet | None = None
        self._kind = NEW_KIND

    # wishes

    @Slot(object)
    def create(self, span: Span) -> None:
        """Add a block and open it, so that a name can be typed at once."""
        key = self.carry_out(Wish(Deed.DRAW, span))
        if key:
            self._page.open_block(key, rename=True)

    @Slot(object)
    def change(self, change: Change) -> None:
        """Move, copy or resize a block."""
        self.carry_out(Wish(change.deed, change.span, change.card))

    def edit(self, card: BlockCard, **fields: Any) -> str:
        """Change fields of a block; return its key afterwards, empty when nothing was written."""
        start, end = fields.get("start", card.span.start), fields.get("end", card.span.end)
        span = Span(start, end) if start < end else card.span
        return self.carry_out(Wish(None, span, card, fields))

    def delete(self, card: BlockCard) -> None:
        """Delete a block."""
        day, minute = card.span.start.day, card.span.start.minute
        try:
            self._shell.desk.run(commands.schedule.delete_block, card.ref, origin=ORIGIN)
        except UserFacingError as error:
            self._shell.messages.problem(error)
            return
        self._shell.hub.flush()
        self._page.block_gone(card.key, day, minute)

    def set_level(self, card: BlockCard, level: Protection) -> str:
        """Set a block's protection level; return its key afterwards."""
        return self._write(commands.schedule.set_protection, card.ref, level)

    def share_goals(self, card: BlockCard, shares: tuple[GoalShare, ...]) -> str:
        """Say which goals a block serves; return its key afterwards."""
        return self._write(commands.schedule.share_goals, card.ref, shares)

    def card(self, key: str) -> BlockCard | None:
        """Return a shown block."""
        return self._page.grid.card(key)

    def remember_kind(self, key: str) -> None:
        """Use this activity type for the next new block."""
        self._kind = key

    # carrying out

    def carry_out(self, wish: Wish, override: OverrideReason | None = None) -> str:
        """Run a wish; return the block's key, or an empty text when a question was opened or the wish was refused."""
        try:
            key: str = self._run(wish, override)
        except ProtectedTimeConflict as conflict:
            self._ask(wish, conflict)
            return ""
        except UserFacingError as error:
            self._page.grid.gestures.cancel()
            self._shell.messages.problem(error)
            return ""
        self._arrived(key, wish.span)
        return key

    def _run(self, wish: Wish, override: OverrideReason | None) -> str:
        run, schedule = self._shell.desk.run, commands.schedule
        start, end = wish.span.start, wish.span.end
        card = wish.card
        if card is None:
            draft = BlockDraft(NEW_TITLE, self._kind, start, end)
            return run(schedule.create_block, draft, override=override, origin=ORIGIN)
        if wish.deed is None:
            return run(schedule.edit_block, card.ref, override=override, origin=ORIGIN, **wish.fields)
        if wish.deed is Deed.COPY:
            return run(schedule.duplicate_block, card.ref, start, override=override, origin=ORIGIN)
        if wish.deed is Deed.MOVE:
            return run(schedule.move_block, card.ref, start, override=override, origin=ORIGIN)
        return run(schedule.resize_block, card.ref, start, end, override=override, origin=ORIGIN)

    def _write(self, command: Any, card_ref: Any, value: Any) -> str:
        try:
            key: str = self._shell.desk.run(command, card_ref, value, origin=ORIGIN)
        except UserFacingError as error:
            self._shell.messages.problem(error)
            return ""
        self._shell.hub.flush()
        self._page.grid.focus_block(key)
        return key

    def _arrived(self, key: str, span: Span) -> None:
        self._page.grid.gestures.cancel()
        self._shell.hub.flush()
        self._page.follow_block(key, span.start.day)

    # the question about protected time

    @property
    def question(self) -> QuestionSheet | None:
        """The open question's sheet, None before the first question."""
        return self._question

    def drop_question(self) -> None:
        """Close an open question without writing."""
        if self._question is not None:
            self._question.close_sheet()

    def _ask(self, wish: Wish, conflict: ProtectedTimeConflict) -> None:
        sheet = self._question
        if sheet is None:
            from il_desktop.views.week.question import QuestionSheet  # noqa: PLC0415  needed by the first conflict only

            sheet = self._question = QuestionSheet(self._shell, self._page)
            sheet.answered.connect(self._answered)
            sheet.closed.connect(self._page.question_closed)
            self._page.add_sheet(sheet)
        grid = self._page.grid
        sheet.ask(wish, conflict.conflicts, self.free_place(wish))
        self._page.question_opened()
        grid.gestures.hold(Ghost(wish.span, wish.deed or Deed.MOVE, wish.card, is_held=True))

    @Slot(object, object)
    def _answered(self, wish: Wish, override: OverrideReason | None) -> None:
        """Write after the answer: at the place of the wish, which may be the next free one."""
        if self._question is not None:
            self._question.close_sheet()
        key = self.carry_out(wish, override)
        if key and wish.card is None:
            self._page.open_block(key, rename=True)

    def free_place(self, wish: Wish) -> Span | None:
        """Return the next free span of the wish's length, from its start on, on this and the next contact days."""
        desk, settings = self._shell.desk, self._shell.settings()
        calendar = desk.cached(school_calendar)
        days: list[date] = []
        day = wish.span.start.day
        for offset in range(28):
            here = day + timedelta(days=offset)
            if calendar.day(here).is_contact_day or (offset == 0 and wish.span.minutes):
                days.append(here)
            if len(days) == SEARCH_CONTACT_DAYS:
                break
        count = (days[-1] - day).days + 1
        cards = desk.read(week_queries.cards_between, day, count, calendar)
        own = wish.card.ref if wish.card is not None and wish.deed is not Deed.COPY else None
        others = [card for card in cards if card.ref != own]
        return next_free_span(
            others, wish.span, days, work_start_min=settings.work_start_min, work_end_min=settings.work_end_min
        )


def at(wish: Wish, span: Span) -> Wish:
    """Return the wish for another place of the same length."""
    fields = dict(wish.fields)
    if wish.deed is None:
        fields |= {"start": span.start, "end": span.end}
    return wish._replace(span=span, fields=fields)
