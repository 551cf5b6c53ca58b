"""A draft against a small corpus: what each sentence is tied to, and what is said of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.answers import Checked, CheckedSentence, Filters, Label, Progress
from app.check import check, checked
from app.render import checked_json
from app.wire import Services, open_services
from ingest.corpus import RawArticle
from ingest.index import index
from ingest.settings import Settings

TEXTS = {
    "wire": "The ferry Solveig ran aground off Port Maren on Friday. Forty people were on board, the harbour "
    "office said. Captain Ada Lindqvist blamed the fog.",
    "echo": "Forty people were on board the Solveig, according to the coastguard. Divers will look at the hull. "
    "The owner said it would not raise fares.",
    "rain": "Rain flooded cellars in Tarvo on Monday. The mayor of Tarvo asked for pumps.",
}


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    opened = open_services(Settings(data_dir=tmp_path_factory.mktemp("check")))
    with closing(opened.store) as store:
        rows = [
            RawArticle(source=name, external_id=name, outlet=name.title(), text=text, language="en")
            for name, text in TEXTS.items()
        ]
        index(rows, store)
        yield opened


@pytest.fixture(scope="module")
def ids(services: Services) -> dict[str, str]:
    return {str(row.external_id): row.id for row in services.store.page().articles}


def one(services: Services, text: str, **options: object) -> tuple[CheckedSentence, Checked]:
    result = checked(text, services=services, **options)  # type: ignore[arg-type]
    (row,) = result.sentences
    return row, result


def quotes(row: CheckedSentence, result: Checked) -> set[str]:
    return {citation.quote for citation in result.citations if citation.number in row.citations}


def test_a_true_sentence_cites_everyone_who_says_it(services: Services) -> None:
    row, result = one(services, "There were forty people on board the Solveig.")
    assert row.support.label is Label.SUPPORTED
    assert {"Forty people were on board, the harbour office said.",
            "Forty people were on board the Solveig, according to the coastguard."} <= quotes(row, result)  # fmt: skip
    assert row.nearest == ()


def test_a_wrong_figure_is_said_with_the_right_one(services: Services) -> None:
    row, _ = one(services, "There were sixty people on board the Solveig.")
    assert row.support.label is not Label.SUPPORTED
    (finding,) = [finding for finding in row.findings if finding.clash]
    assert (finding.text, finding.detail) == ("sixty", "the statement says 'sixty', the source 'Forty'")
    assert row.text[finding.start : finding.end] == "sixty"
    assert row.citations


def test_what_nobody_says_names_what_comes_closest(services: Services) -> None:
    row, result = one(services, "Parliament raised the tax on sugar.")
    assert (row.support.label, row.support.score, row.citations) == (Label.UNSUPPORTED, 0.0, ())
    assert 1 <= len(row.nearest) <= 3
    assert result.citations == ()


def test_a_pasted_answer_is_checked_without_its_markers(services: Services) -> None:
    row, result = one(services, "There were forty people on board the Solveig. [1][2]")
    assert (row.text, row.support.label, row.findings) == (
        "There were forty people on board the Solveig.",
        Label.SUPPORTED,
        (),
    )
    assert result.text[row.start : row.end] == row.text


def test_what_comes_closest_is_told_of_if_its_outlet_took_it_back(tmp_path: Path) -> None:
    opened = open_services(Settings(data_dir=tmp_path))
    text = "This article has been retracted because its source was forged. The dam at Ostrey is to be blown up in May."
    with closing(opened.store) as store:
        index([RawArticle(source="a", outlet="Ostrey Post", title="Dam to go", text=text, language="en")], store)
        row, result = one(opened, "The library of Ostrey has a new roof.")
        assert row.citations == ()
        assert [warning for warning in result.warnings if "Ostrey Post has retracted “Dam to go”" in warning]
        assert all("named here as close" in warning for warning in result.warnings)


def test_findings_and_places_are_the_drafts_own(services: Services) -> None:
    draft = "# The Solveig\n\nThere were **sixty people** on\nboard the *Solveig*. Rain flooded cellars in Tarvo."
    result = checked(draft, services=services)
    assert [draft[row.start : row.end] for row in result.sentences] == [row.text for row in result.sentences]
    assert [row.text for row in result.sentences][1] == "There were **sixty people** on\nboard the *Solveig*."
    for row in result.sentences:
        assert all(row.text[f.start : f.end] == f.text for f in row.findings)


def test_a_heading_that_says_nothing_is_a_row_without_more(services: Services) -> None:
    heading, claim = checked("Weather\n\nRain flooded cellars in Tarvo.", services=services).sentences
    assert (heading.support.label, heading.citations, heading.nearest) == (Label.UNSUPPORTED, (), ())
    assert claim.support.label is Label.SUPPORTED


@pytest.mark.parametrize(
    ("named", "filters", "found"),
    [
        pytest.param(None, None, {"wire", "echo"}, id="the corpus"),
        pytest.param(["echo"], None, {"echo"}, id="named articles"),
        pytest.param([], None, set(), id="no article"),
        pytest.param(None, ["wire"], {"wire"}, id="filters"),
        pytest.param(["echo", "wire"], ["wire"], {"wire"}, id="both"),
        pytest.param(["echo"], ["wire"], set(), id="both, without a common one"),
        pytest.param(["rain"], None, set(), id="an article about something else"),
    ],
)
def test_only_the_articles_that_may_be_used_are_cited(
    services: Services, ids: dict[str, str], named: list[str] | None, filters: list[str] | None, found: set[str]
) -> None:
    row, result = one(
        services,
        "There were forty people on board the Solveig.",
        article_ids=None if named is None else tuple(ids[name] for name in named),
        filters=None if filters is None else Filters(article_ids=tuple(ids[name] for name in filters)),
    )
    assert {citation.article_id for citation in result.citations} == {ids[name] for name in found}
    assert bool(row.citations) == bool(found)
    assert bool(row.nearest) == (not found and named != [] and not (named and filters))


def test_a_citation_has_one_number_in_all_of_the_draft(services: Services) -> None:
    result = checked("Rain flooded cellars in Tarvo. Cellars in Tarvo were flooded by rain.", services=services)
    assert [citation.number for citation in result.citations] == list(range(1, len(result.citations) + 1))
    assert result.sentences[0].citations == result.sentences[1].citations


def test_progress_comes_before_each_sentence_and_the_result_at_last(services: Services) -> None:
    *steps, last = check("Rain flooded cellars in Tarvo. Divers will look at the hull.", services=services)
    assert isinstance(last, Checked)
    assert [step.phase for step in steps if isinstance(step, Progress)] == ["retrieving", "checking", "checking"]
    assert [step.sentences for step in steps[1:] if isinstance(step, Progress)] == [0, 1]


@pytest.mark.parametrize("draft", ["", " \n", "---"])
def test_a_draft_without_sentences_has_no_rows(services: Services, draft: str) -> None:
    assert checked(draft, services=services) == Checked(draft, (), ())


def test_the_same_draft_gives_the_same_result(services: Services) -> None:
    draft = " ".join(TEXTS.values())
    first, second = (json.dumps(checked_json(checked(draft, services=services)), default=str) for _ in range(2))
    assert first == second


def test_a_large_corpus_is_searched_with_the_names_that_a_sentence_leans_on(tmp_path: Path) -> None:
    opened = open_services(Settings(data_dir=tmp_path / "large"))
    towns = [f"{first}{last}" for first in ("Al", "Bor", "Cas", "Dun", "El", "Far", "Gos", "Hal", "Ist") for last in
             ("dal", "heim", "mar", "ness", "oft", "ping", "rup", "stad", "vik", "wyn")]  # fmt: skip
    with closing(opened.store) as store:
        index(
            [
                RawArticle(
                    source=town,
                    external_id=town,
                    text=f"The mayor of {town} spoke on Friday. He said that the school would close in May.",
                    language="en",
                )
                for town in towns
            ],
            store,
        )
        result = checked(
            "The mayor of Halvik spoke on Friday. He said that the school would close in May.", services=opened
        )
        (halvik,) = [row.id for row in store.page(limit=100).articles if row.external_id == "Halvik"]
    numbers = {citation.number: citation.article_id for citation in result.citations}
    assert all(halvik in {numbers[number] for number in row.citations} for row in result.sentences)


def test_a_number_is_found_in_its_other_spelling(services: Services) -> None:
    row, result = one(services, "There were 40 people on board the Solveig.")
    assert row.support.label is Label.SUPPORTED
    assert "Forty people were on board, the harbour office said." in quotes(row, result)


def test_who_disagrees_is_cited_and_named(tmp_path: Path) -> None:
    opened = open_services(Settings(data_dir=tmp_path))
    with closing(opened.store) as store:
        texts = {
            "first": "The fire at Aldrun mill killed seven people.",
            "later": "The fire at Aldrun mill killed nine people.",
        }
        index(
            [RawArticle(source=name, external_id=name, text=text, language="en") for name, text in texts.items()], store
        )
        row, result = one(opened, "The fire at Aldrun mill killed nine people.")
    assert row.support.label is Label.SUPPORTED
    (against,) = row.differing
    (citation,) = [citation for citation in result.citations if citation.number == against.citation]
    assert citation.quote == texts["first"]
    assert "seven" in against.detail
    assert checked_json(result)["statements"][0]["differing"] == [
        {"citation": against.citation, "detail": against.detail}
    ]


def test_where_all_disagree_the_finding_says_so(services: Services) -> None:
    row, _ = one(services, "Fifty people were on board the Solveig.")
    assert row.support.label is not Label.SUPPORTED
    assert row.differing == ()
