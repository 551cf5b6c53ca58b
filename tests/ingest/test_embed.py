from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings

from ingest.embed import Embedder, unit
from ingest.embed_minilm import MAX_TOKENS
from ingest.errors import EmbedError
from tests.builders import Counting, fake


class Scripted(Embeddings):
    """An embedder that answers whatever it was given to answer."""

    def __init__(self, reply: Any) -> None:
        self._reply = reply

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        reply: list[list[float]] = self._reply
        return reply

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def test_vectors_have_length_one_and_blanks_have_none() -> None:
    counting = Counting()
    vectors = fake(counting).embed(["a", "", "b", " \n"])
    assert vectors.shape == (4, 16)
    assert np.allclose(np.linalg.norm(vectors, axis=1), [1, 0, 1, 0], atol=1e-6)
    assert counting.texts == ["a", "b"]
    assert fake(counting).embed([]).shape == (0, 16)
    assert fake(counting).embed([" "]).tolist() == [[0.0] * 16]
    assert not fake(counting).embed_query(" ").any()
    assert counting.texts == ["a", "b"]


def test_rows_of_zeros_stay_zeros() -> None:
    assert np.allclose(unit(np.asarray([[3.0, 4.0], [0.0, 0.0]], np.float32)), [[0.6, 0.8], [0.0, 0.0]])


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        pytest.param([[1.0, 2.0]], r"shape \(1, 2\) for 1 texts, not \(1, 3\)", id="another_dimension"),
        pytest.param([[1.0] * 3] * 2, r"shape \(2, 3\)", id="too_many"),
        pytest.param([], r"shape", id="none"),
        pytest.param([[1.0, math.nan, 2.0]], "NaN", id="not_a_number"),
        pytest.param([[1.0, math.inf, 2.0]], "NaN", id="infinite"),
        pytest.param([[1.0, 2.0], [1.0]], "gave no vectors", id="ragged"),
        pytest.param([None], "gave", id="nothing"),
        pytest.param([["one", "two", "three"]], "gave no vectors", id="words"),
    ],
)
def test_what_is_no_vector_never_reaches_the_index(reply: Any, why: str) -> None:
    embedder = Embedder(name="odd", dimension=3, embeddings=Scripted(reply))
    with pytest.raises(EmbedError, match=why):
        embedder.embed(["text"])


def test_a_query_is_checked_too() -> None:
    with pytest.raises(EmbedError, match="odd"):
        Embedder(name="odd", dimension=3, embeddings=Scripted([[1.0]])).embed_query("text")


def test_minilm_is_the_default_and_puts_like_beside_like(embedder: Embedder) -> None:
    assert (embedder.name, embedder.dimension) == ("all-MiniLM-L6-v2-int8", 384)
    ferry, boat, shares = embedder.embed(
        ["The ferry ran aground.", "A boat hit the rocks near the shore.", "Shares fell by three percent."]
    )
    assert ferry @ boat > 0.4
    assert ferry @ shares < 0.2
    assert embedder.embed_query("Where did the ship strand?") @ ferry > 0.4


def test_minilm_keeps_to_the_reference(embedder: Embedder) -> None:
    # Cosines of the official model in float32, by ONNX Runtime; int8 moves them by a few hundredths.
    wolves, bears, budget = embedder.embed(
        ["Wolves attacked the flock.", "Bears killed sheep on the farm.", "The council passed its budget."]
    )
    assert wolves @ bears == pytest.approx(0.553, abs=0.05)
    assert wolves @ budget == pytest.approx(0.030, abs=0.05)


def test_minilm_gives_a_text_nearly_the_same_vector_in_any_company(embedder: Embedder) -> None:
    texts = [f"{'Rain fell and the river rose. ' * (number % 7)}Day {number} was wet." for number in range(40)]
    together = embedder.embed(texts)
    alone = np.stack([embedder.embed([text])[0] for text in texts])
    assert (together * alone).sum(axis=1).min() > 0.97
    assert np.array_equal(together, embedder.embed(texts))


def test_minilm_cuts_what_is_longer_than_its_window(embedder: Embedder) -> None:
    start = "storm " * MAX_TOKENS
    assert embedder.embed_query(start + "sunshine") @ embedder.embed_query(start) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("text", ["\ud800", "\x00", "a" * 100_000, "🛳" * 600, "ليس"], ids=repr)
def test_minilm_takes_any_text(embedder: Embedder, text: str) -> None:
    assert np.isfinite(embedder.embed_query(text.encode("utf-8", "replace").decode())).all()
