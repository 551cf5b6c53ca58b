"""What was sent to be brought in, as raw articles: rows, addresses and files go in, articles and failures come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from app.problems import shown
from ingest import load_web
from ingest.corpus import RawArticle
from ingest.errors import LoadError
from ingest.fetch import Fetcher
from ingest.load import load
from ingest.load_json import raw_article
from ingest.report import Failure

Items = Iterator[RawArticle | Failure]

_MAX_NAME = 120  # characters of a sent file's name that a folder of ours is given


def rows(sent: Iterable[object]) -> Items:
    """Yield the article of each row, by its number where it names none."""
    for number, row in enumerate(sent):
        source = f"articles[{number}]"
        if not isinstance(row, dict):
            yield Failure(source, f"is not an object with keys such as 'title' and 'text' but {shown(row)}")
            continue
        try:
            yield raw_article(row, source)
        except LoadError as error:
            yield Failure(error.source, error.reason)


def pages(sent: Iterable[object], web: Fetcher, *, first: int = 0) -> Items:
    """Yield what the addresses lead to; `first` is the number of the first of them."""
    urls: list[str] = []
    for number, url in enumerate(sent, start=first):
        if isinstance(url, str):
            urls.append(url)
        else:
            yield Failure(f"urls[{number}]", f"is not the address of a page but {shown(url)}")
    yield from load_web.load(urls, web)


def file(path: Path, name: str, web: Fetcher) -> Items:
    """Yield what a file holds, under the name that it was sent with."""
    for item in load([str(path)], fetcher=web):
        if isinstance(item, Failure):
            yield Failure(item.input.replace(str(path), name), item.error.replace(str(path), name))
        else:
            yield replace(item, source=item.source.replace(str(path), name))


def safe_name(name: str) -> str:
    """Return a file name that can't lead out of a folder and keeps its ending, by which its kind is known."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(character if character.isalnum() or character in "._- " else "_" for character in last)
    return "_" + kept[-_MAX_NAME:].encode()[-_MAX_NAME:].decode("utf-8", "ignore")
