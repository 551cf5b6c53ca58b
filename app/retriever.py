"""The corpus as a retriever of LangChain: a question in, passages as documents out, over HTTP to a running server.

A document is a passage of one article: `page_content` is its text, the metadata say where it stands, sentence by
sentence, so that whatever is written from it can cite `article.text[start:end]`. Needs nothing of the server.
"""

from __future__ import annotations

from typing import Any

import httpx
from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import Field, SecretStr

from app.client import CONNECT_TIMEOUT, authorization, read, unreachable
from app.client_articles import Passage

# Seconds; a search takes less than one on two cores, and a busy server may make it wait.
TIMEOUT = 60.0


class CorroborateRetriever(BaseRetriever):
    """Passages of the articles that a server of Corroborate holds, best first.

    Example:
        `CorroborateRetriever(base_url="http://127.0.0.1:7860", k=6).invoke("Who runs the ferry?")`
    """

    base_url: str = "http://127.0.0.1:7860"
    key: SecretStr | None = Field(None, description="A key, where the server wants one.")
    k: int = Field(10, ge=1, le=100, description="How many passages.")
    filters: dict[str, Any] | None = Field(None, description="Which articles may be used, as in `POST /api/search`.")
    timeout: float = TIMEOUT

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        with httpx.Client(**self._options()) as http:
            try:
                reply = http.post("/api/search", json=self._body(query))
            except httpx.HTTPError as error:
                raise unreachable(http.base_url, error) from error
        return [_document(passage) for passage in read(reply)["passages"]]

    async def _aget_relevant_documents(
        self, query: str, *, run_manager: AsyncCallbackManagerForRetrieverRun
    ) -> list[Document]:
        async with httpx.AsyncClient(**self._options()) as http:
            try:
                reply = await http.post("/api/search", json=self._body(query))
            except httpx.HTTPError as error:
                raise unreachable(http.base_url, error) from error
        return [_document(passage) for passage in read(reply)["passages"]]

    def _options(self) -> dict[str, Any]:
        return {
            "base_url": self.base_url.rstrip("/"),
            "headers": authorization(self.key.get_secret_value() if self.key else None),
            "timeout": httpx.Timeout(self.timeout, connect=CONNECT_TIMEOUT),
        }

    def _body(self, query: str) -> dict[str, Any]:
        return {"query": query, "k": self.k, "filters": self.filters}


def _document(passage: Passage) -> Document:
    """Return a passage as a document; the same passage has the same id wherever it is found."""
    article = passage["article"]
    return Document(
        id=f"{article['id']}:{article['version']}:{passage['start']}-{passage['end']}",
        page_content=passage["text"],
        metadata={
            "article_id": article["id"],
            "version": article["version"],
            "title": article["title"],
            "outlet": article["outlet"],
            "author": article["author"],
            "url": article["url"],
            "published_at": article["published_at"],
            "language": article["language"],
            "origin_id": passage["origin_id"],
            "start": passage["start"],
            "end": passage["end"],
            "sentences": passage["sentences"],
            "rank": passage["rank"],
            "score": passage["score"],
        },
    )
