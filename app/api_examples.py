"""One example of each shape of the API, for the OpenAPI document; a test holds them to the schemas and runs them."""

from __future__ import annotations

from typing import Any

_TEXT = "The ferry left at noon. Forty people were on board, the harbour office said."
_QUOTE = "Forty people were on board, the harbour office said."
_SAID = _TEXT.index("the harbour office")
_LEAD = _TEXT.removesuffix(_QUOTE).strip()

ARTICLES: dict[str, Any] = {
    "articles": [
        {
            "title": "Ferry leaves harbour",
            "text": _TEXT,
            "url": "https://harbour-post.example/ferry",
            "outlet": "Harbour Post",
            "author": None,
            "published_at": "2021-05-02T09:30:00Z",
            "language": "en",
            "external_id": "ferry-1",
        }
    ]
}
ASK: dict[str, Any] = {"question": "How many people were on board the ferry?", "filters": {"languages": ["en"]}}
SEARCH: dict[str, Any] = {"query": "people on board the ferry", "k": 5}

_ID = "art_0123456789abcdef"
ROW: dict[str, Any] = {
    "id": _ID,
    **{key: value for key, value in ARTICLES["articles"][0].items() if key != "text"},
    "sample": False,
    "version": 1,
    "sentences": 2,
}
_TELLER: dict[str, Any] = {"name": "the harbour office", "kind": "said", "source": "body", "told": None}
_SENTENCES = [
    {"index": 0, "start": 0, "end": len(_LEAD), "text": _LEAD},
    {"index": 1, "start": _TEXT.index(_QUOTE), "end": len(_TEXT), "text": _QUOTE},
]
_VERSION: dict[str, Any] = {
    "number": 1,
    "title": "Ferry leaves harbour",
    "created_at": "2021-05-02T10:00:00Z",
    "digest": "0123456789abcdef0123456789abcdef",
    "current": True,
    "modified_at": None,
    "notice": None,
}
ARTICLE: dict[str, Any] = {
    **ROW,
    "modified_at": None,
    "archived_at": None,
    "notes": [],
    "notice": None,
    "text": _TEXT,
    "sentences": [
        {**_SENTENCES[0], "role": "body", "attribution": None},
        {
            **_SENTENCES[1],
            "role": "body",
            "attribution": {**_TELLER, "start": _SAID, "end": _SAID + len(_TELLER["name"])},
        },
    ],
    "versions": [_VERSION],
    "origin": {"id": "ori_0123456789abcdef", "size": 1, "lead": _ID, "agency": None, "members": [_ID]},
}
_OLD = "Thirty people were on board, the harbour office said."
_CORRECTED = {"kind": "correction", "sentence": 2, "text": "Correction: Forty people were on board, not thirty."}
DIFF: dict[str, Any] = {
    "article_id": _ID,
    "from": {**_VERSION, "current": False},
    "to": {**_VERSION, "number": 2, "modified_at": "2021-05-02T12:00:00Z", "notice": _CORRECTED},
    "title": None,
    "published_at": None,
    "rows": [
        {"kind": "same", "old": {"index": 0, "text": _LEAD}, "new": {"index": 0, "text": _LEAD}, "words": []},
        {
            "kind": "changed",
            "old": {"index": 1, "text": _OLD},
            "new": {"index": 1, "text": _QUOTE},
            "words": [["removed", "Thirty"], ["added", "Forty"], ["same", _QUOTE.removeprefix("Forty")]],
        },
        {"kind": "added", "old": None, "new": {"index": 2, "text": _CORRECTED["text"]}, "words": []},
    ],
}
REPORT: dict[str, Any] = {
    "added": 1,
    "updated": 0,
    "unchanged": 0,
    "failed": [{"input": "articles[1]", "error": "no article text: give the key 'text' or 'html'"}],
    "articles": [{"id": _ID, "external_id": "ferry-1", "input": "ferry-1", "status": "added"}],
}
PASSAGES: dict[str, Any] = {
    "passages": [
        {
            "rank": 1,
            "score": 0.81,
            "article": ROW,
            "origin_id": "ori_0123456789abcdef",
            "start": 0,
            "end": len(_TEXT),
            "text": _TEXT,
            "sentences": [{**_SENTENCES[0], "score": 0.34}, {**_SENTENCES[1], "score": 0.88}],
        }
    ]
}
CITATION: dict[str, Any] = {
    "number": 1,
    "article_id": _ID,
    "version": 1,
    **{key: ROW[key] for key in ("title", "outlet", "author", "url", "published_at")},
    "sentence": 1,
    "start": _SENTENCES[1]["start"],
    "end": _SENTENCES[1]["end"],
    "quote": _QUOTE,
    "link": "https://harbour-post.example/ferry#:~:text=Forty%20people,office%20said.",
    "attribution": {**_TELLER, "as_carried_by": None},
}
_CONSIDERED: dict[str, Any] = {
    "article_id": _ID,
    "version": 1,
    "sentence": 0,
    "why": "further",
    "detail": "is off the question: it has 41% of what is asked about, [1] 92%",
}
ANSWER: dict[str, Any] = {
    "id": "ans_0123456789abcdef",
    "question": ASK["question"],
    "standalone_question": ASK["question"],
    "text": f"{_QUOTE} [1]",
    "statements": [
        {
            "text": _QUOTE,
            "start": 0,
            "end": len(_QUOTE),
            "citations": [1],
            "support": {"label": "supported", "score": 1.0},
            "findings": [],
        }
    ],
    "citations": [CITATION],
    "abstained": False,
    "reason": None,
    "nearest": [],
    "answerer": "quote",
    "prompt": None,
    "warnings": [],
    "missing": [],
    "considered": [_CONSIDERED],
}
EVIDENCE: dict[str, Any] = {
    "answer_id": ANSWER["id"],
    "considered": [
        {
            **_CONSIDERED,
            **{key: ROW[key] for key in ("title", "outlet", "url", "published_at")},
            **{key: _SENTENCES[0][key] for key in ("start", "end", "text")},
        }
    ],
    "gone": 0,
}
_DRAFT = "Fifty people were on board the ferry."
CHECK: dict[str, Any] = {"text": _DRAFT, "article_ids": None, "filters": {"languages": ["en"]}}
CHECKED: dict[str, Any] = {
    "statements": [
        {
            "text": _DRAFT,
            "start": 0,
            "end": len(_DRAFT),
            "citations": [1],
            "support": {"label": "partial", "score": 0.594},
            "findings": [
                {
                    "kind": "number",
                    "start": 0,
                    "end": 5,
                    "text": "Fifty",
                    "detail": "the statement says 'Fifty', the source 'Forty'",
                    "clash": True,
                }
            ],
            "nearest": [],
            "differing": [],
        }
    ],
    "citations": [CITATION],
    "warnings": [],
}
HEALTH: dict[str, Any] = {
    "status": "ok",
    "articles": 1,
    "sentences": 2,
    "answerer": "quote",
    "embedder": "minilm",
}
PROBLEM: dict[str, Any] = {
    "type": "/problems/invalid",
    "title": "'k' must be less than or equal to 100, not 500; see /docs",
    "status": 422,
    "detail": "The request was read, and a part of it is not allowed; nothing was changed. "
    "'k' must be less than or equal to 100, not 500",
    "instance": "/api/search",
    "request_id": "req_5d0f5f0c2a1b4e7f9a3c6d21",
    "errors": [{"pointer": "#/k", "detail": "'k' must be less than or equal to 100, not 500"}],
}
STREAM = (
    'event: status\ndata: {"phase":"retrieving","articles":0,"sentences":0,"done":0,"parts":0}\n\n'
    'event: statement\ndata: {"statement":{...},"citations":[{...}]}\n\n'
    'event: done\ndata: {"id":"ans_...", ...}\n\n'
)
