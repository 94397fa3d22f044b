"""Why a calendar elsewhere could not be used, in words: what, where, what to do."""

from __future__ import annotations

from il_desktop.domain.errors import SyncProblem
from il_desktop.wording.format import count_text

SYNC_REASONS = {
    "feed_address": "this is no address of a calendar on the web; write for example https://example.org/school.ics",
    "address": "this is no address of a calendar server; write for example https://cloud.example.org/",
    "unencrypted": "the address is not encrypted (http), so the password could be read on the way; write https",
    "redirects": "it sends from one address to the next without end; ask for its CalDAV address",
    "elsewhere": "it sends to another provider, which must not see your password; set up that address instead",
    "login": "it does not accept the user name or password; many providers want an app password here",
    "login_kind": "it only knows log-ins through a web page; make an app password there, or use another address of it",
    "forbidden": "this account may not use that calendar; choose another one or ask whoever shares it",
    "not_found": "there is no calendar at this address (any more); set it up again",
    "no_calendar": "there is no calendar for events in this account; make one there first",
    "which_calendar": "the account has several calendars; name one of them",
    "read_only": "this calendar may only be read; choose one that you may write to",
    "conflict": "it says that something stands in the way there; try again, or choose another calendar",
    "changed": "somebody else is changing the calendar right now; try again in a moment",
    "busy": "it is busy; try again later",
    "no_room": "there is no room left on it; make room there, then try again",
    "too_large": "its answer is larger than this program reads",
    "odd_answer": "its answer was not that of a calendar server; check the address",
    "server_error": "it reported an error of its own; try again later",
    "no_host": "there is no such server, or no connection to the internet",
    "no_server": "nothing answers there; it may be switched off, or the address is wrong",
    "timeout": "it took too long to answer; try again",
    "broken": "the connection broke off; the next sync goes on from here",
    "certificate": "it could not prove who it is (certificate), so nothing was sent",
    "no_password": "no password is known; enter it, or set IL_DESKTOP_CALDAV_PASSWORD for a program that runs alone",
    "not_set_up": "no calendar server is set up in this file; begin with “il-desktop sync setup URL --user NAME”",
    "no_conflict": "there is no open conflict of this name; list them with “il-desktop sync conflicts”",
    "unresolved": "their version cannot be brought in here; keep yours, or change it there",
}


def sync_sentence(error: SyncProblem) -> str:
    """Return the sentence for a problem with a calendar elsewhere."""
    if error.reason == "shrunk":
        return _shrunk(error)
    where = f"The calendar server {error.host}" if error.host else "The calendar server"
    reason = SYNC_REASONS.get(error.reason, SYNC_REASONS["odd_answer"])
    wait = f" It asks to wait {count_text(-(-error.wait_s // 60), 'minute', 'minutes')}." if error.wait_s else ""
    return f"{where} was not used: {reason}. Nothing was lost here or there.{wait}"


def _shrunk(error: SyncProblem) -> str:
    """Say how much a calendar lost; the ways out are on buttons, or named by the command line."""
    lost, _, known = error.detail.partition("/")
    return (
        f"The calendar at {error.host} lost {lost} of {known} entries at once. Nothing was removed here: keep what was"
        " here, or take the new one."
    )
