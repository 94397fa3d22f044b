"""Rounds of awards: open, change and close them, put people forward, score.

None is put forward after the last day, nobody judges themselves, and what was chosen is kept as a decision.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NoReturn

from sqlalchemy import select

from il_desktop.commands.goals import today
from il_desktop.commands.people import person_of
from il_desktop.domain.awards import HIGHEST, LOWEST, METHODS, STEPS, Answers, NominationFacts, RoundFacts, judges_of
from il_desktop.domain.errors import BadValue, HasChildren, NotFound
from il_desktop.domain.people import STAFF_KINDS
from il_desktop.models.people import Person
from il_desktop.models.recognition import Nomination, Recognition, SelectionRound
from il_desktop.models.teamwork import Decision
from il_desktop.store.operation import operation
from il_desktop.store.transaction import Tx


@operation("award.open")
def open_round(tx: Tx, facts: RoundFacts) -> str:
    """Write a round down and return its id; raise BadValue for a name or dates that cannot be."""
    _check(tx, facts, "")
    made = SelectionRound(**_columns(facts))
    tx.session.add(made)
    tx.say(selection_round=made.id)
    return made.id


@operation("award.edit")
def edit_round(tx: Tx, round_id: str, facts: RoundFacts) -> None:
    """Write all facts of a round anew; criteria stay once somebody scored by them. Raise BadValue."""
    found = _of(tx, round_id)
    _refuse_closed(found)
    _check(tx, facts, round_id)
    if list(facts.criteria) != list(found.criteria) and any(each.scores for each in _nominations(tx, round_id)):
        _refuse("criteria", "", "scored_already")
    for name, value in _columns(facts).items():
        setattr(found, name, value)
    tx.say(selection_round=round_id)
    tx.merge_key(round_id)


@operation("award.delete")
def delete_round(tx: Tx, round_id: str) -> None:
    """Delete a round nobody was put forward in; raise HasChildren otherwise."""
    found = _of(tx, round_id)
    count = len(_nominations(tx, round_id))
    if count:
        raise HasChildren(kind="selection_round", key=round_id, counts={"nomination": count})
    tx.say(selection_round=round_id)
    tx.session.delete(found)


@operation("award.nominate")
def nominate(tx: Tx, round_id: str, facts: NominationFacts) -> str:
    """Put somebody forward and return the nomination's id; raise BadValue outside the round's days."""
    found = _of(tx, round_id)
    made = _nominated(tx, found, facts)
    tx.say(selection_round=round_id, person=facts.person_id)
    return made.id


@operation("award.import")
def bring_in(tx: Tx, round_id: str, answers: Answers) -> int:
    """Put forward whom the answers of a form name, each answer once; return how many came in."""
    found = _of(tx, round_id)
    known = {each.source_key for each in _nominations(tx, round_id) if each.source_key}
    count = 0
    for facts in answers.nominations:
        if facts.source_key is not None and facts.source_key in known:
            continue
        if facts.source_key is not None:
            known.add(facts.source_key)
        _nominated(tx, found, facts)
        count += 1
    tx.say(selection_round=round_id, count=count)
    return count


@operation("award.withdraw")
def withdraw(tx: Tx, nomination_id: str) -> None:
    """Take a nomination out that was written by mistake; raise BadValue once the round is closed."""
    found = _nomination(tx, nomination_id)
    _refuse_closed(_of(tx, found.round_id))
    tx.say(selection_round=found.round_id, person=found.person_id)
    tx.session.delete(found)


@operation("award.step")
def set_step(tx: Tx, nomination_id: str, step: str) -> None:
    """Say that somebody was interviewed or stands no longer (declined, withdrawn); "nominated" takes either back.

    A nomination that ends so stays in round, dossier and timeline. Raise BadValue for another step, or a closed round.
    """
    found = _nomination(tx, nomination_id)
    _refuse_closed(_of(tx, found.round_id))
    if step not in STEPS:
        _refuse("step", step, "not_a_choice")
    found.stage = "evaluated" if step == "nominated" and found.scores else step
    tx.say(selection_round=found.round_id, person=found.person_id, step=step)


@operation("award.score")
def score(tx: Tx, nomination_id: str, judge_id: str, given: Mapping[str, int]) -> None:
    """Keep a judge's scores, 1 to 4 by the place of each criterion; none takes them back.

    Raise BadValue for a judge who is not on the panel, who is the person put forward, or when the round is closed.
    """
    found = _nomination(tx, nomination_id)
    about = _of(tx, found.round_id)
    _refuse_closed(about)
    judge = person_of(tx.session, judge_id)
    if judge_id == found.person_id:
        _refuse("judge", _name(judge), "judges_self")
    if judge_id not in judges_of(about.panel, found.person_id):
        _refuse("judge", _name(judge), "not_on_panel")
    places = {str(place) for place in range(len(about.criteria))}
    for place, points in given.items():
        if place not in places:
            _refuse("criterion", place, "unknown")
        if not LOWEST <= points <= HIGHEST:
            _refuse("score", str(points), "too_large" if points > HIGHEST else "too_small", HIGHEST)
    scores = {key: dict(value) for key, value in (found.scores or {}).items() if key != judge_id}
    if given:
        scores[judge_id] = dict(given)
    found.scores = scores
    if found.stage in {"nominated", "evaluated"}:
        found.stage = "evaluated" if scores else "nominated"
    tx.say(selection_round=found.round_id, person=found.person_id, judge=judge_id)
    tx.merge_key(f"{nomination_id} {judge_id}")


@operation("award.close")
def close_round(
    tx: Tx, round_id: str, chosen: Collection[str], *, method: str = "leader_after_consulting", why: str = ""
) -> str:
    """Close a round: keep who was chosen as a decision, and draft a private recognition for each; return its id.

    `chosen` holds nomination ids, none of them for a round that ends without a choice. Raise BadValue when it is closed
    already, more are chosen than there are seats, or the way is none.
    """
    found = _of(tx, round_id)
    _refuse_closed(found)
    if method not in METHODS:
        _refuse("method", method, "not_a_choice")
    nominations = _nominations(tx, round_id)
    picked = [each for each in nominations if each.id in chosen]
    people = list(dict.fromkeys(each.person_id for each in picked))
    if len(picked) != len(set(chosen)):
        raise NotFound(kind="nomination", key=round_id)
    if found.seats is not None and len(people) > found.seats:
        _refuse("chosen", str(len(people)), "too_large", found.seats)
    for each in nominations:
        if each.stage != "declined":
            each.stage = "selected" if each.person_id in people else "not_selected"
    found.closed_at = tx.clock.now()
    names = [_name(person_of(tx.session, person_id)) for person_id in people]
    decision = Decision(
        decided_on=today(tx),
        text=f"{found.name}: {', '.join(names) or 'nobody was chosen'}",
        domain="climate",
        method=method,
        perspectives=why or None,
    )
    tx.session.add(decision)
    if found.kind == "award":
        _draft_awards(tx, found, picked)
    tx.say(selection_round=round_id, count=len(people))
    return decision.id


def _draft_awards(tx: Tx, found: SelectionRound, picked: list[Nomination]) -> None:
    """Draft a recognition for each person chosen; how public it becomes is asked when it is given."""
    seen: set[str] = set()
    for each in picked:
        if each.person_id not in seen:
            seen.add(each.person_id)
            tx.session.add(
                Recognition(
                    person_id=each.person_id, given_on=found.announce_on or today(tx), kind="award", state="draft",
                    visibility="private", action_text=each.reason, round_id=found.id,
                )
            )  # fmt: skip


def _nominated(tx: Tx, found: SelectionRound, facts: NominationFacts) -> Nomination:
    _refuse_closed(found)
    now = today(tx)
    if now > found.closes_on:
        _refuse("nomination", "", "round_over")
    if now < found.opens_on:
        _refuse("nomination", "", "round_not_open")
    if not facts.reason.strip():
        _refuse("reason", "", "empty")
    person = person_of(tx.session, facts.person_id)
    if person.kind not in STAFF_KINDS:
        _refuse("person", _name(person), "not_staff")
    made = Nomination(
        round_id=found.id,
        person_id=facts.person_id,
        nominator_kind=facts.nominator_kind,
        nominator=facts.nominator.strip() or None,
        reason=facts.reason.strip(),
        source_key=facts.source_key,
        scores={},
    )
    tx.session.add(made)
    return made


def _columns(facts: RoundFacts) -> dict[str, object]:
    return {
        "kind": facts.kind,
        "name": facts.name.strip(),
        "programme": facts.programme.strip() or None,
        "criteria": tuple(line.strip() for line in facts.criteria if line.strip()),
        "opens_on": facts.opens_on,
        "closes_on": facts.closes_on,
        "announce_on": facts.announce_on,
        "seats": facts.seats,
        "panel": tuple(dict.fromkeys(facts.panel)),
    }


def _check(tx: Tx, facts: RoundFacts, round_id: str) -> None:
    if not facts.name.strip():
        _refuse("name", "", "empty")
    if facts.closes_on < facts.opens_on:
        _refuse("closes_on", facts.closes_on.isoformat(), "end_before_start")
    if facts.seats is not None and facts.seats < 1:
        _refuse("seats", str(facts.seats), "too_small", 1)
    for person_id in facts.panel:
        person_of(tx.session, person_id)
    same = select(SelectionRound).where(
        SelectionRound.name == facts.name.strip(), SelectionRound.opens_on == facts.opens_on
    )
    if any(each.id != round_id for each in tx.session.scalars(same)):
        _refuse("name", facts.name.strip(), "duplicate")


def _of(tx: Tx, round_id: str) -> SelectionRound:
    found = tx.session.get(SelectionRound, round_id)
    if found is None:
        raise NotFound(kind="selection_round", key=round_id)
    return found


def _nomination(tx: Tx, nomination_id: str) -> Nomination:
    found = tx.session.get(Nomination, nomination_id)
    if found is None:
        raise NotFound(kind="nomination", key=nomination_id)
    return found


def _nominations(tx: Tx, round_id: str) -> list[Nomination]:
    return list(tx.session.scalars(select(Nomination).where(Nomination.round_id == round_id)))


def _refuse_closed(found: SelectionRound) -> None:
    if found.closed_at is not None:
        _refuse("round", found.name, "round_closed")


def _name(person: Person) -> str:
    return person.shown_as or f"{person.given} {person.family}"


def _refuse(field: str, value: str, reason: str, limit: int | None = None) -> NoReturn:
    raise BadValue(field=field, value=value, reason=reason, limit=limit)
