"""Editor of a check-in: how it stands in the owner's eyes, how sure, and why; what the numbers say stands beside it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from il_desktop import commands
from il_desktop.domain.metrics.goals import GoalStatus
from il_desktop.queries.goal_calibration import confidence_record
from il_desktop.queries.goal_detail import GoalDetail
from il_desktop.views.goals.form import Form, NoteField
from il_desktop.views.shared.evidence_picker import EvidencePicker
from il_desktop.views.shared.fields import NumberField
from il_desktop.views.shared.kit import PlainLabel, SegmentedControl
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.goals import STATUS_WORDS, UNIT_WORDS, confidence_text, pace_text

_STATUSES = ("on_track", "at_risk", "off_track", "met")


class CheckInForm(Form):
    """Adds a check-in of today."""

    def __init__(self, shell: Shell, detail: GoalDetail, parent: QWidget) -> None:
        super().__init__(shell, parent)
        self._goal_id = detail.fields.id
        standing = detail.figures.standing if detail.figures else None
        self._computed = str(standing.status) if standing and standing.status in _STATUSES else None
        self.column.addWidget(PlainLabel(detail.fields.title, strong=True, fit="wrap", parent=self))
        if standing is not None and standing.status != GoalStatus.NO_TARGET:
            parts = [STATUS_WORDS[standing.status].lower(), pace_text(standing)]
            words = f"The numbers say: {', '.join(part for part in parts if part)}."
            self.column.addWidget(PlainLabel(words, muted=True, fit="wrap", parent=self))
        options = [(key, STATUS_WORDS[key]) for key in _STATUSES]
        self.status = SegmentedControl(options, "How does it stand?", self, breaks=True)
        if self._computed:
            self.status.set_key(self._computed)
        self.add("How does it stand?", self.status)
        self.confidence = NumberField("Confidence, 0 to 10", low=0, high=10, is_required=False, parent=self)
        self.confidence.line.setPlaceholderText("0 to 10")
        self.add("How sure are you to reach it? 0 to 10", self.confidence, "confidence")
        if record := confidence_text(shell.desk.read(confidence_record)):
            self.column.addWidget(PlainLabel(record, "caption", muted=True, fit="wrap", parent=self))
        self.value: NumberField | None = None
        if detail.figures is not None and detail.figures.gap is None:
            target = detail.figures.target
            label = f"Where is it now? {target.measure}, {UNIT_WORDS[target.unit]}"
            self.value = NumberField("Value now, if you know it", decimals=4, is_required=False, parent=self)
            self.add(label, self.value, "value")
        self.comment = NoteField("What did you see?", lines=5, parent=self)
        self.add("What did you see?", self.comment)
        self.evidence = EvidencePicker(shell, self)
        self.add("Evidence", self.evidence)
        self.add_save("Check in", self.save)

    @Slot()
    def save(self) -> None:
        """Write the check-in down."""
        if not self.is_ready():
            return
        spec = commands.measuring.CheckInSpec(
            status=self.status.key,
            confidence=self.confidence.value,
            comment=self.comment.value,
            value=self.value.value if self.value is not None else None,
            evidence=tuple(self.evidence.files),
            computed=self._computed,
        )
        worked, _ = self.run(commands.measuring.check_in, self._goal_id, spec)
        if worked:
            self.saved.emit(self._goal_id)
