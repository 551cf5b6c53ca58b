from __future__ import annotations

import json

import pytest
import trafilatura
from lxml.html import HtmlElement

from ingest import page_tags


def tree(body: str, head: str = "") -> HtmlElement:
    return trafilatura.load_html(f"<!DOCTYPE html><html><head>{head}</head><body>{body}<p>Some text.</p></body></html>")


@pytest.mark.parametrize(
    ("tag", "field", "value"),
    [
        ("<meta property='og:title' content=' A '>", "title", "A"),
        ("<meta name='DC.Title' content='A'>", "title", "A"),
        ("<meta name='DCTERMS.creator' content='Ida Moss'>", "author", "Ida Moss"),
        ("<meta name='dc.publisher' content='The Example'>", "outlet", "The Example"),
        ("<meta name='DC.date.issued' content='2024-11-29'>", "published_at", "2024-11-29"),
        ("<meta name='parsely-pub-date' content='2024-11-29'>", "published_at", "2024-11-29"),
        ("<meta property='article:modified_time' content='2024-11-29'>", "modified_at", "2024-11-29"),
        ("<meta property='og:locale' content='en_GB'>", "language", "en_GB"),
        ("<meta property='article:content_tier' content='locked'>", "tier", "locked"),
        ("<meta name='og:title' content=''><meta name='og:title' content='B'>", "title", "B"),
        ("<meta name='keywords' content='a, b'>", "title", None),
    ],
)
def test_meta_tags(tag: str, field: str, value: str | None) -> None:
    tags = page_tags.meta_tags(tree("", tag))
    assert next(page_tags.given(tags, field), None) == value


def test_parsely() -> None:
    page = {"title": "Bridge closed", "author": ["Ida Moss", 7, "Ben Hale"], "pub_date": "2024-11-29"}
    tags = {"parsely-page": json.dumps(page)}
    assert list(page_tags.parsely(tags, "title")) == ["Bridge closed"]
    assert list(page_tags.parsely(tags, "author")) == ["Ida Moss", "Ben Hale"]
    assert list(page_tags.parsely(tags, "url")) == []
    for broken in ("", "{", "[]", "null", "[" * 100_000):
        assert list(page_tags.parsely({"parsely-page": broken}, "title")) == []


def test_microdata_of_the_article_alone() -> None:
    body = """<div itemscope itemtype="https://schema.org/NewsArticle">
    <h1 itemprop="headline name">Bridge <b>closed</b></h1>
    <div itemprop="author" itemscope itemtype="https://schema.org/Person">By <span itemprop="name">Ida Moss</span></div>
    <time itemprop="datePublished" datetime="2024-11-29">Friday</time><meta itemprop="inLanguage" content="en">
    <div itemprop="comment" itemscope itemtype="https://schema.org/Comment">
    <span itemprop="author">A reader</span></div></div>
    <div itemscope itemtype="https://schema.org/Product"><p itemprop="headline">Buy a boat</p></div>"""
    props = page_tags.microdata(tree(body))
    assert props["headline"] == ["Bridge closed"]
    assert props["author"] == ["Ida Moss"]
    assert (props["datepublished"], props["inlanguage"]) == (["2024-11-29"], ["en"])


def test_microdata_without_end_is_cut() -> None:
    props = page_tags.microdata(tree("<b itemprop='author'>x</b>" * 1_000))
    assert len(props["author"]) <= 200


def test_times() -> None:
    page = tree("""<time datetime="2024-01-01">x</time><article><time datetime="2024-11-29">2 hours
    ago</time><time datetime="2024-11-28" pubdate>x</time></article>""")
    assert list(page_tags.published_times(page)) == ["2024-11-28"]
    assert list(page_tags.shown_times(page)) == ["2024-11-29", "2 hours ago"]
    assert list(page_tags.shown_times(tree(""))) == []
