"""Calls that Schemathesis makes from the OpenAPI document, right ones and wrong ones, against a running server.

No call may be answered with a server's error, or with a status, a type, a header or a body that the document does not
have. Left out are what says more than the document means to: that a deleted job is still shown is what it promises, and
that a text of blanks is refused is in no schema.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import httpx

from app.wire import Services
from tests.api_server import ARTICLES, make_client, send
from tests.v1_server import serving

pytest_plugins = ["tests.api_fixtures"]

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "missing_required_header",
    "unsupported_method",
    "allow_header_conformance",
)
FEWEST_CALLS = 400  # that have to be made for the run to say anything


def test_no_call_gets_an_answer_that_is_not_in_the_document(services: Services, tmp_path: Path) -> None:
    send(make_client(services), *ARTICLES)
    with serving(services) as address:
        httpx.get(f"{address}/openapi.json", timeout=60)  # made at the first call; Schemathesis waits 10 seconds
        run = subprocess.run(
            [
                *(sys.executable, "-m", "schemathesis.cli", "run", f"{address}/openapi.json", "--no-color"),
                *("--phases", "examples,fuzzing", "--max-examples", "20", "--generation-deterministic"),
                *("--checks", ",".join(CHECKS), "--request-timeout", "60", "--continue-on-failure"),
            ],
            cwd=tmp_path, env=os.environ | {"PYTHONWARNINGS": "ignore"}, capture_output=True, text=True, timeout=300,
        )  # fmt: skip
    services.jobs.stop()
    assert run.returncode == 0, run.stdout + run.stderr
    made = re.search(r"([\d,]+) generated", run.stdout)
    assert made is not None, run.stdout
    assert int(made[1].replace(",", "")) >= FEWEST_CALLS
