"""Commands about the school file itself: the sample, the check, backups."""

from __future__ import annotations

from pathlib import Path

import click

from il_desktop import bootstrap
from il_desktop.cli.options import chosen, file_option, open_file
from il_desktop.domain.errors import BadFile, DamagedFile
from il_desktop.queries.file_counts import file_counts
from il_desktop.wording.salvage import salvaged_lines


@click.command()
@click.option("--file", "path", required=True, metavar="FILE", type=click.Path(path_type=Path), help="The new file.")
@click.option("--seed", type=int, default=2025, show_default=True, help="Another number makes another school.")
@click.option("--size", type=click.Choice(["small", "full", "large"]), default="full", show_default=True)
def demo(path: Path, seed: int, size: str) -> None:
    """Write the sample school into a new file; an existing one is left alone."""
    bootstrap.create_sample(path, seed=seed, size=size)
    click.echo(f"The sample school is in {path}.", err=True)


@click.command()
@file_option
def check(path: Path | None) -> None:
    """Check the whole file and say what is in it; exit 1 when it is damaged."""
    file = chosen(path)
    bootstrap.check_file(file)
    with open_file(file, read_only=True) as desk:
        counts = desk.read(file_counts)
    click.echo(f"{file}: no damage found.")
    for name, number in counts:
        click.echo(f"{number:>8} {name}")


@click.command()
@file_option
def backup(path: Path | None) -> None:
    """Write a verified backup beside the file and print its path."""
    with open_file(path, read_only=True) as desk:
        click.echo(str(desk.backup_now()))


@click.command()
@file_option
@click.option("--out", "-o", metavar="OUT", type=click.Path(path_type=Path), help="The new file; else one beside it.")
def salvage(path: Path | None, out: Path | None) -> None:
    """Save what can be read of a damaged file into a new one and say what came over; the damaged file is not touched.

    What the file has lost comes from the newest good backup beside it.
    """
    file = chosen(path)
    for line in salvaged_lines(bootstrap.salvage_file(file, out or bootstrap.salvaged_path(file))):
        click.echo(line)


@click.command()
@click.argument("copy", metavar="[BACKUP]", required=False, type=click.Path(path_type=Path))
@file_option
def restore(copy: Path | None, path: Path | None) -> None:
    """Put a backup (without BACKUP: the newest) in the file's place; the present file is kept beside it.

    Close the window first.
    """
    file = chosen(path)
    found = bootstrap.backups_of(file)
    if copy is None and not found:
        raise BadFile(file, "no_backup")
    source = copy or found[0]
    if not source.is_file():
        raise BadFile(source, "missing")
    try:
        kept = bootstrap.restore_file(file, source)
    except DamagedFile as problem:
        raise BadFile(source, "not_a_backup") from problem
    click.echo(f"{file} is again as in {source.name}.", err=True)
    if kept:
        click.echo(f"The file as it was is kept as {kept}.", err=True)
