"""One example of each shape of conversations, for the OpenAPI document; see `api_examples`."""

from __future__ import annotations

from typing import Any

from app import api_examples

CONVERSATION: dict[str, Any] = {
    "id": "cnv_kq3Yb1mTz0uWn5cVx8RfLg",
    "name": "Who was on board the ferry?",
    "begun_at": "2021-05-02T10:00:00Z",
    "changed_at": "2021-05-02T10:04:30Z",
    "turns": 2,
    "share": {
        "id": "shr_Zt7pQw2eXs4dCv6bNm9kAg",
        "address": "shared/shr_Zt7pQw2eXs4dCv6bNm9kAg",
        "shared_at": "2021-05-02T10:01:00Z",
        "turns": 1,
    },
}
CONVERSATIONS: dict[str, Any] = {"conversations": [CONVERSATION], "next_cursor": None}
WHOLE: dict[str, Any] = {
    **CONVERSATION,
    "exchanges": [
        {
            "number": 1,
            "question": api_examples.ANSWER["question"],
            "asked_at": "2021-05-02T10:00:00Z",
            "state": "answered",
            "note": None,
            "answer": api_examples.ANSWER,
        },
        {
            "number": 2,
            "question": "And what did they cost?",
            "asked_at": "2021-05-02T10:04:30Z",
            "state": "interrupted",
            "note": "The server was stopped before this was answered. Ask again.",
            "answer": None,
        },
    ],
}
RENAME: dict[str, Any] = {"name": "The ferry at the harbour"}
