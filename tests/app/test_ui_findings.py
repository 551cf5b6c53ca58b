"""Which words are marked as not carried, and what is said about them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from app.findings import Finding, Kind, found
from app.ui_findings import marked, notes

TEXT = "Police say 65 boats sank."


def a_finding(part: str, detail: str = "not in the cited sentences", *, kind: Kind = Kind.UNCOVERED) -> Finding:
    at = TEXT.index(part)
    return found(kind, TEXT, (at, at + len(part)), detail, clash=kind is Kind.NUMBER)


@pytest.mark.parametrize(
    ("findings", "html"),
    [
        ([], TEXT),
        ([a_finding("boats")], 'Police say 65 <mark class="gap">boats</mark> sank.'),
        ([a_finding("65", kind=Kind.NUMBER)], 'Police say <mark class="gap clash">65</mark> boats sank.'),
        (
            [a_finding("65 boats"), a_finding("65", kind=Kind.NUMBER)],
            'Police say <mark class="gap clash">65</mark><mark class="gap"> boats</mark> sank.',
        ),
        (
            [a_finding("Police say", kind=Kind.ATTRIBUTION), a_finding("sank.")],
            '<mark class="gap">Police say</mark> 65 boats <mark class="gap">sank.</mark>',
        ),
        ([a_finding(TEXT, kind=Kind.ATTRIBUTION)], TEXT),
    ],
    ids=["none", "uncovered", "clash", "overlapping", "at both ends", "all of it"],
)
def test_marked(findings: list[Finding], html: str) -> None:
    assert marked(TEXT, findings) == html


PIECES = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40), st.booleans()), max_size=6)


@given(st.text(max_size=30), PIECES)
def test_marks_change_no_letter(text: str, pieces: list[tuple[int, int, bool]]) -> None:
    findings = [Finding(Kind.NAME, at, at + size, "x" * size, "no", clash) for at, size, clash in pieces]
    html = str(marked(text, findings))
    for tag in ('<mark class="gap">', '<mark class="gap clash">', "</mark>"):
        html = html.replace(tag, "")
    assert html == str(escape(text))


@pytest.mark.parametrize(
    ("findings", "text"),
    [
        ([a_finding("65", "the statement says '65'", kind=Kind.NUMBER)], "The draft says '65'"),
        ([a_finding("boats"), a_finding("sank")], "Not in the cited sentences: <q>boats</q>, <q>sank</q>"),
        ([a_finding("boats", "no source names 'boats'", kind=Kind.NAME)] * 2, "No source names 'boats'"),
        ([a_finding("say", "a <b> & c", kind=Kind.ROLE)], "<q>say</q>: a <b> & c"),
        ([a_finding(TEXT, "the source only reports it", kind=Kind.ATTRIBUTION)], "The source only reports it"),
    ],
    ids=["the draft speaks", "uncovered words share a line", "said once", "names what it is about", "about all of it"],
)  # fmt: skip
def test_notes(findings: list[Finding], text: str) -> None:
    html = notes(TEXT, findings, speaker="the draft ")
    assert html.count("<li") == 1
    inside = html.split('dir="auto">')[1].removesuffix("</li></ul>")
    assert str(inside).replace("&lt;b&gt; &amp;", "<b> &").replace("&#39;", "'") == text


def test_nothing_is_said_of_nothing() -> None:
    assert notes(TEXT, []) == ""


def test_a_long_part_is_not_repeated_whole() -> None:
    text = "word " * 40
    note = notes(text, [found(Kind.QUOTE, text, (0, 150), "no source has these words in this order")])
    assert len(note.striptags()) < 120
