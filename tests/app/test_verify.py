from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answers import Label
from app.findings import Finding, Kind
from app.verify import HIGHEST, KEPT, KEPT_OF_VIEW, PARTIAL_FROM, SUPPORTED_FROM, Source, label, verify


@dataclass(frozen=True)
class Pair:
    id: str
    language: str
    source: str
    good: str
    bad: str


def read_pairs() -> list[Pair]:
    _, *blocks = Path(__file__).with_name("perturbed.txt").read_text("utf-8").strip().split("\n\n")
    rows = [re.fullmatch(r"(\S+) (\w\w)\nsource: (.+)\ngood: (.+)\nbad: (.+)", block) for block in blocks]
    return [Pair(*row.groups()) for row in rows if row]


PAIRS = read_pairs()
UNRELATED = (
    Source("Bakers in Quillon baked 87 loaves for the village fair.", "Fair in Quillon", "The sun shone."),
    Source("On 3 April 1911 the poet Ulric Vane would not sing, he claimed.", article="Vane wrote odes. Nobody came."),
    Source("Gardeners may water tulips twice a week, an almanac advises.", "Tulips"),
)
pairs = pytest.mark.parametrize("pair", PAIRS, ids=[pair.id for pair in PAIRS])
texts = st.text(alphabet="Tarn sank. not 12,“”'may\n", min_size=1, max_size=80)


def source_of(pair: Pair) -> Source:
    return Source(pair.source, article=pair.source, language=pair.language)


def test_pairs_are_many_and_read_whole() -> None:
    assert len(PAIRS) == Path(__file__).with_name("perturbed.txt").read_text("utf-8").count("\nsource: ") >= 60
    assert len({pair.id for pair in PAIRS}) == len(PAIRS)


@pairs
def test_good_paraphrase_is_supported(pair: Pair) -> None:
    verdict = verify(pair.good, [source_of(pair)])
    assert verdict.support.label is Label.SUPPORTED, verdict.findings


@pairs
def test_bad_variant_is_not_supported(pair: Pair) -> None:
    verdict = verify(pair.bad, [source_of(pair)])
    assert verdict.support.label is not Label.SUPPORTED
    assert verdict.findings


@pairs
def test_bad_variant_scores_less(pair: Pair) -> None:
    good, bad = (verify(statement, [source_of(pair)]).support.score for statement in (pair.good, pair.bad))
    assert bad < good


@pairs
@pytest.mark.parametrize("place", [0, 1])
def test_unrelated_sources_take_nothing_away(pair: Pair, place: int) -> None:
    for other in UNRELATED:
        sources = [other]
        sources.insert(place, source_of(pair))
        assert verify(pair.good, sources).support.label is Label.SUPPORTED


@pairs
def test_unrelated_sources_lend_nothing(pair: Pair) -> None:
    sources = [source_of(pair), *UNRELATED]
    assert verify(pair.bad, sources).support.label is not Label.SUPPORTED


@pairs
def test_unrelated_sources_alone_support_nothing(pair: Pair) -> None:
    assert verify(pair.good, UNRELATED).support.label is Label.UNSUPPORTED


@pairs
def test_sentence_supports_itself(pair: Pair) -> None:
    for text in (pair.source, pair.good, pair.bad):
        assert verify(text, [Source(text)]).support.score == 1.0
        assert verify(text, [*UNRELATED, Source(text)]).support.score == 1.0
        assert verify(f" {text.rstrip('.')}\n", [Source(text)]).support.score == 1.0


@given(text=texts)
def test_any_text_supports_itself(text: str) -> None:
    assert verify(text, [Source(text)]).support.score == (1.0 if text.strip() else 0.0)


