from __future__ import annotations

import pytest
import trafilatura
from lxml.html import HtmlElement, tostring

from ingest.page_tree import readied, without_unseen


def tree(body: str) -> HtmlElement:
    return trafilatura.load_html(f"<!DOCTYPE html><html><body>{body}</body></html>")


def inner(page: HtmlElement) -> str:
    return "".join(tostring(child, encoding="unicode") for child in page.find("body"))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param("<p>a</p><p hidden>b</p>c", "ac", id="hidden"),
        pytest.param("<p style='color: red; DISPLAY :none'>a</p>b", "b", id="not displayed"),
        pytest.param("<p style='visibility:hidden'>a</p>b", "b", id="not visible"),
        pytest.param("<p style='display: none-such'>a</p>b", "ab", id="another style"),
        pytest.param("<template><p>a</p></template><noscript>b</noscript><dialog>c</dialog>d", "d", id="templates"),
        pytest.param("<p>a <script>x</script>b<style>y</style></p>", "a b", id="code"),
        pytest.param("<p>Mayor <a>Dale</a><span class='rollover-people-block'>Dale: all</span> spoke</p>",
                     "Mayor Dale spoke", id="what rolls over a name"),
        pytest.param("<p>The <span class='tooltip'>EPA<span class='tooltip-text'>An agency</span></span> said</p>",
                     "The EPA said", id="tooltip inside its word"),
        pytest.param("<div class='tooltip'>a</div>", "a", id="block of that name"),
    ],
)  # fmt: skip
def test_what_no_reader_sees_goes(body: str, text: str) -> None:
    page = tree(body)
    without_unseen(page)
    assert page.text_content() == text


def test_words_inside_a_sentence_lose_the_names_that_extraction_drops_elements_by() -> None:
    page = tree("<p class='x'>said <span class='link' id='a'><a class='related' href='/b'>the league</a></span></p>")
    readied(page)
    assert inner(page) == '<p class="x">said <span><a href="/b">the league</a></span></p>'


def test_a_body_that_is_cut_into_parts_is_put_together() -> None:
    part = "<div class='article__body'><p>{}</p></div>"
    page = tree(f"<div>{part.format('a')}</div><aside>ad</aside><div>{part.format('b')}{part.format('c')}</div>")
    readied(page)
    assert inner(page).startswith('<div><div class="article__body"><p>a</p><p>b</p><p>c</p></div></div>')


@pytest.mark.parametrize(
    "body",
    [
        "<article><div class='post-content'><p>a</p></div></article>" * 2,
        "<div class='post-content'><p>a</p><div class='post-content'><p>b</p></div></div>",
        "<div class='card'><p>a</p></div><div class='card'><p>b</p></div>",
        "<div class='post-content'><p>a</p></div>" * 41,
    ],
    ids=["several articles", "one in the other", "no name of a body", "too many"],
)
def test_what_is_no_body_cut_into_parts_stays(body: str) -> None:
    page = tree(body)
    before = inner(page)
    readied(page)
    assert inner(page) == before


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<ul><li><a>Ten soups</a><li><a>Cup final</a><li><a>Rain</a></ul>x", "x"),
        ("<ul><li><a>Budget</a>: passed by 12 to 9<li><a>Roads</a>: failed, 9 to 12<li><a>Rain</a></ul>", "Budget"),
        ("<ul><li><a>The report</a><li><a>The reply</a></ul>", "The report"),
        ("<ul><li>Ten dead<li>Two missing</ul>", "Ten dead"),
    ],
    ids=["only links", "links with text", "two links", "no links"],
)
def test_lists_of_links_go(body: str, text: str) -> None:
    page = tree(body)
    readied(page)
    assert page.text_content().startswith(text)
