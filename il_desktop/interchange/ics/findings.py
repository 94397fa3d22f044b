"""What a reader notices: codes with the value they are about. `wording.import_findings` says each in one sentence."""

from __future__ import annotations

from il_desktop.domain.light import NamedTuple


class Finding(NamedTuple):
    """One remark about an event or a file; `code` names the sentence, `value` is what was found."""

    code: str
    value: str = ""
