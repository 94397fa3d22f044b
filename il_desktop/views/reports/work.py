"""What the Reports page does beside the window: read, draw what will be seen, write. Touches no widget."""

from __future__ import annotations

import tempfile
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from il_desktop.domain.errors import BadFile
from il_desktop.domain.light import NamedTuple
from il_desktop.interchange.files import WrittenFile, write_private
from il_desktop.queries.report_data import GAPS, ReportData, report_data_apart
from il_desktop.views.reports import catalogue
from il_desktop.wording.format import Words
from il_desktop.wording.goal_told import left_out_text

if TYPE_CHECKING:
    from il_desktop.reports.charts import Chart, Look
    from il_desktop.reports.paper import Paper, Table

_INCHES = 8  # a chart's width
_KEPT = 8  # pictures


class Wish(NamedTuple):
    """What is to be shown or written."""

    school: Path
    today: date
    key: str
    is_chart: bool
    size: str
    with_names: bool
    words: Words
    needs: frozenset[str] = frozenset()


class Shown(NamedTuple):
    """What a page shows: the picture, the sentence over it, the table beside it, what was left out."""

    sources: tuple[catalogue.Source, ...]
    image: QImage | None
    headline: str
    table: Table | None
    n_pages: int
    left_out: str


def shown(wish: Wish, width: int, look: Look | None) -> Shown:
    """Read and draw; `look` colours a chart, a paper is as white as it will be."""
    data = _read(wish)
    pages = data.pages
    listed, left_out = catalogue.sources(pages), left_out_text(pages)
    if wish.is_chart:
        chart = catalogue.chart(wish.key, data, wish.words)
        if chart is None:
            return Shown(listed, None, "", None, 0, left_out)
        return Shown(listed, _drawn(chart, width, look), chart.headline, chart.table, 1, left_out)
    if not (pages.goals or data.gaps):
        return Shown(listed, None, "", None, 0, left_out)
    from il_desktop.views.printing.paper_pdf import DoesNotFit, first_page  # noqa: PLC0415  not at start

    made = catalogue.paper(wish.key, data, wish.size, "pdf", wish.words)
    try:
        image, n_pages = first_page(made, width)
    except DoesNotFit as error:
        raise BadFile(Path(made.title), "does_not_fit") from error
    return Shown(listed, image, "", None, n_pages, left_out)


@lru_cache(maxsize=_KEPT)
def _drawn(chart: Chart, width: int, look: Look | None) -> QImage:
    """Draw a chart, or return the one drawn before: the same chart is the same picture."""
    from il_desktop.reports.charts import PRINT, pixels  # noqa: PLC0415  not at start

    made = pixels(chart, look or PRINT, dpi=max(48, round(width / _INCHES)))
    return QImage(made.data, made.width, made.height, 4 * made.width, QImage.Format.Format_RGBA8888).copy()


def _read(wish: Wish) -> ReportData:
    return report_data_apart(wish.school, wish.today, wish.needs, with_names=wish.with_names)


class Written(NamedTuple):
    """The file, how many numbers were held back in it, and whether it may hold names."""

    file: WrittenFile
    hidden: int
    with_names: bool


def written(wish: Wish, out: Path) -> Written:
    """Write the report in the form its ending names; raises BadFile."""
    data = _read(wish)
    form = out.suffix.lower().lstrip(".")
    content = _chart(wish, data, form) if wish.is_chart else _paper(wish, data, form, out)
    return Written(write_private(out, [content]), data.hidden(has_gaps=GAPS in wish.needs), wish.with_names)


def _chart(wish: Wish, data: ReportData, form: str) -> bytes:
    from il_desktop.reports.charts import chart_paper, picture  # noqa: PLC0415  not at start

    chart = catalogue.chart(wish.key, data, wish.words)
    if chart is None:
        raise KeyError(wish.key)
    if form == "xlsx":
        from il_desktop.reports.sheets import to_xlsx  # noqa: PLC0415  one form at a time

        return to_xlsx(chart_paper(chart))
    return picture(chart, form, dpi=200)


def _paper(wish: Wish, data: ReportData, form: str, out: Path) -> bytes:
    made = catalogue.paper(wish.key, data, wish.size, form, wish.words)
    if form == "docx":
        from il_desktop.reports.document import to_docx  # noqa: PLC0415  one form at a time

        return to_docx(made)
    if form == "xlsx":
        from il_desktop.reports.sheets import to_xlsx  # noqa: PLC0415  same

        return to_xlsx(made)
    if form == "html":
        from il_desktop.reports.html import to_html  # noqa: PLC0415  same

        return to_html(made).encode()
    return _pdf(made, out)


def _pdf(made: Paper, out: Path) -> bytes:
    from il_desktop.views.printing.paper_pdf import DoesNotFit, write_pdf  # noqa: PLC0415  one form at a time

    with tempfile.TemporaryDirectory(prefix="il-desktop-print-") as folder:  # 0700: nobody else looks in
        aside = Path(folder) / "pages.pdf"
        try:
            write_pdf(made, aside)
        except DoesNotFit as error:
            raise BadFile(out, "does_not_fit") from error
        return aside.read_bytes()
