"""One walk through the week: windows and range, a district call on protected time, the note, reconciling, the review.

In the end everything is taken back, step by step, and the file is as it was.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from il_desktop import commands
from il_desktop.domain.blocks import Protection
from il_desktop.domain.protection import DisplacementReason, OverrideReason
from il_desktop.views.review.interruption_note import InterruptionNote
from tests.commands.school_time import draft

TABLES = ("time_block", "actual", "interruption", "review", "protected_window", "setting", "responsibility")


def dump(desk) -> dict[str, list[tuple]]:
    def read(reader):
        return {table: sorted(map(repr, reader.rows(f"SELECT * FROM {table}"))) for table in TABLES}  # noqa: S608  ours

    return desk.read(read)


def test_a_week_is_protected_lost_made_up_reconciled_and_reviewed(qtbot, open_window, sample_desk, fixed_clock):
    fixed_clock.advance(days=5, hours=2)  # Wednesday 21 January, 10:00
    before = dump(sample_desk)
    window = open_window(sample_desk, "school")
    shell = window.shell

    window.go("school", "windows")
    windows = window.page("school").windows
    windows.add_window()
    windows.high.line.setText("8 h")
    windows.high.commit()

    plc = draft("PLC", "22 14:20", "22 14:50", activity_type="plc_meeting", protection=Protection.GUARDED)
    answer = OverrideReason(DisplacementReason.DISTRICT)
    sample_desk.run(commands.schedule.create_block, plc, override=answer)
    sample_desk.run(commands.schedule.create_block, draft("District call", "22 14:20", "22 14:50"), override=answer)
    shell.hub.flush()
    assert "make-up" in window.status.sentence.text()

    shell.actions.action("edit.interruption").trigger()
    note = window.findChild(InterruptionNote)
    QTest.keyClicks(note.line, "6")
    shell.hub.flush()
    assert window.status.sentence.text().startswith("Noted a 6")

    fixed_clock.advance(days=2)  # Friday, 10:00: the week lies behind
    window.go("review", "reconcile")
    page = window.page("review")
    panel = page.panels["reconcile"]
    panel._choose_row(panel.model.next_open(0))
    waiting = panel.model.open_count()
    assert waiting > 20
    for key in ("k", "x", "d", "s"):
        QTest.keyClicks(panel.table, key)
    QTest.keyClicks(panel.minutes.line, "5")
    QTest.keyClick(panel.minutes.line, Qt.Key.Key_Return)
    assert panel.model.open_count() == waiting - 3
    panel.keep_all()

    page.show_key("week")
    week = page.panels["week"]
    told = page.view.all_time
    assert told.planned == told.kept + told.moved + told.lost + told.unknown + told.ahead
    assert any(bar.label == "District" for bar in week.lost.bars.bars)
    assert sum(bar.value for bar in week.lost.bars.bars) == told.lost
    week.close_review()
    assert page.view.text.is_closed

    window.minute_passed()
    assert window.status.sentence.text().startswith("Closed the weekly review"), "the first plan is kept quietly"
    while sample_desk.history().undo is not None:
        sample_desk.undo()
    shell.hub.flush()
    assert dump(sample_desk) == before
