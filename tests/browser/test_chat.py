"""From the question to the highlighted sentence, with the mouse, with the keyboard, on a phone and in the dark."""

from __future__ import annotations

import json
import re
import urllib.request
from typing import Any

import pytest

from .articles import ARTICLES, PAYLOADS, SHARED
from .pages import ask, first_marker, in_view, marked

pytestmark = pytest.mark.browser

QUESTION = "How many people died when the ferry Marigold sank?"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
DARK = {"color_scheme": "dark"}


def colours(page: Any, selector: str) -> tuple[float, float]:
    """Return the brightness of an element's text and of the page."""
    script = """(selector) => [getComputedStyle(document.querySelector(selector)).color,
        getComputedStyle(document.body).backgroundColor]"""
    return tuple(sum(map(float, re.findall(r"\d+", colour)[:3])) for colour in page.evaluate(script, selector))  # type: ignore[return-value]


def test_the_page_says_what_it_holds_and_offers_questions(reader: Any) -> None:
    assert "4 articles" in reader.inner_text(".facts")
    assert "Arabic" in reader.inner_text(".facts")
    reader.wait_for_selector(".example")
    assert 1 <= reader.locator(".example").count() <= 3
    assert reader.locator("footer").count() == 0
    reader.locator(".example").first.click()
    turn = reader.wait_for_selector("#turn-1[aria-busy=false]")
    assert turn.query_selector(".statement .cite") is not None
    assert reader.locator(".example").first.is_hidden()


def test_a_click_opens_the_source_at_the_cited_sentence(reader: Any) -> None:
    turn = ask(reader, QUESTION)
    assert SHARED in turn.locator(".statement").first.inner_text()
    first_marker(turn).click()
    assert marked(reader) == SHARED
    assert in_view(reader, "mark.current", ".scroller")
    assert reader.locator("#source-panel .outlet").inner_text() in {"Harbour Wire", "Ellery Evening Post"}
    assert reader.locator("#source-panel .told").inner_text() == "This sentence: said by the coastguard"
    link = reader.locator(".original a")
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert link.get_attribute("target") == "_blank"
    assert "#:~:text=" in link.get_attribute("href")


def test_the_article_stands_around_the_sentence(reader: Any) -> None:
    turn = ask(reader, QUESTION)
    turn.locator(".sources li", has_text="Harbour Wire").locator(".cite").first.click()
    assert marked(reader) == SHARED
    panel = reader.locator("#source-panel")
    assert panel.locator("h2").inner_text() == ARTICLES[0]["title"]
    assert "Ines Okafor" in panel.locator(".byline").inner_text()
    assert panel.locator("time").get_attribute("title") == "2025-03-14 15:30 UTC"
    assert panel.locator("time").inner_text().startswith("14 March 2025")
    assert panel.locator(".article-text p").count() == 38
    assert panel.locator(".furniture").inner_text() == "Read the full article on our site."


def test_a_date_without_a_time_is_the_same_day_everywhere(reader: Any) -> None:
    turn = ask(reader, QUESTION)
    turn.locator(".sources li", has_text="Ellery Evening Post").locator(".cite").first.click()
    reader.wait_for_selector("#source-panel time")
    assert reader.locator("#source-panel time").inner_text() == "14 March 2025"


def test_the_keyboard_alone_is_enough(reader: Any) -> None:
    turn = ask(reader, QUESTION)
    reader.focus("#turn-1 .statement .cite")
    opened = first_marker(turn).get_attribute("id")
    reader.keyboard.press("Shift")
    reader.keyboard.press("Enter")
    assert marked(reader) == SHARED
    assert reader.evaluate("document.activeElement.className") == "stepper"
    count = reader.locator(".stepper .count")
    assert count.inner_text() == "Citation 1 of 2"
    outlet = reader.locator("#source-panel .outlet").inner_text()
    reader.keyboard.press("ArrowRight")
    reader.wait_for_function("() => document.querySelector('.count').textContent === 'Citation 2 of 2'")
    reader.wait_for_function(
        f"() => document.querySelector('#source-panel .outlet')?.innerText !== {json.dumps(outlet)}"
    )
    assert reader.locator(".stepper .next").is_disabled()
    reader.keyboard.press("ArrowLeft")
    reader.wait_for_function("() => document.querySelector('.count').textContent === 'Citation 1 of 2'")
    reader.keyboard.press("Escape")
    assert reader.locator("#source-panel.open").count() == 0
    assert reader.evaluate("document.activeElement.id") == opened


