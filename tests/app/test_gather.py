from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.answers import Filters, Progress
from app.gather import FILTERED, Gathered, gather
from app.summaries import Wanted
from app.wire import Services, open_services
from ingest.corpus import RawArticle
from ingest.index import index
from ingest.settings import Settings

TEXTS = {
    "sank": "The ferry Solveig sank off Maren on Friday in heavy fog. Forty people had been on board the ferry.",
    "divers": "Divers searched the wreck of the ferry Solveig off Maren on Saturday. No one was found in it.",
    "inquiry": "An inquiry into the loss of the ship off Maren begins. The Solveig had sailed in fog, divers and crew "
    "of the ferry said.",
    "storm": "A storm tore roofs from forty houses in Lindholm on Monday. Schools in Lindholm stayed closed.",
    "gale": "A storm over Tarvo felled trees and cut the power of a hospital. Crews worked through the night.",
}


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    opened = open_services(Settings(data_dir=Path(tmp_path_factory.mktemp("gather")) / "data"))
    report = index(
        (
            RawArticle(source=name, external_id=name, outlet=f"The {name.title()}", text=text, language="en",
                       published_at=f"2021-05-0{day}")
            for day, (name, text) in enumerate(TEXTS.items(), 1)
        ),
        opened.store,
    )  # fmt: skip
    assert not report.failed
    yield opened
    opened.store.close()


def gathered(services: Services, wanted: Wanted) -> Gathered:
    *before, last = gather(wanted, services)
    assert all(isinstance(event, Progress) for event in before)
    assert isinstance(last, Gathered)
    return last


def names(found: Gathered) -> list[str | None]:
    return [read.article.external_id for read in found.reads]


def test_a_topic_reads_its_articles_oldest_first(services: Services) -> None:
    found = gathered(services, Wanted(topic="the ferry Solveig"))
    assert names(found)[:2] == ["sank", "divers"]
    assert not {"storm", "gale"} & set(names(found))


def test_two_stories_that_a_topic_may_mean_are_offered(services: Services) -> None:
    found = gathered(services, Wanted(topic="storm"))
    assert (found.ambiguous, names(found)) == (True, [])
    assert [len(story.article_ids) for story in found.offered] == [1, 1]
    assert not any(story.summarised for story in found.offered)


def test_a_topic_that_names_something_means_all_that_is_about_it(services: Services) -> None:
    found = gathered(services, Wanted(topic="the storm in Lindholm"))
    assert names(found) == ["storm"]


def test_dates_of_a_topic_narrow_it_and_are_told(services: Services) -> None:
    found = gathered(services, Wanted(topic="What was reported about the ferry Solveig on 2021-05-02?"))
    assert names(found) == ["divers"]
    assert "2021-05-02" in found.notes[0]


def test_what_filters_leave_out_is_named(services: Services) -> None:
    ids = {row.external_id: row.id for row in services.store.page().articles}
    chosen = (ids["sank"], ids["storm"])
    found = gathered(services, Wanted(article_ids=chosen, filters=Filters(outlets=("The Storm",))))
    assert names(found) == ["storm"]
    assert [(one.article.article_id, one.reason) for one in found.unused] == [(ids["sank"], FILTERED)]
    assert found.question == "2 chosen articles"


def test_where_nothing_is_about_a_topic_the_nearest_are_named(services: Services) -> None:
    found = gathered(services, Wanted(topic="chess championship"))
    assert names(found) == []
    assert found.nearest
