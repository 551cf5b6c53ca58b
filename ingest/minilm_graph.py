"""all-MiniLM-L6-v2 as an ONNX graph, built from its safetensors file without torch.

The network is BERT with 6 layers of 12 heads and 384 units; a text's vector is the mean of its last
hidden states over the real tokens, scaled to length one (Reimers and Gurevych, Sentence-BERT, EMNLP 2019;
Wang et al., MiniLM, NeurIPS 2020). The graph uses ONNX Runtime's fused operators, which its quantiser knows.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

LAYERS, HEADS, WIDTH = 6, 12, 384
EPSILON = 1e-12
FUSED = "com.microsoft"

Tensors = dict[str, NDArray[np.float32]]


def read_safetensors(path: Path) -> Tensors:
    """Return the file's float32 tensors by name; tensors of other types are left out."""
    raw = path.read_bytes()
    (size,) = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8 : 8 + size])
    data = memoryview(raw)[8 + size :]
    return {
        name: np.frombuffer(data[slice(*entry["data_offsets"])], np.float32).reshape(entry["shape"])
        for name, entry in header.items()
        if name != "__metadata__" and entry["dtype"] == "F32"
    }


class _Graph:
    """Collects nodes and constants; every node's output has the node's name."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        self.constants.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def node(self, operator: str, inputs: list[str], output: str, **options: Any) -> str:  # noqa: ANN401 - ONNX's own
        self.nodes.append(helper.make_node(operator, inputs, [output], name=output, **options))
        return output


def build(weights: Tensors) -> onnx.ModelProto:
    """Return the model: int64 `input_ids`, `attention_mask` [batch, tokens] to `embedding` [batch, 384]."""
    graph = _Graph()
    hidden = _embed(graph, weights)
    graph.node("Cast", ["attention_mask"], "mask_int32", to=TensorProto.INT32)
    for number in range(LAYERS):
        hidden = _layer(graph, weights, number, hidden)
    _pool(graph, hidden)
    tokens = ["batch", "tokens"]
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "all-MiniLM-L6-v2",
            [
                helper.make_tensor_value_info("input_ids", TensorProto.INT64, tokens),
                helper.make_tensor_value_info("attention_mask", TensorProto.INT64, tokens),
            ],
            [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", WIDTH])],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", 20), helper.make_opsetid(FUSED, 1)],
        ir_version=9,
    )
    onnx.checker.check_model(model)
    return model


def _embed(graph: _Graph, weights: Tensors) -> str:
    """Sum of word, position and segment embeddings, normalised."""
    graph.constant("words", weights["embeddings.word_embeddings.weight"])
    graph.constant("positions", weights["embeddings.position_embeddings.weight"])
    graph.constant("segment", weights["embeddings.token_type_embeddings.weight"][0])
    for name, value in (("zero", 0), ("one", 1), ("token_axis", 1)):
        graph.constant(name, np.array(value, np.int64))
    graph.node("Shape", ["input_ids"], "shape")
    graph.node("Gather", ["shape", "token_axis"], "length", axis=0)
    graph.node("Range", ["zero", "length", "one"], "places")
    graph.node("Gather", ["words", "input_ids"], "word_vectors")
    graph.node("Gather", ["positions", "places"], "place_vectors")
    graph.node("Add", ["word_vectors", "place_vectors"], "placed_words")
    graph.node("Add", ["placed_words", "segment"], "summed")
    gain = graph.constant("embedding_gain", weights["embeddings.LayerNorm.weight"])
    bias = graph.constant("embedding_bias", weights["embeddings.LayerNorm.bias"])
    return graph.node("LayerNormalization", ["summed", gain, bias], "hidden", axis=-1, epsilon=EPSILON)


def _layer(graph: _Graph, weights: Tensors, number: int, hidden: str) -> str:
    """One transformer layer: attention and feed-forward, each with a residual and a normalisation."""
    prefix, name = f"encoder.layer.{number}.", f"layer{number}_"

    def tensor(of: str) -> NDArray[np.float32]:
        return weights[prefix + of]

    def normalised(new: str, old: str, of: str, output: str) -> str:
        graph.node("Add", [new, graph.constant(output + "_bias", tensor(of + ".dense.bias"))], output + "_biased")
        graph.node("Add", [output + "_biased", old], output + "_sum")
        gain = graph.constant(output + "_gain", tensor(of + ".LayerNorm.weight"))
        shift = graph.constant(output + "_shift", tensor(of + ".LayerNorm.bias"))
        # SkipLayerNormalization does the three in one, and takes six times as long: a fifth of the whole network.
        return graph.node("LayerNormalization", [output + "_sum", gain, shift], output, axis=-1, epsilon=EPSILON)

    parts = ["attention.self." + part for part in ("query", "key", "value")]
    inward = np.concatenate([tensor(part + ".weight").T for part in parts], axis=1)
    inward_bias = np.concatenate([tensor(part + ".bias") for part in parts])
    attention = [
        hidden,
        graph.constant(name + "qkv", inward),
        graph.constant(name + "qkv_bias", inward_bias),
        "mask_int32",
    ]
    graph.node("Attention", attention, name + "attention", domain=FUSED, num_heads=HEADS)
    outward = graph.constant(name + "outward", tensor("attention.output.dense.weight").T)
    graph.node("MatMul", [name + "attention", outward], name + "attended")
    middle = normalised(name + "attended", hidden, "attention.output", name + "middle")
    widen = graph.constant(name + "widen", tensor("intermediate.dense.weight").T)
    widen_bias = graph.constant(name + "widen_bias", tensor("intermediate.dense.bias"))
    graph.node("MatMul", [middle, widen], name + "wide")
    graph.node("Add", [name + "wide", widen_bias], name + "widened")
    graph.node("Gelu", [name + "widened"], name + "active")
    narrow = graph.constant(name + "narrow", tensor("output.dense.weight").T)
    graph.node("MatMul", [name + "active", narrow], name + "narrowed")
    return normalised(name + "narrowed", middle, "output", name + "out")


def _pool(graph: _Graph, hidden: str) -> None:
    """Mean over the real tokens, scaled to length one."""
    graph.constant("over_tokens", np.array([1], np.int64))
    graph.constant("last_axis", np.array([-1], np.int64))
    graph.node("Cast", ["attention_mask"], "mask_float", to=TensorProto.FLOAT)
    graph.node("Unsqueeze", ["mask_float", "last_axis"], "mask_column")
    graph.node("Mul", [hidden, "mask_column"], "real")
    graph.node("ReduceSum", ["real", "over_tokens"], "total", keepdims=0)
    graph.node("ReduceSum", ["mask_float", "over_tokens"], "count", keepdims=1)
    graph.node("Div", ["total", "count"], "mean")
    graph.node("LpNormalization", ["mean"], "embedding", axis=1, p=2)
