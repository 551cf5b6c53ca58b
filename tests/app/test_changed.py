"""What is said of an answer whose sources were changed, moved, cut, corrected or retracted since."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api_server import FERRY, send

pytest_plugins = ["tests.api_fixtures"]

ASKED = {"question": "How many people were on board the ferry Solveig?"}
FIRST = "The ferry Solveig ran aground off Port Maren on Friday morning."
BOARD = "Forty people were on board, the harbour office said."
LAST = "Nobody was hurt."


def reread(client: TestClient, *, text: str | None = None, **fields: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return an answer as it was given and as it is read after its article was sent again."""
    send(client, FERRY)
    given = client.post("/api/ask", json=ASKED).json()
    assert BOARD.startswith(given["citations"][0]["quote"].split(",")[0])
    if text or fields:
        send(client, FERRY | ({"text": text} if text else {}) | fields)
    return given, client.get(f"/api/answers/{given['id']}").json()


@pytest.mark.parametrize(
    ("text", "state", "now", "warned"),
    [
        (None, "current", BOARD, ""),
        (f"{FIRST} {BOARD} Everybody is well.", "current", BOARD, ""),
        (f"{FIRST} {LAST} {BOARD}", "moved", BOARD, ""),
        (f"{FIRST} Fifty people were on board, the harbour office said. {LAST}", "changed", "Fifty", "“Fifty people"),
        (f"{FIRST} {LAST}", "gone", None, "is gone from the article by Harbour Post"),
    ],
    ids=["same version", "same place", "moved", "changed", "gone"],
)
def test_what_became_of_a_cited_sentence(
    client: TestClient, text: str | None, state: str, now: str | None, warned: str
) -> None:
    given, read = reread(client, text=text)
    source = read["citations"][0]["source"]
    assert (source["state"], source["version"], source["current_version"]) == (state, 1, 2 if text else 1)
    if now is None:
        assert source["now"] is None
    else:
        assert source["now"]["text"].startswith(now)
        article = client.get(f"/api/articles/{read['citations'][0]['article_id']}").json()
        assert article["text"][source["now"]["start"] : source["now"]["end"]] == source["now"]["text"]
    assert bool(read["warnings"]) == bool(warned)
    assert warned in " ".join(read["warnings"])
    frozen = [{key: value for key, value in one.items() if key != "source"} for one in read["citations"]]
    assert frozen == given["citations"]


def test_an_answer_that_cites_a_retracted_article_says_so(client: TestClient) -> None:
    _, read = reread(client, text=f"This article has been retracted. {FIRST} {BOARD} {LAST}")
    assert read["citations"][0]["source"]["state"] == "moved"
    (warning,) = read["warnings"]
    assert warning.startswith("Harbour Post has retracted “Ferry runs aground off Port Maren”")
    asked = client.post("/api/ask", json=ASKED).json()
    assert asked["citations"]
    assert warning in asked["warnings"]
    checked = client.post("/api/check", json={"text": BOARD}).json()
    assert checked["citations"]
    assert checked["warnings"] == [warning]


@pytest.mark.parametrize(
    ("notice", "warned"),
    [
        ("Correction: The harbour office said forty people were on board, not fourteen.", True),
        ("Correction: The captain is called Moss.", False),
        ("This article has been updated to include the people on board and the harbour office.", False),
    ],
    ids=["of the matter", "of another", "an update"],
)
def test_a_correction_of_what_is_cited_is_told(client: TestClient, notice: str, warned: bool) -> None:
    send(client, FERRY | {"text": f"{FIRST} {BOARD} {LAST} {notice}"})
    asked = client.post("/api/ask", json=ASKED).json()
    assert asked["citations"]
    assert any("has corrected" in warning for warning in asked["warnings"]) == warned
