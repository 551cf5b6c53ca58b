from __future__ import annotations

from typing import Any

import pytest

from app.v1_errors import covers, refusal


@pytest.mark.parametrize(
    ("path", "is_one"),
    [("/v1", True), ("/v1/models", True), ("/v1/", True), ("/v10", False), ("/api/v1", False), ("/", False)],
)
def test_what_lies_below_v1_takes_its_form(path: str, is_one: bool) -> None:
    assert covers(path) is is_one


@pytest.mark.parametrize(
    ("status", "told", "kind", "code"),
    [
        (400, 400, "invalid_request_error", None),
        (401, 401, "authentication_error", "invalid_api_key"),
        (403, 403, "permission_error", None),
        (404, 404, "invalid_request_error", None),
        (405, 405, "invalid_request_error", None),
        (410, 410, "invalid_request_error", None),
        (422, 400, "invalid_request_error", None),
        (429, 429, "rate_limit_error", "rate_limit_exceeded"),
        (500, 500, "server_error", None),
        (503, 503, "server_error", None),
    ],
)
def test_a_problem_has_its_status_and_type(status: int, told: int, kind: str, code: str | None) -> None:
    problem = {"type": "/problems/x", "title": "it is wrong", "status": status, "detail": "", "instance": "/v1"}
    assert refusal(problem) == (told, {"error": {"message": "it is wrong", "type": kind, "param": None, "code": code}})


@pytest.mark.parametrize(
    ("part", "param"),
    [
        ({"pointer": "#"}, None),
        ({"pointer": "#/model"}, "model"),
        ({"pointer": "#/messages/0/content/1/type"}, "messages[0].content[1].type"),
        ({"pointer": "#/metadata/a~1b~0"}, "metadata.a/b~"),
        ({"parameter": "limit"}, "limit"),
    ],
    ids=str,
)
def test_the_part_that_is_wrong_is_named_as_openai_does(part: dict[str, str], param: str | None) -> None:
    problem: dict[str, Any] = {"title": "", "status": 422, "errors": [part, {"pointer": "#/other"}]}
    assert refusal(problem)[1]["error"]["param"] == param


def test_a_part_may_have_a_code_of_its_own() -> None:
    problem = {"title": "", "status": 404, "errors": [{"pointer": "#/model", "code": "model_not_found"}]}
    assert refusal(problem)[1]["error"]["code"] == "model_not_found"
