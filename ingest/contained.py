"""A function run where it can do no harm: a function of ours and bytes go in, what it returns comes out, or why not.

Parsers of foreign formats may hang, eat memory or crash the process. So they run in a child process that has a limit
of time and memory and is killed at it. One child serves many calls, one at a time, and is started anew when it died.
What comes back is read as JSON, so that a parser that was taken over can't run anything here.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from threading import Lock, Timer
from typing import IO

SECONDS = 20.0  # a PDF of 700 pages takes 4; what is not read by then is not read in a minute either
MEMORY = 1_000_000_000  # bytes of address space; the PDF library takes 90 MB with a page open

_MOST_BYTES = 64_000_000  # of an answer; an article has at most 1,000,000 characters
_LENGTH = 8
_CALLS = 200  # that one child serves: what parsers leak is gone with it; a new one takes 0.3 s
_ALONE = 60  # seconds after which a child gives up by itself, should whoever waited for it have been killed
# Of a library for arithmetic that some parsers bring: a buffer for each of many cores would be more than the memory.
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
_ROOT = str(Path(__file__).resolve().parents[1])
_START = f"import sys; sys.path.insert(0, {_ROOT!r}); from ingest.contained import serve; serve()"


class ContainedError(ValueError):
    """The function failed or was stopped; the text says why, as the end of a sentence about its input."""


class Child:
    """A process that runs functions, one call at a time; started with the first call, anew after `calls` of them."""

    def __init__(self, memory: int, *, calls: int = _CALLS) -> None:
        self._memory = memory
        self._most = calls
        self._lock = Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self._owner = self._calls = 0

    def run(self, function: Callable[[bytes], object], data: bytes, seconds: float) -> object:
        """Return what the function makes of the data; `run` below says how."""
        with self._lock:
            process = self._started()
            late: list[bool] = []

            def kill() -> None:
                late.append(True)
                process.kill()

            timer = Timer(seconds, kill)
            timer.daemon = True
            timer.start()
            try:
                assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018  they are pipes
                with contextlib.suppress(BrokenPipeError):  # then there is no answer either, which says it
                    _send(process.stdin, f"{function.__module__}:{function.__qualname__}".encode(), data)
                answer = _received(process.stdout)
            finally:
                timer.cancel()
            if answer is None:
                self.stop()
                raise ContainedError(
                    f"took more than {seconds:g} seconds" if late else "crashed its reader, or took too much memory"
                )
        content = json.loads(answer)
        if "error" in content:
            raise ContainedError(str(content["error"]))
        return content["result"]

    def _started(self) -> subprocess.Popen[bytes]:
        if (
            self.process is None
            or self._owner != os.getpid()
            or self.process.poll() is not None
            or self._calls >= self._most
        ):
            self.stop()
            command = [sys.executable, "-c", _START, str(self._memory)]
            self.process = subprocess.Popen(  # noqa: S603  our own interpreter, with words of ours alone
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | _ONE_THREAD,
                start_new_session=True,  # Ctrl-C is for the parent, which may want to finish what it is at
            )
            self._owner, self._calls = os.getpid(), 0
            atexit.register(self.stop)
        self._calls += 1
        return self.process

    def stop(self) -> None:
        """End the process, whatever it is at."""
        process, self.process = self.process, None
        if process is None or self._owner != os.getpid():  # of the process that this one was forked from
            return
        atexit.unregister(self.stop)
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()


_CHILD = Child(MEMORY)


def run(function: Callable[[bytes], object], data: bytes, *, seconds: float = SECONDS) -> object:
    """Return what a function at the top of one of our modules makes of the data: something that JSON can say.

    Raises:
        ContainedError: it raised something, died, or took too long or too much memory.
    """
    return _CHILD.run(function, data, seconds)


def serve() -> None:
    """Be the child: answer calls from standard input until it ends."""
    source, target = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    _limit(int(sys.argv[1]))
    while (name := _received(source)) is not None and (data := _received(source)) is not None:
        _alarm(_ALONE)
        answer = json.dumps(_answer(name.decode(), data)).encode()
        _alarm(0)
        _send(target, answer)


def _alarm(seconds: int) -> None:
    with contextlib.suppress(AttributeError):  # Windows has none
        signal.alarm(seconds)


def _answer(name: str, data: bytes) -> dict[str, object]:
    module, _, function = name.partition(":")
    try:
        return {"result": getattr(import_module(module), function)(data)}
    except MemoryError:
        return {"error": "takes more memory than a document may"}
    except RecursionError:
        return {"error": "is nested too deeply"}
    except ValueError as error:
        return {"error": str(error)}
    except Exception as error:  # noqa: BLE001  whatever a parser raises at foreign bytes says that it can't read them
        return {"error": f"can't be read ({type(error).__name__}: {str(error)[:200]})"}


def _limit(memory: int) -> None:
    with contextlib.suppress(ImportError):  # there is no such module on Windows, where only the time is limited
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _send(stream: IO[bytes], *parts: bytes) -> None:
    for part in parts:
        stream.write(len(part).to_bytes(_LENGTH, "big"))
        stream.write(part)
    stream.flush()


def _received(stream: IO[bytes]) -> bytes | None:
    """Return the next part, None where the stream ends or what comes can't be a part."""
    length = stream.read(_LENGTH)
    if len(length) < _LENGTH:
        return None
    size = int.from_bytes(length, "big")
    if size > 2 * _MOST_BYTES:
        return None
    data = stream.read(size)
    return data if len(data) == size else None
