"""Sources brought in on the page: files, addresses and feeds, how far they are, and what becomes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.loopback_web import LoopbackWeb, loopback_web, page, silence

from .conftest import reading, serving
from .pages import ask, first_marker, marked

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
TOLD = "Six lamps of the lighthouse at Sallow Point were stolen on Tuesday night, the keeper said."
GOOD = {
    "name": "lamps.md",
    "mimeType": "text/markdown",
    "buffer": f"# Lamps stolen at Sallow Point\n\n{TOLD} The light was dark for two hours.\n".encode(),
}
BROKEN = {"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\nnothing of a document\n"}
HOSTILE = [
    "<img src=x onerror='window.pwned=1'>.bin",
    '" onfocus="window.pwned=1" autofocus x=".bin',
    "${window.pwned=1} {{window.pwned=1}}.bin",
    "**bold** [x](javascript:window.pwned=1).bin",
    "\u202ecod.elif.bin",
]
FRESH = "(old) => document.querySelector('.facts').textContent !== old"
FEED = """<rss version="2.0"><channel><title>Sallow Gazette</title>
<item><title>Pier painted</title><link>{url}</link><guid>pier</guid></item></channel></rss>"""


@pytest.fixture(scope="module")
def web() -> Iterator[LoopbackWeb]:
    """Play the web."""
    with loopback_web() as played:
        yield played


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the server of these tests keeps its store."""
    return tmp_path_factory.mktemp("adding")


@pytest.fixture(scope="module")
def uploads(folder: Path) -> Path:
    """Return where the server keeps what it is sent until a job has it."""
    return folder / "data" / "uploads"


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """Serve the small corpus, with the loopback as the web."""
    with serving(folder, module="tests.browser.loopback_app") as served:
        yield served


