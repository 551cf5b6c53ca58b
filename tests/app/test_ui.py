"""The page as it leaves the server; what it does in a browser is tested in tests/browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.ui import mount
from app.ui_frame import SHEETS, STATIC
from app.ui_uploads import MAX_BYTES
from ingest.catalogue import Counts
from ingest.settings import Settings


@dataclass(frozen=True)
class EmptyStore:
    """A store without articles, which is all that the page needs to open."""

    held: Counts = field(default_factory=lambda: Counts(0, 0, 0, 0, (), (), None, None))

    def counts(self) -> Counts:
        return self.held


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def client(data: Path) -> Iterator[TestClient]:
    app = FastAPI()
    left = data / "uploads" / "tmp7"
    left.parent.mkdir()
    left.write_text("half of a file", "utf-8")

    @app.get("/healthz")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADIO_TEMP_DIR", "")  # so that it is as before afterwards
        mount(app, SimpleNamespace(store=EmptyStore(), settings=Settings(data_dir=data)))
        with TestClient(app) as client:
            yield client


def test_the_page_names_no_other_host_to_load_from(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert re.findall(r"<(?:script|link|img)[^>]+(?:src|href)=[\"']?(?:https?:)?//[^>]*", page.text) == []


def test_routes_that_were_there_stay_and_keep_their_headers(client: TestClient) -> None:
    reply = client.get("/healthz")
    assert reply.json() == {"status": "ok"}
    assert "content-security-policy" not in reply.headers


def test_every_file_the_page_names_is_served(client: TestClient) -> None:
    named = set(re.findall(r"reader/[0-9a-f]{12}/[a-z.]+", client.get("/").text))
    assert {name.rsplit("/", 1)[1] for name in named} == {f"{sheet}.css" for sheet in SHEETS} | {"reader.js"}
    assert {client.get(f"/{name}").status_code for name in named} == {200}


def test_what_is_sent_lies_in_the_folder_of_the_store(client: TestClient, data: Path) -> None:
    assert list((data / "uploads").iterdir()) == []  # what an earlier server had left is gone
    (path,) = client.post("/gradio_api/upload", files={"files": ("lamps.md", b"The lamps were stolen.")}).json()
    assert Path(path).is_relative_to(data / "uploads")
    assert client.post("/gradio_api/upload", files={"files": ("x", b"x" * (MAX_BYTES + 1))}).status_code == 413


@pytest.mark.parametrize("script", sorted(STATIC.glob("*.js")), ids=lambda path: path.name)
def test_scripts_never_make_markup_from_text(script: Path) -> None:
    source = script.read_text("utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", source)
