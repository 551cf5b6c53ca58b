"""A checked draft for the terminal: its JSON in, lines out, with the words marked that no source carries.

Reads what the API answers, so that a check by this process and one by the server that owns the store look the same.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from app.manuscript import asserts
from app.render import footnotes, marked, source_line

_SIGNS = {"supported": "✓", "partial": "◐", "not supported": "✗", "not found": "?", "says nothing": "·"}
_INDENT = "    "
# Of a doubt without a word to mark.
SCATTERED = "The sources have its words, but nowhere together."


def terminal_check(body: Mapping[str, Any], *, width: int = 96) -> str:
    """Return the draft's sentences with their verdicts, then the sources and how many sentences have which verdict."""
    verdicts = [verdict_of(row) for row in body["statements"]]
    lines: list[str] = []
    for row, verdict in zip(body["statements"], verdicts, strict=True):
        lines += _row(row, verdict, width)
    lines += footnotes(body["citations"], width)
    if body["warnings"]:
        lines += ["", *(f"! {warning}" for warning in body["warnings"])]
    counted = Counter(verdicts)
    told = [f"{counted[verdict]} {verdict}" for verdict in _SIGNS if verdict in counted and verdict != "says nothing"]
    return "\n".join([*lines, "", ", ".join(told) or "Nothing in it can be checked"]).lstrip("\n")


def all_supported(body: Mapping[str, Any]) -> bool:
    """Return whether every sentence that says something is supported."""
    return {verdict_of(row) for row in body["statements"]} <= {"supported", "says nothing"}


def verdict_of(row: Mapping[str, Any]) -> str:
    """Return what a reader is told about a sentence of a draft."""
    label = row["support"]["label"]
    if label != "unsupported":
        return str(label)
    if row["citations"]:
        return "not supported"
    return "not found" if asserts(row["text"]) else "says nothing"


def _row(row: Mapping[str, Any], verdict: str, width: int) -> Iterator[str]:
    markers = "".join(f"[{number}]" for number in row["citations"])
    said = marked(row) if verdict in ("partial", "not supported") else row["text"]
    text = " ".join(f"{_SIGNS[verdict]} {said} {markers}".split())
    yield ""
    yield from textwrap.wrap(text, width, subsequent_indent="  ")
    for one in row["differing"]:
        told = f"≠ [{one['citation']}] {one['detail']}"
        yield from textwrap.wrap(told, width, initial_indent=_INDENT, subsequent_indent=_INDENT * 2)
    if verdict in ("supported", "says nothing"):
        return
    yield f"{_INDENT}{verdict}, {row['support']['score']:.2f}"
    if row["citations"] and not row["findings"]:
        yield f"{_INDENT}{SCATTERED}"
    for finding in row["findings"]:
        said = f"»{' '.join(finding['text'].split())}«: {finding['detail']}"
        yield from textwrap.wrap(said, width, initial_indent=_INDENT, subsequent_indent=_INDENT * 2)
    if row["nearest"]:
        yield f"{_INDENT}nearest:"
    for near in row["nearest"]:
        told = f"- {source_line(near)}: “{near['quote']}”"
        yield from textwrap.wrap(told, width, initial_indent=_INDENT, subsequent_indent=_INDENT * 2)
