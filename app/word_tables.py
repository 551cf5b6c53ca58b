"""Word tables kept as text beside the modules: a file's name in, its lines out, without comments and empty lines."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def table(name: str) -> tuple[str, ...]:
    """Return the lines of `name`.txt; what stands behind '#' is a comment."""
    lines = (_HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(text for line in lines if (text := line.partition("#")[0].strip()))
