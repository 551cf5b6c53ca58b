from __future__ import annotations

import pytest

from ingest.corpus import RawArticle
from ingest.errors import LoadError
from ingest.load_markdown import MAX_MARKDOWN, article


def test_front_matter_and_text() -> None:
    text = """---
headline: "Bridge: closed"
source: The Example
authors: [Ida Moss, Ben Hale]
date: 2024-11-29
lang: no
id: 007
link: https://example.com/bridge
sample: true
subtitle: ~
---

The bridge is *closed*.
"""
    assert article(text, "a.md") == RawArticle(
        source="a.md",
        title="Bridge: closed",
        outlet="The Example",
        author="Ida Moss, Ben Hale",
        published_at="2024-11-29",
        language="no",
        external_id="007",
        url="https://example.com/bridge",
        sample=True,
        text="The bridge is closed.",
    )


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        pytest.param("# Bridge *closed*\n\nText.", "Bridge closed", "Bridge closed\nText.", id="first heading"),
        pytest.param("Bridge closed\n===\n\nText.", "Bridge closed", "Bridge closed\nText.", id="underlined heading"),
        pytest.param("---\ntitle: A\n---\n# B\n\nText.", "A", "B\nText.", id="front matter before heading"),
        pytest.param("---\nTitle:\n---\n# B\n\nText.", "B", "B\nText.", id="empty title in front matter"),
        pytest.param("---\r\ntitle: A\r\n---\r\nText.\r\n", "A", "Text.", id="line ends of Windows"),
        pytest.param("---\ntitle: null\n...\nText.", None, "Text.", id="null and dots"),
        pytest.param("---\n---\nText.", None, "Text.", id="empty front matter"),
        pytest.param("Text.\n\n# B\n\nMore.", None, "Text.\nB\nMore.", id="heading further down"),
        pytest.param("## B\n\nText.", None, "B\nText.", id="heading of the second level"),
        pytest.param("Text.\n\n---\n\nMore.", None, "Text.\nMore.", id="a rule is no front matter"),
    ],
)
def test_title(text: str, title: str | None, body: str) -> None:
    raw = article(text, "a.md")
    assert (raw.title, raw.text) == (title, body)


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        pytest.param("A **bold** _word_ and `code`.", "A bold word and code.", id="marks"),
        pytest.param("See [the *map*](https://example.com 'x').", "See the map.", id="link"),
        pytest.param("See <https://example.com/a>.", "See https://example.com/a.", id="address in brackets"),
        pytest.param("Before ![a chart](x.png) after.", "Before  after.", id="image"),
        pytest.param("One line\nof a paragraph.", "One line of a paragraph.", id="hard-wrapped"),
        pytest.param("One  \ntwo\\\nthree<br/>four", "One\ntwo\nthree\nfour", id="hard breaks"),
        pytest.param("- one\n- two\n  more\n\n1. three\n   - four", "one\ntwo more\nthree\nfour", id="lists"),
        pytest.param("> “We are\n> ready.”", "“We are ready.”", id="quotation"),
        pytest.param("|A|B|\n|-|-|\n|x|1,204|\n||2|", "A, B\nx, 1,204\n2", id="table"),
        pytest.param("He said ~~500~~ 600 people.", "He said  600 people.", id="struck out"),
        pytest.param("Some <b>bold</b> <!-- hidden --> text.", "Some bold  text.", id="tags in a line"),
        pytest.param("<div>\nIn a <i>block</i>.<p>More.</p>\n</div>", "In a block.\nMore.", id="tags around a block"),
        pytest.param("<script>\nx()\n</script>\n\nText.", "Text.", id="script"),
        pytest.param("<!--\nhidden\n-->\n\nText.", "Text.", id="comment"),
        pytest.param("```\na  b\nc\n```", "a  b\nc", id="code"),
        pytest.param("2 \\* 3 &amp; 4", "2 * 3 & 4", id="escapes"),
        pytest.param("Tom & Jerry < 5 [1] snake_case", "Tom & Jerry < 5 [1] snake_case", id="no marks at all"),
    ],
)
def test_marks_are_taken_off(markdown: str, plain: str) -> None:
    assert article(markdown, "a.md").text == plain


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("---\ntitle: [A\n---\nText.", "not YAML", id="broken"),
        pytest.param("---\na: " + "[" * 5_000 + "\n---\nText.", "not YAML", id="nested"),
        pytest.param("---\n!!python/object/apply:os.getcwd []\n---\nText.", "not YAML", id="object"),
        pytest.param("---\n- one\n- two\n---\nText.", "no 'key: value' lines", id="list"),
        pytest.param("---\njust words\n---\nText.", "no 'key: value' lines", id="words"),
        pytest.param("---\ntitle: {a: b}\n---\nText.", "'title' holds an object", id="type"),
        pytest.param("---\ntitle: A\n---\n", "no text beside", id="no text"),
        pytest.param("![only](x.png)", "no text beside", id="only an image"),
        pytest.param("x" * (MAX_MARKDOWN + 1), "more than 1,000,000", id="too long"),
    ],
)
def test_what_is_no_article_says_why(text: str, reason: str) -> None:
    with pytest.raises(LoadError, match=reason) as caught:
        article(text, "a.md")
    assert caught.value.source == "a.md"
    assert len(str(caught.value)) < 400
