from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.manuscript import _plain, asserts, read_manuscript


@pytest.mark.parametrize(
    ("draft", "checked"),
    [
        pytest.param("Nine died. Two live.", ["Nine died.", "Two live."], id="two sentences"),
        pytest.param("# Ferry sinks\n\nNine died.", ["Ferry sinks", "Nine died."], id="a heading"),
        pytest.param("* Nine died.\n2. Two live.\n> It sank.", ["Nine died.", "Two live.", "It sank."], id="lists"),
        pytest.param("**Nine** people _died_ at `noon`.", ["Nine   people  died  at  noon ."], id="emphasis"),
        pytest.param("snake_case_names stay, 2 * 3 * 4 too.", ["snake_case_names stay, 2 * 3 * 4 too."], id="no marks"),
        pytest.param(
            "The [ferry](https://a.example/x 'y') sank.", ["The [ferry](https://a.example/x 'y') sank."], id="odd link"
        ),
        pytest.param("The [ferry](https://a.example) sank.", ["The  ferry                     sank."], id="a link"),
        pytest.param("---\ntitle: Draft\ntags:\n- a\n---\nNine died.", ["Nine died."], id="front matter"),
        pytest.param("Nine died.\n\n---\n\nTwo live.", ["Nine died.", "Two live."], id="a rule"),
        pytest.param(
            "Nine people died\nwhen it sank.", ["Nine people died when it sank."], id="a small letter goes on"
        ),
        pytest.param(
            "Nine people were killed on Friday when the ferry of\nLindholm sank.",
            ["Nine people were killed on Friday when the ferry of Lindholm sank."],
            id="a long line goes on",
        ),
        pytest.param("Ferry sinks\nNine died.", ["Ferry sinks", "Nine died."], id="a short line is a heading"),
        pytest.param("Nine died. [1][2] Two live. [3]", ["Nine died.", "Two live."], id="markers behind sentences"),
        pytest.param(
            "Nine died [1], two [2, 4] live [3–5].", ["Nine died    , two        live      ."], id="markers in it"
        ),
        pytest.param("Nine died.[1]\n[2] Two live.[^3]", ["Nine died.", "Two live."], id="markers at words and heads"),
        pytest.param("“We lost [12] men.”", ["“We lost [12] men.”"], id="a figure in a quotation"),
        pytest.param("Nine died.[^1]\n\n[^1]: Lindholm Post, 3 May.", ["Nine died."], id="notes"),
        pytest.param("\n\n  \n", [], id="blank"),
        pytest.param("*** --- ***", [], id="marks alone"),
    ],
)
def test_a_draft_is_read_sentence_by_sentence(draft: str, checked: list[str]) -> None:
    assert [piece.plain for piece in read_manuscript(draft, "en")] == checked


MARKS = st.text(
    st.sampled_from(list("ab .!?\n#*_`>[]()-1é中\t\"'")) | st.characters(exclude_categories=("Cs",)), max_size=80
)


@given(MARKS)
def test_every_sentence_is_where_it_says_and_as_long(draft: str) -> None:
    end = 0
    for piece in read_manuscript(draft, "en"):
        assert draft[piece.start : piece.end] == piece.text
        assert len(piece.plain) == len(piece.text)
        assert piece.start >= end
        end = piece.end


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Nobody died.", True),
        ("She said “yes.”", True),
        ("Nine dead in Kestrin", True),
        ("Weather", False),
        ("Read more", False),
        ("What happens next", False),
        ("Was the warning too late?", True),
        ("渡轮在海峡倾覆造成九人死亡三十一人失踪救援人员仍在搜寻幸存者家属等待消息至今没有结果", False),
        ("渡轮倾覆，九人死亡。", True),
    ],
)
def test_what_says_nothing_is_not_looked_for(text: str, says: bool) -> None:
    assert asserts(text) is says


@pytest.mark.parametrize(
    "part",
    ["[", "[](", "*", "_a ", "* ", "- ", "`", '[a](b "', "# ", "**a", "---\na:\n", "word ", "[1]", "[1] ", "[1] a"],
)
def test_no_draft_takes_long_to_read(part: str) -> None:
    draft = part * (200_000 // len(part))
    start = time.perf_counter()
    _plain(draft)
    assert time.perf_counter() - start < 2.0
