"""A server that speaks OpenAI's chat protocol over real HTTP and plays what a test tells it to.

    with ScriptedModel("Forty people were on board. [1]") as server:
        settings = Settings(openai_base_url=server.url, model="scripted-1")
        ...
        assert server.requests[0].body["temperature"] == 0

A script is a text, a `Script`, or a function of the request's body that returns one of them, so that a test can play a
model that reads its prompt. Scripts are played one a request, the last for all that follow; `play` sets new ones.
The fixture in `scripted_fixtures.py` is a running server that replies "Yes.".
"""

from __future__ import annotations

import json
import re
import select
import socket
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

POLL = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What one request gets.

    Args:
        reply: the text, sent word by word; or its pieces, of which a mapping is sent as a delta as it is.
        delay: seconds before each piece.
        finish: the reason why the reply ends; None ends it without one and without `[DONE]`.
        cut_after: the number of pieces after which the connection is dropped.
        endless: whether the pieces are repeated until the client goes.
        hangs: whether nothing is ever sent, not even a status.
        pings: whether the reply is comments for ever, as proxies send them to keep a connection open.
        status: an HTTP status; from 400 on, `error` is the body.
        error: a text, or what becomes JSON.
        refuses: the statuses with which requests are refused that name these parameters.
        headers: more headers.
        raw: bytes that are sent as the body, as `content_type`, instead of all that.
    """

    reply: str | Sequence[str | Mapping[str, Any]] = "Yes."
    delay: float = 0.0
    finish: str | None = "stop"
    cut_after: int | None = None
    endless: bool = False
    hangs: bool = False
    pings: bool = False
    status: int = 200
    error: object = "it failed"
    refuses: Mapping[str, int] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    content_type: str = "text/event-stream"


Played = Script | str | Callable[[dict[str, Any]], "Script | str"]


@dataclass(slots=True)
class Request:
    """A request as it came; `gone` is set when its client hung up before the end."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    gone: threading.Event = field(default_factory=threading.Event)

    @property
    def prompt(self) -> str:
        """The texts of all messages."""
        return "\n".join(message["content"] for message in self.body["messages"])


class ScriptedModel:
    """The server; see the module. It runs from when it is made until `close` or the end of `with`."""

    def __init__(self, *scripts: Played, models: Sequence[str] = ("scripted-1",)) -> None:
        self.requests: list[Request] = []
        self.models: object = [{"id": name, "object": "model", "created": 0, "owned_by": "test"} for name in models]
        self.models_status = 200
        self.stopping = threading.Event()
        self._lock = threading.Lock()
        self.play(*(scripts or ("Yes.",)))
        self._http = _Http(self)
        self.url = f"http://127.0.0.1:{self._http.server_port}/v1"
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": POLL})
        self._thread.start()

    def play(self, *scripts: Played) -> None:
        """Play these from the next request on."""
        self._scripts = list(scripts)

    def take(self, request: Request) -> Script:
        """Note a request and return its script."""
        with self._lock:
            self.requests.append(request)
            played = self._scripts.pop(0) if len(self._scripts) > 1 else self._scripts[0]
        if callable(played):
            played = played(request.body)
        return Script(reply=played) if isinstance(played, str) else played

    @property
    def bodies(self) -> list[dict[str, Any]]:
        """The bodies of the chat requests so far."""
        return [request.body for request in self.requests]

    def close(self) -> None:
        """Stop, also what hangs."""
        if not self.stopping.is_set():
            self.stopping.set()
            self._http.shutdown()
            self._thread.join()
            self._http.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


