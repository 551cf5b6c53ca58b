"""An answer as HTML: what a reader sees, and that nothing of an article or a question becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answers import Answer, Citation, Label, Nearest, Progress, Reason, Statement, Support, Verified
from app.findings import Finding, Kind
from app.ui_render import Exchange, advance, day, moment, transcript
from tests.page_html import ATTRIBUTES, PAYLOADS, TAGS, a_citation, seen


def an_answer(*statements: Statement, citations: tuple[Citation, ...] = (), **changes: object) -> Answer:
    text = " ".join(statement.text for statement in statements)
    answer = Answer(
        "ans_1", "How many?", "How many?", text, statements, citations, Reason.NO_EVIDENCE if not statements else None
    )
    return replace(answer, **changes)  # type: ignore[arg-type]


def a_statement(text: str, *numbers: int, at: int = 0, label: Label = Label.SUPPORTED) -> Statement:
    return Statement(text, at, at + len(text), numbers, Support(label, 0.9))


def full(payload: str) -> Exchange:
    """An exchange with the payload in every field that an article, a reader or a model can fill."""
    citation = a_citation(
        title=payload, outlet=payload, author=payload, url=payload, link=payload, quote=payload, article_id=payload
    )
    citation = replace(citation, end=citation.start + len(payload))
    statement = replace(
        a_statement(payload, 1, label=Label.PARTIAL),
        findings=(Finding(Kind.NAME, 0, len(payload), payload, f"no source names {payload}"),),
    )
    answer = an_answer(
        statement,
        citations=(citation,),
        warnings=(payload,),
        standalone_question=payload,
        answerer=payload,
        prompt=payload,
    )
    return advance(Exchange(f"Is it so? {payload}"), answer)


def abstaining(payload: str) -> Exchange:
    nearest = Nearest(payload, payload, payload, payload, None)
    answer = an_answer(nearest=(nearest,), missing=(payload,), warnings=(payload,))
    return advance(Exchange(payload), answer)


@pytest.mark.parametrize("make", [full, abstaining], ids=["answer", "abstention"])
@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_nothing_becomes_markup(make: type[Exchange], payload: str) -> None:
    page = seen(transcript([make(payload), Exchange(payload, failure=payload)]))
    assert {tag for tag, _ in page.tags} <= TAGS
    assert {name for _, attributes in page.tags for name in attributes} <= ATTRIBUTES
    assert page.text.count(payload) >= 5
    links = [str(a["href"]) for _, a in page.tags if "href" in a]
    assert all(re.match(r"#cite-|api/answers/ans_1/export\?format=[a-z-]+$", link) for link in links)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), min_size=1))
def test_any_text_is_shown_letter_for_letter(text: str) -> None:
    page = seen(transcript([full(text)]))
    assert text in page.text
    assert {tag for tag, _ in page.tags} <= TAGS


def test_a_marker_leads_to_what_the_panel_needs() -> None:
    one, two = a_citation(1), a_citation(2, article_id="art_2", start=0, end=17)
    answer = an_answer(a_statement("Nine died.", 1, 2), citations=(one, two))
    page = seen(transcript([Exchange("Earlier"), advance(Exchange("How many?"), answer)]))
    markers = page.named("cite")
    assert [marker["href"] for marker in markers] == ["#cite-2-1", "#cite-2-2"] * 2
    assert len({marker["id"] for marker in markers}) == 4
    assert markers[0]["aria-label"] == "Citation 1: Meridian Wire, 14 Mar 2025"
    carrier = next(each for each in page.named("carrier") if each["id"] == "cite-2-2")
    assert (carrier["data-article"], carrier["data-version"]) == ("art_2", "2")
    assert (carrier["data-start"], carrier["data-end"]) == ("0", "17")


def test_an_article_is_listed_once_with_all_its_numbers() -> None:
    citations = (a_citation(1), a_citation(2, article_id="art_2", title="Another"), a_citation(3, start=90, end=107))
    answer = an_answer(a_statement("Nine died.", 1, 2, 3), citations=citations)
    html = transcript([advance(Exchange("How many?"), answer)])
    assert html.count('<li><span class="numbers">') == 2
    assert html.index('id="mark-1-0-3"') < html.index('id="mark-1-0-2"')


@pytest.mark.parametrize(
    ("label", "words"),
    [
        (Label.SUPPORTED, "checked: supported"),
        (Label.PARTIAL, "checked: partly supported"),
        (Label.UNSUPPORTED, "checked: not supported"),
    ],
)
def test_the_verdict_is_said_in_words(label: Label, words: str) -> None:
    answer = an_answer(a_statement("Nine died.", 1, label=label), citations=(a_citation(),))
    page = seen(transcript([advance(Exchange("How many?"), answer)]))
    assert page.named("verdict")[0]["title"] == words
    assert words in page.text


def test_a_statement_is_shown_before_the_answer_is_whole() -> None:
    exchange = advance(Exchange("How many?"), Progress("checking", 14, 30))
    exchange = advance(exchange, Verified(a_statement("Nine died.", 1), (a_citation(),)))
    exchange = advance(exchange, Verified(a_statement("Two are missing.", 1, 2), (a_citation(), a_citation(2))))
    page = seen(transcript([exchange]))
    assert "Nine died." in page.text
    assert [carrier["data-number"] for carrier in page.named("carrier")] == ["1", "2"]
    assert page.named("turn")[0]["aria-busy"] == "true"
    assert page.named("working")
    assert not page.named("copy")


def test_the_final_answer_replaces_what_was_streamed() -> None:
    exchange = advance(Exchange("How many?"), Verified(a_statement("Nine died.", 1), (a_citation(),)))
    page = seen(transcript([advance(exchange, an_answer())]))
    assert "Nine died." not in page.text
    assert page.named("abstention")
    assert page.named("turn")[0]["aria-busy"] == "false"


@pytest.mark.parametrize("reason", Reason)
def test_an_abstention_says_why_and_what_is_near(reason: Reason) -> None:
    near = Nearest("art_9", "Ferry inquiry opens", "Evening Post", None, datetime(2025, 3, 20, tzinfo=UTC))
    page = seen(
        transcript([advance(Exchange("Who?"), an_answer(reason=reason, nearest=(near,), missing=("captain",)))])
    )
    assert "The sources don’t say." in page.text
    assert "“captain”" in page.text or "captain" in page.text
    assert page.named("nearest")[0]["data-article"] == "art_9"
    assert ("python -m ingest" in page.text) == (reason is Reason.NO_ARTICLES)
    assert "‘Add sources’" in page.text  # what to do next


def test_a_rewritten_question_is_shown_only_where_it_differs() -> None:
    answer = an_answer(a_statement("Nine died.", 1), citations=(a_citation(),))
    assert "Understood as" not in transcript([advance(Exchange("How many?"), answer)])
    assert "Understood as" in transcript([advance(Exchange("And then?"), replace(answer, question="And then?"))])


def test_an_understood_question_can_be_edited() -> None:
    answer = replace(
        an_answer(a_statement("Nine died.", 1), citations=(a_citation(),)), standalone_question='How "many" died?'
    )
    edit = seen(transcript([advance(Exchange("And how many?"), answer)])).named("edit")
    assert [button["data-text"] for button in edit] == ['How "many" died?']


@pytest.mark.parametrize(
    ("label", "marks"), [(Label.PARTIAL, 1), (Label.UNSUPPORTED, 1), (Label.SUPPORTED, 0)], ids=lambda value: str(value)
)
def test_what_is_not_carried_is_marked_and_said(label: Label, marks: int) -> None:
    finding = Finding(Kind.NUMBER, 0, 4, "Nine", "the statement says 'Nine', the source 'ten'", clash=True)
    statement = replace(a_statement("Nine died.", 1, label=label), findings=(finding,))
    page = seen(transcript([advance(Exchange("How many?"), an_answer(statement, citations=(a_citation(),)))]))
    assert len(page.named("gap")) == len(page.named("notes")) == marks
    assert ("The statement says 'Nine', the source 'ten'" in page.text) == bool(marks)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"answerer": "quote"}, ""),
        ({"answerer": "small-1", "prompt": "answer@1#2f2948"}, "every sentence checked · prompt answer@1#2f2948"),
        ({"answerer": "small-1"}, "Written by small-1, every sentence checked"),
    ],
    ids=["built in", "model", "model without a prompt"],
)
def test_it_is_said_who_wrote(changes: dict[str, str], words: str) -> None:
    answer = replace(an_answer(a_statement("Nine died.", 1), citations=(a_citation(),)), **changes)  # type: ignore[arg-type]
    page = seen(transcript([advance(Exchange("How many?"), answer)]))
    assert words in page.text
    assert bool(page.named("writer")) == bool(words)


def test_a_stopped_answer_keeps_what_was_checked() -> None:
    begun = advance(Exchange("How many?"), Verified(a_statement("Nine died.", 1), (a_citation(),)))
    page = seen(transcript([replace(begun, stopped=True)]))
    assert "Nine died." in page.text
    assert "was checked before that" in page.text
    assert page.named("turn")[0]["aria-busy"] == "false"
    assert "before anything was checked" in transcript([Exchange("Why?", stopped=True)])


def test_copying_takes_the_sources_along() -> None:
    answer = an_answer(a_statement("Nine died.", 1), citations=(a_citation(),))
    copied = seen(transcript([advance(Exchange("How many?"), answer)])).named("copy")[0]["data-text"] or ""
    assert copied.startswith("Nine died.")
    assert "Meridian Wire" in copied
    assert "https://wire.example/1" in copied


EASTERN = timezone(timedelta(hours=-5))


@pytest.mark.parametrize(
    ("when", "its_day", "its_moment"),
    [
        (datetime(2024, 12, 2, tzinfo=UTC), "2 Dec 2024", "2 Dec 2024"),
        (datetime(2024, 12, 2, 9, 5, tzinfo=UTC), "2 Dec 2024", "2 Dec 2024, 09:05 UTC"),
        (datetime(2024, 12, 2, 22, 0, tzinfo=EASTERN), "3 Dec 2024", "3 Dec 2024, 03:00 UTC"),
    ],
    ids=["date alone", "with a time", "another zone"],
)
def test_dates_are_in_utc(when: datetime, its_day: str, its_moment: str) -> None:
    assert (day(when), moment(when)) == (its_day, its_moment)
