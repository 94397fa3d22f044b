"""A paper as one HTML file that needs nothing else: no script, no address, every text escaped."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from html import escape
from typing import Any

from il_desktop.domain.bidi import is_from_right, settled
from il_desktop.reports.paper import Break, Bullets, Column, Columns, Facts, Heading, Paper, Picture, Table, Text

_STYLE = """
body{font:15px/1.5 Inter,system-ui,sans-serif;color:#1f2328;background:#fff;max-width:60rem;margin:2rem auto;
padding:0 1.5rem}
h1{font-size:1.7rem;margin:0}h2{font-size:1.25rem;margin:1.6rem 0 .4rem}h3{font-size:1.05rem;margin:1.2rem 0 .3rem}
h4{font-size:1rem;margin:1rem 0 .2rem}.muted,caption,footer,.subtitle{color:#57606a}.lead{font-size:1.1rem}
.strong{font-weight:600}p{margin:.4rem 0;white-space:pre-line}table{border-collapse:collapse;width:100%;margin:.8rem 0}
caption{text-align:left;padding:.2rem 0}th,td{border-bottom:1px solid #d0d7de;padding:.3rem .6rem .3rem 0;
text-align:left;vertical-align:top}.number{text-align:right;font-variant-numeric:tabular-nums}
dt{font-weight:600}dd{margin:0 0 .4rem}
.columns{display:grid;gap:1.5rem;grid-auto-flow:column;grid-auto-columns:1fr}img{max-width:100%}
footer{margin-top:2rem;border-top:1px solid #d0d7de;padding-top:.5rem;font-size:.85rem}
@media print{.break{break-after:page}body{margin:0;max-width:none}tr,img{break-inside:avoid}}
"""


def to_html(paper: Paper) -> str:
    """Return the whole file as text."""
    head = (
        f'<!doctype html>\n<html lang="{escape(paper.language)}"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; style-src '
        f"'unsafe-inline'\"><title>{escape(paper.title)}</title><style>{_STYLE}</style></head><body>\n"
    )
    subtitle = f'<p class="subtitle">{escape(paper.subtitle)}</p>\n' if paper.subtitle else ""
    footer = f"<footer>{escape(paper.footer)}</footer>\n" if paper.footer else ""
    body = "".join(_parts(paper.parts))
    return f"{head}<h1>{escape(paper.title)}</h1>\n{subtitle}{body}{footer}</body></html>\n"


def _written(text: str) -> str:
    """Escape a text; a name from the other side keeps its neighbours in place."""
    return escape(settled(text))


def _side_of(text: str) -> str:
    return ' dir="rtl"' if is_from_right(text) else ""


def _parts(parts: Iterable[Any]) -> Iterable[str]:
    for part in parts:
        yield _WRITERS[type(part)](part)


def _heading(part: Heading) -> str:
    tag = f"h{min(max(part.level, 1), 3) + 1}"
    return f"<{tag}{_side_of(part.text)}>{_written(part.text)}</{tag}>\n"


def _text(part: Text) -> str:
    look = "" if part.look == "body" else f' class="{escape(part.look)}"'
    return f"<p{look}{_side_of(part.text)}>{_written(part.text)}</p>\n"


def _bullets(part: Bullets) -> str:
    return "<ul>" + "".join(f"<li{_side_of(item)}>{_written(item)}</li>" for item in part.items) + "</ul>\n"


def _facts(part: Facts) -> str:
    return "<dl>" + "".join(f"<dt>{escape(a)}</dt><dd>{escape(b)}</dd>" for a, b in part.pairs) + "</dl>\n"


def _table(part: Table) -> str:
    head = "".join(f'<th scope="col"{_side(column)}>{escape(column.title)}</th>' for column in part.columns)
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td{_side(column)}>{escape('' if cell is None else str(cell))}</td>"
            for column, cell in zip(part.columns, row, strict=True)
        )
        + "</tr>\n"
        for row in part.rows
    )
    note = f'<p class="muted">{escape(part.note)}</p>\n' if part.note else ""
    caption = f"<caption>{escape(part.name)}</caption>" if part.name else ""
    return f"<table>{caption}<thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody></table>\n{note}"


def _side(column: Column) -> str:
    return ' class="number"' if column.is_number else ""


def _picture(part: Picture) -> str:
    data = base64.b64encode(part.png).decode("ascii")
    return f'<p><img alt="{escape(part.says)}" src="data:image/png;base64,{data}"></p>\n'


def _columns(part: Columns) -> str:
    inside = "".join(f"<div>{''.join(_parts(column))}</div>" for column in part.columns)
    return f'<div class="columns">{inside}</div>\n'


def _break(_part: Break) -> str:
    return '<div class="break"></div>\n'


_WRITERS: dict[type, Any] = {
    Heading: _heading,
    Text: _text,
    Bullets: _bullets,
    Facts: _facts,
    Table: _table,
    Picture: _picture,
    Columns: _columns,
    Break: _break,
}
