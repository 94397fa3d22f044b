"""What one block says, and where each word and mark stands inside it. Measured once per layout; painting only draws.

The rule of what gives way when a block is small: first the time, then the glyphs, never the title (it is shortened).
"""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QFont

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.light import NamedTuple
from il_desktop.domain.walltime import WallTime
from il_desktop.queries.week import BlockCard
from il_desktop.views.shared.theme import Theme
from il_desktop.views.week.measure import Measure
from il_desktop.wording.format import Words, clock_text, duration_text, hours_text

CATEGORY_GLYPH = {
    Category.INSTRUCTIONAL: "book-open",
    Category.MANAGEMENT: "clipboard-list",
    Category.PERSONAL: "coffee",
}
CATEGORY_NAME = {kind: kind.name.capitalize() for kind in Category}
LEVEL_GLYPH = {
    Protection.OPEN: "lock-open",
    Protection.FLEXIBLE: "move",
    Protection.FIRM: "shield",
    Protection.GUARDED: "shield-check",
    Protection.IMMOVABLE: "lock",
}
LEVEL_NAME = {level: level.name.capitalize() for level in Protection}
STATE_WORD = {
    "shortened": "shortened",
    "moved": "moved",
    "replaced": "replaced",
    "missed": "missed",
    "cancelled": "cancelled",
}
STATE_GLYPH = {
    "planned": "circle-dashed",
    "shortened": "minus",
    "moved": "arrow-right",
    "replaced": "repeat",
    "missed": "x",
    "cancelled": "ban",
}
LEAST_TITLE = 6  # so many glyph widths of a title stay before marks give way
STRIP_PX = 6.0
EDGE_PX = 4.0
HEAVY_EDGE_PX = 6.0
GLYPH_PX = 13
TITLE_SCALE = 0.95
MAX_FACES = 1200
_PAD = 5.0
_GAP = 4.0


class Ink(IntEnum):
    """The pens of a block's words and marks."""

    TITLE = 0
    TIME = 1
    MUTED_TITLE = 2
    ATTENTION = 3
    GOOD = 4
    CATEGORY = 5
    MUTED = 6


class Run(NamedTuple):
    """A piece of text with its left end and baseline, from the block's upper left corner."""

    x: float
    baseline: float
    text: str
    ink: Ink
    is_struck: bool = False


class Mark(NamedTuple):
    """A glyph with its upper left corner, from the block's own."""

    x: float
    y: float
    name: str
    ink: Ink


class Face(NamedTuple):
    """All words and marks of one block."""

    runs: tuple[Run, ...]
    marks: tuple[Mark, ...]


def short_clock(minute: int, words: Words) -> str:
    """Write a time without its half of the day, for places where the gutter tells it: `8:11`."""
    return clock_text(minute, words).split("\N{NO-BREAK SPACE}")[0]


class _Status(NamedTuple):
    """What became of a block: a glyph or a word, and the ink of either."""

    glyph: str
    word: str
    ink: Ink


_NO_STATUS = _Status("", "", Ink.TIME)


class _Fit(NamedTuple):
    """What stands beside a title, with the room each part takes; 0 or empty when left out."""

    time_px: float
    kind_px: float
    level_px: float
    state_px: float
    glyph: str
    word: str
    ink: Ink

    @property
    def right_px(self) -> float:
        """Room taken at the right."""
        return self.level_px + self.state_px


def block_fonts(theme: Theme) -> tuple[QFont, QFont, QFont]:
    """Return the fonts of a block's title, a buffer's title and small words; titles are a little under body size."""
    fonts = []
    for strong in (True, False):
        font = QFont(theme.font("body", strong=strong))
        font.setPointSizeF(font.pointSizeF() * TITLE_SCALE)
        fonts.append(font)
    return fonts[0], fonts[1], theme.font("caption")