class _Http(ThreadingHTTPServer):
    def __init__(self, model: ScriptedModel) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.model = model

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that went."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Http

    def do_GET(self) -> None:
        if self.path.endswith("/models"):
            self._send_json(self.server.model.models_status, {"object": "list", "data": self.server.model.models})
        else:
            self._send_json(404, {"error": {"message": f"no {self.path} here"}})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if not self.path.endswith("/chat/completions"):
            self._send_json(404, {"error": {"message": f"no {self.path} here"}})
            return
        self.request_ = Request(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
        script = self.server.model.take(self.request_)
        refused = next((name for name in script.refuses if name in body), None)
        if refused:
            message = f"Unsupported parameter: '{refused}' is not supported with this model."
            self._send_json(script.refuses[refused], {"error": {"message": message, "param": refused}}, script.headers)
        elif script.status >= 400:
            self._send_json(script.status, script.error, script.headers)
        elif script.hangs:
            while self._waits(60):
                pass
            self.close_connection = True
        elif script.raw is not None:
            self._send(200, script.raw, script.content_type, script.headers)
        elif body.get("stream"):
            self._stream(script)
        else:
            text = "".join(piece for piece in _pieces(script) if isinstance(piece, str))
            choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": script.finish}
            self._send_json(200, _completion(body, "chat.completion", [choice]) | {"usage": _usage(text)})

    def _stream(self, script: Script) -> None:
        self.send_response(200)
        for name, value in {"content-type": script.content_type, "transfer-encoding": "chunked"}.items():
            self.send_header(name, value)
        for name, value in script.headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            whole = self._events(script)
            if whole:
                self.wfile.write(b"0\r\n\r\n")
        except OSError:
            self.request_.gone.set()
            whole = False
        self.close_connection = not whole

    def _events(self, script: Script) -> bool:
        """Send the events; return whether all of them were."""
        while script.pings:
            if not self._waits(script.delay or POLL):
                return False
            self._chunk(b": still here\n\n")
        self._delta({"role": "assistant", "content": ""})
        sent = 0
        while True:
            for piece in _pieces(script):
                if sent == script.cut_after or not self._waits(script.delay):
                    return False
                self._delta({"content": piece} if isinstance(piece, str) else dict(piece))
                sent += 1
            if sent == script.cut_after:
                return False
            if not script.endless:
                break
        if script.finish is not None:
            self._delta({}, finish=script.finish)
            if (self.request_.body.get("stream_options") or {}).get("include_usage"):
                self._event(_completion(self.request_.body, "chat.completion.chunk", []) | {"usage": _usage("")})
            self._chunk(b"data: [DONE]\n\n")
        return True

    def _waits(self, seconds: float) -> bool:
        """Wait; return whether the client is still there and the server not stopping."""
        left = seconds
        while not self.server.model.stopping.is_set():
            if select.select([self.connection], [], [], min(left, POLL))[0]:
                try:
                    here = self.connection.recv(1, socket.MSG_PEEK) != b""
                except OSError:
                    here = False
                if not here:
                    self.request_.gone.set()
                    return False
            left -= POLL
            if left <= 0:
                return True
        return False

    def _delta(self, delta: Mapping[str, Any], *, finish: str | None = None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        self._event(_completion(self.request_.body, "chat.completion.chunk", [choice]))

    def _event(self, data: Mapping[str, Any]) -> None:
        self._chunk(b"data: " + json.dumps(data).encode() + b"\n\n")

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")

    def _send_json(self, status: int, body: object, headers: Mapping[str, str] | None = None) -> None:
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self._send(status, data, "text/plain" if isinstance(body, str) else "application/json", headers or {})

    def _send(self, status: int, data: bytes, content_type: str, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in ({"content-type": content_type, "content-length": str(len(data))} | dict(headers)).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


def _pieces(script: Script) -> Sequence[str | Mapping[str, Any]]:
    return re.findall(r"\s*\S+\s*$|\s*\S+", script.reply) if isinstance(script.reply, str) else script.reply


def _completion(body: Mapping[str, Any], kind: str, choices: list[dict[str, Any]]) -> dict[str, Any]:
    return {"id": "chatcmpl-1", "object": kind, "created": 0, "model": body.get("model"), "choices": choices}


def _usage(text: str) -> dict[str, int]:
    count = len(text.split())
    return {"prompt_tokens": 1, "completion_tokens": count, "total_tokens": count + 1}
