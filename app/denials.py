"""Whether something happened: what one says and another denies. Units in, disagreements out.

A denial stands against a claim of somebody else's: one that it names ('rejected a claim by the union'), one in the
sentences before it ('the company denies this'), the other half of its sentence, or what another article has somebody
say in the same words. A denial of what nobody says is none ('denied that money had been the reason').
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from app import denial_words
from app.disputed import claim
from app.disputes import Dispute, disagreements
from app.holders import Holder, Parties, holders, subject
from app.lexicon import alike, base
from app.sides import Claim, Disagreement, published
from app.telling import Telling
from app.units import Unit
from app.words import content

BACK = 3  # sentences in which a denial's claim is looked for
# What another article's sentence must share with what is denied, by weight, and how near it must be.
SHARED, FEWEST, NEAR = 0.5, 2, 0.4
# A denial answers what was said about then: after a month it is of another round of the same quarrel.
SAME_TIME = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class _Denial:
    """A denial in a sentence: its place, who denies, and the words of what is denied."""

    row: int
    start: int
    end: int
    who: Holder | None
    rest: str  # what stands behind the verb
    words: frozenset[str]


def denials(telling: Telling) -> tuple[Disagreement, ...]:
    """Return what somebody says and somebody else denies; disputes about one thing are one."""
    parties = telling.parties
    found: list[Dispute] = []
    accusations = [one for row, unit in enumerate(telling.units) for one in _accusations(row, unit)]
    rows: dict[str, list[int]] = defaultdict(list)
    for row, keys in enumerate(telling.facts):
        for key in keys:
            rows[key].append(row)
    for row, unit in enumerate(telling.units):
        for one in _read(row, telling):
            against = _accused(one, accusations, telling) if denial_words.ACCUSATION.search(one.rest) else None
            against = against or _named(one, unit) or _other_half(one, unit, parties) or _before(one, telling)
            against = against or _right_before(one, telling) or _accused(one, accusations, telling)
            against = against or _elsewhere(one, rows, telling)
            if against is not None:
                found.append(Dispute(against, _claim(one, unit)))
        found += _answered(row, telling)
    return disagreements(found, telling)


def _read(row: int, telling: Telling) -> Iterator[_Denial]:
    unit = telling.units[row]
    text, language = unit.sentence.text, unit.article.language or "en"
    for match in denial_words.DENIES.finditer(text):
        rest = text[match.end() :].partition(";")[0]
        if denial_words.NOT.search(text[: match.start()]) or (match["verb"] and denial_words.NO_CLAIM.match(rest)):
            continue
        if _in_quotation(text, match.start()):
            continue
        if match["verb"] and denial_words.NO_VERB.search(text[: match.start()]):
            continue
        who = subject(text, match.start(), language) if match["verb"] else None
        said = holders(text, language)
        who = who or max((one for one in said if one.end <= match.start()), key=lambda one: one.end, default=None)
        who = who or next((one for one in said if match["no"] and one.start >= match.end()), None)
        if who is not None and denial_words.COURT.search(text, who.start, who.end):
            continue
        if who is not None and not who.keys:
            who = _referred(unit, telling) or who
        denied = denial_words.FIRST.split(rest)[0]
        words = frozenset(base(word.stem) for word in content(denied, language) if word.weight == 1.0)
        yield _Denial(row, match.start(), match.end(), who, rest, words)


def _in_quotation(text: str, place: int) -> bool:
    """Whether a place stands in somebody's own words, or in a part of a quotation that began before the sentence."""
    before, after = text[:place], text[place:]
    return (
        before.count('"') % 2 == 1
        or before.rfind("“") > before.rfind("”")
        or (text.count('"') == 1 and '"' in after)
        or 0 <= after.find("”") < (after.find("“") if "“" in after else len(after))
    )


def _referred(unit: Unit, telling: Telling) -> Holder | None:
    """Return whom a pronoun means: the first one named in the sentence before."""
    row = telling.place.get((unit.article.id, unit.sentence.index - 1))
    if row is None:
        return None
    before = telling.units[row]
    named = [one for one in holders(before.sentence.text, before.article.language or "en") if one.keys]
    return Holder(0, 0, named[0].keys) if named else None


def _claim(one: _Denial, unit: Unit) -> Claim:
    text = unit.sentence.text
    end = min(len(text), one.end + len(one.rest.rstrip(" .")))
    return claim(unit, one.start, end, text[one.who.start : one.who.end] if one.who else "")


def _named(one: _Denial, unit: Unit) -> Claim | None:
    """Return the claim that the denial names with the one who makes it."""
    match = denial_words.NAMED.search(one.rest)
    if match is None:
        return None
    part = "who" if match["who"] else "whose"
    end = one.end + len(one.rest.rstrip(" ."))
    return (
        claim(unit, one.end + match.end(), end, match[part])
        if match.end() < len(one.rest.rstrip(" ."))
        else (claim(unit, one.end + match.start(part), end, match[part]))
    )


def _other_half(one: _Denial, unit: Unit, parties: Parties) -> Claim | None:
    """Return what another one says in the other half of the sentence: 'The union says ...; the operator denies it'."""
    text, language = unit.sentence.text, unit.article.language or "en"
    first = max(text.rfind(";", 0, one.start), text.rfind(", but", 0, one.start), text.rfind(", while", 0, one.start))
    if first < 0:
        return None
    for who in holders(text, language):
        if who.end <= first and who.keys and one.who is not None and not parties.same(who, one.who):
            return claim(unit, who.end, first, text[who.start : who.end]) if who.end < first - 1 else None
    return None


