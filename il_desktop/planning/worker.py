"""Plans in a process of its own, so that no search holds the interpreter while the window wants to answer.

Reads one question from standard input and answers with frames on standard output: what is better, then the last word.
Both ends are this very program on one machine; nothing of another's hand is ever read here. What one answer shares with
the one before, such as the week, is carried over once.
"""

from __future__ import annotations

import io
import pickle
import struct
import sys
import time
from typing import IO, Any

from il_desktop.planning.proposing import Planned, keeping, others, plan_week

FLAG = "--plan-worker"  # `__main__` hands over to `main` when it is the first argument
PLAN, KEEP, OTHERS = "plan", "keep", "others"
BETTER, DONE = "better", "done"
CALM_S = 0.5  # between two better plans: a list that flickers cannot be read
_LENGTH = struct.Struct(">Q")


class Writer:
    """Writes values as frames: a length, then the value, without what was written before."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._frame = io.BytesIO()
        self._pickler = pickle.Pickler(self._frame, pickle.HIGHEST_PROTOCOL)

    def write(self, value: object) -> None:
        """Write one value and send it off."""
        self._frame.seek(0)
        self._frame.truncate()
        self._pickler.dump(value)
        data = self._frame.getvalue()
        self._stream.write(_LENGTH.pack(len(data)))
        self._stream.write(data)
        self._stream.flush()


class Reader:
    """Reads frames as their bytes come in."""

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._frame = io.BytesIO()
        self._unpickler = pickle.Unpickler(self._frame)  # noqa: S301  from our own process through its own pipe

    def feed(self, data: bytes) -> list[Any]:
        """Take further bytes; return the values that are whole by now."""
        self._waiting += data
        found = []
        while len(self._waiting) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._waiting)
            end = _LENGTH.size + length
            if len(self._waiting) < end:
                break
            self._frame.seek(0)
            self._frame.truncate()
            self._frame.write(self._waiting[_LENGTH.size : end])
            self._frame.seek(0)
            del self._waiting[:end]
            found.append(self._unpickler.load())
        return found


def question(name: str, args: tuple[object, ...]) -> bytes:
    """Return a question as the worker reads it."""
    stream = io.BytesIO()
    Writer(stream).write((name, args))
    return stream.getvalue()


def main() -> int:
    """Be the worker: answer the question that stands on standard input."""
    ((name, args),) = Reader().feed(sys.stdin.buffer.read())
    out = Writer(sys.stdout.buffer)
    told_at = 0.0

    def tell(planned: Planned) -> None:
        nonlocal told_at
        now = time.monotonic()
        if now - told_at >= CALM_S:
            told_at = now
            out.write((BETTER, planned))

    answer: object
    if name == PLAN:
        answer = plan_week(*args, found=tell)
    elif name == KEEP:
        answer = keeping(*args)
    else:
        answer = others(*args)
    out.write((DONE, answer))
    return 0
