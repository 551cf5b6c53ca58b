"""Jobs over HTTP."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app import jobs
from app.jobs import Jobs
from app.wire import Services
from tests.api_server import FERRY, STORM, assert_problem, make_client, send
from tests.loopback_web import loopback_web, page

pytest_plugins = ["tests.api_fixtures"]


def ended(client: TestClient, place: str) -> dict[str, Any]:
    give_up_at = time.monotonic() + 30
    while True:
        reply = client.get(place)
        assert reply.status_code == 200, reply.text
        job: dict[str, Any] = reply.json()
        if job["state"] not in ("waiting", "running"):
            return job
        assert time.monotonic() < give_up_at, job
        time.sleep(0.02)


def test_rows_go_in_beside(client: TestClient) -> None:
    reply = client.post("/api/articles?background=true", json={"articles": [FERRY, STORM, {"title": "no text"}]})
    assert reply.status_code == 202, reply.text
    assert reply.headers["location"] == f"/api/jobs/{reply.json()['id']}"
    job = ended(client, reply.headers["location"])
    assert (job["state"], job["done"], job["total"], job["added"], job["failed"]) == ("done", 3, 3, 2, 1)
    assert [row["input"] for row in job["failures"]] == ["articles[2]"]
    assert client.get("/healthz").json()["articles"] == 2
    assert [row["id"] for row in client.get("/api/jobs").json()["jobs"]] == [job["id"]]
    assert client.delete(reply.headers["location"]).json() == job


def test_files_go_in_beside(client: TestClient) -> None:
    files = [("files", ("lamp.txt", b"The lamp was lit at dusk.")), ("files", ("tool.exe", b"MZ\0\1"))]
    reply = client.post("/api/articles?background=true", files=files)
    assert reply.status_code == 202, reply.text
    job = ended(client, reply.headers["location"])
    assert (job["added"], [row["input"] for row in job["failures"]]) == (1, ["tool.exe"])


def test_many_addresses_go_in_beside(services: Services) -> None:
    with loopback_web() as web:
        found = web.put("/dock", page("The dry dock of Tolm was flooded on Sunday and stays closed until the summer."))
        client = make_client(replace(services, jobs=Jobs(services.store, web=web.fetcher)))
        urls = [found, *("no address",) * 150]
        assert_problem(client.post("/api/articles", json={"urls": urls}), 422, "1 to 100", "background=true")
        reply = client.post("/api/articles?background=true", json={"urls": urls})
        assert reply.status_code == 202, reply.text
        job = ended(client, reply.headers["location"])
        assert (job["added"], job["failed"]) == (1, 150)


@pytest.mark.parametrize("body", [{"urls": []}, {"urls": ["x"] * 10_001}, {"articles": 1}, []])
def test_what_is_wrong_as_a_whole_makes_no_job(client: TestClient, body: object) -> None:
    assert_problem(client.post("/api/articles?background=true", json=body), 422)
    assert client.get("/api/jobs").json() == {"jobs": []}


def test_a_job_that_is_not_there(stocked: TestClient) -> None:
    assert_problem(stocked.get("/api/jobs/job_none"), 404, "'job_none'", "30 days")
    assert_problem(stocked.delete("/api/jobs/job_none"), 404, "'job_none'")
    assert_problem(stocked.get("/api/jobs?limit=0"), 422, "'limit'")


def test_more_jobs_than_may_wait_are_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "MOST_WAITING", 0)
    reply = client.post("/api/articles?background=true", json={"articles": [FERRY]})
    assert_problem(reply, 429, "jobs are waiting", "GET /api/jobs")


def test_jobs_calls_and_deletes_interleave(client: TestClient) -> None:
    rows = [{"external_id": f"boat-{n}", "text": f"Boat {n} was moored at the wharf."} for n in range(200)]
    reply = client.post("/api/articles?background=true", json={"articles": rows})
    report = send(client, *rows[:100])
    assert report["added"] + report["unchanged"] == 100
    assert client.delete(f"/api/articles/{report['articles'][0]['id']}").status_code == 204
    job = ended(client, reply.headers["location"])
    assert (job["state"], job["failed"], job["added"] + job["unchanged"]) == ("done", 0, 200)
    assert client.get("/healthz").json()["articles"] in (199, 200)
