"""Plans in a process of its own, so that no search holds the interpreter while the window wants to answer.

Reads one question from standard input and answers with frames on standard output: what is better, then the last word.
Both ends are this very program on one machine; nothing of another's hand is ever read here.
"""

from __future__ import annotations

import pickle
import struct
import sys
import time
from typing import IO, Any

from il_desktop.planning.proposing import Planned, keeping, others, plan_week

FLAG = "--plan-worker"  # `__main__` hands over to `main` when it is the first argument
PLAN, KEEP, OTHERS = "plan", "keep", "others"
BETTER, DONE = "better", "done"
CALM_S = 0.2  # between two better plans: nobody reads faster, and each has to be carried over
_LENGTH = struct.Struct(">Q")


def main() -> int:
    """Be the worker: answer the question that stands on standard input."""
    name, args = read_frame(sys.stdin.buffer)
    told_at = 0.0

    def tell(planned: Planned) -> None:
        nonlocal told_at
        now = time.monotonic()
        if now - told_at >= CALM_S:
            told_at = now
            write_frame(sys.stdout.buffer, (BETTER, planned))

    answer: object
    if name == PLAN:
        answer = plan_week(*args, found=tell)
    elif name == KEEP:
        answer = keeping(*args)
    else:
        answer = others(*args)
    write_frame(sys.stdout.buffer, (DONE, answer))
    return 0


def write_frame(stream: IO[bytes], value: object) -> None:
    """Write one value with its length before it."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def read_frame(stream: IO[bytes]) -> Any:
    """Read one value; raise EOFError where the other end went away before it was whole."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)  # noqa: S301  from our own process through a pipe nobody else has
