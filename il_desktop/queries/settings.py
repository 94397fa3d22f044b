"""The settings of the file: stored values over the defaults."""

from __future__ import annotations

import json

from il_desktop.domain.setting_values import settings_from
from il_desktop.domain.settings import Settings
from il_desktop.store.reader import Reader, reads


@reads("setting")
def settings(reader: Reader) -> Settings:
    """Return all settings; a key this version does not know, or a value it cannot use, leaves the default."""
    return reader.once(_settings)


def _settings(reader: Reader) -> Settings:
    return settings_from({key: json.loads(value) for key, value in reader.rows("SELECT key, value FROM setting")})
