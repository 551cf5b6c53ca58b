from __future__ import annotations

import json
import logging
import sys
from typing import Any

from app import accounts
from app.logs import JsonFormatter
from app.model import ModelError, Trouble


def line(message: object, *arguments: object, error: Exception | None = None, **extra: object) -> dict[str, Any]:
    record = logging.LogRecord("app.somewhere", logging.WARNING, __file__, 1, message, arguments, None)
    if error is not None:
        try:
            raise error
        except Exception:  # noqa: BLE001 - whatever the test gave
            record.exc_info = sys.exc_info()
    vars(record).update(extra)
    written = JsonFormatter().format(record)
    assert "\n" not in written
    found: dict[str, Any] = json.loads(written)
    return found


def test_a_line_says_when_how_grave_and_where() -> None:
    found = line("the index is repaired")
    assert (found["level"], found["logger"]) == ("warning", "app.somewhere")
    assert found["message"] == "the index is repaired"
    assert found["time"].endswith("Z")
    assert "request_id" not in found


def test_numbers_and_ids_are_kept_and_texts_are_not() -> None:
    found = line("left out: %r: %s of %d in %s", "The ferry sank.", "why", 7, "job_0123456789abcdef")
    assert found["message"] == "left out: '…': … of 7 in job_0123456789abcdef"
    assert "ferry" not in json.dumps(found)


def test_of_an_exception_only_the_kind_and_the_place_are_kept() -> None:
    found = line("it failed", error=ValueError("a statement: 'The ferry sank.'"))
    assert found["error"] == "ValueError"
    assert found["raised_at"][-1].startswith("app/test_logs.py:")
    assert "ferry" not in json.dumps(found)
    assert line("no: %s", ModelError("secret", kind=Trouble.TIMEOUT))["message"] == "no: ModelError (timeout)"


def test_a_message_out_of_step_with_its_arguments_is_a_line_all_the_same() -> None:
    assert line("%d articles", "many")["message"] == "%d articles"


def test_a_line_of_a_request_names_it_and_has_its_fields() -> None:
    with accounts.opened("req-1"):
        found = line("request", fields={"status": 200})
    assert (found["request_id"], found["status"]) == ("req-1", 200)
