"""A checked draft as HTML: verdicts, counts, marks, what is near, and that nothing of it becomes markup."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.answers import Checked, CheckedSentence, Citation, Differing, Label, Progress, Support
from app.findings import Kind, found
from app.schemas import MAX_DRAFT
from app.ui_check import Verdict, begun, checking, notice, refusal, report, tally, verdict
from tests.page_html import ATTRIBUTES, PAYLOADS, TAGS, Seen, a_citation, seen

SUPPORTED, PARTIAL, UNSUPPORTED = Label.SUPPORTED, Label.PARTIAL, Label.UNSUPPORTED


def a_draft(*rows: tuple[str, Label, tuple[int, ...]], between: str = " ") -> Checked:
    """Make a checked draft of sentences, verdicts and the numbers they cite."""
    sentences: list[CheckedSentence] = []
    text = ""
    for words, label, numbers in rows:
        at = len(text)
        sentences.append(CheckedSentence(words, at, at + len(words), numbers, Support(label, 0.5)))
        text += words + between
    citations = tuple(map(a_citation, sorted({number for _, _, numbers in rows for number in numbers})))
    return Checked(text, tuple(sentences), citations)


def page_of(checked: Checked) -> Seen:
    return seen(report(checked))


MIXED = a_draft(
    ("Nine died.", SUPPORTED, (1, 2)),
    ("The captain fled.", PARTIAL, (1,)),
    ("It had 65 boats.", UNSUPPORTED, (2,)),
    ("Penguins vote.", UNSUPPORTED, ()),
)


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, Verdict.SUPPORTED), (1, Verdict.PARTLY), (2, Verdict.CONTRADICTED), (3, Verdict.NOT_FOUND)],
    ids=["supported", "partly", "cited, not carried", "not found"],
)
def test_verdict(number: int, said: Verdict) -> None:
    assert verdict(MIXED.sentences[number]) is said
    page = page_of(MIXED)
    assert page.named("piece")[number]["class"] == f"piece {'work' if number else 'fine'}"
    assert [each["title"] for each in page.named("verdict")][number] == said.value


def test_tally_leaves_out_what_there_is_none_of() -> None:
    assert tally(MIXED) == "4 sentences: 1 supported, 1 partly, 1 not supported, 1 not found"
    assert tally(a_draft(("Nine died.", SUPPORTED, (1,)))) == "1 sentence: 1 supported"


@pytest.mark.parametrize(
    ("label", "buttons"), [(PARTIAL, ["all", "work"]), (SUPPORTED, [])], ids=["some need work", "all are fine"]
)
def test_what_needs_work_can_be_shown_alone(label: Label, buttons: list[str]) -> None:
    page = page_of(a_draft(("Nine died.", SUPPORTED, (1,)), ("The captain fled.", label, (1,))))
    chosen = [attributes for tag, attributes in page.tags if tag == "button" and "data-only" in attributes]
    assert [button["data-only"] for button in chosen] == buttons


@pytest.mark.parametrize(("between", "paragraphs"), [(" ", 1), ("\n", 1), ("\n\n", 4), ("\n \n", 4)])
def test_paragraphs_are_the_drafts_own(between: str, paragraphs: int) -> None:
    rows = [(sentence.text, SUPPORTED, (1,)) for sentence in MIXED.sentences]
    assert len(page_of(a_draft(*rows, between=between)).named("paragraph")) == paragraphs


def test_a_marker_leads_to_what_the_panel_needs() -> None:
    page = page_of(MIXED)
    carriers = {each["id"] for each in page.named("carrier")}
    assert {str(each["href"])[1:] for each in page.named("cite") if "href" in each} <= carriers
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_ids_of_two_drafts_differ() -> None:
    one, other = (a_draft((words, SUPPORTED, (1,))) for words in ("Nine died.", "Ten died."))
    assert not {each["id"] for each in page_of(one).named("carrier")} & {
        each["id"] for each in page_of(other).named("carrier")
    }


def test_what_differs_is_marked_and_said() -> None:
    finding = found(Kind.NUMBER, "It had 65 boats.", (7, 9), "the statement says '65', the source '56'", clash=True)
    sentences = [replace(each, findings=(finding,)) if "65" in each.text else each for each in MIXED.sentences]
    html = report(replace(MIXED, sentences=tuple(sentences)))
    assert 'It had <mark class="gap clash">65</mark> boats.' in html
    assert "The draft says '65', the source '56'" in seen(html).text


def near(*citations: Citation) -> Checked:
    checked = a_draft(("Penguins vote.", UNSUPPORTED, ()))
    return replace(checked, sentences=(replace(checked.sentences[0], nearest=citations),))


def test_the_nearest_sentences_can_be_opened() -> None:
    page = page_of(near(a_citation(0), a_citation(0, start=90, end=107)))
    assert [str(each["href"])[1:] for each in page.named("near")] == [each["id"] for each in page.named("carrier")]
    assert {each["data-number"] for each in page.named("carrier")} == {"0"}
    assert "Not found. The closest sentences:" in page.text
    assert not page.named("sources")


def test_nothing_near_is_said() -> None:
    assert "no sentence of the articles comes close" in report(near())


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_nothing_becomes_markup(payload: str) -> None:
    citation = a_citation(quote=payload, title=payload, outlet=payload, url=payload, link=payload, article_id=payload)
    checked = a_draft((payload, PARTIAL, (1,)), (payload, UNSUPPORTED, ()))
    finding = found(Kind.NAME, payload, (0, 3), payload)
    sentences = (
        replace(checked.sentences[0], findings=(finding,)),
        replace(checked.sentences[1], nearest=(replace(citation, number=0),)),
    )
    page = page_of(replace(checked, sentences=sentences, citations=(citation,), warnings=(payload,)))
    assert len(page.named("warning")) == 1
    assert {tag for tag, _ in page.tags} <= TAGS
    assert {name for _, attributes in page.tags for name in attributes} <= ATTRIBUTES | {
        "tabindex",
        "data-only",
        "aria-pressed",
    }
    assert page.text.count(payload) >= 4
    assert payload in seen(notice(payload)).text


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        ("", "nothing to check"),
        (" \n\t ", "nothing to check"),
        ("*** — …", "nothing to check"),
        ("a" * (MAX_DRAFT + 1), "at most 200,000 are checked at once"),
        ("a" * MAX_DRAFT, None),
        ("Nine died.", None),
    ],
    ids=["empty", "blank", "no letter", "too long", "as long as may be", "a sentence"],
)
def test_refusal(draft: str, words: str | None) -> None:
    said = refusal(draft)
    assert said is None if words is None else words in (said or "")


def test_progress() -> None:
    assert checking(Progress("retrieving", 43, 593)) == begun()
    assert "Checking sentence 1,002 against 43 articles …" in checking(Progress("checking", 43, 1001))


def test_a_draft_without_sentences_is_said_to_have_none() -> None:
    assert "No sentence was found" in report(Checked("***", (), ()))


def test_who_says_otherwise_is_named_under_a_supported_sentence() -> None:
    draft = a_draft(("Nine died.", SUPPORTED, (1, 2)))
    against = Differing(2, "the statement says 'Nine', the source 'seven <b>'")
    page = seen(report(replace(draft, sentences=(replace(draft.sentences[0], differing=(against,)),))))
    assert "the draft says 'Nine', the source 'seven <b>'" in page.text
    assert "Who says otherwise" in [each.get("aria-label") for each in page.named("notes")]


def test_a_doubt_without_a_word_to_mark_is_explained() -> None:
    assert "nowhere together" in page_of(a_draft(("Nine died.", PARTIAL, (1,)))).text
    assert "nowhere together" not in page_of(a_draft(("Nine died.", SUPPORTED, (1,)))).text


def test_the_bar_counts_each_verdict_once_and_only_of_several_sentences() -> None:
    page = page_of(MIXED)
    (bar,) = page.named("bar")
    assert bar["aria-label"] == "Verdicts"
    parts = [attributes for tag, attributes in page.tags if tag == "button" and "data-count" in attributes]
    assert [(each["data-verdict"], each["data-count"]) for each in parts] == [
        (verdict, "1") for verdict in ("supported", "partly", "not supported", "not found")
    ]
    assert {each["data-verdict"] for each in page.named("piece")} == {each["data-verdict"] for each in parts}
    assert page_of(a_draft(("Nine died.", SUPPORTED, (1,)))).named("bar") == []
