"""One small test, plan-do-study-act: each step opens when the one before it is written."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from il_desktop import commands
from il_desktop.queries.improvement import TestView
from il_desktop.views.shared.form import Form, fill
from il_desktop.views.shared.kit import PlainLabel, StatusMark, outline_button
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.improvement import STAGE_WORDS, VERDICT_WORDS

_STEPS = (
    ("prediction", "Plan: what will happen, and how will you see it?"),
    ("result", "Do: what happened?"),
    ("learned", "Study: what was learned?"),
)
_OPEN = {"plan": ("prediction",), "do": ("prediction", "result"), "study": ("prediction", "result", "learned")}
_VERDICTS = (("", "Not decided yet"), *VERDICT_WORDS.items())


class TestForm(Form):
    """Shows a test; saving writes what changed, in order."""

    __test__ = False  # no test of ours: the name is the school's word

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.view: TestView | None = None
        self.title = PlainLabel("", strong=True, fit="wrap", parent=self)
        self.parent_line = PlainLabel("", "caption", muted=True, fit="wrap", parent=self)
        self.mark = StatusMark("open", "", parent=self)
        for widget in (self.title, self.parent_line, self.mark):
            self.column.addWidget(widget)
        self.texts: dict[str, QPlainTextEdit] = {name: self.note(label) for name, label in _STEPS}
        self.verdict = self.add_choice("Act: what now?", _VERDICTS)
        self.column.addWidget(self.refusal)
        self.save = outline_button("Save", "check", self)
        self.column.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        self.save.clicked.connect(self.commit)
        for text in self.texts.values():
            text.textChanged.connect(self._open_next)

    def show_view(self, view: TestView) -> None:
        """Show a test, or the same one anew."""
        self.view = view
        self.refusal.hide()
        self.title.setText(view.title)
        self.parent_line.setText(view.parent)
        self.mark.set_status("done" if view.stage == "done" else "half", STAGE_WORDS[view.stage])
        for name, text in self.texts.items():
            if text.toPlainText() != getattr(view, name):
                text.setPlainText(getattr(view, name))
        fill(self.verdict, _VERDICTS, view.verdict)
        self._open_next()

    @Slot()
    def _open_next(self) -> None:
        """Open each step once the one before it is written."""
        is_ready = True
        for name, _ in _STEPS:
            self.texts[name].setEnabled(is_ready)
            is_ready = is_ready and bool(self.texts[name].toPlainText().strip())
        self.verdict.setEnabled(is_ready)

    @Slot()
    def commit(self) -> None:
        """Write what changed as one step."""
        if self.view is None:
            return
        wanted = {name: text.toPlainText().strip() for name, text in self.texts.items()}
        wanted["verdict"] = str(self.verdict.currentData() or "")
        changed = {name: value for name, value in wanted.items() if value != getattr(self.view, name)}
        if changed:
            self.run(commands.improvement.write_test, self.view.id, **changed)
