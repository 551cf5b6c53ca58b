"""What a sentence does not say of a statement that a model made of it."""

from __future__ import annotations

import pytest

from app.findings import Kind
from app.strict import exact, strict_findings
from app.verify import Source

BRIDGE = Source(
    "On Monday the Arlen bridge opened to lorries, which paid up to 4 crowns, and 98 of them crossed it in an hour.",
    "Arlen bridge opens",
)
SHE = Source(
    "She said that the pier would not be closed before June.",
    "Pier at Arlen",
    "Mayor Hanne Voss spoke on Tuesday.",
    "Mayor Hanne Voss spoke on Tuesday. She said that the pier would not be closed before June.",
)
LUND = Source("Lund expects that lorries may pay 56 crowns.", article="Oskar Lund leads the union. Lund expects that.")


@pytest.mark.parametrize(
    ("statement", "source"),
    [
        pytest.param(BRIDGE.text, BRIDGE, id="itself"),
        pytest.param("The Arlen bridge opened to lorries on Monday.", BRIDGE, id="a part in another order"),
        pytest.param("In an hour, 98 lorries crossed the Arlen bridge.", BRIDGE, id="words for 'them' and 'it'"),
        pytest.param("Hanne Voss said that the pier would not be closed before June.", SHE, id="who 'she' is"),
        pytest.param("Oskar Lund expects that lorries may pay 56 crowns.", LUND, id="a name in full"),
    ],
)
def test_what_a_sentence_says(statement: str, source: Source) -> None:
    assert strict_findings(statement, source) == ()
    assert exact(statement, source)


@pytest.mark.parametrize(
    ("statement", "source", "kind", "text"),
    [
        pytest.param(
            "On Monday the Arlen bridge reopened to lorries.", BRIDGE, Kind.UNCOVERED, "reopened", id="a word"
        ),
        pytest.param("On Sunday the Arlen bridge opened to lorries.", BRIDGE, Kind.DATE, "Sunday", id="a day"),
        pytest.param("Lorries paid 4 crowns.", BRIDGE, Kind.NUMBER, "4 crowns", id="'up to' lost"),
        pytest.param("On Monday 89 lorries crossed the Arlen bridge.", BRIDGE, Kind.NUMBER, "89", id="a figure"),
        pytest.param("Some 98 lorries crossed the bridge in a day.", BRIDGE, Kind.NUMBER, "a day", id="'a day'"),
        pytest.param("The Sorrel bridge opened to lorries.", BRIDGE, Kind.NAME, "Sorrel", id="a name"),
        pytest.param("The Arlen bridge opened to the Arlen lorries.", BRIDGE, Kind.UNCOVERED, "Arlen", id="twice"),
        pytest.param("Lund lets lorries pay 56 crowns.", LUND, Kind.MODALITY, "pay", id="'may' lost"),
        pytest.param("Hanne Voss said that the pier would be closed before June.", SHE, Kind.POLARITY, None, id="not"),
        pytest.param("The pier would not be closed before June.", SHE, Kind.ATTRIBUTION, None, id="who says it"),
        pytest.param("Otto Brandt said that the pier would not be closed.", SHE, Kind.NAME, "Otto", id="speaker"),
        pytest.param(
            "Hanne Voss said that the mole would not be closed.", SHE, Kind.UNCOVERED, "mole", id="not around it"
        ),
    ],
)
def test_what_it_does_not_say(statement: str, source: Source, kind: Kind, text: str | None) -> None:
    found = {(finding.kind, finding.text.strip()) for finding in strict_findings(statement, source)}
    assert (kind, text or statement) in found
    assert not exact(statement, source)


def test_findings_do_not_overlap() -> None:
    found = strict_findings("On Sunday 89 lorries did not cross the Sorrel bridge because of the toll.", BRIDGE)
    assert [finding.start for finding in found] == sorted({finding.start for finding in found})
