"""Key stores for tests: one in memory, one that is locked, ones that fail, none at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import keyring
import keyring.backend
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import KeyringLocked, PasswordDeleteError

from il_desktop.syncing import credentials


class MemoryKeyring(keyring.backend.KeyringBackend):
    """Keeps passwords as a real store does, until the test ends."""

    priority = 1  # pyright: ignore[reportAssignmentType]  the library takes numbers

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError
        del self.kept[service, username]


class RefusingKeyring(MemoryKeyring):
    """Answers every question with an error of its own."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self._error = error

    def __getattribute__(self, name: str) -> Any:
        if name in {"get_password", "set_password", "delete_password"}:
            raise object.__getattribute__(self, "_error")
        return super().__getattribute__(name)


STORES: dict[str, Callable[[], keyring.backend.KeyringBackend]] = {
    "locked": lambda: RefusingKeyring(KeyringLocked()),
    "no service": lambda: RefusingKeyring(RuntimeError()),
    "broken": lambda: RefusingKeyring(OSError()),
    "none": NoKeyring,
    "switched off": NullKeyring,
}


@pytest.fixture
def key_store(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryKeyring]:
    """Use a store in memory; nothing of the computer's own is read or written."""
    monkeypatch.delenv(credentials.VARIABLE, raising=False)
    before, made = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)
