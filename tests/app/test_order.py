"""Who does what to whom, by the places of words around a verb."""

from __future__ import annotations

import pytest

from app.findings import Kind
from app.order import order_findings

BEAT = "Divers of the roads office defeated a team from Sorrel."
GAVE = "The town gave the union the old pier in 2016."
BITTEN = "A baker was bitten by a goat on the pier."
HE = "He dismissed opposition demands that he step down."
AGENCY = "Film was put out by the Norlandish agency; a Sorrel source had it."


@pytest.mark.parametrize(
    ("statement", "source"),
    [
        pytest.param(BEAT, BEAT, id="itself"),
        pytest.param("A team from Sorrel was defeated by divers of the roads office.", BEAT, id="passive"),
        pytest.param("A goat bit a baker on the pier.", BITTEN, id="active"),
        pytest.param("On the pier, a goat bit a baker.", BITTEN, id="a place before it"),
        pytest.param("In 2016 the town gave the union the old pier.", GAVE, id="a year before it"),
        pytest.param("Mayor Voss dismissed opposition demands.", HE, id="a name for 'he'"),
        pytest.param("The pier is old.", GAVE, id="another verb"),
    ],
)
def test_the_same_roles(statement: str, source: str) -> None:
    assert order_findings(statement, source) == ()


@pytest.mark.parametrize(
    ("statement", "source", "text"),
    [
        pytest.param("A team from Sorrel defeated divers of the roads office.", BEAT, "defeated", id="changed places"),
        pytest.param(
            "Divers of the roads office were defeated by a team from Sorrel.", BEAT, "defeated", id="in passive"
        ),
        pytest.param("A baker bit a goat on the pier.", BITTEN, "bit", id="of a passive"),
        pytest.param("The opposition dismissed his demands that it step down.", HE, "dismissed", id="for 'he'"),
        pytest.param("The union gave the town the old pier in 2016.", GAVE, "gave", id="giver and given"),
    ],
)
def test_changed_roles(statement: str, source: str, text: str) -> None:
    found = order_findings(statement, source)
    assert (Kind.ROLE, text) in [(finding.kind, finding.text) for finding in found]


def test_another_name_before_a_word() -> None:
    (found,) = order_findings("Film was put out by the Sorrel agency.", AGENCY)
    assert (found.kind, found.text) == (Kind.NAME, "Sorrel")


def test_other_languages_are_not_read() -> None:
    assert order_findings("El equipo de Sorrel ganó a los buzos.", "Los buzos ganaron al equipo de Sorrel.", "es") == ()
