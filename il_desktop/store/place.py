"""Where a data file lies, and what could go wrong there: network drives, folders that another program synchronises.

SQLite's locks are not to be trusted on a network drive, and a program that copies folders may copy half a save or put
an older file in the place of a newer one. Tells only; the file is opened all the same (docs/storage.md).
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from il_desktop.domain.light import NamedTuple

NETWORK_SYSTEMS = frozenset(
    {"cifs", "smb3", "smbfs", "nfs", "nfs4", "fuse.sshfs", "fuse.rclone", "9p", "afpfs", "davfs"}
)
_ONEDRIVE = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_CLOUD_FOLDERS = {
    "Mobile Documents": "iCloud Drive",
    "CloudStorage": "a cloud drive",
    "Dropbox": "Dropbox",
    "Google Drive": "Google Drive",
    "My Drive": "Google Drive",
    "Nextcloud": "Nextcloud",
    "OneDrive": "OneDrive",
}
# What Dropbox, OneDrive, Syncthing and Nextcloud name the file that lost: "school (Ann's conflicted copy).ildesk".
_CONFLICT = re.compile(r"conflict", re.IGNORECASE)


class Place(NamedTuple):
    """What is known of a place: `kind` network or synced, whose it is, copies that a conflict left beside the file."""

    kind: str
    whose: str
    copies: tuple[str, ...] = ()


def look(
    path: Path,
    *,
    environ: Mapping[str, str] = os.environ,
    home: Path | None = None,
    mounts: Path = Path("/proc/mounts"),
) -> Place | None:
    """Return what is doubtful about the folder of a file, None for an ordinary one. Reads names, never the file."""
    full = Path(os.path.abspath(path))  # noqa: PTH100  links stay as the user wrote them: their names tell the program
    copies = _copies(full)
    synced = _synced(full, environ, home or Path.home())
    if synced:
        return Place("synced", synced, copies)
    network = _network(full, mounts)
    if network:
        return Place("network", network, copies)
    return Place("synced", "", copies) if copies else None


def _synced(path: Path, environ: Mapping[str, str], home: Path) -> str:
    for name in _ONEDRIVE:
        root = environ.get(name, "")
        if root and path.is_relative_to(root):
            return "OneDrive"
    inside = path.relative_to(home).parts[:-1] if path.is_relative_to(home) else path.parts[:-1]
    for part in inside:
        for folder, whose in _CLOUD_FOLDERS.items():
            if part == folder or part.startswith((f"{folder} - ", f"{folder} (")):
                return whose
    return ""


def _network(path: Path, mounts: Path) -> str:
    if str(path).startswith(("\\\\", "//")):
        return "network"
    try:
        lines = mounts.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return ""  # the system does not say, as on Windows and macOS
    deepest, system = -1, ""
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = Path(fields[1].replace("\\040", " "))  # man fstab: a blank is written so
        if path.is_relative_to(point) and len(point.parts) > deepest:
            deepest, system = len(point.parts), fields[2]
    return system if system in NETWORK_SYSTEMS else ""


def _copies(path: Path) -> tuple[str, ...]:
    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return ()
    mine = (name for name in names if name != path.name and name.startswith(path.stem) and name.endswith(path.suffix))
    return tuple(sorted(name for name in mine if _CONFLICT.search(name)))
