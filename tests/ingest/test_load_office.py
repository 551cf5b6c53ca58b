from __future__ import annotations

import pytest

from tests.documents import article, docx, failure, odt, zipped

CORE = (
    "<dc:title>Bridge stays closed</dc:title><dc:creator>Ida Moss</dc:creator><dc:language>en-GB</dc:language>"
    "<t:created>2024-01-30T10:15:00Z</t:created>"
)
META = (
    "<dc:title>Bridge stays closed</dc:title><meta:initial-creator>Ida Moss</meta:initial-creator>"
    "<meta:creation-date>2024-01-30T10:15:00.5</meta:creation-date><dc:language>en</dc:language>"
)


def p(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def test_docx() -> None:
    raw = article(docx(p("The harbour ", "bridge", " stays closed.") + p("Ferries cross.") + p(""), CORE), "a.docx")
    assert raw.text == "The harbour bridge stays closed.\nFerries cross."
    assert (raw.title, raw.author) == ("Bridge stays closed", "Ida Moss")
    assert (raw.published_at, raw.language) == ("2024-01-30T10:15:00Z", "en")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            "<w:p><w:del><w:r><w:delText>open</w:delText></w:r></w:del><w:ins><w:r><w:t>shut</w:t></w:r></w:ins></w:p>",
            "shut",
        ),
        ("<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r></w:p>", "a\nb c"),
        (f"<w:tbl><w:tr><w:tc>{p('Yes')}</w:tc><w:tc>{p('1,204')}</w:tc></w:tr></w:tbl>{p('end')}", "Yes, 1,204\nend"),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>one</w:t></w:r></w:p>", "one"),
        ("<w:p><w:hyperlink><w:r><w:t>linked</w:t></w:r></w:hyperlink></w:p>", "linked"),
        (
            f'<m:AlternateContent xmlns:m="m"><m:Choice>{p("box")}</m:Choice><m:Fallback>{p("box")}</m:Fallback>'
            "</m:AlternateContent>",
            "box",
        ),
    ],
    ids=["tracked change", "breaks", "table", "field", "link", "drawing"],
)
def test_what_a_reader_sees_of_docx(body: str, text: str) -> None:
    assert article(docx(body), "a.docx").text == text


def test_the_paragraph_in_the_style_of_a_title_is_the_title() -> None:
    styled = '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Bridge closed</w:t></w:r></w:p>'
    core = (
        "<dc:title>Document1</dc:title><dc:creator>python-docx</dc:creator><t:created>2013-12-23T23:15:00Z</t:created>"
    )
    raw = article(docx(styled + p("The bridge is closed."), core), "a.docx")
    assert (raw.title, raw.author, raw.published_at) == ("Bridge closed", None, None)


def test_odt() -> None:
    body = (
        "<text:tracked-changes><text:p>struck</text:p></text:tracked-changes><text:h>Bridge</text:h>"
        "<text:p>The <text:span>harbour</text:span> bridge<text:s/>is"
        "<text:note><text:p>a note</text:p></text:note> shut.</text:p><text:p>One<text:line-break/>two</text:p>"
        "<table:table><table:table-row>"
        "<table:table-cell><text:p>Yes</text:p></table:table-cell><table:table-cell><text:p>4</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    raw = article(odt(body, META), "a.odt")
    assert raw.text == "Bridge\nThe harbour bridge is shut.\nOne\ntwo\nYes, 4"
    assert (raw.title, raw.author) == ("Bridge stays closed", "Ida Moss")
    assert (raw.published_at, raw.language) == ("2024-01-30T10:15:00.5", "en")
    assert article(odt(body, ""), "a.odt").title == "Bridge"
    assert article(odt("<text:p>It is shut.</text:p><text:h>Later</text:h>", ""), "a.odt").title is None


def test_rtf() -> None:
    data = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title Bridge stays closed}{\author Ida Moss}"
        rb"{\creatim\yr2024\mo1\dy30\hr10\min15}}\f0 The caf\'e9 by the bridge \u8211? closed.\par Ferries cross.\par "
        rb"\trowd Yes\cell 4\cell\row}"
    )
    raw = article(data, "a.rtf")
    assert (raw.text or "").split("\n")[:2] == ["The café by the bridge – closed.", "Ferries cross."]
    assert "Yes, 4" in (raw.text or "")
    assert (raw.title, raw.author, raw.published_at) == ("Bridge stays closed", "Ida Moss", "2024-01-30T10:15:00")


BOMB = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><d>&b;</d>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>'
MANIFEST = "<manifest><encryption-data/></manifest>"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.docx", docx("<w:p/>"), "holds no text; give a document that does"),
        ("a.docx", docx("", **{"word/document.xml": BOMB}), "declares entities of its own, which are never expanded"),
        ("a.docx", docx("", **{"word/document.xml": OUTSIDE}), "declares entities of its own"),
        ("a.docx", docx("", **{"word/document.xml": "<w>" * 100_000}), "its XML is broken (Excessive depth"),
        ("a.docx", docx("", **{"word/document.xml": b" " * 21_000_000}), "is larger than 20 MB"),
        ("a.docx", docx("", **{"word/document.xml": "<a>" + "<b/>" * 1_000_000}), "has more than 1,000,000 elements"),
        ("a.odt", odt("<text:p>x</text:p>", **{"META-INF/manifest.xml": MANIFEST}), "is protected by a password"),
        ("a.odt", zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "lacks a part that it must have"),
        ("a.rtf", b"{\\rtf1 }", "holds no text"),
    ],
    ids=["empty", "bomb", "outside", "depth", "size", "elements", "password", "part", "empty rtf"],
)
def test_what_cannot_be_read_says_what_to_do(name: str, data: bytes, reason: str) -> None:
    found = failure(data, name)
    assert found.input == name
    assert reason in found.error
