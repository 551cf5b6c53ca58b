"""Programs that show a key to a running server that wants one: OpenAI's client, ours, the retriever, MCP's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import anyio
import httpx
import openai
import pytest
from mcp import Client
from mcp.client.streamable_http import create_mcp_http_client, streamable_http_client

from app.client import ApiError, Corroborate
from app.retriever import CorroborateRetriever
from app.wire import Services
from ingest.access import Access
from ingest.keys import Scope
from ingest.rate import Rate
from tests.api_server import ARTICLES, FERRY, make_services
from tests.v1_server import serving

NOW = datetime(2026, 11, 25, tzinfo=UTC)
QUESTION = "How many people were on board the ferry Solveig?"
ASKED = [{"role": "user", "content": QUESTION}]


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    opened = make_services(tmp_path_factory.mktemp("keyed") / "data")
    yield replace(opened, settings=replace(opened.settings, access=Access(require_key=True)))
    opened.keys.close()
    opened.store.close()


@pytest.fixture(scope="module")
def address(services: Services) -> Iterator[str]:
    with serving(services) as address, Corroborate(address, key=made(services, Scope.INGEST)) as client:
        client.add(ARTICLES)  # type: ignore[arg-type]
        yield address


def made(services: Services, scope: Scope = Scope.READ, rate: Rate | None = None) -> str:
    name = f"{scope!s} {len(services.keys.every())}"
    return services.keys.add(name, scope, rate, now=NOW)[1]


def sdk(address: str, key: str, **options: int) -> openai.OpenAI:
    return openai.OpenAI(base_url=f"{address}/v1", api_key=key, timeout=20, **{"max_retries": 0} | options)


def test_openais_client(services: Services, address: str) -> None:
    with sdk(address, made(services)) as client:
        message = client.chat.completions.create(model="corroborate", messages=ASKED).choices[0].message  # type: ignore[arg-type]
        assert message.content is not None
        assert "Forty people" in message.content
        streamed = client.chat.completions.create(model="corroborate", messages=ASKED, stream=True)  # type: ignore[arg-type]
        assert "Forty people" in "".join(chunk.choices[0].delta.content or "" for chunk in streamed if chunk.choices)
    with sdk(address, "none") as client, pytest.raises(openai.AuthenticationError, match="not known here"):
        client.models.list()


def test_openais_client_is_told_how_long_to_wait(services: Services, address: str) -> None:
    with sdk(address, made(services, rate=Rate(1, 60))) as client:
        raw = client.models.with_raw_response.list()
        assert raw.headers["x-ratelimit-remaining-requests"] == "0"
        with pytest.raises(openai.RateLimitError, match="1/minute") as told:
            client.models.list()
        assert int(told.value.response.headers["retry-after"]) <= 60


def test_openais_client_comes_back_by_itself(services: Services, address: str) -> None:
    with sdk(address, made(services, rate=Rate(1, 1)), max_retries=2) as client:
        assert all(client.models.list().data for _ in range(2))


def test_our_client(services: Services, address: str) -> None:
    with Corroborate(address, key=made(services)) as client:
        assert "Forty people" in client.ask(QUESTION)["text"]
        with pytest.raises(ApiError, match="the scope 'ingest'") as told:
            client.add([FERRY])  # type: ignore[list-item]
        assert (told.value.status, told.value.type) == (403, "/problems/too-little-scope")
    with Corroborate(address) as client:
        assert client.health()["articles"] == len(ARTICLES)
        with pytest.raises(ApiError, match="wants a key"):
            client.ask(QUESTION)


def test_the_retriever(services: Services, address: str) -> None:
    retriever = CorroborateRetriever(base_url=address, key=made(services))  # type: ignore[arg-type]
    assert any("Forty people" in document.page_content for document in retriever.invoke(QUESTION))
    assert anyio.run(retriever.ainvoke, QUESTION)
    with pytest.raises(ApiError, match="wants a key"):
        CorroborateRetriever(base_url=address).invoke(QUESTION)


def test_mcps_client(services: Services, address: str) -> None:
    key = made(services)

    async def called() -> str:
        async with (
            create_mcp_http_client({"Authorization": f"Bearer {key}"}) as http,
            Client(streamable_http_client(f"{address}/mcp", http_client=http)) as client,
        ):
            found = await client.call_tool("ask", {"question": QUESTION})
            assert found.structured_content is not None
            return str(found.structured_content["text"])

    assert "Forty people" in anyio.run(called)
    initialize = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {}}
    refused = httpx.post(f"{address}/mcp", json=initialize)
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"].startswith("Bearer ")


def test_a_key_that_is_revoked_while_the_server_runs_is_refused_at_once(services: Services, address: str) -> None:
    with Corroborate(address, key=made(services)) as client:
        client.ask(QUESTION)
        services.keys.revoke(services.keys.every()[-1].id, now=NOW)
        with pytest.raises(ApiError, match="revoked"):
            client.ask(QUESTION)


def test_no_key_is_in_any_file_of_the_store(services: Services, address: str, tmp_path: Path) -> None:
    key = made(services)
    with Corroborate(address, key=key) as client:
        client.ask(QUESTION)
    files = [file for file in services.settings.data_dir.rglob("*") if file.is_file()]
    assert len(files) > 3
    assert not [file for file in files if key.split("_", 2)[2].encode() in file.read_bytes()]
