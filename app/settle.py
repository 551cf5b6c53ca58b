"""What becomes of a statement that a model wrote: verified, its citations put right, or refused with the reason.

In: the words of a statement, the evidence that it names and all the evidence there was. Out: a draft that may be shown,
or why not. The sentences that a model names are where the search begins: better ones are cited instead, and
all that carry the statement by themselves are cited, each from another article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.answers import Label, Support
from app.compared import doubts_of, is_altered, read_strictly, verdict_on
from app.cover import keys
from app.findings import Finding, Kind, found
from app.joined import parts
from app.lexicon import base
from app.quote import whole
from app.reading import Line
from app.render import Place
from app.strict import exact
from app.verify import PARTIAL_FROM, SUPPORTED_FROM, VERBATIM, Verdict
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

# Speakers, signs, units and small words are read in these; elsewhere only what stands in a sentence so is sure.
READ = frozenset({"en", "es"})

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
        score = max(verdict_on(text, [line]).support.score for line in carriers)
        return Settled(text, _places(carriers), Support(Label.SUPPORTED, score))
    several = _jointly(text, looked_at)
    cited, verdict = _best(text, several or _adding(text, named), looked_at)
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
        or not _is_read(cited[0])
        or any(finding.clash for finding in verdict.findings)
        or any(is_altered(text, line, cited) for line in _once((*near[:1], cited[0])))
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
        if len(found) < MOST_CITED and line.article.id not in found and carries(text, line):
            found[line.article.id] = line
    return tuple(found.values())


def carries(text: str, line: Line) -> bool:
    """Whether a sentence carries all of a statement: well enough, and with nothing in doubt."""
    if not exact(text, read_strictly(line)):
        return False
    support = verdict_on(text, [line]).support
    return support.label is Label.SUPPORTED if _is_read(line) else support.score == VERBATIM


def _is_read(line: Line) -> bool:
    return (line.article.language or "en") in READ


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
    best = tuple(named)
    verdict = verdict_on(text, best)
    for line in lines[:MOST_TRIED]:
        other = verdict_on(text, [line])
        if _worth(other) > _worth(verdict):
            best, verdict = (line,), other
    return best, verdict


def _adding(text: str, named: Sequence[Line]) -> tuple[Line, ...]:
    """Return the closest sentence and those that have something of the statement which the ones before it lack."""
    chosen: list[Line] = []
    left = list(named[:MOST_NAMED])
    lacking = {fact for line in left for fact in _facts(text, line.article.language or "en")}
    while left and len(chosen) < MOST_CITED:
        held = [keys(line.sentence.text, line.article.language or "en") for line in left]
        gains = [sum(weight for key, weight in lacking if key in some) for some in held]
        if not max(gains) and chosen:
            break
        at = gains.index(max(gains))
        lacking = {(key, weight) for key, weight in lacking if key not in held[at]}
        chosen.append(left.pop(at))
    return tuple(chosen)


def _worth(verdict: Verdict) -> float:
    clashes = any(finding.clash for finding in verdict.findings)
    return min(verdict.support.score, REFUSED) if clashes else verdict.support.score


def _with_doubts(text: str, cited: Sequence[Line], findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Add what the closest of the cited sentences does not say and no finding marks yet."""
    marked = [(one.start, one.end) for one in findings]
    more = [
        doubt
        for doubt in doubts_of(text, cited[0])
        if not any(start < doubt.end and doubt.start < end for start, end in marked)
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
    if opinion and _is_of_words(text, cited, findings):
        return Support(Label.SUPPORTED, SUPPORTED_FROM)
    return support if opinion else Support(Label.UNSUPPORTED, min(support.score, REFUSED))


def _is_of_words(text: str, cited: Sequence[Line], findings: Iterable[Finding]) -> bool:
    """Whether all that is in doubt is how one sentence is put: nothing marks the whole, no figure, name or sign."""
    whole = len(text.strip())
    return all(one.kind is Kind.UNCOVERED and one.end - one.start < whole for one in findings) and any(
        all(one.kind is Kind.UNCOVERED for one in doubts_of(text, line)) for line in cited
    )


def _added(text: str, findings: Iterable[Finding], language: str) -> float:
    """Return the share of a statement's weight that no sentence has."""
    words = content(text, language)
    starts = {finding.start for finding in findings if finding.kind is Kind.UNCOVERED}
    whole = sum(word.weight for word in words)
    return sum(word.weight for word in words if word.start in starts) / whole if whole else 0.0
