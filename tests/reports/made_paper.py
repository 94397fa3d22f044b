"""A paper with every kind of part, for the tests of all its forms."""

from __future__ import annotations

import struct
import zlib

from il_desktop.reports.paper import Break, Bullets, Column, Columns, Facts, Heading, Paper, Picture, Table, Text


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


# One white pixel; the smallest picture there is.
PNG = b"".join(
    (
        b"\x89PNG\r\n\x1a\n",
        _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        _chunk(b"IDAT", zlib.compress(b"\x00\xff")),
        _chunk(b"IEND", b""),
    )
)

GOALS = Table(
    "Goals",
    (Column("Goal", 3), Column("Baseline", is_number=True), Column("Note")),
    (("Math <b>all</b>", 42, "=1+1"), ("ELA & arts", 2.1, None)),
    "Percent of students.",
)


def made_paper(**changes: object) -> Paper:
    """Return the paper, with some of its fields changed."""
    parts = (
        Text("Every child reads.", "lead"),
        Heading("Goals <1>"),
        Bullets(("Zoë Núñez", "two\nlines")),
        GOALS,
        Columns(
            ((Heading("Left", 3), Text("a")), (Table("", (Column("k"),), (("in a column",),)), Text("b", "muted")))
        ),
        Facts((("Owner", "O'Brien"),)),
        Picture(PNG, "What the picture says", 40.0),
        Break(),
        Text("<script>alert(1)</script>", "strong"),
    )
    return Paper("Strategy & more", parts, "A sample", "Sample school", "a4")._replace(**changes)
