"""Who says what a cited sentence says, and how that is written."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date

import pytest

from app.export_document import document
from app.render import Place, citation_json, cite, footnotes, source_line
from app.told_by import publisher, read_teller, said_by, teller
from app.ui_render import carrier, described, sources
from ingest.attribution import attributions
from ingest.corpus import Article
from ingest.sentences import split


def _article(text: str, outlet: str | None = "TROIB News", *, kept: bool = True) -> Article:
    sentences = split(text)
    return Article(
        id="art_1",
        text=text,
        sentences=sentences,
        outlet=outlet,
        attributions=attributions(sentences) if kept else None,
    )


@pytest.mark.parametrize("kept", [True, False], ids=["kept", "stored before"])
@pytest.mark.parametrize(
    ("text", "outlet", "label", "said"),
    [
        ("The dam held, according to Anadolu.", "TROIB News", "Anadolu, as carried by TROIB News", None),
        ("The dam held, according to the Associated Press.", "AP", "AP", None),
        ("The dam held, according to Anadolu.", None, None, None),
        ("The sale is off, AP said, citing three diplomats.", "TROIB News", "AP, as carried by TROIB News", None),
        ("Ida Moss told the BBC that it held.", "TROIB News", "TROIB News", "said by Ida Moss, to the BBC"),
        ("The mayor of Tolven said it held.", "TROIB News", "TROIB News", "said by the mayor of Tolven"),
        ("Two officials said it held.", "TROIB News", "TROIB News", None),
        ("The dam held all night.", "TROIB News", "TROIB News", None),
    ],
)
def test_who_says_it_is_labelled(
    text: str, outlet: str | None, label: str | None, said: str | None, kept: bool
) -> None:
    found = teller(_article(text, outlet, kept=kept), 0)
    assert publisher(outlet, found) == label
    assert said_by(found) == said


def test_the_second_sentence_is_not_the_first_ones() -> None:
    article = _article("The dam held, according to Anadolu. The road is open.")
    assert teller(article, 0) is not None
    assert teller(article, 1) is None


def test_a_citation_names_its_teller_in_json_and_back() -> None:
    sentence = _article("The dam held, according to Anadolu.").sentences[0]
    citation = cite(Place(_article("The dam held, according to Anadolu."), 0, sentence.start, sentence.end), 1)
    body = citation_json(citation)
    assert body["attribution"] == {
        "name": "Anadolu", "kind": "according", "source": "outlet", "told": None, "as_carried_by": "TROIB News",
    }  # fmt: skip
    assert read_teller(body) == citation.attribution
    assert read_teller({key: value for key, value in body.items() if key != "attribution"}) is None
    assert source_line(body) == "Anadolu, as carried by TROIB News"
    assert footnotes([body], 96)[1] == "[1] Anadolu, as carried by TROIB News"


def test_a_person_is_told_in_the_footnote_and_in_the_panel() -> None:
    article = _article("Ida Moss said it held.")
    citation = cite(Place(article, 0, 0, len(article.text)), 1)
    assert source_line(citation_json(citation)) == "TROIB News, said by Ida Moss"
    assert described(citation) == "TROIB News"
    assert 'data-told="said by Ida Moss"' in carrier(1, citation)


def test_the_source_list_names_another_outlet_where_all_is_from_it() -> None:
    article = _article("The dam held, according to Anadolu. The road is open.")
    first, second = (cite(Place(article, one.index, one.start, one.end), one.index + 1) for one in article.sentences)
    assert '<bdi class="outlet">Anadolu, as carried by TROIB News</bdi>' in sources(1, [first])
    assert '<bdi class="outlet">TROIB News</bdi>' in sources(1, [first, second])


def test_a_hostile_name_is_shown_letter_for_letter() -> None:
    article = _article("The dam held, according to Anadolu.", "<img src=x> News")
    citation = cite(Place(article, 0, 0, len(article.text)), 1)
    hostile = replace(citation, title="T")
    assert "<img" not in sources(1, [hostile])
    assert "&lt;img src=x&gt; News" in sources(1, [hostile])


def test_an_export_names_it_in_the_notes() -> None:
    article = _article("The dam held, according to Anadolu. The road is open.")
    rows = [
        citation_json(cite(Place(article, one.index, one.start, one.end), one.index + 1)) for one in article.sentences
    ]
    body = {
        "question": "?", "answerer": "quote", "statements": [], "citations": rows, "nearest": [], "warnings": [],
        "text": "x",
    }  # fmt: skip
    notes = document(body, made=date(2026, 3, 5)).footnotes
    assert [source.publisher for source, _, _ in notes.values()] == ["Anadolu, as carried by TROIB News", "TROIB News"]
    assert [source.outlet for source, _, _ in notes.values()] == ["TROIB News", "TROIB News"]


def test_a_teller_is_the_five_things_that_the_contract_names() -> None:
    found = teller(_article("Ida Moss said it held."), 0)
    assert found is not None
    assert list(asdict(found)) == ["name", "kind", "source", "told", "as_carried_by"]
