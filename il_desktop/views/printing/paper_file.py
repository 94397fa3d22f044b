"""A paper into a file in the form its name asks for, readable by its owner alone, for the export log."""

from __future__ import annotations

import tempfile
from pathlib import Path

from il_desktop.domain.errors import BadFile
from il_desktop.interchange.files import WrittenFile, write_private
from il_desktop.reports.paper import Paper

FILTERS = "PDF (*.pdf);;Word document (*.docx)"


def write_paper_file(paper: Paper, path: Path) -> WrittenFile:
    """Write a PDF, or a Word document or workbook where the name ends so; raises BadFile."""
    if path.suffix.lower() == ".xlsx":
        from il_desktop.reports.sheets import to_xlsx  # noqa: PLC0415  a library of its own, used when wanted

        return write_private(path, [to_xlsx(paper)])
    if path.suffix.lower() == ".docx":
        from il_desktop.reports.document import to_docx  # noqa: PLC0415  a library of its own, used when wanted

        return write_private(path, [to_docx(paper)])
    from il_desktop.views.printing.paper_pdf import DoesNotFit, write_pdf  # noqa: PLC0415  same

    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "paper.pdf"
        try:
            write_pdf(paper, made)
        except DoesNotFit as error:
            raise BadFile(path=path, reason="does_not_fit") from error
        return write_private(path, [made.read_bytes()])
