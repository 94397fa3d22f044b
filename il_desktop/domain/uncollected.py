"""Long work on many small records without the collector of cycles: it finds none there, and stands still to look.

A hundred thousand records cost the window a fifth of a second each time they are walked, on whatever thread they are.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MANY = 10_000  # new records: below that a walk is shorter than a frame


@contextmanager
def uncollected() -> Iterator[None]:
    """Collect nothing meanwhile. When many records live then, they are never walked; they go all the same when dropped.

    What is garbage in cycles at that moment stays for good: for long lists, which are rare.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > _MANY:
            gc.freeze()
        if was_on:
            gc.enable()
