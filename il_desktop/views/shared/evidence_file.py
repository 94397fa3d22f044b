"""Files of evidence as every form takes them: read when they are chosen, refused with a reason."""

from __future__ import annotations

from pathlib import Path

from il_desktop.domain.errors import BadFile
from il_desktop.domain.evidence import MOST_BYTES, EvidenceFile, kept_name

ANY_FILE = "All files (*)"


def read_evidence(path: Path) -> EvidenceFile:
    """Read a file to keep; raise BadFile when it is too large, empty or cannot be read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadFile(path=path, reason="evidence_too_large")
        content = path.read_bytes()
    except OSError as error:
        raise BadFile(path=path, reason="unreadable") from error
    if not content:
        raise BadFile(path=path, reason="empty")
    return EvidenceFile(kept_name(path.name), content)
