"""What all pages have in common: their files, in which order a page names them, and the panel that shows a source."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"
SHEETS = ("page", "reader", "check", "add", "summary", "library", "panel", "conversations")

PANEL = """
<div id="source-panel" role="complementary" aria-label="Source">
  <p class="hint">Choose a citation, such as <span class="sample">[1]</span>, to read its sentence in its article.</p>
</div>
"""


@cache
def folder() -> str:
    """Return where the files are served, as an address relative to the page at '/'.

    The version is in the path, so that a browser never mixes files of two releases; relative addresses keep working
    below a proxy's prefix, as Gradio's own do.
    """
    version = hashlib.sha256(b"".join(file.read_bytes() for file in sorted(STATIC.iterdir()))).hexdigest()[:12]
    return f"reader/{version}"


def head(*, more: tuple[str, ...] = ()) -> str:
    """Return the lines by which a page loads its files; `more` names sheets of its own."""
    sheets = "".join(f'<link rel="stylesheet" href="{folder()}/{sheet}.css">' for sheet in (*SHEETS, *more))
    return f'{sheets}<script type="module" src="{folder()}/reader.js"></script>'
