"""Every step that a command can leave in the journal can be said in words."""

from __future__ import annotations

from importlib import import_module

from il_desktop import commands
from il_desktop.store.operation import operation_of
from il_desktop.wording.steps import AREAS, known_operations


def operations() -> set[str]:
    found = set()
    for name in commands.WRITING:
        for thing in vars(import_module(f"il_desktop.commands.{name}")).values():
            if callable(thing):
                try:
                    found.add(operation_of(thing))
                except (AttributeError, TypeError):
                    continue  # a class or a helper, not a command
    return found


def test_every_operation_has_a_sentence_and_every_sentence_an_operation():
    assert operations()
    assert operations() == known_operations()


def test_no_two_areas_say_the_same_step_in_their_own_words():
    said = [name for area in AREAS for name in import_module(f"il_desktop.wording.steps_{area}").SENTENCES]
    assert sorted(name for name in set(said) if said.count(name) > 1) == []
