"""The retriever in LangChain's own ways, against a running server."""

from __future__ import annotations

from typing import Any

import anyio
import httpx
import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.documents import Document
from langchain_core.language_models import FakeListChatModel
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnablePassthrough
from pydantic import ValidationError

from app.client import ApiError
from app.retriever import CorroborateRetriever

pytest_plugins = ["tests.v1_fixtures"]

QUESTION = "How many homes were without power in Lindholm?"


@pytest.fixture
def retriever(served: str) -> CorroborateRetriever:
    return CorroborateRetriever(base_url=served)


def test_documents_are_passages_with_their_places(served: str, retriever: CorroborateRetriever) -> None:
    documents = retriever.invoke(QUESTION)
    passages = httpx.post(f"{served}/api/search", json={"query": QUESTION}).json()["passages"]
    assert [document.page_content for document in documents] == [passage["text"] for passage in passages]
    for document in documents:
        data = document.metadata
        article = httpx.get(f"{served}/api/articles/{data['article_id']}").json()
        assert article["text"][data["start"] : data["end"]] == document.page_content
        for key in ("title", "outlet", "author", "url", "published_at", "language", "version"):
            assert data[key] == article[key]
        assert data["origin_id"] == article["origin"]["id"]
        for sentence in data["sentences"]:
            assert sentence.keys() == {"index", "start", "end", "text", "score"}
            assert article["text"][sentence["start"] : sentence["end"]] == sentence["text"]


def test_reprints_share_an_origin_and_ids_differ(retriever: CorroborateRetriever) -> None:
    documents = retriever.invoke(QUESTION)
    storms = [one for one in documents if one.page_content.startswith("A storm cut")]
    assert len({one.metadata["origin_id"] for one in storms}) == 1
    assert len(storms) == len({one.id for one in storms}) == 2


def test_it_works_asynchronously_and_in_batches(retriever: CorroborateRetriever) -> None:
    wanted = retriever.invoke(QUESTION)
    assert anyio.run(retriever.ainvoke, QUESTION) == wanted
    assert retriever.batch([QUESTION, QUESTION]) == [wanted, wanted]


def test_how_many_and_which_are_chosen(served: str) -> None:
    only = CorroborateRetriever(base_url=served, k=1, filters={"outlets": ["Lindholm Echo"]})
    assert [one.metadata["outlet"] for one in only.invoke(QUESTION)] == ["Lindholm Echo"]
    assert CorroborateRetriever(base_url=served, filters={"article_ids": []}).invoke(QUESTION) == []
    with pytest.raises(ValidationError):
        CorroborateRetriever(base_url=served, k=101)
    with pytest.raises(ApiError, match=r"'filters\.outlet' is not known"):
        CorroborateRetriever(base_url=served, filters={"outlet": ["Lindholm Echo"]}).invoke(QUESTION)


def test_it_is_a_step_of_a_chain(retriever: CorroborateRetriever) -> None:
    def told(documents: list[Document]) -> str:
        return "\n".join(one.page_content for one in documents)

    prompt = ChatPromptTemplate.from_template("{question}\n{context}")
    chain: Any = (
        {"context": retriever | told, "question": RunnablePassthrough()}
        | prompt
        | FakeListChatModel(responses=["12,000 homes."])
        | StrOutputParser()
    )
    assert chain.invoke(QUESTION) == "12,000 homes."


def test_callbacks_hear_of_it(retriever: CorroborateRetriever) -> None:
    class Listener(BaseCallbackHandler):
        heard = 0

        def on_retriever_end(self, documents: Any, **_: Any) -> None:
            self.heard += len(documents)

    listener = Listener()
    found = retriever.invoke(QUESTION, {"callbacks": [listener]})
    assert listener.heard == len(found) > 0


def test_a_refusal_is_the_clients_error(retriever: CorroborateRetriever) -> None:
    with pytest.raises(ApiError, match="'query' must not be blank"):
        retriever.invoke(" ")
    nobody = CorroborateRetriever(base_url="http://127.0.0.1:9")
    for call in (nobody.invoke, lambda question: anyio.run(nobody.ainvoke, question)):
        with pytest.raises(ApiError, match="does the server run"):
            call(QUESTION)


def test_a_key_is_not_shown() -> None:
    made = CorroborateRetriever(base_url="http://127.0.0.1:9", key="ck_secret")  # type: ignore[arg-type]
    assert "ck_secret" not in repr(made)
    assert made._options()["headers"] == {"Authorization": "Bearer ck_secret"}
