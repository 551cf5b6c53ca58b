"""The client against a running server; what no real server does is played by a transport."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, NotRequired, get_origin, get_type_hints

import httpx
import pytest
from pydantic import BaseModel

from app import (
    api_shapes,
    api_shapes_articles,
    api_shapes_check,
    api_shapes_jobs,
    api_shapes_library,
    api_shapes_summary,
    client_answers,
    client_articles,
)
from app.client import ApiError, Corroborate
from app.wire import Services
from tests.api_server import ARTICLES, FERRY
from tests.v1_server import serving

pytest_plugins = ["tests.api_fixtures", "tests.v1_fixtures"]

QUESTION = "How many people were on board the ferry Solveig?"


@pytest.fixture
def client(served: str) -> Iterator[Corroborate]:
    with Corroborate(served) as made:
        yield made


def played(answer: Callable[[httpx.Request], httpx.Response], **options: Any) -> Corroborate:
    """Return a client of a server that does what a test wants."""
    return Corroborate("http://server.example/news/", transport=httpx.MockTransport(answer), **options)


def test_it_says_what_the_server_holds(client: Corroborate) -> None:
    assert client.health()["articles"] == len(ARTICLES)


def test_it_searches(client: Corroborate) -> None:
    found = client.search("storm", k=2, filters={"outlets": ["Northern Wire"]})
    assert [passage["article"]["outlet"] for passage in found] == ["Northern Wire"]
    assert found[0]["sentences"][0]["text"].startswith("A storm cut the power")


def test_copies_of_one_text_have_one_origin(client: Corroborate) -> None:
    found = {passage["article"]["external_id"]: passage["origin_id"] for passage in client.search("storm and ferry")}
    assert found["storm"] == found["storm-reprint"] != found["ferry"]


def test_it_asks_and_reads_the_answer_again(client: Corroborate) -> None:
    answer = client.ask(QUESTION)
    assert answer["citations"][0]["quote"].startswith("Forty people were on board")
    again = client.answer(answer["id"])
    assert again["text"] == answer["text"]
    assert again["citations"][0]["source"]["state"] == "current"  # type: ignore[index]


def test_a_follow_up_leans_on_what_was_said(client: Corroborate) -> None:
    first = client.ask(QUESTION)
    history: list[client_answers.Turn] = [
        {"role": "user", "content": QUESTION},
        {"role": "assistant", "content": first["text"]},
    ]
    assert "Solveig" in client.ask("Was anybody hurt on it?", history=history)["standalone_question"]


def test_a_streamed_answer_ends_with_the_one_that_is_not(client: Corroborate) -> None:
    events = list(client.ask_stream(QUESTION))
    assert events[0]["event"] == "status"
    stated = [event["data"]["statement"] for event in events if event["event"] == "statement"]
    last = events[-1]
    assert last["event"] == "done"
    assert last["data"]["statements"] == stated
    assert last["data"]["citations"] == client.ask(QUESTION)["citations"]


def test_it_summarises_and_checks(client: Corroborate) -> None:
    summary = client.summarize("storm in Lindholm", style="bullets", max_words=50)
    assert summary["style"] == "bullets"
    assert summary["counts"]["origins"] == 1
    ferry = next(client.articles(q="ferry"))["id"]
    checked = client.check("Forty people were on board the ferry Solveig.", article_ids=[ferry])
    assert [row["support"]["label"] for row in checked["statements"]] == ["supported"]
    assert client.check("Elephants dance.", article_ids=[])["statements"][0]["citations"] == []


def test_articles_come_in_are_listed_read_and_deleted(services: Services) -> None:
    with serving(services) as address, Corroborate(f"{address}/") as client:
        report = client.add(
            [{"text": f"It rained in Orsa on day {day}.", "external_id": f"d{day}"} for day in range(3)]
        )
        assert (report["added"], report["failed"]) == (3, [])
        assert client.add([{"text": ""}])["failed"][0]["error"]
        assert {row["external_id"] for row in client.articles()} == {"d0", "d1", "d2"}
        one = report["articles"][0]["id"]
        article = client.article(one, version=1)
        assert article["text"] == "It rained in Orsa on day 0."
        assert article["origin"]["id"]
        client.delete(one)
        with pytest.raises(ApiError) as caught:
            client.article(one)
        assert caught.value.status == 410


def test_a_job_is_followed_to_its_end(services: Services) -> None:
    services.jobs.start()
    with serving(services) as address, Corroborate(address) as client:
        job = client.add_later([{"text": FERRY["text"], "external_id": "ferry"}])
        until = time.monotonic() + 20
        while (job := client.job(job["id"]))["state"] not in ("done", "failed") and time.monotonic() < until:
            time.sleep(0.05)
        assert (job["state"], job["added"]) == ("done", 1)
    services.jobs.stop()


def test_all_pages_of_articles_come_as_one() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        at = int(request.url.params.get("cursor", "0"))
        assert request.url.params["outlet"] == "Orsa Post"
        return httpx.Response(
            200, json={"articles": [{"id": f"a{at}"}], "next_cursor": f"{at + 1}" if at < 2 else None}
        )

    assert [row["id"] for row in played(answer).articles(outlet="Orsa Post")] == ["a0", "a1", "a2"]


@pytest.mark.parametrize(
    ("call", "status", "words"),
    [
        (lambda client: client.ask(" "), 422, "'question' must not be blank"),
        (lambda client: list(client.ask_stream(" ")), 422, "'question' must not be blank"),
        (lambda client: client.search("ferry", k=101), 422, "'k'"),
        (lambda client: client.article("art_0"), 404, "art_0"),
        (lambda client: client.article("../../healthz"), 404, "healthz"),
        (lambda client: client.job("job_0"), 404, "job_0"),
        (lambda client: client.add([{"text": "x"}], urls=["https://a.example"]), 422, "can't be sent in one call"),
    ],
    ids=["ask", "stream", "search", "article", "path", "job", "add"],
)
def test_a_problem_is_an_error_with_its_words(
    client: Corroborate, call: Callable[[Corroborate], object], status: int, words: str
) -> None:
    with pytest.raises(ApiError) as caught:
        call(client)
    error = caught.value
    assert error.status == status
    assert words in error.title
    assert str(error) == error.title
    assert error.type.startswith("/problems/")
    assert error.detail


def test_the_parts_that_were_wrong_are_named(client: Corroborate) -> None:
    with pytest.raises(ApiError, match="and 1 more") as caught:
        client.search("", k=0)
    assert [part["pointer"] for part in caught.value.errors] == ["#/query", "#/k"]


def test_no_server_is_an_error_that_says_so() -> None:
    with Corroborate("http://127.0.0.1:9") as client:
        for call in (lambda: client.ask(QUESTION), lambda: next(client.ask_stream(QUESTION))):
            with pytest.raises(ApiError, match=r"no answer from http://127\.0\.0\.1:9.*does the server run") as caught:
                call()
            assert caught.value.status is None


@pytest.mark.parametrize(
    ("reply", "status", "words"),
    [
        (httpx.Response(502, text="<h1>Bad gateway</h1>"), 502, "answered 502 Bad Gateway"),
        (httpx.Response(500, json=["no problem"]), 500, "answered 500"),
        (httpx.Response(200, text="<h1>Welcome</h1>"), 200, "is not Corroborate"),
    ],
    ids=["proxy", "other JSON", "another site"],
)
def test_what_is_no_server_of_this_kind_is_told(reply: httpx.Response, status: int, words: str) -> None:
    with pytest.raises(ApiError, match=words) as caught:
        played(lambda _: reply).ask(QUESTION)
    assert caught.value.status == status


def test_a_stream_that_breaks_off_is_no_answer() -> None:
    progress = 'event: status\ndata: {"phase": "reading", "articles": 3, "sentences": 40}\n\n'
    problem = 'event: error\ndata: {"title": "the model is gone", "status": 503, "type": "/problems/unavailable"}\n\n'
    for text, words in ((progress, "broke off"), (progress + problem, "the model is gone")):
        with pytest.raises(ApiError, match=words):
            list(played(lambda _, text=text: httpx.Response(200, text=text)).ask_stream(QUESTION))  # type: ignore[misc]


def test_a_key_and_an_idempotency_key_are_sent() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"added": 0})

    client = played(answer, key="ck_secret")
    client.add([], idempotency_key="night-1")
    client.health()
    assert [request.url.path for request in seen] == ["/news/api/articles", "/news/healthz"]
    assert [request.headers["authorization"] for request in seen] == ["Bearer ck_secret"] * 2
    assert [request.headers.get("idempotency-key") for request in seen] == ["night-1", None]


SHAPES: dict[str, type[BaseModel]] = {
    name: shape
    for module in (
        api_shapes_articles,
        api_shapes_summary,
        api_shapes_check,
        api_shapes_jobs,
        api_shapes_library,
        api_shapes,
    )
    for name, shape in vars(module).items()
    if isinstance(shape, type) and issubclass(shape, BaseModel) and shape.__module__ == module.__name__
} | {"CheckDiffering": api_shapes_check.Differing, "Side": api_shapes_summary.Side}
SHAPES["Differing"] = api_shapes_summary.Differing
OWN = {"Filters", "NewArticle", "Turn"}
TYPES = {
    name: shape
    for module in (client_answers, client_articles)
    for name, shape in vars(module).items()
    if isinstance(shape, type) and shape.__module__ == module.__name__ and name not in OWN
}


@pytest.mark.parametrize("name", TYPES)
def test_the_types_are_the_shapes_of_the_api(name: str) -> None:
    """The same names, the same of them always there, and null where null may come."""
    fields = SHAPES[name].model_fields
    hints = get_type_hints(TYPES[name])
    assert hints.keys() == fields.keys()
    marked = get_type_hints(TYPES[name], include_extras=True)
    missable = {key for key, hint in marked.items() if get_origin(hint) is NotRequired}
    assert missable == {key for key, field in fields.items() if not field.is_required()}
    for key, field in fields.items():
        assert _nullable(hints[key]) == _nullable(field.annotation), key


def _nullable(hint: Any) -> bool:
    return type(None) in getattr(hint, "__args__", ())


def test_importing_it_imports_nothing_of_the_server() -> None:
    script = "import sys, app.client; print(*sorted(name for name in sys.modules if '.' not in name or 'app.' in name))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert {name for name in loaded if name.startswith("app")} == {
        "app",
        "app.client",
        "app.client_answers",
        "app.client_articles",
        "app.client_events",
    }
    heavy = {"ingest", "fastapi", "pydantic", "gradio", "chromadb", "numpy", "onnxruntime", "langchain_core", "openai"}
    assert not loaded & heavy
