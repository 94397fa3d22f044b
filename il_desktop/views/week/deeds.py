"""Carries wishes of the grid and the editor out as commands, and asks first when protected time is in the way.

Nothing is written before the question is answered. After each step the grid's focus follows the block.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from il_desktop import commands
from il_desktop.domain.blocks import GoalShare, Protection, Scope
from il_desktop.domain.errors import ProtectedTimeConflict, UserFacingError
from il_desktop.domain.light import NamedTuple
from il_desktop.domain.protection import OverrideReason
from il_desktop.domain.walltime import Span
from il_desktop.queries.week import BlockCard
from il_desktop.views.shared.shell import Shell
from il_desktop.views.week.ghost import Change, Deed, Ghost, Mate, along, placed_spans
from il_desktop.views.week.tip import when_text

if TYPE_CHECKING:
    from il_desktop.views.week.page import WeekPage
    from il_desktop.views.week.question import QuestionSheet
    from il_desktop.views.week.scope_sheet import ScopeSheet

ORIGIN = "week"
NEW_TITLE = "New block"
NEW_KIND = "office_work"
# What an edit may change in a whole series.
SERIES_FIELDS = frozenset({
    "title", "activity_type", "protection", "is_buffer", "goals", "start", "end",
    "people", "place", "note", "is_public", "remind_min",
})  # fmt: skip


class Wish(NamedTuple):
    """One wanted step, kept while a question about it is open. `fields` go to the editing command.

    `scope` says how much of a series it is meant for, None before that was asked.
    """

    deed: Deed | None
    span: Span
    card: BlockCard | None = None
    fields: Mapping[str, Any] = MappingProxyType({})
    scope: Scope | None = None
    mates: tuple[Mate, ...] = ()


class Deletion(NamedTuple):
    """Blocks that are to go, kept while it is asked how much of their series."""

    cards: tuple[BlockCard, ...]


class Deeds(QObject):
    """The week page's writer."""

    def __init__(self, shell: Shell, page: WeekPage) -> None:
        super().__init__(page)
        self._shell = shell
        self._page = page
        self._question: QuestionSheet | None = None
        self._scopes: ScopeSheet | None = None
        self._renamed = ("", "")
        self.scope = Scope.THIS  # what edits in the open editor are meant for
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
        self.carry_out(Wish(change.deed, change.span, change.card, mates=change.mates))

    def edit(self, card: BlockCard, **fields: Any) -> str:
        """Change fields of a block; return its key afterwards, empty when nothing was written."""
        start, end = fields.get("start", card.span.start), fields.get("end", card.span.end)
        span = Span(start, end) if start < end else card.span
        is_for_series = card.is_repeating and fields.keys() <= SERIES_FIELDS
        return self.carry_out(Wish(None, span, card, fields, self.scope if is_for_series else Scope.THIS))

    def delete(self, card: BlockCard) -> None:
        """Delete a block; of a repeating one is asked how much of it."""
        if card.is_repeating:
            wanted = f"Delete {card.title}, {when_text(card.span, self._shell.words)}"
            self._ask_scope(Deletion((card,)), wanted, [card])
        else:
            self._delete(card, Scope.THIS)

    def _delete(self, card: BlockCard, scope: Scope) -> None:
        day, minute = card.span.start.day, card.span.start.minute
        run = self._shell.desk.run
        try:
            if scope is Scope.THIS:
                run(commands.schedule.delete_block, card.ref, origin=ORIGIN)
            else:
                run(commands.series.delete_series, card.ref, scope, origin=ORIGIN)
        except UserFacingError as error:
            self._shell.messages.problem(error)
            return
        self._shell.hub.flush()
        self._page.block_gone(card.key, day, minute)

    @Slot(object)
    def put_back(self, card: BlockCard) -> None:
        """Take a block that was planned from the shelf off the calendar; what it stood for lies on the shelf again."""
        try:
            self._shell.desk.run(commands.shelf.put_back, card.ref, origin=ORIGIN)
        except UserFacingError as error:
            self._shell.messages.problem(error)
            return
        self._shell.hub.flush()
        self._page.block_gone(card.key, card.span.start.day, card.span.start.minute)

    def delete_all(self, cards: Sequence[BlockCard]) -> None:
        """Delete several blocks in one step; of repeating ones among them is asked how much."""
        repeating = [card for card in cards if card.is_repeating]
        if repeating:
            self._ask_scope(Deletion(tuple(cards)), f"Delete {len(cards)} blocks", repeating)
        else:
            self._delete_all(cards, Scope.THIS)

    def _delete_all(self, cards: Sequence[BlockCard], scope: Scope) -> None:
        start = cards[0].span.start
        if self._run_all(commands.bulk.delete_blocks, cards, scope) is not None:
            self._page.block_gone(cards[0].key, start.day, start.minute)

    def set_level_of(self, cards: Sequence[BlockCard], level: Protection) -> None:
        """Set the protection level of several blocks in one step; they stay selected."""
        keys = self._run_all(commands.bulk.set_protection_of, cards, level)
        if keys:
            self._page.grid.selection.choose(keys)

    def _run_all(self, command: Any, cards: Sequence[BlockCard], *args: Any) -> list[str] | None:
        try:
            keys = self._shell.desk.run(command, [card.ref for card in cards], *args, origin=ORIGIN)
        except UserFacingError as error:
            self._shell.messages.problem(error)
            return None
        self._shell.hub.flush()
        return keys or []

    def set_level(self, card: BlockCard, level: Protection) -> str:
        """Set a block's protection level; return its key afterwards."""
        if card.is_repeating and self.scope is not Scope.THIS:
            return self.edit(card, protection=level)
        return self._write(commands.schedule.set_protection, card.ref, level)

    def share_goals(self, card: BlockCard, shares: tuple[GoalShare, ...]) -> str:
        """Say which goals a block serves; return its key afterwards."""
        if card.is_repeating and self.scope is not Scope.THIS:
            return self.edit(card, goals=shares)
        return self._write(commands.schedule.share_goals, card.ref, shares)

    def card(self, key: str) -> BlockCard | None:
        """Return a shown block."""
        return self._page.grid.card(key)

    def heir(self, key: str) -> BlockCard | None:
        """Return the shown block that the newest step made of another: an occurrence that became a row, or back."""
        old, new = self._renamed
        return self.card(new) if old == key else None

    def note_heir(self, old: str, new: str) -> None:
        """Remember under which key a block goes on; call it before anything is read again."""
        self._renamed = (old, new)

    def remember_kind(self, key: str) -> None:
        """Use this activity type for the next new block."""
        self._kind = key

    # carrying out

    def carry_out(self, wish: Wish, override: OverrideReason | None = None) -> str:
        """Run a wish; return the block's key, or an empty text when a question was opened or the wish was refused."""
        cards = [card for card in (wish.card, *(mate.card for mate in wish.mates)) if card is not None]
        repeating = [card for card in cards if card.ref.series_id]
        if wish.scope is None and repeating and wish.deed is not Deed.COPY:
            self._ask_scope(wish, self._wanted_text(wish, cards), repeating)
            self._page.grid.gestures.hold(self._held(wish))
            return ""
        try:
            keys = self._run_mates(wish, override) if wish.mates else [self._run(wish, override)]
        except ProtectedTimeConflict as conflict:
            self._ask(wish, conflict)
            return ""
        except UserFacingError as error:
            self._page.grid.gestures.cancel()
            self._shell.messages.problem(error)
            return ""
        self._arrived(keys[0], wish.span)
        if wish.mates:
            self._page.grid.selection.choose(keys)
        return keys[0]

    def _run_mates(self, wish: Wish, override: OverrideReason | None) -> list[str]:
        moves = [(wish.card.ref, wish.span.start)] if wish.card is not None else []
        moves += [(mate.card.ref, mate.span.start) for mate in wish.mates]
        if wish.deed is Deed.COPY:
            return self._shell.desk.run(commands.bulk.copy_blocks, moves, override=override, origin=ORIGIN)
        scope = wish.scope or Scope.THIS
        return self._shell.desk.run(commands.bulk.move_blocks, moves, scope=scope, override=override, origin=ORIGIN)

    def _wanted_text(self, wish: Wish, cards: Sequence[BlockCard]) -> str:
        what = f"{len(cards)} blocks, the first" if wish.mates else cards[0].title
        return f"{what}, {when_text(wish.span, self._shell.words)}"

    def _held(self, wish: Wish) -> Ghost:
        """Return what floats while a question about the wish is open."""
        return Ghost(wish.span, wish.deed or Deed.MOVE, wish.card, is_held=True, mates=wish.mates)

    def _run(self, wish: Wish, override: OverrideReason | None) -> str:
        run, schedule = self._shell.desk.run, commands.schedule
        start, end = wish.span.start, wish.span.end
        card = wish.card
        if card is None or wish.deed is Deed.PLACE:
            return self._make(card, wish.span, override)
        if wish.scope in (Scope.FOLLOWING, Scope.ALL):
            fields = wish.fields or {"start": start, "end": end}
            return run(commands.series.edit_series, card.ref, wish.scope, override=override, origin=ORIGIN, **fields)
        if wish.deed is None:
            return run(schedule.edit_block, card.ref, override=override, origin=ORIGIN, **wish.fields)
        if wish.deed is Deed.COPY:
            return run(schedule.duplicate_block, card.ref, start, override=override, origin=ORIGIN)
        if wish.deed is Deed.MOVE:
            return run(schedule.move_block, card.ref, start, override=override, origin=ORIGIN)
        return run(schedule.resize_block, card.ref, start, end, override=override, origin=ORIGIN)

    def _make(self, card: BlockCard | None, span: Span, override: OverrideReason | None) -> str:
        """Make a new block, or the one that a thing from the shelf becomes."""
        run = self._shell.desk.run
        if card is not None:
            from il_desktop.domain.shelf import ShelfRef  # noqa: PLC0415  the shelf brought it

            ref = ShelfRef.parse(card.key)
            return run(commands.shelf.place, ref, span.start, card.title, override=override, origin=ORIGIN)
        from il_desktop.domain.block_draft import BlockDraft  # noqa: PLC0415  the first new block brings it

        draft = BlockDraft(NEW_TITLE, self._kind, span.start, span.end)
        return run(commands.schedule.create_block, draft, override=override, origin=ORIGIN)

    def _write(self, command: Any, card_ref: Any, value: Any) -> str:
        try:
            key: str = self._shell.desk.run(command, card_ref, value, origin=ORIGIN)
        except UserFacingError as error:
            self._shell.messages.problem(error)
            return ""
        self.note_heir(card_ref.key, key)
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
        for sheet in (self._question, self._scopes):
            if sheet is not None:
                sheet.close_sheet()

    # the question about repeating blocks

    @property
    def scope_question(self) -> ScopeSheet | None:
        """The sheet that asks how much of a series is meant, None before its first question."""
        return self._scopes

    def _ask_scope(self, wish: Wish | Deletion, wanted: str, repeating: Sequence[BlockCard]) -> None:
        sheet = self._scopes
        if sheet is None:
            from il_desktop.views.week.scope_sheet import ScopeSheet  # noqa: PLC0415  needed by the first question only

            sheet = self._scopes = ScopeSheet(self._page)
            sheet.chosen.connect(self._scope_chosen)
            sheet.closed.connect(self._page.question_closed)
            self._page.add_sheet(sheet)
        from il_desktop.views.week.scope_words import rules_text  # noqa: PLC0415  needed by questions only

        is_several = bool(wish.mates) if isinstance(wish, Wish) else len(wish.cards) > 1
        sheet.ask(wish, wanted, rules_text(self._shell, repeating, is_several=is_several), is_several=is_several)
        self._page.question_opened()

    @Slot(object, object)
    def _scope_chosen(self, wish: Wish | Deletion, scope: Scope) -> None:
        if self._scopes is not None:
            self._scopes.close_sheet()
        if isinstance(wish, Wish):
            self.carry_out(wish._replace(scope=scope))
            return
        first, *more = wish.cards
        if more:
            self._delete_all(wish.cards, scope)
        else:
            self._delete(first, scope)

    def _ask(self, wish: Wish, conflict: ProtectedTimeConflict) -> None:
        sheet = self._question
        if sheet is None:
            from il_desktop.views.week.question import QuestionSheet  # noqa: PLC0415  needed by the first conflict only

            sheet = self._question = QuestionSheet(self._shell, self._page)
            sheet.answered.connect(self._answered)
            sheet.closed.connect(self._page.question_closed)
            self._page.add_sheet(sheet)
        grid = self._page.grid
        self._page.show_day(wish.span.start.day)
        from il_desktop.views.week.free_places import free_place  # noqa: PLC0415  needed by questions only

        others = grid.others.met(placed_spans(self._held(wish))) if grid.others is not None else []
        sheet.ask(wish, conflict.conflicts, free_place(self._shell, wish), others)
        self._page.question_opened()
        grid.gestures.hold(self._held(wish))

    @Slot(object, object)
    def _answered(self, wish: Wish, override: OverrideReason | None) -> None:
        """Write after the answer: at the place of the wish, which may be the next free one."""
        if self._question is not None:
            self._question.close_sheet()
        key = self.carry_out(wish, override)
        if key and wish.card is None:
            self._page.open_block(key, rename=True)


def at(wish: Wish, span: Span) -> Wish:
    """Return the wish for another place of the same length; what goes along keeps its distance."""
    fields = dict(wish.fields)
    mates = tuple(mate._replace(span=along(wish.span, span, mate.card._replace(span=mate.span))) for mate in wish.mates)
    if wish.deed is None:
        fields |= {"start": span.start, "end": span.end}
    return wish._replace(span=span, fields=fields, mates=mates)
