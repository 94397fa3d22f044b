"""What the recognition page does to the file: runs commands, asks for reasons, shows problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from il_desktop import commands
from il_desktop.domain.block_draft import BlockDraft
from il_desktop.domain.errors import PreferenceAsksReason, UserFacingError
from il_desktop.domain.recognition import RecognitionFacts
from il_desktop.domain.recognition_quick_add import RosterName
from il_desktop.domain.walltime import WallTime
from il_desktop.interchange.files import write_private
from il_desktop.queries.evidence import evidence_file
from il_desktop.queries.recognition import LogFilter, recognition_board, recognition_log
from il_desktop.queries.recognition_choices import meetings_ahead
from il_desktop.queries.recognition_gifts import gift_ledger
from il_desktop.queries.recognition_rhythm import LOOK_MIN
from il_desktop.views.printing.paper_save import PaperSave
from il_desktop.views.shared.dialogs import Choice
from il_desktop.views.shared.evidence_file import ANY_FILE, read_evidence
from il_desktop.views.shared.shell import Shell
from il_desktop.wording.format import clock_text, count_text, day_text
from il_desktop.wording.recognition import preference_reason_question

ORIGIN = "recognition page"
_RECENT_DAYS = 14


class Deeds:
    """Writes recognitions for a page; every method tells whether it was done."""

    def __init__(self, shell: Shell, owner: QWidget) -> None:
        self._shell = shell
        self._owner = owner
        self._papers = PaperSave(shell, owner)

    def record(self, facts: RecognitionFacts, name: str) -> bool:
        """Write a new recognition down."""
        return self._with_reason(facts, name, "")

    def record_team(self, facts: RecognitionFacts, people: Sequence[RosterName]) -> bool:
        """Write one recognition down for several people; ask for each who wants it another way."""
        names = {one.id: one.shown for one in people}
        reasons: dict[str, str] = {}
        for _ in range(len(names) + 1):
            try:
                return self._run(commands.recognition.record_team, facts, list(names), reasons=reasons)
            except PreferenceAsksReason as wish:
                reason = self._reason(names[wish.person_id], wish)
                if not reason:
                    return False
                reasons[wish.person_id] = reason
        return False

    def edit(self, recognition_id: str, facts: RecognitionFacts, name: str) -> bool:
        """Write the facts of a recognition anew."""
        return self._with_reason(facts, name, recognition_id)

    def delete(self, recognition_id: str) -> bool:
        """Delete a recognition."""
        return self._run(commands.recognition.delete_recognition, recognition_id)

    def follow_up_done(self, recognition_id: str) -> bool:
        """Let a follow-up be done."""
        return self._run(commands.recognition.set_follow_up, recognition_id, None)

    def plan(self, wanted: str | RecognitionFacts, name: str, start: WallTime, *, in_lesson: bool) -> bool:
        """Plan time for a recognition, written down with it where it is new; in a lesson it is a visit."""
        kind = "visit_quick" if in_lesson else "relationships"
        draft = BlockDraft(f"Recognize {name}", kind, start, start.plus(LOOK_MIN))
        return self._run(commands.recognition.plan_recognition, wanted, draft)

    def celebrate(self, recognition_ids: Sequence[str]) -> bool:
        """Ask for a meeting and put recognitions on its agenda."""
        if not recognition_ids:
            self._shell.messages.note(
                "Nothing of the last two weeks may be told at a meeting: it is private, a draft, or told already."
            )
            return False
        meetings = self._shell.desk.read(meetings_ahead, self._shell.now())
        if not meetings:
            self._shell.messages.note("No meeting with a time is ahead. Plan one in the week first.")
            return False
        words = self._shell.words
        choices = [
            Choice(one.id, f"{one.title}, {day_text(one.starts.day, words)} {clock_text(one.starts.minute, words)}")
            for one in meetings
        ]
        what = count_text(len(recognition_ids), "recognition comes", "recognitions come")
        question = f"At which meeting? {what} on its agenda under “Celebrate”."
        meeting = self._shell.ask.choose(self._owner, "Celebrate at a meeting", question, choices)
        return bool(meeting) and self._run(commands.recognition.celebrate, meeting, list(recognition_ids))

    def recent_for_a_meeting(self) -> list[str]:
        """Return what of the last two weeks a meeting may hear and has not heard, oldest first."""
        today = self._shell.today()
        rows = self._shell.desk.read(recognition_log, today, LogFilter(audience="small_group"))
        since = today - timedelta(days=_RECENT_DAYS)
        return [row.id for row in reversed(rows) if row.given_on >= since and not row.meeting]

    def save_gifts(self) -> None:
        """Write the gift ledger of the school year: by person in the order of names, then each gift."""
        from il_desktop.wording.papers_gifts import gifts_paper  # noqa: PLC0415  on demand

        shell = self._shell
        settings = shell.settings()
        year = shell.desk.read(recognition_board, shell.today(), settings.recognition_days).stretches[-1]
        ledger = shell.desk.read(gift_ledger, year.first, year.last)
        paper = gifts_paper(
            ledger.gifts, settings.school_name, (year.first, year.last), settings.gift_hint, shell.words
        )
        self._papers.save(paper, "Gifts", "official", forms=(".xlsx", ".pdf", ".docx"))

    def add_file(self, recognition_id: str) -> bool:
        """Keep a file with a recognition."""
        path = self._shell.ask.open_file(self._owner, "Add a file as evidence", ANY_FILE)
        if path is None:
            return False
        try:
            file = read_evidence(path)
        except UserFacingError as error:
            self._shell.messages.problem(error)
            return False
        return self._run(commands.evidence.add_evidence, "recognition", recognition_id, file)

    def remove_file(self, attachment_id: str) -> bool:
        """Take a file away from its recognition."""
        return self._run(commands.evidence.delete_evidence, attachment_id)

    def save_copy(self, attachment_id: str) -> None:
        """Write a copy of a kept file where the user says."""
        try:
            file = self._shell.desk.read(evidence_file, attachment_id)
            path = self._shell.ask.save_file(self._owner, "Save a copy", ANY_FILE, Path.home() / file.name)
            if path is not None:
                write_private(path, [file.content])
                self._shell.messages.note(f"Saved a copy as {path.name}.")
        except UserFacingError as error:
            self._shell.messages.problem(error)

    def _with_reason(self, facts: RecognitionFacts, name: str, recognition_id: str) -> bool:
        """Save facts; where they go against what the person asked for, ask why and save the reason with them."""
        try:
            if recognition_id:
                return self._run(commands.recognition.edit_recognition, recognition_id, facts)
            return self._run(commands.recognition.record_recognition, facts)
        except PreferenceAsksReason as wish:
            reason = self._reason(name, wish)
        if not reason:
            return False
        return self._with_reason(replace(facts, override_reason=reason), name, recognition_id)

    def _reason(self, name: str, wish: PreferenceAsksReason) -> str:
        question = preference_reason_question(name, wish.preference, wish.visibility)
        return (self._shell.ask.text(self._owner, "Other than they asked for", question) or "").strip()

    def _run(self, command: Callable[..., Any], *args: object, **more: Mapping[str, str]) -> bool:
        try:
            self._shell.desk.run(command, *args, origin=ORIGIN, **more)
        except PreferenceAsksReason:
            raise
        except UserFacingError as error:
            self._shell.messages.problem(error)
            return False
        return True
