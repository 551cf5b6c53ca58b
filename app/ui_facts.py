"""What the page says before the first question: what the corpus holds and what one could ask it.

Counts and titles in, escaped markup and plain questions out.
"""

from __future__ import annotations

import json
from pathlib import Path

from markupsafe import Markup

from app.ui_render import count, day
from ingest.catalogue import Counts
from ingest.store import Store

EXAMPLES = 3  # as many as fit above the fold of a phone, 390 x 844
LANGUAGES = 4  # named in the masthead; more would take a third line
SEED_QUESTIONS = Path(__file__).parent.parent / "seeds" / "questions.jsonl"

_EMPTY = Markup(
    '<div class="empty"><h2>No articles yet</h2><p>Corroborate answers from the articles it is given, and from '
    "nothing else. The tab <b>Add sources</b> takes files, addresses of pages and feeds, and subscriptions; a "
    "terminal takes whole folders:</p><pre><code>python -m ingest FOLDER</code></pre><p>Or begin with the sample "
    "articles that come with it, stories of invented places.</p></div>"
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
    return str(Markup('<p class="invitation">{}</p>').format("Ask, for example:" if examples else "Ask the articles."))


def examples(store: Store, *, questions: Path = SEED_QUESTIONS) -> tuple[str, ...]:
    """Return up to three questions that the corpus can answer.

    With the sample articles these are the ones marked as examples beside them, else they are made of titles.
    """
    if store.counts().samples and questions.exists():
        lines = (json.loads(line) for line in questions.read_text("utf-8").splitlines() if line.strip())
        return tuple(line["question"] for line in lines if line.get("example"))[:EXAMPLES]
    titles = dict.fromkeys(row.title for row in store.page(limit=10).articles if row.title)
    return tuple(f"What do the sources say about “{title}”?" for title in titles)[:EXAMPLES]


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
