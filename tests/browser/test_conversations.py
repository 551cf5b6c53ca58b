"""A conversation is there again: after a reload, after a restart, in another browser, in two tabs at once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.scripted_model import ScriptedModel

from .articles import SHARED
from .conftest import reading, serving
from .pages import ask, begin, first_marker, marked, says

pytestmark = pytest.mark.browser

BUILT = "When was the Marigold built?"
DEAD = "How many people died when the ferry Marigold sank?"


def told(page: Any) -> list[tuple[str, str, str]]:
    """Return what is on screen of a conversation: of each turn its question, its statements and its sources."""
    page.wait_for_selector(".turn[aria-busy=false]")
    return [
        (
            turn.locator(".question").inner_text(),
            turn.locator(".statement").all_inner_texts(),
            turn.locator(".carrier").evaluate_all("all => all.map((each) => each.outerHTML)"),
        )
        for turn in page.locator(".turn").all()
    ]


def test_a_reload_shows_the_same_conversation(reader: Any) -> None:
    ask(reader, BUILT)
    address = reader.url
    assert "?c=cnv_" in address
    ask(reader, DEAD)
    before = told(reader)
    assert len(before) == 2
    reader.reload()
    assert told(reader) == before
    assert reader.url == address
    first_marker(reader.locator("#turn-1")).click()
    assert "1998" in marked(reader)
    ask(reader, "Who was elected in Silwan?")
    assert [question for question, *_ in told(reader)] == [BUILT, DEAD, "Who was elected in Silwan?"]


def test_a_follow_up_after_a_reload_knows_what_was_said(reader: Any) -> None:
    ask(reader, DEAD)
    reader.reload()
    told(reader)
    turn = ask(reader, "When was it built?")
    assert "1998" in turn.locator(".statement").first.inner_text()
    assert "Understood as" in turn.inner_text()


def test_another_browser_and_a_later_server_show_it(tmp_path: Path, chromium: Any) -> None:
    with serving(tmp_path) as site:
        with reading(site, chromium) as page:
            ask(page, BUILT)
            before, query = told(page), page.url.partition("?")[2]
        with reading(site, chromium) as other:
            other.goto(f"{site}?{query}")
            assert told(other) == before
    with serving(tmp_path, articles=False) as site, reading(site, chromium) as later:
        later.goto(f"{site}?{query}")
        assert told(later) == before
        ask(later, DEAD)
        assert len(told(later)) == 2


def test_two_tabs_lose_nothing(reader: Any) -> None:
    ask(reader, BUILT)
    other = reader.context.new_page()
    other.goto(reader.url)
    told(other)
    ask(other, DEAD)
    reader.fill("#ask textarea", "Who was elected in Silwan?")
    reader.keyboard.press("Enter")
    reader.wait_for_selector("#turn-3[aria-busy=false]")
    asked = [question for question, *_ in told(reader)]
    assert asked == [BUILT, DEAD, "Who was elected in Silwan?"]
    other.reload()
    assert told(other) == told(reader)


def test_a_conversation_that_is_not_there_is_said_to_be_gone(reader: Any, site: str) -> None:
    reader.goto(f"{site}?c=cnv_never")
    reader.wait_for_selector("#talk .failure")
    assert "may have been deleted" in reader.inner_text("#talk .failure")
    ask(reader, BUILT)
    assert "cnv_never" not in reader.url


def test_an_answer_under_way_goes_on_after_a_reload(written: Any, model: ScriptedModel) -> None:
    model.play(says(f"{SHARED} [n]\nThe wind blew on and on. [n]\n", delay=0.05, endless=True))
    turn = begin(written, f"{DEAD} Say it at length.")
    turn.locator(".statement").first.wait_for()
    written.reload()
    turn = written.locator("#turn-1")
    turn.locator(".statement").first.wait_for()
    assert turn.get_attribute("aria-busy") == "true"
    written.get_by_role("button", name="Stop").click()
    turn.locator(".stopped").wait_for()
    before = told(written)
    written.reload()
    assert told(written) == before
    assert "Stopped. What stands here was checked before that." in written.inner_text("#turn-1")


def test_whoever_leaves_finds_the_answer(written: Any, model: ScriptedModel) -> None:
    model.play(says(f"{SHARED} [n]", delay=0.05))
    begin(written, f"{DEAD} Say it while nobody looks.")
    written.wait_for_url(re.compile("c=cnv_"))
    address = written.url
    written.goto("about:blank")
    written.goto(address)
    assert SHARED in told(written)[0][1][0]
