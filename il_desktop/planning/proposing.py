"""From the facts of a week to a proposal: solve, come back to minutes, say what would change and why.

Every line is looked at once more by the clock: one that meets anything there is taken out and told as without a place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from il_desktop.domain.blocks import Category, Protection
from il_desktop.domain.proposal import Action, Figures, Line, Note, Proposal, Unplaced, Wanted, Work
from il_desktop.domain.walltime import Span, overlap_minutes, union_minutes
from il_desktop.planning.check import Violation
from il_desktop.planning.explain import alternatives, changes, cheapest_bends, slack, to_keep, why_here
from il_desktop.planning.problem import NO_BOUNDS, Answer, answer_of
from il_desktop.planning.search import Cancel, never
from il_desktop.planning.solve import solve
from il_desktop.planning.week import Item, Week, WeekFacts, slots, spans_of, week_of

_ORDER = {work: place for place, work in enumerate(Work)}
ROUNDS = 4  # how often a plan that is right in slots is put right by the clock
MOST_BENDS = 4  # work without a place whose way out is looked for unasked, the most important first


@dataclass(frozen=True)
class Planned:
    """A proposal with what it was made from, for asking why."""

    week: Week
    answer: Answer
    proposal: Proposal


def plan_week(
    facts: WeekFacts,
    solver: str = "auto",
    *,
    time_limit: float = 3.0,
    seed: int = 0,
    cancel: Cancel = never,
    found: Callable[[Planned], None] | None = None,
) -> Planned:
    """Return the best proposal found in the time; `found` hears of each better one, without the ways out."""
    week = week_of(facts)
    if not facts.dates:
        return Planned(week, answer_of(week.problem, {}, NO_BOUNDS, "search"), Proposal(facts.week_on))

    def better(answer: Answer) -> None:
        if found is not None:
            found(Planned(week, answer, _proposal(week, answer, {}, is_full=False)))

    answer = solve(week.problem, solver, time_limit=time_limit, seed=seed, cancel=cancel, found=better)
    for _ in range(ROUNDS):
        met = _met(week, spans_of(week, answer.placements))
        if not met or cancel():
            break
        week = week_of(facts, pin=week.pinned | met)
        answer = solve(week.problem, solver, time_limit=time_limit / 2, seed=seed, cancel=cancel)
    left = {} if cancel() else slack(week.problem, answer.placements)
    return Planned(week, answer, _proposal(week, answer, left, is_full=not cancel()))


def why(planned: Planned, key: str) -> tuple[Note, ...]:
    """Return why a line is where it is: its own reasons, then better places and what lies there."""
    week, item = planned.week, planned.week.items.get(key)
    if item is None:
        return ()
    notes = list(item.notes)
    if key in planned.answer.placements:
        better = why_here(week.problem, planned.answer.placements, key, most=2)
        for place in better:
            span = Span.of(week.grid.time(place.start), item.wanted.minutes)
            name = _names(week, place.obstacles, key)
            notes.append(Note("not_at", text=name, span=span) if name else Note("not_free", span=span))
        if not better:
            notes.append(Note("best"))
    return tuple(notes)


def keeping(planned: Planned, key: str, *, time_limit: float = 2.0) -> tuple[Note, ...]:
    """Return what it would take to keep a block where it was, or to place it at all."""
    week, item = planned.week, planned.week.items[key]
    start = week.stands.get(key) if not item.is_hit else None
    found = to_keep(week.problem, planned.answer, key, start, time_limit=time_limit)
    if found is None:
        return (Note("cannot_keep"),)
    notes = []
    for change in found:
        other = week.items[change.block]
        if change.after is None:
            notes.append(Note("would_drop", text=other.wanted.title))
        elif change.block != key or start is None:
            span = Span.of(week.grid.time(change.after), other.wanted.minutes)
            notes.append(Note("would_move", text=other.wanted.title, span=span))
    return tuple(notes) or (Note("costs_nothing"),)


def others(planned: Planned, *, time_limit: float = 3.0, cancel: Cancel = never) -> list[Planned]:
    """Return up to three other good plans, each with three places or more that differ."""
    week = planned.week
    answers = alternatives(week.problem, planned.answer, time_limit=time_limit, cancel=cancel)
    return [Planned(week, answer, _proposal(week, answer, {}, is_full=False)) for answer in answers]


def differing(planned: Planned, other: Planned) -> int:
    """Return how many places differ between two plans."""
    ids = [block.id for block in planned.week.problem.blocks]
    return len(changes(planned.answer.placements, other.answer.placements, ids))


def _proposal(week: Week, answer: Answer, left: Mapping[str, int], *, is_full: bool) -> Proposal:
    spans = _by_the_clock(week, spans_of(week, answer.placements))
    lines: list[Line] = []
    for key, item in week.items.items():
        span = spans.get(key)
        if span is None and item.previous is None:
            continue
        if span != item.previous or item.is_hit:
            lines.append(_line(week, item, span, spans, left.get(key, 0)))
    lines = [_making_room(line, lines, week) for line in lines]
    lines += [_loss_line(number, week) for number in range(len(week.facts.losses))]
    return Proposal(
        week.facts.week_on,
        tuple(sorted(lines, key=_in_order)),
        _unplaced(week, answer, spans, is_full=is_full),
        _figures(week, {key: item.previous for key, item in week.items.items() if item.previous and not item.is_hit}),
        _figures(week, spans),
        week.facts.losses,
        answer.is_optimal,
        answer.seconds,
    )


def _unplaced(week: Week, answer: Answer, spans: Mapping[str, Span], *, is_full: bool) -> tuple[Unplaced, ...]:
    """Return what waits for a place and found none, the most important first; a reserve waits for nothing."""
    left = [
        item
        for key, item in week.items.items()
        if key not in spans and item.previous is None and not item.wanted.is_buffer
    ]
    left.sort(key=lambda item: (item.wanted.priority, item.wanted.title))
    return tuple(
        Unplaced(
            item.wanted, (*item.notes, *(_ways_out(week, answer, item, is_told=n < MOST_BENDS) if is_full else ()))
        )
        for n, item in enumerate(left)
    )


def _in_order(line: Line) -> tuple[int, Span, str]:
    span = line.after or line.before
    assert span is not None  # noqa: S101  a line has a time before, after or both
    return _ORDER[line.wanted.work], span, line.key


def _making_room(line: Line, lines: Sequence[Line], week: Week) -> Line:
    """Say for what a line gives its time away."""
    before = line.before
    if before is None or line.is_hit or line.notes:
        return line
    other = next((each for each in lines if each is not line and each.after and each.after.overlaps(before)), None)
    if other is None:
        meets = next((taken.title for taken in week.facts.taken if taken.span.overlaps(before)), "")
        note = Note("meets", text=meets) if meets else Note("no_room") if line.action is Action.DROP else None
        return line._replace(notes=(note,)) if note else line
    return line._replace(notes=(Note("makes_room", text=other.wanted.title),))


def _loss_line(number: int, week: Week) -> Line:
    loss = week.facts.losses[number]
    wanted = Wanted(
        f"lost:{number}", Work.LOST, "", loss.title, loss.span.minutes, "office_work", Category.MANAGEMENT,
        Protection.FIRM, 1,
    )  # fmt: skip
    return Line(Action.LOSE, wanted, None, loss.span, (Note("reason", text=loss.reason),), is_hit=True)


def _line(week: Week, item: Item, span: Span | None, spans: Mapping[str, Span], places: int) -> Line:
    action = Action.DROP if span is None else Action.ADD if item.previous is None else Action.MOVE
    line = Line(action, item.wanted, item.previous, span, item.notes, places, item.is_hit)
    if span is None or item.group != "visit":
        return line
    lesson = next(
        (
            each
            for each in week.facts.lessons
            if each.person_id == item.wanted.person_id and each.span.start <= span.start and span.end <= each.span.end
        ),
        None,
    )
    if lesson is None:
        return line
    visited = {week.items[key].wanted.person_id for key in spans}
    backup = next(
        (
            each
            for each in week.facts.lessons
            if each.person_id not in visited and each.span.start <= span.start and span.end <= each.span.end
        ),
        None,
    )
    notes = (*item.notes, Note("backup", text=backup.name)) if backup else item.notes
    return line._replace(
        period_code=lesson.period_code,
        section_id=lesson.section_id,
        backup_id=backup.person_id if backup else "",
        notes=notes,
    )


def _by_the_clock(week: Week, spans: dict[str, Span]) -> dict[str, Span]:
    """Take out what moved onto anything by the clock; what stands where it stood is not asked again."""
    taken = [each.span for each in week.facts.taken]
    kept = {key: span for key, span in spans.items() if week.items[key].previous == span and not week.items[key].is_hit}
    good = dict(kept)
    for key, span in sorted(spans.items(), key=lambda each: (week.items[each[0]].wanted.priority, each[1])):
        if key not in kept and not any(span.overlaps(other) for other in (*taken, *good.values())):
            good[key] = span
    for item in week.items.values():  # a new visit is proposed with its talk or not at all
        first = week.items.get(item.after)
        if first is not None and first.previous is None and item.previous is None and item.wanted.key not in good:
            good.pop(item.after, None)
    return good


def _met(week: Week, spans: Mapping[str, Span]) -> frozenset[str]:
    """Return what stayed and is met by the clock: it stands between slots, and its neighbor's place was given away."""
    kept = {key for key, span in spans.items() if week.items[key].previous == span and not week.items[key].is_hit}
    moved = [span for key, span in spans.items() if key not in kept]
    return frozenset(key for key in kept - week.pinned if any(spans[key].overlaps(span) for span in moved))


