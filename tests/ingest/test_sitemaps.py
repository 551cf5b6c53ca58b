from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from ingest.feeds import Entry, Feed, Kind, read_feed

SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)
NEWS = (
    "<n:news><n:publication><n:name>Harran Post</n:name><n:language>en</n:language></n:publication>"
    "<n:publication_date>2026-03-04T06:06:07+01:00</n:publication_date><n:title>Bridge closed</n:title></n:news>"
)
MOMENT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    "pack", [bytes, gzip.compress, lambda data: gzip.compress(data[:50]) + gzip.compress(data[50:])]
)
def test_a_news_sitemap(pack: type[bytes]) -> None:
    image = "<image:image><image:loc>https://harran.example/1.png</image:loc></image:image>"
    data = (
        f'<?xml version="1.0" encoding="UTF-8"?><urlset {SPACES}>'
        f"<url>{image}<loc> https://harran.example/1 </loc>{NEWS}"
        "</url><url><loc>https://harran.example/2</loc><lastmod>2026-03-04</lastmod></url><url><loc>2?</loc></url>"
        "<url><lastmod>2026-03-04</lastmod></url></urlset>"
    )
    assert read_feed(pack(data.encode())) == Feed(
        kind=Kind.SITEMAP,
        entries=(
            Entry(
                url="https://harran.example/1",
                title="Bridge closed",
                published_at=MOMENT,
                language="en",
                outlet="Harran Post",
            ),
            Entry(url="https://harran.example/2", updated_at=datetime(2026, 3, 4, tzinfo=UTC)),
        ),
    )


def test_an_index_names_its_newest_sitemap_first() -> None:
    dates = ("2026-03-01", None, "2026-03-04", "soon", "2026-03-04")
    rows = "".join(
        f"<sitemap><loc>/{number}.xml.gz</loc>{f'<lastmod>{date}</lastmod>' if date else ''}</sitemap>"
        for number, date in enumerate(dates)
    )
    feed = read_feed(f"<sitemapindex {SPACES}>{rows}</sitemapindex>".encode(), "https://harran.example/sitemap.xml")
    order = (2, 4, 0, 1, 3)
    assert feed == Feed(
        kind=Kind.SITEMAP_INDEX, more=tuple(f"https://harran.example/{number}.xml.gz" for number in order)
    )
