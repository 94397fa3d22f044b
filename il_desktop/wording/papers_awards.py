"""The papers of a round of awards: a form to nominate on, the dossier for the panel, and the list of rounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from il_desktop.domain.award_records import NominationRow, RoundDetail, RoundRow
from il_desktop.domain.awards import RoundFacts, counted_scores
from il_desktop.reports.paper import Bullets, Column, Facts, Heading, Paper, Part, Table, Text
from il_desktop.wording.format import ENGLISH, Words, count_text, days_text, list_text

KINDS = {"award": "Award", "ilt": "Leadership team seat", "opportunity": "Opportunity"}
NOMINATORS = {
    "staff": "Staff", "student": "Student", "family": "Family", "community": "Community", "principal": "Principal",
}  # fmt: skip
STAGES = {
    "nominated": "Put forward", "interviewed": "Interviewed", "evaluated": "Scored", "selected": "Chosen",
    "declined": "Stands no longer", "not_selected": "Not chosen",
}  # fmt: skip
STATES = {"planned": "Planned", "open": "Open", "judging": "With the panel", "closed": "Closed"}
METHODS = {
    "leader_after_consulting": "I decide after hearing the panel", "vote": "The panel votes", "leader": "I decide",
}  # fmt: skip
FORM_COLUMNS = ("nominee", "reason", "what changed", "you are", "your name")
_RULE = "\N{LOW LINE}" * 60


def nominator_text(kind: str, name: str) -> str:
    """Say who put somebody forward: "Family: Ana Diaz"."""
    return f"{NOMINATORS[kind]}: {name}" if name else NOMINATORS[kind]


def round_sentence(row: RoundRow) -> str:
    """Say how a round stands, in one line."""
    if row.state == "closed":
        said = f"Chosen: {list_text(list(row.winners))}" if row.winners else "Closed without a choice"
    elif row.nominations:
        people = count_text(row.people, "person", "people")
        said = f"{count_text(row.nominations, 'nomination', 'nominations')} of {people}"
    else:
        said = "No nominations yet"
    return f"{said}; stands no longer: {list_text(list(row.declined))}" if row.declined else said


def round_facts(found: RoundDetail, words: Words = ENGLISH) -> str:
    """Say under a round's name what it looks for, who decides, what was decided and who was chosen before."""
    facts = found.row.facts
    parts = []
    if facts.criteria:
        parts.append(f"We look for: {'; '.join(facts.criteria)}.")
    if facts.panel:
        parts.append(f"Panel: {list_text([found.people.get(judge, judge) for judge in facts.panel])}.")
    if facts.announce_on:
        parts.append(f"Announced {days_text(facts.announce_on, facts.announce_on, words)}.")
    if found.decision:
        parts.append(f"Decided: {found.decision}.")
    if found.history:
        last = found.history[0]
        parts.append(f"Last time ({last.round_name}): {list_text(list(last.winners))}.")
    return " ".join(parts)


def form_paper(facts: RoundFacts, school: str, words: Words = ENGLISH) -> Paper:
    """Return the form to nominate on, one page to copy."""
    parts: list[Part] = [
        Text(f"Nominations from {days_text(facts.opens_on, facts.closes_on, words)}.", "lead"),
    ]
    if facts.criteria:
        parts += [Heading("What we look for", 2), Bullets(facts.criteria)]
    for question, lines in (
        ("Who do you nominate?", 1),
        ("What did they do? Tell one thing you saw.", 5),
        ("What changed because of it?", 4),
        ("Your name (you may leave it out)", 1),
    ):
        parts += [Heading(question, 3), *(Text(_RULE, "muted") for _ in range(lines))]
    parts += [Heading("You are", 3), Text("□ Staff     □ Student     □ Family     □ Community")]
    return Paper(f"Nominate: {facts.name}", tuple(parts), school, "Please name no students.", fits=1)


def dossier_of(found: RoundDetail, school: str, words: Words = ENGLISH) -> Paper:
    """Return what a panel needs on paper: criteria, who was put forward and why, scores, what was chosen before."""
    facts = found.row.facts
    pairs = [("Nominations", days_text(facts.opens_on, facts.closes_on, words))]
    if facts.announce_on:
        pairs.append(("Announced", days_text(facts.announce_on, facts.announce_on, words)))
    if facts.seats:
        pairs.append(("Chosen at most", str(facts.seats)))
    parts: list[Part] = [Facts(tuple(pairs))]
    if facts.criteria:
        numbered = tuple(f"{number}. {line}" for number, line in enumerate(facts.criteria, 1))
        parts += [Heading("Criteria, 1 to 4", 2), Bullets(numbered)]
    standing = [row for row in found.nominations if row.stage != "declined"]
    parts.append(Heading(count_text(len(standing), "nomination", "nominations"), 2))
    parts += _told(standing, facts, found.people)
    if len(standing) < len(found.nominations):
        parts.append(Heading("Declined or withdrawn", 2))
        parts += _told([row for row in found.nominations if row.stage == "declined"], facts, found.people)
    if found.decision:
        parts += [Heading("Decision", 2), Text(found.decision, "strong")]
    if found.history:
        rows = tuple(
            (one.round_name, days_text(one.closes_on, one.closes_on, words), list_text(list(one.winners)))
            for one in found.history
        )
        parts.append(Table("Chosen before", (Column("Round", 2), Column("Closed", 2), Column("Chosen", 3)), rows))
    return Paper(facts.name, tuple(parts), f"{school} · for the panel alone", "Confidential: for the panel alone.")


def _told(rows: Sequence[NominationRow], facts: RoundFacts, people: dict[str, str]) -> list[Part]:
    """Return who was put forward, why, by whom, and the scores."""
    parts: list[Part] = []
    for row in rows:
        said = f"{nominator_text(row.nominator_kind, row.nominator)} · {STAGES[row.stage]}"
        parts += [Heading(row.name, 3), Text(row.reason), Text(said, "muted")]
        if row.scored:
            parts.append(_scores(facts, row, people))
    return parts


def rounds_paper(rows: Sequence[tuple[Any, ...]], school: str, words: Words = ENGLISH) -> Paper:
    """Return all rounds with who was chosen; `rows` are (facts, state, winners shown)."""
    columns = (Column("Round", 3), Column("Nominations", 3), Column("State", 2), Column("Chosen", 3))
    table = Table(
        "",
        columns,
        tuple(
            (facts.name, days_text(facts.opens_on, facts.closes_on, words), STATES[state], list_text(list(winners)))
            for facts, state, winners in rows
        ),
    )
    lead = count_text(len(rows), "round", "rounds")
    note = "Who prefers private, or wants to stand on no list, is not named here."
    return Paper("Awards", (Text(f"{lead}.", "lead"), table), school, note)


def _scores(facts: RoundFacts, row: NominationRow, people: dict[str, str]) -> Table:
    columns = [Column("Scores", 3)]
    columns += [Column(str(number), 1, is_number=True) for number in range(1, len(facts.criteria) + 1)]
    places = [str(place) for place in range(len(facts.criteria))]
    rows = tuple(
        (people.get(judge, judge), *(given.get(place) for place in places))
        for judge, given in counted_scores(row.scores, row.person_id).items()
    )
    note = "" if row.average is None else f"Average {row.average:.1f}"
    return Table("", tuple(columns), rows, note)
