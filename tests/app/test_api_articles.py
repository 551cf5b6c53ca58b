from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api_server import FERRY, REPRINT, STORM, assert_problem, send

pytest_plugins = ["tests.api_fixtures"]

JSON = {"content-type": "application/json"}


def test_articles_come_back_as_rows_in_the_order_in_which_they_were_sent(client: TestClient) -> None:
    url_only = {"text": "A page with a URL and no id was sent.", "url": "https://a.example/page"}
    neither = {"text": "This article has neither a URL nor an id."}
    report = send(client, STORM, {"title": "no text"}, url_only, FERRY, "not an object", neither)
    assert [row["status"] for row in report["articles"]] == ["added"] * 4
    assert [row["input"] for row in report["articles"]] == ["storm", "https://a.example/page", "ferry", "articles[5]"]
    assert [row["input"] for row in report["failed"]] == ["articles[1]", "articles[4]"]
    assert "'text' or 'html'" in report["failed"][0]["error"]
    assert (report["added"], report["updated"], report["unchanged"]) == (4, 0, 0)


def test_the_same_again_is_unchanged_and_another_text_an_update_that_keeps_the_first(client: TestClient) -> None:
    first = send(client, FERRY)["articles"][0]["id"]
    assert send(client, FERRY)["unchanged"] == 1
    report = send(client, FERRY | {"text": "The ferry Solveig was refloated on Saturday."})
    assert (report["updated"], report["articles"][0]["id"]) == (1, first)

    article = client.get(f"/api/articles/{first}").json()
    assert (article["version"], article["text"]) == (2, "The ferry Solveig was refloated on Saturday.")
    assert {version["number"]: version["current"] for version in article["versions"]} == {1: False, 2: True}
    assert client.get(f"/api/articles/{first}", params={"version": 1}).json()["text"] == FERRY["text"]


def test_a_thousand_articles_go_in_with_one_call(client: TestClient) -> None:
    report = send(
        client, *({"text": f"Article number {n} has one sentence.", "external_id": f"a{n}"} for n in range(1000))
    )
    assert (report["added"], report["failed"]) == (1000, [])
    assert [row["external_id"] for row in report["articles"]] == [f"a{n}" for n in range(1000)]
    assert client.get("/healthz").json()["articles"] == 1000


def test_half_surrogate_pairs_spoil_nothing(client: TestClient) -> None:
    rows = [{"external_id": "\ud800", "text": ""}, {"external_id": "b", "text": "A stray \ud800 half stood here."}]
    reply = client.post("/api/articles", content=json.dumps({"articles": rows}), headers=JSON)
    assert reply.status_code == 200, reply.text
    assert [len(reply.json()[key]) for key in ("failed", "articles")] == [1, 1]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param("{", ["not JSON"], id="broken"),
        pytest.param(b"\xff", ["not JSON"], id="not UTF-8"),
        pytest.param("[" * 100_000, ["nested"], id="nested"),
        pytest.param("[]", ["not an object"], id="list"),
        pytest.param("{}", ["'articles'", "must be a list"], id="empty object"),
        pytest.param('{"articles": {}}', ["'articles'", "must be a list"], id="articles an object"),
        pytest.param('{"articles": [], "artikels": 1}', ["'artikels'"], id="unknown key"),
        pytest.param('{"artikels": "\\ud800"}', ["'artikels'"], id="unknown key with half a pair"),
        pytest.param('{"\\ud800": 1}', ["not known"], id="half a pair as key"),
        pytest.param('{"urls": "https://a.example"}', ["'urls'", "must be a list"], id="urls a text"),
        pytest.param('{"urls": []}', ["'urls'", "1 to 100"], id="no urls"),
        pytest.param(json.dumps({"urls": ["x"] * 101}), ["'urls'", "1 to 100", "not 101"], id="too many urls"),
        pytest.param('{"urls": ["x"], "articles": []}', ["can't be sent in one call"], id="urls and articles"),
    ],
)
def test_a_body_that_is_wrong_as_a_whole_changes_nothing(stocked: TestClient, body: str, words: list[str]) -> None:
    before = stocked.get("/healthz").json()
    assert_problem(stocked.post("/api/articles", content=body, headers=JSON), 422, *words)
    assert stocked.get("/healthz").json() == before