@pytest.fixture
def adding(address: str, chromium: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Open the page."""
    with reading(address, chromium, **getattr(request, "param", {})) as page:
        yield page


@pytest.fixture
def empty(tmp_path: Path, chromium: Any) -> Iterator[Any]:
    """Open the page of a store without articles."""
    with serving(tmp_path, articles=False) as served, reading(served, chromium) as page:
        yield page


def add(reader: Any) -> Any:
    """Open the tab; return it."""
    reader.click("#add-tab-button")
    reader.locator("#files input").wait_for(state="attached")
    return reader.locator("#add-tab")


def newest(reader: Any) -> str | None:
    """Return the id of the newest job."""
    first = reader.locator("#jobs .job").first
    return str(first.get_attribute("id")) if first.count() else None


def send(reader: Any, *files: dict[str, Any]) -> Any:
    """Choose files; return their job once it is over."""
    before = newest(reader)
    reader.set_input_files("#files input", list(files))
    return over(reader, before)


def fetch(reader: Any, addresses: str) -> str | None:
    """Have addresses fetched; return the id of the newest job before."""
    before = newest(reader)
    reader.get_by_label("Addresses on the web").fill(addresses)
    reader.click("#add-urls")
    return before


def over(reader: Any, before: str | None) -> Any:
    """Return a job that is newer than another, once it is over."""
    newer = "(id) => { const job = document.querySelector('#jobs .job'); return job && job.id !== id; }"
    reader.wait_for_function(newer, arg=before)
    job = reader.locator("#jobs .job").first
    job.and_(reader.locator(".done, .failed, .cancelled")).wait_for()
    return job


def test_a_file_is_brought_in_asked_about_and_cited(adding: Any, uploads: Path) -> None:
    facts = adding.text_content(".facts")
    add(adding)
    job = send(adding, GOOD, BROKEN)
    assert "1 added · 1 failed" in job.inner_text()
    reason = job.locator(".reasons li").inner_text()
    assert reason.startswith("broken.pdf ")
    assert adding.locator("#jobs [data-act=stop]").count() == 0
    assert list(uploads.iterdir()) == []
    adding.wait_for_function(FRESH, arg=facts)
    adding.click("#ask-tab-button")
    turn = ask(adding, "How many lamps of the lighthouse were stolen?")
    first_marker(turn).click()
    assert marked(adding) == TOLD


def test_addresses_are_read_as_they_were_meant(adding: Any, web: LoopbackWeb) -> None:
    good = web.put(
        "/quay", page("The quay of Brindle was swept on Monday.", "It took three hours.", title="Quay swept")
    )
    add(adding)
    job = over(adding, fetch(adding, f"{good}\n{web.url('/nothing')}\n"))
    assert "1 added · 1 failed" in job.inner_text()
    assert "/nothing" in job.locator(".reasons").inner_text()
    assert adding.input_value("#addresses textarea") == ""


def test_a_job_can_be_stopped_and_is_still_known_after_a_reload(adding: Any, web: LoopbackWeb) -> None:
    tab = add(adding)
    before = fetch(adding, web.put("/silence", raw=silence))
    tab.get_by_role("button", name=re.compile("^Stop ")).click()
    assert "stopped" in over(adding, before).inner_text()
    assert adding.evaluate("document.activeElement.id") == "jobs-head"
    adding.reload()
    add(adding)
    assert "stopped" in over(adding, before).inner_text()


def test_a_feed_is_followed_paused_and_removed(adding: Any, web: LoopbackWeb) -> None:
    web.put("/pier", page("The pier of Sallow was painted on Sunday.", "It is blue now.", title="Pier painted"))
    feed = web.put("/feed.xml", FEED.format(url=web.url("/pier")), content_type="application/rss+xml")
    facts = adding.text_content(".facts")
    tab = add(adding)
    tab.get_by_label("Address of a feed or a home page").fill(feed)
    adding.keyboard.press("Enter")
    row = adding.locator("#feeds .job")
    assert feed in row.inner_text()
    assert "as often as it has news" in row.inner_text()
    row.get_by_text("with news").wait_for()
    assert row.locator(".job-title").inner_text() == "Sallow Gazette"
    adding.wait_for_function(FRESH, arg=facts)
    row.get_by_role("button", name=re.compile("^Pause ")).click()
    row.get_by_role("button", name=re.compile("^Resume ")).click()
    row.get_by_role("button", name=re.compile("^Pause ")).wait_for()
    row.get_by_role("button", name=re.compile("^Remove ")).click()
    row.wait_for(state="detached")


def test_a_list_of_feeds_is_followed(adding: Any, web: LoopbackWeb, uploads: Path) -> None:
    rows = "".join(f'<outline text="Feed {n}" xmlUrl="{web.url(f"/list/{n}")}"/>' for n in range(3))
    opml = f'<opml version="2.0"><body>{rows}</body></opml>'.encode()
    add(adding)
    adding.set_input_files("#lists input", [{"name": "desk.opml", "mimeType": "text/xml", "buffer": opml}])
    adding.get_by_text("Subscribed to 3 feeds.").wait_for()
    shown = "(n) => document.querySelectorAll('#feeds .job').length === n"
    adding.wait_for_function(shown, arg=3)
    for left in (2, 1, 0):
        adding.locator("#feeds [data-act=remove]").first.click()
        adding.wait_for_function(shown, arg=left)
    assert list(uploads.iterdir()) == []


@pytest.mark.parametrize(
    ("box", "button", "words"),
    [("#addresses textarea", "#add-urls", "There is no address"), ("#feed input", "#subscribe", "There is no address")],
    ids=["addresses", "feed"],
)
def test_what_is_missing_is_said(adding: Any, box: str, button: str, words: str) -> None:
    add(adding)
    adding.fill(box, "  ")
    adding.click(button)
    assert words in adding.locator("#add-tab [role=alert]").inner_text()


def test_a_page_that_names_no_feed_is_no_subscription(adding: Any, web: LoopbackWeb) -> None:
    add(adding)
    adding.fill("#feed input", web.put("/plain", page("The quay was swept.")))
    adding.click("#subscribe")
    assert "names none" in adding.locator("#add-tab [role=alert]").inner_text()


def test_names_of_files_are_never_run_or_fetched(adding: Any) -> None:
    add(adding)
    job = send(adding, *({"name": name, "mimeType": "x/y", "buffer": b"\0\1"} for name in HOSTILE))
    assert f"{len(HOSTILE)} failed" in job.inner_text()
    shown = [row.inner_text() for row in job.locator(".reasons bdi").all()]
    assert shown == HOSTILE
    assert job.locator("img, script, strong, a").count() == 0
    assert adding.evaluate("window.pwned") is None


def test_the_keyboard_alone_is_enough(adding: Any) -> None:
    adding.focus("#check-tab-button")
    adding.keyboard.press("Tab")
    adding.keyboard.press("Enter")
    stops = ["files", "addresses", "add-urls", "feed", "interval", "subscribe", "lists"]
    among = ", ".join(f"#{stop}" for stop in stops)
    passed = []
    for _ in range(30):  # past the reasons of earlier jobs
        adding.keyboard.press("Tab")
        passed.append(adding.evaluate("(among) => document.activeElement.closest(among)?.id", among))
    assert [stop for stop in passed if stop][: len(stops)] == stops


@pytest.mark.parametrize("adding", [PHONE], indirect=True, ids=["phone"])
def test_on_a_phone(adding: Any) -> None:
    add(adding)
    send(adding, GOOD | {"name": "a-file-with-a-name-that-has-no-end-" * 6 + ".bin", "buffer": b"\0\1"})
    assert adding.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert adding.get_by_role("tab").count() == 5


def test_an_empty_corpus_offers_the_samples(empty: Any) -> None:
    assert "Add sources" in empty.inner_text(".empty")
    empty.get_by_role("button", name="Bring in the sample articles").click()
    empty.wait_for_selector(".example", timeout=60_000)
    assert "sample articles" in empty.inner_text(".facts")
    assert empty.locator("#samples").is_hidden()
    add(empty)
    assert "failed" not in over(empty, None).inner_text()