def test_buttons_step_through_the_citations_of_a_statement(reader: Any) -> None:
    turn = ask(reader, QUESTION)
    first_marker(turn).click()
    assert SHARED in reader.inner_text("#source-panel .for")
    reader.click(".stepper .next")
    reader.wait_for_function("() => document.querySelector('.count').textContent === 'Citation 2 of 2'")
    assert marked(reader) == SHARED
    assert turn.locator(".statement .cite.reading").inner_text() == "[2]"
    reader.click(".stepper .close")
    assert "Choose a citation" in reader.inner_text("#source-panel")


def test_pointing_at_a_citation_shows_the_sentence(reader: Any) -> None:
    marker = first_marker(ask(reader, QUESTION))
    marker.hover()
    tip = reader.locator("#cite-tip")
    tip.wait_for(state="visible")
    assert SHARED in tip.inner_text()
    assert "14 Mar 2025" in tip.inner_text()
    assert marker.get_attribute("aria-describedby") == "cite-tip"
    reader.keyboard.press("Escape")
    assert tip.is_hidden()


def test_an_earlier_answer_keeps_working(reader: Any) -> None:
    earlier = ask(reader, QUESTION)
    ask(reader, "How much did Quibbleford council pay?")
    first_marker(earlier).click()
    assert marked(reader) == SHARED


def test_an_abstention_offers_the_nearest_articles(reader: Any) -> None:
    turn = ask(reader, "Which zinc alloys do Patagonian glaciologists recommend?")
    assert "The sources don’t say." in turn.inner_text()
    nearest = turn.locator("button.nearest").first
    nearest.click()
    reader.wait_for_selector("#source-panel .article-text")
    assert reader.locator("mark.current").count() == 0
    assert reader.inner_text(".stepper .count") == "Nearest article"


def test_text_from_right_to_left(reader: Any) -> None:
    turn = ask(reader, "من فاز في انتخابات بلدية سلوان؟")
    first_marker(turn).click()
    marked(reader)
    body = reader.locator(".article-text")
    assert body.get_attribute("lang") == "ar"
    assert reader.evaluate("getComputedStyle(document.querySelector('.article-text p')).direction") == "rtl"


def test_a_deleted_article_is_explained(reader: Any, site: str) -> None:
    article = {
        "external_id": "gone",
        "title": "Vexley bakery burns",
        "text": "The Vexley bakery burned down on Tuesday.",
    }
    given = send(f"{site}api/articles", "POST", {"articles": [article]})
    turn = ask(reader, "When did the Vexley bakery burn down?")
    send(f"{site}api/articles/{given['articles'][0]['id']}", "DELETE")
    first_marker(turn).click()
    reader.wait_for_selector(".problem")
    assert "no longer in the corpus" in reader.inner_text(".problem")


