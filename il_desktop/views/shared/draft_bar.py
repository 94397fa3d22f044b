"""The line that offers what was being written when the program ended: put it back, copy it, throw it away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from il_desktop.domain.drafts import Draft
from il_desktop.views.shared import a11y
from il_desktop.views.shared.actions import ActionSpec, Registry
from il_desktop.views.shared.banner import Band
from il_desktop.views.shared.buttons import link_button
from il_desktop.views.shared.plain import PlainLabel, plain_tooltip
from il_desktop.wording.drafts import draft_sentence, more_drafts_text

ACTION = ActionSpec(
    "edit.drafts", "What was not &saved", icon="pencil", menu="edit", group=1,
    tip="Go to the line above the page with what was being written when the program ended",
    no_shortcut="there only after the program ended badly",
)  # fmt: skip


class DraftBar(Band):
    """Offers one draft after the other. Signal: put_back(Draft). Each answer takes the draft away by `forget`."""

    put_back = Signal(object)

    def __init__(
        self, drafts: tuple[Draft, ...], forget: Callable[[Draft], None], registry: Registry, parent: QWidget
    ) -> None:
        super().__init__("pencil", 34, 16, parent)
        self._drafts = list(drafts)
        self._forget = forget
        row = self.row
        self.sentence = PlainLabel("", fit="elide", parent=self)
        self.more = PlainLabel("", "caption", muted=True, parent=self)
        self.back = link_button("Put it back", "rotate-ccw", self)
        self.copy = link_button("Copy", "copy", self)
        self.away = link_button("Throw away", "trash-2", self)
        row.addWidget(self.sentence)
        row.addWidget(self.more)
        row.addStretch(1)
        for button, slot in ((self.back, self._put_back), (self.copy, self._copy), (self.away, self._throw_away)):
            row.addWidget(button)
            button.clicked.connect(slot)
        self._action = registry.add(ACTION, self.take_focus, parent)
        self._show()

    @property
    def shown(self) -> Draft | None:
        """The draft that is offered now."""
        return self._drafts[0] if self._drafts else None

    @Slot()
    def take_focus(self) -> None:
        """Put the focus on the first button."""
        self.back.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _put_back(self) -> None:
        self._answer(self.put_back.emit)

    @Slot()
    def _copy(self) -> None:
        self._answer(_to_clipboard)

    @Slot()
    def _throw_away(self) -> None:
        self._answer(None)

    def _answer(self, what: Callable[[Draft], object] | None) -> None:
        draft = self._drafts.pop(0)
        if what is not None:
            what(draft)
        self._forget(draft)
        self._show()

    def _show(self) -> None:
        draft = self.shown
        self._action.setEnabled(draft is not None)
        self.setVisible(draft is not None)
        if draft is None:
            return
        sentence = draft_sentence(draft)
        self.sentence.setText(sentence)
        plain_tooltip(self.sentence, draft.text)
        self.more.setText(more_drafts_text(len(self._drafts) - 1))
        for button, what in ((self.back, "Put back"), (self.copy, "Copy"), (self.away, "Throw away")):
            a11y.name(button, f"{what} what you were writing: {draft.field}")
        a11y.announce(self, f"{sentence} The Edit menu leads to it.")


def _to_clipboard(draft: Draft) -> None:
    QApplication.clipboard().setText(draft.text)
