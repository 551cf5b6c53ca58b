from __future__ import annotations

import numpy as np
import pytest

from app.answers import Found
from app.missing import missing_names
from ingest.corpus import Passage
from ingest.terms import terms
from tests.builders import article


def found(text: str, *, title: str = "", outlet: str = "Coast Wire", language: str = "en") -> Found:
    whole = article(text, title=title or None, outlet=outlet, language=language)
    rows = tuple(tuple(terms(sentence.text, language)) for sentence in whole.sentences)
    return Found(
        article=whole,
        passage=Passage(0, len(rows) - 1),
        score=1.0,
        sentence_scores=(1.0,) * len(rows),
        terms=rows,
        title_terms=frozenset(terms(title, language)),
        vectors=np.zeros((len(rows), 2), np.float32),
    )


STORM = found("The storm reached Arlen on Monday. Mayor Ida Brandt closed the French school.", title="Storm in Norland")


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("When did the storm reach Arlen?", ()),
        ("What did Ida Brandt close?", ()),
        ("What did Ms Brandt close?", ()),
        ("When did the storm reach Brill?", ("Brill",)),
        ("What did Ulla Brandt close?", ("Ulla Brandt",)),
        ("Which school of France was closed?", ()),
        ("What happened in Norland?", ()),
        ("What does Coast Wire say?", ()),
        ("WHEN DID THE STORM REACH BRILL?", ()),
        ("how strong was it?", ()),
    ],
)
def test_names_that_nothing_found_has(question: str, missing: tuple[str, ...]) -> None:
    assert missing_names(question, "en", [STORM]) == missing


def test_a_name_is_found_in_another_language_too() -> None:
    spanish = found("Joaquim Telles ganó en Altasierra.", language="es")
    assert missing_names("Did Telles win in Altasierra?", "en", [spanish]) == ()


def test_german_nouns_are_no_names() -> None:
    assert missing_names("Wie hoch ist die Mehrwertsteuer?", "de", [STORM]) == ()
