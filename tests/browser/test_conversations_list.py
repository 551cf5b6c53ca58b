"""The list of conversations: found, renamed, shared to read, taken away, deleted; by mouse, by keyboard, on a phone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from .conftest import reading
from .pages import ask, first_marker, marked

pytestmark = pytest.mark.browser

BUILT = "When was the Marigold built?"
DEAD = "How many people died when the ferry Marigold sank?"
PHONE_IN_THE_DARK = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "color_scheme": "dark"}


def listed(page: Any) -> Any:
    """Open the list; return the dialog."""
    page.get_by_role("navigation", name="Conversations").get_by_role("button", name="Conversations").click()
    page.wait_for_selector("#talks li, #talks .said:not(:empty)")
    return page.get_by_role("dialog", name="Conversations")


def names(dialog: Any) -> list[str]:
    return list(dialog.locator("li .open").all_inner_texts())


def wait_for_names(page: Any, *wanted: str) -> None:
    script = (
        "(wanted) => [...document.querySelectorAll('#talks li .open')].map((e) => e.textContent).join('|') === wanted"
    )
    page.wait_for_function(script, arg="|".join(wanted))


def test_conversations_are_found_renamed_and_deleted(reader: Any, site: str) -> None:
    assert "Nothing yet" in listed(reader).inner_text()
    reader.keyboard.press("Escape")
    assert reader.get_by_role("button", name="Share").count() == 0
    ask(reader, BUILT)
    first = reader.url
    reader.get_by_role("link", name="New conversation").click()
    reader.wait_for_selector("#ask textarea[dir=auto]")
    reader.wait_for_function("document.querySelectorAll('.turn').length === 0")
    ask(reader, DEAD)
    assert reader.url != first
    dialog = listed(reader)
    assert names(dialog) == [DEAD, BUILT]
    assert dialog.locator("li.current .open").inner_text() == DEAD

    dialog.get_by_label("Search conversations").fill("1998")  # in the answer alone
    wait_for_names(reader, BUILT)
    dialog.get_by_role("button", name="Rename").click()
    dialog.get_by_label("Name").fill("<b>The Marigold</b>")
    reader.keyboard.press("Enter")
    wait_for_names(reader, "<b>The Marigold</b>")
    dialog.get_by_label("Search conversations").fill("")
    wait_for_names(reader, DEAD, "<b>The Marigold</b>")

    dialog.locator("li").nth(1).locator(".open").click()
    reader.wait_for_selector("#turn-1[aria-busy=false]")
    assert reader.url == first
    assert reader.locator(".question").all_inner_texts() == [BUILT]

    dialog = listed(reader)
    rows = dialog.locator("li")
    rows.nth(0).get_by_role("button", name="Delete").click()
    rows.nth(0).get_by_role("button", name="Cancel").click()
    rows.nth(0).get_by_role("button", name="Delete").click()
    rows.nth(0).get_by_role("button", name="Delete").click()
    wait_for_names(reader, "<b>The Marigold</b>")
    rows.nth(0).get_by_role("button", name="Delete").click()
    rows.nth(0).get_by_role("button", name="Delete").click()
    reader.wait_for_url(site)  # the one on screen is gone: a new one begins
    reader.goto(first)
    reader.wait_for_selector("#talk .failure")


def test_a_conversation_is_shared_to_read(reader: Any, site: str, chromium: Any) -> None:
    ask(reader, DEAD)
    reader.get_by_role("button", name="Share").click()
    address = reader.inner_text("#talks .shared-as")
    assert address.startswith(f"{site}shared/shr_")
    assert reader.url.partition("c=")[2] not in address
    with reading(site, chromium) as other:
        other.goto(address)
        assert other.locator(".question").all_inner_texts() == [DEAD]
        assert other.evaluate("scrollY") == 0
        assert other.locator("textarea, input, form").count() == 0
        first_marker(other.locator("#turn-1")).click()
        assert marked(other).startswith("Nine people died")
        other.keyboard.press("Escape")
        other.get_by_role("button", name="Show evidence").click()
        other.wait_for_selector("#source-panel.open")
        with other.expect_download() as download:
            other.get_by_text("Save as").click()
            other.get_by_role("link", name="Markdown").click()
        assert Path(download.value.path()).read_text("utf-8").startswith("# How many people died")
        reader.get_by_role("button", name="Stop sharing").click()
        reader.wait_for_selector("#talks .row-tools .share")
        other.goto(address)
        assert "Nothing is here" in other.inner_text("h1")


def test_an_answer_has_an_address_of_its_own(reader: Any, site: str) -> None:
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    turn = ask(reader, BUILT)
    turn.get_by_role("button", name="Copy link").click()
    turn.get_by_role("button", name="Copied").wait_for()
    address = reader.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(rf"{re.escape(site)}answers/ans_[0-9a-f]+", address)
    told = turn.locator(".statement").inner_text()
    reader.goto(address)
    assert reader.locator(".statement").inner_text() == told
    reader.get_by_role("link", name="Ask a question of your own").click()
    reader.wait_for_selector("#ask textarea[dir=auto]")
    assert reader.url == site


def test_a_conversation_is_taken_away_whole(reader: Any) -> None:
    ask(reader, BUILT)
    ask(reader, DEAD)
    dialog = listed(reader)
    with reader.expect_download() as download:
        dialog.get_by_role("link", name="Markdown").first.click()
    text = Path(download.value.path()).read_text("utf-8")
    assert f"## {BUILT}" in text
    assert f"## {DEAD}" in text
    assert "[^2]: " in text


def test_the_list_needs_the_keyboard_alone(reader: Any) -> None:
    ask(reader, BUILT)
    reader.focus(".talk-bar [data-does=list]")
    reader.keyboard.press("Enter")
    reader.wait_for_selector("#talks li .open")

    def focused() -> str:
        return str(reader.evaluate("document.activeElement.textContent || document.activeElement.ariaLabel"))

    for wanted in ("Search conversations", BUILT, "Rename"):
        reader.keyboard.press("Tab")
        assert focused() == wanted
    reader.keyboard.press("Enter")
    assert focused() == "Name"
    reader.keyboard.type("Ferry")
    reader.keyboard.press("Escape")  # leaves the name as it was, and the list open
    assert focused() == BUILT
    reader.keyboard.press("Escape")
    assert not reader.locator("#talks").is_visible()
    assert focused() == "Conversations"


@pytest.mark.parametrize("reader", [PHONE_IN_THE_DARK], indirect=True, ids=["phone-in-the-dark"])
def test_on_a_phone_everything_stays_on_the_screen(reader: Any, site: str) -> None:
    ask(reader, "What does the " + "Marigold" * 20 + " cost?")
    turn = ask(reader, BUILT)
    wide = "document.documentElement.scrollWidth <= 390"
    assert reader.evaluate(wide)
    dialog = listed(reader)
    assert dialog.bounding_box()["width"] == 390
    dialog.get_by_role("button", name="Share").tap()
    address = reader.wait_for_selector("#talks .shared-as").inner_text()
    assert reader.evaluate("document.querySelector('#talks ul').scrollWidth <= 390")
    assert turn.is_visible()
    reader.goto(address)
    assert reader.evaluate(wide)
    assert reader.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 20, 18)"
