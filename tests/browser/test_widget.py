"""The widget in somebody else's page, at another address, under a strict policy."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from .articles import PAYLOADS, SHARED
from .conftest import PATIENCE, serving

pytestmark = pytest.mark.browser

QUESTION = "How many people died when the ferry Marigold sank?"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "color_scheme": "dark"}


@dataclass
class Outside:
    """A server of one page that is not Corroborate's."""

    address: str
    widgets: str = ""  # the address of Corroborate
    html: str = ""
    policy: str = ""


@pytest.fixture(scope="module")
def outside() -> Iterator[Outside]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", page.policy)
            self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
            self.end_headers()
            self.wfile.write(page.html.encode())

        def log_message(self, *_: object) -> None:
            """Write nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        page = Outside(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield page
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def allowing(tmp_path_factory: pytest.TempPathFactory, outside: Outside) -> Iterator[str]:
    """Serve the articles to pages of `outside`; give the address."""
    folder = tmp_path_factory.mktemp("allowing")
    with serving(folder, CORROBORATE_ALLOWED_ORIGINS=outside.address) as address:
        yield address.rstrip("/")


@contextmanager
def visiting(
    outside: Outside,
    widgets: str,
    chromium: Any,
    *,
    attributes: str = "",
    calls: str = "",
    head: bool = False,
    **options: Any,
) -> Iterator[Any]:
    """Open the page with the widget in it; fail for a script error, a violated policy or a request elsewhere."""
    script = f'<script src="{widgets}/widget.js" {attributes}></script>'
    outside.policy = (
        f"default-src 'none'; script-src {widgets}; connect-src {calls or widgets}; style-src 'self'; "
        "require-trusted-types-for 'script'; base-uri 'none'"
    )
    outside.html = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Harbour news</title>{script if head else ''}</head><body><h1>Harbour news</h1>"
        f'<div id="place"></div><p id="before">Words before.</p>{"" if head else script}</body></html>'
    )
    context = chromium.new_context(**{"locale": "en-GB", "timezone_id": "America/New_York"} | options)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
    page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda line: wrong.append(line.text))
    page.on(
        "request",
        lambda call: (
            wrong.append(f"request: {call.url}") if not call.url.startswith((outside.address, widgets)) else None
        ),
    )
    page.goto(outside.address)
    page.locator(".corroborate textarea").wait_for()
    page.wrong = wrong
    yield page
    context.close()
    assert wrong == []


def ask(page: Any, question: str) -> Any:
    number = page.locator(".turn").count()
    page.locator(".corroborate textarea").fill(question)
    page.keyboard.press("Enter")
    turn = page.locator(".turn").nth(number)
    page.locator(".turn[aria-busy=false]").nth(number).wait_for()
    return turn


def focused(page: Any) -> str:
    return str(page.evaluate("document.querySelector('.corroborate').shadowRoot.activeElement?.className ?? ''"))


@pytest.mark.parametrize("options", [{}, PHONE], ids=["desktop", "phone in the dark"])
def test_from_the_question_to_the_highlighted_sentence(
    outside: Outside, allowing: str, chromium: Any, options: dict[str, Any]
) -> None:
    with visiting(outside, allowing, chromium, **options) as page:
        turn = ask(page, QUESTION)
        assert SHARED in turn.locator(".answer").inner_text()
        turn.locator(".cite[title^='Harbour Wire']").click()
        page.locator("mark").wait_for()
        assert page.locator("mark").evaluate("(mark) => mark.lastChild.data") == SHARED
        assert page.locator(".reading .outlet").inner_text() == "Harbour Wire"
        assert "14 March 2025" in page.locator(".reading .facts").inner_text()
        seen = """(mark) => { const [a, b] = [mark, mark.closest(".reading")].map((one) => one.getBoundingClientRect());
            return a.top >= b.top && a.bottom <= b.bottom && b.right <= innerWidth && b.width > 300; }"""
        assert page.locator("mark").evaluate(seen)
        link = page.locator(".reading a")
        assert link.get_attribute("rel") == "noopener noreferrer"
        assert "#:~:text=" in link.get_attribute("href")
        page.locator(".close").click()
        assert page.locator("dialog[open]").count() == 0
        wide = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert wide


def test_the_keyboard_alone_is_enough(outside: Outside, allowing: str, chromium: Any) -> None:
    with visiting(outside, allowing, chromium) as page:
        page.keyboard.press("Tab")
        page.keyboard.type(QUESTION)
        page.keyboard.press("Enter")
        page.locator(".turn[aria-busy=false]").wait_for()
        page.keyboard.press("Shift+Tab")
        assert focused(page) == "cite"
        page.keyboard.press("Enter")
        page.locator("mark").wait_for()
        assert focused(page) == "close"
        page.keyboard.press("Escape")
        page.locator("dialog[open]").wait_for(state="detached")
        assert focused(page) == "cite"


def test_it_is_named_for_those_who_listen(outside: Outside, allowing: str, chromium: Any) -> None:
    with visiting(outside, allowing, chromium, attributes='data-title="Ask the harbour"') as page:
        page.get_by_role("region", name="Ask the harbour").wait_for()
        page.get_by_role("textbox", name="Your question").wait_for()
        ask(page, QUESTION)
        page.get_by_role("log", name="Answers").wait_for()
        page.get_by_role("button", name="Source 1, ").click()
        page.get_by_role("dialog", name="Source").wait_for()
        page.get_by_role("button", name="Close the source").click()


def test_a_follow_up_is_understood(outside: Outside, allowing: str, chromium: Any) -> None:
    with visiting(outside, allowing, chromium) as page:
        ask(page, QUESTION)
        turn = ask(page, "When was it built?")
        assert "1998" in turn.locator(".answer").inner_text()
        assert "Understood as: " in turn.inner_text()


def test_what_is_not_known_is_said(outside: Outside, allowing: str, chromium: Any) -> None:
    with visiting(outside, allowing, chromium) as page:
        turn = ask(page, "Who won the chess match in Tarvo?")
        assert turn.locator(".abstained").count() == 1
        assert turn.locator(".cite").count() == 0


def test_words_of_an_article_stay_words(outside: Outside, allowing: str, chromium: Any) -> None:
    with visiting(outside, allowing, chromium) as page:
        turn = ask(page, f"What did Quibbleford council pay for {PAYLOADS['script']}?")
        turn.locator(".cite").first.click()
        page.locator("mark").wait_for()
        text = page.locator(".reading").inner_text()
        assert all(words in text for words in PAYLOADS.values())
        assert page.evaluate("window.pwned") is None
        assert page.locator(".corroborate img, .corroborate script").count() == 0


def test_it_goes_where_the_page_wants_it(outside: Outside, allowing: str, chromium: Any) -> None:
    wanted = 'data-target="#place" data-theme="dark" data-placeholder="Question?" data-outlets="Ellery Evening Post, X"'
    with visiting(outside, allowing, chromium, attributes=wanted, head=True) as page:
        assert page.locator("#place > .corroborate").count() == 1
        assert page.get_by_placeholder("Question?").count() == 1
        assert page.locator(".chat").evaluate("(chat) => getComputedStyle(chat).backgroundColor") == "rgb(28, 27, 24)"
        turn = ask(page, QUESTION)
        titles = [cite.get_attribute("title") for cite in turn.locator(".cite").all()]
        assert [title.partition(",")[0] for title in titles] == ["Ellery Evening Post"]


def test_it_stands_where_its_script_stands(outside: Outside, allowing: str, chromium: Any) -> None:
    with visiting(outside, allowing, chromium) as page:
        assert page.locator("#before + script + .corroborate").count() == 1


def test_an_answer_can_be_stopped(outside: Outside, allowing: str, chromium: Any) -> None:
    with visiting(outside, allowing, chromium) as page:
        page.route("**/api/ask", lambda _: None)  # an answer that never comes
        page.locator(".corroborate textarea").fill(QUESTION)
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Stop").click()
        page.get_by_text("Stopped.").wait_for()
        page.get_by_role("button", name="Ask").wait_for()


def failed(page: Any) -> str:
    words = ask(page, QUESTION).locator(".failure").inner_text()
    page.wrong.clear()  # the browser's own lines about what was refused
    return str(words)


def test_a_page_that_is_not_allowed_is_told(outside: Outside, site: str, chromium: Any) -> None:
    with visiting(outside, site.rstrip("/"), chromium) as page:
        words = failed(page)
        assert f"takes no questions from pages of {outside.address}" in words
        assert "CORROBORATE_ALLOWED_ORIGINS" in words


def test_a_policy_that_forbids_to_ask_is_named(outside: Outside, allowing: str, chromium: Any) -> None:
    with visiting(outside, allowing, chromium, calls="'self'") as page:
        assert "connect-src" in failed(page)


def test_a_server_that_is_gone_is_told(outside: Outside, allowing: str, chromium: Any) -> None:
    with visiting(outside, allowing, chromium) as page:
        page.route(f"{allowing}/**", lambda route: route.abort())
        assert "can’t be reached" in failed(page)


def test_the_words_of_a_problem_are_shown(outside: Outside, allowing: str, chromium: Any) -> None:
    with visiting(outside, allowing, chromium, attributes=f'data-outlets="{"x," * 10_001}"') as page:
        assert "must have at most 10,000 entries" in failed(page)