def _before(one: _Denial, telling: Telling) -> Claim | None:
    """Return the claim of somebody else's in the sentences before, where the denial points back to it."""
    unit = telling.units[one.row]
    text = unit.sentence.text
    pointing = denial_words.MEANT.search(one.rest) or denial_words.LO.search(text[: one.start])
    such = "such" in text[one.start : one.end].lower()
    if not (pointing or such) or one.who is None or not one.who.keys:
        return None
    for back in range(1, BACK + 1):
        row = telling.place.get((unit.article.id, unit.sentence.index - back))
        if row is None:
            continue
        if denial_words.DENIES.search(telling.units[row].sentence.text):
            continue  # another denial of the same claim
        said = _said_by_another(telling.units[row], one.who, telling.parties)
        if said is not None:
            return said
    return None


def _right_before(one: _Denial, telling: Telling) -> Claim | None:
    """Return what somebody else says in the two sentences before, where it has a word of what is denied."""
    unit = telling.units[one.row]
    if one.who is None or not one.who.keys:
        return None
    for back in range(1, BACK):
        row = telling.place.get((unit.article.id, unit.sentence.index - back))
        if row is None or float(telling.units[row].vector @ unit.vector) < NEAR:
            continue
        if not one.words & telling.facts[row]:
            continue
        if said := _said_by_another(telling.units[row], one.who, telling.parties):
            return said if said.speaker else None
    return None


def _accusations(row: int, unit: Unit) -> Iterator[tuple[int, Claim, frozenset[str]]]:
    """Yield the accusations of a sentence with the stems of the accused."""
    text, language = unit.sentence.text, unit.article.language or "en"
    for match in denial_words.ACCUSES.finditer(text):
        whom = frozenset(word.stem for word in content(match["whom"], language) if word.weight == 1.0)
        who = subject(text, match.start(), language)
        yield row, claim(unit, match.start(), len(text), text[who.start : who.end] if who else ""), whom


def _accused(one: _Denial, accusations: Sequence[tuple[int, Claim, frozenset[str]]], telling: Telling) -> Claim | None:
    """Return what the denier is accused of in another article, near to what he denies."""
    if one.who is None:
        return None
    unit = telling.units[one.row]
    best: tuple[float, Claim] | None = None
    for row, said, whom in accusations:
        other = telling.units[row]
        if (
            not whom & (one.who.keys | one.words)
            or other.article.id == unit.article.id
            or not _one_matter(row, one.row, telling)
        ):
            continue
        near = float(other.vector @ unit.vector)
        # What he is blamed for is mostly told in the sentence before.
        before = telling.place.get((other.article.id, other.sentence.index - 1), row)
        shares = any(one.words & telling.facts[at] for at in (row, before))
        if (near >= NEAR or shares) and (best is None or near > best[0]):
            best = (near, said)
    return best[1] if best else None


def _said_by_another(unit: Unit, denier: Holder, parties: Parties) -> Claim | None:
    """Return the sentence as a claim where somebody else than the denier says it."""
    text, language = unit.sentence.text, unit.article.language or "en"
    found = holders(text, language)
    others = [who for who in found if not who.keys or not parties.same(who, denier)]
    if others:
        return claim(unit, 0, len(text), text[others[0].start : others[0].end])
    if not found and (match := denial_words.CLAIMS.search(text)):
        return claim(unit, match.start(), len(text), "")
    return None


def _elsewhere(one: _Denial, rows: Mapping[str, Sequence[int]], telling: Telling) -> Claim | None:
    """Return what somebody else is given to say in another sentence in the words of the denial."""
    if one.who is None or not one.who.keys or not one.words:
        return None
    unit = telling.units[one.row]
    least = SHARED * sum(telling.weight.get(key, 1.0) for key in one.words)
    found: list[tuple[float, int]] = []
    for row in {row for key in one.words for row in rows.get(key, ()) if row != one.row}:
        both = [key for key in one.words if not alike(key).isdisjoint(telling.facts[row])]
        shared = sum(telling.weight[key] for key in both if key in telling.weight)
        if len(both) >= FEWEST and shared >= least and telling.units[row].article.language == unit.article.language:
            found.append((shared, row))
    for _, row in sorted(found, key=lambda pair: (-pair[0], pair[1])):
        near = float(telling.units[row].vector @ unit.vector) >= NEAR and _one_matter(row, one.row, telling)
        if near and not denial_words.DENIES.search(telling.units[row].sentence.text):
            said = _said_by_another(telling.units[row], one.who, telling.parties)
            if said is not None:
                return said
    return None


def _one_matter(one: int, two: int, telling: Telling) -> bool:
    """Whether two rows are of one story and of the same weeks."""
    apart = abs(published(telling.units[one]) - published(telling.units[two]))
    return apart <= SAME_TIME and telling.one_event(one, two)


def _answered(row: int, telling: Telling) -> Iterator[Dispute]:
    """Yield an accusation with what the accused says right behind it."""
    unit = telling.units[row]
    text, language = unit.sentence.text, unit.article.language or "en"
    match = denial_words.ACCUSES.search(text)
    after = telling.place.get((unit.article.id, unit.sentence.index + 1))
    if match is None or after is None:
        return
    accused = {base(word.stem) for word in content(match["whom"], language) if word.weight == 1.0}
    answer = telling.units[after].sentence.text
    for who in holders(answer, language):
        if who.keys & accused and not denial_words.NO_ANSWER.search(answer):
            speaker = text[: match.start()]
            yield Dispute(
                claim(unit, match.start(), len(text), speaker),
                claim(telling.units[after], who.end, len(answer), answer[who.start : who.end]),
            )
            return
