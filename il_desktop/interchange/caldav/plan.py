r"""What a synchronisation has to do: both sides compared with what they agreed on last. Pure, and nothing is ever lost.

| here \ there | same | changed | gone |
|---|---|---|---|
| same | nothing | bring in | take off here |
| changed | send | conflict, unless both say the same | send again: the edit wins |
| deleted | delete there | bring in again: the edit wins | forget |
| undone (a step that brought it in) | leave it there | bring in | forget |

An item in state `pushing` is one whose request may or may not have arrived: what is there now tells.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from il_desktop.interchange.caldav.client import Listing, Resource
from il_desktop.interchange.ics.identity import UID_SUFFIX


class Kind(StrEnum):
    """What is done about one item."""

    PULL_NEW = "pull_new"
    PULL_CHANGE = "pull_change"
    PULL_DELETE = "pull_delete"
    PUSH_NEW = "push_new"
    PUSH_CHANGE = "push_change"
    PUSH_DELETE = "push_delete"
    PUSH_AGAIN = "push_again"  # changed here, deleted there
    PULL_AGAIN = "pull_again"  # deleted here, changed there
    CONFLICT = "conflict"
    ADOPT = "adopt"
    SET_ASIDE = "set_aside"
    FORGET = "forget"


DUE = "due"  # of an event that lay outside the dates looked at, and lies inside them now

PULLS = frozenset({Kind.PULL_NEW, Kind.PULL_CHANGE, Kind.PULL_DELETE, Kind.PULL_AGAIN})
PUSHES = frozenset({Kind.PUSH_NEW, Kind.PUSH_CHANGE, Kind.PUSH_DELETE, Kind.PUSH_AGAIN})


class Local(NamedTuple):
    """One of our units as it is now. `text` is the whole resource for what is ours, empty for what came from there."""

    ref: str
    uid: str
    digest: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What the ledger remembers of an item beside its columns."""

    seen: str = ""  # the server's text as both sides agreed on it
    push: str | None = None  # what is being written; empty for a deletion
    push_digest: str = ""
    now: str | None = None  # in a conflict: their text, None when they deleted it
    why: str = ""
    run: str = ""  # the step that brought it in
    keys: tuple[str, ...] = ()  # import keys of everything in the resource
    held: str = ""  # the digest that could not be sent


@dataclass(frozen=True, slots=True)
class Base:
    """An item of the ledger: one resource, and what of ours it stands for."""

    id: str
    href: str
    uid: str
    ref: str | None = None
    etag: str | None = None
    digest: str = ""
    state: str = "synced"
    note: Note = Note()


class Action(NamedTuple):
    """One thing to do. `base` is the ledger's item as it is known to be by now."""

    kind: Kind
    base: Base | None = None
    local: Local | None = None
    remote: Resource | None = None


class Here(NamedTuple):
    """Our side: units in range, references of those out of it, and of those that an undone step had brought in."""

    units: Mapping[str, Local]
    away: frozenset[str] = frozenset()
    undone: frozenset[str] = frozenset()


Same = Callable[[str, str], bool]


def wanted(bases: list[Base], listing: Listing) -> set[str]:
    """Return the addresses whose texts are needed: of another version than we know, or with a request under way."""
    known = {base.href: base.etag for base in bases}
    found = {href for href, etag in listing.etags.items() if known.get(href) != etag}
    return found | {base.href for base in bases if base.state == "pushing"}


def plan(here: Here, bases: list[Base], listing: Listing, texts: Mapping[str, Resource], same: Same) -> list[Action]:
    """Return what is to be done, everything that comes in before everything that goes out."""
    return sorted(_Planner(here, listing, texts, same).actions(bases), key=lambda action: action.kind in PUSHES)


