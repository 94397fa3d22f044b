"""Starts the window: `main` reads the arguments and hands over to `launch`, which shows the frame before anything else.

Kept light on purpose: what runs before the first picture is counted in milliseconds.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

USAGE = (
    "usage: il-desktop open [--file FILE] [--page today|week|goals|people|recognition] [--read-only] [--tour FOLDER]"
)
OLD_PYTHON = (
    "PySide6 6.12 loses memory on Python 3.11 and older and would stop the program. "
    "Install PySide6-Essentials 6.11, or use Python 3.12 or newer."
)


class Options(NamedTuple):
    """What the command line asked for; `tour` is a folder for pictures instead of a window."""

    file: Path | None = None
    page: str = ""
    tour: Path | None = None
    is_read_only: bool = False


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window and return the exit code: 0 fine, 1 the program could not run, 2 wrong usage."""
    try:
        options = parse(list(sys.argv[1:] if argv is None else argv))
    except ValueError as wrong:
        sys.stderr.write(f"{wrong}\n{USAGE}\n")
        return 2
    if options.tour is None and not has_display():
        sys.stderr.write("There is no display here; the tour shows the window in pictures.\n")
        options = Options(options.file, options.page, Path("build") / "screens")
    if options.tour is not None:
        return _tour(options)

    gc.disable()  # 6 ms: nothing made before the first picture is garbage yet; the launcher turns it on again
    problem = unfit_qt()
    if problem:
        sys.stderr.write(problem + "\n")
        return 1

    from il_desktop.app import launch  # noqa: PLC0415  brings Qt

    return launch.run(options)


def parse(arguments: list[str]) -> Options:
    """Read the arguments by hand; raise ValueError with a sentence for a wrong one."""
    values: dict[str, str] = {}
    flags: set[str] = set()
    rest = [part for part in arguments if part != "open"] if arguments[:1] == ["open"] else arguments
    while rest:
        name, *rest = rest
        name, has_value, value = name.partition("=")
        if name == "--read-only" and not has_value:
            flags.add(name)
        elif name in ("--file", "--page", "--tour"):
            if not has_value:
                if not rest:
                    sentence = f"{name} needs a value."
                    raise ValueError(sentence)
                value, *rest = rest
            values[name] = value
        else:
            sentence = f"“{name}” is not an option of the window."
            raise ValueError(sentence)
    return Options(
        file=Path(values["--file"]) if "--file" in values else None,
        page=values.get("--page", ""),
        tour=Path(values["--tour"]) if "--tour" in values else None,
        is_read_only="--read-only" in flags,
    )


def has_display() -> bool:
    """Say whether a window can be shown; only Linux can be without."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def unfit_qt() -> str:
    """Return why the installed Qt binding cannot be used, or an empty text."""
    import PySide6  # noqa: PLC0415  not needed for wrong usage

    major, minor, *_ = (int(part) for part in PySide6.__version__.split(".")[:2])
    if sys.version_info < (3, 12) and (major, minor) >= (6, 12):
        return OLD_PYTHON
    return ""


def _tour(options: Options) -> int:
    """Render the pictures of the tour and print their paths."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    problem = unfit_qt()
    if problem:
        sys.stderr.write(problem + "\n")
        return 1

    from il_desktop.app import pictures  # noqa: PLC0415  brings Qt
    from il_desktop.domain.errors import UserFacingError  # noqa: PLC0415  same
    from il_desktop.wording.problems import problem_sentence  # noqa: PLC0415  same

    try:
        for picture in pictures.render(options.tour or Path("build") / "screens", options.file):
            sys.stdout.write(f"{picture}\n")
    except UserFacingError as error:
        sys.stderr.write(problem_sentence(error) + "\n")
        return 1
    return 0
