"""What the people page does to the file, and asks before: leaving, the paper about somebody, forgetting somebody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from il_desktop import commands
from il_desktop.domain.errors import UserFacingError
from il_desktop.domain.released import release
from il_desktop.queries.people import PersonDetail
from il_desktop.queries.timeline import timeline
from il_desktop.views.people.last_day import ask_last_day
from il_desktop.views.printing.paper_save import PaperSave
from il_desktop.views.shared import a11y
from il_desktop.views.shared.dialogs import Choice
from il_desktop.views.shared.long_save import LongSave
from il_desktop.views.shared.shell import Shell

ORIGIN = "people page"
_READERS = (Choice("me", "For my own folder"), Choice("person", "For the person"))


class Deeds(QObject):
    """Runs commands for a page and shows what was refused. Signal: forgotten() when somebody's last trace is gone."""

    forgotten = Signal()

    def __init__(self, shell: Shell, owner: QWidget) -> None:
        super().__init__(owner)
        self._shell = shell
        self._owner = owner
        self._papers = PaperSave(shell, owner)

    def run(self, command: Callable[..., Any], *args: object, **fields: object) -> Any:
        """Run a command; show the problem and return None when it was refused."""
        try:
            return self._shell.desk.run(command, *args, origin=ORIGIN, **fields)
        except UserFacingError as error:
            self._shell.messages.problem(error)
            return None

    def end(self, person: PersonDetail) -> None:
        """Let somebody leave on a day that is asked for; bring back who has left."""
        if person.active_to is not None:
            self.run(commands.people.return_person, person.id)
            return
        last_day = ask_last_day(self._shell, self._owner, f"{person.name} leaves", "Last day (all records stay)")
        if last_day is not None:
            self.run(commands.people.end_person, person.id, last_day)

    def forget(self, person: PersonDetail) -> None:
        """Remove everything about somebody once their name was typed, beside the window.

        It cannot be undone, so it is asked about, and a backup is made before.
        """
        from il_desktop.queries.forgetting import traces  # noqa: PLC0415  rare
        from il_desktop.wording import forgetting as say  # noqa: PLC0415  same

        shell, title = self._shell, f"Remove everything about {person.name}"
        found = shell.desk.read(traces, person.id)
        fate = say.WHOLE
        if found.alone:
            choices = (Choice(say.WHOLE, "Leave these texts"), Choice(say.ALONE, "Take the name out"))
            fate = shell.ask.choose(self._owner, title, say.alone_sentence(found, person.name), choices)
            if not fate:
                return
        where = say.elsewhere_sentence(shell.desk.copies(), found.exports, shell.words)
        sentence = f"{say.forget_sentence(found, person.name)}\n{where}"
        choices = (Choice("keep", "Keep everything"), Choice("go", "Go on …"))
        if shell.ask.choose(self._owner, title, sentence, choices) != "go":
            return
        typed = shell.ask.text(self._owner, title, f"To remove everything, type: {person.name}")
        if typed is None:
            return
        if " ".join(typed.split()) != person.name:
            shell.messages.problem(f"Nothing was removed: “{typed.strip()}” is not “{person.name}”.")
            return
        save = LongSave(shell, self._owner, title, backs_up=True, shrinks=True)
        save.over.connect(self._end_forgetting)
        save.start(commands.forgetting.forget_person, person.id, single_names=fate == say.ALONE, origin=ORIGIN)

    @Slot(bool)
    def _end_forgetting(self, is_gone: bool) -> None:
        from il_desktop.wording.forgetting import forgotten_sentence  # noqa: PLC0415  rare

        if is_gone:
            self.forgotten.emit()
            said = forgotten_sentence(len(self._shell.desk.copies()))
            self._shell.messages.note(said)
            a11y.announce(self._owner, said)

    def write_paper(self, person: PersonDetail) -> None:
        """Ask for whom and where, then write what is held about somebody beside the window; noted as an export."""
        shell = self._shell
        question = "For whom? What you noted for yourself alone stays here either way."
        reader = shell.ask.choose(self._owner, f"What is held about {person.name}", question, _READERS)
        if not reader:
            return
        from il_desktop.wording.papers_people import held_facts, person_paper  # noqa: PLC0415  on demand

        words = shell.words
        released = release(shell.desk.read(timeline, person.id), reader)
        paper = person_paper(person.name, held_facts(person, words), released, shell.today(), words=words)
        what, held = f"what is held about {person.name}", sum(released.kept.values())
        self._papers.save(paper, what, reader, forms=(".pdf", ".docx"), hidden=held)
