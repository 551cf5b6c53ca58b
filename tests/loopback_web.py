"""The web on 127.0.0.1: pages, feeds and redirects as a test puts them, and servers that mean harm.

    with loopback_web() as web:
        url = web.put("/bridge", page("The bridge is closed."), host="harbour.example")
        web.fetcher().fetch(url)

Every name under `.example` leads to this machine for a fetcher that is made here, so one server plays many hosts.
"""

from __future__ import annotations

import gzip
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from ingest.fetch import Fetcher

HTML = "text/html; charset=utf-8"
LOOPBACK = "127.0.0.1"
TICK = 0.02  # seconds between the bytes of a slow server; its readers are given a fraction of a second


@dataclass(frozen=True, slots=True)
class Seen:
    """A request as it came in; header names are in lower case."""

    host: str
    path: str
    headers: Mapping[str, str]


@dataclass(slots=True)
class Answer:
    """What is answered; `raw` writes what it likes to the connection instead."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: Callable[[BaseHTTPRequestHandler, threading.Event], None] | None = None


class LoopbackWeb:
    """A server that answers with what was put there and remembers what it was asked."""

    def __init__(self, port: int, scheme: str = "http") -> None:
        self.port = port
        self._scheme = scheme
        self.seen: list[Seen] = []
        self.stopping = threading.Event()
        self._answers: dict[tuple[str | None, str], list[Answer]] = {}

    def url(self, path: str, host: str = "harbour.example") -> str:
        return f"{self._scheme}://{host}:{self.port}{path}"

    def put(
        self,
        path: str,
        body: str | bytes = b"",
        *,
        host: str | None = None,
        status: int = 200,
        content_type: str | None = HTML,
        headers: Mapping[str, str] | None = None,
        raw: Callable[[BaseHTTPRequestHandler, threading.Event], None] | None = None,
    ) -> str:
        """Answer this at a path, of one host or of all; put again, answers come in turn, the last for ever."""
        data = body.encode() if isinstance(body, str) else body
        kind = {"Content-Type": content_type} if content_type else {}
        answer = Answer(data, status, {**kind, **(headers or {})}, raw)
        self._answers.setdefault((host, path), []).append(answer)
        return self.url(path, host or "harbour.example")

    def redirect(self, path: str, to: str, *, host: str | None = None, status: int = 302) -> str:
        """Send a path on to another URL."""
        return self.put(path, status=status, host=host, headers={"Location": to})

    def paths(self, host: str | None = None) -> list[str]:
        """Return the paths that were asked for, but for robots.txt."""
        return [s.path for s in self.seen if s.path != "/robots.txt" and (host is None or s.host.startswith(host))]

    def fetcher(self, **options: Any) -> Fetcher:
        """Return a fetcher that may reach this server, by 127.0.0.1 and by every name under `.example`."""
        return Fetcher(**{"permitted": {LOOPBACK}, "lookup": lookup, "interval": 0.0} | options)

    def answer(self, host: str, path: str) -> Answer:
        """Return what is answered now."""
        found = self._answers.get((host, path)) or self._answers.get((None, path))
        if not found:
            return Answer(b"<h1>Not found</h1>", 404, {"Content-Type": HTML})
        return found.pop(0) if len(found) > 1 else found[0]


def lookup(host: str, seconds: float) -> Sequence[str]:
    """Look up a name as a fetcher of these tests does."""
    if not host.endswith(".example"):
        raise OSError(f"no such host: {host}")
    return [LOOPBACK]


@contextmanager
def loopback_web(*, tls: ssl.SSLContext | None = None) -> Iterator[LoopbackWeb]:
    """Serve until the block ends, with `tls` as https."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = self.headers.get("Host", "")
            headers = {name.lower(): value for name, value in self.headers.items()}
            web.seen.append(Seen(host, self.path, headers))
            answer = web.answer(host.rpartition(":")[0], self.path)
            self.close_connection = True
            with suppress(OSError):  # whoever reads may leave when it has seen enough
                if answer.raw is not None:
                    answer.raw(self, web.stopping)
                    return
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def finish_request(self, request: Any, client_address: Any) -> None:
            with tls.wrap_socket(request, server_side=True) if tls else nullcontext(request) as connection:
                super().finish_request(connection, client_address)

        def handle_error(self, *_: object) -> None:
            """Say nothing: callers hang up in the middle, since they are tested for that."""

    with Server((LOOPBACK, 0), Handler) as server:
        web = LoopbackWeb(server.server_port, "https" if tls else "http")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield web
        finally:
            web.stopping.set()
            server.shutdown()
            thread.join()