@given(statement=texts, sources=st.lists(st.builds(Source, texts, texts, texts, texts), max_size=3))
def test_score_lies_between_and_label_is_its_threshold(statement: str, sources: list[Source]) -> None:
    verdict = verify(statement, sources)
    assert 0.0 <= verdict.support.score <= 1.0
    assert verdict.support.label is label(verdict.support.score)
    for finding in verdict.findings:
        assert statement[finding.start : finding.end] == finding.text


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (1.0, Label.SUPPORTED),
        (SUPPORTED_FROM, Label.SUPPORTED),
        (SUPPORTED_FROM - 0.001, Label.PARTIAL),
        (PARTIAL_FROM, Label.PARTIAL),
        (PARTIAL_FROM - 0.001, Label.UNSUPPORTED),
        (0.0, Label.UNSUPPORTED),
    ],
)
def test_label(score: float, expected: Label) -> None:
    assert label(score) is expected


def test_one_finding_takes_the_label() -> None:
    assert HIGHEST * KEPT < SUPPORTED_FROM < HIGHEST * KEPT_OF_VIEW


def test_no_source_supports_nothing() -> None:
    assert verify("The ferry sank.", []).support.score == 0.0
    assert verify("  ", [Source("The ferry sank.")]).support.score == 0.0


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("the dam is safe", 1.0),
        ("The dam is safe.", 1.0),
        ("the dam is", 1.0),
        ("dam is saf", None),
    ],
)
def test_part_of_a_sentence(part: str, expected: float | None) -> None:
    score = verify(part, [Source("On Monday the dam is safe, engineers said.")]).support.score
    assert score == expected if expected is not None else score < 1.0


@pytest.mark.parametrize(
    ("part", "source", "kind"),
    [
        ("he had steered the ferry", "He denied that he had steered the ferry.", Kind.POLARITY),
        ("rebels seized the airfield", "On Monday rebels seized the airfield, says the army.", None),
        ("Rebels seized the airfield.", "Dorsk radio alleged rebels seized the airfield.", Kind.ATTRIBUTION),
        ("the owner closed the port", "It may be that the owner closed the port.", None),
    ],
)
def test_part_may_not_lose_what_denies_it(part: str, source: str, kind: Kind | None) -> None:
    verdict = verify(part, [Source(source)])
    assert (verdict.support.score == 1.0) is (kind is None)
    assert kind is None or kind in {finding.kind for finding in verdict.findings}


def test_two_sources_carry_what_neither_does() -> None:
    one = Source("The ferry Sorla sank off Kellgate on Tuesday.")
    two = Source("The Sorla's owner, Havnor Lines, is based in Tarn.")
    statement = "The ferry Sorla of Havnor Lines, which is based in Tarn, sank off Kellgate on Tuesday."
    assert verify(statement, [one, two]).support.label is Label.SUPPORTED
    assert verify(statement, [two]).support.label is not Label.SUPPORTED


def test_context_of_a_source_counts() -> None:
    text = "She called the ruling a mistake."
    statement = "Hanna Bright called the ruling on the Velm dam a mistake."
    alone = verify(statement, [Source(text)])
    within = verify(statement, [Source(text, "Ruling on Velm dam", "Hanna Bright spoke on Monday.")])
    assert alone.support.label is not Label.SUPPORTED
    assert within.support.label is Label.SUPPORTED


def test_words_that_no_source_has_are_named() -> None:
    verdict = verify("The red ferry sank off Tarn in fog.", [Source("The red ferry sank off Tarn.")])
    assert [(finding.kind, finding.text) for finding in verdict.findings] == [(Kind.UNCOVERED, "fog")]


def test_findings_stand_in_order_and_do_not_repeat() -> None:
    verdict = verify("Some 40 ferries sank off Ostrik in 1998.", [Source("Some 30 ferries sank off Tarn in 1989.")])
    assert [(finding.kind, finding.text) for finding in verdict.findings] == [
        (Kind.NUMBER, "40"),
        (Kind.NAME, "Ostrik"),
        (Kind.DATE, "1998"),
    ]


@pytest.mark.parametrize(("start", "end", "text"), [(3, 3, ""), (-1, 2, "abc"), (0, 5, "four")])
def test_finding_has_a_place(start: int, end: int, text: str) -> None:
    with pytest.raises(ValueError, match="has no place"):
        Finding(Kind.NAME, start, end, text, "no source names it")
