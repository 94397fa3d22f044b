"""What the start window says for each thing that can stand in the way of a file, and which ways on it offers."""

from __future__ import annotations

from il_desktop.app.opening import Opened
from il_desktop.domain.errors import DamagedFile, FileInUse, FileMissing, NotOurFile
from il_desktop.views.shared.dialogs import Choice
from il_desktop.wording.problems import problem_sentence

OPEN = Choice("open", "Open another file…")
SAMPLE = Choice("sample", "Look around in the sample school")
QUIT = Choice("quit", "Quit")


def what_to_say(opened: Opened) -> tuple[str, list[str], list[Choice]]:
    """Return title, sentences and choices; the first choice is the likeliest good one."""
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
        said.append("The file was not changed and stays where it is.")
        if problem.backup is not None:
            said.append(f"The newest good backup: {problem.backup.name}. The damaged file is kept beside it.")
            return "This file is damaged", said, [Choice("restore", "Open the newest backup"), OPEN, SAMPLE, QUIT]
        return "This file is damaged", said, [OPEN, SAMPLE, QUIT]
    if isinstance(problem, FileMissing):
        return "There is no file here", said, [OPEN, Choice("create", "Make an empty file here"), SAMPLE, QUIT]
    if isinstance(problem, FileInUse):
        return "This file is open already", said, [Choice("read", "Open it for reading only"), OPEN, SAMPLE, QUIT]
    title = "This is not a school file" if isinstance(problem, NotOurFile) else "This file cannot be opened"
    return title, said, [OPEN, SAMPLE, QUIT]
