"""Links to the very sentence on its publisher's page, by URL text fragments.

See the WICG draft 'URL Fragment Text Directives': `#:~:text=start[,end]`. A browser that does not know them opens
the page at its top.
"""

from __future__ import annotations

from urllib.parse import quote

WHOLE_WORDS = 8  # a longer quote is named by its first and last words, so that small edits in between do no harm
EDGE_WORDS = 4


def fragment_link(url: str | None, cited: str) -> str | None:
    """Return the URL that opens the page at the cited words, or None without a URL."""
    if not url:
        return None
    words = cited.split()
    if len(words) <= WHOLE_WORDS:
        text = _encode(" ".join(words))
    else:
        text = f"{_encode(' '.join(words[:EDGE_WORDS]))},{_encode(' '.join(words[-EDGE_WORDS:]))}"
    return f"{url.partition('#')[0]}#:~:text={text}"


def _encode(text: str) -> str:
    # '-', ',' and '&' have a meaning in the directive; quote() keeps '-' as it is.
    return quote(text, safe="").replace("-", "%2D")