def test_background_is_yes_or_no(stocked: TestClient) -> None:
    assert_problem(stocked.post("/api/articles?background=perhaps", json={"articles": []}), 422, "'background'")
    assert stocked.post("/api/articles?background=false", json={"articles": []}).status_code == 200


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_body_of_another_type_is_415(stocked: TestClient, content_type: str) -> None:
    reply = stocked.post("/api/articles", content="{}", headers={"content-type": content_type})
    assert_problem(reply, 415, "application/json or multipart/form-data")


def test_uploaded_files_are_read_by_their_endings_under_their_own_names(client: TestClient) -> None:
    report = upload(
        client,
        ("../../etc/storm.txt", b"Storm over Lindholm\n\nA storm cut the power of 12,000 homes on Monday. It rained."),
        ("tool.exe", b"MZ\0\1"),
        ("rows.jsonl", b'{"text": "A row of a file went in."}\nnot a row\n'),
        ("C:\\news\\page.html", b"<article><h1>Ferry</h1><p>The ferry ran aground on Friday morning.</p></article>"),
    )
    names = ["../../etc/storm.txt", "rows.jsonl:1", "page.html"]  # the form reader drops a Windows path
    assert [row["input"] for row in report["articles"]] == names
    assert [row["input"] for row in report["failed"]][:2] == ["tool.exe", "rows.jsonl:2"]
    assert "corroborate-" not in json.dumps(report)  # the temporary folder is nobody's business


@pytest.mark.parametrize(
    "name", ["..", "../x", "a" * 400 + ".txt", "ü" * 300 + ".txt", "/etc/passwd", "con\0.txt", "\n"]
)
def test_no_file_name_leads_anywhere(client: TestClient, name: str) -> None:
    report = upload(client, (name, b"One sentence of an uploaded file stands here."))
    assert len(report["articles"]) + len(report["failed"]) == 1


def test_a_form_with_anything_but_files_is_refused(stocked: TestClient) -> None:
    reply = stocked.post("/api/articles", data={"note": "x"}, files={"files": ("a.txt", b"x")})
    assert_problem(reply, 422, "'note'", "files")


def test_a_form_that_is_broken_or_empty_is_refused(stocked: TestClient) -> None:
    headers = {"content-type": "multipart/form-data; boundary=x"}
    assert_problem(stocked.post("/api/articles", content=b"--x--\r\n", headers=headers), 422, "no file")
    broken = stocked.post("/api/articles", content=b"--y\r\nnonsense", headers=headers)
    assert_problem(broken, 400, "the form can't be read", "curl -F")
    bare = stocked.post("/api/articles", content=b"x", headers={"content-type": "multipart/form-data"})
    assert_problem(bare, 400, "boundary", "curl -F")


UNREAD = {
    "report.pdf": b"%PDF-1.7", "memo.docx": b"PK\x03\x04", "rows.csv": b"title,text", "nothing": b"x", "empty.txt": b"",
    "empty.html": b"", "empty.jsonl": b"", "half.json": b"{", "picture.txt": bytes(range(256)),
}  # fmt: skip


def test_files_that_hold_no_article_are_rows_with_their_reasons(client: TestClient) -> None:
    good = ("good.txt", b"The kiosk at the pier opened again on Monday.")
    reply = client.post("/api/articles", files=[("files", file) for file in (*UNREAD.items(), good)])
    assert reply.status_code == 200
    report = reply.json()
    assert [row["input"] for row in report["failed"]] == list(UNREAD)
    assert [row["input"] for row in report["articles"]] == ["good.txt"]
    assert all(len(row["error"]) > 10 and "/tmp" not in row["error"] for row in report["failed"])  # noqa: S108


