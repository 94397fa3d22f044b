"""What left the file is noted in its log of exports; every way out of the window ends here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from il_desktop import commands
from il_desktop.domain.errors import UserFacingError
from il_desktop.views.shared.shell import Shell


def note_export(shell: Shell, path: Path, sha256: str, audience: str, *, kind: str = "", **facts: Any) -> bool:
    """Note a file that was written, its kind by its ending; False when that was refused, which is said.

    `facts` are those of `commands.exports.log_export`. A school file opened for reading keeps no log.
    """
    if shell.desk.is_read_only:
        return True
    kind = kind or path.suffix.lower().removeprefix(".")
    try:
        shell.desk.run(commands.exports.log_export, path.name, sha256, audience, kind=kind, **facts)
    except UserFacingError as error:
        shell.messages.problem(error)
        return False
    shell.messages.forget()
    return True
