"""The tab that lists all articles: finding, counting, choosing, asking only what is chosen, deleting and undoing."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .articles import PAYLOADS
from .conftest import reading, serving
from .pages import ask
from .test_axe import SCREENS, violations

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "color_scheme": "dark"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of its own: other tests bring articles into the one that they share."""
    with serving(tmp_path_factory.mktemp("library")) as address:
        yield address


def listed(page: Any, titles: int) -> Any:
    """Open the tab; return the rows as soon as there are so many."""
    if not page.locator("#library .library").is_visible():
        page.click("#library-tab-button")
    return rows(page, titles)


def rows(page: Any, number: int) -> Any:
    page.wait_for_function(
        "(number) => document.querySelectorAll('.lib-rows > li').length === number"
        " && document.querySelector('.library').getAttribute('aria-busy') === 'false'",
        arg=number,
    )
    return page.locator(".lib-rows > li")


def pick(page: Any, words: str) -> None:
    page.locator(".lib-rows > li", has_text=words).locator("input").check()


def test_filters_change_the_list_and_its_counts(reader: Any) -> None:
    first = listed(reader, 4).first.inner_text()
    assert "Nine dead as ferry Marigold" in first
    assert "14 Mar 2025" in first
    assert "English" in first
    assert reader.inner_text(".lib-count") == "4 articles"
    outlet = reader.get_by_role("button", name="Harbour Wire 1")
    outlet.click()
    rows(reader, 1)
    assert reader.inner_text(".lib-count") == "1 of 4 articles"
    assert outlet.get_attribute("aria-pressed") == "true"
    assert reader.evaluate("document.activeElement.dataset.value") == "Harbour Wire"
    reader.get_by_role("button", name="Ellery Evening Post 1").click()
    rows(reader, 2)
    reader.get_by_role("button", name="English 2").click()
    rows(reader, 2)
    reader.get_by_role("button", name="Clear filters").click()
    rows(reader, 4)
    reader.fill(".lib-from", "2025-03-01")
    assert "2 of 4" in rows(reader, 2).page.inner_text(".lib-count")


def test_the_chart_has_its_numbers_as_a_table_that_filters(reader: Any) -> None:
    listed(reader, 4)
    assert "Articles per day" in reader.locator(".lib-bars").get_attribute("aria-label")
    reader.click(".lib-table > summary")
    reader.get_by_role("button", name="1 Feb 2025").click()
    assert "صوت الميناء" in rows(reader, 1).inner_text()
    assert reader.input_value(".lib-to") == "2025-02-01"


def test_the_list_follows_what_is_typed(reader: Any) -> None:
    listed(reader, 4)
    reader.locator(".lib-q").press_sequentially("evening ferry")
    assert "Ferry sinks; nine are dead" in rows(reader, 1).inner_text()
    reader.fill(".lib-q", "no article has this")
    rows(reader, 0)
    assert reader.inner_text(".lib-none") == "No article passes all of these filters."


def test_a_title_opens_the_article_beside_the_list(reader: Any) -> None:
    title = listed(reader, 4).first.locator(".lib-open")
    title.click()
    reader.wait_for_selector("#source-panel .article-text")
    assert "Marigold" in reader.inner_text("#source-panel h2")
    reader.keyboard.press("Escape")
    assert reader.evaluate("document.activeElement.className") == "lib-open"


def test_what_stands_in_articles_stays_text(reader: Any) -> None:
    listed(reader, 4)
    text = reader.locator(".lib-rows > li", has_text="Quibbleford").inner_text()
    assert all(" ".join(payload.split()) in " ".join(text.split()) for payload in PAYLOADS.values())
    assert reader.evaluate("window.pwned") is None


def test_only_the_chosen_articles_are_asked(reader: Any) -> None:
    listed(reader, 4)
    pick(reader, "Ferry sinks; nine are dead")
    assert reader.inner_text(".lib-selected") == "1 selected"
    reader.get_by_role("button", name="Ask these").click()
    line = reader.locator("#ask-scope .scope")
    line.wait_for()
    assert "Only this article: Ferry sinks; nine are dead" in line.inner_text()
    reader.wait_for_function("document.activeElement.closest('#ask') !== null")
    assert "The sources don’t say." in ask(reader, "When was the Marigold built?").inner_text()
    assert "Nine people died" in ask(reader, "How many people died on the Marigold?").inner_text()
    assert reader.locator(".turn").last.locator(".sources li").count() == 1
    reader.get_by_role("button", name="Use all articles again").click()
    line.wait_for(state="hidden")
    assert "1998" in ask(reader, "When was the Marigold built?").inner_text()


def test_only_the_chosen_articles_are_summarised(reader: Any) -> None:
    listed(reader, 4)
    pick(reader, "Nine dead as ferry")
    pick(reader, "سلوان")
    reader.get_by_role("button", name="Summarise these").click()
    reader.wait_for_selector("#summary-scope .scope")
    assert "Only these 2 articles" in reader.inner_text("#summary-scope")
    reader.click("#summarise")
    reader.wait_for_selector(".summary[aria-busy=false] .counts")
    assert reader.inner_text("#summary .counts").startswith("2 articles")
    reader.click("#ask-tab-button")
    assert reader.locator("#ask-scope .scope").count() == 0


