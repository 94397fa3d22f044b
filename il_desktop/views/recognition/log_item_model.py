"""The recognition log and the due list as item models: every word is ready before anything is painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from il_desktop.domain.walltime import WallTime
from il_desktop.queries.recognition import LogRow
from il_desktop.queries.recognition_due import DueRow
from il_desktop.views.shared.recognition_glyphs import KIND_ICONS, PREFERENCE_ICONS
from il_desktop.wording.format import Words, count_text, day_text, money_text
from il_desktop.wording.recognition import CHANNELS, KINDS, PREFERENCES, SENDERS

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
KEY_ROLE = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class LogLine:
    """One painted line of the log. `warning` is a chip in the attention tone, `state` one in the quiet tone."""

    key: str
    day: str
    name: str
    kind: str
    kind_icon: str
    how: str
    action: str
    impact: str
    prefers: str
    prefers_icon: str
    state: str = ""
    warning: str = ""

    @property
    def spoken(self) -> str:
        """The line as one sentence for a screen reader."""
        parts = (self.day, self.name, self.kind, self.state, self.how, self.action, self.impact, self.warning)
        return ", ".join(part for part in (*parts, f"prefers {self.prefers}") if part)


@dataclass(frozen=True, slots=True)
class DueLine:
    """One painted line of the due list."""

    key: str
    days: str
    days_hint: str
    name: str
    prefers: str
    prefers_icon: str
    hint: str
    has_draft: bool
    button: str = "Draft"
    button_icon: str = "pencil"

    @property
    def spoken(self) -> str:
        """The line as one sentence for a screen reader."""
        draft = "draft waiting" if self.has_draft else ""
        wish = f"prefers {self.prefers}" if self.prefers else ""
        return ", ".join(part for part in (self.name, f"{self.days} {self.days_hint}", self.hint, draft, wish) if part)


def log_line(row: LogRow, words: Words, gift_hint: str = "tell payroll") -> LogLine:
    """Make a line of the log ready."""
    facts = row.facts
    how = [CHANNELS[facts.channel].lower()] if facts.channel else []
    how += [f"from {_sender(row)}"] if _sender(row) else []
    how += ["team"] if facts.batch_key else []
    how += [f"celebrated: {row.meeting}"] if row.meeting else []
    how += [count_text(row.evidence, "piece of evidence", "pieces of evidence")] if row.evidence else []
    is_payroll = facts.kind == "gift" and facts.is_cash_like and facts.gift_cents
    return LogLine(
        key=row.id,
        day=day_text(row.given_on, words),
        name=row.name,
        kind=KINDS[facts.kind],
        kind_icon=KIND_ICONS[facts.kind],
        how=" · ".join(how),
        action=_sentence(facts.action_text) or "Not written yet: what they did and why it mattered.",
        impact=f"It mattered: {_sentence(facts.impact, as_typed=True)}" if facts.impact else "",
        prefers=PREFERENCES[row.preference],
        prefers_icon=PREFERENCE_ICONS[row.preference],
        state="Draft" if facts.state == "draft" else "",
        warning=f"{money_text(facts.gift_cents or 0, words)}, {gift_hint}" if is_payroll else "",
    )


def due_line(row: DueRow, words: Words, unit: str) -> DueLine:
    """Make a line of the due list ready."""
    hint = "No visit yet"
    if row.last_visit:
        visit = WallTime.parse(row.last_visit)
        hint = f"Last visit {day_text(visit.day, words)}"
    return DueLine(
        key=row.person_id,
        days="never" if row.days is None else str(row.days),
        days_hint="so far" if row.days is None else f"{unit} ago",
        name=row.name,
        prefers=PREFERENCES[row.preference],
        prefers_icon=PREFERENCE_ICONS[row.preference],
        hint=hint if row.is_in else f"Not in today. {hint}",
        has_draft=row.has_draft,
    )


class LineItemModel(QAbstractListModel):
    """A list of ready lines; replacing them keeps what did not change."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[LogLine | DueLine] = []

    def show(self, lines: Sequence[LogLine | DueLine]) -> None:
        """Show lines; equal keys in equal order only repaint, so the place in the list stays."""
        old, new = [line.key for line in self._lines], [line.key for line in lines]
        if old == new:
            self._lines = list(lines)
            if new:
                self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        if len(old) > head + tail:
            self.beginRemoveRows(QModelIndex(), head, len(old) - tail - 1)
            del self._lines[head : len(old) - tail]
            self.endRemoveRows()
        if len(new) > head + tail:
            self.beginInsertRows(QModelIndex(), head, len(new) - tail - 1)
            self._lines[head:head] = lines[head : len(new) - tail]
            self.endInsertRows()
        self._lines = list(lines)
        if new:
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))

    def row_of(self, key: str) -> int:
        """Return the row of a key, -1 when it is not there."""
        return next((row for row, line in enumerate(self._lines) if line.key == key), -1)

    # Qt overrides

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Count the lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the line, its key, or its text."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role == KEY_ROLE:
            return line.key
        return line.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None


def _common(left: list[str], right: list[str]) -> int:
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count


def _sentence(text: str, *, as_typed: bool = False) -> str:
    """Write a phrase as a sentence on one line; `as_typed` keeps its first letter."""
    flat = " ".join(text.split())
    if not flat:
        return ""
    flat = flat if as_typed else flat[0].upper() + flat[1:]
    return flat if flat[-1] in ".!?…" else f"{flat}."


def _sender(row: LogRow) -> str:
    """Name who says thanks; words of the writer (a family, a student) stay whole."""
    if row.facts.sender or not row.giver:
        return row.facts.sender or (
            "" if row.facts.sender_kind == "principal" else SENDERS[row.facts.sender_kind].lower()
        )
    return _short(row.giver)


def _short(name: str) -> str:
    first, _, last = name.partition(" ")
    return f"{first[:1]}. {last}" if last else name
