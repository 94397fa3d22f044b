"""What makes a function a command: an operation name that the journal stores and `wording` turns into a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

Command = TypeVar("Command", bound=Callable[..., Any])

_NAME = re.compile(r"[a-z_]+\.[a-z_]+")


def operation(name: str) -> Callable[[Command], Command]:
    """Mark a function `(tx, …)` as a command; `name` is noun.verb, such as `block.move`, and never changes."""
    if not _NAME.fullmatch(name):
        raise ValueError(name)

    def mark(command: Command) -> Command:
        command.operation = name  # pyright: ignore[reportFunctionMemberAccess]  functions carry attributes
        return command

    return mark


def operation_of(command: Callable[..., Any]) -> str:
    """Return the operation name of a command; raise TypeError for a function that is none."""
    name = getattr(command, "operation", None)
    if not isinstance(name, str):
        raise TypeError(command)
    return name
