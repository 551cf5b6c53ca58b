"""Versions and origins over HTTP: what changed between two, and who else carries a text."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.api_server import FERRY, assert_problem, send

pytest_plugins = ["tests.api_fixtures"]


def test_what_changed_between_two_versions_can_be_read(client: TestClient) -> None:
    first = send(client, FERRY | {"text": "The ferry left at noon. Thirty people were on board."})["articles"][0]["id"]
    alone = client.get(f"/api/articles/{first}/diff")
    assert_problem(alone, 404)
    assert "no version before version 1" in alone.json()["title"]
    said = "Correction: Forty people were on board, not thirty."
    text = f"The ferry left at noon. Forty people were on board. {said}"
    send(client, FERRY | {"text": text, "title": "CORRECTED: Ferry aground", "modified_at": "2024-11-30T08:00:00Z"})
    changed = client.get(f"/api/articles/{first}/diff").json()
    assert [(row["kind"], row["words"]) for row in changed["rows"]] == [
        ("same", []),
        ("changed", [["removed", "Thirty"], ["added", "Forty"], ["same", " people were on board."]]),
        ("added", []),
    ]
    assert changed["rows"][2] == {"kind": "added", "old": None, "new": {"index": 2, "text": said}, "words": []}
    assert (changed["from"]["number"], changed["to"]["number"]) == (1, 2)
    assert changed["to"]["notice"] == {"kind": "correction", "sentence": None, "text": "CORRECTED: Ferry aground"}
    assert changed["title"]["new"] == "CORRECTED: Ferry aground"
    assert changed["published_at"] is None
    back = client.get(f"/api/articles/{first}/diff", params={"from": 2, "to": 1}).json()
    assert [row["kind"] for row in back["rows"]] == ["same", "changed", "removed"]
    article = client.get(f"/api/articles/{first}").json()
    assert (article["modified_at"], article["notice"]["kind"]) == ("2024-11-30T08:00:00Z", "correction")
    assert [version["modified_at"] for version in article["versions"]] == ["2024-11-30T08:00:00Z", None]
    assert_problem(client.get(f"/api/articles/{first}/diff", params={"from": 9}), 404)
    assert_problem(client.get(f"/api/articles/{first}/diff", params={"from": 0}), 422)
    again = FERRY | {"text": text, "title": "CORRECTED: Ferry aground", "modified_at": "2024-12-01T08:00:00Z"}
    assert send(client, again)["unchanged"] == 1


def test_an_origin_names_its_agency_and_members(client: TestClient) -> None:
    body = "The ferry left at noon. Forty people were on board, the harbour office said. "
    rows = [{"external_id": key, "text": f"PORT ELLERY (AFP) — {body * 3}", "outlet": key} for key in ("a", "b")]
    ids = [row["id"] for row in send(client, *rows)["articles"]]
    origin = client.get(f"/api/articles/{ids[1]}").json()["origin"]
    assert (origin["size"], origin["agency"], origin["members"][0]) == (2, "afp", origin["lead"])
    assert sorted(origin["members"]) == sorted(ids)
