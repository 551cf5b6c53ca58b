"""Articles handed to the server that owns the store, when one does: same rows, same report, same progress."""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import httpx

from ingest.corpus import RawArticle
from ingest.errors import StoreError
from ingest.index import IndexProgress
from ingest.report import Done, Failure, IndexReport, Status

BATCH_ARTICLES = 50
BATCH_CHARACTERS = 2_000_000
BATCH_SECONDS = 5.0  # from one batch to the next where articles come slowly, as they do from the web
TIMEOUT = 600.0  # seconds for one batch; a slow machine embeds about 100 sentences a second
STARTING = 20.0  # seconds in which a server that has taken the lock begins to answer


def hand_over(
    items: Iterable[RawArticle | Failure],
    url: str,
    *,
    key: str = "",
    on_progress: Callable[[IndexProgress], None] = lambda progress: None,
) -> IndexReport:
    """Send articles to the server at `url`, which `key` opens; return its report.

    Raises:
        StoreError: the server can't be reached or refuses.
    """
    report = IndexReport()
    with _client(url, key) as client:
        _wait_until_up(client, url)
        for batch in _batches(items, report):
            reply = _post(client, url, batch)
            try:
                _take(reply.json(), batch, report)
            except (ValueError, KeyError, TypeError) as error:
                raise StoreError(
                    f"what answers at {url} is not one of Corroborate's servers ({error!r}); stop it and try again"
                ) from error
            on_progress(IndexProgress(len(report.done), len(report.failed)))
    return report


def call(url: str, method: str, path: str, body: object = None, *, file: Path | None = None, key: str = "") -> Any:  # noqa: ANN401  whatever JSON holds
    """Ask the server at `url`, which `key` opens, with JSON or a file as the body; return what it says.

    Raises:
        StoreError: the server can't be reached or refuses; its own words say why.
    """
    try:
        with _client(url, key) as client:
            _wait_until_up(client, url)
            sent: dict[str, Any] = {"files": {"file": (file.name, file.read_bytes())}} if file else {"json": body}
            reply = client.request(method, path, **sent)
        said = reply.json() if reply.content else None
    except (httpx.HTTPError, ValueError) as error:
        raise StoreError(f"the server at {url} does not answer as it should ({error!r})") from error
    if reply.is_error:
        raise StoreError(str(said.get("title", reply.status_code)) if isinstance(said, dict) else str(said))
    return said


def _client(url: str, key: str) -> httpx.Client:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return httpx.Client(base_url=url, headers=headers, timeout=TIMEOUT, trust_env=False)


def _take(reply: dict[str, Any], batch: list[RawArticle], report: IndexReport) -> None:
    """Put a reply's rows into the report."""
    # The server calls a row by its id or URL, else by its number; here it may have come from a file with a name, or
    # from the URL that was asked for, which led to its own.
    names: dict[str, deque[str]] = {}
    for number, article in enumerate(batch):
        names.setdefault(article.external_id or article.url or f"articles[{number}]", deque()).append(article.name)
    for row in reply["articles"]:
        report.add([Done(row["id"], row["external_id"], _name(row["input"], names), Status(row["status"]))])
    for row in reply["failed"]:
        report.add([Failure(_name(row["input"], names), row["error"])])


def _name(called: str, names: dict[str, deque[str]]) -> str:
    """Return what a row is called here that the server calls so."""
    return names[called].popleft() if names.get(called) else called


def _batches(items: Iterable[RawArticle | Failure], report: IndexReport) -> Iterator[list[RawArticle]]:
    batch: list[RawArticle] = []
    characters, begun = 0, time.monotonic()
    for item in items:
        if isinstance(item, Failure):
            report.add([item])
            continue
        batch.append(item)
        characters += len(item.text or "") + len(item.html or "")
        late = time.monotonic() - begun > BATCH_SECONDS
        if len(batch) >= BATCH_ARTICLES or characters >= BATCH_CHARACTERS or late:
            yield batch
            batch, characters, begun = [], 0, time.monotonic()
    if batch:
        yield batch


def _wait_until_up(client: httpx.Client, url: str) -> None:
    give_up_at = time.monotonic() + STARTING
    while True:
        try:
            client.get("/healthz").raise_for_status()
            return
        except httpx.HTTPError as error:
            if time.monotonic() > give_up_at:
                raise StoreError(
                    f"the store is held by a server at {url}, which does not answer ({error}); "
                    "stop that process and try again"
                ) from error
            time.sleep(0.2)


def _post(client: httpx.Client, url: str, batch: list[RawArticle]) -> httpx.Response:
    # Without `source`: to the API that is another spelling of 'outlet', and here the name of a file.
    rows = [{key: value for key, value in asdict(article).items() if value and key != "source"} for article in batch]
    # In ASCII, since UTF-8 has no place for the halves of characters that JSON can spell; the server drops them.
    body = json.dumps({"articles": rows}).encode("ascii")
    try:
        reply = client.post("/api/articles", content=body, headers={"content-type": "application/json"})
    except httpx.HTTPError as error:
        raise StoreError(f"the server at {url} stopped answering ({error!r}); start it and try again") from error
    if reply.status_code != httpx.codes.OK:
        raise StoreError(f"the server at {url} refused the articles: {reply.status_code} {reply.text[:300]}")
    return reply
