"""What a statement lacks, as HTML: its words with the uncarried ones marked, and a line for each that says what.

Values in, escaped markup out.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup

from app.findings import Finding, Kind

_SPEAKER = "the statement "  # how a finding names what was checked
_SHORT = 60  # characters of a long part that its line repeats; about one line of a phone


def marked(text: str, findings: Sequence[Finding]) -> Markup:
    """Return the text with the parts that its sources do not carry marked, those that clash with them more strongly.

    A finding about the whole text marks nothing: underlining everything points at nothing.
    """
    parts = [(max(0, each.start), min(each.end, len(text)), each.clash) for each in findings]
    parts = [(start, end, clash) for start, end, clash in parts if start < end and not _is_whole(text, start, end)]
    cuts = sorted({0, len(text), *(cut for start, end, _ in parts for cut in (start, end))})
    made = Markup("")
    for start, end in pairwise(cuts):
        touching = [clash for first, last, clash in parts if first <= start and end <= last]
        words = text[start:end]
        if touching:
            made += Markup('<mark class="{}">{}</mark>').format("gap clash" if any(touching) else "gap", words)
        else:
            made += words
    return made


def notes(text: str, findings: Sequence[Finding], *, speaker: str = _SPEAKER) -> Markup:
    """Return a list that says what each marked part lacks; words that no source has share a line."""
    lines = [_line(text, finding, speaker) for finding in findings if finding.kind is not Kind.UNCOVERED]
    uncovered = dict.fromkeys(finding.text for finding in findings if finding.kind is Kind.UNCOVERED)
    if uncovered:
        words = Markup(", ").join(Markup("<q>{}</q>").format(word) for word in uncovered)
        lines.append(Markup("Not in the cited sentences: {}").format(words))
    if not lines:
        return Markup("")
    rows = Markup("").join(Markup('<li dir="auto">{}</li>').format(line) for line in dict.fromkeys(lines))
    return Markup('<ul class="notes" aria-label="What the sources do not carry">{}</ul>').format(rows)


def _line(text: str, finding: Finding, speaker: str) -> Markup:
    detail = finding.detail
    if detail.startswith(_SPEAKER):
        detail = speaker + detail.removeprefix(_SPEAKER)
    # Most details quote the part that they are about.
    if finding.text in detail or _is_whole(text, finding.start, finding.end):
        return Markup("{}").format(detail[:1].upper() + detail[1:])
    part = finding.text
    short = part if len(part) <= _SHORT else f"{part[:_SHORT].rsplit(' ', 1)[0]} …"
    return Markup("<q>{}</q>: {}").format(short, detail)


def _is_whole(text: str, start: int, end: int) -> bool:
    return end - start >= len(text.strip())
