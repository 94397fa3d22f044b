"""Entry of the program: no arguments or `open` go to the window, everything else to the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence

_WORKER = "--calendar-worker"  # interchange.worker.FLAG; written again here, so that the window does not load that room

_SHEETS = "--sheet-worker"  # interchange.sheet_table.FLAG, likewise

_PRINTER = "--print-worker"  # reports.printing.FLAG, likewise

_PLANNER = "--plan-worker"  # planning.worker.FLAG, likewise

_WINDOW = ("open", "--file", "--page", "--read-only", "--tour")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code: 0 fine, 1 a problem with data or input, 2 wrong usage."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == [_WORKER]:
        from il_desktop.interchange import worker  # noqa: PLC0415  a process of its own for one foreign file

        return worker.main(arguments[1:])
    if arguments[:1] == [_SHEETS]:
        from il_desktop.interchange import sheet_table  # noqa: PLC0415  the same for a workbook

        return sheet_table.main(arguments[1:])
    if arguments[:1] == [_PRINTER]:
        from il_desktop.app import print_worker  # noqa: PLC0415  a process of its own, with Qt, for the command line

        return print_worker.main()
    if arguments[:1] == [_PLANNER]:
        from il_desktop.planning import worker as planner  # noqa: PLC0415  and for the search of a good week

        return planner.main()
    if not arguments or (arguments[0] in _WINDOW and not {"--help", "-h"} & set(arguments)):
        from il_desktop import app  # noqa: PLC0415  the command line never loads Qt, the window never loads click

        return app.main(arguments)

    from il_desktop import cli  # noqa: PLC0415  same

    return cli.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
