"""What the editors of the school calendar share: labelled fields in a column, and where a refusal is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from il_desktop.domain.errors import BadValue, UserFacingError
from il_desktop.views.shared import a11y, fields, typed
from il_desktop.views.shared.combo import ComboBox
from il_desktop.views.shared.form import FieldColumn

ORIGIN = "school page"


class LineField(fields.ParsedField):
    """One line of text; `limit` is the most characters it takes."""

    def __init__(
        self, name: str, *, is_required: bool = True, limit: int = 255, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(name, is_required=is_required, parent=parent)
        self.line.setMaxLength(limit)
        self.line.setPlaceholderText(hint)

    def read(self, text: str) -> str:
        """Return the text; an empty one is refused."""
        if not text:
            sentence = "Please write something here."
            raise typed.NotReadable(sentence)
        return text


class Form(FieldColumn):
    """Base of the editors of this page."""

    def run(self, command: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Run a command; show a refusal at its field, else in the window. Return whether it worked."""
        try:
            self.shell.desk.run(command, *args, origin=ORIGIN, **kwargs)
        except UserFacingError as error:
            if not (isinstance(error, BadValue) and self.refused_at(error)):
                self.shell.messages.problem(error)
            return False
        return True


def choice(name: str, parent: QWidget) -> QComboBox:
    """Make an empty choice with a name for assistive technology."""
    box = ComboBox(parent)
    box.setMinimumContentsLength(10)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    a11y.name(box, name)
    return box


def chosen(box: QComboBox) -> str | None:
    """Return the key chosen, None for the empty one."""
    return str(box.currentData() or "") or None
