"""all-MiniLM-L6-v2, int8, on ONNX Runtime: the default embedder. No torch, no network, about 100 MB."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import onnxruntime as ort
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from ingest.embed import Embedder, Vectors
from ingest.weights import Model, ensure_model

NAME = "all-MiniLM-L6-v2-int8"
DIMENSION = 384
MAX_TOKENS = 256  # the window that the model was trained with
BATCH = 8  # as fast as 64, and holds memory at 250 MB instead of 1 GB


class MiniLM(Embeddings):
    """Sentence vectors of length one; texts are cut at 256 word pieces. Safe to share between threads."""

    def __init__(self, model: Model, *, threads: int) -> None:
        self._tokenizer = Tokenizer.from_file(str(model.tokenizer))
        # The file ships padding and truncation at 128: cut texts, and work wasted on the short ones.
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS)
        options = ort.SessionOptions()
        # One thread for each call and several calls at once beat one call on several threads.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        # Its own arena would keep what the longest batch ever needed: 90 MB for 4 % of speed.
        options.enable_cpu_mem_arena = False
        # Left to itself, the runtime would put the slow fused normalisation back (see `minilm_graph`).
        self._session = ort.InferenceSession(
            str(model.graph),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=["SkipLayerNormFusion", "BiasGeluFusion"],
        )
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="minilm")

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector per text."""
        vectors: list[list[float]] = self.vectors(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of one text."""
        vector: list[float] = self.vectors([text])[0].tolist()
        return vector

    def vectors(self, texts: list[str]) -> Vectors:
        """Return the vectors as an array [texts, 384]; texts of like length are run together."""
        encodings = self._tokenizer.encode_batch(texts)
        vectors = np.empty((len(texts), DIMENSION), np.float32)
        batches = list(_batches(encodings))
        run = map if len(batches) == 1 else self._pool.map
        for rows, result in zip(batches, run(self._run, [[encodings[r] for r in b] for b in batches]), strict=True):
            vectors[rows] = result
        return vectors

    def _run(self, encodings: list[Encoding]) -> Vectors:
        width = max(len(encoding.ids) for encoding in encodings)
        ids: NDArray[np.int64] = np.zeros((len(encodings), width), np.int64)
        mask = np.zeros_like(ids)
        for row, encoding in enumerate(encodings):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        (result,) = self._session.run(None, {"input_ids": ids, "attention_mask": mask})
        return np.asarray(result, np.float32)


def _batches(encodings: list[Encoding]) -> Iterator[list[int]]:
    """Yield the rows to run together: sorted by length, so that little is padded."""
    order = sorted(range(len(encodings)), key=lambda row: -len(encodings[row].ids))
    for first in range(0, len(order), BATCH):
        yield order[first : first + BATCH]


def make_minilm() -> Embedder:
    """Return the built-in embedder, building its model file at the first call on a machine."""
    embeddings = MiniLM(ensure_model(), threads=os.cpu_count() or 1)
    return Embedder(name=NAME, dimension=DIMENSION, embeddings=embeddings)
