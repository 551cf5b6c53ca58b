"""What becomes of a statement that a model wrote: verified, its citations put right, or refused with the reason.

In: the words of a statement, the evidence that it names and all the evidence there was. Out: a draft that may be shown,
or why not. The sentences that a model names are where the search begins: better ones are cited instead, and
all that carry the statement by themselves are cited, each from another article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from app.answers import Label, Support
from app.cover import keys
from app.findings import Finding, Kind, found
from app.joined import parts
from app.lexicon import base
from app.quote import source, whole
from app.reading import Line
from app.render import Place
from app.strict import exact, strict_findings
from app.verify import PARTIAL_FROM, SUPPORTED_FROM, Source, Verdict, verify
from app.words import content

# Sentences looked at for a statement that its own do not carry, by the words they share with it.
LOOKED_AT = 6
MOST_CITED = 6
# Of the sentences that a statement names, those that share most with it: naming all of them carries nothing.
MOST_NAMED = 10
# Single sentences tried where those that it names carry too little.
MOST_TRIED = 2
# Just under `supported`: what a statement gets that turns somebody's claim into a fact or adds a word of its own,
# however well the rest is covered. Just under `partial`: what one gets that must not be shown.
CLAIMED = round(SUPPORTED_FROM - 0.01, 2)
REFUSED = round(PARTIAL_FROM - 0.01, 2)
# Share of a statement's weight that may be the model's own words for it to be shown in part. 'The coastguard set fire
# to the ferry' has a third of its own, and says something else altogether. With .25, 12 of 68 true summaries of
# several articles are left out, with .3 it is 7 (`python -m tests.evals.adversary`).
ADDED = 0.3

# Share of a statement's weight that one sentence has, from which the statement is taken to be about the same fact.
NEXT_TO_ALL = 0.8
# What changes a fact even where the sentence has nothing in its place; a figure may come from a second sentence.
_HARD = frozenset({Kind.NAME, Kind.ROLE, Kind.POLARITY, Kind.MODALITY, Kind.QUOTE})

Judge = Callable[[str, Sequence[str], str], bool | None]


@dataclass(frozen=True, slots=True)
class Settled:
    """A statement with its places and verdict; without places it can't be shown, and the findings say why."""

    text: str
    places: tuple[Place, ...]
    support: Support
    findings: tuple[Finding, ...] = ()

    @property
    def shown(self) -> bool:
        """Whether a reader may see it: carried, or carried in part and contradicted nowhere."""
        return bool(self.places) and self.support.label is not Label.UNSUPPORTED

    @property
    def why(self) -> str:
        """Return what is wrong with it, as a phrase."""
        reasons = dict.fromkeys(f"“{finding.text}”: {finding.detail}" for finding in self.findings)
        return "; ".join(reasons) or "no sentence carries it"


def settle(text: str, named: Sequence[Line], evidence: Sequence[Line], judge: Judge | None = None) -> Settled:
    """Return what becomes of a statement that names some of the evidence."""
    named = _closest(text, named)
    near = _closest(text, evidence)[:LOOKED_AT]
    looked_at = _once((*named[:LOOKED_AT], *near))
    carriers = _carriers(text, looked_at)
    if carriers:
        score = max(_verdict(text, [line]).support.score for line in carriers)
        return Settled(text, _places(carriers), Support(Label.SUPPORTED, score))
    several = _jointly(text, looked_at)
    cited, verdict = _best(text, several or named, looked_at)
    if not cited:
        return Settled(text, (), Support(Label.UNSUPPORTED, 0.0))
    support, findings = verdict.support, verdict.findings
    if several and support.label is Label.SUPPORTED and not findings:
        return Settled(text, _places(cited), support)
    findings = _with_doubts(text, cited, findings)
    if support.label is Label.SUPPORTED:
        support = Support(Label.PARTIAL, min(support.score, CLAIMED))
    added = _added(text, verdict.findings, cited[0].article.language or "en")
    if (
        added > ADDED
        or any(finding.clash for finding in verdict.findings)
        or any(_altered(text, line) for line in near[:1])
    ):
        support = Support(Label.UNSUPPORTED, min(support.score, REFUSED))
    if support.label is Label.PARTIAL and judge is not None:
        support = _second_opinion(text, cited, findings, support, judge)
    return Settled(text, _places(cited), support, findings)


def _once(lines: Iterable[Line]) -> list[Line]:
    return list({line.key: line for line in lines}.values())


def _places(lines: Iterable[Line]) -> tuple[Place, ...]:
    return tuple(map(whole, lines))


