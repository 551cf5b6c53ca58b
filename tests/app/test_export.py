"""Exports: nothing is lost or added in any format, and nothing an article says acts in the file that quotes it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date
from typing import Any

import docx
import pytest
import rispy
from lxml import etree, html
from markdown_it import MarkdownIt

from app.export import FORMATS, export, file_name
from app.export_markdown import text

MADE = date(2026, 3, 5)
NASTY = [
    "A <script>alert(1)</script> & 'more' \"quotes\"",
    "1985. Was *not* a _good_ year [for](javascript:alert(1)) `ships`",
    "- ER  - TY  - {unbalanced \\end{document} 50 % of $x^2 #1 ~ \\",
    "]]> --> ‮right to left‬ \x07 bell",
    "| a table | http://auto.example/link ![picture](x) &amp; &#60; @misc{x,",
]
TITLE, OUTLET, AUTHOR = "Ferry <b>late</b> {again}", "The Quay & Post", "Ida Moss and Tom Rell"


def citation(number: int, quote: str, **more: object) -> dict[str, Any]:
    return {
        "number": number,
        "article_id": "art_1",
        "version": 1,
        "title": TITLE,
        "outlet": OUTLET,
        "author": AUTHOR,
        "url": "https://quay.example/a b?x=1&y={2}",
        "published_at": "2026-03-01T23:30:00Z",
        "sentence": number,
        "start": 0,
        "end": len(quote),
        "quote": quote,
        "link": "https://quay.example/a b?x=1&y={2}#:~:text=ferry",
        **more,
    }


def statement(said: str, *cited: int, label: str = "supported", **more: object) -> dict[str, Any]:
    return {"text": said, "citations": list(cited), "support": {"label": label, "score": 0.9}, "findings": [], **more}


def answer(**more: object) -> dict[str, Any]:
    doubt = [{"start": 0, "end": 4, "text": "Nine", "detail": "the source says <ten>", "kind": "number"}]
    return {
        "id": "ans_1",
        "question": "Was the ferry late?",
        "text": "…",
        "statements": [
            statement(NASTY[0], 1),
            statement(NASTY[1], 2, 1),
            statement("Nine boats sank.", 3, label="partial", findings=doubt),
        ],
        "citations": [
            citation(1, NASTY[2]),
            citation(2, NASTY[3], article_id="art_2", title=None, author=None, url=None, link=None, published_at=None),
            citation(3, NASTY[4]),
        ],
        "nearest": [],
        "answerer": "quote",
        "warnings": ["The <i>Post</i> has retracted."],
        **more,
    }


REFUSED = answer(
    question="Who won?",
    text="The sources don't say <who> won.",
    statements=[],
    citations=[],
    nearest=[{"title": "Cup | final", "outlet": OUTLET, "url": "javascript:alert(1)", "published_at": None}],
)


def one_line(words: str) -> str:
    return " ".join("".join(sign for sign in words if sign >= " ").split())


def test_markdown_shows_what_was_said_and_nothing_else() -> None:
    parsed = MarkdownIt("commonmark", {"html": True}).enable("table")
    for words in NASTY:
        shown = one_line(words)
        rendered = html.fromstring(parsed.render(text(shown)))
        assert rendered.tag == "p"
        assert len(rendered) == 0
        assert rendered.text.replace("\u2060", "") == shown


def test_markdown_has_a_footnote_for_every_citation() -> None:
    made = export(answer(), "markdown", MADE).decode()
    assert re.findall(r"^\[\^(\d)\]: ", made, re.MULTILINE) == ["1", "2", "3"]
    assert "[^2][^1]" in made
    assert "1 March 2026" in made
    assert "accessed 5 March 2026" in made
    assert "»Nine« boats sank" in made
    assert "the source says \\<ten\\>" in made
    assert "](<https://quay.example/a%20b?x=1&y=%7B2%7D#:~:text=ferry>)" in made


def test_html_is_text_and_loads_nothing() -> None:
    made = export(answer(), "html", MADE).decode()
    page = html.fromstring(made)
    assert not page.xpath("//script | //img | //b | //i | //link | //iframe")
    assert [item.text for item in page.xpath("//q")] == [one_line(words) for words in NASTY[2:]]
    assert {link for link in page.xpath("//a/@href") if not link.startswith("#")} == {
        "https://quay.example/a%20b?x=1&y=%7B2%7D#:~:text=ferry"
    }
    for link in page.xpath("//a/@href[starts-with(., '#')]"):
        assert len(page.xpath(f"//*[@id='{link[1:]}']")) == 1


def test_word_has_real_footnotes() -> None:
    made = export(answer(), "docx", MADE)
    file = docx.Document(io.BytesIO(made))
    assert file.paragraphs[0].text == "Was the ferry late?"
    assert any(NASTY[0] in paragraph.text for paragraph in file.paragraphs)
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        notes = etree.fromstring(parts.read("word/footnotes.xml"))
        body = etree.fromstring(parts.read("word/document.xml"))
        types = parts.read("[Content_Types].xml").decode()
    spaces = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    name = f"{{{spaces['w']}}}id"
    cited = [row.get(name) for row in body.iterfind(".//w:footnoteReference", spaces)]
    written = {row.get(name): "".join(row.itertext()) for row in notes.iterfind("w:footnote", spaces)}
    assert cited == ["1", "2", "3", "4"]
    assert [one_line(NASTY[number]) in written[place] for number, place in zip((2, 3, 2, 4), cited, strict=True)] == [
        True
    ] * 4
    assert "/word/footnotes.xml" in types


def test_references_hold_each_source_once() -> None:
    rows = json.loads(export(answer(), "csl-json", MADE))
    assert [(row["id"], row["title"]) for row in rows] == [("art_1-1", TITLE), ("art_2-1", one_line(NASTY[3]))]
    assert rows[0]["issued"] == {"date-parts": [[2026, 3, 1]]}
    assert rows[0]["author"] == [{"literal": AUTHOR}]
    assert one_line(NASTY[2]) in rows[0]["note"]
    assert NASTY[4] in rows[0]["note"]
    assert "URL" not in rows[1]


def test_ris_can_not_be_ended_by_what_an_article_says() -> None:
    rows = rispy.loads(export(answer(), "ris", MADE).decode())
    assert [row["title"] for row in rows] == [TITLE, one_line(NASTY[3])]
    assert rows[0]["notes"] == [f"[1] “{one_line(NASTY[2])}”", f"[3] “{NASTY[4]}”"]
    assert rows[0]["access_date"] == "2026/03/05"


def test_bibtex_is_balanced_whatever_an_article_says() -> None:
    made = export(answer(), "bibtex", MADE).decode()
    assert made.count("{") == made.count("}")
    assert re.findall(r"^@article\{(\S+),$", made, re.MULTILINE) == ["art_1-1", "art_2-1"]
    assert "{{Ferry <b>late</b> {\\textbraceleft}again{\\textbraceright}}}" in made
    assert "50 \\% of \\$x{\\textasciicircum}2 \\#1" in made
    depth = 0
    for sign in made:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
        assert sign != "@" or depth in (0, 2)


def test_json_ld_ties_statements_to_quotations_of_articles() -> None:
    made = export(answer(), "json-ld", MADE).decode()
    assert "<" not in made
    body = json.loads(made)
    assert [row["text"] for row in body["citation"]] == [one_line(words) for words in NASTY[2:]]
    assert body["hasPart"][1]["citation"] == [{"@id": "#citation-2"}, {"@id": "#citation-1"}]
    assert body["citation"][0]["isPartOf"]["publisher"]["name"] == OUTLET


def test_sections_keep_every_statement_once() -> None:
    body = answer(sections=[{"heading": "All say", "statements": [2, 0]}])
    made = export(body, "markdown", MADE).decode()
    assert made.index("## All say") < made.index("Nine") < made.index("script") < made.index("1985")
    assert made.count("Nine« boats") == 1


def claim(number: int, speaker: str | None = None) -> dict[str, Any]:
    return {"citation": number, "outlet": OUTLET, "published_at": "2026-03-01T23:30:00Z", "speaker": speaker}


SIDES = [
    {"value": "Nine | 9", "claims": [claim(1), claim(2, "the <b>harbour</b>")]},
    {"value": "<i>Ten</i>", "claims": [claim(3)]},
]
SUMMARY = answer(
    counts={"text": "3 articles, 2 independent origins, 2 outlets"},
    disagreements=[{"about": "figure", "sides": SIDES}],
    updates=[{"about": "figure", "sides": SIDES}],
    timeline=[
        {"date": "2026-02-27", "stated": True, "words": "on <b>Friday</b>", "statement": 0, "published_at": None},
        {"date": "2026-03-01", "stated": False, "words": "", "statement": 1, "published_at": "2026-03-01T00:00:00Z"},
    ],
)


def plain(kind: str) -> str:
    """Return what a document says, as text."""
    made = export(SUMMARY, kind, MADE)
    if kind != "docx":
        return made.decode()
    file = docx.Document(io.BytesIO(made))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *cells])


@pytest.mark.parametrize("kind", ["markdown", "html", "docx", "json-ld"])
def test_a_summary_keeps_what_it_rests_on_what_differs_and_when_it_happened(kind: str) -> None:
    made = plain(kind)
    assert "3 articles, 2 independent origins, 2 outlets" in made
    assert "Disagreement" in made
    assert "Update" in made
    assert made.count("Ten") == 2
    assert "1 March 2026" in made
    assert made.index("2026-02-27") < made.index("2026-03-01")
    assert "day of the report" in made


def test_what_differs_is_a_table_with_notes_in_every_document() -> None:
    rendered = html.fromstring(MarkdownIt("commonmark").enable("table").render(plain("markdown")))
    page = html.fromstring(plain("html"))
    assert [len(each.xpath("//table")) for each in (rendered, page)] == [2, 2]
    assert page.xpath("(//table)[1]//th/text()") == ["Nine | 9", "<i>Ten</i>"]
    assert page.xpath("(//table)[1]//td//a/text()") == ["[1]", "[2]", "[3]"]
    assert rendered.xpath("(//table)[1]/tbody/tr/td[1]/text()") == ["Nine | 9", "<i>Ten</i>"]
    assert not page.xpath("//b | //i")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    with zipfile.ZipFile(io.BytesIO(export(SUMMARY, "docx", MADE))) as parts:
        body = parts.read("word/document.xml").decode()
        notes = parts.read("word/footnotes.xml").decode()
    assert body.count("<w:footnoteReference") == notes.count("<w:footnoteRef/>") == 13


def test_a_brief_is_a_paragraph() -> None:
    told = [{"heading": "The ferry", "statements": [0, 1, 2]}]
    points, brief = (
        export(answer(sections=told, style=each), "markdown", MADE).decode() for each in ("bullets", "brief")
    )
    assert points.split("## Notes")[0].count("\n- ") == 3
    assert "\n- " not in brief.split("## Notes")[0]
    assert "## The ferry" in brief


@pytest.mark.parametrize("kind", FORMATS)
def test_an_abstention_can_be_exported_too(kind: str) -> None:
    made = export(REFUSED, kind, MADE)
    if kind == "markdown":
        assert "The sources don't say \\<who\\> won." in made.decode()
    assert b"javascript" not in made


@pytest.mark.parametrize(
    ("question", "name"),
    [("Was the ferry late?", "was-the-ferry-late.md"), ("متى؟", "ans_1.md"), ("../../x" + "y" * 90, None)],
    ids=["words", "no latin letters", "a path"],
)
def test_files_have_plain_names(question: str, name: str | None) -> None:
    made = file_name(answer(question=question), "markdown")
    assert re.fullmatch(r"[a-z0-9_-]{1,60}\.md", made)
    assert name in (None, made)
