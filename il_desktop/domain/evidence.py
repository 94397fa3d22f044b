"""Files kept as evidence: how large one may be, how its name is kept, which kinds may be opened from here.

A file is stored once by the hash of its content. It leaves the school file only as a copy, when somebody asks for it.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath, PureWindowsPath

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.text import clean_line

MOST_BYTES = 20 * 1024 * 1024
MOST_NAME = 200
KINDS = ("data", "observation", "teacher_voice", "student_voice", "judgment", "document", "before", "after")
# What a person looks at. Anything that could act when opened is only saved, never started.
MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".heic": "image/heic",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".mp4": "video/mp4",
}
UNKNOWN_TYPE = "application/octet-stream"


class EvidenceFile(NamedTuple):
    """A file to keep: its name as it was, and its bytes."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """The hash under which the content is kept."""
        return hashlib.sha256(self.content).hexdigest()


def kept_name(name: str) -> str:
    """Return a name without folders and control characters, shortened before its ending."""
    bare = clean_line(PureWindowsPath(PurePosixPath(name).name).name).strip(" .") or "file"
    if len(bare) <= MOST_NAME:
        return bare
    ending = PurePosixPath(bare).suffix[:16]
    return bare[: MOST_NAME - len(ending)] + ending


def media_type(name: str) -> str:
    """Return the media type by the ending of a name."""
    return MEDIA_TYPES.get(PurePosixPath(name).suffix.lower(), UNKNOWN_TYPE)


def may_open(name: str) -> bool:
    """Tell whether a copy may be handed to another program; else it is only saved where the user says."""
    return PurePosixPath(name).suffix.lower() in MEDIA_TYPES
