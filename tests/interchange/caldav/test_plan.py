"""The plan against a model: random edits of both sides, requests that get lost, and nothing is ever lost for good."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from il_desktop.interchange.caldav.client import Listing, Resource
from il_desktop.interchange.caldav.plan import PUSHES, Action, Base, Here, Kind, Local, Note, plan, wanted


class Model:
    """Both sides as dictionaries; what is said is a letter, its digest the letter itself."""

    def __init__(self) -> None:
        self.here: dict[str, str] = {}
        self.there: dict[str, tuple[str, str]] = {}
        self.bases: dict[str, Base] = {}
        self.version = 0

    def text(self, ref: str, word: str) -> str:
        return f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:{ref}\r\nSUMMARY:{word}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"

    def put(self, ref: str, word: str) -> None:
        self.version += 1
        self.there[f"/{ref}.ics"] = (str(self.version), word)

    def words_there(self) -> dict[str, str]:
        return {href[1:-4]: word for href, (_, word) in self.there.items()}

    def actions(self) -> list[Action]:
        listing = Listing({href: etag for href, (etag, _) in self.there.items()}, frozenset(), "", is_whole=True)
        bases = list(self.bases.values())
        hrefs = wanted(bases, listing)
        texts = {
            href: Resource(href, etag, self.text(href[1:-4], word))
            for href, (etag, word) in self.there.items()
            if href in hrefs
        }
        units = {ref: Local(ref, ref, word, self.text(ref, word)) for ref, word in self.here.items()}
        return plan(Here(units), bases, listing, texts, lambda one, other: one == other)

    def run(self, faults: list[str]) -> None:
        """Do what the plan says until nothing is left; each fault ends a run before or after one request."""
        for _ in range(12):
            actions = self.actions()
            if not actions:
                return
            pushes = [action for action in actions if action.kind in PUSHES]
            for action in actions:
                if action.kind not in PUSHES:
                    self.take(action)
            if len(pushes) < len(actions):
                continue
            marked = [self.mark(action) for action in pushes]
            for base in marked:
                fault = faults.pop() if faults else ""
                if fault == "before":
                    return
                done = self.request(base)
                if fault == "after":
                    return
                if done is None:
                    del self.bases[base.href]
                else:
                    self.bases[base.href] = done
        raise AssertionError

    def take(self, action: Action) -> None:
        base, remote = action.base, action.remote
        href = remote.href if remote else base.href if base else ""
        ref, word = href[1:-4], self.there.get(href, ("", ""))[1]
        if action.kind is Kind.FORGET:
            del self.bases[href]
        elif action.kind is Kind.PULL_DELETE:
            del self.here[ref]
            self.bases[href] = replace(base, state="gone", etag=None)
        elif action.kind is Kind.CONFLICT:
            known = base or Base(ref, href, ref, ref)
            note = Note(now=remote.text if remote else None)
            self.bases[href] = replace(known, etag=remote.etag if remote else None, state="conflict", note=note)
        elif action.kind is Kind.ADOPT:
            base = base or Base(ref, href, ref, ref)
            digest = action.local.digest if action.local and remote and action.local.digest == word else base.digest
            etag = remote.etag if remote else base.etag
            self.bases[href] = replace(base, etag=etag, digest=digest, state="synced", note=Note())
        else:
            self.here[ref] = word
            self.bases[href] = Base(ref, href, ref, ref, remote.etag, word, "synced", Note())

    def mark(self, action: Action) -> Base:
        local, base = action.local, action.base
        base = base or Base(local.ref, f"/{local.ref}.ics", local.ref, local.ref)
        if action.kind in {Kind.PUSH_NEW, Kind.PUSH_AGAIN}:
            base = replace(base, etag=None)
        text = local.text if local and action.kind is not Kind.PUSH_DELETE else ""
        note = Note(push=text, push_digest=local.digest if local else "")
        marked = replace(base, state="pushing", note=note)
        self.bases[marked.href] = marked
        return marked

    def request(self, base: Base) -> Base | None:
        """The server's side of it, with its condition; nobody else writes meanwhile in this model."""
        known = self.there.get(base.href, (None, ""))[0]
        assert known == base.etag, "a write without its condition"
        if not base.note.push:
            del self.there[base.href]
            return None
        self.put(base.href[1:-4], base.note.push_digest)
        etag = self.there[base.href][0]
        return replace(base, etag=etag, digest=base.note.push_digest, state="synced", note=Note())


NAMES, WORDS = st.sampled_from("abcd"), st.sampled_from("123456")
EDITS = st.lists(st.tuples(st.sampled_from(("here", "there")), NAMES, st.one_of(st.none(), WORDS)), max_size=6)
ROUNDS = st.lists(
    st.tuples(EDITS, st.lists(st.sampled_from(("", "before", "after")), max_size=4)), min_size=1, max_size=5
)


@given(ROUNDS)
def test_both_sides_end_equal_and_nothing_that_was_said_last_is_lost(rounds):
    model = Model()
    for edits, faults in rounds:
        is_clean = model.here == model.words_there() and all(each.state == "synced" for each in model.bases.values())
        agreed = dict(model.here)
        edit(model, edits)
        mine, theirs = dict(model.here), model.words_there()
        model.run(list(faults))
        model.run([])
        conflicts = {base.href[1:-4] for base in model.bases.values() if base.state == "conflict"}
        now_here, now_there = model.here, model.words_there()
        for name in (now_here.keys() | now_there.keys()) - conflicts:
            assert now_here.get(name) == now_there.get(name), name
        for name in conflicts:  # both versions are still where they were
            assert (now_here.get(name), now_there.get(name)) == (mine.get(name), theirs.get(name))
        if is_clean:
            assert_kept(agreed, mine, now_here)
            assert_kept(agreed, theirs, now_there)


def edit(model: Model, edits: list[tuple[str, str, str | None]]) -> None:
    for side, name, word in edits:
        if side == "here" and word is None:
            model.here.pop(name, None)
        elif side == "here":
            model.here[name] = word
        elif word is None:
            model.there.pop(f"/{name}.ics", None)
        else:
            model.put(name, word)


def assert_kept(agreed: dict[str, str], said: dict[str, str], now: dict[str, str]) -> None:
    """An edit stays where it was made: equal on both sides, or waiting as a conflict."""
    for name, word in said.items():
        if word != agreed.get(name):
            assert now.get(name) == word
