"""More than 200 hostile texts in all that the page shows: nothing runs, nothing loads, nothing becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import Any
from xml.sax.saxutils import escape

import pytest

from tests.loopback_web import LoopbackWeb, loopback_web, page
from tests.scripted_model import ScriptedModel

from .conftest import reading, serving
from .pages import ask, check, first_marker, marked
from .payloads import PAYLOADS

pytestmark = pytest.mark.browser

TOWNS = ("Quibbleford", "Marrowby", "Ostwick", "Pelmouth", "Tarnvale")
PARTS = [PAYLOADS[place :: len(TOWNS)] for place in range(len(TOWNS))]
ARTICLES: list[dict[str, Any]] = [
    {
        "external_id": f"{town} {' '.join(part)}",
        "title": f"{town} pays {' '.join(part)}",
        "outlet": f"{town} Post {' '.join(part)}",
        "author": " ".join(part),
        "url": f"https://hostile.example/{town}?pays={'+'.join(' '.join(part).split())[:1_900]}",
        "published_at": "2025-02-03",
        "language": "en",
        "text": "\n\n".join(
            f"{town} council paid {n} crowns for {words} last year." for n, words in enumerate(part, 410)
        ),
    }
    for town, part in zip(TOWNS, PARTS, strict=True)
]
NEWS = PAYLOADS[::12]
# What a text would have become if anything had taken it for markup. Only addresses of pages may be linked.
BECAME = r"""() => {
    const loads = /^(src|srcset|srcdoc|href|xlink:href|action|formaction|data|poster|ping|background|style|content)$/i;
    const hostile = /pwned|outside\.example|javascript:/i;
    const made = [];
    for (const each of document.querySelectorAll('*')) {
        for (const { name, value } of each.attributes) {
            const linked = loads.test(name) && hostile.test(value) && !value.startsWith('https://hostile.example/');
            if (linked || /^on/i.test(name)) made.push(`<${each.localName} ${name}=${value}>`);
        }
    }
    const parts = ':is(#talk, #source-panel, #summary, #verdicts, #jobs, #feeds, #start, #talks, #library)';
    const foreign = ':is(script, style, iframe, object, embed, base, meta, form, math, img, video, audio, link, body)';
    for (const each of document.querySelectorAll(`${parts} ${foreign}`)) {
        if (!each.matches('.lib-search')) made.push(each.outerHTML.slice(0, 200)); // the library's own form
    }
    return made;
}"""


TURNS = count()


def echo(body: dict[str, Any]) -> str:
    """Return what a model says that repeats what it was shown and adds hostile texts of its own, others each time."""
    own = PAYLOADS[next(TURNS) % 16 :: 16]
    shown = "\n".join(message["content"] for message in body["messages"])
    lines = [f"{text} [{number}]" for number, text in re.findall(r"^\[(\d+)\] (.+)$", shown, re.MULTILINE)]
    return "\n".join([*lines[:8], *(f"It paid for {words}. [1]" for words in own), *own[::4]])


@pytest.fixture(scope="module")
def web() -> Iterator[LoopbackWeb]:
    """Play the web."""
    with loopback_web() as played:
        yield played


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the hostile articles, with a model that repeats them."""
    with ScriptedModel(echo) as model:
        settings = {"OPENAI_BASE_URL": model.url, "CORROBORATE_MODEL": "scripted-1"}
        folder = tmp_path_factory.mktemp("hostile")
        with serving(folder, module="tests.browser.loopback_app", corpus=ARTICLES, **settings) as address:
            yield address


@pytest.fixture
def room(hostile: str, chromium: Any) -> Iterator[Any]:
    """Open the page; whatever runs, or is loaded because of a text, fails the test."""
    with reading(hostile, chromium) as page:
        page.set_default_timeout(60_000)  # a model that says nothing true keeps the server busy
        asked: list[str] = []
        page.on("request", lambda call: asked.append(call.url))
        yield page
        harmless(page)
        assert [url for url in asked if "pwned" in url.partition("?")[0]] == []


