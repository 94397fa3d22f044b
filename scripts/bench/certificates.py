"""Rows about certificates and letters: 42 people in one PDF, told page by page, and how soon it can be stopped."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from il_desktop.reports.certificate import DESIGNS, Certificate, CertificateStyle
from il_desktop.reports.letter import Letter
from il_desktop.views.printing.certificates import Stopped, write_certificates
from il_desktop.views.printing.letters import write_letters
from scripts.bench.ratio import Row

PEOPLE, ROUNDS, STOP_AT = 42, 3, 10
NAMES = ("Zoë Núñez", "王小明", "Siobhán O’Brien", "אבי כהן", "Daniel Okoye", "محمد الفاسي")
DID = "Let every student explain a way of their own, and rebuilt the unit with the whole team."


def rows(folder: Path) -> list[Row]:
    """Measure in a process that has Qt; raise AssertionError when a page is not told."""
    app = QApplication.instance() or QApplication([])
    style = CertificateStyle("Maple Hollow Middle School", "Dana Whitfield", "Principal", "2025–26")
    names = [f"{NAMES[number % len(NAMES)]} {number}" for number in range(PEOPLE)]
    pages = [Certificate(name, DID, "Three classes talked about it.", "Teacher", "Curiosity") for name in names]
    found = [_certificates(pages, style._replace(design=design), folder) for design in DESIGNS]
    letters = [Letter(name, "Teacher", "16 January 2026", f"Dear {name},", (DID, DID)) for name in names]
    slowest = max(found, key=lambda row: max(row.ours))
    made = [slowest, _letters(letters, style, folder), _stopping(pages, style, folder)]
    del app
    return made


def _certificates(pages: list[Certificate], style: CertificateStyle, folder: Path) -> Row:
    row = Row(f"{PEOPLE} certificates in one PDF", "s", "<= 10", 10, note=f"each page told; design {style.design}")
    for _ in range(ROUNDS):
        told: list[tuple[int, int]] = []
        began = time.perf_counter()
        write_certificates(pages, style, folder / "certificates.pdf", lambda *page, told=told: told.append(page))
        row.ours.append(time.perf_counter() - began)
        if told != [(page, PEOPLE) for page in range(1, PEOPLE + 1)]:
            raise AssertionError(told)
    return row


def _letters(letters: list[Letter], style: CertificateStyle, folder: Path) -> Row:
    row = Row(f"{PEOPLE} letters in one PDF", "s", "<= 10", 10)
    for _ in range(ROUNDS):
        began = time.perf_counter()
        write_letters(letters, style, folder / "letters.pdf")
        row.ours.append(time.perf_counter() - began)
    return row


def _stopping(pages: list[Certificate], style: CertificateStyle, folder: Path) -> Row:
    """Measure from the press on Stop, while a page is being drawn, to the end of the writing."""
    row = Row("certificates stopped", "ms", "<= 500", 500, note=f"pressed on page {STOP_AT} of {PEOPLE}")
    for _ in range(ROUNDS):
        pressed: list[float] = []

        def progress(page: int, _of: int, pressed: list[float] = pressed) -> None:
            if page == STOP_AT - 1:
                pressed.append(time.perf_counter())

        asked = iter(range(PEOPLE))  # once before each page; the one in work when Stop is pressed is finished first

        def is_stopped(asked: Iterator[int] = asked) -> bool:
            return next(asked) >= STOP_AT

        try:
            write_certificates(pages, style, folder / "certificates.pdf", progress, is_stopped)
        except Stopped:
            row.ours.append((time.perf_counter() - pressed[0]) * 1000)
    return row
