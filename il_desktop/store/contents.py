"""Contents of kept files: each is stored once under the hash of its bytes, and undo leaves it alone.

The journal holds which record names a content, never the bytes: taking a step back and making it again costs nothing.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from il_desktop.store.recorder import raw


def keep_content(session: Session, sha256: str, content: bytes) -> None:
    """Store a content unless it is there; part of the running transaction."""
    raw(session.connection()).execute(
        "INSERT INTO file_content (sha256, size, bytes) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
        (sha256, len(content), content),
    )
