"""The network as a graph, with small made-up weights, against the same network in numpy."""

from __future__ import annotations

import json
import math
import struct
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
import pytest
from numpy.typing import NDArray

from ingest.minilm_graph import EPSILON, HEADS, LAYERS, WIDTH, Tensors, build, read_safetensors

WORDS, PLACES, INNER = 40, 16, 32

Array = NDArray[np.float64]


def made_up_weights() -> Tensors:
    """Return weights of the right shapes for 40 words, 16 places and an inner width of 32."""
    random = np.random.default_rng(7)

    def tensor(*shape: int) -> NDArray[np.float32]:
        return random.normal(0, 0.1, shape).astype(np.float32)

    weights = {
        "embeddings.word_embeddings.weight": tensor(WORDS, WIDTH),
        "embeddings.position_embeddings.weight": tensor(PLACES, WIDTH),
        "embeddings.token_type_embeddings.weight": tensor(2, WIDTH),
        "embeddings.LayerNorm.weight": 1 + tensor(WIDTH),
        "embeddings.LayerNorm.bias": tensor(WIDTH),
    }
    shapes = {
        **{f"attention.self.{part}": (WIDTH, WIDTH) for part in ("query", "key", "value")},
        "attention.output.dense": (WIDTH, WIDTH),
        "intermediate.dense": (INNER, WIDTH),
        "output.dense": (WIDTH, INNER),
    }
    for number in range(LAYERS):
        prefix = f"encoder.layer.{number}."
        for name, (outward, inward) in shapes.items():
            weights[f"{prefix}{name}.weight"] = tensor(outward, inward)
            weights[f"{prefix}{name}.bias"] = tensor(outward)
        for name in ("attention.output", "output"):
            weights[f"{prefix}{name}.LayerNorm.weight"] = 1 + tensor(WIDTH)
            weights[f"{prefix}{name}.LayerNorm.bias"] = tensor(WIDTH)
    return weights


WEIGHTS = made_up_weights()


def reference(ids: list[int]) -> Array:
    """Return the vector of one text, after the papers' formulas, in float64."""
    w = {name: value.astype(np.float64) for name, value in WEIGHTS.items()}

    def normal(x: Array, name: str) -> Array:
        x = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + EPSILON)
        return x * w[f"{name}.LayerNorm.weight"] + w[f"{name}.LayerNorm.bias"]

    def dense(x: Array, name: str) -> Array:
        return x @ w[f"{name}.weight"].T + w[f"{name}.bias"]

    def heads(x: Array) -> Array:
        return x.reshape(len(ids), HEADS, WIDTH // HEADS).transpose(1, 0, 2)

    gelu = np.vectorize(lambda x: 0.5 * x * (1 + math.erf(x / math.sqrt(2))))
    places = w["embeddings.position_embeddings.weight"][: len(ids)]
    segment = w["embeddings.token_type_embeddings.weight"][0]
    x = normal(w["embeddings.word_embeddings.weight"][ids] + places + segment, "embeddings")
    for number in range(LAYERS):
        layer = f"encoder.layer.{number}"
        query, key, value = (heads(dense(x, f"{layer}.attention.self.{part}")) for part in ("query", "key", "value"))
        scores = np.exp(query @ key.transpose(0, 2, 1) / math.sqrt(WIDTH // HEADS))
        seen = (scores / scores.sum(-1, keepdims=True) @ value).transpose(1, 0, 2).reshape(len(ids), WIDTH)
        x = normal(x + dense(seen, f"{layer}.attention.output.dense"), f"{layer}.attention.output")
        wide = gelu(dense(x, f"{layer}.intermediate.dense"))
        x = normal(x + dense(wide, f"{layer}.output.dense"), f"{layer}.output")
    mean = x.mean(0)
    return np.asarray(mean / np.linalg.norm(mean))


@pytest.fixture(scope="module")
def session() -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    return ort.InferenceSession(build(WEIGHTS).SerializeToString(), options, providers=["CPUExecutionProvider"])


def run(session: ort.InferenceSession, *texts: list[int]) -> Any:
    ids = np.zeros((len(texts), max(map(len, texts))), np.int64)
    mask = np.zeros_like(ids)
    for row, text in enumerate(texts):
        ids[row, : len(text)] = text
        mask[row, : len(text)] = 1
    return session.run(None, {"input_ids": ids, "attention_mask": mask})[0]


@pytest.mark.parametrize("ids", [[5], [1, 2, 3], list(range(PLACES))], ids=len)
def test_it_is_the_network_of_the_papers(session: ort.InferenceSession, ids: list[int]) -> None:
    assert run(session, ids)[0] == pytest.approx(reference(ids), abs=2e-5)


def test_padding_makes_no_difference(session: ort.InferenceSession) -> None:
    long, short = list(range(10, 24)), [7, 9]
    together = run(session, long, short)
    assert together[1] == pytest.approx(run(session, short)[0], abs=1e-5)
    assert together[0] == pytest.approx(run(session, long)[0], abs=1e-5)


def test_order_and_words_matter_and_lengths_are_one(session: ort.InferenceSession) -> None:
    one, other, third = run(session, [1, 2, 3], [3, 2, 1], [4, 5, 6])
    assert one @ other < 0.999
    assert one @ third < 0.999
    assert np.linalg.norm([one, other, third], axis=1) == pytest.approx(np.ones(3), abs=1e-5)


def test_a_missing_tensor_is_named() -> None:
    with pytest.raises(KeyError, match=r"encoder\.layer\.5\.output\.dense\.bias"):
        build({name: value for name, value in WEIGHTS.items() if name != "encoder.layer.5.output.dense.bias"})


def test_tensors_come_out_of_the_file_as_they_are(tmp_path: Path) -> None:
    matrix = np.arange(6, dtype=np.float32).reshape(2, 3)
    numbers = np.arange(4, dtype=np.int64)
    one = np.float32([2.5])
    data = matrix.tobytes() + numbers.tobytes() + one.tobytes()
    header = json.dumps(
        {
            "__metadata__": {"format": "pt"},
            "matrix": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
            "ids": {"dtype": "I64", "shape": [4], "data_offsets": [24, 56]},
            "one": {"dtype": "F32", "shape": [1], "data_offsets": [56, 60]},
        }
    ).encode()
    file = tmp_path / "model.safetensors"
    file.write_bytes(struct.pack("<Q", len(header)) + header + data)
    tensors = read_safetensors(file)
    assert tensors.keys() == {"matrix", "one"}
    assert tensors["matrix"].tolist() == matrix.tolist()
    assert tensors["one"].tolist() == [2.5]
