"""What becomes of a statement that a model wrote: verified, its citations put right, or refused with the reason.

In: the words of a statement, the evidence that it names and all the evidence there was. Out: a draft that may be shown,
or why not. The sentences that a model names are where the search begins: better ones are cited instead, and
all that carry the statement by themselves are cited, each from another article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.answers import Label, Support
from app.attribution import dropped_speakers
from app.cover import keys
from app.findings import Finding, Kind
from app.lexicon import base
from app.quote import source, whole
from app.reading import Line
from app.render import Place
from app.verify import PARTIAL_FROM, SUPPORTED_FROM, Verdict, verify
from app.words import content

# Sentences looked at for a statement that its own do not carry, by the words they share with it.
LOOKED_AT = 6
MOST_CITED = 6
# Just under `supported`: what a statement gets that turns somebody's claim into a fact or adds a word of its own, however
# well the rest is covered. Just under `partial`: what one gets that must not be shown.
CLAIMED = round(SUPPORTED_FROM - 0.01, 2)
REFUSED = round(PARTIAL_FROM - 0.01, 2)
# Share of a statement's weight that may be the model's own words for it to be shown in part. 'The coastguard set fire to
# the ferry' has a third of its own, and says something else altogether.
ADDED = 0.25

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
    cited, verdict = _best(text, named, evidence)
    if not cited:
        return Settled(text, (), Support(Label.UNSUPPORTED, 0.0))
    support = verdict.support
    added = _added(text, verdict.findings, cited[0].article.language or "en")
    if support.label is Label.SUPPORTED and (added or _claimed(verdict.findings)):
        support = Support(Label.PARTIAL, min(support.score, CLAIMED))
    if support.label is Label.PARTIAL and (added > ADDED or any(finding.clash for finding in verdict.findings)):
        support = Support(Label.UNSUPPORTED, min(support.score, REFUSED))
    if support.label is Label.PARTIAL and judge is not None:
        support = _second_opinion(text, cited, verdict.findings, support, judge)
    if support.label is Label.SUPPORTED:
        cited = _with_others(text, _needed(text, cited), evidence)
    return Settled(text, tuple(map(whole, cited)), support, verdict.findings)


def _best(text: str, named: Sequence[Line], evidence: Sequence[Line]) -> tuple[tuple[Line, ...], Verdict]:
    """Return the sentences that carry a statement best: those that it names, or better ones."""
    best, verdict = tuple(named), _verdict(text, named)
    if verdict.support.label is Label.SUPPORTED and not _claimed(verdict.findings):
        return best, verdict
    for line in _closest(text, evidence):
        for cited in ((line,), (*named, line)) if line not in named else ((line,),):
            other = _verdict(text, cited)
            if _worth(other) > _worth(verdict):
                best, verdict = cited, other
    return best, verdict


def _worth(verdict: Verdict) -> float:
    score = verdict.support.score
    return min(score, CLAIMED) if _claimed(verdict.findings) else score


def _closest(text: str, evidence: Sequence[Line]) -> list[Line]:
    """Return the evidence that shares most with a statement, by the weight of its words."""

    def shared(line: Line) -> float:
        language = line.article.language or "en"
        held = keys(line.sentence.text, language)
        return sum(word.weight for word in content(text, language) if base(word.stem) in held)

    return sorted(evidence, key=shared, reverse=True)[:LOOKED_AT]


def _needed(text: str, cited: Sequence[Line]) -> tuple[Line, ...]:
    """Return the cited sentences without those that add nothing: neither a part of it nor the whole once more."""
    kept = list(cited)
    for line in reversed(cited):
        others = [other for other in kept if other is not line]
        if others and not _carries(text, [line]) and _carries(text, others):
            kept = others
    return tuple(kept)


def _with_others(text: str, cited: Sequence[Line], evidence: Sequence[Line]) -> tuple[Line, ...]:
    """Add the sentences of further articles that carry a statement by themselves."""
    found = list(cited)
    for line in _closest(text, evidence):
        known = {one.article.id for one in found}
        if len(found) < MOST_CITED and line.article.id not in known and _carries(text, [line]):
            found.append(line)
    return tuple(found)


def _second_opinion(
    text: str, cited: Sequence[Line], findings: Iterable[Finding], support: Support, judge: Judge
) -> Support:
    """Return the support after a judge has read a statement in doubt: it may confirm or refuse, and cites nothing."""
    doubts = "; ".join(dict.fromkeys(f"'{finding.text}': {finding.detail}" for finding in findings))
    opinion = judge(text, [line.sentence.text for line in cited], doubts or "whether the sentences say this at all")
    if opinion is None:
        return support
    if opinion and not _claimed(findings):
        return Support(Label.SUPPORTED, SUPPORTED_FROM)
    return support if opinion else Support(Label.UNSUPPORTED, min(support.score, REFUSED))


def _added(text: str, findings: Iterable[Finding], language: str) -> float:
    """Return the share of a statement's weight that no sentence has."""
    words = content(text, language)
    starts = {finding.start for finding in findings if finding.kind is Kind.UNCOVERED}
    whole = sum(word.weight for word in words)
    return sum(word.weight for word in words if word.start in starts) / whole if whole else 0.0


def _claimed(findings: Iterable[Finding]) -> bool:
    return any(finding.kind is Kind.ATTRIBUTION for finding in findings)


def _carries(text: str, lines: Sequence[Line]) -> bool:
    verdict = _verdict(text, lines)
    return verdict.support.label is Label.SUPPORTED and not _claimed(verdict.findings)


def _verdict(text: str, lines: Sequence[Line]) -> Verdict:
    """Return the verdict, with a speaker lost on the way among its findings."""
    verdict = verify(text, [source(line) for line in lines])
    if _claimed(verdict.findings) or not lines:
        return verdict
    language = lines[0].article.language or "en"
    dropped = dropped_speakers(text, [line.sentence.text for line in lines], language)
    return Verdict(verdict.support, (*verdict.findings, *dropped))
