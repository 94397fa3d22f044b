"""Light named tuples behave as those of `typing`."""

from __future__ import annotations

import copy
import pickle
import typing

import pytest

from il_desktop.domain import light


class Typed(typing.NamedTuple):
    """A value."""

    name: str
    minutes: int = 5
    marks: tuple[str, ...] = ()

    @property
    def hours(self) -> float:
        """Minutes in hours."""
        return self.minutes / 60

    @classmethod
    def of(cls, text: str) -> Typed:
        return cls(text.strip())


class Light(light.NamedTuple):
    """A value."""

    name: str
    minutes: int = 5
    marks: tuple[str, ...] = ()

    @property
    def hours(self) -> float:
        """Minutes in hours."""
        return self.minutes / 60

    @classmethod
    def of(cls, text: str) -> Light:
        return cls(text.strip())


@pytest.mark.parametrize("kind", [Typed, Light])
def test_values_compare_copy_and_show_themselves(kind: type[Light]) -> None:
    value = kind.of(" walk ")
    assert value == ("walk", 5, ()) == kind(name="walk")
    assert value._replace(minutes=90).hours == 1.5
    assert copy.replace(value) == value if hasattr(copy, "replace") else copy.copy(value) == value
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301  our own bytes
    assert repr(value) == f"{kind.__name__}(name='walk', minutes=5, marks=())"
    assert min([kind("b"), kind("a", 9)]).name == "a"
    with pytest.raises(TypeError):
        kind()
    with pytest.raises(AttributeError):
        value.minutes = 7


def test_both_describe_themselves_alike() -> None:
    assert Light._fields == Typed._fields
    assert Light._field_defaults == Typed._field_defaults
    assert Light.__doc__ == Typed.__doc__
    assert Light.__module__ == Typed.__module__
    assert Light.__mro__[1:] == Typed.__mro__[1:]
    assert typing.get_type_hints(Light) == typing.get_type_hints(Typed)


def test_a_field_without_a_default_after_one_with_is_refused() -> None:
    with pytest.raises(TypeError):

        class Wrong(light.NamedTuple):
            minutes: int = 5
            name: str
