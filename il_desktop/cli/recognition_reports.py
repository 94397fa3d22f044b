"""`report recognition`, `newsletter`, `certificates`, `letters` and `awards`. Who may be named: `queries.outputs`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click

from il_desktop import commands
from il_desktop.cli.options import DayType, check_range, file_option, open_file, school_words
from il_desktop.cli.papers import write_paper
from il_desktop.commands.desk import Desk
from il_desktop.domain.clock import wall_now
from il_desktop.domain.metrics.recognition import chance_band
from il_desktop.domain.outputs import Outputs
from il_desktop.domain.settings import Settings
from il_desktop.interchange.files import WrittenFile, write_private
from il_desktop.queries import outputs as queries
from il_desktop.queries.recognition_gifts import gift_ledger
from il_desktop.queries.settings import settings
from il_desktop.reports.certificate import CARDS, CERTIFICATES, CertificateStyle, certificate_bytes
from il_desktop.reports.letter import letters_bytes
from il_desktop.wording import papers_recognition as say
from il_desktop.wording.format import count_text

_OUT = click.option("-o", "--output", "out", type=click.Path(path_type=Path), required=True, help="The file to write.")
_DAYS = 90


@dataclass(frozen=True, slots=True)
class _Span:
    """An open file with its settings and the stretch asked for."""

    desk: Desk
    settings: Settings
    today: date
    first: date
    last: date

    @property
    def sender(self) -> say.Sender:
        """Return who signs."""
        found = self.desk.read(queries.signature, self.settings.principal_id, self.today)
        return say.Sender(self.settings.school_name, found.name, self.settings.signature_role)

    def outputs(self) -> Outputs:
        """Read what may leave."""
        return self.desk.read(queries.outputs, self.first, self.last)

    def log(self, written: WrittenFile, audience: str, *, with_names: bool, hidden: int = 0) -> None:
        """Note what was written."""
        self.desk.run(
            commands.exports.log_export,
            written.path.name,
            written.sha256,
            audience,
            kind=written.path.suffix.lower().removeprefix("."),
            with_names=with_names,
            suppressed_cells=hidden,
        )


def _spanned(function: Callable[..., None]) -> Callable[..., None]:
    """Add --from, --to and --file; the last 90 days without them."""
    first = click.option("--from", "first", type=DayType(), metavar="DATE", help="First day; 90 days back without it.")
    last = click.option("--to", "last", type=DayType(), metavar="DATE", help="Last day, included; today without it.")
    return _OUT(first(last(file_option(function))))


def _run(path: Path | None, first: date | None, last: date | None, work: Callable[[_Span], None]) -> None:
    with open_file(path) as desk:
        if desk.refusal is not None:
            raise desk.refusal  # every export is noted in the file, so it must be writable
        chosen = desk.read(settings)
        today = wall_now(desk.clock, chosen.tz).day
        last = last or today
        first = first or last - timedelta(days=_DAYS)
        check_range(first, last)
        work(_Span(desk, chosen, today, first, last))


@click.command("recognition")
@_spanned
def report_recognition(out: Path, path: Path | None, first: date | None, last: date | None) -> None:
    """Write how recognition is spread: figures, nobody is named."""

    def work(span: _Span) -> None:
        found = span.desk.read(queries.summary, span.first, span.last, span.settings.recognition_days)
        spread = found.spread
        band = chance_band(len(spread.people), spread.total, spread.weights) if spread.total else None
        groups = [(g.key, g.size, g.reached, g.total) for g in spread.groups("department")]
        figures = say.Figures(
            spread.total, found.specific, spread.reached, len(spread.people), spread.gini,
            band.high if band else None, found.kinds, found.themes, found.months, groups,
        )  # fmt: skip
        paper = say.recognition_paper(
            figures, span.settings.school_name, (span.first, span.last), span.settings.min_staff_n
        )
        written = write_paper(paper._replace(size=span.settings.paper_size), out)
        span.log(
            written, "district", with_names=False, hidden=say.hidden_departments(groups, span.settings.min_staff_n)
        )

    _run(path, first, last, work)


@click.command("newsletter")
@_spanned
def report_newsletter(out: Path, path: Path | None, first: date | None, last: date | None) -> None:
    """Write what was recognized in public, for a newsletter; .txt writes the words for a slide."""

    def work(span: _Span) -> None:
        found = span.outputs()
        school = span.settings.school_name
        if out.suffix.lower() == ".txt":
            written = write_private(out, [say.slide_text(found.listed, school)])
        else:
            paper = say.newsletter_paper(found.listed, school, span.first, span.last)
            written = write_paper(paper._replace(size=span.settings.paper_size), out)
        span.log(written, "public", with_names=True)
        _tell(found, len(found.listed), "is named", "are named")

    _run(path, first, last, work)


@click.command("certificates")
@_spanned
@click.option("--design", type=click.IntRange(1, 3), help="1 fine line, 2 plain, 3 double frame.")
@click.option("--cards", is_flag=True, help="Thank-you cards instead, four to a page.")
@click.option("--each", is_flag=True, help="One for every recognition instead of the newest of each person.")
def report_certificates(out: Path, path: Path | None, first: date | None, last: date | None, **asked: Any) -> None:
    """Write certificates (.pdf) for what was recognized in public."""

    def work(span: _Span) -> None:
        found = span.outputs()
        items = queries.in_name_order(found.listed) if asked["each"] else queries.one_each(found.listed)
        if not items:
            raise click.UsageError(message="Nothing public in these days. Choose a longer stretch.")
        pages = tuple(say.certificate_of(item) for item in items)
        style = style_of(span.desk, span.settings, span.today, asked["design"])
        kind = CARDS if asked["cards"] else CERTIFICATES
        span.log(write_private(out, [certificate_bytes(kind, pages, style, out)]), "person", with_names=True)
        _tell(found, len(items), "is printed", "are printed")

    if out.suffix.lower() != ".pdf":
        raise click.UsageError(message=f"“{out.name}” has to end in .pdf.")
    _run(path, first, last, work)


@click.command("letters")
@_spanned
@click.option("--letterhead", type=click.Path(path_type=Path), help="A Word document with fields; else the one set.")
def report_letters(
    out: Path, path: Path | None, first: date | None, last: date | None, letterhead: Path | None
) -> None:
    """Write a letter a person for what was recognized in public; .docx uses the school's letterhead."""

    def work(span: _Span) -> None:
        found = span.outputs()
        items = queries.one_each(found.listed)
        if not items:
            raise click.UsageError(message="Nothing public in these days. Choose a longer stretch.")
        sender = span.sender
        head = letterhead or (Path(span.settings.letterhead_file) if span.settings.letterhead_file else None)
        if head is not None and out.suffix.lower() == ".docx":
            from il_desktop.reports.letterhead import letters_docx  # noqa: PLC0415  heavy, only here

            fields = [say.letter_fields(item, sender, span.today) for item in items]
            written = write_private(out, [letters_docx(head, fields)])
        elif out.suffix.lower() == ".pdf":
            letters = tuple(say.letter_of(item, span.today) for item in items)
            style = style_of(span.desk, span.settings, span.today)
            written = write_private(out, [letters_bytes(letters, style, out)])
        else:
            written = write_paper(say.letters_paper(items, sender, span.today, size=span.settings.paper_size), out)
        span.log(written, "person", with_names=True)
        _tell(found, len(items), "is written", "are written")

    _run(path, first, last, work)


