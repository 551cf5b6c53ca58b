"""A checked draft as HTML for the page: the draft's sentences in their paragraphs, each with its verdict. Pure.

Values in, escaped markup out. Citations carry what the source panel needs, as those of an answer do.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum

from markupsafe import Markup

from app.answers import Checked, CheckedSentence, Citation, Label, Progress
from app.schemas import MAX_DRAFT
from app.terminal_check import SCATTERED
from app.ui_findings import marked, notes
from app.ui_render import carrier, count, described, marker, sources


class Verdict(StrEnum):
    """What became of a sentence, as a reader is told; a sentence without citations was not found at all."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    CONTRADICTED = "not supported"
    NOT_FOUND = "not found"


_SIGNS = {Verdict.SUPPORTED: "✓", Verdict.PARTLY: "◐", Verdict.CONTRADICTED: "✕", Verdict.NOT_FOUND: "?"}
_CLASSES = {
    Verdict.SUPPORTED: "supported",
    Verdict.PARTLY: "partial",
    Verdict.CONTRADICTED: "unsupported",
    Verdict.NOT_FOUND: "unsupported",
}


def verdict(sentence: CheckedSentence) -> Verdict:
    """Return what a reader is told about a sentence."""
    if not sentence.citations:
        return Verdict.NOT_FOUND
    match sentence.support.label:
        case Label.SUPPORTED:
            return Verdict.SUPPORTED
        case Label.PARTIAL:
            return Verdict.PARTLY
        case Label.UNSUPPORTED:
            return Verdict.CONTRADICTED


def refusal(draft: str) -> str | None:
    """Return why a draft can't be checked, and what to do; None if it can."""
    if not any(map(str.isalnum, draft)):
        return "There is nothing to check: paste or type the draft above, then press Check."
    if len(draft) > MAX_DRAFT:
        return (
            f"This draft has {len(draft):,} characters; at most {MAX_DRAFT:,} are checked at once. "
            "Check it in parts, for example chapter by chapter."
        )
    return None


def notice(words: str) -> str:
    """Return why there is no result, in the place of one."""
    return str(Markup('<p class="failure" role="alert">{}</p>').format(words))


def stop_note() -> str:
    """Return what stands in the place of the result when the reader stopped the check."""
    return '<p class="stopped" role="status">Stopped before the check was done.</p>'


def begun() -> str:
    """Return what stands in the place of the result until the check has begun."""
    return _working("Cutting the draft into sentences …")


def checking(progress: Progress) -> str:
    """Return how far the check has come."""
    articles = count(progress.articles, "article")
    if progress.phase == "retrieving":
        return begun()
    return _working(f"Checking sentence {progress.sentences + 1:,} against {articles} …")


def _working(words: str) -> str:
    return str(Markup('<p class="working">{}</p>').format(words))


def report(checked: Checked) -> str:
    """Return the whole result: the count, the draft sentence by sentence, and the sources."""
    if not checked.sentences:
        return notice("No sentence was found in this draft.")
    # Part of every id, so that the panel never takes the citation of one draft for that of another.
    key = hashlib.sha256(checked.text.encode("utf-8", "replace")).hexdigest()[:8]
    cited = {citation.number: citation for citation in checked.citations}
    rows = [_piece(key, place, row, cited) for place, row in enumerate(checked.sentences, start=1)]
    paragraphs = Markup("").join(
        Markup('<div class="paragraph">{}</div>').format(Markup("").join(rows[number] for number in group))
        for group in _paragraphs(checked)
    )
    return str(
        Markup('<section class="checked" aria-label="Checked draft">{}{}{}{}</section>').format(
            _summary(checked),
            paragraphs,
            Markup("").join(Markup('<p class="warning" role="note">{}</p>').format(one) for one in checked.warnings),
            sources(key, checked.citations) if checked.citations else "",
        )
    )


def tally(checked: Checked) -> str:
    """Return how many sentences came out how, as in '14 sentences: 9 supported, 3 partly, 2 not found'."""
    found = Counter(map(verdict, checked.sentences))
    parts = ", ".join(f"{found[kind]:,} {kind.value}" for kind in Verdict if found[kind])
    return f"{count(len(checked.sentences), 'sentence')}: {parts}"


