"""Attributions as the record keeps them: out and back, and None where nobody looked for them."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from ingest.attribution import attributions
from ingest.corpus import Article
from ingest.kept_attributions import read_attributions, stored_attributions
from ingest.sentences import split
from tests.builders import open_store, reopened, write

TEXT = "Ida Moss told the BBC that the mill would close. The road is open, according to Reuters."


def _article(*, looked: bool) -> Article:
    sentences = split(TEXT)
    return Article(id="a", text=TEXT, sentences=sentences, attributions=attributions(sentences) if looked else None)


def test_what_is_kept_comes_back() -> None:
    article = _article(looked=True)
    stored = stored_attributions(article)
    assert read_attributions(stored, TEXT) == article.attributions != ()
    assert "Moss" not in (stored or "")  # names stay in the text


def test_nothing_is_kept_where_nobody_looked() -> None:
    assert stored_attributions(_article(looked=False)) is None
    assert read_attributions(None, TEXT) is None


def test_attributions_are_no_part_of_the_digest() -> None:
    assert _article(looked=True).digest == _article(looked=False).digest


@pytest.mark.parametrize("looked", [True, False], ids=["kept", "as stored before"])
def test_the_store_gives_them_back(tmp_path: Path, looked: bool) -> None:
    article = _article(looked=looked)
    store = open_store(tmp_path)
    write(store, article)
    with closing(reopened(store)) as again:
        assert again.article("a").attributions == article.attributions
