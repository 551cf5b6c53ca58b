"""A draft from the clipboard to the sentence that carries it: paste, check, click."""

from __future__ import annotations

from typing import Any

import pytest

from app.schemas import MAX_DRAFT

from .articles import PAYLOADS, SHARED
from .pages import ask, check, first_marker, in_view, marked

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
WRONG = SHARED.replace("Nine", "Sixty")
UNKNOWN = "Zinc alloys please Patagonian glaciologists."
DRAFT = f"{SHARED} {WRONG}\n\n{UNKNOWN}"


def test_a_draft_is_checked_sentence_by_sentence(reader: Any) -> None:
    result = check(reader, DRAFT)
    assert result.locator(".tally").inner_text().startswith("3 sentences: 1 supported")
    assert result.locator(".paragraph").count() == 2
    assert [row.inner_text() for row in result.locator(".piece .words").all()] == [SHARED, WRONG, UNKNOWN]
    assert result.locator(".piece .verdict").first.get_attribute("title") == "supported"
    wrong = result.locator(".piece").nth(1)
    assert wrong.locator("mark.gap.clash").inner_text() == "Sixty"
    assert "The draft says 'Sixty', the source 'Nine'" in wrong.locator(".notes").inner_text()
    assert in_view(reader, ".tally", "body")


def test_a_click_opens_the_source_and_keys_step_through_it(reader: Any) -> None:
    result = check(reader, DRAFT)
    first_marker(result).click()
    assert marked(reader) == SHARED
    assert SHARED in reader.inner_text("#source-panel .for")
    assert reader.inner_text(".stepper .count") == "Citation 1 of 2"
    reader.keyboard.press("ArrowRight")
    reader.wait_for_function("() => document.querySelector('.count').textContent === 'Citation 2 of 2'")
    assert result.locator(".piece.reading .words").inner_text() == SHARED
    reader.keyboard.press("Escape")
    assert reader.evaluate("document.activeElement.className") == "cite"


def test_the_keyboard_alone_is_enough(reader: Any) -> None:
    reader.focus("#ask-tab-button")
    for _ in range(3):  # past the two tabs between them
        reader.keyboard.press("Tab")
    assert reader.evaluate("document.activeElement.id") == "check-tab-button"
    reader.keyboard.press("Enter")
    reader.keyboard.press("Tab")  # past the next tab
    reader.keyboard.press("Tab")
    reader.keyboard.type("The Marigold was built in 1998.")
    reader.keyboard.press("Control+Enter")
    reader.wait_for_selector(".checked")
    reader.wait_for_function("() => document.activeElement.className === 'tally'")
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.activeElement.className") == "cite"
    reader.keyboard.press("Enter")
    assert marked(reader) == "The Marigold was built in 1998."


def test_what_needs_work_can_be_shown_alone(reader: Any) -> None:
    result = check(reader, DRAFT)
    result.get_by_role("button", name="Needs work 2").click()
    assert result.locator(".piece:visible").count() == 2
    result.get_by_role("button", name="All 3").click()
    assert result.locator(".piece:visible").count() == 3


def test_what_is_not_found_names_the_closest_sentences(reader: Any) -> None:
    result = check(reader, "The Marigold carried penguins to a wedding in Lisbon.")
    assert "1 not found" in result.locator(".tally").inner_text()
    close = result.locator("a.near").first
    words = close.locator("q").inner_text()
    close.click()
    assert marked(reader) == words
    assert reader.inner_text(".stepper .count").startswith("Close sentence")
    assert "Cited" not in reader.inner_text(".article-text")


def test_an_answer_and_a_draft_share_the_panel(reader: Any) -> None:
    first_marker(check(reader, DRAFT)).click()
    marked(reader)
    reader.click("#ask-tab-button")
    turn = ask(reader, "When was the Marigold built?")
    first_marker(turn).click()
    reader.wait_for_function("() => document.querySelector('mark.current')?.textContent.includes('1998')")
    reader.click("#check-tab-button")
    assert reader.input_value("#draft textarea") == DRAFT
    assert reader.locator(".piece").count() == 3


def test_a_check_can_be_stopped(reader: Any) -> None:
    reader.click("#check-tab-button")
    long = "\n\n".join(f"{SHARED} Boat {number} was empty." for number in range(1_500))
    # Typing so much takes Chromium half a minute, putting it there does not.
    put = "(box, text) => { box.value = text; box.dispatchEvent(new Event('input', { bubbles: true })); }"
    reader.locator("#draft textarea").evaluate(put, long)
    reader.click("#check")
    reader.get_by_role("button", name="Stop").click()
    reader.wait_for_selector("#verdicts .stopped")
    reader.wait_for_timeout(500)  # nothing that was on its way takes its place
    assert reader.locator("#verdicts .stopped").is_visible()
    assert "3 sentences" in check(reader, DRAFT).locator(".tally").inner_text()


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        ("  \n ", "nothing to check"),
        ("*** — …", "nothing to check"),
        ("word " * (MAX_DRAFT // 5 + 1), "Check it in parts"),
    ],
    ids=["blank", "no word", "too long"],
)
def test_what_can_not_be_checked_is_explained(reader: Any, draft: str, words: str) -> None:
    assert words in check(reader, draft).locator("[role=alert]").inner_text()
    assert reader.locator("#check").is_visible()


def test_nothing_in_a_draft_is_ever_run_or_fetched(reader: Any) -> None:
    draft = "\n\n".join(f"Quibbleford council paid 410 crowns for {words} last year." for words in PAYLOADS.values())
    result = check(reader, draft)
    assert result.locator("img, script, strong, .katex").count() == 0
    assert PAYLOADS["handler"] in result.inner_text()
    first_marker(result).click()
    marked(reader)
    assert reader.evaluate("window.pwned") is None


@pytest.mark.parametrize("reader", [PHONE], indirect=True, ids=["phone"])
def test_on_a_phone(reader: Any) -> None:
    result = check(reader, DRAFT)
    assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert in_view(reader, ".tally", "body")
    first_marker(result).tap()
    assert marked(reader) == SHARED
    assert reader.locator("#source-panel").get_attribute("aria-modal") == "true"
    reader.keyboard.press("Escape")
    assert reader.locator("#source-panel").is_hidden()


def test_the_bar_leads_to_the_next_sentence_of_a_verdict(reader: Any) -> None:
    result = check(reader, f"{DRAFT} {UNKNOWN} {SHARED}")
    bar = result.locator(".bar button")
    widths = [bar.nth(place).bounding_box()["width"] for place in range(bar.count())]
    assert max(widths) > min(widths)
    found = result.locator(".bar button[data-verdict='supported']")
    reached = []
    for _ in range(3):
        found.click()
        reached.append(reader.evaluate("[...document.querySelectorAll('.piece')].indexOf(document.activeElement)"))
    assert reached == [0, 4, 0]
    result.locator(".show [data-only=work]").click()
    found.click()
    assert result.locator(".show [data-only=all]").get_attribute("aria-pressed") == "true"
    assert in_view(reader, ".piece.reached", "body")
