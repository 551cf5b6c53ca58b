"""A summary from a topic to the sentences that carry it: the tab, its form, and the conversation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .articles import SHARED
from .pages import ask, in_view, marked

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
TOPIC = "the ferry Marigold"


def summarise(page: Any, topic: str, style: str = "A paragraph") -> Any:
    """Fill in the form and send it; return what came of it."""
    page.click("#summary-tab-button")
    page.fill("#topic textarea, #topic input", topic)
    page.get_by_label(style, exact=True).check()
    page.click("#summarise")
    page.wait_for_selector(".summary[aria-busy=false], #summary .failure")
    return page.locator("#summary")


def test_a_topic_is_summarised_and_its_citations_open(reader: Any) -> None:
    result = summarise(reader, TOPIC)
    reader.wait_for_function("() => document.activeElement.className === 'counts'")
    assert result.locator(".counts").inner_text().startswith("2 articles")
    statement = result.locator(".statement", has_text="Nine people died")
    statement.locator(".cite").first.click()
    assert marked(reader) == SHARED
    assert SHARED in reader.inner_text("#source-panel .for")
    reader.keyboard.press("Escape")
    assert reader.evaluate("document.activeElement.className") == "cite"


@pytest.mark.parametrize("style", ["Key points", "Timeline", "Compare outlets"])
def test_every_style_is_shown(reader: Any, style: str) -> None:
    result = summarise(reader, TOPIC, style)
    assert "Nine people died" in result.inner_text()
    assert result.locator(".timeline").count() == (style == "Timeline")


def test_chosen_articles_are_summarised(reader: Any) -> None:
    reader.click("#summary-tab-button")
    box = reader.locator("#chosen input")
    box.click()
    box.press_sequentially("evening")
    option = reader.locator("#chosen [role=option]")
    reader.wait_for_function("() => document.querySelectorAll('#chosen [role=option]').length === 1")
    assert "Ellery Evening Post" in option.inner_text()
    option.click()
    reader.keyboard.press("Escape")
    reader.click("#summarise")
    reader.wait_for_selector(".summary[aria-busy=false]")
    assert reader.inner_text("#summary .counts") == "1 article, 1 independent origin, 1 outlet"


def test_a_form_that_says_nothing_is_told_what_it_lacks(reader: Any) -> None:
    assert "write a topic, choose articles" in summarise(reader, "").inner_text()


def test_what_stands_nowhere_is_named(reader: Any) -> None:
    said = summarise(reader, "zinc alloys of Patagonia").inner_text()
    assert "There is nothing to summarise." in said
    assert "Not found in any article: zinc, alloys, Patagonia" in said


def test_the_conversation_summarises_when_it_is_asked_to(reader: Any) -> None:
    turn = ask(reader, "Give me a summary of the ferry Marigold in bullet points")
    assert turn.locator(".counts").inner_text().startswith("2 articles")
    assert turn.locator(".points > li").count() >= 2
    turn.locator(".statement .cite").first.click()
    reader.wait_for_selector("mark.current")
    reader.keyboard.press("Escape")
    later = ask(reader, "When was the Marigold built?")
    assert "1998" in later.inner_text()


def test_a_summary_is_saved_as_a_file(reader: Any) -> None:
    result = summarise(reader, TOPIC, "Key points")
    result.get_by_text("Save as").click()
    with reader.expect_download() as download:
        result.get_by_role("link", name="Markdown").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert "## Key points" in text
    assert "2 articles" in text


def test_the_keyboard_alone_is_enough(reader: Any) -> None:
    reader.focus("#summary-tab-button")
    reader.keyboard.press("Enter")
    reader.focus("#topic textarea, #topic input")
    reader.keyboard.type(TOPIC)
    reader.keyboard.press("Enter")
    reader.wait_for_selector(".summary[aria-busy=false] .counts")


def test_one_follows_another(reader: Any) -> None:
    summarise(reader, TOPIC)
    said = summarise(reader, "zinc alloys", "Key points")
    reader.wait_for_selector("#summary .abstention")
    assert said.locator(".counts").count() == 0


@pytest.mark.parametrize("reader", [PHONE], indirect=True, ids=["phone"])
def test_nothing_is_wider_than_a_phone(reader: Any) -> None:
    summarise(reader, TOPIC, "Compare outlets")
    assert in_view(reader, "#summary .counts", "body")
    assert reader.evaluate("document.documentElement.scrollWidth") == 390
    tops = reader.evaluate("[...document.querySelectorAll('.tab-container button')].map((tab) => tab.offsetTop)")
    assert len(tops) == 5
    assert len(set(tops)) == 1
