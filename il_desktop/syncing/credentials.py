"""Where the password of a calendar server is kept: in the system's own key store, never in the file or a log."""

from __future__ import annotations

import os

from il_desktop.interchange.caldav.transport import host_of

VARIABLE = "IL_DESKTOP_CALDAV_PASSWORD"
_SERVICE = "IL Desktop calendar server"


def is_given() -> bool:
    """Tell whether the environment names the password: then nobody is there to be asked."""
    return bool(os.environ.get(VARIABLE))


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


def keep_password(place: str, user: str, password: str) -> str:
    """Put the password into the key store; return why it is not kept: `none`, `locked`, or empty when it is."""
    import keyring  # noqa: PLC0415  same
    from keyring.errors import KeyringError, KeyringLocked  # noqa: PLC0415  same

    try:
        keyring.set_password(_SERVICE, _account(place, user), password)
        is_there = keyring.get_password(_SERVICE, _account(place, user)) == password
    except KeyringLocked:
        return "locked"
    except (KeyringError, RuntimeError, OSError):
        return "none"
    return "" if is_there else "none"  # a store that is switched off takes everything and keeps nothing


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
