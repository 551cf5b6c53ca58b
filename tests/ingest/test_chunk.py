from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.chunk import PASSAGE_WORDS, chunk
from ingest.corpus import Passage, Role, Sentence
from tests.builders import sentences

FULL = " ".join(["word"] * PASSAGE_WORDS)
HALF = " ".join(["word"] * (PASSAGE_WORDS // 2))
BODY, FURNITURE, HEADING = Role.BODY, Role.FURNITURE, Role.HEADING


@pytest.mark.parametrize(
    ("texts", "roles", "expected"),
    [
        pytest.param([], [], [], id="nothing"),
        pytest.param(["a b"], [BODY], [(0, 0)], id="one"),
        pytest.param([HALF, HALF, "c"], [BODY] * 3, [(0, 1), (2, 2)], id="full"),
        pytest.param([FULL + " more", "c"], [BODY] * 2, [(0, 0), (1, 1)], id="longer_than_a_passage"),
        pytest.param(["a", FURNITURE + FULL, "c"], [BODY, FURNITURE, BODY], [(0, 2)], id="furniture_counts_nothing"),
        pytest.param(["a", "b"], [FURNITURE] * 2, [], id="furniture_alone"),
        pytest.param(["a", "b"], [HEADING, FURNITURE], [], id="a_heading_alone"),
        pytest.param([FULL, "a", "b"], [BODY, FURNITURE, FURNITURE], [(0, 2)], id="furniture_at_the_end"),
        pytest.param([FULL, "a", "b"], [BODY, HEADING, BODY], [(0, 0), (1, 2)], id="a_heading_leads_its_text"),
        pytest.param(["新" * 1440, "京" * 12], [BODY] * 2, [(0, 0), (1, 1)], id="no_blanks"),
    ],
)
def test_passages(texts: list[str], roles: list[Role], expected: list[tuple[int, int]]) -> None:
    cut = sentences(*texts, roles=dict(enumerate(roles)))
    assert list(chunk(cut)) == [Passage(*places) for places in expected]


@st.composite
def articles(draw: st.DrawFn) -> tuple[Sentence, ...]:
    lengths = draw(st.lists(st.integers(1, 2 * PASSAGE_WORDS), max_size=25))
    roles = draw(st.lists(st.sampled_from(list(Role)), min_size=len(lengths), max_size=len(lengths)))
    return sentences(*(" ".join(["w"] * length) for length in lengths), roles=dict(enumerate(roles)))


@given(articles())
def test_every_sentence_of_the_body_is_in_exactly_one_passage(cut: tuple[Sentence, ...]) -> None:
    passages = chunk(cut)
    held = [index for passage in passages for index in range(passage.first, passage.last + 1)]
    assert len(held) == len(set(held))
    assert {sentence.index for sentence in cut if sentence.role is BODY} <= set(held) <= set(range(len(cut)))
    assert list(passages) == sorted(passages, key=lambda passage: passage.first)


@given(articles())
def test_a_passage_is_short_or_one_sentence(cut: tuple[Sentence, ...]) -> None:
    for passage in chunk(cut):
        within = [sentence for sentence in cut[passage.first : passage.last + 1] if sentence.role is not FURNITURE]
        assert len(within) == 1 or sum(len(sentence.text.split()) for sentence in within) <= PASSAGE_WORDS
        assert any(sentence.role is BODY for sentence in within)