def test_rows_that_hold_no_article_are_rows_with_their_reasons(client: TestClient) -> None:
    rows: list[Any] = [
        7, None, [], {}, {"title": "no text"}, {"text": 5}, {"text": " "}, {"text": "\x00"},
        {"html": "<script>x()</script>"},
        {"text": "The kiosk opened.", "published_at": "soon"},
        {"text": "The kiosk opened.", "url": "javascript:x()"},
        {"text": "The kiosk opened.", "language": "kiosk"},
        {"text": "x" * 1_000_001},
    ]  # fmt: skip
    report = send(client, *rows, STORM)
    assert len(report["failed"]) == len(rows)
    assert [row["external_id"] for row in report["articles"]] == ["storm"]


def test_one_article_several_times_in_a_call_is_taken_in_order(client: TestClient) -> None:
    first, second = STORM, STORM | {"text": "The storm was weaker than first reported."}
    report = send(client, first, first, second)
    assert [row["status"] for row in report["articles"]] == ["added", "unchanged", "updated"]
    assert len({row["id"] for row in report["articles"]}) == 1
    (row,) = client.get("/api/articles").json()["articles"]
    assert client.get(f"/api/articles/{row['id']}").json()["text"] == second["text"]


def test_a_page_is_read_without_its_scripts_and_its_markup_stays_text(client: TestClient) -> None:
    html = (
        "<html><head><title>Bridge</title><script>steal()</script></head><body><article>"
        "<p>The mayor of Tolm opened the bridge.</p><script>alert('The mayor fell.')</script>"
        "<p onclick='x()'>It cost &lt;b&gt; nine crowns &amp; a half.</p></article></body></html>"
    )
    (row,) = send(client, {"html": html})["articles"]
    article = client.get(f"/api/articles/{row['id']}").json()
    assert article["title"] == "Bridge"
    assert article["text"].split("\n") == [
        "The mayor of Tolm opened the bridge.",
        "It cost <b> nine crowns & a half.",
    ]


def test_what_is_left_out_is_null_and_a_bare_date_is_midnight(client: TestClient) -> None:
    (row,) = send(client, {"text": "A story without a headline ran on page nine.", "published_at": "2024-05-06"})[
        "articles"
    ]
    article = client.get(f"/api/articles/{row['id']}").json()
    assert [article[key] for key in ("title", "outlet", "author", "url", "external_id")] == [None] * 5
    assert article["published_at"] == "2024-05-06T00:00:00Z"
    assert article["origin"]["size"] == 1
    assert article["origin"]["lead"] == row["id"]


def test_articles_are_listed_without_text_page_by_page(stocked: TestClient, ids: dict[str, str]) -> None:
    whole = stocked.get("/api/articles").json()
    assert (len(whole["articles"]), whole["next_cursor"]) == (3, None)
    assert all("text" not in row for row in whole["articles"])
    first = stocked.get("/api/articles", params={"limit": 2}).json()
    second = stocked.get("/api/articles", params={"limit": 2, "cursor": first["next_cursor"]}).json()
    assert first["articles"] + second["articles"] == whole["articles"]
    assert second["next_cursor"] is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"outlet": "Harbour Post"}, {"ferry"}),
        ({"outlet": "nobody"}, set()),
        ({"q": "power"}, {"storm", "storm-reprint"}),
        ({"published_from": "2021-05-05"}, {"storm", "storm-reprint"}),
        ({"published_to": "2021-05-05"}, {"ferry", "storm"}),
        ({"published_to": "2021-05-05T00:00:00Z"}, {"ferry"}),
        ({"published_from": "2021-05-02T07:30:00Z", "published_to": "2021-05-02"}, {"ferry"}),
        ({"published_from": "2021-05-02T09:30:01+02:00", "published_to": "2021-05-02"}, set()),
        ({"published_from": "0001-01-01", "published_to": "9999-12-31"}, {"ferry", "storm", "storm-reprint"}),
    ],
)
def test_the_list_is_filtered(stocked: TestClient, query: dict[str, str], found: set[str]) -> None:
    reply = stocked.get("/api/articles", params=query)
    assert {row["external_id"] for row in reply.json()["articles"]} == found, reply.text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"limit": 0}, ["'limit'", "not '0'"]),
        ({"limit": 501}, ["'limit'", "500"]),
        ({"limit": "many"}, ["'limit'", "'many'"]),
        ({"cursor": "nonsense"}, ["cursor", "'nonsense'"]),
        ({"outlets": "Harbour Post"}, ["'outlets'", "not known"]),
        ({"published_from": "yesterday"}, ["'published_from'", "'yesterday'", "2024-11-29"]),
        ({"published_from": "2021-05-03", "published_to": "2021-05-02"}, ["published_from", "must lie before"]),
    ],
)
def test_a_wrong_query_is_422_and_names_what_is_wrong(stocked: TestClient, query: Any, words: list[str]) -> None:
    assert_problem(stocked.get("/api/articles", params=query), 422, *words)


