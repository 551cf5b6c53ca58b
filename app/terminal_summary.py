"""A summary for the terminal: its JSON in, lines out, under its headings, with footnotes.

Reads what the API answers, so that a summary made by this process and one by the server that owns the store look alike.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from app.render import footnotes, source_line
from app.summary_render import lacking

_INDENT = "    "


def terminal_summary(body: Mapping[str, Any], *, width: int = 96) -> str:
    """Return a summary as lines: what it rests on, its sections, what differs, its sources, and what was not used."""
    lines = [body["counts"]["text"]] if body["counts"]["articles"] else []
    lines += _sections(body, width) if body["statements"] else textwrap.wrap(body["text"], width)
    lines += _differing("Disagreements", body["disagreements"], width)
    lines += _differing("Updates", body["updates"], width)
    lines += _perspectives(body.get("perspectives") or {}, width)
    lines += footnotes(body["citations"], width)
    lines += _stories(body["stories"], width)
    lines += _listed("Nearest articles:", body["nearest"], width)
    lines += _listed("Not cited:", body["unused"], width)
    return "\n".join([*lines, *(f"! {warning}" for warning in body["warnings"])])


def _sections(body: Mapping[str, Any], width: int) -> Iterator[str]:
    only = {one["statement"]: one["only_in"] for one in body["carried"]}
    prose = body["style"] == "brief"
    for section in body["sections"]:
        told = []
        for number in section["statements"]:
            row = body["statements"][number]
            mark = f" (only in {only[number]})" if only.get(number) and not prose else ""
            told.append(f"{row['text']} {''.join(f'[{one}]' for one in row['citations'])}{mark}")
        yield ""
        yield section["heading"]
        if prose:
            yield from textwrap.wrap(" ".join(told), width)
        for line in () if prose else told:
            yield from textwrap.wrap(line, width, initial_indent="- ", subsequent_indent="  ")


def _differing(heading: str, rows: list[Mapping[str, Any]], width: int) -> Iterator[str]:
    if rows:
        yield ""
        yield heading
    for row in rows:
        sides = []
        for side in row["sides"]:
            who = dict.fromkeys(
                f"{claim['outlet'] or 'one article'}{_day(claim['published_at'])} [{claim['citation']}]"
                for claim in side["claims"]
            )
            sides.append(f"“{' '.join(side['value'].split())}” ({', '.join(who)})")
        parted = " → " if heading == "Updates" else " ≠ "
        yield from textwrap.wrap(parted.join(sides), width, initial_indent="- ", subsequent_indent="  ")


def _perspectives(told: Mapping[str, Any], width: int) -> Iterator[str]:
    """Yield who is quoted by which outlets, and what the articles of some do not have."""
    for heading, kind in (("Quoted", "voices"), ("Not in every outlet's articles here", "left_out")):
        if told.get(kind):
            yield ""
            yield heading
        for row in told.get(kind, ()):
            who = "; ".join(f"{claim['outlet'] or 'one article'} [{claim['citation']}]" for claim in row["claims"])
            said = row["name"] if kind == "voices" else f"“{' '.join(row['claims'][0]['text'].split())}”"
            line = f"{said} ({who})" + (f": {lacking(row['outlets'])}" if kind == "left_out" else "")
            yield from textwrap.wrap(line, width, initial_indent="- ", subsequent_indent="  ")


def _day(moment: str | None) -> str:
    return f", {moment[:10]}" if moment else ""


def _stories(stories: list[Mapping[str, Any]], width: int) -> Iterator[str]:
    if stories:
        yield ""
        yield "Stories:"
    for story in stories:
        number = len(story["article_ids"])
        days = " to ".join(dict.fromkeys(at[:10] for at in (story["published_from"], story["published_to"]) if at))
        known = ", ".join(part for part in (f"{number} article{'s' * (number > 1)}", days) if part)
        mark = "*" if story["summarised"] else "-"
        told = f"{mark} {story['title']} ({known})"
        yield from textwrap.wrap(told, width, initial_indent="  ", subsequent_indent=_INDENT)


def _listed(heading: str, rows: list[Mapping[str, Any]], width: int) -> Iterator[str]:
    if rows:
        yield ""
        yield heading
    for row in rows:
        told = f"- {source_line(row)}" + (f": {row['reason']}" if "reason" in row else "")
        yield from textwrap.wrap(told, width, initial_indent="  ", subsequent_indent=_INDENT)