class _Planner:
    def __init__(self, here: Here, listing: Listing, texts: Mapping[str, Resource], same: Same) -> None:
        self._here, self._listing, self._texts, self._same = here, listing, texts, same
        self._unknown: dict[str, Resource] = {}

    def actions(self, bases: list[Base]) -> list[Action]:
        from il_desktop.interchange.caldav.resource import uid_in  # noqa: PLC0415  the plan itself reads no text

        known = {base.href for base in bases}
        fresh = [resource for href, resource in self._texts.items() if href not in known]
        self._unknown = {uid_in(resource.text): resource for resource in fresh}
        taken: set[str] = set()
        found: list[Action] = []
        for base in bases:
            action, resource = self._known(base)
            found += [action] if action else []
            taken |= {resource.href} if resource else set()
        mine = {base.ref for base in bases}
        by_uid = {unit.uid: unit for unit in self._here.units.values() if unit.ref not in mine and unit.uid}
        for resource in fresh:
            if resource.href not in taken:
                found.append(self._fresh(resource, by_uid.pop(uid_in(resource.text), None)))
        found += [Action(Kind.PUSH_NEW, local=unit) for unit in by_uid.values()]
        return found

    def _fresh(self, resource: Resource, unit: Local | None) -> Action:
        if unit is None or not unit.uid.endswith(UID_SUFFIX):
            return Action(Kind.PULL_NEW, remote=resource)  # an import of the same event is found by its key
        kind = Kind.ADOPT if self._same(unit.text, resource.text) else Kind.CONFLICT
        return Action(kind, local=unit, remote=resource)

    def _known(self, base: Base) -> tuple[Action | None, Resource | None]:
        there, resource = self._there(base)
        is_settled = base.state == "pushing"
        if is_settled:
            settled = self._settled(base, resource)
            there = "gone" if resource is None else "same" if settled.etag == resource.etag else "changed"
            if base.note.push == "" and resource is None:
                return Action(Kind.FORGET, base), None
            base = settled
        local = self._here.units.get(base.ref or "")
        action = self._decided(base, local, there, resource)
        if action is None and is_settled:
            action = Action(Kind.ADOPT, base, local, resource)
        return action, resource

    def _there(self, base: Base) -> tuple[str, Resource | None]:
        """Say how the server's side stands to the last agreement; another address for the same event is found."""
        if base.state == "pushing":
            return "", self._texts.get(base.href)
        listing = self._listing
        etag = listing.etags.get(base.href)
        is_gone = base.href in listing.gone or (listing.is_whole and etag is None)
        if etag is not None and etag != base.etag:
            resource = self._texts.get(base.href)
            return ("changed" if resource else "gone"), resource
        if is_gone or (base.etag is None and etag is None):
            moved = self._unknown.get(base.uid)
            return ("changed", moved) if moved else ("gone", None)
        return "same", None

    def _settled(self, base: Base, resource: Resource | None) -> Base:
        """Return an item whose request may have arrived, by what is there now."""
        note = base.note
        clean = replace(note, push=None, push_digest="")
        before = replace(base, state="synced", note=clean)
        if resource is None or not note.push:
            return before
        if base.etag is not None and resource.etag == base.etag:
            return before  # it never arrived
        done = replace(before, digest=note.push_digest, note=replace(clean, seen=note.push))
        if self._same(note.push, resource.text):
            return replace(done, etag=resource.etag)
        return before if base.etag is not None else done  # a new one arrived, and was changed there since

    def _decided(self, base: Base, local: Local | None, there: str, resource: Resource | None) -> Action | None:
        if base.ref is None or (local is None and base.state == "gone"):
            return self._not_here(base, there, resource)
        if base.state == "conflict":
            return self._open_conflict(base, local, there, resource)
        if local is None:
            return self._missing(base, there, resource)
        is_held = base.state == "refused" and base.note.held == local.digest
        if is_held and (there == "same" or base.etag is None):
            return None
        return self._both(base, local, there, resource)

    def _both(self, base: Base, local: Local, there: str, resource: Resource | None) -> Action | None:
        is_same_here = local.digest == base.digest
        if there == "same":
            return self._alone(base, local, is_same_here=is_same_here)
        if there == "gone":
            if base.etag is None and base.state != "gone":
                return Action(Kind.PUSH_NEW, base, local)  # it never arrived
            is_edited = not is_same_here or base.state == "gone"
            return Action(Kind.PUSH_AGAIN if is_edited else Kind.PULL_DELETE, base, local)
        return self._changed(base, local, resource, is_same_here=is_same_here)

    def _changed(self, base: Base, local: Local, resource: Resource | None, *, is_same_here: bool) -> Action:
        if is_same_here:
            is_told = resource is not None and local.text and self._same(base.note.seen, resource.text)
            return Action(Kind.ADOPT if is_told else Kind.PULL_CHANGE, base, local, resource)
        says_same = resource is not None and local.text and self._same(local.text, resource.text)
        return Action(Kind.ADOPT if says_same else Kind.CONFLICT, base, local, resource)

    @staticmethod
    def _alone(base: Base, local: Local, *, is_same_here: bool) -> Action | None:
        """Nothing happened there: send what changed here, unless it could not be sent before."""
        if is_same_here:
            return Action(Kind.ADOPT, base, local) if base.state != "synced" else None
        return Action(Kind.PUSH_CHANGE, base, local)

    @staticmethod
    def _not_here(base: Base, there: str, resource: Resource | None) -> Action | None:
        if there == "same" and base.note.why == DUE:
            return Action(Kind.PULL_NEW, base, remote=Resource(base.href, base.etag or "", base.note.seen))
        if there == "changed":
            return Action(Kind.PULL_NEW, base, remote=resource)
        return Action(Kind.FORGET, base) if there == "gone" and base.etag is not None else None

    @staticmethod
    def _open_conflict(base: Base, local: Local | None, there: str, resource: Resource | None) -> Action | None:
        if local is None:
            return Action(Kind.PULL_AGAIN, base, remote=resource or _kept(base)) if base.note.now else None
        if there == "same" or (there == "gone" and base.note.now is None):
            return None
        return Action(Kind.CONFLICT, base, local, resource)

    def _missing(self, base: Base, there: str, resource: Resource | None) -> Action | None:
        ref = base.ref or ""
        if ref in self._here.away:
            if there == "same":
                return None
            return Action(Kind.FORGET, base) if there == "gone" else Action(Kind.PULL_CHANGE, base, remote=resource)
        if there == "gone":
            return Action(Kind.FORGET, base)
        if there == "changed":
            return Action(Kind.PULL_AGAIN, base, remote=resource)
        return Action(Kind.SET_ASIDE if ref in self._here.undone else Kind.PUSH_DELETE, base)


def _kept(base: Base) -> Resource:
    return Resource(base.href, base.etag or "", base.note.now or "")
