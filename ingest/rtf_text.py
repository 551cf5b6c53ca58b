"""An RTF document's bytes in, its text out. Runs in a child process (`ingest.contained`)."""

from __future__ import annotations

import re

# What stands in a group of its own and is not the text: striprtf shows the words of some.
_CELLS = re.compile(r"\|+")


def read(data: bytes) -> str:
    """Return the text, a row of a table as one line.

    Raises:
        ValueError: it is in no encoding that RTF is written in.
    """
    from striprtf.striprtf import rtf_to_text

    text = rtf_to_text(data.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]
    lines = (_CELLS.sub(", ", line.strip("|")) if line.endswith("|") else line for line in text.split("\n"))
    return "\n".join(lines)
