"""Where the files beside the code are: `resources/` in a checkout, `il_desktop/_resources` in an installed wheel."""

from __future__ import annotations

from pathlib import Path

import il_desktop

_PACKAGE = Path(il_desktop.__file__).parent
_ROOT = _PACKAGE / "_resources" if (_PACKAGE / "_resources").is_dir() else _PACKAGE.parent / "resources"


def path(*parts: str) -> Path:
    """Return the path of a resource, for example `path("icons", "sun.svg")`."""
    return _ROOT.joinpath(*parts)
