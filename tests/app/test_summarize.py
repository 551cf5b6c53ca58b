"""Summaries of a small corpus with the real embedder: what is stated, cited, counted, left out and offered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.answers import Filters, Label, Progress, Verified
from app.check import checked
from app.summaries import Style, Summary, Wanted
from app.summarize import summarize, summarized
from app.summary_render import summary_json
from app.wire import Services, open_services
from ingest.corpus import RawArticle
from ingest.index import index
from ingest.settings import Settings

FERRY = {
    "post": "Forty people were on board the ferry Solveig when it left Lindholm, the harbour office said. Captain "
    "Hedda Moen of the Solveig had reported fog an hour earlier by radio. The ferry Solveig ran aground off Port Maren "
    "on Friday. Fishermen from three villages brought blankets and hot tea to the old customs house. Click here to "
    "subscribe to us.",
    "wire": "The ferry Solveig ran aground on rocks off Port Maren on Friday, and lifeboats took everybody to the "
    "shore. The owner of the Solveig, Norrland Lines, will hold an inquiry in June. Shares of Norrland Lines fell by "
    "nine per cent in Orrin. Trade unions have asked for longer rests between night crossings for years.",
    "echo": "Divers found a crack in the hull of the ferry Solveig on Saturday. The harbour office of Port Maren "
    "closed the northern channel to ships. A tug from Tarvo is to pull the wreck off the rocks at high water.",
}
REPRINT = FERRY["wire"]
ELECTION = {
    "tarvo": "Voters in Tarvo elected Ida Brandt as their mayor on Sunday in an election without incidents. Brandt had "
    "promised a swimming pool and cheaper buses for schools.",
    "orrin": "The election of a new parliament in Orrin was put off until autumn on Monday. Judges in Orrin said that "
    "the electoral roll for the election was full of errors.",
}
STUB = "Thank you very much. Good night to all."


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    opened = open_services(Settings(data_dir=Path(tmp_path_factory.mktemp("summaries")) / "data"))
    texts = {**FERRY, "copy": REPRINT, **ELECTION, "stub": STUB}
    report = index(
        (
            RawArticle(
                source=name, external_id=name, title=name.title(), outlet=f"The {name.title()}", text=text,
                published_at=f"2021-05-0{day}", language="en",
            )
            for day, (name, text) in enumerate(texts.items(), 1)
        ),
        opened.store,
    )  # fmt: skip
    assert not report.failed
    yield opened
    opened.store.close()


@pytest.fixture(scope="module")
def ids(services: Services) -> dict[str, str]:
    return {row.external_id or "": row.id for row in services.store.page().articles}


def of(ids: dict[str, str], *names: str, **more: object) -> Wanted:
    return replace(Wanted(article_ids=tuple(ids[name] for name in names)), **more)  # type: ignore[arg-type]


def cited(summary: Summary) -> set[str]:
    return {citation.article_id for citation in summary.answer.citations}


@pytest.mark.parametrize("style", Style)
def test_every_statement_is_a_sources_own_and_supported(services: Services, ids: dict[str, str], style: Style) -> None:
    summary = summarized(of(ids, "post", "wire", "echo", style=style), services=services)
    answer = summary.answer
    assert answer.statements
    assert cited(summary) == {ids[name] for name in ("post", "wire", "echo")}
    assert sum(len(row.text.split()) for row in answer.statements) <= summary.max_words
    quotes = {citation.number: citation for citation in answer.citations}
    for citation in answer.citations:
        text = services.store.article(citation.article_id).text
        assert text[citation.start : citation.end] == citation.quote
    for row in answer.statements:
        assert row.support.label is Label.SUPPORTED
        assert row.text in quotes[row.citations[0]].quote
        assert "Click" not in row.text
    shown = [number for section in summary.sections for number in section.statements]
    assert shown == list(range(len(answer.statements)))


def test_a_summary_sent_back_as_a_draft_is_supported(services: Services, ids: dict[str, str]) -> None:
    wanted = of(ids, "post", "wire", "echo")
    summary = summarized(wanted, services=services)
    draft = " ".join(row.text for row in summary.answer.statements)
    result = checked(draft, services=services, article_ids=wanted.article_ids)
    assert {row.support.label for row in result.sentences} == {Label.SUPPORTED}


def test_what_several_say_is_one_statement_and_what_one_says_is_marked(services: Services, ids: dict[str, str]) -> None:
    summary = summarized(of(ids, "post", "wire", "echo", style=Style.COMPARE), services=services)
    aground = [one for one in summary.carried if "ran aground" in summary.answer.statements[one.statement].text]
    assert [(one.origins, one.only_in) for one in aground] == [(2, None)]
    crack = next(one for one in summary.carried if "crack" in summary.answer.statements[one.statement].text)
    assert (crack.origins, crack.only_in) == (1, "The Echo")
    assert summary.sections[0].heading == "Reported by several"
    assert "Only in The Echo" in [section.heading for section in summary.sections]


def test_copies_are_one_origin_and_what_is_not_cited_is_named_with_its_reason(
    services: Services, ids: dict[str, str]
) -> None:
    summary = summarized(of(ids, "post", "wire", "copy", "stub"), services=services)
    assert str(summary.counted) == "4 articles, 3 independent origins, 4 outlets"
    reasons = {one.article.article_id: one.reason for one in summary.unused}
    assert reasons.keys() == {ids["copy"], ids["stub"]}
    assert "same text" in reasons[ids["copy"]]
    assert "stub" in reasons[ids["stub"]]


def test_chosen_articles_that_the_filters_or_the_topic_exclude_are_named(
    services: Services, ids: dict[str, str]
) -> None:
    wanted = of(ids, "post", "tarvo", filters=Filters(outlets=("The Post",)))
    assert [one.reason for one in summarized(wanted, services=services).unused] == ["the filters leave it out"]
    wanted = of(ids, "post", "tarvo", topic="the ferry Solveig")
    summary = summarized(wanted, services=services)
    assert cited(summary) == {ids["post"]}
    assert [one.article.article_id for one in summary.unused] == [ids["tarvo"]]


def test_a_topic_finds_all_of_its_articles_and_no_others(services: Services, ids: dict[str, str]) -> None:
    summary = summarized(Wanted(topic="Summarise what happened to the ferry Solveig"), services=services)
    assert {ids["post"], ids["wire"], ids["echo"]} <= cited(summary) | {
        one.article.article_id for one in summary.unused
    }
    assert not cited(summary) & {ids["tarvo"], ids["orrin"]}


def test_an_ambiguous_topic_offers_stories_to_choose_from(services: Services, ids: dict[str, str]) -> None:
    summary = summarized(Wanted(topic="election"), services=services)
    assert summary.answer.abstained
    assert {story.article_ids for story in summary.stories} == {(ids["tarvo"],), (ids["orrin"],)}
    assert "could mean 2 stories" in summary.answer.text


def test_a_topic_that_nothing_is_about_abstains_and_names_what_is_near(services: Services) -> None:
    summary = summarized(Wanted(topic="chess championship in Berghal"), services=services)
    assert summary.answer.abstained
    assert summary.answer.nearest


def test_no_articles_is_nothing(services: Services) -> None:
    summary = summarized(Wanted(article_ids=()), services=services)
    assert (summary.answer.abstained, summary.answer.reason) == (True, "no_articles")


def test_a_cap_too_small_for_any_sentence_abstains(services: Services, ids: dict[str, str]) -> None:
    summary = summarized(of(ids, "post", max_words=3), services=services)
    assert summary.answer.abstained
    assert "within 3 words" in summary.answer.text


def test_a_timeline_goes_by_what_the_texts_say_not_by_publication(services: Services, ids: dict[str, str]) -> None:
    summary = summarized(of(ids, "wire", "echo", style=Style.TIMELINE), services=services)
    dates = [one.date for one in summary.timeline]
    assert dates == sorted(dates)
    stated = {summary.answer.statements[one.statement].text: one for one in summary.timeline if one.stated}
    inquiry = next(one for text, one in stated.items() if "inquiry" in text)
    assert inquiry.date == "2021-06"


def test_the_same_articles_in_another_order_give_the_same_summary(services: Services, ids: dict[str, str]) -> None:
    one, other = (of(ids, *names) for names in (("post", "wire", "echo"), ("echo", "wire", "post", "post")))
    assert summary_json(summarized(one, services=services)) == summary_json(summarized(other, services=services))


def test_progress_and_statements_come_before_the_whole(services: Services, ids: dict[str, str]) -> None:
    *before, last = summarize(of(ids, "post", "wire"), services=services)
    assert isinstance(last, Summary)
    assert [one.phase for one in before if isinstance(one, Progress)][:2] == ["retrieving", "reading"]
    told = [one.statement for one in before if isinstance(one, Verified)]
    assert tuple(told) == last.answer.statements
    assert services.store.answer(last.answer.id) == summary_json(last)