def _summary(checked: Checked) -> Markup:
    """Return the tally, and where it makes a difference the choice to see only what needs work."""
    line = Markup('<h2 class="tally" tabindex="-1">{}</h2>{}').format(tally(checked), _bar(checked))
    rest = sum(verdict(sentence) is not Verdict.SUPPORTED for sentence in checked.sentences)
    if not rest or rest == len(checked.sentences):
        return line
    return line + Markup(
        '<p class="show" role="group" aria-label="Which sentences to show">'
        '<button type="button" data-only="all" aria-pressed="true">All {}</button>'
        '<button type="button" data-only="work" aria-pressed="false">Needs work {}</button></p>'
    ).format(len(checked.sentences), rest)


def _bar(checked: Checked) -> Markup:
    """Return the verdicts at a glance, each as wide as its share; a click goes to the next sentence with it."""
    found = Counter(map(verdict, checked.sentences))
    if len(checked.sentences) < 2:
        return Markup("")
    parts = Markup("").join(
        Markup(
            '<button type="button" class="{}" data-verdict="{}" data-count="{}"><span aria-hidden="true">{}</span>'
            ' {}<span class="unseen">, go to the next</span></button>'
        ).format(_CLASSES[kind], kind.value, found[kind], _SIGNS[kind], f"{found[kind]:,} {kind.value}")
        for kind in Verdict
        if found[kind]
    )
    return Markup('<div class="bar" role="group" aria-label="Verdicts">{}</div>').format(parts)


def _paragraphs(checked: Checked) -> Iterator[list[int]]:
    """Return the numbers of the sentences that stand together: a blank line of the draft parts them."""
    group: list[int] = []
    end = 0
    for number, sentence in enumerate(checked.sentences):
        if group and checked.text[end : sentence.start].count("\n") > 1:
            yield group
            group = []
        group.append(number)
        end = sentence.end
    yield group


def _piece(key: str, place: int, sentence: CheckedSentence, cited: dict[int, Citation]) -> Markup:
    kind = verdict(sentence)
    said = kind.value
    marks = Markup("").join(marker(key, cited[number], place=place) for number in sentence.citations if number in cited)
    return Markup(
        '<div class="piece {}" data-verdict="{}" tabindex="-1"><span class="verdict {}" title="{}">'
        '<span aria-hidden="true">{}</span>'
        '<span class="unseen">{}: </span></span>'
        '<p class="statement" dir="auto"><span class="words">{}</span><sup class="marks">{}</sup></p>{}{}{}</div>'
    ).format(
        "fine" if kind is Verdict.SUPPORTED else "work", said, _CLASSES[kind], said, _SIGNS[kind], said.capitalize(),
        marked(sentence.text, sentence.findings), marks, _notes(sentence, kind), _differing(sentence, cited),
        _nearest(key, place, sentence.nearest) if kind is Verdict.NOT_FOUND else "",
    )  # fmt: skip


def _notes(sentence: CheckedSentence, kind: Verdict) -> Markup:
    """Return what the sources do not carry; of a doubt without a word to mark, what it is about."""
    if kind in (Verdict.PARTLY, Verdict.CONTRADICTED) and not sentence.findings:
        return Markup('<p class="nothing">{}</p>').format(SCATTERED)
    return notes(sentence.text, sentence.findings, speaker="the draft ")


def _differing(sentence: CheckedSentence, cited: dict[int, Citation]) -> Markup:
    """Return which of the sources cited say otherwise, where others support the sentence."""
    rows = Markup("").join(
        Markup('<li dir="auto">[{}] {}: {}</li>').format(
            one.citation, described(cited[one.citation]), one.detail.replace("the statement ", "the draft ", 1)
        )
        for one in sentence.differing
        if one.citation in cited
    )
    return Markup('<ul class="notes" aria-label="Who says otherwise">{}</ul>').format(rows) if rows else rows


def _nearest(key: str, place: int, citations: Sequence[Citation]) -> Markup:
    """Return the sentences that come closest to one that was not found; none of them carries it."""
    if not citations:
        return Markup('<p class="nothing">Not found: no sentence of the articles comes close.</p>')
    rows = Markup("")
    for number, citation in enumerate(citations, start=1):
        turn = f"{key}-near-{place}-{number}"
        rows += Markup('<li><a class="near" id="mark-{}" href="#cite-{}-{}"><q dir="auto">{}</q></a> {}{}</li>').format(
            turn, turn, citation.number, citation.quote,
            Markup('<span class="from">{}</span>').format(described(citation)), carrier(turn, citation),
        )  # fmt: skip
    return Markup('<div class="nearby"><p>Not found. The closest sentences:</p><ul>{}</ul></div>').format(rows)
