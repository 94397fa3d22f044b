"""What is wrong with a problem file for the planner, in one sentence that names the item."""

from __future__ import annotations

from il_desktop.domain.errors import BadProblem

_REASONS = {
    "not_json": "this is not JSON",
    "not_an_object": "“{field}” has to be an object in braces",
    "not_a_list": "“{field}” has to be a list",
    "missing": "“{field}” is missing",
    "not_text": "“{field}” has to be a text that is not empty",
    "not_whole": "“{field}” has to be a whole number",
    "not_a_slot": "“{field}” has to be [day, slot]",
    "not_a_window": "each of its windows has to be [day, from, to]",
    "slot_outside": "“{field}” lies outside the days and slots of the problem",
    "window_outside": "a window lies outside the days and slots of the problem",
    "window_empty": "a window ends before it begins",
    "beyond_day": "it reaches beyond the end of its day",
    "twice": "this id is there twice",
    "unknown_after": "it is to come after “{detail}”, and there is no such block",
    "ring": "it waits for itself ({detail}); the order has no beginning",
}


def bad_problem_sentence(error: BadProblem) -> str:
    """Return the sentence: where, what, and the limit where one was passed."""
    where = error.where[:1].upper() + error.where[1:] if error.where else "The problem"
    if error.reason == "out_of_range":
        least, most = error.detail.split("/")
        return f"{where}: “{error.field}” has to be from {least} to {most}."
    if error.reason == "too_many":
        found, most = error.detail.split("/")
        return f"{where}: “{error.field}” has {found} entries; this program plans {most} at most."
    if error.reason == "too_many_places":
        return f"{where}: the windows allow more than {error.detail} places to look at; make them narrower."
    field = error.field or "it"
    sentence = _REASONS[error.reason].format(field=field, detail=error.detail).replace("“it”", "it")
    return f"{where}: {sentence}."