def _carriers(text: str, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the sentences that carry a statement by themselves, the first of each article."""
    found: dict[str, Line] = {}
    for line in lines:
        if len(found) < MOST_CITED and line.article.id not in found and _carries(text, line):
            found[line.article.id] = line
    return tuple(found.values())


def _carries(text: str, line: Line) -> bool:
    """Whether a sentence carries all of a statement: well enough, and with nothing in doubt."""
    return exact(text, _read(line)) and _verdict(text, [line]).support.label is Label.SUPPORTED


def _jointly(text: str, lines: Sequence[Line], depth: int = 2) -> tuple[Line, ...]:
    """Return the sentences that each carry a part of a statement that joins facts; none where one part has none."""
    if not lines or not depth:
        return ()
    for first, rest in parts(text, lines[0].article.language or "en"):
        left = _carriers(first, lines)
        if left:
            right = _carriers(rest, lines) or _jointly(rest, lines, depth - 1)
            # What one sentence has both parts of and does not carry whole has them put together in another way.
            if right and {line.key for line in left}.isdisjoint(line.key for line in right):
                return tuple(_once((*left, *right))[:MOST_CITED])
    return ()


def _best(text: str, named: Sequence[Line], lines: Sequence[Line]) -> tuple[tuple[Line, ...], Verdict]:
    """Return the sentences that carry a statement best: some of those that it names, or a single one."""
    best = tuple(named[:MOST_NAMED])
    verdict = _verdict(text, best)
    for line in lines[:MOST_TRIED]:
        other = _verdict(text, [line])
        if _worth(other) > _worth(verdict):
            best, verdict = (line,), other
    return best, verdict


def _altered(text: str, closest: Line) -> bool:
    """Whether a statement is a sentence of the evidence, or next to it, with a figure, a name or a 'not' changed.

    Then the sentence contradicts it, though others may be read as if they lent it what was changed.
    """
    language = closest.article.language or "en"
    changed = [one for one in _doubts(text, closest) if one.kind in _HARD or one.clash]
    words = content(text, language)
    rest = [word for word in words if not any(one.start <= word.start < one.end for one in changed)] or words
    held = keys(closest.sentence.text, language)
    shared = sum(word.weight for word in rest if base(word.stem) in held)
    if shared < NEXT_TO_ALL * sum(word.weight for word in rest):
        return False
    return bool(changed) or any(finding.clash for finding in _verdict(text, [closest]).findings)


def _worth(verdict: Verdict) -> float:
    clashes = any(finding.clash for finding in verdict.findings)
    return min(verdict.support.score, REFUSED) if clashes else verdict.support.score


def _doubts(text: str, line: Line) -> tuple[Finding, ...]:
    """Return what a sentence does not say of a statement."""
    return _strictly(text, _read(line))


@lru_cache(maxsize=64)
def _strictly(text: str, read: Source) -> tuple[Finding, ...]:
    return strict_findings(text, read)


def _read(line: Line) -> Source:
    """Return a sentence as it is read strictly: without its dateline."""
    place = whole(line)
    return replace(source(line), text=line.article.text[place.start : place.end])


def _with_doubts(text: str, cited: Sequence[Line], findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Add what none of the cited sentences says and no finding marks yet."""
    first, *others = [{(one.start, one.end): one for one in _doubts(text, line)} for line in cited]
    marked = [(one.start, one.end) for one in findings]
    more = [
        doubt
        for place, doubt in first.items()
        if all(place in other for other in others)
        and not any(start < doubt.end and doubt.start < end for start, end in marked)
    ]
    if not (*findings, *more):
        place = (len(text) - len(text.lstrip()), len(text.rstrip()))
        more = [found(Kind.UNCOVERED, text, place, "no single sentence says all of it")]
    return tuple(sorted((*findings, *more), key=lambda finding: (finding.start, finding.end)))


def _closest(text: str, lines: Sequence[Line]) -> list[Line]:
    """Return sentences by what they share with a statement, those that share most of its weight first."""
    facts = {language: _facts(text, language) for language in {line.article.language or "en" for line in lines}}

    def shared(line: Line) -> float:
        language = line.article.language or "en"
        held = keys(line.sentence.text, language)
        return sum(weight for key, weight in facts[language] if key in held)

    return sorted(lines, key=shared, reverse=True)


def _facts(text: str, language: str) -> list[tuple[str, float]]:
    return [(base(word.stem), word.weight) for word in content(text, language)]


def _second_opinion(
    text: str, cited: Sequence[Line], findings: Iterable[Finding], support: Support, judge: Judge
) -> Support:
    """Return the support after a judge has read a statement in doubt: it may confirm or refuse, and cites nothing."""
    doubts = "; ".join(dict.fromkeys(f"'{finding.text}': {finding.detail}" for finding in findings))
    opinion = judge(text, [line.sentence.text for line in cited], doubts or "whether the sentences say this at all")
    if opinion is None:
        return support
    if opinion and all(finding.kind is Kind.UNCOVERED for finding in findings):
        return Support(Label.SUPPORTED, SUPPORTED_FROM)
    return support if opinion else Support(Label.UNSUPPORTED, min(support.score, REFUSED))


def _added(text: str, findings: Iterable[Finding], language: str) -> float:
    """Return the share of a statement's weight that no sentence has."""
    words = content(text, language)
    starts = {finding.start for finding in findings if finding.kind is Kind.UNCOVERED}
    whole = sum(word.weight for word in words)
    return sum(word.weight for word in words if word.start in starts) / whole if whole else 0.0


def _verdict(text: str, lines: Sequence[Line]) -> Verdict:
    return _verified(text, tuple(map(source, lines)))


# A statement in doubt is looked at from several sides, each time with the same few sentences.
@lru_cache(maxsize=64)
def _verified(text: str, sources: tuple[Source, ...]) -> Verdict:
    return verify(text, sources)
