"""The HTTP surface as one application: routes, problems, documents and the guard before them all.

In: the services that `wire.py` opened. Out: an ASGI application. Every answer to a failure is a problem, below `/api`
and `/v1` also where another application is mounted at '/' afterwards. Does not open or close the store.
"""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from app import (
    api_answers,
    api_articles,
    api_check,
    api_conversations,
    api_docs,
    api_export,
    api_jobs,
    api_library,
    api_login,
    api_mcp,
    api_pages,
    api_shapes,
    api_subscriptions,
    api_summarize,
    api_v1,
    api_widget,
    problems,
)
from app.api_bodies import Bodies
from app.api_gate import Gate
from app.api_guard import Guard
from app.api_requests import Requests
from app.api_wire import Json, Using
from app.wire import Services

VERSION = "0.1.0"

_health = APIRouter(tags=["health"])


def create_app(services: Services) -> api_docs.DescribedApi:
    """Return the application that serves these services; the page is mounted on it afterwards."""
    app = _Application(
        title="Corroborate",
        version=VERSION,
        description=api_docs.DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.services = services
    routers = (
        _health,
        api_jobs.router,
        api_subscriptions.router,
        api_library.router,
        api_articles.router,
        api_answers.router,
        api_check.router,
        api_export.router,
        api_conversations.router,
        api_summarize.router,
        api_v1.router,
    )
    for router in routers:
        app.include_router(router)
    problems.install(app)
    api_docs.install(app)
    api_login.install(app)
    api_pages.install(app)
    api_widget.install(app)
    leftover = _Leftover(route for router in routers for route in router.routes if isinstance(route, APIRoute))
    app.router.routes += api_mcp.routes(services, version=VERSION)
    for path in ("/api", "/api/{rest:path}", "/mcp/{rest:path}", "/v1", "/v1/{rest:path}", "/healthz", "/metrics"):
        app.router.routes.append(Route(path, leftover, include_in_schema=False))
    # The one that is added last is met first.
    access = services.settings.access
    app.add_middleware(Bodies, max_bytes=access.max_body_bytes, seconds=access.body_seconds)
    app.add_middleware(Gate, services=services)
    app.add_middleware(Guard, host=services.settings.host, origins=access.origins)
    return app


class _Application(api_docs.DescribedApi):
    """The application whose requests are numbered and written down."""

    def build_middleware_stack(self) -> ASGIApp:
        """Return all layers, with one around them that also sees what the last of them makes of a failure."""
        whole = frozenset(route.path for route in self.routes if isinstance(route, Route) and "{" not in route.path)
        return Requests(super().build_middleware_stack(), paths=whole, metrics=self.state.services.metrics)


@_health.get("/healthz", response_model=api_shapes.Health)
def health(services: Using) -> Json:
    """Say that the server is up, what it holds and with what it works."""
    counts = services.store.counts()
    return Json(
        {
            "status": "ok",
            "articles": counts.articles,
            "sentences": counts.sentences,
            "answerer": services.answerer.name,
            "embedder": services.store.embedder_name,
        }
    )


@_health.get("/metrics", include_in_schema=False)
def metrics(request: Request, services: Using) -> Response:
    """Return what this server has done, in numbers, in a format that Prometheus reads."""
    content, content_type = services.metrics.exposed(request.headers.get("accept", ""))
    return Response(content, headers={"Content-Type": content_type})


class _Leftover:
    """What no route took: 405 where the address exists, 404 where it does not.

    A page that is mounted at '/' takes every request that no route takes, also a PUT to an address of the API, so
    that the router's own 405 and 404 would never be seen.
    """

    def __init__(self, routes: Iterable[APIRoute]) -> None:
        self._routes = tuple(routes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        here = [route for route in self._routes if route.path_regex.match(scope["path"])]
        # An address of its own, such as /api/subscriptions/opml, is not one of those that a template stands for.
        here = [route for route in here if route.path == scope["path"]] or here
        methods = sorted({method for route in here for method in route.methods or ()})
        if methods:
            raise HTTPException(405, headers={"Allow": ", ".join(methods)})
        raise HTTPException(404)
