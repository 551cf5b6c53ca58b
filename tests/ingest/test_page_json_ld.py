from __future__ import annotations

import html
import json

import pytest
import trafilatura

from ingest.page_json_ld import LONGEST_SCRIPT, article_item, linked_items, values

ITEM = {"@type": "NewsArticle", "headline": "Bridge closed", "url": "https://example.com/bridge"}
TEXT = json.dumps(ITEM)
OTHER = {"@type": "NewsArticle", "headline": "Ten soups for autumn", "url": "https://example.com/soups"}


def found(*contents: object, **options: object) -> object:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(item)}</script>' for item in contents)
    tree = trafilatura.load_html(f"<!DOCTYPE html><html><head>{scripts}</head><body><p>Text.</p></body></html>")
    return article_item(list(linked_items(tree)), **options).get("headline")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(TEXT, id="right"),
        pytest.param(f"\ufeff\n{TEXT};\n", id="mark and semicolon"),
        pytest.param(f"<!-- {TEXT} -->", id="HTML comment"),
        pytest.param(f"//<![CDATA[\n{TEXT}\n//]]>", id="CDATA"),
        pytest.param(f"/* made by {{us}} */{TEXT}", id="comment"),
        pytest.param(TEXT.replace('",', '", // its "title"\n'), id="comments at line ends"),
        pytest.param(TEXT.replace("}", ",\n}"), id="trailing comma"),
        pytest.param(html.escape(TEXT), id="escaped as HTML"),
    ],
)
def test_broken_in_a_common_way_is_mended(text: str) -> None:
    assert list(values(text)) == [ITEM]


@pytest.mark.parametrize("between", ["", "\n", ",", ";\n"])
def test_several_values_in_one_element(between: str) -> None:
    assert list(values(TEXT + between + json.dumps(OTHER))) == [ITEM, OTHER]


def test_a_line_end_within_a_string() -> None:
    assert list(values(TEXT.replace("Bridge ", "Bridge\n"))) == [ITEM | {"headline": "Bridge\nclosed"}]


@pytest.mark.parametrize("text", ["", "{", '{"a": ', "function() {}", "[" * 100_000, " " * (LONGEST_SCRIPT + 1) + TEXT])
def test_what_is_no_json_has_no_values(text: str) -> None:
    assert list(values(text)) == []


@pytest.mark.parametrize(
    "kind",
    [
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "LiveBlogPosting",
        "BlogPosting",
        "https://schema.org/NewsArticle",
    ],
)
def test_kinds_of_articles(kind: str) -> None:
    assert found(ITEM | {"@type": kind}) == "Bridge closed"


@pytest.mark.parametrize("kind", ["WebPage", "BreadcrumbList", "Person", "ItemList", None, 7, []])
def test_kinds_of_other_things(kind: object) -> None:
    assert found(ITEM | {"@type": kind}) is None


@pytest.mark.parametrize(
    ("addresses", "titles", "headline"),
    [
        pytest.param((), (), "Ten soups for autumn", id="nothing to compare: the first"),
        pytest.param({"https://example.com/bridge"}, (), "Bridge closed", id="the page's address"),
        pytest.param((), ("Bridge closed | The Example",), "Bridge closed", id="the page's title"),
        pytest.param({"https://example.com/x"}, ("Something else",), None, id="neither"),
    ],
)
def test_of_several_articles_the_pages_own(addresses: set[str], titles: tuple[str, ...], headline: str | None) -> None:
    assert found(OTHER, ITEM, addresses=addresses, titles=titles) == headline


@pytest.mark.parametrize("main", ["https://example.com/bridge?utm_source=x", {"@type": "WebPage", "@id": ITEM["url"]}])
def test_the_page_that_an_article_is_the_main_entity_of(main: object) -> None:
    item = {"@type": "NewsArticle", "headline": "A headline for search engines", "mainEntityOfPage": main}
    assert found(OTHER, item, addresses={"https://example.com/bridge"}) == "A headline for search engines"


def test_references_are_resolved() -> None:
    graph = [
        {"@type": "WebSite", "publisher": {"@id": "#us"}},
        ITEM | {"author": [{"@id": "#ida"}, {"@id": "#gone"}], "publisher": {"@id": "#us"}},
        {"@type": "Person", "@id": "#ida", "name": "Ida Moss"},
        {"@type": "Organization", "@id": "#us", "name": "The Example"},
    ]
    script = f'<script type="application/ld+json; charset=utf-8">{json.dumps({"@graph": graph})}</script>'
    tree = trafilatura.load_html(f"<!DOCTYPE html><html><head>{script}</head><body>x</body></html>")
    item = article_item(list(linked_items(tree)))
    assert item["author"] == [graph[2], {"@id": "#gone"}]
    assert item["publisher"] == graph[3]
