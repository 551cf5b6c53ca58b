from __future__ import annotations

import pytest

from ingest.corpus import RawArticle
from tests.documents import epub, failure, read

BODY = "<p>The harbour bridge of Oldport stays closed until the spring, the council said on Tuesday.</p>" * 3
METADATA = (
    "<dc:publisher>The Oldport Gazette</dc:publisher><dc:language>en</dc:language>"
    "<dc:creator>Ida Moss</dc:creator><dc:date>2024-01-30</dc:date><dc:identifier>urn:example:7</dc:identifier>"
)


def test_each_chapter_with_text_is_an_article() -> None:
    contents = "".join(f'<a href="{n}.html">A long name of chapter number {n}</a>' for n in range(20))
    chapters = {
        "cover.html": "<p>The Oldport Gazette</p>",
        "toc.html": contents,
        "a.html": f"<h1>Bridge <i>shut</i></h1>{BODY}",
        "b.html": BODY,
    }
    found = read(epub(chapters, METADATA), "n.epub")
    assert [item.source for item in found if isinstance(item, RawArticle)] == ["n.epub/OPS/a.html", "n.epub/OPS/b.html"]
    first = found[0]
    assert isinstance(first, RawArticle)
    assert (first.title, first.outlet, first.author) == ("Bridge shut", "The Oldport Gazette", "Ida Moss")
    assert (first.published_at, first.language, first.external_id) == ("2024-01-30", "en", "urn:example:7#OPS/a.html")
    assert BODY in (first.html or "")


PROTECTED = '<e><EncryptedData><EncryptionMethod Algorithm="{}"/></EncryptedData></e>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (epub({"a.html": "<p>Short</p>"}), "has no chapter with text"),
        (
            epub({"a.html": BODY}, **{"META-INF/encryption.xml": PROTECTED.format("aes128")}),
            "is protected against copying",
        ),
        (epub({"a.html": BODY}, **{"OPS/p.opf": "<package"}), "its XML is broken"),
        (epub({"a.html": BODY}, **{"META-INF/container.xml": "<container/>"}), "its package file is missing"),
    ],
    ids=["short", "protected", "broken", "no package"],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, reason: str) -> None:
    assert reason in failure(data, "n.epub").error


def test_scrambled_fonts_protect_nothing_and_missing_chapters_are_passed_over() -> None:
    fonts = PROTECTED.format("http://www.idpf.org/2008/embedding")
    package = (
        '<package><manifest><item id="a" href="a.html" media-type="application/xhtml+xml"/>'
        '<item id="n" href="nav.html" media-type="application/xhtml+xml" properties="nav"/>'
        '<item id="z" href="../../z.html" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="n"/><itemref idref="z"/><itemref idref="a"/><itemref idref="?"/></spine></package>'
    )
    found = read(epub({"a.html": BODY}, **{"META-INF/encryption.xml": fonts, "OPS/p.opf": package}), "n.epub")
    assert [item.source for item in found if isinstance(item, RawArticle)] == ["n.epub/OPS/a.html"]
