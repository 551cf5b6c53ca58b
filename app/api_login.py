"""Where a person shows a key: /login takes one and begins a session, /logout ends it. Neither needs a script.

In: what the form sends. Out: a page, or a cookie that no script can read and no other site can send, which stands for
the session; the key itself stays with its owner. Where one may go on to is read as an address of this server alone.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from fastapi import FastAPI
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from app.api_gate import COOKIE, Caller, granted
from app.wire import Services
from ingest.keys import SESSION_DAYS, Scope

_STATIC = Path(__file__).parent / "static"
_LONGEST_KEY = 200  # characters; a key has 56
_UNKNOWN = "This key is not known here, or was revoked. Look whether it was copied whole, or ask for another."

_MAY = {
    Scope.READ: "ask, search, summarise and check",
    Scope.INGEST: "ask, and bring articles in",
    Scope.ADMIN: "ask, bring articles in, and delete them",
}
_PAGE = Markup(
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} · Corroborate</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><style>{sheet}</style></head>'
    '<body><header><p class="name">Corroborate</p><p class="tagline">Answers from the news, every statement tied to '
    "the sentence that carries it.</p></header><main><h1>{title}</h1>{content}</main></body></html>"
)
_FORM = Markup(
    '<p id="why">This server wants to know who asks. Whoever runs it makes a key with '
    "<code>python -m app keys add NAME</code>.</p>"
    '<form method="post" action="login">{problem}<label for="key">Key</label>'
    '<input id="key" name="key" type="password" required autofocus autocomplete="current-password" spellcheck="false" '
    'autocapitalize="off" placeholder="cor_…" aria-describedby="{described}"{invalid}>'
    '<input type="hidden" name="next" value="{after}"><button type="submit">Sign in</button></form>'
    '<p class="small">This browser then stays signed in for {days} days. The key itself is not kept in it.</p>'
)
_PROBLEM = Markup('<p class="problem" id="problem" role="alert">{}</p>')
_KNOWN = Markup(
    "<p>You are signed in with the key <b>{name}</b>, with which you may {may}.</p>"
    '<form method="post" action="logout"><a class="button" href="./">To the articles</a>'
    '<button type="submit" class="second">Sign out</button></form>'
)
_OPEN = Markup(
    "<p>Nobody needs a key on this address: it is reached from this machine alone.</p>"
    '<p><a class="button" href="./">To the articles</a></p>'
)


def install(app: FastAPI) -> None:
    """Serve both."""
    services: Services = app.state.services

    async def login(request: Request) -> Response:
        if request.method != "POST":
            return _shown(granted(request), after=request.query_params.get("next", "/"))
        async with request.form(max_fields=10, max_files=1) as form:
            secret, after = (str(form.get(name, "")).strip() for name in ("key", "next"))
        key = services.keys.find(secret, now=services.clock()) if len(secret) <= _LONGEST_KEY else None
        if key is None:
            return _page("Sign in", _form(after, _UNKNOWN), status=401)
        session = services.keys.begin_session(key, now=services.clock())
        # './' before it: whatever it says, it stays on this server.
        answer = RedirectResponse(f"./{after.lstrip('/')}", 303)
        answer.set_cookie(
            COOKIE,
            session,
            max_age=SESSION_DAYS * 86_400,
            path=request.scope.get("root_path") or "/",
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="lax",
        )
        return answer

    async def logout(request: Request) -> Response:
        if session := request.cookies.get(COOKIE, ""):
            services.keys.end_session(session)
        answer = RedirectResponse("login", 303)
        answer.delete_cookie(COOKIE, path=request.scope.get("root_path") or "/")
        return answer

    app.router.routes.append(Route("/login", login, methods=["GET", "POST"], include_in_schema=False))
    app.router.routes.append(Route("/logout", logout, methods=["POST"], include_in_schema=False))


def _shown(caller: Caller, *, after: str) -> HTMLResponse:
    if caller.key is not None and caller.scope is not None:
        return _page("Signed in", _KNOWN.format(name=caller.key.name, may=_MAY[caller.scope]))
    return _page("Sign in", _form(after)) if caller.scope is None else _page("No key needed", _OPEN)


def _form(after: str, problem: str = "") -> Markup:
    return _FORM.format(
        problem=_PROBLEM.format(problem) if problem else "",
        described="problem why" if problem else "why",
        invalid=Markup(' aria-invalid="true"') if problem else "",
        after=after,
        days=SESSION_DAYS,
    )


def _page(title: str, content: Markup, *, status: int = 200) -> HTMLResponse:
    sheet, policy = _sheet()
    headers = {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "Referrer-Policy": "same-origin",  # with none at all a browser calls the form's origin 'null', a stranger's
        "X-Content-Type-Options": "nosniff",
    }
    return HTMLResponse(_PAGE.format(title=title, sheet=sheet, content=content), status, headers)


@cache
def _sheet() -> tuple[Markup, str]:
    """Return the style sheet and the policy that lets the browser use it and load nothing else."""
    sheet = (_STATIC / "login.css").read_text("utf-8")
    digest = b64encode(sha256(sheet.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    return Markup(sheet), policy  # noqa: S704 - a file of ours
