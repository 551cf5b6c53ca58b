"""The OpenAPI document, and the page at /docs that shows it without asking any other host.

The page is Swagger UI (Apache-2.0), served from the files that the package fastapi-offline (MIT) carries. A security
policy keeps the browser from loading anything from elsewhere. The document describes what is really answered: JSON
shapes that are written unchecked, bodies that are read by hand, problems.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel

from app import (
    api_shapes,
    api_shapes_articles,
    api_shapes_check,
    api_shapes_conversations,
    api_shapes_jobs,
    api_shapes_library,
    api_shapes_summary,
    api_shapes_v1,
    problems,
)

DESCRIPTION = """
Articles go in; questions come back as statements, each tied to the exact source sentences that carry it.

`article.text[start:end] == quote` holds for every citation. Offsets count characters, ends are exclusive. Errors are
RFC 9457 problem details whose title says what was wrong, with what, and what to do. Below `/v1` the same answers come
in the shapes of OpenAI's API, errors too.
"""
_POLICY = (
    "default-src 'none'; connect-src 'self'; img-src 'self' data:; "
    "script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'"
)
_KEY = {
    "type": "http",
    "scheme": "bearer",
    "description": "A key that `python -m app keys add NAME --scope SCOPE` made. `read`: every GET, asking, searching, "
    "summarising, checking, `/v1` and `/mcp`. `ingest`: that, and articles, jobs and subscriptions. `admin`: all.",
}
_REFERENCE = "#/components/schemas/{model}"


class DescribedApi(FastAPI):
    """FastAPI whose OpenAPI document also holds the shape of a problem."""

    def openapi(self) -> dict[str, Any]:
        """Return the document; it is made once."""
        if self.openapi_schema is None:
            document = super().openapi()
            schemas = document["components"]["schemas"]
            problem = api_shapes.Problem.model_json_schema(ref_template=_REFERENCE)
            schemas |= {**problem.pop("$defs"), "Problem": problem}
            document["components"]["securitySchemes"] = {"key": _KEY}
            document["security"] = [{"key": []}, {}]  # a server on the loopback address wants none
            for name, examples in _examples().items():
                schemas[name]["examples"] = examples  # again: FastAPI drops every null from its document
            self.openapi_schema = document
        return self.openapi_schema or {}


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the problems of a call for the OpenAPI document: these statuses, 422, and any other by default."""
    content = {problems.MEDIA_TYPE: {"schema": {"$ref": _REFERENCE.format(model="Problem")}}}
    meanings = {kind.status: kind.meaning for kind in reversed(problems.KINDS.values())}
    named: dict[int | str, dict[str, Any]] = {
        status: {"description": meanings[status], "content": content} for status in sorted({*statuses, 422})
    }
    return named | {"default": {"description": "Any other problem.", "content": content}}


def install(app: FastAPI) -> None:
    """Serve the page and its files."""

    def docs() -> HTMLResponse:
        page = get_swagger_ui_html(
            openapi_url="openapi.json",
            title=app.title,
            swagger_js_url="docs-files/swagger-ui-bundle.js",
            swagger_css_url="docs-files/swagger-ui.css",
            swagger_favicon_url="docs-files/favicon.png",
            # Swagger UI would send the document to its makers' validator.
            swagger_ui_parameters={"validatorUrl": None, "defaultModelsExpandDepth": 0},
        )
        page.headers["Content-Security-Policy"] = _POLICY
        return page

    app.add_api_route("/docs", docs, include_in_schema=False, response_class=HTMLResponse)
    folder = files("fastapi_offline") / "static"
    app.mount("/docs-files", StaticFiles(directory=str(folder)), name="docs-files")


def _examples() -> dict[str, list[dict[str, Any]]]:
    """Return the examples of the shapes that have any, by the name of the shape."""
    shapes: tuple[type[BaseModel], ...] = (
        api_shapes.Health,
        api_shapes_jobs.Job,
        api_shapes_jobs.Jobs,
        api_shapes_jobs.Subscription,
        api_shapes_jobs.Subscriptions,
        api_shapes_jobs.Subscribed,
        api_shapes.Source,
        api_shapes_library.ListedArticle,
        api_shapes_library.Page,
        api_shapes_library.Library,
        api_shapes_articles.Article,
        api_shapes_articles.Diff,
        api_shapes.Report,
        api_shapes.Passages,
        api_shapes.Citation,
        api_shapes.Answer,
        api_shapes_check.Checked,
        api_shapes_conversations.Conversation,
        api_shapes_conversations.Conversations,
        api_shapes_conversations.WholeConversation,
        api_shapes_summary.Summary,
        api_shapes_v1.ChatCompletion,
        api_shapes_v1.Response,
        api_shapes_v1.Models,
        api_shapes_v1.Model,
        api_shapes_v1.Refused,
    )
    schemas = {shape.__name__: shape.model_json_schema() for shape in shapes}
    return {name: schema["examples"] for name, schema in schemas.items()}
