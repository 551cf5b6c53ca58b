"""What a child process is asked to run in the tests of `ingest.contained`; it imports them from here."""

from __future__ import annotations

import os
import time


def reversed_text(data: bytes) -> str:
    return data.decode()[::-1]


def process(data: bytes) -> int:
    return os.getpid()


def chatters(data: bytes) -> str:
    os.write(1, b"a library that prints")
    return "done"


def hangs(data: bytes) -> None:
    time.sleep(60)


def eats(data: bytes) -> int:
    return len(bytearray(4_000_000_000))


def crashes(data: bytes) -> None:
    os.abort()


def refuses(data: bytes) -> None:
    raise ValueError("is no such thing")


def fails(data: bytes) -> None:
    raise KeyError("gone")


def nests(data: bytes) -> None:
    nests(data)


def threads(data: bytes) -> str | None:
    return os.environ.get("OPENBLAS_NUM_THREADS")
