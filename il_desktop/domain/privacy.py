"""What may be told of small groups of people: which cells are hidden, and which rates are only told roughly.

Three rules, each a guard against working a person out of a table. A group smaller than the minimum is hidden. So that
nobody gets it back by subtracting from the total, further groups are hidden with it until the hidden ones are at least
two, hold at least the minimum together, and are neither all counted nor all not counted. And a rate of 5 % or less, or
of 95 % or more, is told as such and without its count; where the size of the group or a subtraction would tell the
count all the same, the group is hidden. Who reads the table is taken to know the totals, all that is shown, and the
rules, but not which group was hidden for what.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from il_desktop.domain.light import NamedTuple

SMALL, EDGE, ALONG = "small", "edge", "along"  # hidden for its size, for a code that tells its count, or as a cover
BELOW, ABOVE = "<5", ">95"
_SHARE = 20  # 5 % is one in twenty


class Group(NamedTuple):
    """A group of people: how many of `whole` are counted."""

    name: str
    part: int
    whole: int


class GroupTable(NamedTuple):
    """Groups side by side, with the total of all where it is told too."""

    groups: tuple[Group, ...]
    total: Group | None = None


class Told(NamedTuple):
    """What is told of a group: counts where they may be, else a code; `hidden` says why nothing is."""

    name: str
    part: int | None = None
    whole: int | None = None
    code: str = ""
    hidden: str = ""

    @property
    def is_exact(self) -> bool:
        """Tell whether both counts are told."""
        return self.part is not None and self.whole is not None


def is_small(whole: int, min_n: int) -> bool:
    """Tell whether a group of this size has to be hidden; an empty one hides nobody."""
    return 0 < whole < min_n


def code_of(part: int, whole: int) -> str:
    """Return "<5" or ">95" for a rate near its end, else nothing."""
    if _SHARE * part <= whole:
        return BELOW
    return ABOVE if _SHARE * (whole - part) <= whole else ""


def tells_itself(group: Group) -> bool:
    """Tell whether size and code together give the count away: nobody, or everybody, of fewer than twenty."""
    return 0 < group.whole < _SHARE and bool(code_of(group.part, group.whole))


def hidden_groups(
    table: GroupTable, min_n: int, already: Iterable[str] = (), *, is_total_known: bool = False
) -> dict[str, str]:
    """Return the names of the groups to hide, with why; `already` names groups hidden elsewhere.

    `is_total_known` is for a total that another table may tell exactly though it is told here by a code.
    """
    wanted = set(already)
    found = {group.name: SMALL for group in table.groups if is_small(group.whole, min_n)}
    found |= {group.name: EDGE for group in table.groups if group.name not in found and tells_itself(group)}
    found |= {group.name: ALONG for group in table.groups if group.name in wanted and group.name not in found}
    rest = _rest(table)
    if table.total is None or rest is None:
        return found
    is_exact = is_total_known or not code_of(table.total.part, table.total.whole)
    while True:
        _cover(table.groups, rest, min_n, found, is_exact=is_exact)
        bare = [group.name for group in _recomputable(table.groups, rest, table.total, found)] if is_exact else []
        if not bare:
            return found
        found |= dict.fromkeys(bare, EDGE)


def hidden_everywhere(
    tables: Sequence[GroupTable],
    min_n: int,
    already: Mapping[str, str] | None = None,
    *,
    are_totals_known: bool = False,
) -> dict[str, str]:
    """Return the groups to hide in all of several tables: hidden in one is hidden in each, so that none helps another.

    The tables hold the same groups at different times; `already` are groups hidden for another reason.
    """
    found: dict[str, str] = dict(already or {})
    while True:
        before = len(found)
        for table in tables:
            for name, why in hidden_groups(table, min_n, found, is_total_known=are_totals_known).items():
                if found.get(name, ALONG) == ALONG:
                    found[name] = why
        if len(found) == before:
            return found


def told(table: GroupTable, hidden: Mapping[str, str], min_n: int) -> tuple[tuple[Told, ...], Told | None]:
    """Return what is told of each group and of the total, in order."""
    rows = tuple(_told(group, hidden.get(group.name, "")) for group in table.groups)
    if table.total is None:
        return rows, None
    why = SMALL if is_small(table.total.whole, min_n) else ""
    if not why and _code_tells(rows, table.total):
        why = EDGE
    rest = _rest(table)
    if rest is not None and not why:
        unseen = [group for group in (*table.groups, rest) if group.whole and (group is rest or group.name in hidden)]
        is_exact = not code_of(table.total.part, table.total.whole)
        is_bare = any(group.name in hidden for group in unseen) and not _covers(unseen, min_n, is_exact=is_exact)
        why = ALONG if is_bare else ""  # all groups are hidden, and still the total tells of one of them
    return rows, _told(table.total, why)


def _code_tells(rows: Sequence[Told], total: Group) -> bool:
    """Tell whether the code of the total, beside all that is told, leaves a count only one possibility.

    "<5 %" of seven people is nobody; "<5 %" of 32 is one person, who may stand in a group that is told.
    """
    if not code_of(total.part, total.whole):
        return False
    least, most = _range(total)
    exact = sum(row.part or 0 for row in rows)
    coded = [_span(row) for row in rows if row.code]
    unseen = total.whole - sum(row.whole or 0 for row in rows)
    low, high = sum(one for one, _ in coded), sum(one for _, one in coded)
    if unseen > 0 and (most - exact - low <= 0 or least - exact - high >= unseen):
        return True
    spare_least, spare_most = least - exact - high - max(unseen, 0), most - exact - low
    return any(max(one, spare_least + two) >= min(two, spare_most + one) for one, two in coded)


def _span(row: Told) -> tuple[int, int]:
    """Return the least and the most that is counted of a group told by a code."""
    whole = row.whole or 0
    few = whole // _SHARE
    return (0, few) if row.code == BELOW else (whole - few, whole)


def _told(group: Group, hidden: str) -> Told:
    if hidden or not group.whole:
        return Told(group.name, hidden=hidden)
    code = code_of(group.part, group.whole)
    return Told(group.name, None if code else group.part, group.whole, code)


def _rest(table: GroupTable) -> Group | None:
    """Return the people of the total in none of the groups; None when groups overlap, so that nothing adds up."""
    if table.total is None:
        return None
    whole = table.total.whole - sum(group.whole for group in table.groups)
    part = table.total.part - sum(group.part for group in table.groups)
    return Group("", max(part, 0), whole) if whole >= 0 else None


def _cover(groups: Sequence[Group], rest: Group, min_n: int, found: dict[str, str], *, is_exact: bool) -> None:
    """Hide the next smallest groups until those hidden cover each other."""
    if not (found or is_small(rest.whole, min_n)):
        return
    left = sorted((group for group in groups if group.name not in found and group.whole), key=_by_size)
    unseen = [group for group in groups if group.name in found and group.whole] + ([rest] if rest.whole else [])
    while left and not _covers(unseen, min_n, is_exact=is_exact):
        group = left.pop(0)
        found[group.name] = ALONG
        unseen.append(group)


def _covers(unseen: Sequence[Group], min_n: int, *, is_exact: bool) -> bool:
    """Tell whether the groups not shown cover each other: what is known of them together tells of none.

    `is_exact` says that the count of all is known, and so that of the groups not shown together.
    """
    whole, part = sum(group.whole for group in unseen), sum(group.part for group in unseen)
    if len(unseen) < 2 or whole < min_n or whole <= len(unseen):
        return False
    return not is_exact or 0 < part < whole


def _recomputable(groups: Sequence[Group], rest: Group, total: Group, found: Mapping[str, str]) -> list[Group]:
    """Return the groups told by a code whose count follows from the total and everything else that is told."""
    shown = [group for group in groups if group.name not in found and group.whole]
    coded = [group for group in shown if code_of(group.part, group.whole)]
    exact = sum(group.part for group in shown if group not in coded)
    hidden = sum(group.whole for group in groups if group.name in found) + rest.whole
    ranges = [_range(group) for group in coded]
    least, most = sum(low for low, _ in ranges), sum(high for _, high in ranges) + hidden
    spare = total.part - exact
    return [
        group
        for group, (low, high) in zip(coded, ranges, strict=True)
        if max(low, spare - (most - high)) >= min(high, spare - (least - low))
    ]


def _range(group: Group) -> tuple[int, int]:
    """Return the least and the most that a code lets a count be."""
    return _span(Told(group.name, None, group.whole, code_of(group.part, group.whole)))


def _by_size(group: Group) -> tuple[int, str]:
    return group.whole, group.name
