"""What forgetting a person would touch, to be said before it is done. The rules are in `commands.forgetting`."""

from __future__ import annotations

from il_desktop.domain.forgetting import NamesGone
from il_desktop.domain.light import NamedTuple
from il_desktop.store import purge
from il_desktop.store.reader import Reader

_SAMPLES = 4
_SAMPLE_LENGTH = 60
_KEPT = """
    SELECT (SELECT count(*) FROM visit WHERE person_id = :id),
           (SELECT count(*) FROM recognition WHERE person_id = :id AND state = 'given'),
           (SELECT count(*) FROM feedback WHERE person_id = :id)
"""
_GONE = """
    SELECT (SELECT count(*) FROM note WHERE person_id = :id),
           (SELECT count(*) FROM action_step WHERE person_id = :id),
           (SELECT count(*) FROM recognition WHERE person_id = :id AND state = 'draft'),
           (SELECT count(*) FROM attachment WHERE owner_id IN (SELECT id FROM recognition WHERE person_id = :id))
"""
_LEFT = "SELECT count(*) FROM export_batch WHERE with_names = 1"


class Traces(NamedTuple):
    """What stays as a count, what goes, in how many other texts a name stands alone (and some of them), what left."""

    visits: int
    recognitions: int
    talks: int
    notes: int
    steps: int
    drafts: int
    files: int
    alone: int
    samples: tuple[str, ...]
    exports: int


def traces(reader: Reader, person_id: str) -> Traces:
    """Return what the file holds of a person; LookupError when there is nobody of that id."""
    if reader.row("SELECT 1 FROM person WHERE id = ?", (person_id,)) is None:
        raise LookupError(person_id)
    alone = _alone(reader, person_id)
    return Traces(
        *(reader.row(_KEPT, {"id": person_id}) or ()),
        *(reader.row(_GONE, {"id": person_id}) or ()),
        alone=len(alone),
        samples=tuple(alone[:_SAMPLES]),
        exports=reader.value(_LEFT),
    )


def _alone(reader: Reader, person_id: str) -> list[str]:
    """Return the texts, each once, in which a single name would be left when all whole names are gone."""
    _mine, own = purge.names(reader.rows, person_id)
    linked = purge.about(reader.rows, person_id)
    whole, both = NamesGone(own, single=False), NamesGone(own, single=True)
    found = [
        each.text
        for each in purge.texts(reader.rows)
        if (each.table, each.key) not in linked
        and each.table != "person"
        and (left := whole.text(each.text)) != both.text(left)
    ]
    return list(dict.fromkeys(" ".join(text.split())[:_SAMPLE_LENGTH] for text in found))
