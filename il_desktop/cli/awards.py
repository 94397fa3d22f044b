"""`report awards` and `import nominations`: the papers of a round, and the answers of its form."""

from __future__ import annotations

from pathlib import Path

import click

from il_desktop import commands
from il_desktop.cli.options import file_option, json_option, open_file, print_json
from il_desktop.cli.papers import write_paper
from il_desktop.commands.desk import Desk
from il_desktop.domain.award_records import RoundRow
from il_desktop.domain.clock import wall_now
from il_desktop.domain.errors import BadFile, BadValue
from il_desktop.domain.text import search_key
from il_desktop.interchange.csv_nominations import read_answers
from il_desktop.queries import awards as queries
from il_desktop.queries.settings import settings
from il_desktop.reports.paper import Paper
from il_desktop.wording import papers_awards as say
from il_desktop.wording.format import count_text

_ROUND = click.option("--round", "name", metavar="NAME", help="The round, by its name; the newest of that name.")


@click.command("awards")
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), required=True, help="The file to write.")
@_ROUND
@click.option("--form", is_flag=True, help="The nomination form of the round, to print.")
@file_option
def report_awards(out: Path, name: str | None, path: Path | None, *, form: bool) -> None:
    """Write the list of award rounds; with --round the dossier for its panel, or its form."""
    if form and not name:
        raise click.UsageError(message="Say which round the form is for: --round NAME.")
    with open_file(path) as desk:
        if desk.refusal is not None:
            raise desk.refusal  # every export is noted in the file, so it must be writable
        chosen = desk.read(settings)
        today = wall_now(desk.clock, chosen.tz).day
        if not name:
            rows = desk.read(queries.rounds, today)
            hidden = desk.read(queries.kept_quiet)
            shown = [(row.facts, row.state, [one for one in row.winners if one not in hidden]) for row in rows]
            paper, audience = say.rounds_paper(shown, chosen.school_name), "staff"
        else:
            row = _round(desk, name)
            paper = say.form_paper(row.facts, chosen.school_name) if form else dossier(desk, row.id)
            audience = "staff" if form else "official"
        written = write_paper(paper._replace(size=chosen.paper_size), out)
        kind = out.suffix.lower().removeprefix(".")
        desk.run(
            commands.exports.log_export, written.path.name, written.sha256, audience, kind=kind, with_names=not form
        )


@click.command("nominations")
@click.argument("file", type=click.Path(path_type=Path))
@_ROUND
@click.option("--dry-run", is_flag=True, help="Say what would come in, write nothing.")
@json_option
@file_option
def import_nominations(file: Path, name: str | None, path: Path | None, *, dry_run: bool, as_json: bool) -> None:
    """Bring the answers of a nomination form (CSV) into a round, each once, as one step to undo."""
    if not name:
        raise click.UsageError(message="Say which round the answers are for: --round NAME.")
    try:
        data = file.read_bytes()
    except OSError as error:
        raise BadFile(file, "missing" if isinstance(error, FileNotFoundError) else "unreadable") from error
    with open_file(path, read_only=dry_run) as desk:
        row = _round(desk, name)
        today = wall_now(desk.clock, desk.read(settings).tz).day
        staff, known = desk.read(queries.staff_names, today), desk.read(queries.known_answers, row.id)
        answers = read_answers(data, staff, known, source=file)
        if answers.nominations and not dry_run:
            desk.run(commands.awards.bring_in, row.id, answers)
    if as_json:
        print_json({"round": row.facts.name, "new": list(answers.lines), "known": list(answers.known)})
        return
    verb = "would come in" if dry_run else "came in"
    known_too = f", {len(answers.known)} known already" if answers.known else ""
    click.echo(f"{count_text(len(answers.nominations), 'nomination', 'nominations')} {verb}{known_too}.")


def dossier(desk: Desk, round_id: str) -> Paper:
    """Return the dossier of a round."""
    chosen = desk.read(settings)
    found = desk.read(queries.round_detail, round_id, wall_now(desk.clock, chosen.tz).day)
    if found is None:
        raise BadValue(field="round", value=round_id, reason="unknown")
    return say.dossier_of(found, chosen.school_name)


def _round(desk: Desk, name: str) -> RoundRow:
    today = wall_now(desk.clock, desk.read(settings).tz).day
    wanted = search_key(name)
    found = [row for row in desk.read(queries.rounds, today) if search_key(row.facts.name) == wanted]
    if not found:
        raise BadValue(field="round", value=name, reason="unknown")
    return max(found, key=lambda row: row.facts.opens_on)
