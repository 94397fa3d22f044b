"""What the gaps page does beside the window: write a paper or its chart in the form the ending names. No widgets."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from il_desktop.interchange.files import WrittenFile, write_private

if TYPE_CHECKING:
    from il_desktop.reports.charts import Chart
    from il_desktop.reports.paper import Paper

FORMS = {".pdf": "PDF", ".docx": "Word document", ".xlsx": "Workbook", ".html": "Web page"}
PICTURES = {".png": "Picture", ".svg": "Drawing"}
_DPI = 200


def write_paper(paper: Paper, chart: Chart | None, out: Path) -> WrittenFile:
    """Write a paper with its chart, or the chart alone; an ending that is not ours becomes a PDF. Raises BadFile."""
    form = out.suffix.lower()
    if chart is not None:
        from il_desktop.reports.charts import picture  # noqa: PLC0415  brings the drawing library

        if form in PICTURES:
            return write_private(out, [picture(chart, form.removeprefix("."), dpi=_DPI)])
        paper = _with_chart(paper, chart, has_picture=form != ".xlsx")
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


def _with_chart(paper: Paper, chart: Chart, *, has_picture: bool) -> Paper:
    """Put the chart and its table behind what the paper tells."""
    from il_desktop.reports.charts import picture  # noqa: PLC0415  brings the drawing library
    from il_desktop.reports.paper import Picture  # noqa: PLC0415  same

    shown = [Picture(picture(chart, dpi=_DPI, is_bare=True), chart.headline)] if has_picture else []
    return paper._replace(parts=(*paper.parts, *shown, chart.table))
