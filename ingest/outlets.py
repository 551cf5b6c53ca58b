"""Outlets' names: how two spellings of one are told to be the same."""

from __future__ import annotations

import unicodedata


def outlet_key(name: str) -> str:
    """Return the name folded for comparison: case, accents, blanks and a leading 'The' make no difference."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
    return plain.removeprefix("the ") or plain
