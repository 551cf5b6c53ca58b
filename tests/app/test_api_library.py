"""The list of articles over HTTP, and its counts."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api_server import FERRY, REPRINT, STORM, assert_problem, send

pytest_plugins = ["tests.api_fixtures"]


def listed(client: TestClient, **query: Any) -> list[str]:
    reply = client.get("/api/articles", params=query)
    assert reply.status_code == 200, reply.text
    return [row["external_id"] for row in reply.json()["articles"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["storm-reprint", "storm", "ferry"]),
        ({"outlet": "northern wire"}, ["storm"]),
        ({"outlet": ["Northern Wire", "Harbour Post"]}, ["storm", "ferry"]),
        ({"language": "en", "q": "port"}, ["ferry"]),
        ({"status": "reprint"}, ["storm-reprint"]),
        ({"status": ["reprint", "corrected"]}, ["storm-reprint"]),
        ({"sort": "added"}, ["storm-reprint", "storm", "ferry"]),
        ({"sort": "title", "limit": 1}, ["ferry"]),
        ({"published_from": "2021-05-05", "published_to": "2021-05-05"}, ["storm"]),
    ],
)
def test_the_list_is_filtered_and_sorted(stocked: TestClient, query: dict[str, Any], expected: list[str]) -> None:
    assert listed(stocked, **query) == expected


def test_a_row_says_what_it_shares_and_what_became_of_it(stocked: TestClient, ids: dict[str, str]) -> None:
    rows = {row["external_id"]: row for row in stocked.get("/api/articles").json()["articles"]}
    origin = rows["storm-reprint"]["origin"]
    assert (origin["size"], origin["lead"]) == (2, ids["storm"])
    assert rows["storm-reprint"]["statuses"] == ["unchanged", "reprint"]
    assert rows["storm"]["statuses"] == ["unchanged"]
    assert set(listed(stocked, origin=origin["id"])) == {"storm", "storm-reprint"}


def test_the_counts_go_with_the_list(stocked: TestClient, ids: dict[str, str]) -> None:
    counts = stocked.get("/api/library", params={"outlet": "Northern Wire", "ids": True}).json()
    assert (counts["total"], counts["articles"], counts["ids"]) == (3, 1, [ids["storm"]])
    assert {row["name"]: row["articles"] for row in counts["outlets"]} == dict.fromkeys(
        ("Harbour Post", "Northern Wire", "Lindholm Echo"), 1
    )
    assert counts["languages"] == [{"code": "en", "articles": 1}]
    assert counts["statuses"]["unchanged"] == 1
    assert counts["published"] == {
        "period": "day",
        "counts": [{"first": "2021-05-05", "articles": 1}],
        "undated": 0,
    }


def test_what_comes_goes_or_changes_is_counted_at_once(client: TestClient) -> None:
    def counted() -> dict[str, int]:
        found: dict[str, int] = client.get("/api/library").json()["statuses"]
        return found

    assert client.get("/api/library").json()["ids"] is None
    assert set(counted().values()) == {0}
    storm = send(client, STORM, REPRINT, FERRY)["articles"][0]["id"]
    assert counted()["reprint"] == 1
    send(client, FERRY | {"text": "The ferry Solveig was refloated on Saturday."})
    assert (counted()["changed"], counted()["unchanged"]) == (1, 2)
    client.delete(f"/api/articles/{storm}")
    assert (counted()["reprint"], counted()["unchanged"]) == (0, 1)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/api/articles?status=lost", "'status.0'"),
        ("/api/articles?sort=oldest", "'sort'"),
        ("/api/articles?ids=true", "'ids'"),
        ("/api/articles?sort=title&cursor=MTox", "in the order 'title'"),
        ("/api/library?limit=2", "'limit'"),
        ("/api/library?published_from=yesterday", "'published_from'"),
        ("/api/library?" + "&".join(["outlet=x"] * 501), "'outlet'"),
        ("/api/library?q=" + "x" * 4_001, "'q'"),
        ("/api/library?q=" + "+".join(map(str, range(51))), "by 50 words at most, not 51"),
    ],
    ids=lambda value: value[:40],
)
def test_what_makes_no_sense_is_said(stocked: TestClient, path: str, words: str) -> None:
    assert_problem(stocked.get(path), 422, words)


def test_nothing_sought_can_break_it(stocked: TestClient) -> None:
    for text in (
        "'",
        '"',
        "%",
        "_",
        "\\",
        "\x00",
        "a" * 4_000,
        "é" * 300,
        "' OR 1=1 --",
        "🚩",
        " ".join(map(str, range(900))),
    ):
        for path in ("/api/articles", "/api/library"):
            for query in ({"q": text}, {"outlet": text}, {"language": text}, {"origin": text}):
                reply = stocked.get(path, params=query)
                assert reply.status_code in (200, 422), (query, reply.text)