def harmless(page: Any) -> None:
    """Check that no text has become anything but text so far."""
    assert page.evaluate("window.pwned") is None
    assert page.evaluate(BECAME) == []


def test_there_are_enough_and_one_that_came_through_would_be_seen(chromium: Any) -> None:
    assert len(set(PAYLOADS)) >= 200
    page = chromium.new_page()
    seen = []
    for words in ("<svg onload=x>", "<a href='javascript:x'>x</a>", "<p style='background:url(pwned.gif)'>x</p>", "x"):
        page.set_content(f"<div id=talk>{words}</div>")
        seen.append(len(page.evaluate(BECAME)))
    page.close()
    assert seen == [1, 1, 1, 0]


def test_articles_and_what_a_model_makes_of_them_are_text(room: Any) -> None:
    for town, part in zip(TOWNS, PARTS, strict=True):
        turn = ask(room, f"What did {town} council pay crowns for last year?")
        assert town in turn.locator(".statement").first.inner_text()
        first_marker(turn).hover()
        first_marker(turn).click()
        marked(room)
        shown = room.inner_text("#source-panel")
        assert sum(words in shown for words in part) > len(part) / 2
        turn.locator("button.evidence").click()
        room.wait_for_selector(".evidence-list")
        harmless(room)
        room.keyboard.press("Escape")


def test_questions_topics_and_drafts_are_text(room: Any) -> None:
    for part in (PAYLOADS[0::4], PAYLOADS[1::4], PAYLOADS[2::4], PAYLOADS[3::4]):
        turn = ask(room, " ".join(part))
        assert part[0] in turn.locator(".question").inner_text()
    harmless(room)
    room.reload()  # the conversation is kept, and rendered anew
    room.wait_for_selector("#turn-4[aria-busy=false]")
    harmless(room)
    room.click(".talk-bar [data-does=list]")  # a conversation is named by its first question
    room.wait_for_selector("#talks li")
    assert PAYLOADS[0] in room.inner_text("#talks")
    harmless(room)
    room.keyboard.press("Escape")
    room.click("#library-tab-button")
    room.wait_for_selector(".lib-rows > li")
    assert f" pays {PAYLOADS[0][:4]}" in room.inner_text(".lib-rows")
    harmless(room)
    result = check(room, "\n\n".join(" ".join(part) for part in PARTS))
    assert PARTS[0][0] in result.inner_text()
    room.click("#summary-tab-button")
    for topic in (" ".join(PAYLOADS[::9]), "Quibbleford council Marrowby council"):
        room.fill("#topic :is(input, textarea)", topic)
        room.get_by_label("Compare outlets").check()
        room.click("#summarise")
        room.wait_for_selector(".summary[aria-busy=false] .told, .summary .failure")
        harmless(room)


def test_names_of_files_addresses_and_feeds_are_text(room: Any, web: LoopbackWeb) -> None:
    pages = [web.put(f"/story-{place}", page(escape(words), title=escape(words))) for place, words in enumerate(NEWS)]
    rows = zip(map(escape, NEWS), pages, strict=True)
    items = "".join(f"<item><title>{title}</title><link>{url}</link></item>" for title, url in rows)
    title = escape(" ".join(PARTS[3]))
    feed = web.put("/feed", f"<rss version='2.0'><channel><title>{title}</title>{items}</channel></rss>")
    room.click("#add-tab-button")
    room.locator("#files input").wait_for(state="attached")
    names = [f"{words.replace('/', '∕')}.bin" for words in PAYLOADS[::3]]
    room.set_input_files("#files input", [{"name": name, "mimeType": "", "buffer": b"\0"} for name in names])
    room.wait_for_selector("#jobs .job.failed, #jobs .job.done")
    assert names[0] in room.inner_text("#jobs .job")
    harmless(room)
    room.get_by_label("Addresses on the web").fill("\n".join([*PAYLOADS, feed]))
    room.click("#add-urls")
    room.wait_for_selector("#jobs .job:nth-of-type(2):is(.failed, .done), #add-tab .failure")
    harmless(room)