def test_the_cited_version_is_kept_and_a_newer_one_named(reader: Any, site: str) -> None:
    article = {
        "external_id": "toll",
        "title": "Brindle bridge toll",
        "text": "The Brindle bridge toll rises to four crowns.",
    }
    send(f"{site}api/articles", "POST", {"articles": [article]})
    turn = ask(reader, "How high is the Brindle bridge toll?")
    send(
        f"{site}api/articles",
        "POST",
        {"articles": [article | {"text": "The Brindle bridge toll stays at three crowns."}]},
    )
    first_marker(turn).click()
    assert marked(reader) == article["text"]
    assert "version 2 is the newest" in reader.inner_text(".notice")
    reader.wait_for_selector("text=The cited sentence was changed.")
    reader.click(".versions button")
    change = reader.wait_for_selector(".changes .change")
    assert [" ".join(element.inner_text().split()) for element in change.query_selector_all("del, ins")] == [
        "removed: rises to four",
        "added: stays at three",
    ]
    lines = "(name) => getComputedStyle(document.querySelector(`.changes ${name}`)).textDecorationLine"
    assert [reader.evaluate(lines, name) for name in ("del", "ins")] == ["line-through", "underline"]
    reader.click(".versions button")
    assert reader.locator(".changes").count() == 0
    assert reader.get_attribute(".versions button", "aria-expanded") == "false"


def test_a_retraction_is_said_above_the_text_and_never_becomes_markup(reader: Any, site: str) -> None:
    text = "The Quillon mill has a ghost. This article has been retracted <img src=x onerror=alert(1)>."
    send(f"{site}api/articles", "POST", {"articles": [{"external_id": "mill", "title": "The mill", "text": text}]})
    turn = ask(reader, "What does the Quillon mill have?")
    first_marker(turn).click()
    said = reader.wait_for_selector(".notice.retraction").inner_text()
    assert said.startswith("The outlet has retracted this article: This article has been retracted <img")
    assert "has retracted “The mill”" in turn.inner_text()
    assert reader.locator("#source-panel img").count() == 0


def test_a_server_that_is_gone_is_explained(reader: Any) -> None:
    turn = ask(reader, QUESTION)
    reader.route("**/api/articles/**", lambda route: route.abort())
    first_marker(turn).click()
    reader.wait_for_selector(".problem")
    assert "can’t be reached" in reader.inner_text(".problem")
    reader.unroute("**/api/articles/**")
    reader.click(".again")
    assert marked(reader) == SHARED


@pytest.mark.parametrize("reader", [PHONE], indirect=True, ids=["phone"])
def test_on_a_phone_the_source_is_a_sheet(reader: Any) -> None:
    turn = ask(reader, QUESTION)
    assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")
    first_marker(turn).tap()
    assert marked(reader) == SHARED
    panel = reader.locator("#source-panel")
    assert panel.get_attribute("aria-modal") == "true"
    box = panel.bounding_box()
    assert (box["x"], box["width"]) == (0, 390)
    assert in_view(reader, "mark.current", ".scroller")
    for _ in range(8):
        reader.keyboard.press("Tab")
        assert reader.evaluate("document.querySelector('#source-panel').contains(document.activeElement)")
    reader.keyboard.press("Escape")
    assert panel.is_hidden()


@pytest.mark.parametrize(("reader", "dark"), [(DARK, True), ({}, False)], indirect=["reader"], ids=["dark", "light"])
def test_colours_follow_the_reader(reader: Any, dark: bool) -> None:
    ask(reader, QUESTION)
    text, ground = colours(reader, ".statement")
    assert (text > ground) == dark


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_nothing_in_a_text_is_ever_run_or_fetched(reader: Any, payload: str) -> None:
    turn = ask(reader, f"What did Quibbleford council pay for {payload}?")
    assert payload in turn.locator(".question").inner_text()
    assert turn.locator("img, script, strong, .katex").count() == 0
    first_marker(turn).hover()
    first_marker(turn).click()
    marked(reader)
    assert PAYLOADS["handler"] in reader.inner_text("#source-panel .outlet")
    assert payload in reader.inner_text("#source-panel")
    assert reader.locator("#source-panel :is(img, script, strong, .katex)").count() == 0
    assert reader.evaluate("window.pwned") is None


def send(address: str, method: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """Call the API."""
    data = json.dumps(body).encode() if body else None
    call = urllib.request.Request(address, data, {"Content-Type": "application/json"}, method=method)  # noqa: S310
    with urllib.request.urlopen(call) as reply:  # noqa: S310 our own server
        text = reply.read()
    return dict(json.loads(text)) if text else {}
