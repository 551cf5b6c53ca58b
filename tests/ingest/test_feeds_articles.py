from __future__ import annotations

from datetime import UTC, datetime

from ingest.corpus import RawArticle
from ingest.feeds import Entry, Feed, Kind, raw_articles
from ingest.prepare import prepare

HTML = "<p>The harbour bridge of Harran stays closed until Friday, the council said.</p>" * 5
MOMENT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
WHOLE = Entry(
    url="https://harran.example/1", title="Bridge closed", published_at=MOMENT, author="Ida Moss", html=HTML, id="17",
    language="fr",
)  # fmt: skip


def test_whole_texts_are_articles_and_the_rest_are_pages_to_fetch() -> None:
    teaser = Entry(url="https://harran.example/2", summary="Cracks.")
    nameless = Entry(html=HTML, id="18", updated_at=MOMENT)
    feed = Feed(kind=Kind.RSS, title="Harran Post", language="fr", entries=(WHOLE, teaser, Entry(title="x"), nameless))
    articles, pages = raw_articles(feed, "papers.xml")
    assert pages == (teaser,)
    assert articles == (
        RawArticle(
            source="papers.xml (entry 1)",
            html=HTML,
            title="Bridge closed",
            author="Ida Moss",
            url="https://harran.example/1",
            published_at="2026-03-04T05:06:07+00:00",
        ),
        RawArticle(
            source="papers.xml (entry 4)",
            html=HTML,
            outlet="Harran Post",
            published_at="2026-03-04T05:06:07+00:00",
            modified_at="2026-03-04T05:06:07+00:00",
            external_id="18",
        ),
    )


def test_they_can_be_prepared() -> None:
    (raw,), _ = raw_articles(Feed(kind=Kind.ATOM, entries=(WHOLE,)), "papers.xml")
    article = prepare(raw)
    assert (article.outlet, article.published_at, article.language) == ("harran.example", MOMENT, "en")
