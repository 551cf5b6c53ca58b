from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--watch", "missing.opml"], "missing.opml: can't be read"),
        (["--watch", "--rebuild"], "exclude each other"),
        (["--jobs", "articles.jsonl"], "stands alone"),
        (["--subscriptions", "--json"], "stands alone"),
    ],
)
def test_wrong_usage_of_the_command(tmp_path: Path, arguments: list[str], said: str) -> None:
    command = [sys.executable, "-m", "ingest", *arguments]
    environ = {**os.environ, "CORROBORATE_DATA_DIR": str(tmp_path / "data")}
    run = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=120)
    assert run.returncode == 2
    assert said in run.stderr
    assert not (tmp_path / "data").exists()


def test_watching_without_a_subscription_ends_with_what_to_do(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ingest", "--watch", "http://127.0.0.1:1/feed"]
    environ = {**os.environ, "CORROBORATE_DATA_DIR": str(tmp_path / "data")}
    run = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=120)
    assert run.returncode == 2
    assert "127.0.0.1 is not a host of the public web" in run.stderr
    assert "name a feed, a home page or an OPML file" in run.stderr
