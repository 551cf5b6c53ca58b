from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from app.facts import find_facts
from app.units import Unit
from ingest.terms import terms
from tests.builders import article

MORNING, NOON = (datetime(2025, 3, 14, hour, tzinfo=UTC) for hour in (8, 12))


def unit(text: str, direction: int, outlet: str, *, origin: str = "", at: datetime = MORNING) -> Unit:
    """Return the only sentence of an article; those of one direction are near."""
    made = article(text, external_id=f"{outlet}-{text}", outlet=outlet, published_at=at)
    vector = np.zeros(8, dtype=np.float32)
    vector[direction] = 1.0
    return Unit(made, made.sentences[0], vector, tuple(terms(text, "en")), origin or made.id)


SANK = "The ferry Ardent sank off Maren on Friday."
BOAT = "On Friday the Ardent sank off the port of Maren."
OTHER = "Schools in Tarvo stay closed."


def test_sentences_that_say_the_same_are_one_fact() -> None:
    units = [unit(SANK, 0, "Post"), unit(OTHER, 1, "Post"), unit(BOAT, 0, "Wire")]
    first, second = find_facts(units)
    assert set(first.rows) == {0, 2}
    assert (set(first.voices), first.alone) == ({"post", "wire"}, False)
    assert (second.rows, second.alone) == ((1,), True)


def test_copies_count_once_and_speak_for_who_printed_first() -> None:
    units = [unit(SANK, 0, "Post", origin="o1", at=NOON), unit(SANK, 0, "Wire", origin="o1")]
    (fact,) = find_facts(units)
    assert (len(fact.rows), fact.origins, fact.voices, fact.alone) == (2, ("o1",), ("wire",), True)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        pytest.param("Nine people died when the Ardent sank.", "The Ardent sank and nine died.", True, id="one figure"),
        pytest.param("Nine people died in Maren.", "Thirty crews worked in the hills.", False, id="other figures"),
    ],
)
def test_figures_join_and_part(one: str, other: str, together: bool) -> None:
    close = unit(other, 0, "Wire")
    vector = np.array([0.7, np.sqrt(1 - 0.49), 0, 0, 0, 0, 0, 0], dtype=np.float32)
    facts = find_facts([unit(one, 0, "Post"), Unit(close.article, close.sentence, vector, close.terms, "w")])
    assert (len(facts) == 1) is together


def test_nothing_has_no_facts() -> None:
    assert find_facts([]) == ()
