"""What one press on Save writes, as a pure function that runs beside the window: records in, files out.

Everything is made aside first and put in place whole; stopped in between, nothing is left.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from il_desktop.domain.light import NamedTuple
from il_desktop.domain.outputs import OutputItem
from il_desktop.interchange.files import WrittenFile, write_private
from il_desktop.reports.certificate import Certificate, CertificateStyle
from il_desktop.wording import papers_recognition as say
from il_desktop.wording.format import Words

CERTIFICATES, CARDS, LETTERS, NEWSLETTER, SLIDE, MAIL = (
    "certificates",
    "cards",
    "letters",
    "newsletter",
    "slide",
    "mail",
)
DRAWN = (CERTIFICATES, CARDS, LETTERS)  # by a painter, page by page
LISTS = (NEWSLETTER, SLIDE)  # read by everybody
ENDINGS = {
    CERTIFICATES: (".pdf",),
    CARDS: (".pdf",),
    LETTERS: (".pdf", ".docx"),
    NEWSLETTER: (".docx", ".pdf", ".html"),
    SLIDE: (".txt",),
    MAIL: (".eml",),
}
Progress = Callable[[int, int], None]


class Job(NamedTuple):
    """What to write where, for whom; `letterhead` is a path or empty."""

    kind: str
    items: tuple[OutputItem, ...]
    style: CertificateStyle
    out: Path
    today: date
    first: date
    last: date
    words: Words
    letterhead: str = ""

    @property
    def sender(self) -> say.Sender:
        """Return who signs."""
        return say.Sender(self.style.school, self.style.signer, self.style.signer_role)

    def certificates(self) -> tuple[Certificate, ...]:
        """Return what the pages say."""
        return tuple(say.certificate_of(item, self.words) for item in self.items)


def write(job: Job, progress: Progress, is_stopped: Callable[[], bool]) -> tuple[WrittenFile, ...]:
    """Write the files of a job; none when it was stopped. Raises BadFile, or what printing raises."""
    from il_desktop.views.printing.certificates import Stopped  # noqa: PLC0415  brings printing with it

    try:
        if job.kind == MAIL:
            return _drafts(job, progress, is_stopped)
        data = _bytes(job, progress, is_stopped)
    except Stopped:
        return ()
    return () if is_stopped() else (write_private(job.out, [data]),)


def _bytes(job: Job, progress: Progress, is_stopped: Callable[[], bool]) -> bytes:
    if job.kind in (CERTIFICATES, CARDS):
        from il_desktop.views.printing.certificates import write_cards, write_certificates  # noqa: PLC0415  see above

        with tempfile.TemporaryDirectory(prefix="il-desktop-") as folder:
            aside = Path(folder) / "pages.pdf"
            draw = write_cards if job.kind == CARDS else write_certificates
            draw(job.certificates(), job.style, aside, progress, is_stopped)
            return aside.read_bytes()
    ending = job.out.suffix.lower()
    if job.kind == LETTERS and ending == ".pdf":
        from il_desktop.views.printing.letters import write_letters  # noqa: PLC0415  see above

        letters = tuple(say.letter_of(item, job.today, job.words) for item in job.items)
        with tempfile.TemporaryDirectory(prefix="il-desktop-") as folder:
            aside = Path(folder) / "pages.pdf"
            write_letters(letters, job.style, aside, progress, is_stopped)
            return aside.read_bytes()
    if job.kind == SLIDE:
        return say.slide_text(job.items, job.style.school).encode()
    if job.kind == LETTERS and ending == ".docx" and job.letterhead:
        from il_desktop.reports.letterhead import letters_docx  # noqa: PLC0415  heavy, only for letterheads

        fields = [say.letter_fields(item, job.sender, job.today, job.words) for item in job.items]
        return letters_docx(Path(job.letterhead), fields)
    return _paper(job, ending)


def _paper(job: Job, ending: str) -> bytes:
    if job.kind == LETTERS:
        paper = say.letters_paper(job.items, job.sender, job.today, job.words)
    else:
        paper = say.newsletter_paper(job.items, job.style.school, job.first, job.last, job.words)
    paper = paper._replace(size=job.style.size)
    if ending == ".docx":
        from il_desktop.reports.document import to_docx  # noqa: PLC0415  one form a job

        return to_docx(paper)
    if ending == ".html":
        from il_desktop.reports.html import to_html  # noqa: PLC0415  same

        return to_html(paper).encode()
    from il_desktop.views.printing.paper_pdf import write_pdf  # noqa: PLC0415  same

    with tempfile.TemporaryDirectory(prefix="il-desktop-") as folder:
        aside = Path(folder) / "pages.pdf"
        write_pdf(paper, aside)
        return aside.read_bytes()


def _drafts(job: Job, progress: Progress, is_stopped: Callable[[], bool]) -> tuple[WrittenFile, ...]:
    """Write a draft for each person beside the chosen name; what was written before a stop stays and is told."""
    from il_desktop.reports.mail_draft import draft_bytes  # noqa: PLC0415  one form a job

    written: list[WrittenFile] = []
    for number, item in enumerate(job.items, 1):
        if is_stopped():
            break
        subject, text = say.mail_texts(item, job.sender)
        name = job.out.name if len(job.items) == 1 else f"{job.out.stem} {number:02d}.eml"
        path = job.out.with_name(name)
        written.append(write_private(path, [draft_bytes(item.name, item.email, subject, text)]))
        progress(number, len(job.items))
    return tuple(written)
