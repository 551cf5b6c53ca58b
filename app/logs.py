"""The log as one JSON object a line, for those who collect it: records go in, lines on the standard error come out.

A line holds times, names of places in the code, numbers and ids. Whatever else a message was given (a question, a
statement, an address) is left out, and of an exception only its kind and where it was raised: logs are kept longer
and read by more people than the corpus.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from enum import Enum

from app import accounts

_LEFT_OUT = "…"
_ID = re.compile(r"[a-z]{2,5}_[0-9a-f]{8,64}")  # ids are digests or random: they tell nothing of what they name


class JsonFormatter(logging.Formatter):
    """Makes a line of a record; what stands in its `fields` (see `logging`'s `extra`) goes into the line as it is."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, without its end."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")[:-6] + "Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
        }
        account = accounts.current()
        if account is not None:
            line["request_id"] = account.request_id
        line |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            frames = traceback.extract_tb(error.__traceback__)
            line["error"] = _named(error)
            line["raised_at"] = [f"{_module(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(line, ensure_ascii=True)


def write_json() -> None:
    """Have every logger of this process write JSON to the standard error: ours from `info` on, others' warnings."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for package in ("app", "ingest"):
        logging.getLogger(package).setLevel(logging.INFO)


def _message(record: logging.LogRecord) -> str:
    """Return the message with its numbers and ids; it is a constant of the code, its other arguments are not."""
    given = record.args if isinstance(record.args, tuple) else ()
    try:
        return str(record.msg) % tuple(map(_shown, given)) if given else str(record.msg).strip()
    except (TypeError, ValueError):  # not every library keeps its arguments and its message in step
        return str(record.msg)


def _shown(value: object) -> object:
    match value:
        case bool() | int() | float() | None:
            return value
        case BaseException():
            return _named(value)
        case str() if _ID.fullmatch(value):
            return value
    return _LEFT_OUT


def _named(error: BaseException) -> str:
    """Return an exception's kind; its message may hold a text."""
    kind = getattr(error, "kind", None)
    return f"{type(error).__name__} ({kind.value})" if isinstance(kind, Enum) else type(error).__name__


def _module(filename: str) -> str:
    """Return the end of a file's path: enough to find the line, nothing of the machine."""
    return "/".join(filename.replace("\\", "/").rsplit("/", 2)[-2:])
