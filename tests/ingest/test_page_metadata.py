from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
import trafilatura

from ingest.page_metadata import PageMetadata, page_metadata

ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Bridge &amp; tunnel closed",
    "author": [{"@type": "Person", "name": "Ida Moss"}, {"@type": "Person", "name": "By Ben Hale"}],
    "publisher": {"@type": "Organization", "name": "The Example"},
    "datePublished": "2024-11-29T08:30:00+01:00",
    "inLanguage": "en-GB",
    "url": "https://example.com/bridge?utm_source=feed",
}
WHOLE = PageMetadata(
    title="Bridge & tunnel closed",
    author="Ida Moss, Ben Hale",
    outlet="The Example",
    url="https://example.com/bridge",
    published_at=datetime(2024, 11, 29, 7, 30, tzinfo=UTC),
    language="en",
    is_article=True,
)


def read(head: str, *, body: str = "", lang: str = "", url: str | None = None) -> PageMetadata:
    page = f"<!DOCTYPE html><html {lang}><head>{head}</head><body>{body}<p>Some text.</p></body></html>"
    return page_metadata(trafilatura.load_html(page), url)


def script(content: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(content)}</script>'


def meta(**tags: str) -> str:
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in tags.items())


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(ARTICLE, id="alone"),
        pytest.param([{"@type": "WebSite", "headline": "The Example"}, ARTICLE], id="in a list"),
        pytest.param({"@graph": [{"@type": "BreadcrumbList"}, ARTICLE]}, id="in a graph"),
        pytest.param({"@type": "WebPage", "mainEntity": ARTICLE}, id="as the main entity"),
        pytest.param(ARTICLE | {"@type": ["Article", "ReportageNewsArticle"]}, id="several types"),
    ],
)
def test_linked_data(content: object) -> None:
    assert read(script(content)) == WHOLE


def test_linked_data_with_raw_line_ends_in_its_strings() -> None:
    text = json.dumps(ARTICLE).replace("tunnel", "tunnel\n")
    assert read(f'<script type="application/ld+json">{text}</script>').title == "Bridge & tunnel\n closed"


@pytest.mark.parametrize("content", ["{", "[" * 100_000, '{"@type": 7}', '{"@graph": [[null, 3, "x"]]}', "null", ""])
def test_what_is_no_linked_data_is_passed_over(content: str) -> None:
    broken = f'<script type="application/ld+json">{content}</script>'
    assert read(broken + script(ARTICLE)) == WHOLE


def test_open_graph_and_meta_tags() -> None:
    head = meta(og__title="Bridge closed", og__site_name="The Example", article__published_time="2024-11-29")
    head += '<meta name="author" content="By Ida Moss"><link rel="canonical" href="https://example.com/bridge">'
    assert read(head, lang='lang="en"') == PageMetadata(
        title="Bridge closed",
        author="Ida Moss",
        outlet="The Example",
        url="https://example.com/bridge",
        published_at=datetime(2024, 11, 29, tzinfo=UTC),
        language="en",
    )


def test_what_the_reader_sees_comes_last() -> None:
    body = '<h1>Bridge closed</h1><time itemprop="datePublished" datetime="2024-11-29">Friday</time>'
    seen = read("<title>Bridge closed - The Example</title>", body=body)
    assert (seen.title, seen.published_at) == ("Bridge closed", datetime(2024, 11, 29, tzinfo=UTC))
    assert read(meta(og__title="Bridge shut"), body=body).title == "Bridge shut"


@pytest.mark.parametrize(
    ("tags", "outlet"),
    [
        ({"og:site_name": "The Example"}, "The Example"),
        ({"og:site_name": "The Example | News, sport and weather"}, "The Example"),
        ({"og:site_name": "dailyexample", "application-name": "The Daily Example"}, "The Daily Example"),
        ({"og:site_name": "dailyexample"}, "dailyexample"),
        ({"og:site_name": "https://example.com", "publisher": "The Example"}, "The Example"),
        ({"og:site_name": "@example"}, None),
    ],
)
def test_outlet(tags: dict[str, str], outlet: str | None) -> None:
    assert read(meta(**tags)).outlet == outlet


@pytest.mark.parametrize(
    ("title", "read_as"),
    [
        ("Bridge closed | The Example", "Bridge closed"),
        ("Bridge closed - the example", "Bridge closed"),
        ("Bridge closed by The Example", "Bridge closed by The Example"),
        ("The Example", "The Example"),
    ],
)
def test_title_without_the_outlet(title: str, read_as: str) -> None:
    assert read(meta(og__site_name="The Example", og__title=title)).title == read_as


@pytest.mark.parametrize(
    ("author", "read_as"),
    [
        ("Ida Moss", "Ida Moss"),
        ("By Ida Moss", "Ida Moss"),
        ("Byron Hale", "Byron Hale"),
        ("https://example.com/people/ida", None),
        ("@idamoss", None),
        ("admin", None),
    ],
)
def test_author(author: str, read_as: str | None) -> None:
    assert read(f'<meta name="author" content="{author}">').author == read_as


