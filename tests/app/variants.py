"""Tables of sentences with statements that they carry and such that they do not: a file in, cases out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

_HERE = Path(__file__).parent


def variants(name: str, kind: str) -> list[object]:
    """Return (source, statement) of a kind, 'good' or 'bad', each under the name of its block."""
    return [pytest.param(source, text, id=f"{label} {number}") for label, number, source, text in _rows(name, kind)]


def _rows(name: str, kind: str) -> Iterator[tuple[str, int, str, str]]:
    for block in (_HERE / name).read_text("utf-8").split("\n\n")[1:]:
        label, *rows = block.strip().splitlines()
        told = [row.partition(": ")[::2] for row in rows]
        source = dict(told)["source"]
        for number, text in enumerate(text for key, text in told if key == kind):
            yield label, number, source, text
