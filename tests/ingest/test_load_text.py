from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.corpus import RawArticle
from ingest.errors import LoadError
from ingest.load_text import MAX_HEADLINE, article

BODY = "The harbour bridge will stay closed until Friday. Engineers check two of its piers."


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        pytest.param(f"Bridge stays closed\n{BODY}", "Bridge stays closed", BODY, id="headline"),
        pytest.param(f"\n\n Bridge stays closed \r\n\r\n{BODY}", "Bridge stays closed", f"\r\n{BODY}", id="blanks"),
        pytest.param(f"Will the bridge open?\n{BODY}", "Will the bridge open?", BODY, id="question"),
        pytest.param(f"“It is safe”\n{BODY}", "“It is safe”", BODY, id="quotation"),
        pytest.param(f"Bridge closed\n\nthe harbour office said {BODY}", "Bridge closed", None, id="lower case below"),
        pytest.param(f"桥梁关闭\n{BODY}", "桥梁关闭", BODY, id="no blanks between words"),
        pytest.param(f"The bridge is closed.\n{BODY}", None, None, id="sentence"),
        pytest.param(f"桥梁已经关闭。\n{BODY}", None, None, id="Chinese sentence"),
        pytest.param(f"Dear readers,\n{BODY}", None, None, id="comma"),
        pytest.param("The harbour bridge will stay\nclosed until Friday.", None, None, id="hard-wrapped paragraph"),
        pytest.param("A" * (MAX_HEADLINE + 1) + f"\n{BODY}", None, None, id="too long"),
        pytest.param(f"*** 12 ***\n{BODY}", None, None, id="no letters"),
        pytest.param("Bridge stays closed", None, None, id="nothing below"),
        pytest.param("Bridge stays closed\n \n", None, None, id="blanks below"),
    ],
)
def test_the_first_line_is_the_title_if_it_looks_like_one(text: str, title: str | None, body: str | None) -> None:
    raw = article(text, "a.txt")
    assert raw.title == title
    assert raw.text is not None
    if title is None:
        assert raw.text.strip() == text.strip()
    elif body is not None:
        assert raw.text == body


def test_header_lines() -> None:
    headers = "Title: Bridge: closed\nSOURCE:The Example\nauthor : Ida Moss\nDate: 29 November 2024\r\nid: 007\n"
    assert article(f"{headers}sample: yes\n\nAnother line\n{BODY}", "a.txt") == RawArticle(
        source="a.txt",
        title="Bridge: closed",
        outlet="The Example",
        author="Ida Moss",
        published_at="29 November 2024",
        external_id="007",
        sample=True,
        text=f"\nAnother line\n{BODY}",
    )


def test_headers_without_a_title_leave_the_headline() -> None:
    raw = article(f"Source: The Example\n\nBridge stays closed\n\n{BODY}", "a.txt")
    assert (raw.outlet, raw.title, (raw.text or "").strip()) == ("The Example", "Bridge stays closed", BODY)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"Bridge: closed\n{BODY}", id="another word"),
        pytest.param(f"Source: {'x' * 201}\n{BODY}", id="too long for a header"),
        pytest.param(f"Source:\n{BODY}", id="nothing behind it"),
    ],
)
def test_other_lines_with_a_colon_are_no_headers(text: str) -> None:
    assert article(text, "a.txt").outlet is None


def test_a_header_counts_once() -> None:
    raw = article(f"Source: One\nSource: Two\n{BODY}", "a.txt")
    assert (raw.outlet, raw.title) == ("One", "Source: Two")


def test_headers_alone_are_no_article() -> None:
    with pytest.raises(LoadError, match=r"a\.txt: holds headers and no text"):
        article("Title: Bridge stays closed\nSource: The Example\n\n", "a.txt")


@given(st.lists(st.sampled_from(["Bridge closed", "Source: x", "the end", "", "Done.", "\t", "Title: y"]), max_size=6))
def test_no_line_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines) + f"\n{BODY}"
    raw = article(text, "a.txt")
    kept = f"{raw.title} {raw.outlet} {raw.text}"
    for line in lines:
        assert line.removeprefix("Source: ").removeprefix("Title: ").strip() in kept
