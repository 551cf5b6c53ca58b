from __future__ import annotations

import pytest

from ingest.page_address import own_address

HERE = "https://www.example.com/news/bridge?utm_source=x"
OWN = "https://www.example.com/news/bridge"


def link(href: str, rel: str = "canonical") -> str:
    return f"<head><link rel='{rel}' href='{href}'></head>"


@pytest.mark.parametrize(
    ("html", "url", "address"),
    [
        pytest.param("<p>x", HERE, OWN, id="says nothing"),
        pytest.param(link("https://www.example.com/b"), HERE, "https://www.example.com/b", id="names another"),
        pytest.param(link("/b?c=1&amp;d=2"), HERE, "https://www.example.com/b?c=1&d=2", id="relative, with entities"),
        pytest.param(
            link("https://example.com/b"), "https://m.example.com/b", "https://example.com/b", id="for phones"
        ),
        pytest.param(
            '<LINK HREF=/b REL="nofollow Canonical">', HERE, "https://www.example.com/b", id="otherwise spelt"
        ),
        pytest.param(link("https://other.example.org/b"), HERE, OWN, id="of another site"),
        pytest.param(link("https://example.com/"), HERE, OWN, id="the front page"),
        pytest.param(link("javascript:x()"), HERE, OWN, id="no address"),
        pytest.param(link(""), HERE, OWN, id="empty"),
        pytest.param(link("/b", rel="alternate"), HERE, OWN, id="another relation"),
        pytest.param(f"<!-- {link('/b')} -->", HERE, OWN, id="in a comment"),
        pytest.param(link("") + link("/c"), HERE, "https://www.example.com/c", id="the first that can be"),
        pytest.param(
            link("https://example.com/"), "https://www.example.com", "https://example.com/", id="a front page"
        ),
        pytest.param(
            link("https://www.example.com/b"),
            "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/b/amp",
            "https://www.example.com/b",
            id="from a cache",
        ),
        pytest.param("<link " * 300_000, HERE, OWN, id="links without end"),
        pytest.param("<!--" * 300_000, HERE, OWN, id="comments without end"),
    ],
)
def test_a_page_is_believed_about_its_own_site(html: str, url: str, address: str) -> None:
    assert own_address(html, url) == address
