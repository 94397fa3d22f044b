"""What the start window says for each thing that can stand in the way of a file, and which ways on it offers."""

from __future__ import annotations

from pathlib import Path

from il_desktop.app.opening import Opened
from il_desktop.domain.errors import DamagedFile, FileInUse, FileMissing, FileProblem, NotOurFile
from il_desktop.domain.salvaged import Salvaged
from il_desktop.views.shared.dialogs import Choice
from il_desktop.wording.problems import problem_sentence
from il_desktop.wording.salvage import salvaged_sentences

OPEN = Choice("open", "Open another file…")
SAMPLE = Choice("sample", "Look around in the sample school")
QUIT = Choice("quit", "Quit")
RESTORE = Choice("restore", "Open the newest backup")
SALVAGE = Choice("salvage", "Save what can be read")
ADOPT = Choice("adopt", "Go on with what was saved")


def what_to_say(opened: Opened, *, failed: FileProblem | None = None) -> tuple[str, list[str], list[Choice]]:
    """Return title, sentences and choices; the first choice is the likeliest good one.

    `failed` is why a damaged file could not be saved into a new one: that way is not offered again.
    """
    problem = opened.problem
    if opened.is_first_start or problem is None:
        return (
            "Welcome to IL Desktop",
            [
                "Your goals, your protected time and the people you lead, in one file on this computer.",
                "Start with an empty file for your school, or look around in a made-up school, a second file.",
            ],
            [Choice("own", "Start with my own school"), SAMPLE, OPEN, QUIT],
        )
    said = [problem_sentence(problem), f"The file: {opened.path}"]
    if isinstance(problem, DamagedFile):
        return _damaged(problem, said, failed)
    if isinstance(problem, FileMissing):
        return "There is no file here", said, [OPEN, Choice("create", "Make an empty file here"), SAMPLE, QUIT]
    if isinstance(problem, FileInUse):
        return "This file is open already", said, [Choice("read", "Open it for reading only"), OPEN, SAMPLE, QUIT]
    title = "This is not a school file" if isinstance(problem, NotOurFile) else "This file cannot be opened"
    return title, said, [OPEN, SAMPLE, QUIT]


def what_was_saved(found: Salvaged, report: Path, backup: Path | None) -> tuple[str, list[str], list[Choice]]:
    """Return title, sentences and choices after a damaged file was saved into a new one."""
    said = [*salvaged_sentences(found), f"The whole report: {report}"]
    return "This could be saved", said, [ADOPT, *([RESTORE] if backup is not None else []), OPEN, QUIT]


def _damaged(problem: DamagedFile, said: list[str], failed: FileProblem | None) -> tuple[str, list[str], list[Choice]]:
    if failed is None:
        said.append("Whatever you choose, the damaged file is kept.")
    else:
        said.append(f"Nothing could be saved from it. {problem_sentence(failed)}")
    ways = [SALVAGE, OPEN, SAMPLE, QUIT] if failed is None else [OPEN, SAMPLE, QUIT]
    if problem.backup is not None:
        ways.insert(0, RESTORE)
    return "This file is damaged", said, ways
