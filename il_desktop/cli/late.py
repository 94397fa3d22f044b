"""A group whose commands are loaded when they are named: each run pays for the one it was started for."""

from __future__ import annotations

import importlib
from typing import Any

import click


class LateGroup(click.Group):
    """A group that knows its commands by place, `module:attribute` inside this room; help loads them all."""

    def __init__(self, *args: Any, places: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all names in order."""
        return sorted({*super().list_commands(ctx), *self._places})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command of that name, None when there is none."""
        if cmd_name not in self._places:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = self._places[cmd_name].partition(":")
        return getattr(importlib.import_module(f"il_desktop.cli.{module}"), attribute)
