"""The built-in answerer: source sentences, verbatim."""

from __future__ import annotations


class QuoteAnswerer:
    """Answers with the sentences themselves."""

    name = "quote"
