"""Whom a sentence names as its source, from an article that is sent to what a reader of the API gets."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.api_server import send

pytest_plugins = ["tests.api_fixtures"]

TEXT = (
    "The dam at Kestrin held through the night, according to Anadolu. The road along the river is open again. "
    "Nine villages have no power, AFP said, citing Ida Moss."
)


def test_an_articles_sentences_say_whom_they_name(client: TestClient) -> None:
    (row,) = send(client, {"text": TEXT, "outlet": "TROIB News", "language": "en"})["articles"]
    article = client.get(f"/api/articles/{row['id']}").json()
    first, second, third = (sentence["attribution"] for sentence in article["sentences"])
    start = TEXT.index("Anadolu")
    assert first == {
        "name": "Anadolu", "kind": "according", "source": "outlet", "told": None, "start": start, "end": start + 7,
    }  # fmt: skip
    assert second is None
    assert [(one["name"], one["kind"]) for one in third] == [("AFP", "said"), ("Ida Moss", "citing")]
    assert all(article["text"][one["start"] : one["end"]] == one["name"] for one in (first, *third))


def test_a_citation_says_who_carries_whom(client: TestClient) -> None:
    send(client, {"text": TEXT, "outlet": "TROIB News", "language": "en"})
    answer = client.post("/api/ask", json={"question": "Did the dam at Kestrin hold through the night?"}).json()
    told = {citation["sentence"]: citation["attribution"] for citation in answer["citations"]}
    assert told[0] == {
        "name": "Anadolu", "kind": "according", "source": "outlet", "told": None, "as_carried_by": "TROIB News",
    }  # fmt: skip
    exported = client.get(f"/api/answers/{answer['id']}/export", params={"format": "markdown"})
    assert "Anadolu, as carried by TROIB News" in exported.text
