"""What the page says before the first question: what the corpus holds and what one could ask it.

Counts and questions in, escaped markup out.
"""

from __future__ import annotations

from markupsafe import Markup

from app.ui_render import count, day
from ingest.catalogue import Counts

LANGUAGES = 4  # named in the masthead; more would take a third line

_EMPTY = Markup(
    '<div class="empty"><h2>No articles yet</h2><p>Corroborate answers from the articles it is given, and from '
    "nothing else. "
    '<button type="button" class="goto" data-tab="add-tab">Add sources</button> takes files, addresses of pages and '
    "feeds, and subscriptions; a terminal takes whole folders:</p><pre><code>python -m ingest FOLDER</code></pre>"
    "<p>Or begin with the sample articles that come with it, stories of invented places.</p></div>"
)
_WHAT = Markup(
    '<p class="what">Ask about the news in these articles. Every sentence of an answer names the sentences that carry '
    "it and was checked against them before you see it. Where the articles don’t say, neither does Corroborate.</p>"
)


def masthead(counts: Counts, *, keyed: bool = False) -> str:
    """Return the name, what it does, what the corpus holds and, where one needs a key, the way to it."""
    return str(
        Markup(
            '<header class="masthead"><div><h1>Corroborate</h1><p class="tagline">Answers from the news, every '
            'statement tied to the sentence that carries it.</p></div><p class="facts">{}</p></header>'
        ).format(facts(counts, keyed=keyed))
    )


def facts(counts: Counts, *, keyed: bool = False) -> Markup:
    """Return what the corpus holds as two lines of facts: how much, and from when and in which languages."""
    key = [Markup('<span><a href="login">Your key</a></span>')] if keyed else []
    if not counts.articles:
        return Markup('<span class="line">{}</span>').format(
            Markup(" ").join([Markup("<span>No articles yet</span>"), *key])
        )
    much = (
        count(counts.articles, "article"),
        count(counts.sentences, "sentence"),
        count(len(counts.outlets), "outlet"),
    )
    lines = [
        [Markup("<span>{}</span>").format(words) for words in much] + key,
        [Markup("<span>{}</span>").format(words) for words in (_period(counts), _languages(counts)) if words],
    ]
    if counts.samples:
        lines[-1].append(_badge(counts))
    return Markup(" ").join(
        Markup('<span class="line">{}</span>').format(Markup(" ").join(line)) for line in lines if line
    )


def welcome(counts: Counts, examples: tuple[str, ...]) -> str:
    """Return what stands above the example questions, or how to add articles where there are none."""
    if not counts.articles:
        return str(_EMPTY)
    invited = "For example:" if examples else "Ask the articles."
    return str(_WHAT + Markup('<p class="invitation">{}</p>').format(invited))


def _period(counts: Counts) -> str:
    if counts.first_published is None or counts.last_published is None:
        return ""
    first, last = day(counts.first_published), day(counts.last_published)
    return first if first == last else f"{first} – {last}"


def _languages(counts: Counts) -> Markup:
    """Return the commonest languages by their codes, which the browser turns into names, and the number of others."""
    codes = [code for code, _ in counts.languages]
    named = codes if len(codes) <= LANGUAGES else codes[: LANGUAGES - 1]
    parts = [Markup('<span data-language="{}">{}</span>').format(code, code) for code in named]
    if rest := codes[len(named) :]:
        parts.append(Markup('<span title="{}">{}</span>').format(", ".join(rest), f"{len(rest)} more languages"))
    return Markup(", ").join(parts)


def _badge(counts: Counts) -> Markup:
    words = "sample articles" if counts.samples == counts.articles else count(counts.samples, "sample article")
    return Markup('<span class="badge" title="Written for this project: not real news">{}</span>').format(words)
