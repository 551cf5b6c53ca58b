"""Which embedder a setting means."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ingest.embedders import make_embedder
from ingest.errors import EmbedError
from ingest.settings import Settings


def test_the_built_in_one_is_the_default() -> None:
    made = make_embedder(Settings())
    assert (made.name, made.dimension) == ("all-MiniLM-L6-v2-int8", 384)


def test_a_hosted_embedder_needs_a_key_or_a_server() -> None:
    with pytest.raises(EmbedError, match="OPENAI_API_KEY"):
        make_embedder(Settings(embedder="openai:text-embedding-3-small"))


def test_the_one_that_is_not_meant_is_not_loaded() -> None:
    script = (
        "import sys; from ingest.embedders import make_embedder; from ingest.settings import Settings;"
        "make_embedder(Settings()); print('openai' in sys.modules)"
    )
    root = Path(__file__).resolve().parents[2]
    run = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