def test_an_article_has_its_text_sentences_versions_and_origin(stocked: TestClient, ids: dict[str, str]) -> None:
    article = stocked.get(f"/api/articles/{ids['ferry']}").json()
    assert article["text"] == FERRY["text"]
    assert [article["text"][s["start"] : s["end"]] for s in article["sentences"]] == [
        s["text"] for s in article["sentences"]
    ]
    assert [s["index"] for s in article["sentences"]] == [0, 1, 2]
    assert article["published_at"] == "2021-05-02T07:30:00Z"
    assert article["url"] == "https://harbour-post.example/ferry"
    assert (article["origin"]["size"], article["origin"]["lead"]) == (1, ids["ferry"])
    assert len(article["versions"]) == 1
    reprint = stocked.get(f"/api/articles/{ids[str(REPRINT['external_id'])]}").json()
    assert (reprint["origin"]["size"], reprint["origin"]["lead"]) == (2, ids["storm"])


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/api/articles/art_none", 404, ["'art_none'"]),
        ("/api/articles/{ferry}?version=7", 404, ["version 7"]),
        ("/api/articles/{ferry}?version=0", 422, ["'version'"]),
        ("/api/articles/{ferry}?version=99999999999999999999", 422, ["'version'"]),
        ("/api/articles/{ferry}?vers=1", 422, ["'vers'"]),
        ("/api/articles/%00%ff", 404, []),
    ],
)
def test_what_is_not_there_is_a_problem(
    stocked: TestClient, ids: dict[str, str], path: str, status: int, words: list[str]
) -> None:
    assert_problem(stocked.get(path.format(ferry=ids["ferry"])), status, *words)


def test_a_deleted_article_is_gone_from_everything_at_once(client: TestClient) -> None:
    report = send(client, FERRY, STORM)
    ferry = report["articles"][0]["id"]
    assert client.delete(f"/api/articles/{ferry}").content == b""
    assert_problem(client.get(f"/api/articles/{ferry}"), 410, ferry)
    assert_problem(client.delete(f"/api/articles/{ferry}"), 410, ferry)
    assert_problem(client.delete("/api/articles/art_none"), 404, "art_none")
    assert [row["external_id"] for row in client.get("/api/articles").json()["articles"]] == ["storm"]
    found = client.post("/api/search", json={"query": "ferry Solveig aground off Port Maren"}).json()["passages"]
    assert "Solveig" not in json.dumps(found)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)
    )
)
def test_no_json_makes_the_server_fail(client: TestClient, body: object) -> None:
    for content in (body, {"articles": body}, {"articles": [body, {"text": body, "title": body, "url": body}]}):
        reply = client.post("/api/articles", content=json.dumps(content), headers=JSON)
        assert reply.status_code in (200, 422), reply.text


def upload(client: TestClient, *files: tuple[str, bytes]) -> dict[str, Any]:
    reply = client.post("/api/articles", files=[("files", file) for file in files])
    assert reply.status_code == 200, reply.text
    report: dict[str, Any] = reply.json()
    return report
