"""Cleaning: what goes, what stays, and that cleaning twice changes nothing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean import clean

WRAPPED = (
    "The river Arl broke its banks on Friday after three days of rain, and the\n"
    "water reached the market square before noon. Crews from four towns worked\n"
    "through the night to raise the well-\n"
    "known wall along the harbour.\n"
    "\n"
    "Schools and offices stay shut until Monday, the mayor told reporters, and\n"
    "the ferry will not sail before the tide has turned and the wind has gone\n"
    "down.\n"
)
VERSE = "\n".join(["The river rose", "and then it fell", "and nobody was there", "to tell the tale"] * 3)
HEADLINES = "\n".join(
    [
        "Mayor Says the Harbour Wall Will Hold Through Winter After All",
        "Council Votes Against the Ferry Contract in a Late Night Sitting",
        "Rain Expected Until Sunday as Rivers Rise in All Seven Counties",
        "Schools to Stay Shut on Monday While Crews Clear the Main Roads",
    ]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It rained.", "It rained.", id="clean already"),
        pytest.param("", "", id="empty"),
        pytest.param(" \n\t\u00a0\ufeff ", "", id="nothing but blanks"),
        pytest.param("a\r\nb\rc\u2028d\u0085e\fg", "a\nb\nc\nd\ne\ng", id="line ends"),
        pytest.param("one\ntwo\n\n\n\nthree", "one\ntwo\n\nthree", id="paragraphs"),
        pytest.param("  one  \n \n  two\t", "one\n\ntwo", id="blanks around lines"),
        pytest.param("a\u00a0b\u2009c\u3000d\te  f", "a b c d e f", id="odd blanks"),
        pytest.param("\ufeffso\u00adcial\u200b\x00 me\x07dia\u2060", "social media", id="unseen"),
        pytest.param("a\ud800b\udfff", "ab", id="lone surrogates"),
        pytest.param("pay\u202etxt\u202c now", "paytxt now", id="direction override"),
        pytest.param("hi\U000e0069\U000e0067", "hi", id="hidden tags"),
        pytest.param("R&amp;D &#8217;s &lt;b&gt; &quot;x&quot;", 'R&D ’s <b> "x"', id="entities"),
        pytest.param("&amp;amp;", "&", id="entity escaped twice"),
        pytest.param("&am\u200bp;", "&", id="entity with something unseen inside"),
        pytest.param("a&nbsp;b&#x200b;c", "a bc", id="entities of blanks"),
        pytest.param("x?a=1&copy=2 AT&T &unknown;", "x?a=1&copy=2 AT&T &unknown;", id="no entities"),
        pytest.param("&#0;&#55296;", "\ufffd\ufffd", id="entities of no character"),
        pytest.param("cafe\u0301", "café", id="composed"),
        pytest.param("½ ﬁ ² Ⅳ", "½ ﬁ ² Ⅳ", id="no compatibility folding"),
        pytest.param("“a” – ‘b’ … 'c'", "“a” – ‘b’ … 'c'", id="marks as written"),
        pytest.param("donâ€™t cafÃ©", "donâ€™t cafÃ©", id="wrongly decoded letters are left"),
        pytest.param("می\u200cخواهم", "می\u200cخواهم", id="Persian joiner"),
        pytest.param("👩\u200d🚒 ❤\ufe0f", "👩\u200d🚒 ❤\ufe0f", id="emoji"),
        pytest.param("a\u200db", "ab", id="joiner in English"),
        pytest.param("قال \u200eAFP\u200f.", "قال \u200eAFP\u200f.", id="direction marks in Arabic"),
        pytest.param("It\u200e rained\u202c.", "It rained.", id="direction marks in English"),
        pytest.param("一。\n二。", "一。\n二。", id="Chinese lines"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_hard_wrapped_text_is_joined_into_paragraphs() -> None:
    paragraphs = clean(WRAPPED).split("\n")
    assert paragraphs[0].startswith("The river Arl broke its banks")
    assert "and the water reached" in paragraphs[0]
    assert "Schools and offices" in paragraphs[-1]
    assert paragraphs[-1].endswith("wind has gone down.")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(VERSE, id="verse"),
        pytest.param(HEADLINES, id="headlines of one length"),
        pytest.param("It rained on Friday.\nNobody came to the fair.\nIt was shut.\nThe end.", id="one a line"),
        pytest.param("a line that is far too long to be wrapped " * 4 + "\nshort\nshort\nshort", id="long lines"),
    ],
)
def test_lines_that_mean_something_stay(text: str) -> None:
    assert clean(text).count("\n") == text.count("\n")


TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab. \n\r\t&;#am;p38\u200b\u200d\u0301\u00a0\u037e\u2028\u202e\ud800é-"), st.characters()
    )
)


@given(TEXTS)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


@given(st.lists(st.text(alphabet="abc de.-A", min_size=40, max_size=80), min_size=4).map("\n".join))
def test_cleaning_twice_changes_nothing_in_wrapped_text(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


@given(TEXTS)
def test_what_is_clean_has_no_odd_blanks_and_can_be_stored(text: str) -> None:
    once = clean(text)
    once.encode("utf-8")
    assert once == once.strip()
    assert unicodedata.is_normalized("NFC", once)
    assert not {"  ", " \n", "\n ", "\n\n\n", "\r", "\t"} & {
        once[i : i + n] for i in range(len(once)) for n in (1, 2, 3)
    }


@given(st.text(alphabet=st.characters(min_codepoint=0x21, max_codepoint=0x7E, exclude_characters="&")))
def test_plain_letters_are_never_touched(text: str) -> None:
    assert clean(text) == text
