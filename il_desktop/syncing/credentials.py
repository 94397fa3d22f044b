"""Where the password of a calendar server is kept: in the system's own key store, never in the file or a log."""

from __future__ import annotations

import os

from il_desktop.interchange.caldav.transport import host_of

VARIABLE = "IL_DESKTOP_CALDAV_PASSWORD"
_SERVICE = "IL Desktop calendar server"


def known_password(place: str, user: str) -> str | None:
    """Return the password from the environment or the key store, None when neither knows it."""
    given = os.environ.get(VARIABLE)
    if given:
        return given
    import keyring  # noqa: PLC0415  its back ends take a while to load
    from keyring.errors import KeyringError  # noqa: PLC0415  same

    try:
        return keyring.get_password(_SERVICE, _account(place, user))
    except (KeyringError, RuntimeError, OSError):
        return None  # no key store here, or a locked one: the user is asked


def keep_password(place: str, user: str, password: str) -> bool:
    """Put the password into the key store; False where there is none."""
    import keyring  # noqa: PLC0415  same
    from keyring.errors import KeyringError  # noqa: PLC0415  same

    try:
        keyring.set_password(_SERVICE, _account(place, user), password)
    except (KeyringError, RuntimeError, OSError):
        return False
    return True


def forget_password(place: str, user: str) -> None:
    """Take the password out of the key store."""
    import keyring  # noqa: PLC0415  same
    from keyring.errors import KeyringError  # noqa: PLC0415  same

    try:
        keyring.delete_password(_SERVICE, _account(place, user))
    except (KeyringError, RuntimeError, OSError):
        return  # it was not there


def _account(place: str, user: str) -> str:
    return f"{user}@{host_of(place)}"
