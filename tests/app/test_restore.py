"""What was kept comes back as the values that it was made of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.answers import Answer
from app.ask import answer
from app.changed import with_sources
from app.render import answer_json
from app.restore import restored
from app.summaries import Style, Summary, Wanted
from app.summarize import summarized
from app.summary_render import summary_json
from app.ui_summary_render import whole
from app.wire import Services, open_services
from ingest.corpus import RawArticle
from ingest.index import index
from ingest.settings import Settings

TEXTS = {
    "post": "Nine people died when the ferry Solveig sank off Port Maren on Friday, the harbour office said. The "
    "owner of the Solveig, Norrland Lines, will hold an inquiry in June.",
    "wire": "Eleven people died when the ferry Solveig sank off Port Maren on Friday, the coastguard said. Divers "
    "found a crack in the hull of the ferry Solveig.",
    "copy": "Eleven people died when the ferry Solveig sank off Port Maren on Friday, the coastguard said. Divers "
    "found a crack in the hull of the ferry Solveig.",
    "later": "Thirteen people died when the ferry Solveig sank off Port Maren, the harbour office said on Sunday.",
    "tarvo": "Voters in Tarvo elected Ida Brandt as their mayor on Sunday in an election without incidents.",
    "orrin": "The election of a new parliament in Orrin was put off until autumn on Monday.",
}


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    opened = open_services(Settings(data_dir=Path(tmp_path_factory.mktemp("restored")) / "data"))
    report = index(
        (
            RawArticle(
                source=name, external_id=name, title=name.title(), outlet=f"The {name.title()}", text=text,
                published_at=f"2021-05-0{day}", language="en", url=f"https://{name}.example/1",
            )
            for day, (name, text) in enumerate(TEXTS.items(), 1)
        ),
        opened.store,
    )  # fmt: skip
    assert not report.failed
    yield opened
    opened.store.close()


def kept(services: Services, made: Answer | Summary) -> dict[str, Any]:
    """Return an answer as it comes out of the record."""
    identity = made.answer.id if isinstance(made, Summary) else made.id
    return services.store.answer(identity)


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("topic", ["the ferry Solveig", "election", "chess in Marlow"])
def test_a_summary_comes_back_whole(services: Services, style: Style, topic: str) -> None:
    made = summarized(Wanted(topic=topic, style=style), services=services)
    body = kept(services, made)
    back = restored(body)
    assert isinstance(back, Summary)
    assert summary_json(back) == body == json.loads(json.dumps(summary_json(made)))
    assert whole(3, back) == whole(3, made)
    assert back.sources == made.sources
    assert back.cited == made.cited


def test_the_summaries_have_what_is_hard_to_bring_back(services: Services) -> None:
    ferry = summarized(Wanted(topic="the ferry Solveig", style=Style.COMPARE), services=services)
    differing = (*ferry.disagreements, *ferry.updates)
    assert differing
    assert any(len(side.origins) < len(side.claims) for one in differing for side in one.sides)
    election = summarized(Wanted(topic="election"), services=services)
    assert election.stories or election.unused


@pytest.mark.parametrize(
    "question",
    ["How many people died when the ferry Solveig sank?", "Who won the chess match in Marlow?", "Who is Ida Brandt?"],
)
def test_an_answer_comes_back_whole(services: Services, question: str) -> None:
    made = answer(question, services=services)
    body = kept(services, made)
    back = restored(body)
    assert isinstance(back, Answer)
    assert answer_json(back) == body
    assert back.citations == made.citations


def test_what_is_known_since_goes_into_the_warnings_alone(services: Services) -> None:
    made = answer("How many people died when the ferry Solveig sank?", services=services)
    body = with_sources(kept(services, made), services.store)
    assert "source" in body["citations"][0]
    assert restored(body) == restored(kept(services, made))
    assert restored(body | {"warnings": ["It was changed."]}).warnings == ("It was changed.",)  # type: ignore[union-attr]


def test_an_answer_that_was_kept_before_later_members_came(services: Services) -> None:
    body = kept(services, answer("How many people died when the ferry Solveig sank?", services=services))
    for late in ("prompt", "missing"):
        del body[late]
    for citation in body["citations"]:
        del citation["attribution"]
    back = restored(body)
    assert isinstance(back, Answer)
    assert {citation.attribution for citation in back.citations} == {None}