def test_rows_are_chosen_in_a_row_and_all_at_once(reader: Any) -> None:
    boxes = listed(reader, 4).locator("input")
    boxes.nth(0).click()
    boxes.nth(2).click(modifiers=["Shift"])
    assert reader.inner_text(".lib-selected") == "3 selected"
    reader.get_by_role("button", name="Harbour Wire 1").click()
    rows(reader, 1)
    assert reader.inner_text(".lib-selected") == "3 selected, 2 of them not in this list"
    reader.get_by_role("button", name="Clear filters").click()
    rows(reader, 4)
    reader.get_by_label("Select all 4").check()
    reader.wait_for_function("document.querySelector('.lib-selected').textContent === '4 selected'")
    reader.get_by_role("button", name="Select none").click()
    assert not reader.locator(".lib-bar").is_visible()


def test_the_keyboard_alone_is_enough(reader: Any) -> None:
    reader.focus("#library-tab-button")
    reader.keyboard.press("Enter")
    rows(reader, 4)
    reader.focus(".lib-q")
    reader.keyboard.type("sinks post")
    rows(reader, 1)
    reader.focus(".lib-all input")
    reader.keyboard.press("Tab")
    reader.keyboard.press("Space")
    assert reader.inner_text(".lib-selected") == "1 selected"
    reader.keyboard.press("Tab")
    reader.keyboard.press("Enter")
    reader.wait_for_selector("#source-panel .article-text")
    reader.keyboard.press("Escape")
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.activeElement.textContent") == "Ask these"
    reader.keyboard.press("Enter")
    reader.wait_for_selector("#ask-scope .scope")


@pytest.mark.parametrize("reader", [PHONE], indirect=True, ids=["phone"])
def test_nothing_is_wider_than_a_phone(reader: Any) -> None:
    listed(reader, 4)
    assert not reader.locator(".lib-grid").is_visible()
    reader.click(".lib-filters > summary")
    reader.locator(".lib-rows input").first.check()
    assert reader.locator(".lib-bar").is_visible()
    assert reader.evaluate("document.documentElement.scrollWidth") == 390
    tops = reader.evaluate("[...document.querySelectorAll('.tab-container button')].map((tab) => tab.offsetTop)")
    assert len(set(tops)) == 1


@pytest.fixture
def own(tmp_path: Path) -> Iterator[str]:
    """Serve articles that may be deleted."""
    with serving(tmp_path) as address:
        yield address


def held(address: str) -> int:
    with urllib.request.urlopen(f"{address}api/articles", timeout=10) as reply:  # noqa: S310 our own address
        return len(json.load(reply)["articles"])


def test_a_delete_can_be_undone_until_its_time_is_over(own: str, chromium: Any) -> None:
    with reading(own, chromium) as page:
        listed(page, 4)
        pick(page, "Ferry sinks; nine are dead")
        page.get_by_role("button", name="Delete").click()
        page.wait_for_selector("#toast .undo:focus")
        assert "1 article will be deleted in 8 seconds" in page.inner_text("#toast")
        assert "to be deleted" in page.locator(".lib-rows > li", has_text="Ferry sinks").inner_text()
        page.keyboard.press("Control+z")
        assert page.inner_text(".lib-selected") == "1 selected"
        page.get_by_role("button", name="Delete").click()
        page.reload()  # a page that is closed has deleted nothing
        page.wait_for_selector("#ask textarea[dir=auto]")
        listed(page, 4)
        pick(page, "Ferry sinks; nine are dead")
        page.get_by_role("button", name="Delete").click()
        rows(page, 3)
        assert held(own) == 3
        assert "1 article deleted." in page.inner_text("#toast")
        page.wait_for_function("document.querySelector('.facts').textContent.includes('3 articles')")
        page.click("#ask-tab-button")
        turn = ask(page, "Will divers search the wreck of the Marigold?")
        assert "Divers will search" not in turn.inner_text()


@pytest.mark.parametrize("reader", SCREENS.values(), indirect=True, ids=SCREENS)
def test_no_part_of_it_shuts_anyone_out(reader: Any) -> None:
    listed(reader, 4)
    if not reader.locator(".lib-grid").is_visible():
        reader.click(".lib-filters > summary")
    reader.click(".lib-table > summary")
    reader.get_by_role("button", name="English 3").click()
    pick(reader, "Ferry sinks; nine are dead")
    found = violations(reader, "the list, filtered and one chosen")
    reader.get_by_role("button", name="Delete").click()
    reader.wait_for_selector("#toast .undo:focus")
    found += violations(reader, "a delete")
    reader.keyboard.press("Control+z")
    reader.get_by_role("button", name="Ask these").click()
    reader.wait_for_selector("#ask-scope .scope")
    found += violations(reader, "a question to one article")
    assert found == []


def test_what_could_not_be_deleted_is_said_and_stays(reader: Any) -> None:
    """The server of all tests is only read: its refusal is played."""
    problem = {"title": "this needs a key of the scope 'admin'", "status": 403}
    reader.route(
        "**/api/articles/*",
        lambda route: (
            route.fulfill(status=403, content_type="application/problem+json", body=json.dumps(problem))
            if route.request.method == "DELETE"
            else route.continue_()
        ),
    )
    listed(reader, 4)
    reader.get_by_label("Select all 4").check()
    reader.wait_for_function("document.querySelector('.lib-selected').textContent === '4 selected'")
    reader.get_by_role("button", name="Delete").click()
    toast = reader.locator("#toast", has_text="not deleted")
    toast.wait_for()
    assert "4 articles not deleted: this needs a key of the scope 'admin'" in toast.inner_text()
    assert rows(reader, 4).locator(".going").count() == 0
    toast.get_by_role("button", name="Close this message").click()
    assert not toast.is_visible()
