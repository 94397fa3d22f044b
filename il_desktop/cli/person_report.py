"""`report person`: what the file holds about one person, for the principal or for the person."""

from __future__ import annotations

from pathlib import Path

import click

from il_desktop import commands
from il_desktop.cli.options import file_option, open_file
from il_desktop.cli.papers import write_paper
from il_desktop.commands.desk import Desk
from il_desktop.domain.clock import wall_now
from il_desktop.domain.errors import UnclearName
from il_desktop.domain.released import READERS, release
from il_desktop.domain.text import search_key
from il_desktop.interchange.roster_plan import KnownPerson
from il_desktop.queries.people import known_people, person_detail
from il_desktop.queries.settings import settings
from il_desktop.queries.timeline import timeline


@click.command("person")
@click.argument("name")
@click.option("-o", "--output", "out", metavar="OUT", required=True, type=click.Path(path_type=Path),
              help="The file to write: .pdf, .docx, .xlsx or .html.")  # fmt: skip
@click.option("--audience", type=click.Choice(READERS), default="me", show_default=True, help="Who will read it.")
@click.option("--size", type=click.Choice(("letter", "a4")), default="letter", show_default=True, help="The paper.")
@file_option
def report_person(name: str, out: Path, audience: str, size: str, path: Path | None) -> None:
    """Write what is held about one person; notes of the class “only for you” never leave the file."""
    from il_desktop.wording.papers_people import held_facts, person_paper  # noqa: PLC0415  one report a run

    with open_file(path) as desk:
        if desk.refusal is not None:
            raise desk.refusal  # every export is noted in the file, so it must be writable
        today = wall_now(desk.clock, desk.cached(settings).tz).day
        detail = desk.read(person_detail, person_called(desk, name).id, today)
        if detail is None:
            raise UnclearName(name, ())
        released = release(desk.read(timeline, detail.id), audience)
        paper = person_paper(detail.name, held_facts(detail), released, today, size=size)
        written = write_paper(paper, out)
        desk.run(
            commands.exports.log_export, written.path.name, written.sha256, audience,
            kind=out.suffix.lower().lstrip("."), with_names=True, suppressed_cells=sum(released.kept.values()),
        )  # fmt: skip
    click.echo(f"Wrote {written.path.name}.")


def person_called(desk: Desk, name: str) -> KnownPerson:
    """Return the one person of a name, a former one too; people who left are found. Raises UnclearName."""
    wanted = search_key(name)
    fitting = [
        person
        for person in desk.read(known_people)
        if wanted in map(search_key, (person.facts.full_name, *person.aliases))
    ]
    if len(fitting) != 1:
        shown = (f"{one.facts.full_name} ({one.facts.department})" for one in fitting)
        raise UnclearName(name, tuple(shown))
    return fitting[0]
