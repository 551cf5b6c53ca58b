"""A run that is stopped or killed in its middle: what was reported is in, no process is left, a second run goes on."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from ingest.embed import Embedder
from ingest.store import Store
from tests.builders import in_step

ROOT = Path(__file__).resolve().parents[2]
PAGES = 500  # far more than are written at once, however fast the machine
SECONDS = 90

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(3 * SECONDS),
]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(PAGES):
        body = "".join(f"<p>Reader {number} of Arlen wrote line {line} on the bridge.</p>" for line in range(12))
        (folder / f"{number:03}.html").write_text(
            f"<html><head><title>Letter {number}</title></head><body><article>{body}</article></body></html>", "utf-8"
        )
    return folder


def started(pages: Path, data: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "ingest", str(pages)],
        cwd=ROOT,
        env=os.environ | {"CORROBORATE_DATA_DIR": str(data)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def until(is_so: Callable[[], bool]) -> None:
    give_up_at = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < give_up_at
        time.sleep(0.05)


def visible(data: Path) -> int:
    """Return how many articles are in, 0 while there is no record."""
    try:
        with closing(sqlite3.connect(f"file:{data / 'record.sqlite3'}?mode=ro", uri=True)) as db:
            (count,) = db.execute("SELECT count(*) FROM article WHERE current IS NOT NULL").fetchone()
            return int(count)
    except sqlite3.OperationalError:
        return 0


def processes() -> dict[int, tuple[int, str]]:
    """Return the parent and the state of every process of this machine."""
    if not Path("/proc/self/stat").exists():
        listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,stat="], capture_output=True, text=True, check=True)
        rows = (row.split() for row in listed.stdout.splitlines())
        return {int(process): (int(parent), state) for process, parent, state in rows}
    found = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, parent = entry.read_text("utf-8").rpartition(")")[2].split()[:2]
            found[int(entry.parent.name)] = int(parent), state
    return found


def children(parent: int) -> list[int]:
    return [process for process, (other, _) in processes().items() if other == parent]


def is_alive(process: int) -> bool:
    return process in (known := processes()) and not known[process][1].startswith("Z")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda how: how.name)
def test_a_run_in_its_middle(pages: Path, tmp_path: Path, embedder: Embedder, how: signal.Signals) -> None:
    data = tmp_path / "data"
    run = started(pages, data)
    until(lambda: visible(data) > 0 or run.poll() is not None)
    apart = children(run.pid)
    before = visible(data)
    run.send_signal(how)
    _, said = run.communicate(timeout=SECONDS)
    assert run.returncode == {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGKILL: -signal.SIGKILL}[how], said
    assert ("what was reported is in" in said) == (how is not signal.SIGKILL)
    assert apart
    until(lambda: not any(map(is_alive, apart)))

    with closing(Store(data, embedder)) as store:
        in_step(store)
        assert PAGES > store.counts().articles >= before > 0
    again = started(pages, data)
    out, said = again.communicate(timeout=SECONDS)
    assert again.returncode == 0, said
    assert f", {PAGES - visible(data)} failed" in out
    assert visible(data) == PAGES
