"""Statements that say which outlet says it: 'The Gazette reports that ...' in, who and what is reported out.

An outlet's name stands beside its articles, not in their sentences, so what it is said to report has to be carried by a
sentence of that outlet and by no other's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.answers import Label
from app.reading import Line
from app.settle import Judge, Settled, settle

_SAYS = r"(?:says|said|reports|reported|writes|wrote|puts it|notes|noted|quotes|states|stated)"


@dataclass(frozen=True, slots=True)
class Frame:
    """What an outlet is said to report: `text[start:end]`."""

    outlet: str
    start: int
    end: int


def settle_said(text: str, named: Sequence[Line], evidence: Sequence[Line], judge: Judge | None = None) -> Settled:
    """Return what becomes of a statement, as `settle`; what it lays to an outlet is looked for in that outlet alone."""
    frame = read_frame(text, {line.article.outlet for line in evidence if line.article.outlet})
    if frame is None:
        return settle(text, named, evidence, judge)
    # Another outlet may say so of it: 'Anadolu, as Meridian Wire reports, says ...'.
    whole = settle(text, named, evidence)
    if whole.support.label is Label.SUPPORTED:
        return whole
    own = [line for line in evidence if line.article.outlet == frame.outlet]
    told = settle(text[frame.start : frame.end], [line for line in named if line in own], own, judge)
    moved = (replace(one, start=one.start + frame.start, end=one.end + frame.start) for one in told.findings)
    return replace(told, text=text, findings=tuple(moved))


def read_frame(text: str, outlets: Iterable[str]) -> Frame | None:
    """Return what a statement lays to one of these outlets, or None where it lays nothing to any."""
    # Longer names first: 'The Arlen Post' is not 'The Arlen Post on Sunday'.
    for outlet in sorted(outlets, key=lambda name: (-len(name), name)):
        bare = re.sub(r"^the\s+", "", outlet.strip(), flags=re.IGNORECASE)
        name = r"(?:the\s+)?" + r"\s+".join(map(re.escape, bare.split()))
        for form in (
            rf"(?:according to|as reported by)\s+{name},\s+(?P<core>.+)",
            rf"{name}\s+{_SAYS}\s+(?:that\s+)?(?P<core>[^\s,].+)",
            rf"(?P<core>.+),\s+(?:according to\s+{name}|{name}\s+{_SAYS})\s*\.?",
        ):
            match = re.fullmatch(form, text.strip(), re.IGNORECASE | re.DOTALL)
            if match:
                offset = len(text) - len(text.lstrip())
                return Frame(outlet, match.start("core") + offset, match.end("core") + offset)
    return None
