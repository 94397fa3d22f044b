"""Values made fast: `NamedTuple` as `typing` has it, a third of its time to define (decision 0012).

`typing` compiles every annotation to look at it; the start defines some seventy such classes and looks at none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from collections import namedtuple

    _OF_THE_CLASS = frozenset({"__annotations__", "__module__", "__qualname__", "__dict__", "__weakref__"})

    class _Definition(type):
        """Makes a named tuple of the annotations of a class body and hangs the rest of the body on it."""

        def __new__(mcs, name: str, bases: tuple[type, ...], body: dict[str, object]) -> type:
            if not bases:
                return super().__new__(mcs, name, bases, body)
            fields = body.get("__annotations__", {})
            given = [field for field in fields if field in body]
            made = namedtuple(  # noqa: PYI024  its typed form is what this stands for
                name, fields, defaults=[body[field] for field in given], module=body["__module__"]
            )
            if given != list(fields)[len(fields) - len(given) :]:
                raise TypeError(name)  # a field without a default after one with
            made.__annotations__ = fields
            made.__qualname__ = body["__qualname__"]
            for key, value in body.items():
                if key not in _OF_THE_CLASS and key not in fields:
                    setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Definition):
        """Base of a class that is a tuple with names."""


__all__ = ["NamedTuple"]
