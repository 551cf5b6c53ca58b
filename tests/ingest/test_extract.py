from __future__ import annotations

import json
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract import MAX_ELEMENTS, MAX_HTML, extract

FIRST = "The harbour bridge will stay closed until Friday, the city council said on Monday."
SECOND = "Engineers found cracks in two of its piers after the storm of last week, and divers check the others."
THIRD = "A ferry takes walkers and cyclists across every 20 minutes; cars have to drive round the bay."

PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><title>Bridge stays closed | The Example</title>
<meta property="og:site_name" content="The Example"><style>p {{ color: red }}</style></head>
<body><header><nav><a href="/">Home</a> <a href="/sport">Sport</a> <a href="/weather">Weather</a></nav></header>
<main><article><h1>Bridge stays closed</h1>
<p>{FIRST}</p><div class="advert"><a href="/x">Buy a boat now</a></div>
<p>{SECOND.replace("cracks", "<b>cracks</b>")}</p><script>track("me")</script><!-- to be checked -->
<table><tr><th>Pier</th><th>Cracks</th></tr><tr><td>North</td><td>12</td></tr></table>
<p>{THIRD}</p></article>
<section class="comments" id="comments"><p>First! I never liked that bridge anyway, says a reader of ours.</p></section>
</main><aside><h2>Most read</h2><ul><li><a href="/1">Ten soups for autumn</a><li><a href="/2">Cup final</a></ul></aside>
<footer><p>Copyright The Example. All rights reserved.</p></footer></body></html>"""


def test_of_a_page_the_article_is_left() -> None:
    extracted = extract(PAGE, "https://example.com/bridge")
    lines = extracted.text.split("\n")
    assert lines == ["Bridge stays closed", FIRST, SECOND, "Pier, Cracks", "North, 12", THIRD]
    assert (extracted.page.title, extracted.page.outlet) == ("Bridge stays closed", "The Example")


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(f"<html><body><p>{FIRST}</p></body></html>", id="one paragraph"),
        pytest.param(f"<body>{FIRST}", id="text without a paragraph"),
        pytest.param(f"\n<!doctype html><p>{FIRST}", id="only a doctype"),
        pytest.param(f"<?xml version='1.0' encoding='koi8-r'?>\n<html><body><p>{FIRST}</p></body></html>", id="XML"),
        pytest.param(f"<html><body><p>{FIRST}</p><p>\ud800</p></body></html>", id="half a surrogate pair"),
    ],
)
def test_small_and_odd_pages(page: str) -> None:
    assert extract(page).text.startswith(FIRST)


@pytest.mark.parametrize("page", ["<html></html>", "<html><head><title>x</title></head><body></body></html>", ""])
def test_a_page_without_an_article_has_no_text(page: str) -> None:
    assert extract(page).text == ""


@pytest.mark.parametrize(
    "part",
    [
        pytest.param("<p hidden>{}</p>", id="hidden"),
        pytest.param("<div style='display:none'><p>{}</p></div>", id="not displayed"),
        pytest.param("<template><p>{}</p></template>", id="template"),
        pytest.param("<noscript><p>{}</p></noscript>", id="without scripts"),
        pytest.param("<script type='text/template'><p>{}</p></script>", id="script"),
        pytest.param("<p><!-- {} --></p>", id="comment"),
        pytest.param("<p>Sign up for our newsletter: {}</p>", id="call to the reader"),
        pytest.param("<ul><li><a href='/1'>{0}</a><li><a href='/2'>{0}</a><li><a href='/3'>{0}</a></ul>", id="links"),
    ],
)
def test_what_is_no_part_of_the_article_is_left_out(part: str) -> None:
    hidden = "The whole bridge is open to lorries again since Monday."
    text = extract(PAGE.replace(f"<p>{THIRD}</p>", f"{part.format(hidden)}<p>{THIRD}</p>")).text
    assert THIRD in text
    assert hidden not in text


def test_the_text_of_a_pages_data_stands_in_where_extraction_finds_hardly_any() -> None:
    body = " ".join(f"{FIRST} {SECOND}" for _ in range(3))
    data = json.dumps(
        {"@type": "NewsArticle", "headline": "Bridge stays closed", "articleBody": f"<p>{body}</p>&eacute;"}
    )
    head = f'<head><title>x</title><script type="application/ld+json">{data}</script></head>'
    page = f"<!DOCTYPE html><html>{head}<body><h1>Bridge stays closed</h1><p>TEXT</p></body></html>"
    assert extract(page.replace("TEXT", "Loading the story.")).text == f"{body}\né"
    assert extract(page.replace("TEXT", f"{body} {THIRD}")).text.endswith(THIRD)


@pytest.mark.parametrize(
    "broken", ["\0", "\ufffe", "\x1b[31m", "\ud800", "<![CDATA[", "</p></p></body></html>", "<?php echo 1 ?>"]
)
def test_odd_bytes_and_marks_neither_crash_nor_hide_the_text(broken: str) -> None:
    assert FIRST in extract(f"<!DOCTYPE html><html><body><p>{FIRST}</p>{broken}<p>{SECOND}</p></body></html>").text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param("<p>One.</p><p>Two.</p>", "One.\nTwo.", id="paragraphs"),
        pytest.param("One <b>bold</b>\n  word<br>and a line", "One bold word\nand a line", id="inline tags"),
        pytest.param("<h2>Head</h2>Text<ul><li>a<li>b<ol><li>c</ol></ul>", "Head\nText\na\nb\nc", id="lists"),
        pytest.param("<table><tr><th>Pier<td>12,5</tr><tr><td><td>x</table>", "Pier, 12,5\nx", id="table"),
        pytest.param("A<script>x()</script>B<style>p{}</style>", "AB", id="scripts"),
        pytest.param("A<figure><img alt='i'><figcaption>c</figcaption></figure>B", "A\nB", id="figure"),
        pytest.param("<p hidden>x</p><p style='color:red; Display : none'>y</p>z", "z", id="hidden"),
        pytest.param("5 &lt; 6 &amp;amp; &eacute;&nbsp;!", "5 < 6 &amp; é !", id="entities once"),
        pytest.param("&lt;script&gt;x&lt;/script&gt;", "<script>x</script>", id="markup that is text"),
        pytest.param("One, two,<p>three,", "One, two,\nthree,", id="commas at line ends"),
        pytest.param("<!-- a --><p>x", "x", id="comment"),
        pytest.param("just text", "just text", id="no tags"),
    ],
)
def test_a_fragment_is_all_article(html: str, text: str) -> None:
    extracted = extract(html)
    assert extracted.text == text
    assert extracted.page.title is None


@given(st.lists(st.sampled_from(["p", "div", "b", "td", "li", "script", "br"]), max_size=8), st.booleans())
def test_no_tag_survives(tags: list[str], page: bool) -> None:
    html = "".join(f"<{tag} a='b>c' x>{tag.upper()}w {FIRST}</{tag}>" for tag in tags)
    text = extract(f"<html><body>{html}</body></html>" if page else html).text
    assert not re.search(r"</?\w", text)


@pytest.mark.parametrize("html", ["x" * (MAX_HTML + 1), "<p>x</p>" * (MAX_ELEMENTS + 1), "<html>" + "<br>" * 40_000])
def test_what_is_too_large_is_refused(html: str) -> None:
    with pytest.raises(ValueError, match="give the article's own page, or its text"):
        extract(html)


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "span", "blockquote", "font", "a href='x'"])
@pytest.mark.parametrize("start", ["<html><body>", ""])
def test_a_hundred_thousand_nested_tags_neither_crash_nor_hang(tag: str, start: str) -> None:
    began = time.perf_counter()
    try:
        text = extract(f"{start}<p>{FIRST}</p>" + f"<{tag}>" * 100_000 + "x").text
    except ValueError as error:  # links can't be nested: one closes the other
        text = str(error)
    assert time.perf_counter() - began < 5
    assert text in (FIRST, "") or "30,000 elements" in text


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<ul><li>" * 120 + "<a>x</a>" * 20_000, id="links in nested lists"),
        pytest.param("<table><tr><td>" * 80 + "<b class='x'>x</b>" * 20_000, id="words in nested cells"),
        pytest.param("<div itemprop='author'>" * 240 + f"<p>{FIRST}</p>" * 5_000, id="authors around everything"),
        pytest.param(f"<h1>a{' ' * 1_000_000}b</h1><p>{FIRST}</p>", id="blanks without end"),
        pytest.param(f"<script type='application/ld+json'>{'/*' * 400_000}</script><p>{FIRST}</p>", id="broken JSON"),
    ],
)
def test_pages_made_to_be_slow_are_read_in_seconds(body: str) -> None:
    began = time.process_time()
    extract(f"<!DOCTYPE html><html><body>{body}")
    assert time.process_time() - began < 8
