"""A real server over a small store, and a real browser in front of it.

Where Chromium or its driver is missing these tests are skipped, and the run says at its end which and why.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.scripted_model import ScriptedModel

from .articles import ARTICLES

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
START_SECONDS = 120
PATIENCE = 15_000  # milliseconds: a slow machine under load, not a slow page
ROOT = Path(__file__).resolve().parents[2]


def missing() -> str:
    """Return what the browser tests need and do not find, or nothing."""
    if importlib.util.find_spec("playwright") is None:
        return "the Python package 'playwright' is not installed"
    return "" if CHROMIUM else "no Chromium was found on the path (Debian and Ubuntu: apt-get install chromium)"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if reason := missing():
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [report.nodeid for report in terminalreporter.stats.get("skipped", []) if "browser/" in report.nodeid]
    if skipped and (reason := missing()):
        terminalreporter.section("the page was not tested in a browser")
        terminalreporter.line(f"{len(skipped)} tests did not run: {reason}")
        for nodeid in skipped:
            terminalreporter.line(f"  {nodeid}")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the articles of `articles.py`; give the address."""
    with serving(tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.fixture(scope="session")
def model() -> Iterator[ScriptedModel]:
    """Run a language model that says what a test has it play."""
    with ScriptedModel() as server:
        yield server


@pytest.fixture(scope="session")
def written_site(tmp_path_factory: pytest.TempPathFactory, model: ScriptedModel) -> Iterator[str]:
    """Serve the same articles with answers by the scripted model; give the address."""
    with serving(
        tmp_path_factory.mktemp("written"), OPENAI_BASE_URL=model.url, CORROBORATE_MODEL="scripted-1"
    ) as address:
        yield address


@contextmanager
def serving(
    folder: Path,
    *,
    module: str = "app",
    articles: bool = True,
    corpus: Sequence[dict[str, Any]] = ARTICLES,
    **settings: str,
) -> Iterator[str]:
    """Bring the articles in and serve them from a process of its own, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environ = os.environ | {"CORROBORATE_DATA_DIR": str(folder / "data"), "CORROBORATE_PORT": str(port)} | settings
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, corpus)), "utf-8")
    with (folder / "log").open("w+") as log:
        run: dict[str, Any] = {"cwd": ROOT, "env": environ, "stdout": log, "stderr": subprocess.STDOUT}
        if articles:
            subprocess.run([sys.executable, "-m", "ingest", str(folder / "articles.jsonl")], check=True, **run)
        server = subprocess.Popen([sys.executable, "-m", module], **run)
        try:
            address = f"http://127.0.0.1:{port}/"
            until = time.monotonic() + START_SECONDS
            while not answers(address):
                if server.poll() is not None or time.monotonic() > until:
                    pytest.fail(f"the server did not start:\n{Path(log.name).read_text('utf-8')}")
                time.sleep(0.2)
            yield address
        finally:
            server.terminate()
            server.wait(START_SECONDS)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}healthz", timeout=1):  # noqa: S310 our own address
            return True
    except OSError:
        return False


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Start a browser once."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def reader(site: str, chromium: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Open the page; a test may ask for a `viewport` or a `color_scheme` with `parametrize(..., indirect=True)`."""
    with reading(site, chromium, **getattr(request, "param", {})) as page:
        yield page


@pytest.fixture
def written(written_site: str, chromium: Any) -> Iterator[Any]:
    """Open the page whose answers the scripted model writes."""
    with reading(written_site, chromium) as page:
        yield page


@contextmanager
def reading(site: str, chromium: Any, **options: Any) -> Iterator[Any]:
    """Open a page; fail for a script error, a dialog or a request to another host."""
    settings = {"viewport": {"width": 1280, "height": 800}, "locale": "en-GB", "timezone_id": "America/New_York"}
    context = chromium.new_context(**settings | options)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
    page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda line: wrong.append(line.text) if "Content Security Policy" in line.text else None)
    page.on(
        "request",
        lambda call: (
            wrong.append(f"request: {call.url}") if not call.url.startswith((site, "data:", "blob:")) else None
        ),
    )
    page.goto(site)
    page.wait_for_selector(".masthead h1")
    page.wait_for_selector("#ask textarea[dir=auto]")
    yield page
    context.close()
    assert wrong == []
