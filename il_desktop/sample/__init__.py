"""Maple Hollow Middle School, an invented school with a full year of data: for the first look, pictures and tests.

`build_sample` returns raw rows by table; the same seed gives the same rows in every run. Dates, names, timetable and
the facts that tests rely on are fixed; the seed spreads the volume only.
"""

from __future__ import annotations

from il_desktop.sample.build import SIZES, build_sample

__all__ = ["SIZES", "build_sample"]
