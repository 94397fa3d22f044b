"""The command line: the same commands and queries as the window, without a display.

Data goes to standard output, messages to standard error; exit 0 fine, 1 a problem with data or input, 2 wrong usage.
The shapes it prints are a public contract, written down in docs/cli.md.
"""

from __future__ import annotations

from il_desktop.cli.root import main

__all__ = ["main"]
