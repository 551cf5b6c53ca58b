"""The hosted embedder over the real client, against a server that speaks its protocol, well or badly."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from ingest.embedders import make_embedder
from ingest.errors import EmbedError
from ingest.settings import Settings

Reply = Callable[[dict[str, Any]], tuple[int, Any]]


def vectors(asked: dict[str, Any]) -> tuple[int, Any]:
    rows = [{"object": "embedding", "index": n, "embedding": [1.0, len(t), 0.0]} for n, t in enumerate(asked["input"])]
    usage = {"prompt_tokens": 1, "total_tokens": 1}
    return 200, {"object": "list", "data": rows, "model": asked["model"], "usage": usage}


class Server:
    """Answers as its `reply` says and keeps what it was asked."""

    def __init__(self) -> None:
        self.reply: Reply = vectors
        self.asked: list[dict[str, Any]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
                outer.asked.append(asked)
                status, body = outer.reply(asked)
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(body).encode())

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_port}/v1"
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def stop(self) -> None:
        if self._thread.is_alive():
            self._http.shutdown()
            self._thread.join()
        self._http.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.stop()  # also where a test has stopped it already


def settings(server: Server) -> Settings:
    return Settings(embedder="openai:tiny", openai_base_url=server.url)


def test_its_name_is_the_setting_and_its_dimension_is_learnt(server: Server) -> None:
    embedder = make_embedder(settings(server))
    assert (embedder.name, embedder.dimension) == ("openai:tiny", 3)
    assert embedder.embed(["a", "", "bcd"]).tolist()[1] == [0, 0, 0]
    assert server.asked[-1]["input"] == ["a", "bcd"]
    assert server.asked[-1]["model"] == "tiny"
    assert server.asked[-1]["encoding_format"] == "float"


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param((401, {"error": {"message": "no such key"}}), id="refused"),
        pytest.param((200, {"data": []}), id="no_vectors"),
        pytest.param((200, {"something": "else"}), id="another_shape"),
    ],
)
def test_a_server_that_fails_is_one_named_error(server: Server, reply: tuple[int, Any]) -> None:
    embedder = make_embedder(settings(server))
    server.reply = lambda asked: reply
    with pytest.raises(EmbedError, match="openai:tiny"):
        embedder.embed(["text"])
    with pytest.raises(EmbedError, match="openai:tiny"):
        embedder.embed_query("text")
    with pytest.raises(EmbedError, match="OPENAI_BASE_URL"):
        make_embedder(settings(server))


def test_a_server_that_is_not_there_is_one_named_error(server: Server) -> None:
    embedder = make_embedder(settings(server))
    server.stop()
    with pytest.raises(EmbedError, match="openai:tiny"):
        embedder.embed(["text"])
