"""Sentences of steps that change rounds of awards."""

from __future__ import annotations

from il_desktop.domain.changes import StepLabel
from il_desktop.wording.format import Words, count_text
from il_desktop.wording.steps import Template


def _round(label: StepLabel) -> str:
    return f"“{label.name('selection_round', 'an award round')}”"


def _who(label: StepLabel) -> str:
    return label.name("person", "somebody")


def _opened(label: StepLabel, _words: Words) -> str:
    return f"Planned the award round {_round(label)}"


def _edited(label: StepLabel, _words: Words) -> str:
    return f"Changed the award round {_round(label)}"


def _deleted(label: StepLabel, _words: Words) -> str:
    return f"Deleted the award round {_round(label)}"


def _nominated(label: StepLabel, _words: Words) -> str:
    return f"Put {_who(label)} forward for {_round(label)}"


def _imported(label: StepLabel, _words: Words) -> str:
    count = int(label.text("count") or 0)
    return f"Brought in {count_text(count, 'nomination', 'nominations')} for {_round(label)}"


def _withdrawn(label: StepLabel, _words: Words) -> str:
    return f"Took back the nomination of {_who(label)} for {_round(label)}"


_STEPS = {
    "interviewed": "{who} was interviewed for {round}",
    "declined": "{who} stands no longer for {round}",
    "nominated": "{who} stands for {round} as before",
}


def _stepped(label: StepLabel, _words: Words) -> str:
    return _STEPS[label.text("step")].format(who=_who(label), round=_round(label))


def _scored(label: StepLabel, _words: Words) -> str:
    return f"Kept scores of {label.name('judge', 'a judge')} for {_who(label)}"


def _closed(label: StepLabel, _words: Words) -> str:
    return f"Closed the award round {_round(label)} with {label.text('count') or '0'} chosen"


SENTENCES: dict[str, Template] = {
    "award.open": _opened,
    "award.edit": _edited,
    "award.delete": _deleted,
    "award.nominate": _nominated,
    "award.import": _imported,
    "award.withdraw": _withdrawn,
    "award.step": _stepped,
    "award.score": _scored,
    "award.close": _closed,
}
