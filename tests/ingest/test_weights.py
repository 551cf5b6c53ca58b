from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import onnxruntime as ort
import pytest

from ingest import weights
from ingest.embed import Embedder
from ingest.embed_minilm import MiniLM
from ingest.errors import EmbedError
from ingest.minilm_graph import LAYERS, WIDTH, build, read_safetensors

TEXTS = ["The ferry ran aground off the harbour.", "Prices rose by 3.5 percent in March, the bank said."]


def test_the_model_is_built_once_and_where_it_was_told(tmp_path: Path, embedder: Embedder) -> None:
    folder = tmp_path / "model"
    model = weights.ensure_model(folder)
    assert model.graph.parent == folder
    assert sorted(path.name for path in folder.iterdir()) == sorted({"build.lock", weights.GRAPH_NAME})
    assert 20e6 < model.graph.stat().st_size < 25e6
    built_at = model.graph.stat().st_mtime_ns
    assert weights.ensure_model(folder) == model
    assert model.graph.stat().st_mtime_ns == built_at
    assert np.array_equal(MiniLM(model, threads=1).vectors(TEXTS), embedder.embed(TEXTS))


def test_the_small_model_keeps_the_directions_of_the_full_one(tmp_path: Path, embedder: Embedder) -> None:
    source = weights._package_folder()
    tensors = read_safetensors(source / "model.safetensors")
    assert tensors["embeddings.word_embeddings.weight"].shape == (30_522, WIDTH)
    graph = tmp_path / "float.onnx"
    graph.write_bytes(build(tensors).SerializeToString())
    full = MiniLM(weights.Model(graph=graph, tokenizer=source / "tokenizer.json"), threads=1).vectors(TEXTS)
    assert np.allclose(np.linalg.norm(full, axis=1), 1, atol=1e-5)
    assert (full * embedder.embed(TEXTS)).sum(axis=1).min() > 0.98
    assert sum(node.op_type == "Attention" for node in build(tensors).graph.node) == LAYERS
    assert ort.InferenceSession(graph.read_bytes()).get_outputs()[0].name == "embedding"


def test_weights_that_are_not_the_official_ones_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "model.safetensors"
    other.write_bytes(b"\x02\0\0\0\0\0\0\0{}")
    with pytest.raises(EmbedError, match="not the official model"):
        weights._build(other, tmp_path / "graph.onnx")
    assert not (tmp_path / "graph.onnx").exists()


def test_a_folder_that_can_not_be_written_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(EmbedError, match="file"):
        weights.ensure_model(blocked / "model")
    shutil.rmtree(tmp_path)
