from __future__ import annotations

from app.answers import Progress
from app.summaries import Summary, Wanted
from app.summarize import summarized
from app.unheard import unheard
from app.wire import Services
from tests.api_server import ARTICLES, make_client, send

pytest_plugins = ["tests.api_fixtures"]


def test_an_abstention_names_the_words_that_stand_nowhere(services: Services) -> None:
    send(make_client(services), *ARTICLES)
    event = unheard(summarized(Wanted(topic="zinc in glaciers"), services=services), services.store)
    assert isinstance(event, Summary)
    assert event.answer.missing == ("zinc", "glaciers")
    stated = summarized(Wanted(topic="the ferry Solveig"), services=services)
    assert unheard(stated, services.store) is stated
    under_way = Progress("reading")
    assert unheard(under_way, services.store) is under_way
