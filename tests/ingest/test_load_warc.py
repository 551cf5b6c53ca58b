from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from ingest.corpus import RawArticle
from ingest.documents import read_path
from ingest.report import Failure
from tests.documents import failure, read, response, warc_record, zipped

PAGE = "<html><body><p>Die Brücke bleibt geschlossen.</p></body></html>".encode()
URL = "https://oldport.example/bridge"


def chunked(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_each_page_with_its_address_and_moment(packed: bool) -> None:
    records = [
        warc_record("warcinfo", "", b"software: x\r\n", "application/warc-fields"),
        warc_record("request", URL, b"GET / HTTP/1.1\r\n\r\n", "application/http;msgtype=request"),
        warc_record("response", URL, response(PAGE)),
        warc_record("response", f"{URL}/2", response(gzip.compress(PAGE), "Content-Encoding: gzip")),
        warc_record("response", f"{URL}/3", response(chunked(PAGE), "Transfer-Encoding: chunked")),
        warc_record("response", f"{URL}/4", response(b"", "Location: /", status="301 Moved")),
        warc_record("response", f"{URL}/5", response(b"p {}", kind="text/css")),
        warc_record("resource", f"{URL}/6", PAGE, "text/html"),
        warc_record("response", f"{URL}/7", response(b"  ")),
    ]
    data = b"".join(gzip.compress(record) if packed else record for record in records)
    found = read(data, "a.warc.gz" if packed else "a.warc")
    pages = [item for item in found if isinstance(item, RawArticle)]
    assert [page.url for page in pages] == [URL, f"{URL}/2", f"{URL}/3", f"{URL}/6"]
    assert {page.html for page in pages} == {PAGE.decode()}
    assert {page.archived_at for page in pages} == {"2024-01-30T10:15:00Z"}
    assert {page.published_at for page in pages} == {None}
    assert [item.error for item in found if isinstance(item, Failure)] == ["the page is empty; leave it out"]


def test_wacz_is_its_web_archives() -> None:
    files: dict[str, str | bytes] = {
        "datapackage.json": "{}",
        "pages/pages.jsonl": '{"format": "json-pages-1.0"}',
        "archive/data.warc.gz": gzip.compress(warc_record("response", URL, response(PAGE))),
        "indexes/index.cdx": "x",
    }
    (raw,) = read(zipped(files), "a.wacz")
    assert isinstance(raw, RawArticle)
    assert raw.source == f"a.wacz/archive/data.warc.gz ({URL})"


def test_a_bomb_in_a_page_is_one_row_and_the_rest_goes_in(tmp_path: Path) -> None:
    target = io.BytesIO()
    with gzip.GzipFile(fileobj=target, mode="wb") as packed:
        for _ in range(60):
            packed.write(bytes(1_000_000))
    bomb = response(target.getvalue(), "Content-Encoding: gzip")
    path = tmp_path / "a.warc"
    path.write_bytes(warc_record("response", URL, bomb) + warc_record("response", f"{URL}/2", response(PAGE)))
    first, second = read_path(path, "a.warc")
    assert first == Failure(f"a.warc ({URL})", "the page is larger than 20 MB; give the article's own page")
    assert isinstance(second, RawArticle)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (warc_record("request", URL, b"GET / HTTP/1.1\r\n\r\n", "application/http"), "holds no pages that were found"),
        (b"WARC/1.0\r\nnonsense", "holds no pages that were found"),
    ],
    ids=["no pages", "nonsense"],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, reason: str) -> None:
    assert reason in failure(data, "a.warc").error


def test_what_stands_before_a_break_goes_in() -> None:
    data = gzip.compress(warc_record("response", URL, response(PAGE))) * 2
    found = read(data[:-20], "a.warc.gz")
    assert isinstance(found[0], RawArticle)
    assert isinstance(found[-1], Failure)
