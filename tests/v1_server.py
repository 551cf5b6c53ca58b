"""A running server of the whole HTTP surface, and OpenAI's own client for it; the fixtures are in `v1_fixtures.py`."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from openai import OpenAI

from app.api import create_app
from app.wire import Services


@contextmanager
def serving(services: Services) -> Iterator[str]:
    """Serve on a free port; yield the address."""
    server = uvicorn.Server(uvicorn.Config(create_app(services), port=0, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def client_of(address: str) -> OpenAI:
    """Return OpenAI's client as its guide says: a base URL and a key, and for tests no second try."""
    return OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0, timeout=20)
