"""Who says what in the sentences of an article: sentences and their language in, attributions with offsets out.

Rules, no parse, and precision before recall: a source is a proper name, an agency, a body that speaks ('the ministry')
or people who stay unnamed. Every offset points into the article's text: `text[start:end] == name`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.attribution_languages import RULES, SPEAKERS
from ingest.attribution_phrases import ANONYMOUS, ARTICLE, BODIES, ENGLISH, OUTLET, Rule
from ingest.corpus import Article, Attribution, Role, Sentence, SourceKind
from ingest.corpus import AttributionKind as Kind
from ingest.credits import AGENCIES
from ingest.outlets import outlet_key

_AGENCIES = {outlet_key(name): names[0] for names in AGENCIES for name in names}
# Also of others: the American Academy of Pediatrics, a mayor, a state, a region.
_AMBIGUOUS = frozenset(("aa", "aap", "ani", "apa", "ats", "bloomberg", "mena", "pa", "pap", "sda", "stt", "tt"))
_HOLDER = re.compile(r"^(?:[Tt]he|[Aa]n?)\s[a-z]")  # 'a spokesman for NBC' is no outlet
_OWNED = re.compile(r"['’]s\s")  # of "Meridian Media's Kestrin Times" its business is told
_POSSESSIVE = re.compile(r"['’]s?$")
_QUOTED = re.compile(r"[“\"«„][^“”\"«»„]{12,}[”\"»“]")
_QUOTE_ENDS = re.compile(r"[”\"»“],?\s?(?:[—–-]\s)?$")
_QUOTE_BEGINS = re.compile(r"\s?[,:]?\s?[“\"«„]")


def attributions(sentences: Sequence[Sentence], language: str | None = None) -> tuple[Attribution, ...]:
    """Return who is named as the source of which sentence of the body, in order."""
    code = (language or "en").lower().split("-")[0]
    rules = ENGLISH if code == "en" else RULES.get({"nb": "no", "nn": "no"}.get(code, code), ())
    return tuple(
        found
        for sentence in sentences
        if sentence.role is Role.BODY
        # Most sentences name nobody: a search for plain words spares them the patterns.
        and (tried := _tried(sentence.text, rules))
        for found in _found(sentence, tried)
    )


def attributed(article: Article) -> tuple[Attribution, ...]:
    """Return an article's attributions, found now where it was stored before they were kept."""
    kept = article.attributions
    return attributions(article.sentences, article.language) if kept is None else kept


def agency_key(name: str) -> str:
    """Return an outlet's name folded for comparison; an agency is the same by any of its names."""
    key = outlet_key(name)
    return outlet_key(_AGENCIES.get(key, key))


def _tried(text: str, rules: Sequence[Rule]) -> list[Rule]:
    """Return the rules of which a word stands in a text; loops take half the time of `any` here."""
    tried = []
    for rule in rules:
        for word in rule.words:
            if word in text:
                tried.append(rule)
                break
    return tried


def _found(sentence: Sentence, rules: Sequence[Rule]) -> Iterator[Attribution]:
    """Yield the sources of a sentence, each place once, by the first rule that names it."""
    text = sentence.text
    inside: list[tuple[int, int]] | None = None
    found: dict[int, Attribution] = {}
    for rule in rules:
        for match in rule.pattern.finditer(text):
            start, end = match.span("source")
            if inside is None:
                inside = [quotation.span() for quotation in _QUOTED.finditer(text)]
            # What stands inside a quotation is what the quoted one says, and not who says it.
            if start in found or any(first <= start < last for first, last in inside):
                continue
            spoken = rule.kind in (Kind.SAID, Kind.TOLD)
            # According to Ida Moss's office, it is not Ida Moss who says it; a subject may be 'Oduya’s'.
            if not spoken and _POSSESSIVE.search(match["source"]):
                continue
            source = _source(match["source"])
            if source is SourceKind.OUTLET and (article := ARTICLE.match(match["source"])):
                start += article.end()
            kind = rule.kind
            if spoken and (_QUOTE_ENDS.search(text, 0, match.start()) or _QUOTE_BEGINS.match(text, match.end())):
                kind = Kind.QUOTE
                # Agencies report, people are quoted: “…,” Bloomberg said.
                source = SourceKind.NAME if outlet_key(text[start:end]) in _AGENCIES else source
            elif kind is Kind.CARRIED and source in (SourceKind.BODY, SourceKind.ANONYMOUS):
                kind = Kind.ACCORDING  # what the police report is no news item of theirs
            at = sentence.start
            told = match.groupdict().get("told")
            found[start] = Attribution(sentence.index, kind, source, at + start, at + end, text[start:end], told)
    yield from (found[start] for start in sorted(found))


def _source(name: str) -> SourceKind:
    """Return what a source is, by its words."""
    bare = ARTICLE.sub("", name).removeprefix("The ")
    # So short an agency's name is written in capitals: 'Pa' is nobody's.
    known = outlet_key(bare) in _AGENCIES.keys() - _AMBIGUOUS
    named = OUTLET.search(bare) and not _HOLDER.match(name) and not _OWNED.search(name)
    if named or (known and (bare.isupper() or len(bare) > 4 or bare in ("dpa", "Lusa", "Tass"))):
        return SourceKind.OUTLET
    if ANONYMOUS.search(name):
        return SourceKind.ANONYMOUS
    return SourceKind.BODY if BODIES.search(name) or SPEAKERS.fullmatch(bare) else SourceKind.NAME
