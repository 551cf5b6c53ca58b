"""What holds for every test: no network but loopback, no settings from outside, no home; and the store's fixtures."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest.embed import Embedder
from ingest.store import Store
from tests.builders import fake, open_store

LOOPBACK = frozenset({"", "localhost", "127.0.0.1", "::1", "0.0.0.0", "::"})  # noqa: S104 - compared, not bound
SETTINGS = ("CORROBORATE_", "OPENAI_", "OTEL_")


def refuse_the_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Raise where a socket would reach another machine, or a name would be looked up for that."""
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        if isinstance(address, tuple) and not _is_loopback(address[0]):
            raise PermissionError(f"a test would connect to {address!r}; tests stay on this machine")
    elif event == "socket.getaddrinfo" and not _is_loopback(arguments[0]):
        raise PermissionError(f"a test would look up {arguments[0]!r}; tests stay on this machine")


def _is_loopback(host: Any) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    return name is None or name in LOOPBACK or name.startswith("127.")


sys.addaudithook(refuse_the_network)


@pytest.fixture(scope="session", autouse=True)
def untouched_by_the_machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Run with no settings in the environment and with an empty home."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(SETTINGS)]:
            patch.delenv(name)
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The real embedder, for tests in which meaning matters."""
    from ingest.embed_minilm import make_minilm

    return make_minilm()


@pytest.fixture(scope="session")
def fake_embedder() -> Embedder:
    """An embedder without meaning: the same text has the same vector, and that is all."""
    return fake()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store of one's own."""
    opened = open_store(tmp_path / "data")
    yield opened
    opened.close()
