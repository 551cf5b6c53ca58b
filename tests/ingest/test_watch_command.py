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
    ],
)
def test_wrong_usage_of_the_command(tmp_path: Path, arguments: list[str], said: str) -> None:
    command = [sys.executable, "-m", "ingest", *arguments]
    environ = {**os.environ, "CORROBORATE_DATA_DIR": str(tmp_path / "data")}
    run = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=120)
    assert run.returncode == 2
    assert said in run.stderr
    assert not (tmp_path / "data").exists()