def _ways_out(week: Week, answer: Answer, item: Item, *, is_told: bool) -> tuple[Note, ...]:
    """Return why work has no place, and the cheapest rule to bend."""
    block = week.problem.by_id.get(item.wanted.key)
    if block is None:
        return ()
    if not any(window.end - window.start >= slots(item.wanted.minutes) for window in block.windows):
        return (Note("no_window"),)
    if item.wanted.key in answer.placements:
        return (Note("no_talk" if item.group == "visit" else "full"),)
    first = item.after
    if first and first not in answer.placements:
        return (Note("waits_for", text=week.items[first].wanted.title),)
    bends = cheapest_bends(week.problem, answer.placements, item.wanted.key, most=1) if is_told else []
    notes = [Note("full")]
    for bend in bends:
        span = Span.of(week.grid.time(bend.start), item.wanted.minutes)
        notes.append(
            Note(
                f"bend_{bend.rules[0].rule}" if bend.rules else "bend",
                text=_names(week, bend.rules, item.wanted.key),
                span=span,
            )
        )
    return tuple(notes)


def _names(week: Week, rules: Sequence[Violation], key: str) -> str:
    """Return what lies in the way of a block, by its title; a collision may name either side first."""
    for rule in rules:
        other = rule.block if rule.other == key else rule.other
        if other in week.items:
            return week.items[other].wanted.title
        of = other.rsplit("#", 1)[0].rsplit("~", 1)[0]
        if of in week.items:
            return week.items[of].wanted.title
        title = next((taken.title for taken in week.facts.taken if taken.key == of), "")
        if title:
            return title
    return ""


def _figures(week: Week, spans: Mapping[str, Span]) -> Figures:
    items = [(week.items[key].wanted, span) for key, span in spans.items()]
    shielded = [
        span
        for wanted, span in items
        if wanted.category is Category.INSTRUCTIONAL and wanted.protection >= Protection.GUARDED
    ]
    everything = [*(each.span for each in week.facts.taken), *spans.values()]
    grid = week.grid
    days = [Span.of(grid.time(n * grid.per_day), grid.per_day * 15) for n in range(len(grid.dates))]
    return Figures(
        overlap_minutes(week.facts.hours, [*shielded, *week.facts.protected]),
        week.facts.fixed_visits + sum(week.items[key].group == "visit" for key in spans),
        week.facts.fixed_talks + sum(wanted.activity_key.startswith("feedback_") for wanted, _ in items),
        union_minutes(days) - overlap_minutes(days, everything),
    )
