"""Saying who we are to a server: Basic with the first request, Digest (RFC 7616) where the server asks for it.

The password itself is never part of a Digest answer, and is never shown to a scheme that we do not know.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

_SCHEME = re.compile(r"(?:^|,)\s*([A-Za-z][\w-]*)\s+(?=[\w-]+\s*=|$|,)|^\s*([A-Za-z][\w-]*)\s*$")
_PARAMETER = re.compile(r'([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]*))')
_HASHES: Mapping[str, Callable[[bytes], str]] = {
    "MD5": lambda data: hashlib.md5(data, usedforsecurity=False).hexdigest(),  # the scheme's, not our choice
    "SHA-256": lambda data: hashlib.sha256(data).hexdigest(),
}


class Challenge(NamedTuple):
    """One way in that a server offers: its scheme in small letters, and what it says about it."""

    scheme: str
    values: dict[str, str]


class Login:
    """Makes the Authorization header of each request."""

    def __init__(self, user: str, password: str) -> None:
        self._user, self._password = user, password
        self._digest: dict[str, str] | None = None
        self._count = 0

    def header(self, method: str, path: str) -> str:
        """Return the header's value for a request; `path` with its query, as it is sent."""
        if self._digest is None:
            return "Basic " + base64.b64encode(f"{self._user}:{self._password}".encode()).decode()
        return self._digest_header(self._digest, method, path)

    def answers(self, challenges: Iterable[str]) -> bool:
        """Take what a server that turned us away asks for; tell whether the request is worth making once more."""
        offered = [challenge for text in challenges for challenge in challenges_in(text)]
        fitting = [each.values for each in offered if each.scheme == "digest" and _is_known(each.values)]
        if not fitting:
            return False
        best = next((each for each in fitting if _algorithm(each).startswith("SHA-256")), fitting[0])
        is_new = self._digest is None or best.get("nonce") != self._digest.get("nonce")
        if is_new:
            self._digest, self._count = best, 0
        return is_new

    def _digest_header(self, asked: Mapping[str, str], method: str, path: str) -> str:
        self._count += 1
        algorithm, realm, nonce = _algorithm(asked), asked.get("realm", ""), asked.get("nonce", "")
        hashed = _HASHES[algorithm.removesuffix("-SESS")]
        own, count = secrets.token_hex(8), f"{self._count:08x}"
        who = hashed(f"{self._user}:{realm}:{self._password}".encode())
        if algorithm.endswith("-SESS"):
            who = hashed(f"{who}:{nonce}:{own}".encode())
        what = hashed(f"{method}:{path}".encode())
        has_quality = "auth" in _qualities(asked)
        between = f"{nonce}:{count}:{own}:auth" if has_quality else nonce
        said = {"username": self._user, "realm": realm, "nonce": nonce, "uri": path}
        said["response"] = hashed(f"{who}:{between}:{what}".encode())
        if "opaque" in asked:
            said["opaque"] = asked["opaque"]
        parts = [f'{name}="{_quoted(value)}"' for name, value in said.items()]
        if "algorithm" in asked:
            parts.append(f"algorithm={asked['algorithm']}")
        if has_quality:
            parts += ["qop=auth", f"nc={count}", f'cnonce="{own}"']
        return "Digest " + ", ".join(parts)


def can_log_in(challenges: Iterable[str]) -> bool:
    """Tell whether a server that turned us away knows a way in that we have; one that says nothing may."""
    offered = [challenge for text in challenges for challenge in challenges_in(text)]
    return not offered or any(
        each.scheme == "basic" or (each.scheme == "digest" and _is_known(each.values)) for each in offered
    )


def challenges_in(text: str) -> list[Challenge]:
    """Read one WWW-Authenticate header, which may offer several ways in."""
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', lambda quoted: '"' + "x" * (len(quoted[0]) - 2) + '"', text)
    starts = list(_SCHEME.finditer(bare))
    ends = [*(found.start() for found in starts[1:]), len(text)][: len(starts)]
    return [
        Challenge((found[1] or found[2]).lower(), _values(text[found.end() : end]))
        for found, end in zip(starts, ends, strict=True)
    ]


def _values(text: str) -> dict[str, str]:
    found = _PARAMETER.finditer(text)
    return {each[1].lower(): re.sub(r"\\(.)", r"\1", each[2]) if each[2] is not None else each[3] for each in found}


def _is_known(asked: Mapping[str, str]) -> bool:
    qualities = _qualities(asked)
    return _algorithm(asked).removesuffix("-SESS") in _HASHES and (not qualities or "auth" in qualities)


def _algorithm(asked: Mapping[str, str]) -> str:
    return asked.get("algorithm", "MD5").upper()


def _qualities(asked: Mapping[str, str]) -> list[str]:
    return [each.strip().lower() for each in asked.get("qop", "").split(",") if each.strip()]


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
