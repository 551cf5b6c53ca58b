"""A server that wants a key, in a browser: signing in without a script, the page through the cookie, signing out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from ingest.keys import Keys, Scope

from .articles import SHARED
from .conftest import PATIENCE, serving
from .pages import ask, first_marker, marked
from .test_axe import violations

pytestmark = pytest.mark.browser

QUESTION = "How many people died when the ferry Marigold sank?"
LIMIT = 100_000
DESK = {"viewport": {"width": 1280, "height": 800}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "color_scheme": "dark"}


@dataclass(frozen=True)
class Keyed:
    """A server that wants a key, and one for each scope."""

    address: str
    folder: Path
    secrets: dict[Scope, str]


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keyed]:
    folder = tmp_path_factory.mktemp("keyed")
    keys = Keys(folder / "data")
    secrets = {scope: keys.add(str(scope), scope, None, now=datetime.now(UTC))[1] for scope in Scope}
    keys.close()
    with serving(folder, CORROBORATE_REQUIRE_KEY="1", CORROBORATE_MAX_BODY_BYTES=str(LIMIT)) as address:
        yield Keyed(address, folder / "data", secrets)


@pytest.fixture
def visit(chromium: Any) -> Iterator[Any]:
    """What opens a page in a browser of its own."""
    contexts = []

    def opened(address: str, **options: Any) -> Any:
        contexts.append(chromium.new_context(**options))
        contexts[-1].set_default_timeout(PATIENCE)
        page = contexts[-1].new_page()
        page.wrong = []
        page.on("pageerror", lambda error: page.wrong.append(f"script error: {error}"))
        page.on("response", lambda reply: page.wrong.append(reply.url) if reply.status >= 400 else None)
        page.on("request", lambda call: None if call.url.startswith(address) else page.wrong.append(call.url))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


def sign_in(page: Any, secret: str) -> None:
    page.get_by_label("Key").fill(secret)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("options", [DESK, PHONE], ids=["desktop", "phone in the dark"])
def test_in_and_out_without_a_script(keyed: Keyed, visit: Any, options: dict[str, Any]) -> None:
    page = visit(keyed.address, java_script_enabled=False, **options)
    assert page.url == f"{keyed.address}login"
    box = page.get_by_label("Key")
    assert box.evaluate("(box) => box === document.activeElement")
    for wide in page.locator("input:visible, button, header, main").all():
        place = wide.bounding_box()
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= options["viewport"]["width"]
    sign_in(page, "cor_00000000_wrong")
    assert "not known here" in page.get_by_role("alert").inner_text()
    assert page.wrong == [f"{keyed.address}login"]
    page.wrong.clear()
    sign_in(page, keyed.secrets[Scope.READ])
    page.wait_for_url(keyed.address)
    page.goto(f"{keyed.address}login")
    assert "signed in with the key read" in page.locator("main").inner_text()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{keyed.address}login")
    page.goto(f"{keyed.address}docs")
    assert page.url == f"{keyed.address}login?next=/docs"
    assert page.wrong == []


@pytest.mark.parametrize("options", [DESK, PHONE], ids=["desktop", "phone in the dark"])
def test_nobody_is_shut_out_by_the_form(keyed: Keyed, visit: Any, options: dict[str, Any]) -> None:
    page = visit(keyed.address, **options)
    found = violations(page, "sign in")
    sign_in(page, "cor_00000000_wrong")
    page.get_by_role("alert").wait_for()
    found += violations(page, "a wrong key")
    sign_in(page, keyed.secrets[Scope.READ])
    page.wait_for_selector("#ask textarea[dir=auto]")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(f"{keyed.address}login")
    found += violations(page, "signed in")
    assert found == []


def test_the_whole_page_works_through_the_cookie(keyed: Keyed, visit: Any) -> None:
    page = visit(keyed.address, **DESK)
    sign_in(page, keyed.secrets[Scope.INGEST])
    page.wait_for_selector("#ask textarea[dir=auto]")
    first_marker(ask(page, QUESTION)).click()
    assert marked(page) == SHARED
    page.get_by_role("tab", name="Add sources").click()
    page.locator("#addresses textarea").fill("https://127.0.0.1:1/refused")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_text("Started: ").wait_for()
    page.get_by_role("link", name="Your key").click()
    page.get_by_role("button", name="Sign out").wait_for()
    assert page.wrong == []


def test_a_reader_adds_nothing(keyed: Keyed, visit: Any) -> None:
    page = visit(keyed.address, **DESK)
    sign_in(page, keyed.secrets[Scope.READ])
    page.wait_for_selector("#ask textarea[dir=auto]")
    page.get_by_role("tab", name="Add sources").click()
    page.locator("#feed textarea, #feed input").fill("https://news.example/feed.xml")
    page.get_by_role("button", name="Subscribe").click()
    page.get_by_text("Your key may read only").wait_for()
    assert page.wrong == []


def test_a_revoked_key_ends_its_sessions_at_once(keyed: Keyed, visit: Any) -> None:
    keys = Keys(keyed.folder)
    key, secret = keys.add("passing", Scope.READ, None, now=datetime.now(UTC))
    page = visit(f"{keyed.address}docs", **DESK)
    sign_in(page, secret)
    page.wait_for_url(f"{keyed.address}docs")
    keys.revoke(key.id, now=datetime.now(UTC))
    keys.close()
    page.reload()
    assert page.url == f"{keyed.address}login?next=/docs"


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "in pieces"])
def test_the_pages_uploads_have_the_limit_too(keyed: Keyed, declared: bool) -> None:
    """Whatever Gradio makes of a body that is cut off, the answer is ours."""
    head = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
    sent = [head, *([b"x" * 1000] * (LIMIT // 1000)), b"\r\n--b--\r\n"]
    headers = {
        "Content-Type": "multipart/form-data; boundary=b",
        "Authorization": f"Bearer {keyed.secrets[Scope.INGEST]}",
    }
    content = b"".join(sent) if declared else iter(sent)
    reply = httpx.post(f"{keyed.address}gradio_api/upload", content=content, headers=headers)
    assert (reply.status_code, reply.headers["content-type"]) == (413, "application/problem+json")
