"""A client of the HTTP API in a few lines of one's own: calls go in, the API's JSON comes out, typed.

Needs `httpx` and nothing of the server. Whatever goes wrong is an `ApiError` with the words of the server's problem.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import httpx

from app.client_answers import Answer, Checked, Style, Summary, Turn
from app.client_articles import Article, Filters, Health, Job, ListedArticle, NewArticle, Passage, Report
from app.client_events import Event

# Seconds: a draft of 200,000 characters takes some two minutes on two cores, and a slow model may take as long.
TIMEOUT = 300.0
CONNECT_TIMEOUT = 10.0


class ApiError(Exception):
    """A call that was refused or failed.

    `title` says what was wrong, with what, and what to do; `status` is None where no answer came at all; `errors` name
    the parts of the request that were wrong.
    """

    def __init__(self, title: str, status: int | None, problem: Mapping[str, Any] | None = None) -> None:
        super().__init__(title)
        self.title = title
        self.status = status
        self.type: str = (problem or {}).get("type", "about:blank")
        self.detail: str = (problem or {}).get("detail", "")
        self.errors: list[dict[str, str]] = (problem or {}).get("errors", [])


class Corroborate:
    """A server of Corroborate.

    Args:
        base_url: its address, such as 'http://127.0.0.1:7860'.
        key: a key, where the server wants one.
        timeout: seconds to wait for an answer.
        transport: how requests get there, where httpx's usual way is not the one: over a proxy, with more attempts.
    """

    def __init__(
        self,
        base_url: str,
        key: str | None = None,
        *,
        timeout: float = TIMEOUT,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._http = httpx.Client(
            base_url=base_url.rstrip("/"),
            headers=authorization(key),
            timeout=httpx.Timeout(timeout, connect=CONNECT_TIMEOUT),
            transport=transport,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections to the server."""
        self._http.close()

    def health(self) -> Health:
        """Return what the server holds and with what it works."""
        found: Health = self._call("GET", "/healthz")
        return found

    def search(self, query: str, *, k: int = 10, filters: Filters | None = None) -> list[Passage]:
        """Return the best passages, best first."""
        found: list[Passage] = self._call("POST", "/api/search", {"query": query, "k": k, "filters": filters})[
            "passages"
        ]
        return found

    def ask(self, question: str, *, history: Sequence[Turn] = (), filters: Filters | None = None) -> Answer:
        """Return the answer to a question, or why there is none."""
        found: Answer = self._call("POST", "/api/ask", _question(question, history, filters))
        return found

    def ask_stream(
        self, question: str, *, history: Sequence[Turn] = (), filters: Filters | None = None
    ) -> Iterator[Event]:
        """Yield the events of an answer as they come; leaving the loop stops the work on the server."""
        body = {**_question(question, history, filters), "stream": True}
        try:
            with self._http.stream("POST", "/api/ask", json=body) as reply:
                if reply.is_error:
                    reply.read()
                    raise refusal(reply)
                yield from _events(reply.iter_lines())
        except httpx.HTTPError as error:
            raise unreachable(self._http.base_url, error) from error

    def answer(self, answer_id: str) -> Answer:
        """Return an answer again, as it was given, with what became of each cited sentence since."""
        found: Answer = self._call("GET", f"/api/answers/{_segment(answer_id)}")
        return found

    def summarize(
        self,
        topic: str | None = None,
        *,
        article_ids: Sequence[str] | None = None,
        style: Style = "brief",
        max_words: int = 200,
        filters: Filters | None = None,
    ) -> Summary:
        """Return a summary of a topic, of chosen articles, or of what these say of the topic."""
        body = {
            "topic": topic,
            "article_ids": _listed(article_ids),
            "style": style,
            "max_words": max_words,
            "filters": filters,
        }
        found: Summary = self._call("POST", "/api/summarize", body)
        return found

    def check(self, text: str, *, article_ids: Sequence[str] | None = None, filters: Filters | None = None) -> Checked:
        """Return each sentence of a draft with its verdict, against the corpus or the named articles alone."""
        body = {"text": text, "article_ids": _listed(article_ids), "filters": filters}
        found: Checked = self._call("POST", "/api/check", body)
        return found

    def add(
        self,
        articles: Iterable[NewArticle] = (),
        *,
        urls: Sequence[str] = (),
        idempotency_key: str | None = None,
    ) -> Report:
        """Bring articles in, or the pages and feeds at URLs; return what became of each.

        Args:
            articles: at least 1,000 may be sent at once.
            urls: instead of articles.
            idempotency_key: the same key again repeats nothing and gets the same report.
        """
        found: Report = self._call("POST", "/api/articles", _added(articles, urls), key=idempotency_key)
        return found

    def add_later(
        self,
        articles: Iterable[NewArticle] = (),
        *,
        urls: Sequence[str] = (),
        idempotency_key: str | None = None,
    ) -> Job:
        """Have articles brought in while nobody waits; return the job, which `job` follows."""
        body = _added(articles, urls)
        found: Job = self._call("POST", "/api/articles", body, key=idempotency_key, query={"background": "true"})
        return found

    def job(self, job_id: str) -> Job:
        """Return how far a job is."""
        found: Job = self._call("GET", f"/api/jobs/{_segment(job_id)}")
        return found

    def articles(
        self,
        *,
        outlet: str | None = None,
        q: str | None = None,
        published_from: str | None = None,
        published_to: str | None = None,
        language: str | None = None,
        status: str | None = None,
        sort: str | None = None,
    ) -> Iterator[ListedArticle]:
        """Yield the articles without their text, newest first if no other order is asked for, page after page."""
        wanted = {"outlet": outlet, "q": q, "published_from": published_from, "published_to": published_to}
        wanted |= {"language": language, "status": status, "sort": sort}
        query = {name: value for name, value in wanted.items() if value is not None}
        cursor: str | None = ""
        while cursor is not None:
            page = self._call("GET", "/api/articles", query=query | ({"cursor": cursor} if cursor else {}))
            yield from page["articles"]
            cursor = page["next_cursor"]

    def article(self, article_id: str, *, version: int | None = None) -> Article:
        """Return one article with its text, as it is or as a citation's version of it was."""
        query = {} if version is None else {"version": str(version)}
        found: Article = self._call("GET", f"/api/articles/{_segment(article_id)}", query=query)
        return found

    def delete(self, article_id: str) -> None:
        """Delete an article from every index at once."""
        self._call("DELETE", f"/api/articles/{_segment(article_id)}")

    def _call(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        query: Mapping[str, str] | None = None,
        key: str | None = None,
    ) -> Any:  # noqa: ANN401 - each caller names the shape
        headers = {"Idempotency-Key": key} if key else {}
        try:
            reply = self._http.request(method, path, json=body, params=query or None, headers=headers)
        except httpx.HTTPError as error:
            raise unreachable(self._http.base_url, error) from error
        return read(reply)


