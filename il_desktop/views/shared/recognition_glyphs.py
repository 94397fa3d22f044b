"""The glyphs of kinds, channels and preferences, the same in every list, chip and figure."""

from __future__ import annotations

KIND_ICONS = {
    "note": "pencil",
    "spoken": "message-square",
    "shout_out": "megaphone",
    "award": "award",
    "nomination": "flag",
    "leadership": "compass",
    "gift": "gift",
    "small_win": "star",
    "milestone": "milestone",
}
CHANNEL_ICONS = {
    "private_spoken": "lock",
    "private_note": "lock",
    "private_email": "mail",
    "team_meeting": "users",
    "newsletter": "megaphone",
    "event": "award",
}
PREFERENCE_ICONS = {
    "private": "lock",
    "ask": "circle-question-mark",
    "small_group": "message-square",
    "written": "pencil",
    "public": "megaphone",
}
