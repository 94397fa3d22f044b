"""Puts an invisible layer of text over the pages of a PDF, so that search and copying find exactly what was written.

A writer that embeds glyphs can only say which characters a glyph may stand for: a curly apostrophe comes out as another
one, a Chinese character as its radical, spaced capitals as single letters. Pages drawn as outlines with this layer say
what we mean. The layer is an incremental update (PDF 1.4, 3.4.5) with fonts of empty glyphs (5.5.4, Type 3).
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Sequence

from il_desktop.domain.light import NamedTuple

_PAGE = re.compile(rb"(\d+) 0 obj\n(<<\n/Type /Page\n.*?>>)\nendobj", re.DOTALL)
_CODES = (32, *range(33, 256), *range(1, 32))  # a blank keeps its own code, some readers look for it there
_TABLE = re.compile(rb"(?<=> \[)<[0-9A-F]{4}>[<>0-9A-F ]*(?=\])")
_VALUE = re.compile(rb"<([0-9A-F]{4})>")
_SAME_GLYPH = (
    "\t \u00a0",
    "\u2019\u02bc",
    "-\u00ad\u2010\u2011",
    "\u03bc\u00b5",
    "\u03a9\u2126",
    "\u0394\u2206",
    "\u2215\u2044/",
)
_ADVANCE = 500  # thousandths of the size; a line is stretched to its width


class TextLine(NamedTuple):
    """One line on a page, in points from its upper left corner."""

    text: str
    left: float
    baseline: float
    width: float
    size: float


def with_text(data: bytes, pages: Sequence[Sequence[TextLine]]) -> bytes:
    """Return the PDF with the lines of each page laid over it; raises ValueError for a PDF of another writer."""
    found = list(_PAGE.finditer(data))
    if len(found) != len(pages):
        raise ValueError(len(found))
    update = _Update(data)
    before = update.stream(b"q\n")
    glyph = update.stream(b"%d 0 d0\n" % _ADVANCE)
    for match, lines in zip(found, pages, strict=True):
        page = match.group(2)
        height = float(_one(rb"/MediaBox \[0 0 [\d.]+ ([\d.]+)\]", page))
        fonts = _Fonts()
        content = b"\nQ\nBT\n3 Tr\n" + b"".join(_shown(line, height, fonts) for line in lines if line.text) + b"ET\n"
        after = update.stream(content)
        contents, resources = int(_one(rb"/Contents (\d+) 0 R", page)), int(_one(rb"/Resources (\d+) 0 R", page))
        old = b"/Contents %d 0 R" % contents
        update.put(
            int(match.group(1)), page.replace(old, b"/Contents [%d 0 R %d 0 R %d 0 R]" % (before, contents, after))
        )
        names = b"".join(
            b"/IL%d %d 0 R\n" % (number, update.add(_font(marks, glyph, update)))
            for number, marks in enumerate(fonts.all)
        )
        start = data.index(b"\n%d 0 obj\n" % resources) + len(b"\n%d 0 obj\n" % resources)
        dictionary = data[start : data.index(b"\nendobj", start)]
        update.put(resources, dictionary.replace(b"/Font <<\n", b"/Font <<\n" + names, 1))
    return data + update.end()


def mended(data: bytes, text: str) -> bytes:
    """Return a PDF of Qt whose tables from glyph to character name the characters of its text.

    One glyph often stands for several characters and the writer names any of them: a tab for a blank, a radical for a
    Chinese character. What is not in the text is exchanged for what is and looks the same; no length changes.
    """
    used = set(text) | set(" 0123456789/")
    alike = {unicodedata.normalize("NFKC", mark): mark for mark in used}
    alike |= {other: mark for pair in _SAME_GLYPH for other in pair for mark in pair if mark in used}

    def exchange(match: re.Match[bytes]) -> bytes:
        mark = chr(int(match.group(1), 16))
        better = mark if mark in used else alike.get(mark) or alike.get(unicodedata.normalize("NFKC", mark), mark)
        return b"<%04X>" % ord(better) if ord(better) < 0x10000 else match.group(0)

    def table(match: re.Match[bytes]) -> bytes:
        return _VALUE.sub(exchange, match.group(0))

    return _TABLE.sub(table, data)


class _Fonts:
    """Gives each character of a page a font and a code; 255 characters to a font."""

    def __init__(self) -> None:
        self.all: list[list[str]] = [[" "]]

    def runs(self, text: str) -> list[tuple[int, bytes]]:
        """Return the font and the codes of each run of a text."""
        runs: list[tuple[int, bytes]] = []
        for mark in text:
            at = next((number for number, marks in enumerate(self.all) if mark in marks), None)
            if at is None:
                if len(self.all[-1]) == len(_CODES):
                    self.all.append([" "])
                at = len(self.all) - 1
                self.all[at].append(mark)
            code = bytes([_CODES[self.all[at].index(mark)]])
            if runs and runs[-1][0] == at:
                runs[-1] = (at, runs[-1][1] + code)
            else:
                runs.append((at, code))
        return runs


class _Update:
    """New and changed objects after the end of a file, with their table."""

    def __init__(self, data: bytes) -> None:
        self._at = len(data)
        self._trailer = data[data.rindex(b"trailer\n") :]
        self._next = int(_one(rb"/Size (\d+)", self._trailer))
        self._prev = int(_one(rb"startxref\n(\d+)", self._trailer))
        self._objects: dict[int, bytes] = {}

    def add(self, body: bytes) -> int:
        """Keep a new object and return its number."""
        self._next += 1
        self._objects[self._next - 1] = body
        return self._next - 1

    def put(self, number: int, body: bytes) -> None:
        """Put an object in the place of an old one."""
        self._objects[number] = body

    def stream(self, content: bytes) -> int:
        """Keep a new compressed stream and return its number."""
        packed = zlib.compress(content)
        return self.add(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed))

    def end(self) -> bytes:
        """Return the bytes to append."""
        written, table = b"", b"xref\n"
        for number, body in sorted(self._objects.items()):
            table += b"%d 1\n%010d 00000 n \n" % (number, self._at + len(written))
            written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        start = self._at + len(written)
        kept = b"\n".join(_one(rb"(/%s .+)" % name, self._trailer) for name in (b"Root", b"Info", b"ID"))
        trailer = b"trailer\n<<\n/Size %d\n/Prev %d\n%s\n>>\nstartxref\n%d\n%%%%EOF\n" % (
            self._next, self._prev, kept, start,
        )  # fmt: skip
        return written + table + trailer


def _shown(line: TextLine, height: float, fonts: _Fonts) -> bytes:
    text = visual_order(line.text)
    own = len(text) * line.size * _ADVANCE / 1000
    stretch = 100 * line.width / own if own and line.width else 100.0
    out = b"%.2f Tz 1 0 0 1 %.2f %.2f Tm\n" % (stretch, line.left, height - line.baseline)
    for font, codes in fonts.runs(text):
        out += b"/IL%d %.2f Tf <%s> Tj\n" % (font, line.size, codes.hex().encode())
    return out


def _font(marks: list[str], glyph: int, update: _Update) -> bytes:
    codes = _CODES[: len(marks)]
    pairs = [
        b"<%02x> <%s>\n" % (code, mark.encode("utf-16-be").hex().encode())
        for code, mark in zip(codes, marks, strict=True)
    ]
    table = b"".join(
        b"%d beginbfchar\n%sendbfchar\n" % (len(pairs[at : at + 100]), b"".join(pairs[at : at + 100]))
        for at in range(0, len(pairs), 100)
    )
    unicode_map = update.stream(
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /IL def\n/CMapType 2 def\n"
        b"1 begincodespacerange\n<00> <ff>\nendcodespacerange\n" + table + b"endcmap\nend\nend\n"
    )
    names = b" ".join(b"%d /g" % code for code in sorted(codes))
    widths = b" ".join([b"%d" % _ADVANCE] * 255)
    return (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /Resources << >>\n"
        b"/CharProcs << /g %d 0 R >> /Encoding << /Type /Encoding /Differences [%s] >>\n"
        b"/FirstChar 1 /LastChar 255 /Widths [%s] /ToUnicode %d 0 R >>" % (glyph, names, widths, unicode_map)
    )


def visual_order(text: str) -> str:
    """Return a line as its characters stand from left to right; readers of PDF turn right-to-left script back."""
    kinds = [_direction(mark) for mark in text]
    if "R" not in kinds:
        return text
    kinds = _resolved(kinds)
    is_rtl = next((kind for kind in (_direction(mark) for mark in text) if kind in "LR"), "L") == "R"
    runs: list[tuple[str, str]] = []
    for mark, kind in zip(text, kinds, strict=True):
        if runs and runs[-1][0] == kind:
            runs[-1] = (kind, runs[-1][1] + mark)
        else:
            runs.append((kind, mark))
    turned = [_turned(run) if kind == "R" else run for kind, run in runs]
    return "".join(reversed(turned)) if is_rtl else "".join(turned)


def _direction(mark: str) -> str:
    kind = unicodedata.bidirectional(mark)
    if kind in {"R", "AL"}:
        return "R"
    return "L" if kind in {"L", "EN", "AN"} else "?"


def _resolved(kinds: list[str]) -> list[str]:
    """Give neutral characters the direction of both their neighbours, else that of the line."""
    line = next((kind for kind in kinds if kind != "?"), "L")
    solved = list(kinds)
    for at, kind in enumerate(kinds):
        if kind == "?":
            before = next((one for one in reversed(kinds[:at]) if one != "?"), line)
            after = next((one for one in kinds[at:] if one != "?"), line)
            solved[at] = before if before == after else line
    return solved


def _turned(run: str) -> str:
    """Turn a run around, each mark staying behind its letter."""
    clusters: list[str] = []
    for mark in run:
        if clusters and unicodedata.combining(mark):
            clusters[-1] += mark
        else:
            clusters.append(mark)
    return "".join(reversed(clusters))


def _one(pattern: bytes, data: bytes) -> bytes:
    found = re.search(pattern, data)
    if found is None:
        raise ValueError(pattern)
    return found.group(1)
