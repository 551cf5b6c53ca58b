"""What comes over the wire in pieces: packed bodies, wherever the network parts them."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

import pytest

from ingest.fetch import Page
from tests.loopback_web import LoopbackWeb, loopback_web


@pytest.fixture
def web() -> Iterator[LoopbackWeb]:
    with loopback_web() as served:
        yield served


def test_members_that_end_where_the_network_parts_them_are_one_page(web: LoopbackWeb) -> None:
    packed = b"".join(gzip.compress(b"<p>Pier %d.</p>" % number) for number in range(40))

    def in_pieces(handler: Any, stopping: Any) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n")
        for at in range(0, len(packed), size):
            piece = packed[at : at + size]
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        handler.wfile.write(b"0\r\n\r\n")

    for size in (1, 7, len(gzip.compress(b"<p>Pier 0.</p>")), 10_000):
        found = web.fetcher().fetch(web.put(f"/{size}", raw=in_pieces))
        assert isinstance(found, Page)
        assert found.body == b"".join(b"<p>Pier %d.</p>" % number for number in range(40))
