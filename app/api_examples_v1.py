"""One example of each shape below /v1, for the OpenAPI document; see `api_examples`."""

from __future__ import annotations

from typing import Any

from app import api_examples

_ASKED = api_examples.ASK["question"]
_ANSWER = api_examples.ANSWER
_CITATION = api_examples.CITATION
_AT = _ANSWER["statements"][0]["end"] + 1
URL_CITATION: dict[str, Any] = {
    "start_index": _AT,
    "end_index": _AT + len("[1]"),
    "url": _CITATION["url"],
    "title": _CITATION["title"],
    "number": _CITATION["number"],
    "article_id": _CITATION["article_id"],
    "version": _CITATION["version"],
    "sentence": _CITATION["sentence"],
    "start_char_index": _CITATION["start"],
    "end_char_index": _CITATION["end"],
    "cited_text": _CITATION["quote"],
    "outlet": _CITATION["outlet"],
    "published_at": _CITATION["published_at"],
    "link": _CITATION["link"],
}
EXTENSION: dict[str, Any] = {
    "answer_id": _ANSWER["id"],
    **{key: _ANSWER[key] for key in ("answerer", "abstained", "reason", "warnings", "nearest", "statements")},
}
CHAT_REQUEST: dict[str, Any] = {
    "model": "corroborate",
    "messages": [{"role": "user", "content": _ASKED}],
    "filters": {"languages": ["en"]},
}
CHAT: dict[str, Any] = {
    "id": "chatcmpl-0123456789abcdef",
    "object": "chat.completion",
    "created": 1620000000,
    "model": "corroborate",
    "choices": [
        {
            "index": 0,
            "message": {
                "role": "assistant",
                "content": _ANSWER["text"],
                "refusal": None,
                "annotations": [{"type": "url_citation", "url_citation": URL_CITATION}],
            },
            "logprobs": None,
            "finish_reason": "stop",
        }
    ],
    "service_tier": "default",
    "system_fingerprint": None,
    "usage": {"prompt_tokens": 13, "completion_tokens": 19, "total_tokens": 32},
    "corroborate": EXTENSION,
}
RESPONSES_REQUEST: dict[str, Any] = {"model": "corroborate", "input": _ASKED}
_PART: dict[str, Any] = {
    "type": "output_text",
    "text": _ANSWER["text"],
    "annotations": [{"type": "url_citation", **URL_CITATION}],
    "logprobs": [],
}
RESPONSE: dict[str, Any] = {
    "id": "resp_0123456789abcdef",
    "object": "response",
    "created_at": 1620000000,
    "status": "completed",
    "error": None,
    "incomplete_details": None,
    "instructions": None,
    "max_output_tokens": None,
    "metadata": {},
    "model": "corroborate",
    "output": [
        {
            "id": "msg_0123456789abcdef",
            "type": "message",
            "status": "completed",
            "role": "assistant",
            "content": [_PART],
        }
    ],
    "parallel_tool_calls": False,
    "previous_response_id": None,
    "store": True,
    "text": {"format": {"type": "text"}},
    "tool_choice": "none",
    "tools": [],
    "usage": {
        "input_tokens": 13,
        "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
        "output_tokens": 19,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": 32,
    },
    "corroborate": EXTENSION,
}
MODEL: dict[str, Any] = {"id": "corroborate", "object": "model", "created": 0, "owned_by": "corroborate"}
MODELS: dict[str, Any] = {"object": "list", "data": [MODEL, {**MODEL, "id": "quote"}]}
REFUSED: dict[str, Any] = {
    "error": {
        "message": "the model 'gpt' does not exist; use 'corroborate' or 'quote'",
        "type": "invalid_request_error",
        "param": "model",
        "code": "model_not_found",
    }
}
CHUNKS = (
    'data: {"object":"chat.completion.chunk","choices":[{"delta":{"role":"assistant","content":""}, ...}], ...}\n\n'
    'data: {"object":"chat.completion.chunk","choices":[{"delta":{"content":"...","annotations":[...]}}], ...}\n\n'
    "data: [DONE]\n\n"
)
EVENTS = (
    'event: response.created\ndata: {"type":"response.created","response":{...},"sequence_number":0}\n\n'
    'event: response.output_text.delta\ndata: {"type":"response.output_text.delta","delta":"...", ...}\n\n'
    'event: response.completed\ndata: {"type":"response.completed","response":{...}, ...}\n\n'
)
