"""`forget`: remove everything about a person, for good, once their name was written a second time."""

from __future__ import annotations

from pathlib import Path

import click

from il_desktop import commands
from il_desktop.cli.options import file_option, open_file
from il_desktop.cli.person_report import person_called
from il_desktop.domain.errors import BadValue
from il_desktop.queries.forgetting import traces
from il_desktop.wording.forgetting import alone_sentence, elsewhere_sentence, forget_sentence, forgotten_sentence


@click.command("forget")
@click.argument("name")
@click.option(
    "--dry-run", is_flag=True, help="Only say what would go, what stays as a count, and where they still are."
)
@click.option("--alone", "single_names", is_flag=True, help="Take parts of the name out of other texts too.")
@click.option("--sure", metavar="NAME", help="The full name again; else it is asked for.")
@file_option
def forget(path: Path | None, *, name: str, dry_run: bool, single_names: bool, sure: str | None) -> None:
    """Remove everything about a person from the file. This cannot be undone; a backup is made before."""
    with open_file(path, read_only=dry_run) as desk:
        person = person_called(desk, name)
        full = person.facts.full_name
        found = desk.read(traces, person.id)
        click.echo(forget_sentence(found, full))
        if found.alone and not single_names:
            click.echo(alone_sentence(found, full))
        click.echo(elsewhere_sentence(desk.copies(), found.exports))
        if dry_run:
            return
        typed = sure if sure is not None else click.prompt(f"To go on, type: {full}", default="", show_default=False)
        if " ".join(typed.split()) != full:
            raise BadValue(field="name", value=typed, reason="not_the_name")
        desk.backup_now()
        desk.run(commands.forgetting.forget_person, person.id, single_names=single_names)
        desk.shrink()
        click.echo(forgotten_sentence(len(desk.copies())))