def authorization(key: str | None) -> dict[str, str]:
    """Return the headers that show a key."""
    return {"Authorization": f"Bearer {key}"} if key else {}


def read(reply: httpx.Response) -> Any:  # noqa: ANN401 - each caller names the shape
    """Return the JSON of a reply, None where it has none.

    Raises:
        ApiError: the server refused, or what answered is not it.
    """
    if reply.is_error:
        raise refusal(reply)
    if reply.status_code == httpx.codes.NO_CONTENT:
        return None
    try:
        return reply.json()
    except ValueError as error:
        raise ApiError(f"what answers at {reply.url} is not Corroborate: it sent no JSON", reply.status_code) from error


def refusal(reply: httpx.Response) -> ApiError:
    """Return what a refused call is."""
    try:
        problem = reply.json()
        return ApiError(problem["title"], reply.status_code, problem)
    except (ValueError, KeyError, TypeError):
        return ApiError(f"{reply.url} answered {reply.status_code} {reply.reason_phrase}", reply.status_code)


def unreachable(base_url: httpx.URL, error: httpx.HTTPError) -> ApiError:
    """Return what a call without an answer is."""
    return ApiError(f"no answer from {base_url}: {str(error) or type(error).__name__}; does the server run?", None)


def _events(lines: Iterable[str]) -> Iterator[Event]:
    """Yield server-sent events; each has one line of data."""
    name = ""
    for line in lines:
        field, _, value = line.partition(": ")
        if field == "event":
            name = value
        elif field == "data" and name == "error":
            problem = json.loads(value)
            raise ApiError(problem["title"], problem["status"], problem)
        elif field == "data":
            yield {"event": name, "data": json.loads(value)}  # type: ignore[misc]
            if name == "done":
                return
    raise ApiError("the answer broke off before its end; ask again", None)


def _question(question: str, history: Sequence[Turn], filters: Filters | None) -> dict[str, Any]:
    return {"question": question, "history": list(history), "filters": filters}


def _added(articles: Iterable[NewArticle], urls: Sequence[str]) -> dict[str, Any]:
    rows = list(articles)
    return ({"urls": list(urls)} if urls else {}) | ({"articles": rows} if rows or not urls else {})


def _listed(values: Sequence[str] | None) -> list[str] | None:
    return None if values is None else list(values)


def _segment(name: str) -> str:
    """Return an id as a step of a path, whatever it holds."""
    return quote(name, safe="")
