"""The tab that summarises, without a browser: what it streams, offers and says is missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from app.summaries import Wanted
from app.ui_summary import end, found, telling
from app.wire import Services, open_services
from ingest.corpus import RawArticle
from ingest.index import index
from ingest.settings import Settings

TEXTS = {
    "post": "The ferry Solveig ran aground off Port Maren on Friday with forty people on board.",
    "wire": "Divers found a crack in the hull of the ferry Solveig on Saturday, the harbour office said.",
}


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    opened = open_services(Settings(data_dir=Path(tmp_path_factory.mktemp("tab")) / "data"))
    index(
        (
            RawArticle(source=name, external_id=name, title=f"Solveig, {name}", outlet=f"The {name.title()}", text=text)
            for name, text in TEXTS.items()
        ),
        opened.store,
    )
    yield opened
    opened.store.close()


def test_it_streams_what_is_done_and_ends_with_the_whole(services: Services) -> None:
    shown = list(telling(Wanted(topic="the ferry Solveig"), services, Event()))
    assert 'aria-busy="true"' in shown[0]
    assert any("Looking through 2 articles" in one for one in shown)
    assert 'aria-busy="false"' in shown[-1]
    assert "2 articles, 2 independent origins, 2 outlets" in shown[-1]


def test_it_stops_at_once(services: Services) -> None:
    stop = Event()
    end(stop)
    *_, last = telling(Wanted(topic="the ferry Solveig"), services, stop)
    assert "Stopped before anything was checked." in last
    end(None)


def test_the_list_finds_by_title_and_outlet_and_keeps_what_is_chosen(services: Services) -> None:
    everything = dict(found(services.store, "", ()))
    assert sorted(everything) == ["Solveig, post (The Post)", "Solveig, wire (The Wire)"]
    assert [name for name, _ in found(services.store, "wire", ())] == ["Solveig, wire (The Wire)"]
    chosen = everything["Solveig, post (The Post)"]
    assert [name for name, _ in found(services.store, "wire", (chosen, "art_gone"))] == sorted(everything)
