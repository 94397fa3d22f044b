"""Runs one group of rows; imported by the process that measures, which loads nothing but that group."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from scripts.bench.ratio import Row


def measure(name: str, large: Path, folder: Path) -> list[Row]:
    """Measure a group on the 20-year file; `folder` is the group's own."""
    return import_module(f"scripts.bench.{name}").rows(large, folder)
