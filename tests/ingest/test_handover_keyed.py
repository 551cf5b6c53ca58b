"""Commands beside a server that wants a key: they show it the secret that it left beside its lock."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from app.cli import main as ask_main
from app.wire import Services, open_services
from ingest.__main__ import main
from ingest.access import Access
from ingest.settings import Settings
from tests.ingest.test_handover import serving

FEED = "https://harran.example/feed"


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Services, str]]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CORROBORATE_DATA_DIR", str(tmp_path / "data"))
    with closing(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        services = open_services(Settings(data_dir=tmp_path / "data", access=Access(require_key=True)), url=url)
        with closing(services.store), serving(services, listening):
            yield services, url


def test_whatever_they_hand_over_or_ask_gets_through(
    served: tuple[Services, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    services, url = served
    assert httpx.get(f"{url}/api/articles").status_code == 401
    Path("ropewalk.txt").write_text("Title: Ropewalk\n\nThe ropewalk opened again after nine years.", "utf-8")
    assert main(["ropewalk.txt", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["added"] == 1
    listed = tmp_path / "papers.opml"
    listed.write_text(f"<opml><body><outline text='Harran Post' xmlUrl='{FEED}'/></body></opml>", "utf-8")
    assert main(["--watch", str(listed)]) == 0
    assert main(["--pause", FEED]) == main(["--subscriptions"]) == main(["--jobs"]) == 0
    assert f"{FEED}  new, as often as it has news, paused" in capsys.readouterr().out
    assert main(["--unsubscribe", FEED]) == 0
    assert ask_main(["ask", "What opened again after nine years?"]) == 0
    said = capsys.readouterr()
    assert "ropewalk opened again" in said.out
    assert services.store.server_key not in said.out + said.err


def test_without_the_secret_they_are_told(served: tuple[Services, str], capsys: pytest.CaptureFixture[str]) -> None:
    services, _ = served
    (services.store.folder / "server.key").unlink()
    assert main(["--subscriptions"]) == 2
    assert "this server wants a key" in capsys.readouterr().err
