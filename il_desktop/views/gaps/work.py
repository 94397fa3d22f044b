"""What the gaps page does beside the window: put a paper into the form its file's ending names. Touches no widget."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from il_desktop.interchange.files import WrittenFile, write_private

if TYPE_CHECKING:
    from il_desktop.reports.paper import Paper

FORMS = {".pdf": "PDF", ".docx": "Word document", ".xlsx": "Workbook", ".html": "Web page"}


def write_paper(paper: Paper, out: Path) -> WrittenFile:
    """Write a paper; another ending than those of `FORMS` becomes a PDF. Raises BadFile."""
    form = out.suffix.lower()
    if form == ".docx":
        from il_desktop.reports.document import to_docx  # noqa: PLC0415  one form at a time

        return write_private(out, [to_docx(paper)])
    if form == ".xlsx":
        from il_desktop.reports.sheets import to_xlsx  # noqa: PLC0415  same

        return write_private(out, [to_xlsx(paper)])
    if form == ".html":
        from il_desktop.reports.html import to_html  # noqa: PLC0415  same

        return write_private(out, [to_html(paper)])
    from il_desktop.views.printing.paper_pdf import write_pdf  # noqa: PLC0415  same

    with tempfile.TemporaryDirectory(prefix="il-desktop-print-") as folder:  # 0700: nobody else looks in
        aside = Path(folder) / "pages.pdf"
        write_pdf(paper, aside)
        return write_private(out if form == ".pdf" else out.with_name(f"{out.name}.pdf"), [aside.read_bytes()])
