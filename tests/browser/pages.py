"""What a reader does on the page, and what he sees of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.scripted_model import Script

from .articles import SHARED


def ask(page: Any, question: str) -> Any:
    """Ask as a reader does; return the finished turn."""
    turn = begin(page, question)
    page.wait_for_selector(f"#{turn.get_attribute('id')}[aria-busy=false]")
    return turn


def begin(page: Any, question: str) -> Any:
    """Ask; return the turn as soon as it is there."""
    number = page.locator(".turn").count() + 1
    page.fill("#ask textarea", question)
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#turn-{number}")
    return page.locator(f"#turn-{number}")


def check(page: Any, draft: str) -> Any:
    """Check a draft with the keyboard; return the result."""
    page.click("#check-tab-button")
    page.fill("#draft textarea", draft)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".checked, #verdicts .failure")
    return page.locator("#verdicts")


def first_marker(turn: Any) -> Any:
    """Return the first citation of an answer."""
    return turn.locator(".statement .cite").first


def in_view(page: Any, inner: str, outer: str) -> bool:
    """Return whether the one element lies within the visible part of the other."""
    script = """([inner, outer]) => {
        const [a, b] = [inner, outer].map((each) => document.querySelector(each).getBoundingClientRect());
        return a.top >= b.top && a.bottom <= b.bottom && a.top < innerHeight && a.height > 0;
    }"""
    page.wait_for_function(script, arg=[inner, outer])
    return True


def marked(page: Any) -> str:
    """Return the highlighted words, without what is said to a screen reader only."""
    page.wait_for_selector("mark.current")
    script = "() => [...document.querySelectorAll('mark.current')].map((each) => each.lastChild.data).join('')"
    return str(page.evaluate(script))


def says(text: str, **how: Any) -> Callable[[dict[str, Any]], Script]:
    """Make a model that says a text; `[n]` in it becomes the number under which it was shown the shared sentence."""

    def play(body: dict[str, Any]) -> Script:
        shown = "\n".join(message["content"] for message in body["messages"])
        found = re.search(rf"\[(\d+)\] {re.escape(SHARED)}", shown)
        return Script(reply=text.replace("[n]", f"[{found[1]}]" if found else ""), **how)

    return play