@click.command("gifts")
@_spanned
def report_gifts(out: Path, path: Path | None, first: date | None, last: date | None) -> None:
    """Write the gift ledger with a total for each person, for the school's own records."""

    def work(span: _Span) -> None:
        from il_desktop.wording.papers_gifts import gifts_paper  # noqa: PLC0415  one report a run

        ledger = span.desk.read(gift_ledger, span.first, span.last)
        chosen = span.settings
        paper = gifts_paper(
            ledger.gifts, chosen.school_name, (span.first, span.last), chosen.gift_hint, school_words(span.desk)
        )
        span.log(write_paper(paper._replace(size=span.settings.paper_size), out), "official", with_names=True)
        click.echo(f"{count_text(len(ledger.gifts), 'gift is', 'gifts are')} in the ledger.")

    _run(path, first, last, work)


def style_of(desk: Desk, chosen: Settings, today: date, design: int | None = None) -> CertificateStyle:
    """Return what all certificates of the school share."""
    signed = desk.read(queries.signature, chosen.principal_id, today)
    return CertificateStyle(
        chosen.school_name, signed.name, chosen.signature_role, signed.year, design or chosen.certificate_design,
        chosen.paper_size, chosen.logo_file,
    )  # fmt: skip


def _tell(found: Outputs, count: int, one: str, many: str) -> None:
    inside = f" {found.kept_inside} stay inside." if found.kept_inside else ""
    click.echo(f"{count_text(count, f'recognition {one}', f'recognitions {many}')}.{inside}")
