"""One exchange with a web server: a checked place and its addresses in, what it answers out, within every limit.

The connection goes to the addresses given and to no other; the name stays what the certificate and the Host header
are about. Every read is held to one deadline, so that a server that sends a byte a second meets it too, and bodies
are counted while they are unpacked, so that a bomb is seen before it is memory.
"""

from __future__ import annotations

import ssl
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic

import httpcore

from ingest.fetch_address import Place
from ingest.fetch_errors import FetchError, Trouble

CONNECT = 10.0  # seconds for all of a host's addresses together
_PIECE = 65_536  # bytes that are unpacked at a time
_AUTOMATIC = 47  # zlib's way to say 'gzip or zlib, whichever it is'
_GZIP = b"\x1f\x8b"
_BARE = -15  # deflate without its wrapping, as some servers send it

Headers = Mapping[str, str]  # names in lower case


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered; the body is unpacked, and empty where it was not wanted."""

    status: int
    headers: Headers
    body: bytes


def exchange(
    target: Place,
    addresses: Sequence[str],
    headers: Headers,
    *,
    deadline: float,
    most_bytes: int,
    wanted: Callable[[int, Headers], bool],
    tls: ssl.SSLContext | None,
) -> Reply:
    """Return what the server answers by the deadline; `wanted` sees the head and says whether to read the body.

    Raises:
        FetchError: there is no connection, no answer in time, too much of it, or none that can be read.
    """
    backend = _Pinned(addresses, deadline)
    request = [("Host", target.authority), *headers.items()]
    url = httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.target)
    try:
        # A connection each: requests to one host are a second apart, and a kept connection would be another's.
        with (
            httpcore.ConnectionPool(ssl_context=tls, network_backend=backend) as pool,
            pool.stream("GET", url, headers=request) as response,
        ):
            head = _headers(response.headers)
            body = b""
            if wanted(response.status, head):
                parts = _unpacked(response.iter_stream(), head.get("content-encoding", ""))
                body = b"".join(_bounded(parts, target.url, most_bytes))
            return Reply(response.status, head, body)
    except httpcore.TimeoutException as error:
        raise FetchError(target.url, "the server does not answer in time; try again later", Trouble.SLOW) from error
    except (httpcore.NetworkError, ssl.SSLError) as error:
        reason = f"there is no connection to the server ({error or type(error).__name__}); check the address"
        raise FetchError(target.url, reason, Trouble.CONNECTION) from error
    except (httpcore.ProtocolError, zlib.error, _PackedError) as error:
        reason = f"what the server sends can't be read ({error or type(error).__name__}); open the page and save it"
        raise FetchError(target.url, reason, Trouble.BROKEN) from error


class _PackedError(Exception):
    """A body is packed in a way that was not asked for."""


class _Pinned(httpcore.NetworkBackend):
    """Connects to the addresses that were checked, whatever name it is asked for."""

    def __init__(self, addresses: Sequence[str], deadline: float) -> None:
        self._addresses = addresses
        self._deadline = deadline
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        until = min(self._deadline, monotonic() + CONNECT)
        failure: Exception = httpcore.ConnectTimeout()
        for number, address in enumerate(self._addresses):
            share = (until - monotonic()) / (len(self._addresses) - number)
            if share <= 0:
                break
            try:
                return _Bounded(self._sockets.connect_tcp(address, port, timeout=share), self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure


class _Bounded(httpcore.NetworkStream):
    """A connection whose every wait ends at the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Bounded(self._stream.start_tls(ssl_context, server_hostname, self._left()), self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)

    def _left(self) -> float:
        left = self._deadline - monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left


def _headers(rows: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return headers by their names in lower case, the first of each; text beyond ASCII is what it most likely is."""
    headers: dict[str, str] = {}
    for name, value in rows:
        try:
            text = value.decode("utf-8")
        except UnicodeDecodeError:
            text = value.decode("latin-1")
        headers.setdefault(name.decode("ascii", "replace").lower(), text.strip())
    return headers


def _unpacked(parts: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """Yield what the parts hold in pieces of bounded size, whatever they grow to."""
    coding = coding.strip().lower()
    if coding in ("", "identity"):
        yield from parts
    elif coding in ("gzip", "x-gzip", "deflate"):
        yield from _inflated(parts, coding)
    else:
        raise _PackedError(f"packed as {coding[:40]!r}, which was not asked for")


def _inflated(parts: Iterable[bytes], coding: str) -> Iterator[bytes]:
    unpacker, ended, rest = None, False, b""
    for part in parts:
        waiting = rest + part
        while waiting:
            if unpacker is None:
                # Another member may follow; what is no member is padding.
                if ended and not waiting.startswith(_GZIP[: len(waiting)]):
                    return
                if ended and len(waiting) < len(_GZIP):
                    break
                # Deflate is meant to have zlib's two bytes before it; the low half of the first says so.
                bare = coding == "deflate" and waiting[0] & 0x0F != 8
                unpacker = zlib.decompressobj(_BARE if bare else _AUTOMATIC)
            yield unpacker.decompress(waiting, _PIECE)
            waiting = unpacker.unconsumed_tail
            if unpacker.eof:
                waiting, unpacker, ended = unpacker.unused_data, None, True
        rest = waiting
    if unpacker is not None:
        yield unpacker.flush()  # a few thousand bytes at most: what the last input still stood for
        if not unpacker.eof:
            raise _PackedError("the packed body ends too early")


def _bounded(parts: Iterable[bytes], url: str, most: int) -> Iterator[bytes]:
    size = 0
    for part in parts:
        size += len(part)
        if size > most:
            reason = f"is larger than {most // 1_000_000} MB; give the article's own page"
            raise FetchError(url, reason, Trouble.LARGE)
        yield part
