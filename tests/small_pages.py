"""Small pages of invented sites: those that are no articles, each with why it is refused, and their parts."""

from __future__ import annotations

import json

import pytest

from ingest.page_kind import BOT_CHECK, CONSENT, ERROR, LINKS, LOG_IN, NEEDS_SCRIPT, PAYWALL

MENU = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("Home", "News", "Sport", "Culture", "Weather"))
HEADLINES = [f"Council of Arlen votes on harbour plan number {number}" for number in range(1, 25)]
MOST_READ = "".join(f"<li><a href='/{n}'>{line}</a></li>" for n, line in enumerate(HEADLINES))
TEASER = "The council met on Tuesday and put off its vote once more, as two members were away."


def page(title: str, body: str, *, head: str = "", script: bool = True) -> str:
    code = "<script>window.app = {}</script>" if script else ""
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{code}{body}</body></html>"


def news(title: str, *paragraphs: str, head: str = "", after: str = "") -> str:
    """An article between a menu and a footer."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    body = f"<nav><ul>{MENU}</ul></nav><main><article><h1>{title}</h1>{text}</article>{after}</main>"
    return page(f"{title} | The Example", f"{body}<footer><p>Copyright The Example</p></footer>", head=head)


def json_ld(**fields: object) -> str:
    content = {"@type": "NewsArticle", "headline": "Ferry cancelled", **fields}
    return f"<script type='application/ld+json'>{json.dumps(content)}</script>"


CARDS = "".join(
    f"<article><h2><a href='/{n}'>{line}</a></h2><p>{TEASER}</p></article>" for n, line in enumerate(HEADLINES)
)
ROWS = "".join(f"<h3><a href='/{n}'>{line}</a></h3><p>{TEASER}</p>" for n, line in enumerate(HEADLINES))
COOKIES = (
    "<p>We and our 842 partners store and access personal data, like browsing data, on your device.</p>"
    "<p>Selecting I Accept enables tracking technologies to support the purposes shown under we and our partners.</p>"
    "<p>You can change your choices or withdraw consent at any time via our cookie policy.</p>"
    "<button>Accept all</button><button>Reject all</button><button>Manage choices</button>"
)
STRIKE = "Ferry crews on the line between Arlen and Port Mirren will strike on Friday, the union said on Monday."

REFUSED = [
    pytest.param(
        page("Just a moment...", "<h1>news.example</h1><p>Checking your browser before accessing news.example.</p>"),
        BOT_CHECK,
        id="browser check",
    ),
    pytest.param(
        page(
            "Just a moment...",
            "<h2>Verify you are human by completing the action below.</h2><p>news.example needs to "
            "review the security of your connection before proceeding.</p>",
        ),
        BOT_CHECK,
        id="human check",
    ),
    pytest.param(
        page(
            "Are you a robot?",
            "<h2>We've detected unusual activity from your computer network</h2><p>To continue, "
            "please click the box below to let us know you're not a robot.</p>",
        ),
        BOT_CHECK,
        id="robot check",
    ),
    pytest.param(
        page(
            "Access Denied",
            '<h1>Access Denied</h1><p>You don\'t have permission to access "http://news.example/a" on '
            "this server.</p><p>Reference #18.2d3f</p>",
        ),
        BOT_CHECK,
        id="access denied",
    ),
    pytest.param(
        page(
            "Attention Required! | Guard",
            "<h1>Sorry, you have been blocked</h1><p>You are unable to access "
            "news.example</p><p>This website is using a security service to protect itself from online attacks.</p>",
        ),
        BOT_CHECK,
        id="blocked",
    ),
    pytest.param(
        page(
            "404 Not Found | The Example",
            f"<nav><ul>{MENU}</ul></nav><h1>Page not found</h1><p>The page you are "
            "looking for may have been moved or deleted.</p>",
        ),
        ERROR,
        id="not found",
    ),
    pytest.param(
        news(
            "Oops! That page can't be found.",
            "It looks like nothing was found at this location. Maybe try a search?",
            "Sorry, the article that you asked for could not be found.",
            after=f"<ul>{MOST_READ}</ul>",
        ),
        ERROR,
        id="not found, with headlines",
    ),
    pytest.param(
        page("Error", "<h1>500 Internal Server Error</h1><p>nginx</p>", script=False), ERROR, id="server error"
    ),
    pytest.param(
        page("Something went wrong", "<h1>Something went wrong</h1><p>Please try again later.</p>"),
        ERROR,
        id="went wrong",
    ),
    pytest.param(
        page(
            "Seite nicht gefunden - Das Beispiel",
            "<h1>Seite nicht gefunden</h1><p>Die angeforderte Seite existiert nicht mehr.</p>",
        ),
        ERROR,
        id="not found in German",
    ),
    pytest.param(page("We value your privacy", f"<h1>We value your privacy</h1>{COOKIES}"), CONSENT, id="consent"),
    pytest.param(
        page(
            "The Example is part of the Example family of brands",
            COOKIES.replace("<p>", "<div>").replace("</p>", "</div>"),
        ),
        CONSENT,
        id="consent for a family of sites",
    ),
    pytest.param(
        page(
            "Datenschutzeinstellungen",
            "<h1>Datenschutzeinstellungen</h1><p>Wir benötigen Ihre Einwilligung, bevor Sie "
            "unsere Seite besuchen können.</p><p>Wir verwenden Cookies und verarbeiten Ihre personenbezogenen "
            "Daten mit "
            "Ihrer Zustimmung.</p><button>Alle akzeptieren</button>",
        ),
        CONSENT,
        id="consent in German",
    ),
    pytest.param(
        page(
            "Log in | The Example",
            "<h1>Log in</h1><form><label>Email</label><input name='u'><label>Password</label>"
            "<input type='password'><button>Log in</button></form><p>Forgot your password?</p>",
        ),
        LOG_IN,
        id="log-in",
    ),
    pytest.param(
        page(
            "The Example",
            "<h2>Welcome</h2><p>Please sign in to continue reading your paper.</p><form>"
            "<input type='email'><input type='PASSWORD'></form><p>Don't have an account?</p>",
        ),
        LOG_IN,
        id="sign-in without a title",
    ),
    pytest.param(
        news(
            "Ferry cancelled",
            "The ferry to Port Mirren was cancelled on…",
            "Subscribe to continue reading.",
            head=json_ld(isAccessibleForFree=False),
        ),
        PAYWALL,
        id="paywall, declared",
    ),
    pytest.param(
        news(
            "Ferry cancelled",
            "The ferry to Port Mirren will not run this winter, its owners said...",
            "This article is for subscribers only.",
            "Already a subscriber? Log in.",
        ),
        PAYWALL,
        id="paywall, said",
    ),
    pytest.param(
        page("The Example", f"<nav><ul>{MENU}</ul></nav><main><ul>{MOST_READ}</ul></main>"), LINKS, id="headlines"
    ),
    pytest.param(page("News | The Example", f"<nav><ul>{MENU}</ul></nav><main>{CARDS}</main>"), LINKS, id="cards"),
    pytest.param(page("Harbour - The Example", f"<main><h1>Harbour</h1>{ROWS}</main>"), LINKS, id="section front"),
    pytest.param(
        page(
            "Topic: harbour", f"<main><h1>Harbour</h1><p>All we wrote about the harbour.</p><div>{CARDS}</div></main>"
        ),
        LINKS,
        id="topic",
    ),
    pytest.param(
        page("The Example", "<div id='root'></div><noscript>You need to enable JavaScript to run this app.</noscript>"),
        NEEDS_SCRIPT,
        id="empty shell",
    ),
    pytest.param(
        page("The Example", "<div id='app'><p>Please enable JavaScript in your browser to view this page.</p></div>"),
        NEEDS_SCRIPT,
        id="asks for JavaScript",
    ),
    pytest.param(page("The Example", "<div id='__next'><p>Loading...</p></div>"), NEEDS_SCRIPT, id="loading"),
]
