"""One example of each shape of jobs and subscriptions, for the OpenAPI document; see `api_examples`."""

from __future__ import annotations

from typing import Any

JOB: dict[str, Any] = {
    "id": "job_0123456789abcdef",
    "state": "running",
    "title": "1,000 rows",
    "done": 250,
    "total": 1000,
    "added": 240,
    "updated": 0,
    "unchanged": 9,
    "failed": 1,
    "failures": [{"input": "articles[17]", "error": "no article text: give the key 'text' or 'html'"}],
    "more_failures": 0,
    "rate": 41.7,
    "eta": 18.0,
    "created_at": "2021-05-02T10:00:00Z",
    "started_at": "2021-05-02T10:00:00Z",
    "finished_at": None,
    "resumed": 0,
    "error": None,
}
JOBS: dict[str, Any] = {"jobs": [JOB]}
SUBSCRIPTION: dict[str, Any] = {
    "id": "sub_0123456789abcdef",
    "url": "https://harbour-post.example/feed",
    "title": "Harbour Post",
    "every": None,
    "interval": 30,
    "state": "unchanged",
    "error": None,
    "failures": 0,
    "checked_at": "2021-05-02T10:00:00Z",
    "due_at": "2021-05-02T10:30:00Z",
    "paused": False,
}
SUBSCRIPTIONS: dict[str, Any] = {"watching": True, "subscriptions": [SUBSCRIPTION]}
SUBSCRIBED: dict[str, Any] = {"added": 1, "failed": [], "subscriptions": [SUBSCRIPTION]}
SUBSCRIBE: dict[str, Any] = {"url": "https://harbour-post.example/", "every": None}
CHANGE: dict[str, Any] = {"paused": True}
