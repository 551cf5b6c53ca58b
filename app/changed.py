"""What became of the sentences that an answer cites: its citations and the store in, their state and warnings out.

A citation's quote is frozen and never changes. Beside it stands whether the current version of its article still says
so, and in words what a reader has to know: a sentence that was changed or is gone, an article that its outlet has
retracted, a correction of the very matter that is cited.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, Protocol

from ingest.corpus import Article, NoticeKind, Sentence
from ingest.diff import aligned
from ingest.terms import terms

# Terms of a correction that stand in the cited sentence too, and not in the title, from which on it is about the same
# matter: one may be the article's subject. Chosen on the cases of the tests, not measured on a corpus.
SAME_MATTER = 2
_LONGEST = 300  # characters of an article's words in a warning
_LONG_TERM = 4  # characters; shorter words, but for figures, are function words in most languages


class State(StrEnum):
    """Whether the current version of an article has a cited sentence: there, elsewhere, in other words, not at all."""

    CURRENT = "current"
    MOVED = "moved"
    CHANGED = "changed"
    GONE = "gone"


class Articles(Protocol):
    """Where articles are kept."""

    def article(self, article_id: str, *, version: int | None = None) -> Article:
        """Return an article, the version of it that is named or else the current one."""

    def current(self, article_id: str) -> Article | None:
        """Return an article if there is one now."""


def with_sources(answer: Mapping[str, Any], store: Articles) -> dict[str, Any]:
    """Return a stored answer's JSON with the state of each citation's source, and warnings of what has changed.

    The order of its citations, and whatever is frozen, stays as it is.
    """
    citations = [citation | {"source": source_json(citation, store)} for citation in answer["citations"]]
    said = [*answer["warnings"], *_changes(citations), *notice_warnings(citations, store)]
    return {**answer, "citations": citations, "warnings": list(dict.fromkeys(said))}


def source_json(citation: Mapping[str, Any], store: Articles) -> dict[str, Any]:
    """Return what became of a cited sentence; `now` is the sentence that stands for it in the current version."""
    new = store.article(citation["article_id"])
    state, now = State.CURRENT, new.sentences[citation["sentence"]] if new.version == citation["version"] else None
    if new.version != citation["version"]:
        state, now = became(
            store.article(citation["article_id"], version=citation["version"]), new, citation["sentence"]
        )
    return {
        "state": state.value,
        "version": citation["version"],
        "current_version": new.version,
        "now": {"sentence": now.index, "start": now.start, "end": now.end, "text": now.text} if now else None,
    }


def became(old: Article, new: Article, index: int) -> tuple[State, Sentence | None]:
    """Return what became of a sentence of an older version."""
    sentence = old.sentences[index]
    for other in new.sentences:
        if (other.start, other.text) == (sentence.start, sentence.text):
            return State.CURRENT, other
    pairs = aligned([one.text for one in old.sentences], [one.text for one in new.sentences])
    now = next((new.sentences[at] for at, (one, _) in pairs.items() if one == index), None)
    if now is None:
        return State.GONE, None
    return (State.MOVED if now.text == sentence.text else State.CHANGED), now


def notice_warnings(
    citations: Sequence[Mapping[str, Any]], store: Articles, *, how: str = "cited here"
) -> tuple[str, ...]:
    """Return what a reader has to know of the retractions and corrections of articles; `how` they are used here."""
    found: dict[str, None] = {}
    for citation in citations:
        article = store.current(citation["article_id"])
        if article is None or article.notice is None:
            continue
        notice = article.notice
        who, what = _named(citation), _titled(article.title)
        if notice.kind is NoticeKind.RETRACTION:
            found[f"{who} has retracted {what}, which is {how}{_quoted(notice.text)}"] = None
        elif notice.sentence is not None and notice.kind is not NoticeKind.UPDATE:
            same = notice.sentence == citation["sentence"] or _same_matter(notice.text, citation["quote"], article)
            if same:
                found[f"{who} has corrected {what} on what is {how}{_quoted(notice.text)}"] = None
    return tuple(found)


def _changes(citations: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for citation in citations:
        source = citation["source"]
        place = f"The sentence cited as [{citation['number']}]"
        if source["state"] == State.CHANGED:
            yield f"{place} was changed since; {_named(citation)} now has{_quoted(source['now']['text'])}"
        elif source["state"] == State.GONE:
            yield f"{place} is gone from the article by {_named(citation)} since."


def _same_matter(notice: str, quote: str, article: Article) -> bool:
    language = article.language or ""
    shared = set(terms(notice, language)) & set(terms(quote, language)) - set(terms(article.title or "", language))
    return sum(len(term) >= _LONG_TERM or term.isdigit() for term in shared) >= SAME_MATTER


def _named(citation: Mapping[str, Any]) -> str:
    return str(citation["outlet"] or "its outlet")


def _titled(title: str | None) -> str:
    return f"“{title}”" if title else "an article"


def _quoted(text: str) -> str:
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} …"
    return f": “{shown}”"