def page(*paragraphs: str, title: str = "Bridge closed", head: str = "") -> str:
    """Return an article's page."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


def a_byte_at_a_time(handler: BaseHTTPRequestHandler, stopping: threading.Event) -> None:
    """A body that never ends, a byte at a time."""
    handler.send_response(200)
    handler.send_header("Content-Type", HTML)
    handler.end_headers()
    while not stopping.wait(TICK):
        handler.wfile.write(b"a")


def a_head_at_a_time(handler: BaseHTTPRequestHandler, stopping: threading.Event) -> None:
    """A head that never ends, a byte at a time."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while not stopping.wait(TICK):
        handler.wfile.write(b"a")


def silence(handler: BaseHTTPRequestHandler, stopping: threading.Event) -> None:
    """Nothing at all, and the connection stays open."""
    stopping.wait(30)


def endless_head(handler: BaseHTTPRequestHandler, stopping: threading.Event) -> None:
    """Headers without end, as fast as they go."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not stopping.is_set():
        handler.wfile.write(b"X-More: " + b"a" * 8_000 + b"\r\n")


def endless_body(handler: BaseHTTPRequestHandler, stopping: threading.Event) -> None:
    """A page without end, as fast as it goes."""
    handler.send_response(200)
    handler.send_header("Content-Type", HTML)
    handler.end_headers()
    while not stopping.is_set():
        handler.wfile.write(b"<p>The quay was swept again.</p>\n" * 2_000)


def endless_chunks(handler: BaseHTTPRequestHandler, stopping: threading.Event) -> None:
    """A page in chunks without end, of a byte each, as fast as they go."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not stopping.is_set():
        handler.wfile.write(b"1\r\na\r\n" * 5_000)


def endless_patience(handler: BaseHTTPRequestHandler, stopping: threading.Event) -> None:
    """'Go on' without end, and never an answer."""
    while not stopping.is_set():
        handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 1_000)


def endless_nothing(handler: BaseHTTPRequestHandler, stopping: threading.Event) -> None:
    """A packed page of empty parts without end, which never grows."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n")
    while not stopping.is_set():
        handler.wfile.write(gzip.compress(b"") * 1_000)


def short_of_its_length(handler: BaseHTTPRequestHandler, stopping: threading.Event) -> None:
    """A whole page that says to be 200 times as long, and a connection that stays open."""
    body = page("The bridge is closed.").encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {200 * len(body)}\r\n\r\n"
    handler.wfile.write(head.encode() + body)
    stopping.wait(30)


def bomb(coding: str) -> Callable[[BaseHTTPRequestHandler, threading.Event], None]:
    """Return a page that is packed a thousandfold: 10 GB of blanks in 10 MB."""

    def explode(handler: BaseHTTPRequestHandler, stopping: threading.Event) -> None:
        packer = zlib.compressobj(9, zlib.DEFLATED, {"gzip": 31, "deflate": 15}[coding])
        handler.send_response(200)
        handler.send_header("Content-Type", HTML)
        handler.send_header("Content-Encoding", coding)
        handler.end_headers()
        handler.wfile.write(packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH))
        block = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
        for _ in range(10_000):
            if stopping.is_set():
                return
            handler.wfile.write(block)

    return explode


def no_http(handler: BaseHTTPRequestHandler, stopping: threading.Event) -> None:
    """Something else than HTTP."""
    handler.wfile.write(b"220 mail.harbour.example ready\r\n")


def hang_up(handler: BaseHTTPRequestHandler, stopping: threading.Event) -> None:
    """Half of a page, then the end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n<p>The bri")