class FaceMaker:
    """Sets the faces of blocks in the fonts of one look; keeps what it measured from week to week."""

    def __init__(self, theme: Theme, words: Words) -> None:
        self._words = words
        self._now: WallTime | None = None
        self._goals: dict[str, str] = {}
        self.title_font, self.plain_font, self.small_font = block_fonts(theme)
        self._title = Measure(self.title_font)
        self._plain = Measure(self.plain_font)
        self._small = Measure(self.small_font)
        self._strong = Measure(theme.font("caption", strong=True))
        self.glyph_px = float(theme.px(GLYPH_PX))
        self._faces: dict[tuple[object, ...], Face] = {}
        self._breaks: dict[tuple[str, int], tuple[str, str]] = {}

    def set_moment(self, now: WallTime, goal_names: dict[str, str]) -> None:
        """Take the present time, which tells the past from the future, and the short names of goals by id."""
        self._now, self._goals = now, goal_names
        if len(self._faces) > MAX_FACES:
            self._faces.clear()
            self._breaks.clear()

    def face(self, card: BlockCard, size: QSizeF, *, is_displaced: bool = False) -> Face:
        """Return the face of a block of a size; equal blocks of any week share one."""
        glyph, word, ink = self.status(card)
        start = card.span.start.minute
        goal = next((self._goals[share.goal_id] for share in card.goals if share.goal_id in self._goals), "")
        key = (
            card.title, card.category, card.protection, card.is_buffer, card.state, glyph, word, start,
            card.span.minutes, goal, card.place, size.width(), size.height(), is_displaced,
        )  # fmt: skip
        found = self._faces.get(key)
        if found is None:
            found = self._faces[key] = self._new_face(card, size, _Status(glyph, word, ink), goal, is_displaced)
        return found

    def _new_face(self, card: BlockCard, size: QSizeF, status: _Status, goal: str, is_displaced: bool) -> Face:
        if is_displaced:
            baseline = (min(size.height(), self._small.height + 4) + self._small.ascent) / 2 - 1
            text = self._small.elided(card.title, size.width() - 8)
            return Face((Run(4, baseline, text, Ink.TIME, is_struck=True),), ())
        if size.height() >= self._title.height + self._small.height + 3 and not card.is_buffer:
            return self._tall(card, size, status, goal)
        return self._flat(card, size, status)

    def bar_face(self, card: BlockCard, size: QSizeF) -> Face:
        """Return the face of an all-day block: no time, else as one line."""
        inset = self._inset(card)
        baseline = (size.height() - self._title.height) / 2 + self._title.ascent
        mark_y = (size.height() - self.glyph_px) / 2
        x, right = inset + self.glyph_px + _GAP, size.width() - _PAD - self.glyph_px - _GAP
        run = self._title_run(card, card.title, x, baseline, right - x, self._title)
        marks = (
            Mark(inset, mark_y, CATEGORY_GLYPH[card.category], Ink.CATEGORY),
            Mark(size.width() - _PAD - self.glyph_px, mark_y, LEVEL_GLYPH[card.protection], Ink.MUTED),
        )
        return Face((run,), marks)

    def status(self, card: BlockCard) -> _Status:
        """Return glyph, word and ink of what became of a block: kept, changed, or past and not yet said."""
        if card.state == "kept":
            return _Status("check", "", Ink.GOOD)
        if card.state in STATE_WORD:
            return _Status("", STATE_WORD[card.state], Ink.ATTENTION if card.state == "missed" else Ink.TIME)
        if card.state == "planned" and self._now and card.span.end <= self._now and not card.is_buffer:
            if card.span.start.day == self._now.day:
                return _Status("", "kept?", Ink.ATTENTION)
            return _Status("circle-dashed", "", Ink.ATTENTION)
        return _NO_STATUS

    def _flat(self, card: BlockCard, size: QSizeF, status: _Status) -> Face:
        """One line: time, glyph, title, status, level."""
        left, right = self._inset(card), size.width() - _PAD
        font = self._plain if card.is_buffer else self._title
        row = min(size.height(), self._title.height + 4)
        baseline = (row - font.height) / 2 + font.ascent
        mark_y = (row - self.glyph_px) / 2
        fit = self._fit(card, right - left, font, status, has_time=True)
        runs, marks = self._right_side(card, fit, right, baseline, mark_y)
        if fit.time_px:
            runs.append(Run(left, baseline, short_clock(card.span.start.minute, self._words), Ink.TIME))
        if fit.kind_px:
            marks.append(Mark(left + fit.time_px, mark_y, CATEGORY_GLYPH[card.category], Ink.CATEGORY))
        x = left + fit.time_px + fit.kind_px
        runs.append(self._title_run(card, card.title, x, baseline, right - fit.right_px - x, font))
        return Face(tuple(runs), tuple(marks))

    def _tall(self, card: BlockCard, size: QSizeF, status: _Status, goal: str) -> Face:
        """Two or more lines: title with its marks, its second line, time and length or goal, the place."""
        left, right = self._inset(card), size.width() - _PAD
        baseline = 2 + self._title.ascent
        mark_y = 2 + (self._title.height - self.glyph_px) / 2
        fit = self._fit(card, right - left, self._title, status, has_time=False)
        runs, marks = self._right_side(card, fit, right, baseline, mark_y)
        if fit.kind_px:
            marks.append(Mark(left, mark_y, CATEGORY_GLYPH[card.category], Ink.CATEGORY))
        room = right - fit.right_px - left - fit.kind_px
        y = 2 + self._title.height
        title, rest = card.title, ""
        if y + self._title.height + self._small.height <= size.height():
            title, rest = self._broken(card.title, room)
        runs.append(self._title_run(card, title, left + fit.kind_px, baseline, room, self._title))
        if rest:
            runs.append(self._title_run(card, rest, left, y + self._title.ascent, right - left, self._title))
            y += self._title.height
        for line in (self._when(card, right - left, goal), card.place):
            if line and y + self._small.height <= size.height():
                text = self._small.elided(line, right - left)
                runs.append(Run(left, y + self._small.ascent, text, Ink.TIME))
                y += self._small.height
        return Face(tuple(runs), tuple(marks))

    def _fit(self, card: BlockCard, room: float, font: Measure, status: _Status, *, has_time: bool) -> _Fit:
        """Decide what stands beside the title: time and glyph beside a whole name only, the rest beside most of it."""
        glyph, word, ink = status
        mark = self.glyph_px + _GAP
        level_px = kind_px = 0.0 if card.is_buffer else mark
        word_px = self._word_font(ink).width(word) + _GAP if word else 0.0
        state_px = word_px or (mark if glyph else 0.0)
        time_px = 0.0
        if has_time and not word:
            time_px = self._small.width(short_clock(card.span.start.minute, self._words)) + _GAP
        title_px = font.width(card.title)
        enough = min(title_px, LEAST_TITLE * self.glyph_px)
        if room < title_px + state_px + level_px + kind_px + time_px:
            time_px = 0.0
        if room < title_px + state_px + level_px + kind_px:
            kind_px = 0.0
        if room < enough + state_px + level_px:
            level_px = 0.0
        if word and room < enough + state_px:
            glyph, word, state_px = STATE_GLYPH.get(card.state, ""), "", mark
        if room < enough + state_px and (card.state == "kept" or room < mark * 3):
            glyph, word, state_px = "", "", 0.0
        return _Fit(time_px, kind_px, level_px, state_px, glyph, word, ink)

    def _right_side(
        self, card: BlockCard, fit: _Fit, right: float, baseline: float, mark_y: float
    ) -> tuple[list[Run], list[Mark]]:
        marks: list[Mark] = []
        if fit.level_px:
            marks.append(Mark(right - self.glyph_px, mark_y, LEVEL_GLYPH[card.protection], Ink.MUTED))
        if fit.glyph:
            marks.append(Mark(right - fit.level_px - self.glyph_px, mark_y, fit.glyph, fit.ink))
        runs = [Run(right - fit.right_px + _GAP, baseline, fit.word, fit.ink)] if fit.word else []
        return runs, marks

    def _broken(self, title: str, room: float) -> tuple[str, str]:
        """Break a title that is too long for one line at a space; what follows is its second line."""
        if self._title.width(title) <= room or " " not in title:
            return title, ""
        key = (title, int(room))
        found = self._breaks.get(key)
        if found is None:
            words = title.split(" ")
            count = len(words) - 1
            while count and self._title.width(" ".join(words[:count])) > room:
                count -= 1
            parts = (" ".join(words[:count]), " ".join(words[count:]))
            found = self._breaks[key] = parts if count else (title, "")  # the first word alone is too long
        return found

    def _word_font(self, ink: Ink) -> Measure:
        return self._strong if ink is Ink.ATTENTION else self._small

    def _title_run(self, card: BlockCard, title: str, x: float, baseline: float, room: float, font: Measure) -> Run:
        ink = Ink.MUTED_TITLE if card.is_buffer or card.state == "cancelled" else Ink.TITLE
        struck = card.state in ("cancelled", "replaced", "missed")
        return Run(x, baseline, font.elided(title, room), ink, struck)

    def _when(self, card: BlockCard, room: float, goal: str) -> str:
        start = card.span.start.minute
        hours = hours_text(start, start + card.span.minutes, self._words)
        for more in (goal, duration_text(card.span.minutes)):
            line = f"{hours} · {more}" if more else hours
            if more and self._small.width(line) <= room:
                return line
        return hours if self._small.width(hours) <= room else short_clock(start, self._words)

    def _inset(self, card: BlockCard) -> float:
        if card.is_buffer:
            return _PAD + 2
        edge = HEAVY_EDGE_PX if card.protection is Protection.IMMOVABLE else EDGE_PX
        strip = 0.0 if card.category is Category.INSTRUCTIONAL else STRIP_PX
        guard = 3.0 if card.protection is Protection.GUARDED and not strip else 0.0
        return edge + strip + guard + _PAD