@pytest.mark.parametrize(
    ("head", "url", "own"),
    [
        ('<link rel="canonical" href="/bridge?fbclid=1">', "https://example.com/x?y=1", "https://example.com/bridge"),
        ('<link rel="canonical" href="/bridge">', None, None),
        ('<link rel="canonical" href="https://example.com/">', None, None),
        (f'<link rel="canonical" href="https://example.com/">{meta(og__url="https://example.com/a")}', None, "/a"),
        ('<link rel="canonical" href="javascript:x">', None, None),
        (f'<link rel="canonical" href="http://[x/a">{meta(og__url="https://example.com/a")}', None, "/a"),
        ('<link rel="alternate" href="https://example.com/feed">', None, None),
    ],
)
def test_url(head: str, url: str | None, own: str | None) -> None:
    expected = f"https://example.com{own}" if own and own.startswith("/") else own
    assert read(head, url=url).url == expected


def test_the_pages_of_other_articles_say_nothing_of_this_one() -> None:
    other = ARTICLE | {"headline": "Ten soups for autumn", "url": "https://example.com/soups", "author": "Ana Ruiz"}
    seen = read(script(other) + meta(og__title="Bridge closed"), body="<h1>Bridge closed</h1>")
    assert (seen.title, seen.author, seen.is_article) == ("Bridge closed", None, False)
    both = read(script([other, ARTICLE]) + '<link rel="canonical" href="https://example.com/bridge">')
    assert (both.title, both.author) == (WHOLE.title, WHOLE.author)


@pytest.mark.parametrize(
    ("head", "free"),
    [
        (script(ARTICLE | {"isAccessibleForFree": False}), False),
        (script(ARTICLE | {"isAccessibleForFree": "False"}), False),
        (script(ARTICLE | {"isAccessibleForFree": "https://schema.org/True"}), True),
        (script(ARTICLE | {"isAccessibleForFree": ["x"]}), None),
        (meta(article__content_tier="locked"), False),
        (meta(article__content_tier="metered"), None),
        ("", None),
    ],
)
def test_whether_it_can_be_read_without_paying(head: str, free: bool | None) -> None:
    assert read(head).is_free is free


def test_the_text_that_its_data_give() -> None:
    assert read(script(ARTICLE | {"articleBody": "All of it."})).body == "All of it."
    live = {"@type": "LiveBlogPosting", "liveBlogUpdate": [{"articleBody": "One."}, {"articleBody": "Two."}, 3, {}]}
    assert read(script(live)).body == "One.\nTwo."


def test_modified_and_notes() -> None:
    seen = read(script(ARTICLE | {"dateModified": "2024-11-30T08:30:00Z"}))
    assert (seen.modified_at, seen.notes) == (datetime(2024, 11, 30, 8, 30, tzinfo=UTC), ())
    seen = read(meta(article__published_time="2124-01-01"))
    assert (seen.published_at, len(seen.notes)) == (None, 1)


def test_a_relative_date_counts_from_the_fetch() -> None:
    page = "<!DOCTYPE html><html><body><article><time>2 hours ago</time><p>Some text.</p></article></body></html>"
    fetched = datetime(2024, 11, 29, 12, tzinfo=UTC)
    seen = page_metadata(trafilatura.load_html(page), fetched_at=fetched)
    assert seen.published_at == datetime(2024, 11, 29, 10, tzinfo=UTC)
    assert page_metadata(trafilatura.load_html(page)).published_at is None


def test_microdata() -> None:
    body = """<article itemscope itemtype="http://schema.org/Article"><h1 itemprop="headline">Bridge closed</h1>
    <span itemprop="author" itemscope><b itemprop="name">Ida Moss</b></span>
    <span itemprop="publisher" itemscope><b itemprop="name">The Example</b></span>
    <meta itemprop="datePublished" content="2024-11-29T08:30:00+01:00"></article>"""
    seen = read("", body=body)
    assert (seen.title, seen.author, seen.outlet) == ("Bridge closed", "Ida Moss", "The Example")
    assert seen.published_at == WHOLE.published_at


def test_a_headline_that_is_cut_gives_way_to_the_whole_one() -> None:
    head = script(ARTICLE | {"headline": "Bridge and tun…"}) + meta(og__title="Bridge and tunnel closed")
    assert read(head).title == "Bridge and tunnel closed"
    assert read(script(ARTICLE | {"headline": "Bridge and tun…"})).title == "Bridge and tun…"


def test_a_date_that_cannot_be_right_gives_way_to_the_next() -> None:
    assert read(script(ARTICLE | {"datePublished": "0001-01-01T00:00:00Z"})).published_at is None
    head = script(ARTICLE | {"datePublished": "soon"}) + meta(article__published_time="2024-11-28")
    assert read(head).published_at == datetime(2024, 11, 28, tzinfo=UTC)


def test_a_date_that_could_be_two_is_not_guessed() -> None:
    page = read(meta(date="03/04/2024"))
    assert page.published_at is None
    assert "03/04/2024" in page.notes[0]


def test_a_language_that_is_none_gives_way_to_the_next() -> None:
    assert read(script(ARTICLE | {"inLanguage": "xx"}), lang='lang="de-AT"').language == "de"
    assert read("", lang='lang="und"').language is None


def test_values_without_end_are_cut() -> None:
    head = meta(og__title="a - " * 500_000, og__site_name="a - " * 500_000)
    assert len(read(head).title or "") <= 2_000
