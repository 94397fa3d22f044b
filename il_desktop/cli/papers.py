"""`report`: papers in the form that the name of the file asks for. What is in a paper is left to each report."""

from __future__ import annotations

from pathlib import Path

import click

from il_desktop.interchange.files import WrittenFile, write_private
from il_desktop.reports.paper import Paper

FORMS = (".pdf", ".docx", ".xlsx", ".html")


def write_paper(paper: Paper, out: Path) -> WrittenFile:
    """Write a paper as the ending of `out` says; raises BadFile, or click's usage error for another ending."""
    form = out.suffix.lower()
    if form not in FORMS:
        message = f"“{out.name}” has no ending we can write. Choose one of {', '.join(FORMS)}."
        raise click.UsageError(message)
    return write_private(out, [content(paper, form, out)])


def content(paper: Paper, form: str, out: Path) -> bytes:
    """Return the bytes of a paper in one of `FORMS`."""
    if form == ".html":
        from il_desktop.reports.html import to_html  # noqa: PLC0415  one form a run

        return to_html(paper).encode()
    if form == ".docx":
        from il_desktop.reports.document import to_docx  # noqa: PLC0415  same

        return to_docx(paper)
    if form == ".xlsx":
        from il_desktop.reports.sheets import to_xlsx  # noqa: PLC0415  same

        return to_xlsx(paper)
    from il_desktop.reports.printing import paper_bytes  # noqa: PLC0415  same

    return paper_bytes(paper, out)
