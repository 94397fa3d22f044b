"""The one cleaner every text passes before it is kept, and the key under which names are found again.

Decides which characters may be stored. Lengths belong to the columns, escaping to who writes HTML, CSV or iCalendar.
"""

from __future__ import annotations

import re
import unicodedata

TITLE_MAX = 255
STEP_MAX = 280
TEXT_MAX = 20_000

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_NOT_STORED = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE_BREAKS_AND_TABS = re.compile(r"[ ]*[\n\t][\s]*")
_LETTERS_WITHOUT_PARTS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "’": "'", "ʼ": "'"}
)


def clean_text(text: str) -> str:
    """Return free text as it is stored: NFC, LF line ends, no control character but LF and TAB, no space around it.

    Half of a surrogate pair becomes U+FFFD, so that no typed text is ever refused for its encoding.
    """
    if text.isascii() and text.replace("\n", "").isprintable():
        return text.strip()  # most texts: nothing below would find anything
    text = _LINE_ENDS.sub("\n", text)
    text = _NOT_STORED.sub("", text)
    text = _SURROGATES.sub("\ufffd", text)
    return unicodedata.normalize("NFC", text).strip()


def clean_line(text: str) -> str:
    """Return a title or name as it is stored: `clean_text` on one line, each break or tab one space."""
    if text.isprintable() and text.isascii():
        return text.strip()
    return _LINE_BREAKS_AND_TABS.sub(" ", clean_text(text))


def search_key(text: str) -> str:
    """Return the form in which names are compared: no accents, no case, plain apostrophe, single spaces."""
    if text.isascii():
        return " ".join(text.casefold().split())
    folded = unicodedata.normalize("NFKD", clean_line(text).casefold().translate(_LETTERS_WITHOUT_PARTS))
    return " ".join("".join(char for char in folded if not unicodedata.combining(char)).split())
