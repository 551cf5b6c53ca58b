from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np

from ingest.memory import give_back

STATUS = Path("/proc/self/status")


def resident() -> int:
    """Return what this process holds, in kB; 0 where the system does not say."""
    if not STATUS.exists():
        return 0
    (line,) = [line for line in STATUS.read_text("ascii").splitlines() if line.startswith("VmRSS")]
    return int(line.split()[1])


def test_what_was_freed_goes_back() -> None:
    # Blocks too small for pages of their own, with one kept at the end, so that the heap can't shrink from its top.
    blocks = [np.zeros(2_000) for _ in range(4_000)]
    last = np.zeros(2_000)
    full = resident()
    del blocks
    give_back()
    assert not full or resident() < full - 30_000
    assert last.size == 2_000


def test_it_may_be_called_at_any_time() -> None:
    give_back()
    give_back()


def test_heaps_are_shared_where_the_system_can_and_nothing_fails_where_it_can_not() -> None:
    program = "from ingest.memory import share_arenas; share_arenas(); share_arenas()"
    subprocess.run([sys.executable, "-c", program], check=True, timeout=30)
